"""Europresse in HTML: several documents a page, in the older and the newer form."""

import re
from collections.abc import Iterator
from typing import Any

from medialens.errors import ReadError
from medialens.io.news.markup import (
    CHUNK_LIMIT,
    MarkupError,
    chunks,
    page_text,
    paragraphs,
    text_of,
    tree,
)
from medialens.io.news.stated import length_notes, stated_date
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

_ARTICLE = re.compile(r"<article\b", re.I)
_OUTLET = re.compile(r"<span class=[\"']?DocPublicationName\b", re.I)
_ID = re.compile(r"news[·.]\d{8}[·.]\w{1,12}[·.]\w{1,40}")
_LENGTH = re.compile(
    r"(?<!\d)((?:\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+|\d{1,6})\s?(?:mots|words|palabras|Wörter))\b"
)
_PAGE = re.compile(r"\bp\.\s?([\w\-, ]{1,20})")
_END = re.compile(
    r"(?:\([cC]\)|©|Numéro de document|Document number|Ce certificat|Este certificado"
    r"|This certificate|Note\(s\)\s*:)",
)
_AUTHOR = re.compile(r">\s{0,99}([^<>]{2,150})<br\s{0,9}/?>\s{0,99}$")
_WEEKDAY = re.compile(r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|\w+day", re.I)
_MARK = "\ufdd0"  # stands for the title; no character of any script


def read_europresse(source: Source) -> Iterator[Record | Reject]:
    """Yield the documents of a page saved from Europresse.

    Parameters
    ----------
    source : Source
        The file.

    Yields
    ------
    Record or Reject
        `source_row` counts documents. One without text is a reject.

    Raises
    ------
    ReadError
        If the page holds no document of Europresse, or the extra ``web`` is not installed.
    """
    html = page_text(source)
    is_newer = bool(_ARTICLE.search(html))
    row = 0
    for row, chunk in enumerate(chunks(html, _ARTICLE if is_newer else _OUTLET), start=1):
        yield _outcome(chunk, source.name, row, is_newer=is_newer)
    if not row:
        raise ReadError(
            f"{source.name} holds no document of Europresse; give format='html' for a saved page"
        )


def is_europresse(head: bytes) -> bool:
    """Return whether a page begins like one saved from Europresse."""
    lower = head.lower()
    return b"docpublicationname" in lower and (
        b"titrearticle" in lower or b"docheader" in lower or b"europresse" in lower
    )


def _outcome(chunk: str, name: str, row: int, *, is_newer: bool) -> Record | Reject:
    if len(chunk) > CHUNK_LIMIT:
        return Reject(name, row, "text", f"the document has over {CHUNK_LIMIT:,} characters")
    try:
        root = tree(chunk.split("</article", maxsplit=1)[0], name)
    except MarkupError as error:
        return Reject(name, row, "text", str(error))
    fields = {} if root is None else (_newer(root) if is_newer else _older(root, chunk))
    return _record(fields, chunk, name, row)


def _record(fields: dict[str, str], chunk: str, name: str, row: int) -> Record | Reject:
    if not fields.get("text", "").strip():
        return Reject(name, row, "text", f"the document {fields.get('title', '')!r} has no text")
    found = _ID.search(chunk)
    if found:
        fields["id"] = found[0]
    return Record(fields, name, row, notes=length_notes(fields["text"], fields.get("length", "")))


def _older(root: Any, chunk: str) -> dict[str, str]:  # noqa: ANN401
    fields = _header(root, [_take(x) for x in _by_class(root, "DocHeader")])
    for element in _by_class(root, "DocPublicationName"):
        fields["outlet"] = _take(element) or fields["outlet"]
    titles = [_take(element, _MARK) for element in _by_class(root, "TitreArticleVisu")]
    fields["title"] = " ".join(titles)
    parts = _above_end(paragraphs(root))
    above, _, below = "\n\n".join(parts).rpartition(_MARK)
    subtitle = " ".join(above.replace(_MARK, " ").split())
    author = _AUTHOR.search(re.split("<p>", chunk, maxsplit=1)[0][-400:])
    below = below.strip()
    if author and below.startswith(author[1].strip()):
        fields["author"] = author[1].strip()
        below = below.removeprefix(fields["author"]).lstrip()
    return {**fields, **({"subtitle": subtitle} if subtitle else {}), "text": below}


def _newer(root: Any) -> dict[str, str]:  # noqa: ANN401
    fields = _header(root, [text_of(x) for x in _by_class(root, "DocHeader")])
    columns = {
        "outlet": ("DocPublicationName",),
        "title": ("titreArticleVisu", "titreArticle"),
        "subtitle": ("rdp__subtitle",),
        "author": ("sm-margin-bottomNews",),
    }
    for column, names in columns.items():
        found = next((x for name in names for x in _by_class(root, name)), None)
        if found is not None and text_of(found):
            fields[column] = text_of(found)
    texts = next((x for n in ("docOcurrContainer", "DocText") for x in _by_class(root, n)), None)
    parts = [] if texts is None else _above_end(paragraphs(texts))
    return {**fields, "text": "\n\n".join(parts)}


def _header(root: Any, headers: list[str]) -> dict[str, str]:  # noqa: ANN401
    """Return section, date, length and page of the line below the outlet."""
    line = " ".join(headers)
    date = next((d for text in [*headers, line] if (d := stated_date(text))), "")
    fields = {"title": "", "text": "", "outlet": "", "date": date}
    length, page = _LENGTH.search(line), _PAGE.search(line)
    first = headers[0].split(",")[0].strip() if headers else ""
    if first and not _WEEKDAY.match(first) and not stated_date(first):
        fields["section"] = first
    if length:
        fields["length"] = length[1]
    if page:
        fields["page"] = page[1].strip(" ,")
    return fields


def _by_class(root: Any, name: str) -> list[Any]:  # noqa: ANN401
    wanted = name.casefold()
    return [x for x in root.iter() if wanted in x.get("class", "").casefold().split()]


def _take(element: Any, instead: str = "") -> str:  # noqa: ANN401
    """Return the text of an element and empty it."""
    text = text_of(element)
    for child in list(element):
        element.remove(child)
    element.text = instead
    return text


def _above_end(parts: list[str]) -> list[str]:
    """Return the paragraphs above the copyright notice and the certificate."""
    for place in range(len(parts) - 1, max(len(parts) - 12, 0) - 1, -1):
        if _END.match(parts[place]):
            parts = parts[:place]
    return parts
