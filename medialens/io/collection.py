"""Collections: a file or a folder of articles becomes a Corpus."""

import hashlib
from pathlib import Path

from medialens.actor import slug
from medialens.article import Article
from medialens.corpus import Corpus
from medialens.io.batch import articles_table, rejects_table, skips_table
from medialens.io.registry import Reject, Skip
from medialens.io.settings import CollectionSettings
from medialens.io.stream import CollectionStream

_SLUG_LIMIT = 60


def load_collection(
    path: Path | str,
    *,
    format: str | None = None,
    encoding: str | None = None,
    settings: CollectionSettings | Path | str | None = None,
) -> Corpus:
    """Read a file or a folder of articles.

    Parameters
    ----------
    path : path
        A file, or a folder whose files are read in the order of their relative paths.
    format : str, optional
        Name of a reader for all files; by default each file's suffix tells.
    encoding : str, optional
        Encoding of the text files; by default the one of ``collection.toml``, else UTF-8, or
        UTF-16 where a byte order mark says so.
    settings : CollectionSettings or path, optional
        By default the ``collection.toml`` inside the folder, or the one beside the file if its
        ``files`` name the file.

    Returns
    -------
    Corpus
        Every record seen is an article of it, a reject with its reason, or stands in
        `skips` (the same article a second time, or what is no article by rule).

    Raises
    ------
    ReadError
        If the path does not exist, or a file given by itself cannot be understood. In a folder
        such a file is a reject.
    UnknownNameError
        If the format is not known.
    SettingsError
        If ``collection.toml`` is wrong, or maps a column that no record has.
    EmptyError
        If no article is left.
    """
    stream = CollectionStream(path, format=format, encoding=encoding, settings=settings)
    articles: dict[str, Article] = {}
    rejects: list[Reject] = []
    skips: list[Skip] = []
    for batch in stream:
        articles |= batch.articles
        rejects += batch.rejects
        skips += batch.skips
    settings = stream.settings
    return Corpus(
        articles_table(articles),
        rejects_table(rejects),
        skips_table(skips),
        name=stream.name,
        slug=_slug(stream.own_name),
        licence=settings.licence,
        description=settings.description,
        language=settings.language,
        actors=settings.actors,
        mapping=stream.planner.mapping,
        notices=stream.observed.notices(),
    )


def _slug(name: str) -> str:
    """Return the slug of `name`; a long one is cut and told apart by a hash."""
    full = slug(name)
    if len(full) <= _SLUG_LIMIT:
        return full
    digest = hashlib.sha256(full.encode()).hexdigest()[:8]
    return f"{full[: _SLUG_LIMIT - 9]}-{digest}"
