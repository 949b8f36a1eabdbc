"""Word lists written for medialens, each with its sources.

A list is a UTF-8 file of tab-separated values in this folder. Lines that start with ``#`` say
where its facts come from; the first other line names the columns.
"""

import functools
from importlib import resources

from medialens.errors import unknown_name


@functools.cache
def load_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a packaged word list, in the order of the file.

    Parameters
    ----------
    name : str
        The file's name without ``.tsv``, for example ``"countries"``.

    Returns
    -------
    tuple of dict
        One dictionary per row, column name to text; a cell left out is an empty string. The
        rows are shared between callers: read them, do not change them.

    Raises
    ------
    UnknownNameError
        If no such list is packaged; the nearest name is suggested.
    """
    if name not in lexicon_names():
        raise unknown_name("word list", name, lexicon_names())
    source = resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    return tuple(_row(columns, line.split("\t")) for line in lines[1:])


@functools.cache
def lexicon_names() -> tuple[str, ...]:
    """Return the names of the packaged word lists, sorted."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(f.name.removesuffix(".tsv") for f in files if f.name.endswith(".tsv")))


def _row(columns: list[str], cells: list[str]) -> dict[str, str]:
    padded = [cell.strip() for cell in cells] + [""] * (len(columns) - len(cells))
    return dict(zip(columns, padded, strict=True))
