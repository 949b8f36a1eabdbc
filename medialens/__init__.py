"""Comparative media analysis: load, annotate, score, compare, plot, report.

    >>> import medialens as ml
    >>> study = ml.analyse(ml.load("first_lesson"))
    >>> len(study.corpus)
    8

Names are resolved on first use, so that importing the package stays cheap.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from medialens.actor import Actor, Form
    from medialens.catalogue import suggest_actors
    from medialens.compare.keyness import keyness
    from medialens.corpus import Corpus
    from medialens.datasets import load, stream
    from medialens.io.contract import check_reader
    from medialens.io.registry import register_reader
    from medialens.score import check_scorer, register_scorer
    from medialens.study import Study, analyse, open_study

    __version__: str

_HOMES = {
    "Actor": "medialens.actor",
    "Corpus": "medialens.corpus",
    "Form": "medialens.actor",
    "Study": "medialens.study",
    "analyse": "medialens.study",
    "check_reader": "medialens.io.contract",
    "check_scorer": "medialens.score",
    "keyness": "medialens.compare.keyness",
    "load": "medialens.datasets",
    "open_study": "medialens.study",
    "register_reader": "medialens.io.registry",
    "register_scorer": "medialens.score",
    "stream": "medialens.datasets",
    "suggest_actors": "medialens.catalogue",
}

__all__ = [
    "Actor",
    "Corpus",
    "Form",
    "Study",
    "analyse",
    "check_reader",
    "check_scorer",
    "keyness",
    "load",
    "open_study",
    "register_reader",
    "register_scorer",
    "stream",
    "suggest_actors",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name == "__version__":
        return _installed_version()
    if name not in _HOMES:
        raise AttributeError(f"module 'medialens' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES, "__version__"])


def _installed_version() -> str:
    """Return what the installer was told: the tag is written down in one place only."""
    from importlib import metadata

    try:
        return metadata.version("medialens")
    except metadata.PackageNotFoundError:  # run from a copy of the files
        return "0+not.installed"
