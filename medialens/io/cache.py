"""The cache: what was computed of an article, kept under a key that says all it depends on.

One SQLite file of this user and computer. It may be deleted at any time; where it can't be read
or written the work is done without it.
"""

import os
import sqlite3
import time
import warnings
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from medialens.errors import MedialensWarning

VARIABLE = "MEDIALENS_CACHE"
OFF = "off"
FILE = "articles.sqlite"
LARGEST = 2 * 1024**3  # bytes; the longest unused entries go first
PATIENCE = 20  # seconds to wait for another process that is writing
_DAY = 86_400
_AT_ONCE = 500  # keys in one question
_SELECT = "SELECT key, content, used FROM entries WHERE key IN ({})"
_COUNT = "SELECT count(*), coalesce(sum(length(content)), 0) FROM entries"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS entries ("
    "key TEXT PRIMARY KEY, content BLOB NOT NULL, used INTEGER NOT NULL)"
)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Cache:
    """Texts by key, in one file.

    Parameters
    ----------
    folder : Path
        Where the file lies; made if it is missing, readable by this user alone.
    largest : int
        Bytes of content kept.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cache = Cache(Path(folder))
    ...     cache.put({"a": "one"})
    ...     cache.get(["a", "b"])
    {'a': 'one'}
    """

    folder: Path
    largest: int = LARGEST

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / FILE

    def get(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the texts of the keys that are there."""
        found: dict[str, str] = {}
        today = int(time.time() // _DAY)

        def look(base: sqlite3.Connection) -> dict[str, str]:
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                rows = base.execute(_SELECT.format(",".join("?" * len(some))), some).fetchall()
                found.update((key, zlib.decompress(content).decode()) for key, content, _ in rows)
                stale = [(today, key) for key, _, used in rows if used != today]
                if stale:
                    base.executemany("UPDATE entries SET used = ? WHERE key = ?", stale)
            return found

        return self._try(look, found) if self.path.is_file() else found

    def put(self, texts: Mapping[str, str]) -> None:
        """Keep texts under their keys; where all would be too much, the longest unused go."""
        today = int(time.time() // _DAY)
        rows = [(key, zlib.compress(text.encode(), 1), today) for key, text in texts.items()]

        def keep(base: sqlite3.Connection) -> None:
            base.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
            self._shrink(base)

        if rows:
            self._try(keep, None)

    def size(self) -> tuple[int, int]:
        """Return how many entries there are and their bytes."""

        def count(base: sqlite3.Connection) -> tuple[int, int]:
            n, n_bytes = base.execute(_COUNT).fetchone()
            return int(n), int(n_bytes)

        return self._try(count, (0, 0)) if self.path.is_file() else (0, 0)

    def clear(self) -> None:
        """Forget everything."""
        for name in (FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal"):
            (self.folder / name).unlink(missing_ok=True)

    def _shrink(self, base: sqlite3.Connection) -> None:
        pages = base.execute("PRAGMA page_count").fetchone()[0]
        free = base.execute("PRAGMA freelist_count").fetchone()[0]
        size = (pages - free) * base.execute("PRAGMA page_size").fetchone()[0]
        if size <= self.largest:
            return
        kept, gone = 0, []
        rows = base.execute("SELECT key, length(content) FROM entries ORDER BY used DESC, key")
        for key, n_bytes in rows.fetchall():
            kept += n_bytes
            gone += [(key,)] if kept > self.largest // 2 else []
        base.executemany("DELETE FROM entries WHERE key = ?", gone)

    def _try(self, work: Callable[[sqlite3.Connection], Result], without: Result) -> Result:
        """Do `work` in one transaction; where the file fails it, say so and return `without`."""
        base = None
        try:
            base = self._connected()
            with base:
                return work(base)
        except (sqlite3.Error, OSError, zlib.error, UnicodeDecodeError) as error:
            is_damaged = not isinstance(error, sqlite3.OperationalError | OSError)
            if is_damaged:
                with suppress(OSError):
                    self.clear()
            fate = "it was emptied" if is_damaged else "it is left aside"
            warnings.warn(
                f"the cache in {self.folder} can't be used ({error}): {fate}; the results are the "
                f"same without it. {VARIABLE}={OFF} does without, another folder moves it",
                MedialensWarning,
                stacklevel=3,
            )
            return without
        finally:
            if base is not None:
                base.close()

    def _connected(self) -> sqlite3.Connection:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        is_new = not self.path.exists()
        base = sqlite3.connect(self.path, timeout=PATIENCE)
        try:
            if is_new:
                self.path.chmod(0o600)
            base.execute("PRAGMA synchronous = NORMAL")
            base.execute(_TABLE)
        except BaseException:
            base.close()
            raise
        return base


def open_cache() -> Cache | None:
    """Return the cache that the environment names, or this user's own; None where it is off.

    ``MEDIALENS_CACHE`` is a folder, or ``off``. Without it: ``medialens`` in ``XDG_CACHE_HOME``
    or ``~/.cache``.
    """
    named = os.environ.get(VARIABLE, "")
    if named.lower() == OFF:
        return None
    if named:
        return Cache(Path(named).expanduser())
    base = os.environ.get("XDG_CACHE_HOME") or _home()
    return Cache(Path(base) / "medialens") if base else None


def _home() -> str:
    try:
        return str(Path.home() / ".cache")
    except RuntimeError:  # a service without a home
        return ""
