"""Archive records: the records of a WARC or ARC file, found again after any damage.

Content-Length is believed only as far as the file bears it out: after a record a blank line, the
end, or the next record must follow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from medialens.errors import ReadError
from medialens.io.unpacked import Unpacked

BLOCK_LIMIT = 20_000_000  # bytes of a record that are kept
RECORD_LIMIT = 100_000_000_000  # bytes that a record can claim
_LINE = 65_536
_FOLLOWING = 16_384  # bytes after a record in which the next one can be told
_HEADER_LINES = 500
_RETURNS = 500  # times that records swallowed by a wrong length are read again
_VERSION = rb"WARC/\d{1,2}\.\d{1,2}[ \t]{0,9}\r?\n"
_ARC_LINE = (
    rb"([A-Za-z][\w+.-]{1,20}:.{0,8000}?) (\S{1,60}) (\d{8,17}) (\S{1,200})"
    rb"(?: .{1,2000})? (\d{1,15})[ \t]{0,9}\r?\n"
)
_ARC = re.compile(_ARC_LINE)
_START = re.compile(rb"%b|%b" % (_VERSION, _ARC_LINE))
_NEXT = re.compile(rb"\n(?:%b|%b)" % (_VERSION, _ARC_LINE))
_INNER = re.compile(rb"\nWARC/\d\.\d\r?\n")


@dataclass(frozen=True)
class ArchiveRecord:
    """A record: its headers in lower case, its block, and what is wrong with it, if anything."""

    number: int
    headers: dict[str, str]
    block: bytes
    length: int
    flaw: str = ""


@dataclass(frozen=True)
class Gap:
    """Something between the records that is none, or a damage of the packed file."""

    number: int  # of the record before
    what: str


@dataclass
class ArchiveRecords:
    """Iterate over the records of a web archive and the gaps between them.

    Parameters
    ----------
    stream : Unpacked
        The file's bytes.
    """

    stream: Unpacked
    n_records: int = 0
    _n_returns: int = 0
    _n_told: int = field(default=0)

    def __iter__(self) -> Iterator[ArchiveRecord | Gap]:
        is_excused = False  # what follows a flawed record was told with it
        while True:
            n_lost, line = self._next_start()
            if n_lost and not is_excused:
                at = self.stream.offset - len(line) - n_lost + 1
                yield Gap(self.n_records, f"{n_lost:,} bytes that are no record, from byte {at:,}")
            yield from self._damages()
            if not line:
                return
            self.n_records += 1
            record = self._record(line)
            is_excused = bool(record.flaw)
            yield record

    def _damages(self) -> Iterator[Gap]:
        for damage in self.stream.damages[self._n_told :]:
            yield Gap(self.n_records, damage)
        self._n_told = len(self.stream.damages)

    def _next_start(self) -> tuple[int, bytes]:
        """Return how many bytes stand before the next record, and its first line."""
        n_lost, line = 0, self.stream.start(_START)
        while not line:
            lost, is_all = self.stream.before(_NEXT)
            if not lost:
                break
            n_lost += len(lost if n_lost else lost.lstrip(b"\r\n"))  # a blank line ends a record
            line = self.stream.start(_START) if is_all else b""
        return n_lost, line

    def _record(self, line: bytes) -> ArchiveRecord:
        arc = _ARC.fullmatch(line)
        headers = _arc_headers(arc) if arc else self._headers()
        stated = headers.get("content-length", "")
        length = int(stated) if re.fullmatch(r"\d{1,15}", stated) else -1
        flaw = headers.pop("", "") or self._unfit(stated, length)
        if flaw:
            return ArchiveRecord(self.n_records, headers, b"", 0, flaw)
        block = self.stream.read(min(length, BLOCK_LIMIT))
        n_bytes = len(block)
        if n_bytes == BLOCK_LIMIT:
            n_bytes += self.stream.skip(length - BLOCK_LIMIT)
        if n_bytes < length:
            flaw = f"ends after {n_bytes:,} of {length:,} bytes"
        elif not self._is_closed():
            flaw = f"Content-Length {length:,} is wrong: the record does not end there"
        if flaw:
            self._return_to(block)
        return ArchiveRecord(self.n_records, headers, block, length, flaw)

    def _headers(self) -> dict[str, str]:
        """Return the headers of a WARC record; what is wrong with them stands under no name."""
        headers: dict[str, str] = {}
        for _ in range(_HEADER_LINES):
            line = self.stream.line(_LINE)
            if not line.strip():
                return headers if line else headers | {"": "ends within its headers"}
            if not line.endswith(b"\n"):
                return headers | {"": "a header line does not end"}
            name, colon, value = line.decode("utf-8", "replace").partition(":")
            if colon:
                headers.setdefault(name.strip().lower(), value.strip())
        return headers | {"": f"over {_HEADER_LINES} header lines"}

    def _unfit(self, stated: str, length: int) -> str:
        """Return why a record cannot be as long as it says, or an empty string."""
        if not 0 <= length <= RECORD_LIMIT:
            return f"Content-Length {stated[:30]!r} is no length of a record"
        left = self.stream.left()
        if left is not None and length > left:
            return f"ends after {left:,} of {length:,} bytes"
        return ""

    def _is_closed(self) -> bool:
        following = self.stream.peek(_FOLLOWING)
        line = following.partition(b"\n")[0] + b"\n"
        return not line.strip() or bool(_START.match(following))

    def _return_to(self, block: bytes) -> None:
        """Read again what looks like records in the block of one with a wrong length."""
        inner = _INNER.search(block)
        if inner is None:
            return
        self._n_returns += 1
        if self._n_returns > _RETURNS:
            raise ReadError(
                f"{self.stream.name} has over {_RETURNS} records of a wrong length; write it again"
            )
        self.stream.push_back(block[inner.start() + 1 :])


def _arc_headers(found: re.Match[bytes]) -> dict[str, str]:
    """Return the headers of an ARC record as a WARC record has them."""
    url, _, date, _, length = (part.decode("utf-8", "replace") for part in found.groups())
    return {
        "warc-type": "filedesc" if url.startswith("filedesc:") else "response",
        "warc-target-uri": url,
        "warc-date": _iso(date),
        "content-type": "text/dns" if url.startswith("dns:") else "application/http",
        "content-length": length,
    }


def _iso(date: str) -> str:
    spelled = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d*", date)
    return "{}-{}-{}T{}:{}:{}Z".format(*spelled.groups()) if spelled else date
