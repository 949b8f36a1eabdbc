"""One document of a Nexis export: from its paragraphs to the fields of a record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from medialens.io.news.nexis_labels import HEAD, TAIL, is_closing, label_of
from medialens.io.news.stated import (
    is_date_line,
    length_notes,
    stated_date,
    stated_language,
)
from medialens.io.registry import Record, Reject

CUT = "no closing fields, perhaps cut"
_FRONT = 12  # paragraphs above the first labelled one
_CORRECTION = 10  # paragraphs of a printed correction


@dataclass(frozen=True)
class Block:
    """A paragraph, and whether it is set in the middle of the page."""

    text: str
    is_centered: bool = False


@dataclass
class Parts:
    """What was found in a document so far."""

    found: dict[str, list[str]] = field(default_factory=dict)
    text: str = ""
    has_tail: bool = False

    def add(self, column: str, value: str) -> None:
        """Keep a value; a second one of the same column goes below the first."""
        value = value.strip()
        if value:
            self.found.setdefault(column, []).append(value)

    @property
    def fields(self) -> dict[str, str]:
        """The columns and their values."""
        return {column: "\n".join(values) for column, values in self.found.items()}


def document(blocks: Sequence[Block], name: str, row: int) -> tuple[Record | Reject, bool]:
    """Return the record of a document with labels in capitals, and whether it ends with fields.

    Parameters
    ----------
    blocks : sequence of Block
        Its paragraphs, without the line that numbers it.
    name : str
        The file.
    row : int
        Its place in the file.

    Returns
    -------
    Record or Reject
        A document without text is a reject.
    bool
        Whether fields like LOAD-DATE close the document.
    """
    parts = Parts()
    front, rest = _front(blocks)
    _read_front(front, parts)
    rest = _read_head(rest, parts)
    body, tail = split_tail(rest, is_upper=True)
    read_tail(tail, parts, is_upper=True)
    parts.text = "\n\n".join(block.text.strip() for block in body)
    return finished(parts, name, row), parts.has_tail


def finished(parts: Parts, name: str, row: int) -> Record | Reject:
    """Return the record of what was found, or the reject if there is no text."""
    if not parts.text.strip():
        title = parts.fields.get("title", "")[:100]
        what = f"the document {title!r}" if title else "the document"
        return Reject(name, row, "text", f"{what} has no text; it may have been cut")
    fields = {"title": "", "text": parts.text, "outlet": "", "date": "", **parts.fields}
    if "language" in fields:
        fields["language"] = stated_language(fields["language"])
    return Record(fields, name, row, notes=length_notes(parts.text, fields.get("length", "")))


def split_tail(
    blocks: Sequence[Block], *, is_upper: bool, labels: Collection[str] = TAIL
) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return the paragraphs of the text, and the ones with such `labels` below it."""
    start = place = len(blocks)
    while place > 0:
        label = label_of(blocks[place - 1].text, is_upper=is_upper)[0]
        if label in labels or is_closing(blocks[place - 1].text):
            start = place = place - 1
        elif is_upper and label:
            place -= 1  # a label that is not known counts only below one that is
        else:
            above = _correction(blocks, place - 1, is_upper)
            if above is None:
                break
            start = place = above
    return blocks[:start], blocks[start:]


def read_tail(blocks: Sequence[Block], parts: Parts, *, is_upper: bool) -> None:
    """Read the labelled paragraphs that close a document."""
    column = "other"
    for block in blocks:
        for line in _labelled_lines(block.text, is_upper):
            label, value = label_of(line, is_upper=is_upper)
            if is_closing(line):
                column, value = "copyright", line
            elif label in TAIL:
                column = TAIL[label]
                parts.has_tail = True
            elif label:
                column, value = "other", line
            parts.add(column, " ".join(value.split()))


def _front(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return what stands above the first labelled paragraph, and the rest."""
    for place, block in enumerate(blocks[:_FRONT]):
        if label_of(block.text, is_upper=True)[0] in HEAD:
            return blocks[:place], blocks[place:]
    dated = next((n for n, block in enumerate(blocks[:_FRONT]) if is_date_line(block.text)), -1)
    place = dated + 1 if dated >= 0 else min(1, len(blocks))
    while place < len(blocks) and blocks[place].is_centered:
        place += 1
    return blocks[: place + 1], blocks[place + 1 :]


def _read_front(front: Sequence[Block], parts: Parts) -> None:
    kept = []
    for block in front:
        if is_closing(block.text):
            parts.add("copyright", " ".join(block.text.split()))
        else:
            kept.append(block)
    dated = next((n for n, block in enumerate(kept) if n and is_date_line(block.text)), 0)
    if dated:
        date = kept[dated].text.strip()
        parts.add("date", stated_date(date) or date)
        first, _, rest = date.partition("\n")
        parts.add("edition", f"{_edition(first)}\n{rest}")
    outlet, above = (kept[0], kept[1:dated]) if kept else (Block(""), [])
    parts.add("outlet", " ".join(outlet.text.split()))
    _read_titles([*above, *kept[dated + 1 :]], parts)


def _edition(line: str) -> str:
    """Return the end of a line like ``January 28, 1993, Tuesday, Final Edition``."""
    pieces = [piece.strip() for piece in line.split(",")]
    return ", ".join(pieces[3:]) if len(pieces) > 3 else ""


def _read_titles(blocks: Sequence[Block], parts: Parts) -> None:
    titles = [block for block in blocks if not block.is_centered] or list(blocks[-1:])
    for block in blocks:
        if block not in titles:
            parts.add("edition", " ".join(block.text.split()))
    for number, block in enumerate(titles):
        parts.add("subtitle" if number else "title", " ".join(block.text.split()))


def _read_head(blocks: Sequence[Block], parts: Parts) -> Sequence[Block]:
    """Read the labelled paragraphs above the text and return the others."""
    for place, block in enumerate(blocks):
        if label_of(block.text, is_upper=True)[0] not in HEAD:
            return blocks[place:]
        below = _read_labelled(block, parts)
        if below is not None:
            return [*([Block(below)] if below.strip() else []), *blocks[place + 1 :]]
    return []


def _read_labelled(block: Block, parts: Parts) -> str | None:
    """Read a labelled paragraph; return the beginning of the text if it stands in it."""
    lines, column = _labelled_lines(block.text, is_upper=True), ""
    for number, line in enumerate(lines, start=1):
        label, value = label_of(line, is_upper=True)
        column = HEAD.get(label, column)
        if column == "body":
            return "\n".join([value, *lines[number:]])
        first, _, below = value.partition("\n")
        if column == "length" and below.strip():
            parts.add(column, first)
            return "\n".join([below, *lines[number:]])
        parts.add(column, " ".join(value.split()))
    return None


def _labelled_lines(text: str, is_upper: bool) -> list[str]:
    """Return a paragraph cut above each line that begins with a known label."""
    cut: list[str] = []
    for line in text.split("\n"):
        label = label_of(line, is_upper=is_upper)[0]
        if not cut or label in HEAD or label in TAIL or is_closing(line):
            cut.append(line)
        else:
            cut[-1] += f"\n{line}"
    return cut


def _correction(blocks: Sequence[Block], place: int, is_upper: bool) -> int | None:
    """Return where the printed correction begins that the paragraph at `place` belongs to."""
    for above in range(place - 1, max(place - _CORRECTION, 1) - 1, -1):
        if label_of(blocks[above].text, is_upper=is_upper)[0] == "correction":
            before = label_of(blocks[above - 1].text, is_upper=is_upper)[0]
            return above if before in TAIL else None
    return None
