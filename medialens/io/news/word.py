"""Word documents: the export of Nexis Uni, or one article a file."""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import IO

from medialens.errors import ReadError
from medialens.io.file_names import outlet_and_date
from medialens.io.news.nexis_uni import END, Paragraph, is_uni, uni_documents
from medialens.io.news.xml_events import BrokenXmlError, xml_events
from medialens.io.registry import Outcome, Record, Reject
from medialens.io.source import Source

FILE_LIMIT = 100_000_000  # bytes of the packed file
UNPACKED_LIMIT = 200_000_000  # bytes of the document inside
RATIO_LIMIT = 200  # unpacked to packed, above the first megabytes
DIRECTORY_LIMIT = 2_000_000  # bytes of the zip file's own list
PARAGRAPH_LIMIT = 1_000_000
_FREE = 5_000_000  # bytes that may be unpacked at any ratio
_DOCUMENT = "word/document.xml"
_HEADINGS = frozenset(("title", "titel", "titre", "heading1", "berschrift1", "titre1", "kop1"))
_HIDDEN = frozenset(("Fallback", "del", "moveFrom"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_TITLE_WORDS = 40
_TAIL = 65_557  # bytes in which a zip file's end must stand


def read_word(source: Source) -> Iterator[Outcome]:
    """Yield the articles of a Word document (.docx).

    Parameters
    ----------
    source : Source
        The file: an export of Nexis Uni, whose documents end with ``End of Document``, or one
        article whose title is styled as a title or heading, or is a short first paragraph.

    Yields
    ------
    Record, Reject or Skip
        For an export, `source_row` counts documents.

    Raises
    ------
    ReadError
        If the file is no Word document, or unpacks to more than the limits.
    """
    size = source.path.stat().st_size
    if size > FILE_LIMIT:
        raise ReadError(f"{source.name} has {size:,} bytes, over {FILE_LIMIT:,}; split it")
    read = _counted(_paragraphs(source), source.name)
    first: list[Paragraph] = []
    for paragraph in read:
        first.append(paragraph)
        if END.fullmatch(paragraph.text.strip()):
            break
    filled = [paragraph for paragraph in first if paragraph.text.strip()]
    if is_uni(filled):
        yield from uni_documents(chain(first, read), source.name)
    else:
        yield _article(filled, source.name)


def is_word(head: bytes) -> bool:
    """Return whether a file begins like a zip file that holds a Word document."""
    parts = (b"word/document.xml", b"word/_rels/", b"word/styles.xml", b"word/settings.xml")
    return head.startswith(b"PK\x03\x04") and any(part in head for part in parts)


def _article(paragraphs: list[Paragraph], name: str) -> Record | Reject:
    if not paragraphs:
        return Reject(name, None, "text", "the document holds no text")
    first, below = paragraphs[0], paragraphs[1:]
    text = first.text.strip()
    is_title = first.is_heading or (
        len(text.split()) <= _TITLE_WORDS and "\n" not in text and not text.endswith(".")
    )
    if not below or not is_title:
        text, below = "", paragraphs
    body = "\n\n".join(paragraph.text.strip() for paragraph in below)
    return Record({"title": text, "text": body, **outlet_and_date(name)}, name)


def _counted(paragraphs: Iterator[Paragraph], name: str) -> Iterator[Paragraph]:
    """Yield the paragraphs that hold text or end a section, up to the limit of all."""
    for number, paragraph in enumerate(paragraphs, start=1):
        if number > PARAGRAPH_LIMIT:
            raise ReadError(f"{name} has over {PARAGRAPH_LIMIT:,} paragraphs; split it")
        if paragraph.text.strip() or paragraph.ends_section:
            yield paragraph


def _paragraphs(source: Source) -> Iterator[Paragraph]:
    _check_directory(source)
    try:
        with zipfile.ZipFile(source.path) as archive:
            try:
                info = archive.getinfo(_DOCUMENT)
            except KeyError as error:
                raise ReadError(
                    f"{source.name} holds no {_DOCUMENT}; it is no Word document"
                ) from error
            with archive.open(info) as file:
                yield from _parsed(_Limited(file, info.compress_size, source.name), source.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ReadError(f"{source.name} is a damaged or locked Word document: {error}") from error


def _check_directory(source: Source) -> None:
    """Raise ``ReadError`` if the list of the zip file is damaged or too long to be held."""
    with source.path.open("rb") as file:
        file.seek(max(source.path.stat().st_size - _TAIL, 0))
        tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 22 or b"PK\x06\x07" in tail:
        raise ReadError(f"{source.name} is a damaged Word document: its zip file has no end")
    if struct.unpack_from("<L", tail, place + 12)[0] > DIRECTORY_LIMIT:
        raise ReadError(f"{source.name} holds too many files to be a Word document")


class _Limited:
    """The bytes of a packed file, up to the limits."""

    def __init__(self, file: IO[bytes], packed: int, name: str) -> None:
        self._file, self._name, self._n_read = file, name, 0
        self._most = min(UNPACKED_LIMIT, max(_FREE, RATIO_LIMIT * packed))

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, or raise ``ReadError`` beyond the limit."""
        block = self._file.read(size)
        self._n_read += len(block)
        if self._n_read > self._most:
            raise ReadError(f"{self._name} unpacks to more than {self._most:,} bytes; split it")
        return block


def _parsed(file: _Limited, name: str) -> Iterator[Paragraph]:
    """Yield the paragraphs; deleted passages and the second form of drawings are left out."""
    open_ones: list[_Open] = []
    hidden = 0
    try:
        for kind, value, attributes in xml_events(file, name):
            if kind != "text" and value in _HIDDEN:
                hidden += 1 if kind == "start" else -1
            elif hidden:
                continue
            elif kind == "start" and value == "p":
                open_ones.append(_Open())
            elif kind == "end" and value == "p" and open_ones:
                yield open_ones.pop().paragraph()
            elif open_ones:
                open_ones[-1].take(kind, value, attributes)
    except BrokenXmlError as error:
        raise ReadError(f"{name} is a damaged Word document: {error}") from error


@dataclass
class _Open:
    """A paragraph that is being read."""

    pieces: list[str] = field(default_factory=list)
    is_heading: bool = False
    ends_section: bool = False
    is_text: bool = False

    def take(self, kind: str, value: str, attributes: Mapping[str, str]) -> None:
        """Take the next event inside the paragraph."""
        if kind == "text":
            self.pieces += [value] if self.is_text else []
        elif value == "t":
            self.is_text = kind == "start"
        elif kind == "start":
            self.pieces += [_SIGNS[value]] if value in _SIGNS else []
            self.ends_section |= value == "sectPr"
            style = attributes.get("val", "").casefold() if value == "pStyle" else ""
            self.is_heading |= style.replace(" ", "") in _HEADINGS
            self.is_heading |= value == "outlineLvl" and attributes.get("val") == "0"

    def paragraph(self) -> Paragraph:
        """Return it as read."""
        return Paragraph("".join(self.pieces), self.is_heading, self.ends_section)
