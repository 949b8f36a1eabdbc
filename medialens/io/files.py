"""Files: which files of a folder belong to the collection, in one order everywhere."""

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from medialens.errors import ReadError, SettingsError
from medialens.io.registry import Reject
from medialens.io.source import shown_name

# Never articles: hidden files, editors' leftovers, settings, what a collection says about itself.
_SKIPPED = re.compile(
    r"\..*|~.*|.*~|(readme|licen[cs]e|truth)\b.*|truth[_.].*|.*\.toml|thumbs\.db|desktop\.ini"
    r"|__macosx|__pycache__",
    re.I | re.S,
)


@dataclass(frozen=True)
class Found:
    """A file of a collection: where it is, and its relative name as tables show it."""

    path: Path
    name: str


def find_files(folder: Path, patterns: tuple[str, ...] = ()) -> tuple[list[Found], list[Reject]]:
    """Return the files of a collection, sorted by relative path.

    Parameters
    ----------
    folder : Path
        The collection's folder, searched with its sub-folders.
    patterns : tuple of str
        Relative paths, which may hold ``*`` and ``**``; by default every file but hidden ones,
        ``README*``, ``LICENSE*``, ``truth*`` and ``*.toml``.

    Returns
    -------
    list of Found
        The files.
    list of Reject
        Folders that are not looked into: linked ones, which are never followed, and closed ones.

    Raises
    ------
    SettingsError
        If a pattern matches no file.
    ReadError
        If the folder itself cannot be read.
    """
    names, closed = _walk(folder)
    if patterns:
        chosen: set[str] = set()
        for pattern in patterns:
            matching = {name for name in names if matches(name, pattern)}
            if not matching:
                raise SettingsError(
                    f"{shown_name(folder.name)}: files {pattern!r} matches no file there"
                )
            chosen |= matching
    else:
        chosen = {name for name in names if not is_skipped(name)}
        closed = {name: reason for name, reason in closed.items() if not is_skipped(name)}
    return (
        [Found(folder / name, shown_name(name)) for name in sorted(chosen, key=os.fsencode)],
        [Reject(shown_name(n), None, "", closed[n]) for n in sorted(closed, key=os.fsencode)],
    )


def matches(name: str, pattern: str) -> bool:
    """Return whether a relative path fits a pattern; ``*`` stays within one folder.

    Examples
    --------
    >>> matches("post/a.txt", "post/*.txt"), matches("post/a.txt", "*.txt")
    (True, False)
    >>> matches("a.txt", "**/*.txt"), matches("post/x/a.txt", "**/*.txt")
    (True, True)
    """
    parts = [
        re.escape(part) for part in re.split(r"(\*\*/|\*|\?)", PurePosixPath(pattern).as_posix())
    ]
    spelled = {r"\*\*/": "(?:.*/)?", r"\*": "[^/]*", r"\?": "[^/]"}
    return re.fullmatch("".join(spelled.get(part, part) for part in parts), name, re.S) is not None


def _walk(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Return the relative paths of all files, and why each folder not entered was not."""
    names: list[str] = []
    closed: dict[str, str] = {}

    def refuse(error: OSError) -> None:
        base = Path(error.filename).relative_to(folder)
        if base == Path():
            shown = shown_name(folder.name or folder)
            raise ReadError(f"{shown} cannot be read: {error.strerror}") from error
        closed[base.as_posix()] = f"a folder that cannot be read: {error.strerror}"

    for parent, inner, files in os.walk(folder, onerror=refuse):
        base = Path(parent).relative_to(folder)
        linked = [(base / name).as_posix() for name in inner if Path(parent, name).is_symlink()]
        closed.update(dict.fromkeys(linked, "a link to a folder, which is not followed"))
        names += [(base / name).as_posix() for name in files]
    return names, closed


def is_skipped(name: str) -> bool:
    """Return whether a relative path is never an article by its name, such as a hidden file."""
    return any(_SKIPPED.fullmatch(part) for part in PurePosixPath(name).parts)
