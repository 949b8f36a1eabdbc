"""The lock on an output folder: one writer at a time, and the second does not wait."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from medialens.errors import LockedError

LOCK, HOLDER = ".lock", ".lock.pid"


@contextmanager
def hold(out: Path) -> Iterator[None]:
    """Hold the lock of folder `out`, which is made if it is absent.

    The system frees the lock of a process that died, so there is nothing to clean up by hand.

    Raises
    ------
    LockedError
        If another process holds the lock; names its process id.
    """
    from filelock import FileLock, Timeout

    out.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise LockedError(_busy(out)) from None
    try:
        (out / HOLDER).write_text(f"{os.getpid()}\n", encoding="ascii")
        yield
    finally:
        (out / HOLDER).unlink(missing_ok=True)
        lock.release()


def _busy(out: Path) -> str:
    try:
        holder = f"process {int((out / HOLDER).read_text(encoding='ascii'))}"
    except (OSError, ValueError):
        holder = "another process"
    return f"{out} is in use: {holder} is writing there; try again when it is done"
