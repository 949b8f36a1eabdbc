"""Factiva in XML: the articles of its web service (``ppsarticle``)."""

from collections.abc import Iterator
from typing import BinaryIO

from medialens.errors import ReadError
from medialens.io.news.factiva import record
from medialens.io.news.stated import missing
from medialens.io.news.xml_events import BrokenXmlError, Event, xml_events
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

ARTICLE_LIMIT = 20_000_000  # characters
# Column of a record: the element that holds it.
_COLUMNS = {
    "headline": "title", "byline": "author", "columnName": "column", "sectionName": "section",
    "leadParagraph": "lead", "tailParagraphs": "text", "publicationDate": "date",
    "sourceName": "outlet", "sourceCode": "outlet_code", "publisherName": "publisher",
    "baseLanguage": "language", "accessionNo": "id", "wordCount": "length", "pages": "page",
    "edition": "edition", "copyright": "copyright", "credit": "credit", "notes": "notes",
    "region": "region", "newsSubject": "subject", "company": "company", "industry": "industry",
}  # fmt: skip
_LISTS = frozenset(("region", "newsSubject", "company", "industry"))


def read_factiva_xml(source: Source) -> Iterator[Record | Reject]:
    """Yield the articles of a Factiva export in XML.

    Parameters
    ----------
    source : Source
        The file.

    Yields
    ------
    Record or Reject
        `source_row` counts articles. One without text is a reject; so is the rest of a file
        that breaks off, and what the result set states beyond the articles that are there.

    Raises
    ------
    ReadError
        If there is no article of Factiva, or a document type.
    """
    articles = _Articles(source.name)
    with source.path.open("rb") as file:
        yield from articles.read(file)
    if not articles.n_seen:
        raise ReadError(f"{source.name} holds no article of Factiva: {articles.broken or 'none'}")
    if articles.broken:
        what = f"the XML breaks off ({articles.broken}); what stands below is not read"
        yield Reject(source.name, articles.n_seen + 1, "", what)
    if articles.n_stated > articles.n_seen:
        yield missing(source.name, articles.n_stated, articles.n_stated - articles.n_seen)


def is_factiva_xml(head: bytes) -> bool:
    """Return whether a file begins like a Factiva export in XML."""
    return b"<" in head[:40] and (b"<ppsarticle" in head or b"<ppsArticleResponse" in head)


class _Articles:
    """The articles of a file, and what was seen on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.n_seen = self.n_stated = 0
        self.broken = ""

    def read(self, file: BinaryIO) -> Iterator[Record | Reject]:
        """Yield the articles up to the end, or to where the XML is broken."""
        article: _Article | None = None
        try:
            for event in xml_events(file, self.name):
                self.n_stated += _count(event)
                if event.value == "article" and event.kind != "text":
                    if article is not None:
                        yield article.outcome(self.name, self.n_seen)
                    article = _Article() if event.kind == "start" else None
                    self.n_seen += event.kind == "start"
                elif article is not None:
                    article.take(event)
        except BrokenXmlError as error:
            self.broken = str(error)
        if article is not None:
            yield Reject(self.name, self.n_seen, "", "the XML breaks off within the article")


class _Article:
    """An article that is being read."""

    def __init__(self) -> None:
        self._fields: dict[str, list[str]] = {}
        self._path: list[str] = []
        self._n_characters = 0

    def take(self, event: Event) -> None:
        """Take the next event inside the article."""
        if event.kind == "start":
            self._path.append(event.value)
            self._begin(event.value)
        elif event.kind == "end":
            self._path.pop()
        elif self._path and self._path[0] in _COLUMNS:
            self._n_characters += len(event.value)
            if self._n_characters <= ARTICLE_LIMIT:
                self._fields[_COLUMNS[self._path[0]]].append(event.value)

    def outcome(self, name: str, row: int) -> Record | Reject:
        """Return the article's record, or why there is none."""
        if self._n_characters > ARTICLE_LIMIT:
            return Reject(name, row, "text", f"the article has over {ARTICLE_LIMIT:,} characters")
        fields = {column: _joined(pieces, column) for column, pieces in self._fields.items()}
        return record({column: text for column, text in fields.items() if text}, name, row)

    def _begin(self, tag: str) -> None:
        """Part the paragraphs of a text, and the entries of a list."""
        top = self._path[0]
        if top in _COLUMNS and (tag == "paragraph" or (tag == top and top in _LISTS)):
            self._fields.setdefault(_COLUMNS[top], []).append("\x1e")
        elif tag == top and top in _COLUMNS:
            self._fields.setdefault(_COLUMNS[top], [])


def _joined(pieces: list[str], column: str) -> str:
    parts = (" ".join(part.split()) for part in "".join(pieces).split("\x1e"))
    mark = "\n\n" if column in {"text", "lead"} else " " if column == "title" else " | "
    return mark.join(part for part in parts if part)


def _count(event: Event) -> int:
    """Return the number of articles that a result set states."""
    is_set = event.kind == "start" and event.value == "ppsarticleResultSet"
    stated = event.attributes.get("count", "") if is_set else ""
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 8 else 0
