"""Where a report comes from: the collection's facts and the versions that made it."""

import functools
import platform
from importlib import metadata
from typing import TYPE_CHECKING, Any

from medialens.plugins import offering

if TYPE_CHECKING:
    from medialens.corpus import Corpus

PACKAGES = ("medialens", "numpy", "pandas", "scipy", "matplotlib", "papermill")


def versions() -> dict[str, str]:
    """Return the versions of Python, of the packages that shape the figures, and of plugins."""
    return dict(_versions())


@functools.cache
def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found | offering()


def collection_facts(corpus: "Corpus") -> dict[str, Any]:
    """Return what a reader must know of a collection, as JSON values."""
    articles = corpus.articles
    dates = articles["published"].dropna()
    counts = articles["outlet"].value_counts()
    languages = articles["language"].fillna("").replace("", "unknown").value_counts()
    return {
        "name": corpus.name,
        "slug": corpus.slug,
        "n_articles": len(articles),
        "n_rejected": len(corpus.rejects),
        "n_skipped": corpus.n_skipped,
        "outlets": {str(name): int(counts[name]) for name in sorted(counts.index)},
        "first": dates.min().date().isoformat() if len(dates) else None,
        "last": dates.max().date().isoformat() if len(dates) else None,
        "languages": {str(name): int(languages[name]) for name in sorted(languages.index)},
        "licence": corpus.licence,
        "fingerprint": corpus.fingerprint,
    }
