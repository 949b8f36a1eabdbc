"""Nexis in HTML: LexisNexis Academic and Nexis UK, and pages in the manner of Nexis Uni."""

import re
from collections.abc import Iterator
from typing import Any

from medialens.errors import ReadError
from medialens.io.news.markup import (
    CHUNK_LIMIT,
    MarkupError,
    chunks,
    outermost,
    page_text,
    paragraphs,
    tree,
)
from medialens.io.news.nexis_document import Block, document
from medialens.io.news.nexis_labels import heading_of
from medialens.io.news.nexis_uni import END, Paragraph, uni_documents
from medialens.io.news.stated import Numbering
from medialens.io.registry import Outcome, Reject
from medialens.io.source import Source

_START = re.compile(r"<DOCFULL>", re.I)
_STOP = re.compile(r"</DOCFULL>|<!--\s*Hide XML section", re.I)
_CENTERED = re.compile(r"\.([\w-]{1,40})\s*\{[^{}]{0,200}text-align:\s*center", re.I)


def read_nexis_html(source: Source) -> Iterator[Outcome]:
    """Yield the documents of a Nexis export in HTML.

    Parameters
    ----------
    source : Source
        The file.

    Yields
    ------
    Record, Reject or Skip
        `source_row` counts documents. One without text is a reject; so are, in one reject, the
        documents that the headings state and that are not there.

    Raises
    ------
    ReadError
        If the file holds no document of Nexis, or the extra ``web`` is not installed.
    """
    html = page_text(source)
    if _START.search(html):
        yield from _full_documents(html, source.name)
        return
    found = _all_paragraphs(html, source.name)
    if not any(END.fullmatch(text) for text in found):
        raise ReadError(
            f"{source.name} holds no document of Nexis; give format='html' for a saved page"
        )
    yield from uni_documents((Paragraph(text) for text in found), source.name)


def is_nexis_html(head: bytes) -> bool:
    """Return whether a page begins like a Nexis export."""
    return b"<DOCFULL>" in head.upper() and b"<" in head[:200]


def _all_paragraphs(html: str, name: str) -> list[str]:
    try:
        root = tree(html, name)
    except MarkupError as error:
        raise ReadError(f"{name}: {error}") from error
    return [] if root is None else paragraphs(root)


def _full_documents(html: str, name: str) -> Iterator[Outcome]:
    centered = frozenset(_CENTERED.findall(html[:20_000]))
    numbering = Numbering(name)
    for row, chunk in enumerate(chunks(html, _START), start=1):
        if len(chunk) > CHUNK_LIMIT:
            yield Reject(name, row, "text", f"the document has over {CHUNK_LIMIT:,} characters")
            continue
        inside = _STOP.split(chunk, maxsplit=1)[0].removeprefix(chunk[:9]).lstrip(" ->\n")
        try:
            blocks = _blocks(tree(inside, name), centered)
        except MarkupError as error:
            yield Reject(name, row, "text", str(error))
            continue
        heading = heading_of(blocks[0].text) if blocks else None
        if heading:
            if numbering.begins_again(heading[0]):
                yield from numbering.gaps()
            numbering.take(*heading)
        yield document(blocks[1:] if heading else blocks, name, row)[0]
    yield from numbering.gaps()


def _blocks(root: Any, centered: frozenset[str]) -> list[Block]:  # noqa: ANN401
    if root is None:
        return []
    found = []
    for element in outermost(root, "p"):
        is_centered = element.get("class", "") in centered
        found += [Block(text, is_centered) for text in paragraphs(element)]
    return found
