"""Load a collection by path or a bundled one by name, or draw a simulated one."""

import difflib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from medialens.corpus import Corpus
from medialens.errors import ReadError
from medialens.io.collection import load_collection
from medialens.io.packaged import packaged_folder
from medialens.io.settings import SETTINGS_NAME
from medialens.io.source import shown_name
from medialens.io.stream import CollectionStream
from medialens.simulation import Design, Press, Simulation, power, simulate

__all__ = [
    "Design", "Press", "Simulation", "bundled", "load", "power", "several", "simulate", "stream",
]  # fmt: skip


def bundled() -> list[str]:
    """Return the names of the collections that come with the package, sorted."""
    folder = packaged_folder("corpora")
    return sorted(path.parent.name for path in folder.glob(f"*/{SETTINGS_NAME}"))


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
    parts = (load_collection(_path(one), format=format, encoding=encoding)
             for one in several(name_or_path))  # fmt: skip
    return Corpus.together(list(parts))


def several(name_or_path: str | Path | Sequence[str | Path]) -> list[str | Path]:
    """Return the collections that are meant: one, or those of a list.

    Examples
    --------
    >>> several("valdory"), several('["a.csv", "b.csv"]')
    (['valdory'], ['a.csv', 'b.csv'])
    """
    if not isinstance(name_or_path, str | Path):
        return list(name_or_path)
    if isinstance(name_or_path, str) and name_or_path.startswith("["):
        with suppress(ValueError):
            found = json.loads(name_or_path)
            if isinstance(found, list) and found and all(isinstance(one, str) for one in found):
                return list(found)
    return [name_or_path]


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
    return CollectionStream(_path(name_or_path), format=format, encoding=encoding)


def _path(name_or_path: str | Path) -> Path:
    path = Path(name_or_path)
    return path if _exists(path) else _bundled_path(str(name_or_path))


def _exists(path: Path) -> bool:
    try:
        path.expanduser().lstat()
    except (OSError, ValueError, RuntimeError):
        return False
    return True


def _bundled_path(name: str) -> Path:
    names = bundled()
    if name in names:
        return packaged_folder("corpora") / name
    shown = shown_name(name.replace("\x00", "\ufffd"))
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f" (did you mean {close[0]!r}?)" if close else ""
    listed = ", ".join(names) or "none"
    raise ReadError(
        f"{shown} does not exist{hint}; give a file or folder, or one of the bundled "
        f"collections: {listed}"
    )
