"""ProQuest: exports in HTML, and mails that carry such an export."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from typing import Any

from medialens.errors import ReadError
from medialens.io.news.markup import (
    CHUNK_LIMIT,
    FILE_LIMIT,
    MarkupError,
    chunks,
    decoded,
    page_text,
    paragraphs,
    text_of,
    tree,
)
from medialens.io.news.stated import length_notes, stated_date, stated_language
from medialens.io.registry import Record, Reject, Skip
from medialens.io.source import Source

PART_LIMIT = 200  # parts of a mail
_START = re.compile(r"<a name=[\"']?DocID_", re.I)
_TEXT = re.compile(r"<text\b([^<>]{0,200})>", re.I)
_TEXT_END = re.compile(r"</text\s{0,9}>", re.I)
_COUNT = re.compile(r"wordcount=[\"']?(\d{1,7})", re.I)
_MAIL = re.compile(
    rb"(?:received|return-path|delivered-to|from|to|subject|date|message-id|mime-version"
    rb"|content-type|x-[\w-]{1,40}|dkim-signature)\s{0,3}:",
    re.I,
)
# Column of a record: the labels of ProQuest.
_LABELS = {
    "author": "author", "publication info": "info", "abstract": "abstract",
    "full text": "text", "links": "links", "subject": "subject", "location": "location",
    "people": "people", "company / organization": "organization",
    "identifier / keyword": "keywords", "publication title": "outlet", "section": "section",
    "pages": "page", "publication year": "year", "publication date": "date",
    "dateline": "dateline", "publisher": "publisher", "language of publication": "language",
    "document type": "document_type", "source type": "source_type", "issn": "issn",
    "proquest document id": "id", "document url": "url", "copyright": "copyright",
    "database": "database", "last updated": "last_updated", "column": "column",
    "publication subject": "publication_subject", "title": "title", "credit": "credit",
}  # fmt: skip
_DROPPED = frozenset(("info", "links", "publication_subject", "year", "last_updated"))
_EDITION = re.compile(r"(.*?)(?:,\s+([^,;]{0,60}\bEdition\b[^;]{0,60}))?", re.S)
_NOTHING = re.compile(r"(?:none|not) available\.?", re.I)


def read_proquest(source: Source) -> Iterator[Record | Reject | Skip]:
    """Yield the documents of a ProQuest export in HTML, or of a mail with one inside.

    Parameters
    ----------
    source : Source
        The file.

    Yields
    ------
    Record, Reject or Skip
        `source_row` counts documents. Where there is no full text the abstract is the text,
        with a note; a document with neither is skipped.

    Raises
    ------
    ReadError
        If there is no document of ProQuest, or the extra ``web`` is not installed.
    """
    with source.path.open("rb") as file:
        is_mail = bool(_MAIL.match(file.read(200).lstrip()))
    row = 0
    for html in _mailed(source) if is_mail else [page_text(source)]:
        for chunk in chunks(html, _START):
            row += 1
            yield _document(chunk, source.name, row)
    if not row:
        raise ReadError(
            f"{source.name} holds no document of ProQuest; give format='html' for a saved page"
        )


def is_proquest(head: bytes) -> bool:
    """Return whether a page, or a mail, begins like a ProQuest export."""
    lower = head.lower()
    if _MAIL.match(head.lstrip()):
        return b"proquest" in lower and b"text/html" in lower
    return bool(re.search(rb"<a name=[\"']?docid_", lower)) and b"proquest" in lower


def _mailed(source: Source) -> Iterator[str]:
    """Yield the pages inside a mail."""
    size = source.path.stat().st_size
    if size > FILE_LIMIT:
        raise ReadError(f"{source.name} has {size:,} bytes, over {FILE_LIMIT:,}; save it in parts")
    try:
        with source.path.open("rb") as file:
            mail = email.message_from_binary_file(file, policy=email.policy.compat32)
        for number, part in enumerate(mail.walk()):
            if number > PART_LIMIT:
                raise ReadError(f"{source.name} has over {PART_LIMIT} parts; it is no export")
            if part.get_content_type() == "text/html":
                yield _page(part, source)
    except (RecursionError, ValueError, LookupError) as error:
        raise ReadError(f"{source.name} is a damaged mail: {type(error).__name__}") from error


def _page(part: Message, source: Source) -> str:
    content = part.get_payload(decode=True)
    return decoded(
        content if isinstance(content, bytes) else b"",
        source.name,
        source.encoding,
        declared=part.get_content_charset() or "",
    )


def _document(chunk: str, name: str, row: int) -> Record | Reject | Skip:
    if len(chunk) > CHUNK_LIMIT:
        return Reject(name, row, "text", f"the document has over {CHUNK_LIMIT:,} characters")
    try:
        text, n_words, around = _cut_out(chunk, name)
        fields = _labelled(tree(around, name))
    except MarkupError as error:
        return Reject(name, row, "text", str(error))
    fields["text"] = text or fields.get("text", "")
    notes = length_notes(fields["text"], n_words) if text else ()
    abstract = _NOTHING.sub("", fields.get("abstract", "")).strip()
    if not _NOTHING.sub("", fields["text"]).strip():
        if not abstract:
            return Skip(name, row, "a document without full text", fields["title"][:100])
        fields["text"], notes = abstract, ("the text is an abstract",)
    return Record(_mapped(fields, abstract), name, row, notes=notes)


def _cut_out(chunk: str, name: str) -> tuple[str, str, str]:
    """Return the full text, the number of words it states, and the HTML around it."""
    start = _TEXT.search(chunk)
    if not start:
        return "", "", chunk
    end = _TEXT_END.search(chunk, start.end())
    inside = chunk[start.end() : end.start() if end else len(chunk)]
    n_words = _COUNT.search(start[1])
    root = tree(re.sub(r"</?(?:html|body)\b[^<>]{0,300}>", "", inside), name)
    parts = [] if root is None else paragraphs(root)
    parts = [part for part in parts if part != "Enlarge this image."]
    around = chunk[: start.start()] + (chunk[end.end() :] if end else "")
    return "\n\n".join(parts), n_words[1] if n_words else "", around


def _labelled(root: Any) -> dict[str, str]:  # noqa: ANN401
    """Return the fields of the paragraphs that begin with a bold label."""
    found: dict[str, list[str]] = {"title": []}
    column = "title"
    for element in [] if root is None else root.iter("p", "div"):
        if next(element.iterdescendants("p", "div"), None) is not None:
            continue
        text = text_of(element)
        label, mark, value = text.partition(":")
        known = _LABELS.get(label.strip().casefold()) if mark and _is_bold(element) else None
        if known:
            column, text = known, value.strip()
            found.setdefault(column, [])
        if text and (known or column in {"abstract", "text"} or not found["title"]):
            found[column] += ["\n\n".join(paragraphs(element))] if not known else [text]
    return {name: "\n\n".join(parts) for name, parts in found.items()}


def _is_bold(element: Any) -> bool:  # noqa: ANN401
    first = next(iter(element), None)
    return first is not None and first.tag in {"strong", "b"}


def _mapped(fields: dict[str, str], abstract: str) -> dict[str, str]:
    kept = {name: value for name, value in fields.items() if value and name not in _DROPPED}
    kept.pop("abstract", "")
    if abstract and abstract != kept["text"]:
        kept["abstract"] = abstract
    kept["date"] = stated_date(kept.get("date", "")) or kept.get("date", "")
    outlet = _EDITION.fullmatch(kept.get("outlet", "").split(";")[0].strip())
    kept["outlet"] = outlet[1] if outlet else ""
    if outlet and outlet[2]:
        kept["edition"] = outlet[2]
    if "url" in kept:
        kept["url"] = "".join(kept["url"].split())
    if "language" in kept:
        kept["language"] = stated_language(kept["language"])
    return {"title": "", **kept}
