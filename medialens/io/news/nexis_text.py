"""Nexis in plain text: LexisNexis Academic and Nexis UK, documents under numbered headings."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from medialens.errors import ReadError
from medialens.io.news.nexis_document import CUT, Block, document
from medialens.io.news.nexis_labels import HEAD, TAIL, heading_of, is_closing, label_of
from medialens.io.news.nexis_uni import END, Paragraph, uni_documents
from medialens.io.news.stated import Numbering, is_date_line
from medialens.io.registry import Outcome, Record, Reject, Skip
from medialens.io.source import Source

DOCUMENT_LIMIT = 20_000_000  # characters of one document, and of one line
COVER = "the cover page of an export"
_QUOTED = "a line like a document heading kept in the text"
_AHEAD = 60  # lines looked at below a heading
_CENTERED = 8  # blanks before a line in the middle of the page
_NARROWEST, _WIDEST = 60, 100  # width of a page whose lines were broken by the export


@dataclass
class _Part:
    """The lines of one document."""

    number: int
    total: int
    lines: list[str] = field(default_factory=list)
    n_characters: int = 0
    n_quoted: int = 0

    def add(self, line: str) -> None:
        self.n_characters += len(line)
        if self.n_characters <= DOCUMENT_LIMIT:
            self.lines.append(line.rstrip().replace("\f", ""))


def read_nexis_text(source: Source) -> Iterator[Outcome]:
    """Yield the documents of a Nexis export in plain text.

    Parameters
    ----------
    source : Source
        The file. Each document stands below a heading like ``3 of 10 DOCUMENTS``, which may be
        in another language of the interface; or, as in Nexis Uni, above ``End of Document``.

    Yields
    ------
    Record, Reject or Skip
        `source_row` counts documents. One without text is a reject; so are, in one reject, the
        documents that the headings state and that are not there. The cover page is skipped.

    Raises
    ------
    ReadError
        If there is no document, or a line is longer than `DOCUMENT_LIMIT`.
    """
    with source.open_text(newline=None) as file:
        lines = _Ahead(iter(lambda: file.readline(DOCUMENT_LIMIT), ""), source.name)
        parts = _parts(lines)
        cover = next(parts)
        first = next(parts, None)
        if first is None:
            yield from _without_headings(cover, source.name)
            return
        if any(line.strip("\ufeff ") for line in cover.lines):
            yield Skip(source.name, None, COVER, _first_words(cover.lines))
        yield from _numbered(_with_first(first, parts), source.name)


def is_nexis_text(head: bytes) -> bool:
    """Return whether a text begins like a Nexis export with numbered headings."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
    else:
        text = head.decode("utf-8", "replace")
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith(("<", "{", "[", '"')) or re.search(r"[,;\t|]\S*[,;\t|]", first):
        return False  # a page, or a table whose cells may quote an export
    place = next((n for n, line in enumerate(lines) if heading_of(line)), None)
    return place is not None and _n_signs(lines[place + 1 : place + _AHEAD]) >= 2


def _with_first(first: _Part, others: Iterator[_Part]) -> Iterator[_Part]:
    yield first
    yield from others


def _numbered(parts: Iterator[_Part], name: str) -> Iterator[Outcome]:
    numbering, had_tail, part = Numbering(name), False, next(parts, None)
    row = 0
    while part:
        following = next(parts, None)
        row += 1
        if numbering.begins_again(part.number):
            yield from numbering.gaps()
        numbering.take(part.number, part.total)
        outcome, has_tail = _outcome(part, name, row)
        is_cut = following is None and had_tail and not has_tail
        yield _noted(outcome, part, is_cut=is_cut)
        had_tail, part = has_tail, following
    yield from numbering.gaps()


def _outcome(part: _Part, name: str, row: int) -> tuple[Record | Reject, bool]:
    if part.n_characters > DOCUMENT_LIMIT:
        reason = f"the document has {part.n_characters:,} characters, over {DOCUMENT_LIMIT:,}"
        return Reject(name, row, "text", reason), True
    return document(_blocks(part.lines), name, row)


def _noted(outcome: Record | Reject, part: _Part, *, is_cut: bool) -> Record | Reject:
    if isinstance(outcome, Reject):
        return outcome
    notes = [*outcome.notes, *([_QUOTED] if part.n_quoted else []), *([CUT] if is_cut else [])]
    return replace(outcome, notes=tuple(notes))


