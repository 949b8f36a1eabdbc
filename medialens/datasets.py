"""Load a collection by path or a bundled one by name, or draw a simulated one."""

import warnings
from collections.abc import Sequence
from pathlib import Path

from medialens.corpus import Corpus
from medialens.errors import MedialensWarning, PluginError, ReadError
from medialens.io.collection import load_collection
from medialens.io.named import bundled, is_partitioned, path_of, several
from medialens.io.registry import Reader, reader_names, register_reader
from medialens.io.stream import CollectionStream
from medialens.plugins import loaded, offered
from medialens.simulation import Design, Press, Simulation, power, simulate

__all__ = [
    "Design", "Press", "Simulation", "bundled", "load", "power", "several", "simulate", "stream",
]  # fmt: skip


def load(
    name_or_path: str | Path | Sequence[str | Path],
    *,
    format: str | None = None,
    encoding: str | None = None,
) -> Corpus:
    """Load a collection of articles.

    Parameters
    ----------
    name_or_path : str or path, or several of them
        A file or folder, or the name of a bundled collection; an existing path wins. Several, in
        a list or as text of a JSON list (``'["a.csv", "b.csv"]'``), become one collection: see
        `Corpus.together`.
    format : str, optional
        Name of the reader, where the file's suffix does not tell.
    encoding : str, optional
        Encoding of text files that are not UTF-8, for example ``"cp1252"``.

    Returns
    -------
    Corpus
        The articles, and what was left out and why.

    Raises
    ------
    ReadError
        If there is no such path and no such bundled collection, or the file cannot be
        understood.
    EmptyError
        If no article is left.

    Examples
    --------
    >>> corpus = load("first_lesson")
    >>> corpus.slug
    'first-lesson'
    """
    _take_readers()
    parts = (load_collection(_in_one(one), format=format, encoding=encoding)
             for one in several(name_or_path))  # fmt: skip
    return Corpus.together(list(parts))


def _in_one(name_or_path: str | Path) -> Path:
    path = path_of(name_or_path)
    if is_partitioned(path):
        raise ReadError(
            f"{path.name} is a partitioned collection, made not to be read at once: open it with "
            "medialens.partitioned.Partitioned, or load the folder 'articles' in it"
        )
    return path


def stream(
    name_or_path: str | Path,
    *,
    format: str | None = None,
    encoding: str | None = None,
) -> CollectionStream:
    """Read a collection of articles that need not fit into memory, batch by batch.

    Parameters
    ----------
    name_or_path, format, encoding
        As for `load`.

    Returns
    -------
    CollectionStream
        Iterate over it: each batch has its articles as a ``table``, its ``rejects`` and ``skips``.

    Raises
    ------
    ReadError, EmptyError
        As for `load`; of a file given by itself, while iterating.

    Examples
    --------
    >>> sum(len(batch.table) for batch in stream("first_lesson"))
    8
    """
    _take_readers()
    return CollectionStream(path_of(name_or_path), format=format, encoding=encoding)


def _take_readers() -> None:
    """Register the readers that other packages offer; a broken one is told and left out."""
    for name, entry in offered("readers").items():
        if name in reader_names():
            continue
        try:
            reader = loaded(entry)
            if not isinstance(reader, Reader) or reader.name != name:
                raise PluginError(f"{entry.value} is no Reader called {name!r}")
            register_reader(reader)
        except PluginError as error:
            warnings.warn(f"reader left out: {error}", MedialensWarning, stacklevel=3)
