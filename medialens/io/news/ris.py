"""RIS: references as Zotero, EndNote and the databases write them, one article a reference."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from medialens.errors import ReadError
from medialens.io.news.stated import stated_language
from medialens.io.registry import Record, Reject, Skip
from medialens.io.source import Source

LINE_LIMIT = 5_000_000  # characters
REFERENCE_LIMIT = 20_000_000  # characters
NO_TEXT = "a reference without text"
_NOTE_WORDS = 10  # shorter notes tell of the record, not of the article
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)", re.S)
# Column of a record: the tags that may hold it, the first one present wins.
_TAGS = {
    "text": ("AB", "N2"),
    "title": ("TI", "T1", "CT", "BT"),
    "outlet": ("T2", "JF", "JO", "JA", "J2", "PB"),
    "date": ("DA", "Y1", "PY"),
    "author": ("AU", "A1"),
    "url": ("UR", "L2"),
    "language": ("LA",),
    "section": ("SE",),
    "id": ("ID", "AN", "DO"),
    "type": ("TY",),
    "page": ("SP",),
    "keywords": ("KW",),
}
_DATE = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[/-].*)?")


@dataclass
class _Reference:
    """A reference that is being read: its lines, each with its tag or none."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    n_characters: int = 0

    def add(self, tag: str, value: str) -> None:
        """Keep a line; a blank `tag` continues the one above."""
        self.n_characters += len(value)
        if self.n_characters <= REFERENCE_LIMIT and (tag or value.strip()):
            self.lines.append((tag, value.strip()))

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """The values by tag."""
        found: dict[str, list[list[str]]] = {}
        last = [""]
        for tag, value in self.lines:
            if tag:
                last = [value]
                found.setdefault(tag, []).append(last)
            else:
                last.append(value)
        return {tag: ["\n".join(parts) for parts in values] for tag, values in found.items()}


def read_ris(source: Source) -> Iterator[Record | Reject | Skip]:
    """Yield the references of a RIS file.

    Parameters
    ----------
    source : Source
        The file.

    Yields
    ------
    Record, Reject or Skip
        `source_row` counts references. The text is the abstract, or else a note of some length,
        which is told; a reference with neither is skipped.

    Raises
    ------
    ReadError
        If there is no reference.
    """
    row = 0
    for reference in _references(source):
        row += 1
        yield _outcome(reference, source.name, row)
    if not row:
        raise ReadError(f"{source.name} holds no reference; a RIS file has lines like 'TY  - NEWS'")


def is_ris(head: bytes) -> bool:
    """Return whether a text begins like a RIS file."""
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip().splitlines()[:2]
    return bool(
        len(lines) == 2
        and re.fullmatch(rb"TY {1,2}- ?[A-Z]{3,8}\s*", lines[0])
        and re.match(rb"[A-Z][A-Z0-9] {1,2}-", lines[1])
    )


def _references(source: Source) -> Iterator[_Reference]:
    reference: _Reference | None = None
    with source.open_text(newline=None) as file:
        for line in iter(lambda: file.readline(LINE_LIMIT), ""):
            if len(line) >= LINE_LIMIT:
                raise ReadError(f"{source.name} has a line of over {LINE_LIMIT:,} characters")
            found = _TAG.fullmatch(line.removeprefix("\ufeff").rstrip("\n"))
            tag, value = (found[1], found[2]) if found else ("", line)
            if tag in {"TY", "ER"} and reference:
                yield reference
                reference = None
            if tag == "TY":
                reference = _Reference()
            if reference:
                reference.add(tag, value)
    if reference:
        yield reference


def _outcome(reference: _Reference, name: str, row: int) -> Record | Reject | Skip:
    if reference.n_characters > REFERENCE_LIMIT:
        return Reject(name, row, "text", f"the reference has over {REFERENCE_LIMIT:,} characters")
    fields = {column: _value(reference, tags) for column, tags in _TAGS.items()}
    notes: tuple[str, ...] = ()
    if not fields["text"]:
        remarks = [note for note in reference.values.get("N1", []) if _is_remark(note)]
        fields["text"], notes = "\n\n".join(remarks), ("the text is a note",)
    if not fields["text"]:
        return Skip(name, row, NO_TEXT, fields["title"][:100])
    fields["author"] = _listed(reference, "AU", "A1")
    fields["keywords"] = _listed(reference, "KW")
    fields["date"] = _iso(fields["date"])
    fields["language"] = stated_language(fields["language"])
    kept = {column: value for column, value in fields.items() if value}
    return Record({"title": "", "outlet": "", "date": "", **kept}, name, row, notes=notes)


def _value(reference: _Reference, tags: tuple[str, ...]) -> str:
    values = next((found for tag in tags if any(found := reference.values.get(tag, []))), [])
    if tags == _TAGS["text"]:
        return "\n\n".join(value for value in values if value)
    return " ".join(" ".join(values).split())  # a title on two lines is one line


def _listed(reference: _Reference, *tags: str) -> str:
    values = (value for tag in tags for value in reference.values.get(tag, []))
    return "; ".join(" ".join(value.split()) for value in values)


def _is_remark(note: str) -> bool:
    return len(note.split()) >= _NOTE_WORDS


def _iso(date: str) -> str:
    """Return a date like ``2014/06/01/`` in ISO 8601; anything else stays as it is."""
    found = _DATE.fullmatch(date)
    if not found:
        return date.rstrip("/")
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