class _Ahead:
    """Lines, and a look at the ones that follow."""

    def __init__(self, lines: Iterator[str], name: str) -> None:
        self._lines, self._name = lines, name
        self._waiting: deque[str] = deque()
        self.following: tuple[int, int] | None = None  # the heading at which the last look ended

    def __iter__(self) -> Iterator[str]:
        while self._fill(1):
            yield self._waiting.popleft()

    def peek(self, n: int) -> list[str]:
        """Return the next lines, up to the next heading of a document."""
        seen: list[str] = []
        self.following = None
        while len(seen) < n and self._fill(len(seen) + 1):
            line = self._waiting[len(seen)]
            self.following = heading_of(line)
            if self.following:
                break
            seen.append(line)
        return seen

    def _fill(self, n: int) -> bool:
        while len(self._waiting) < n:
            line = next(self._lines, None)
            if line is None:
                return False
            if len(line) >= DOCUMENT_LIMIT:
                raise ReadError(
                    f"{self._name} has a line of over {DOCUMENT_LIMIT:,} characters; it is no "
                    "Nexis export in plain text"
                )
            self._waiting.append(line)
        return True


def _parts(lines: _Ahead) -> Iterator[_Part]:
    """Yield what stands above the first heading, then each document."""
    part = _Part(0, 0)
    for line in lines:
        heading = heading_of(line)
        below = lines.peek(_AHEAD) if heading else []
        if heading and heading == lines.following and not any(map(str.strip, below)):
            continue  # the same heading twice in a row
        if heading and _is_heading(heading[0], part, below, lines.following):
            yield part
            part = _Part(*heading)
        else:
            part.add(line)
            part.n_quoted += bool(heading)
    yield part


def _is_heading(
    number: int, before: _Part, below: list[str], following: tuple[int, int] | None
) -> bool:
    """Return whether a line like a heading begins a document, rather than being quoted."""
    is_due = not before.total or number == 1 or number > before.number
    if _n_signs(below) >= (2 if is_due else 3):
        return True
    is_next = number == before.number + 1 and (following is None or following[0] == number + 1)
    filled = [line for line in below if line.strip()]
    is_closing_one = any(label_of(line, is_upper=True)[0] in TAIL for line in filled)
    return bool(before.total) and is_next and len(filled) < 4 and not is_closing_one


def _n_signs(below: list[str]) -> int:
    """Return how many of the three signs of a document's head stand below a heading.

    They are an outlet in the middle of the page, a line with the date, and a labelled field.
    """
    filled = [line for line in below if line.strip()][:14]
    if not filled:
        return 0
    labels = [label_of(line, is_upper=True)[0] for line in filled]
    closing = next((n for n, label in enumerate(labels) if label in TAIL), len(labels))
    is_labelled = any(label in HEAD for label in labels[:closing])
    is_dated = any(is_date_line(line) for line in filled[1:7])
    return is_labelled + is_dated + filled[0][:_CENTERED].isspace()


def _blocks(lines: list[str]) -> list[Block]:
    width = max(map(len, lines), default=0)
    blocks, here = [], list[str]()
    for line in [*lines, ""]:
        if line.strip():
            here.append(line)
        elif here:
            centered = all(each[:_CENTERED].isspace() for each in here)
            blocks.append(Block(_joined(here, width), centered))
            here = []
    return blocks


def _joined(lines: list[str], width: int) -> str:
    """Return a paragraph whose lines were broken to fit a page of this `width` as one line."""
    text = lines[0].strip()
    for above, line in pairwise(lines):
        first_word = line.split(maxsplit=1)[0]
        is_wrapped = (
            _NARROWEST <= width <= _WIDEST
            and not line.startswith("  ")
            and len(above) + 1 + len(first_word) > width
        )
        text_below = line.strip()
        is_field = is_closing(line) or label_of(line, is_upper=True)[0] in {*HEAD, *TAIL}
        text += f" {text_below}" if is_wrapped and not is_field else f"\n{text_below}"
    return text


def _without_headings(cover: _Part, name: str) -> Iterator[Outcome]:
    lines = [line.strip("\ufeff \t") for line in cover.lines]
    if not any(END.fullmatch(line) for line in lines):
        raise ReadError(
            f"{name} has no line like '1 of 10 DOCUMENTS'; it is no Nexis export in plain text: "
            "give format='text' for a single article"
        )
    yield from uni_documents((Paragraph(line) for line in lines), name)


def _first_words(lines: list[str]) -> str:
    return " ".join(" ".join(lines[:40]).replace("\ufeff", "").split())[:100]
