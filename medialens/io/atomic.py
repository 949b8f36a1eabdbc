"""Atomic writing: a file appears whole under its final name, or not at all."""

import os
import tempfile
from contextlib import suppress
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
