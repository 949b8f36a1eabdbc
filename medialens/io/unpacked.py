"""Unpacked bytes: a plain or gzip-packed file read as one stream, with its damages told."""

import re
import zlib
from io import BufferedReader
from pathlib import Path
from types import TracebackType

from medialens.errors import ReadError

GZIP = b"\x1f\x8b"
_MEMBER = b"\x1f\x8b\x08"  # how the members of gzip files begin
_BLOCK = 1 << 16
LONGEST_MATCH = 1 << 14
_TRIES = 10_000  # damages after which a file is given up
_LARGE = 100_000_000  # unpacked bytes from which on the ratio is looked at
_RATIO = 200  # unpacked bytes for each packed one, at most, in a large file


class Unpacked:
    """The bytes of a file, unpacked if it is gzip, line by line or block by block.

    A damaged member is left at the damage and the next one is looked for; `damages` says where.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        What to call it in messages.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self.offset = 0  # in the unpacked bytes
        self.damages: list[str] = []
        self._file: BufferedReader = path.open("rb")
        self._is_packed = self._file.peek(len(GZIP))[: len(GZIP)] == GZIP
        self._n_left = 0 if self._is_packed else path.stat().st_size
        self._raw = b""  # packed bytes that were read and not unpacked yet
        self._n_raw = 0
        self._ready = bytearray()
        self._member: zlib._Decompress | None = None
        self._is_lost = False  # after a damage, until a member is found
        self._n_tries = 0

    def __enter__(self) -> "Unpacked":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def left(self) -> int | None:
        """Return how many bytes are left, or nothing if the file is packed."""
        return None if self._is_packed else max(self._n_left - self.offset, 0)

    def read(self, n_bytes: int) -> bytes:
        """Return the next bytes; fewer only at the end."""
        while len(self._ready) < n_bytes and self._fill():
            pass
        return self._taken(n_bytes)

    def line(self, limit: int) -> bytes:
        """Return the next line with its line feed, or its first `limit` bytes."""
        looked_at = 0
        while True:
            end = self._ready.find(b"\n", looked_at, limit)
            if end >= 0:
                return self._taken(end + 1)
            looked_at = len(self._ready)
            if looked_at >= limit or not self._fill():
                return self._taken(min(limit, looked_at))

    def start(self, pattern: re.Pattern[bytes]) -> bytes:
        """Return the next bytes if they match a pattern of a line, else none."""
        while b"\n" not in self._ready and len(self._ready) < _BLOCK and self._fill():
            pass
        found = pattern.match(self._ready)
        return self._taken(found.end()) if found else b""

    def before(self, pattern: re.Pattern[bytes]) -> tuple[bytes, bool]:
        """Return bytes that stand before the next match of a pattern, and whether that is all.

        A match is at most `LONGEST_MATCH` bytes long and begins with a line feed, which is
        returned too. At the end of the file nothing is returned.
        """
        while True:
            found = pattern.search(self._ready)
            if found:
                return self._taken(found.start() + 1), True
            if len(self._ready) > _BLOCK:
                return self._taken(len(self._ready) - LONGEST_MATCH), False
            if not self._fill():
                return self._taken(len(self._ready)), False

    def peek(self, n_bytes: int) -> bytes:
        """Return the next bytes without taking them."""
        while len(self._ready) < n_bytes and self._fill():
            pass
        return bytes(self._ready[:n_bytes])

    def skip(self, n_bytes: int) -> int:
        """Leave out the next bytes and return how many there were."""
        n_skipped = 0
        while n_skipped < n_bytes:
            block = self.read(min(_BLOCK, n_bytes - n_skipped))
            if not block:
                break
            n_skipped += len(block)
        return n_skipped

    def push_back(self, content: bytes) -> None:
        """Put bytes in front of those that come next."""
        self._ready[:0] = content
        self.offset -= len(content)

    def _taken(self, n_bytes: int) -> bytes:
        taken = bytes(self._ready[:n_bytes])
        del self._ready[:n_bytes]
        self.offset += len(taken)
        return taken

    def _fill(self) -> bool:
        """Unpack some more bytes and return whether there may be further ones."""
        if not self._is_packed:
            block = self._file.read(_BLOCK)
            self._ready += block
            return bool(block)
        if not self._raw:
            self._raw = self._file.read(_BLOCK)
            self._n_raw += len(self._raw)
            if not self._raw:
                self._end()
                return False
        self._unpack()
        return True

    def _unpack(self) -> None:
        member = self._member or self._found_member()
        if member is None:
            return
        self._member = member
        try:
            self._ready += member.decompress(self._raw, _BLOCK)
        except zlib.error:
            self._lose()
            return
        self._is_lost = False
        self._raw = member.unused_data if member.eof else member.unconsumed_tail
        if member.eof:
            self._member = None
        self._check_ratio()

    def _lose(self) -> None:
        """Leave the member at its damage."""
        self._n_tries += 1
        if self._n_tries > _TRIES:
            raise ReadError(f"{self.name} is damaged in over {_TRIES:,} places; repair or leave it")
        self._tell("the gzip data are damaged")
        self._raw, self._member = self._raw[1:], None

    def _tell(self, what: str) -> None:
        if not self._is_lost:
            self.damages.append(f"{what} near byte {self._n_raw - len(self._raw) + 1:,}")
        self._is_lost = True

    def _found_member(self) -> "zlib._Decompress | None":
        """Return what unpacks the next member; zeros before it are padding, the rest a damage."""
        start = self._raw.find(_MEMBER)
        while start < 0:
            more = self._file.read(_BLOCK)
            before, kept = (self._raw[:-2], self._raw[-2:]) if more else (self._raw, b"")
            if before.strip(b"\x00"):
                self._tell("bytes that are no gzip data")
            self._n_raw += len(more)
            self._raw = kept + more
            if not more:
                return None
            start = self._raw.find(_MEMBER)
        if self._raw[:start].strip(b"\x00"):
            self._tell("bytes that are no gzip data")
        self._raw = self._raw[start:]
        return zlib.decompressobj(31)

    def _end(self) -> None:
        """Tell a member that is cut, after the last bytes that it yields."""
        member, self._member = self._member, None
        if member is None:
            return
        try:
            self._ready += member.flush()
        except zlib.error:
            self._tell("the gzip data are damaged")
        if not member.eof:
            self._tell("the gzip data end too early: the file is cut")

    def _check_ratio(self) -> None:
        unpacked = self.offset + len(self._ready)
        if unpacked > _LARGE and unpacked > _RATIO * self._n_raw:
            raise ReadError(
                f"{self.name} unpacks to over {_RATIO} times its size, as no articles do"
            )
