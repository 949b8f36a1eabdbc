"""A digest of all bytes that a collection is read from, without reading it."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from medialens.io.settings import SETTINGS_NAME

_AT_ONCE = 1 << 20


def bytes_digest(path: Path) -> str | None:
    """Return a digest of the files of a collection: names, bytes, settings.

    Parameters
    ----------
    path : Path
        A file or a folder that exists.

    Returns
    -------
    str or None
        The same as long as nothing is changed, renamed, added or taken away; None where that can't
        be told: a link or another special file, or one that can't be read.
    """
    digest = hashlib.sha256()
    path = path.parent if path.name == SETTINGS_NAME else path  # it stands for its folder
    try:
        for file, name in _files(path):
            if not stat.S_ISREG(file.lstat().st_mode):
                return None
            digest.update(f"{name}\0{file.stat().st_size}\0".encode("utf-8", "surrogateescape"))
            with file.open("rb") as opened:
                while part := opened.read(_AT_ONCE):
                    digest.update(part)
    except OSError:
        return None
    return digest.hexdigest()


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if not path.is_dir():
        yield path, path.name
        beside = path.parent / SETTINGS_NAME
        if beside.exists():
            yield beside, beside.name
        return
    for folder, inside, names in os.walk(path, onerror=_raise):
        inside.sort()
        for name in sorted([*names, *(one for one in inside if Path(folder, one).is_symlink())]):
            file = Path(folder, name)
            yield file, file.relative_to(path).as_posix()


def _raise(error: OSError) -> None:
    raise error
