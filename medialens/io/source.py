"""Source: one regular file, what its first bytes look like, and how its letters are encoded."""

import codecs
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from medialens.errors import ReadError

HEAD = 65_536  # bytes looked at to tell what a file is
_BLOCK = 1 << 20

# How files of other kinds begin, what they are, and what to do about it.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "gzip data", "unpack it first"),
    (
        b"PK\x03\x04",
        "a zip archive, as Word and Excel files are",
        "give format='docx' or format='excel' for one of those, else unpack it",
    ),
    (b"BZh", "bzip2 data", "unpack it first"),
    (b"\xfd7zXZ\x00", "xz data", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "zstandard data", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"%PDF", "a PDF document", "extract its text first"),
    (b"\x89PNG", "a PNG image", "give a file of articles"),
    (b"\xff\xd8\xff", "a JPEG image", "give a file of articles"),
    (b"GIF8", "a GIF image", "give a file of articles"),
    (b"PAR1", "a Parquet file", "give format='parquet' or rename it to .parquet"),
    (b"ARROW1", "an Arrow file", "give format='arrow' or rename it to .arrow"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as DOCX, XLSX or CSV"),
    (b"{\\rtf", "a Rich Text document", "save it as DOCX or plain text"),
    (b"SQLite format 3\x00", "an SQLite database", "export the table as CSV"),
    (b"\x89HDF", "an HDF5 file", "export the table as CSV or Parquet"),
    (b"\x93NUMPY", "a NumPy array", "export the table as CSV or Parquet"),
    (b"WARC/", "a web archive", "give format='warc' or rename it to .warc"),
)
_PICKLE = re.compile(rb"\x80[\x02-\x05]|c[\w.]+\n[\w.]+\n|\(lp\d|\(dp\d|\]q\x00|\}q\x00")
_MARKUP = re.compile(
    rb"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(!doctype|html|head|body|\?xml|rss|feed)\b", re.I | re.S
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31}) + b"\x7f"
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Source:
    """A file to read.

    Parameters
    ----------
    path : Path
        Where it is.
    name : str
        Its path relative to the collection, as messages and tables show it.
    encoding : str, optional
        The encoding the user or ``collection.toml`` states; by default UTF-8 is expected.
    """

    path: Path
    name: str
    encoding: str | None = None

    def open_text(self, *, newline: str | None = "") -> TextIO:
        """Return the file opened as text.

        Bytes that are no UTF-8 in a file that otherwise is become lone surrogates, which are
        refused record by record later on.

        Raises
        ------
        ReadError
            If the file as a whole is in another encoding than the expected one.
        """
        encoding = self.encoding or _expected_encoding(self.path, self.name)
        errors = "surrogateescape" if encoding.startswith("utf-8") else "strict"
        return self.path.open("r", encoding=encoding, errors=errors, newline=newline)

    def read_text(self, *, limit: int) -> str:
        """Return the whole file as text, its line breaks as line feeds.

        Raises
        ------
        ReadError
            If the file is larger than `limit` bytes.
        """
        size = self.path.stat().st_size
        if size > limit:
            raise ReadError(
                f"{self.name} has {size:,} bytes, more than the {limit:,} that are read at once; "
                "split it"
            )
        with self.open_text(newline=None) as file:
            return file.read()


def shown_name(path: Path | str) -> str:
    """Return `path` as text that can always be written: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def check_regular(path: Path, name: str) -> None:
    """Raise ``ReadError`` unless `path` is a regular file with at least one byte."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{name} cannot be read: {reason}; give a file or folder") from error
    if not stat.S_ISREG(found.st_mode):
        raise ReadError(f"{name} is {_kind_of(found.st_mode)}; only regular files are read")
    if found.st_size == 0:
        raise ReadError(f"{name} is empty (0 bytes)")


def check_signature(
    head: bytes, name: str, signatures: tuple[bytes, ...], format_name: str
) -> None:
    """Raise ``ReadError`` unless a file's first bytes are one of its format's `signatures`."""
    if not head.startswith(signatures):
        what = known_kind(head) or _unknown_kind(head) or "text"
        raise ReadError(f"{name} is not {format_name}: it looks like {what}; check its suffix")


def check_text(head: bytes, name: str, *, is_markup: bool, encoding: str | None = None) -> None:
    """Raise ``ReadError`` if the file's first bytes are not those of a text.

    Parameters
    ----------
    head : bytes
        The first bytes.
    name : str
        What to call the file in the message.
    is_markup : bool
        Whether HTML or XML is what is expected.
    encoding : str, optional
        The encoding that is stated; then only files with a known signature are refused.
    """
    what = known_kind(head) or (None if encoding else _unknown_kind(head))
    if what:
        raise ReadError(f"{name} is not text: it looks like {what}")
    if not is_markup and _MARKUP.match(head):
        raise ReadError(
            f"{name} looks like an HTML or XML page; give format='html' if it is a saved page"
        )


def _kind_of(mode: int) -> str:
    kinds = {
        stat.S_IFDIR: "a folder",
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "no regular file")


def read_head(path: Path, name: str) -> bytes:
    """Return the first `HEAD` bytes of a file, or raise ``ReadError`` that calls it `name`."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise ReadError(f"{name} cannot be read: {error.strerror}") from error


def known_kind(head: bytes) -> str | None:
    """Return what a file that begins like this is and what to do, or ``None``."""
    for signature, what, advice in _SIGNATURES:
        if head.startswith(signature):
            return f"{what}; {advice}"
    if _PICKLE.match(head):
        return "a pickle, which can run code and is never opened; write it as CSV or Parquet"
    return None


def _unknown_kind(head: bytes) -> str | None:
    """Return what bytes that are no UTF-8 text look like and what to do, or ``None``."""
    if _bom_encoding(head):
        return None
    n_controls = len(head) - len(head.translate(None, _CONTROLS))
    if n_controls * 33 <= len(head):
        return None
    if _is_wide(head):
        return "UTF-16 without a byte order mark; give encoding='utf-16-le' or 'utf-16-be'"
    return "binary data; give a file of articles"


def _is_wide(head: bytes) -> bool:
    """Return whether NUL bytes stand on one side of the byte pairs only, as in UTF-16."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    few, many = sorted((even, odd))
    return many * 40 >= len(head) and few * 10 <= many and len(set(head)) > 8


def _bom_encoding(head: bytes) -> str | None:
    return next((encoding for bom, encoding in _BOMS if head.startswith(bom)), None)


def _expected_encoding(path: Path, name: str) -> str:
    with path.open("rb") as file:
        encoding = _bom_encoding(file.read(4)) or "utf-8"
        if not encoding.startswith("utf-8"):
            return encoding
    _check_utf8(path, name)
    return encoding


def _check_utf8(path: Path, name: str) -> None:
    """Raise ``ReadError`` if more lines are broken UTF-8 than hold letters in valid UTF-8."""
    offset = _first_bad_byte(path)
    if offset is None:
        return
    n_valid, n_broken = 0, 0
    with path.open("rb") as file:
        while line := file.readline(_BLOCK):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                n_valid += 1
            except UnicodeDecodeError:
                n_broken += 1
    if n_broken > n_valid:
        raise ReadError(
            f"{name} is not UTF-8 (byte {offset + 1}); state its encoding with encoding= or in "
            "collection.toml, for example encoding = 'cp1252' for Western Windows files"
        )


def _first_bad_byte(path: Path) -> int | None:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    offset = 0
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                return offset - pending + error.start
            if not block:
                return None
            offset += len(block)
