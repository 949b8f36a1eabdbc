"""Atomic writing: a file or folder appears whole under its final name, or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_text_atomic(path: Path, text: str) -> None:
    """Write `text` as UTF-8 under `path`, replacing what was there, whole or not at all.

    Lone surrogates become ``?``; line breaks are written as they are.
    """
    write_bytes_atomic(path, text.encode("utf-8", "replace"))


def write_bytes_atomic(path: Path, content: bytes) -> None:
    """Write `content` under `path`, replacing what was there, whole or not at all.

    The folder is made if it is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(path.parent)


@contextmanager
def atomic_folder(target: Path) -> Iterator[Path]:
    """Give a temporary folder beside `target`, which takes its name when the block ends well.

    Parameters
    ----------
    target : Path
        Must not exist yet; its parents are made.

    Yields
    ------
    Path
        The temporary folder to write into. Its name begins with a dot; it is removed if the
        block raises.

    Raises
    ------
    FileExistsError
        If `target` exists, now or when the block ends.
    """
    if target.exists():
        raise FileExistsError(f"{target.name} exists already")
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(
        tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:60]}-", suffix=".part")
    )
    try:
        yield folder
        folder.chmod(0o777 & ~_umask())
        _sync_tree(folder)
        if target.exists():
            raise FileExistsError(f"{target.name} exists already")
        folder.replace(target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _sync(target.parent)


def _sync_tree(folder: Path) -> None:
    for parent, _, names in os.walk(folder):
        for name in names:
            _sync(Path(parent, name))
        _sync(Path(parent))


def _sync(path: Path) -> None:
    """Have the system write `path` to disk, where it can be opened for that."""
    with suppress(OSError):  # some systems do not open folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
