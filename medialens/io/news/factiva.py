"""Factiva in HTML: the table of field codes, and the saved view of articles."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from medialens.errors import ReadError
from medialens.io.news.markup import (
    CHUNK_LIMIT,
    MarkupError,
    chunks,
    outermost,
    page_text,
    paragraphs,
    text_of,
    tree,
)
from medialens.io.news.stated import (
    is_date_line,
    length_notes,
    stated_date,
    stated_language,
)
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

_START = re.compile(r"<div\b[^<>]{0,300}\bclass=[\"']article\s\w{0,8}Article\b[^<>]{0,300}>", re.I)
_MARKS = (
    re.compile(rb"<title>\s{0,9}(?:dow jones )?factiva\b", re.I),
    re.compile(rb"class=[\"']article \w{0,8}Article[\"'][^<>]{0,99}>\s{0,9}<table", re.I),
)
# Column of a record: the codes of Factiva's fields.
_CODES = {
    "HD": "title", "BY": "author", "SE": "section", "CLM": "column", "PD": "date", "ET": "time",
    "SN": "outlet", "SC": "outlet_code", "ED": "edition", "PG": "page", "VOL": "volume",
    "WC": "length", "LA": "language", "CY": "copyright", "CR": "credit", "AN": "id",
    "CO": "company", "IN": "industry", "NS": "subject", "RE": "region", "IPC": "ipc", "IPD": "ipd",
    "PUB": "publisher", "ART": "caption", "CT": "contact", "RF": "reference", "DJN": "djn",
    "LP": "lead", "TD": "text",
}  # fmt: skip
_LENGTH = re.compile(r"\d[\d.,\u00a0\u202f ]{0,9}\s?[^\W\d_]{2,12}")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_SOURCE_CODE = re.compile(r"[A-Z0-9]{2,8}")
_ACCESSION = re.compile(r"[^\W\d_]{4,12}\s+([A-Z0-9]{3,12}\d{10}\w{6,12})")


def read_factiva(source: Source) -> Iterator[Record | Reject]:
    """Yield the articles of a Factiva export in HTML.

    Parameters
    ----------
    source : Source
        The file.

    Yields
    ------
    Record or Reject
        `source_row` counts articles; the text is the lead paragraph and the rest. One without
        text is a reject.

    Raises
    ------
    ReadError
        If the page holds no article of Factiva, or the extra ``web`` is not installed.
    """
    row = 0
    for row, chunk in enumerate(chunks(page_text(source), _START), start=1):
        yield _outcome(chunk, source.name, row)
    if not row:
        raise ReadError(
            f"{source.name} holds no article of Factiva; give format='html' for a saved page"
        )


def is_factiva(head: bytes) -> bool:
    """Return whether a page begins like a Factiva export."""
    return any(mark.search(head) for mark in _MARKS)


def record(fields: dict[str, str], name: str, row: int) -> Record | Reject:
    """Return the record of an article with these `fields`, or the reject if it has no text."""
    found = {"title": "", "text": "", "outlet": "", "date": "", **fields}
    lead = found.pop("lead", "")
    found["text"] = "\n\n".join(part for part in (lead, found["text"]) if part)
    if not found["text"].strip():
        return Reject(name, row, "text", f"the article {found['title'][:100]!r} has no text")
    found["date"] = stated_date(found["date"]) or found["date"]
    if "language" in found:
        found["language"] = stated_language(found["language"])
    return Record(found, name, row, notes=length_notes(found["text"], found.get("length", "")))


def _outcome(chunk: str, name: str, row: int) -> Record | Reject:
    if len(chunk) > CHUNK_LIMIT:
        return Reject(name, row, "text", f"the article has over {CHUNK_LIMIT:,} characters")
    try:
        return _article(tree(chunk, name), name, row)
    except MarkupError as error:
        return Reject(name, row, "text", str(error))


def _article(root: Any, name: str, row: int) -> Record | Reject:  # noqa: ANN401
    if root is None:
        return Reject(name, row, "text", "the article is empty")
    article = next((div for div in root.iter("div") if _is_article(div)), root)
    fields = _coded(article) or _viewed(article)
    if fields.get("id"):
        fields["id"] = fields["id"].split()[-1]
    return record(fields, name, row)


def _is_article(div: Any) -> bool:  # noqa: ANN401
    return div.get("class", "").startswith("article")


def _coded(article: Any) -> dict[str, str]:  # noqa: ANN401
    """Return the fields of the table whose first column holds field codes."""
    fields: dict[str, str] = {}
    for row in outermost(article, "tr"):
        cells = [cell for cell in row if cell.tag == "td"]
        column = _CODES.get(text_of(cells[0])) if len(cells) == 2 else None
        if column:
            parts = paragraphs(cells[1])
            is_text = column in {"text", "lead"}
            value = "\n\n".join(parts) if is_text else " ".join(" ".join(parts).split())
            fields[column] = "\n\n".join(part for part in (fields.get(column), value) if part)
    return fields


def _viewed(article: Any) -> dict[str, str]:  # noqa: ANN401
    """Return the fields of the view of an article: lines above its paragraphs, without codes."""
    fields = {"text": "\n\n".join(_texts(outermost(article, "p"), "articleParagraph"))}
    headline = next((x for x in article.iter() if "Headline" in x.get("class", "")), None)
    fields["title"] = text_of(headline)
    authors = _texts(article.iter("div"), "author")
    if authors:
        fields["author"] = "; ".join(authors)
    lines = [text_of(div) for div in article.iter("div") if div is not article and not len(div)]
    lines = [line for line in lines if line and line not in authors]
    fields.update(_from_lines(lines))
    for text in map(text_of, outermost(article, "p")):
        found = _ACCESSION.fullmatch(text)
        if found:
            fields["id"] = found[1]
    return fields


def _texts(elements: Iterable[Any], name: str) -> list[str]:
    found = (element for element in elements if name in element.get("class", "").split())
    return [text for element in found for text in paragraphs(element)]


def _from_lines(lines: Sequence[str]) -> dict[str, str]:
    """Return length, date, outlet and so on from lines that stand in Factiva's order."""
    counted = next((n for n, line in enumerate(lines) if _LENGTH.fullmatch(line)), None)
    dated = next((n for n, line in enumerate(lines) if is_date_line(line)), None)
    fields: dict[str, str] = {}
    if counted is not None:
        fields["length"] = lines[counted]
        above = [line for line in lines[:counted] if dated is None or line != lines[dated]]
        fields["section"] = above[0] if above else ""
    if dated is None:
        return fields
    fields["date"] = lines[dated]
    below = list(lines[dated + 1 :])
    if below and _TIME.fullmatch(below[0]):
        fields["time"] = below.pop(0)
    fields["outlet"] = below[0] if below else ""
    for line in below[1:]:
        if _SOURCE_CODE.fullmatch(line) and "outlet_code" not in fields:
            fields["outlet_code"] = line
        elif len(stated_language(line)) == 2 and len(line) > 3:
            fields["language"] = line
        elif "language" in fields:
            fields["copyright"] = line
            break
    return fields
