"""Saved web pages: one page, one article, read with trafilatura."""

import codecs
import re
from collections.abc import Iterator
from typing import Any

from medialens.errors import ReadError
from medialens.io.plain_text import outlet_and_date
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

PAGE_LIMIT = 5_000_000  # bytes
BLOCK_LIMIT = 5_000  # paragraphs and the like: the extraction's time grows with their square
SHORTEST = 50  # characters beyond the title that make an article
ATTRIBUTE_LIMIT = 1_000  # of one tag
_BLOCK = re.compile(r"<(?:p|br|div|li|td|span)\b", re.I)
_TAG = re.compile(r"<[a-z][^<>]*>", re.I)
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w:.-]+)", re.I
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_web_page(source: Source) -> Iterator[Record | Reject]:
    """Yield the article of a saved HTML page.

    Parameters
    ----------
    source : Source
        The file, at most `PAGE_LIMIT` bytes and `BLOCK_LIMIT` paragraphs.

    Yields
    ------
    Record or Reject
        The article with the columns ``text``, ``title``, ``outlet``, ``date``, ``author``,
        ``url`` and ``language``, or the reason why the page has none.

    Raises
    ------
    ReadError
        If the extra ``web`` is not installed, or the encoding cannot be told.
    """
    size = source.path.stat().st_size
    if size > PAGE_LIMIT:
        yield Reject(source.name, None, "", f"the page has {size:,} bytes, over {PAGE_LIMIT:,}")
        return
    page = _decode(source)
    oversize = _oversize(page)
    if oversize:
        yield Reject(source.name, None, "", oversize)
        return
    found = _extract(page, source.name)
    if found is None or _is_bare(found.text or "", found.title or ""):
        yield Reject(source.name, None, "text", "no article text was found on the page")
        return
    yield Record(_fields(found, source.name), source.name)


def _is_bare(text: str, title: str) -> bool:
    """Return whether nothing but the title and a menu is left of the page."""
    beyond = text.replace(title, "") if title else text
    return len(beyond.strip()) < SHORTEST


def _oversize(page: str) -> str:
    """Return what the page has more of than can be read in reasonable time, or nothing."""
    n_blocks = sum(1 for _ in _BLOCK.finditer(page))
    if n_blocks > BLOCK_LIMIT:
        return f"the page has {n_blocks:,} paragraphs, over {BLOCK_LIMIT:,}"
    if any(tag[0].count("=") > ATTRIBUTE_LIMIT for tag in _TAG.finditer(page)):
        return f"a tag of the page has over {ATTRIBUTE_LIMIT:,} attributes"
    return ""


def _extract(page: str, name: str) -> Any:  # noqa: ANN401
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise ReadError(f"{name} is a web page; to read it, pip install medialens[web]") from error
    dates = {"extensive_search": False, "original_date": True}
    try:
        return bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=dates
        )
    except Exception as error:  # whatever a broken page does to the parser concerns this page only
        raise ReadError(f"{name} could not be parsed: {type(error).__name__}: {error}") from error


def _fields(found: Any, name: str) -> dict[str, str]:  # noqa: ANN401
    from_name = outlet_and_date(name)
    return {
        "text": found.text,
        "title": found.title or "",
        "outlet": from_name["outlet"] or found.sitename or found.hostname or "",
        "date": found.date or from_name["date"],
        "author": found.author or "",
        "url": found.url or "",
        "language": found.language or "",
    }


def _decode(source: Source) -> str:
    """Return the page as text: by its byte order mark, as UTF-8, or as the page itself declares."""
    content = source.path.read_bytes()
    for encoding in _candidates(content, source.encoding):
        try:
            return content.decode(encoding).removeprefix("\ufeff").replace("\x00", "")
        except (UnicodeDecodeError, LookupError):
            continue
    raise ReadError(f"{source.name} is not UTF-8 and declares no encoding; state it with encoding=")


def _candidates(content: bytes, stated: str | None) -> list[str]:
    if stated:
        return [stated]
    mark = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), None)
    if mark:
        return [mark]
    declared = [found.decode("ascii").lower() for found in _CHARSET.findall(content)[:1]]
    # browsers read Latin-1 as Windows-1252
    western = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}
    return ["utf-8", *(western.get(name, name) for name in declared)]
