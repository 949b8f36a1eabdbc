"""Feeds: the entries of RSS, Atom, RDF and JSON feeds."""

import functools
import re
from collections.abc import Iterator, Mapping
from time import struct_time
from typing import Any

from medialens.errors import ReadError
from medialens.io.dates import parse_date
from medialens.io.feed_text import plain_text, unindented
from medialens.io.json_records import load_json
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

SIZE_LIMIT = 20_000_000  # bytes; a feed is read as a whole
ENTITY_LIMIT = 100  # declarations, and characters of one
AUTHOR_LIMIT = 1000  # characters in which an author's address is looked for
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?>(?>(?><\?.{0,500}?\?>)|(?><!--.{0,5000}?-->)|(?><!DOCTYPE[^>\[]{0,500}+"
    rb"(?:\[[^\]]{0,60000}+\]\s*+)?+>))\s*+){0,20}+<(?:rss|feed|rdf:RDF|\w+:feed|\w+:rss)[\s>/]",
    re.S | re.I,
)
_JSON_FEED = re.compile(rb"\s*\{.{0,5000}?\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org", re.S)
_ENTITY = re.compile(rb"<!ENTITY\s[^>]*>", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}\?>")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")


def is_feed(head: bytes) -> bool:
    """Return whether a file begins like a feed, in XML or JSON."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    return bool(_ROOT.match(head) or _JSON_FEED.match(head))


def read_feed(source: Source) -> Iterator[Record | Reject]:
    """Yield the entries of a feed.

    Parameters
    ----------
    source : Source
        RSS, Atom, RDF or JSON Feed, at most `SIZE_LIMIT` bytes.

    Yields
    ------
    Record or Reject
        An entry with the columns ``text`` (its content, or its summary, without markup),
        ``title``, ``date``, ``url``, ``author``, ``outlet`` (its source, or the feed's title),
        ``section``, ``language`` and ``id``; `source_row` counts the entries. An entry without
        text is a reject, and so is what is wrong with a feed that could be read in part.

    Raises
    ------
    ReadError
        If the file is no feed, has no entries, or its letters cannot be told.
    """
    size = source.path.stat().st_size
    if size > SIZE_LIMIT:
        raise ReadError(f"{source.name} has {size:,} bytes, over {SIZE_LIMIT:,} for a feed")
    content = source.path.read_bytes()
    if _JSON_FEED.match(content):
        yield from _json_entries(source)
        return
    _check_entities(content, source.name)
    found = _parsed(content, source)
    title = plain_text(str(found.feed.get("title", "")))
    language = str(found.feed.get("language", ""))
    for number, entry in enumerate(found.entries, start=1):
        yield _outcome(_fields(entry, title, language), source.name, number)
    if found.bozo and not _is_harmless(found.bozo_exception):
        said = str(found.bozo_exception).splitlines()[:1]
        yield Reject(source.name, None, "", f"not well formed: {' '.join(said)}")


def _check_entities(content: bytes, name: str) -> None:
    """Raise ``ReadError`` if the feed declares entities that could blow up."""
    declared = _ENTITY.findall(content)
    if len(declared) > ENTITY_LIMIT or any(len(one) > ENTITY_LIMIT for one in declared):
        raise ReadError(f"{name} declares entities that no feed needs; they are never expanded")
    if any(re.search(rb"\b(?:SYSTEM|PUBLIC)\b", one) for one in declared):
        raise ReadError(f"{name} declares an entity of another file, which is never opened")


def _parsed(content: bytes, source: Source) -> Any:  # noqa: ANN401
    """Return what feedparser makes of the bytes, or raise ``ReadError``."""
    import feedparser

    _spare_long_authors()

    if source.encoding:
        text = content.decode(source.encoding)
        content = _DECLARATION.sub("", text).encode()
    try:
        # what it would mend in the HTML of entries is taken out as a whole by `plain_text`
        found = feedparser.parse(content, resolve_relative_uris=False, sanitize_html=False)
    except Exception as error:  # whatever a broken feed does to the parser concerns it only
        raise ReadError(
            f"{source.name} could not be parsed: {type(error).__name__}: {error}"
        ) from error
    flaw = found.get("bozo_exception")
    if isinstance(flaw, feedparser.CharacterEncodingUnknown) or (
        isinstance(flaw, feedparser.CharacterEncodingOverride) and not _is_utf8(content)
    ):
        declares = re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=", content)
        found_out = "in the encoding that it declares" if declares else "UTF-8 and declares nothing"
        raise ReadError(f"{source.name} is not {found_out}; state its encoding with encoding=")
    if not found.entries:
        if flaw:
            raise ReadError(f"{source.name} is no feed that can be read: {flaw}")
        what = "is a feed without entries" if found.version else "is no feed"
        raise ReadError(f"{source.name} {what}; give RSS, Atom or JSON Feed")
    return found


@functools.cache
def _spare_long_authors() -> None:
    """Keep feedparser from looking for an address in an author that is a whole text.

    Its pattern's work grows with the square of the text: a megabyte takes minutes.
    """
    from feedparser.mixin import _FeedParserMixin as Parser

    find_address = Parser._sync_author_detail

    def find_in_short(self: Any, key: str = "author") -> None:  # noqa: ANN401
        if len(str(self._get_context().get(key) or "")) <= AUTHOR_LIMIT:
            find_address(self, key)

    Parser._sync_author_detail = find_in_short


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_harmless(error: Exception) -> bool:
    import feedparser

    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return isinstance(error, harmless)


def _fields(entry: Mapping[str, Any], title: str, language: str) -> dict[str, str]:
    contents = [part for part in entry.get("content", ()) if part.get("value")]
    best: Mapping[str, Any] = max(contents, key=lambda part: len(part["value"]), default={})
    summary = entry.get("summary_detail") or {}
    chosen = best or summary
    value = str(chosen.get("value", ""))
    tags = entry.get("tags") or [{}]
    own = entry.get("source") or {}
    return {
        "text": unindented(value) if chosen.get("type") == "text/plain" else plain_text(value),
        "title": plain_text(str(entry.get("title", ""))),
        "date": _date(entry),
        "url": str(entry.get("link", "")),
        "author": plain_text(str(entry.get("author", ""))),
        "outlet": plain_text(str(own.get("title", ""))) or title,
        "section": str(tags[0].get("term") or ""),
        "language": str(best.get("language") or summary.get("language") or language or ""),
        "id": str(entry.get("id", "")),
        "is_summary": "" if best else "yes",
    }


def _date(entry: Mapping[str, Any]) -> str:
    """Return the date as it stands, or as feedparser reads one that we do not."""
    for name in ("published", "updated", "created"):
        stated, parsed = str(entry.get(name, "")), entry.get(f"{name}_parsed")
        if stated.strip():
            is_known = parse_date(stated)[0] is not None
            if not is_known and isinstance(parsed, struct_time) and f"{parsed.tm_year}" in stated:
                return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6])
            return stated
    return ""


def _outcome(fields: dict[str, str], name: str, number: int) -> Record | Reject:
    is_summary = bool(fields.pop("is_summary"))
    if not fields["text"]:
        title = f" ({fields['title'][:80]})" if fields["title"] else ""
        return Reject(name, number, "text", f"the entry has no text{title}")
    is_cut = is_summary and bool(_CUT.search(fields["text"]))
    notes = ("summary only: the feed does not carry the article",) if is_cut else ()
    return Record(fields, name, number, notes=notes)


def _json_entries(source: Source) -> Iterator[Record | Reject]:
    document = load_json(source, limit=SIZE_LIMIT)
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or not items:
        raise ReadError(f"{source.name} is a feed without entries; give one with items")
    title, language = _said(document, "title"), _said(document, "language")
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            yield Reject(source.name, number, "", "an entry that is no object")
            continue
        yield _outcome(_json_fields(item, title, language), source.name, number)


def _json_fields(item: Mapping[str, Any], title: str, language: str) -> dict[str, str]:
    markup, plain = _said(item, "content_html"), _said(item, "content_text")
    authors = item.get("authors") or [item.get("author")]
    names = [_said(one, "name") for one in authors if isinstance(one, dict)]
    tags = [tag for tag in item.get("tags") or () if isinstance(tag, str)]
    return {
        "text": plain_text(markup) or plain.strip() or _said(item, "summary"),
        "title": _said(item, "title"),
        "date": _said(item, "date_published") or _said(item, "date_modified"),
        "url": _said(item, "url") or _said(item, "external_url"),
        "author": ", ".join(name for name in names if name),
        "outlet": title,
        "section": tags[0] if tags else "",
        "language": _said(item, "language") or language,
        "id": _said(item, "id"),
        "is_summary": "" if markup or plain else "yes",
    }


def _said(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    return str(value) if isinstance(value, str) else ""
