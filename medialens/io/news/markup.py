"""HTML as the databases save it: its letters, its paragraphs, the texts of its elements."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from medialens.errors import ReadError
from medialens.io.page_encoding import NoPageError, decode_page
from medialens.io.source import Source

FILE_LIMIT = 100_000_000  # bytes
CHUNK_LIMIT = 10_000_000  # characters of one document's HTML
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset((
    "script", "style", "head", "title", "noscript", "template", "img", "button", "input", "svg",
))  # fmt: skip
_WHITE = re.compile(r"[ \t\r\n\f\v]+")  # a no-break space is a letter of the text
_PARAGRAPH, _LINE = "\x1e", "\x1f"


class MarkupError(Exception):
    """Why a piece of HTML is not read, such as elements nested too deep."""


def page_text(source: Source) -> str:
    """Return a file of HTML as text, in the encoding stated, of its first bytes, or declared.

    Raises
    ------
    ReadError
        If it is larger than `FILE_LIMIT`, or its encoding cannot be told.
    """
    size = source.path.stat().st_size
    if size > FILE_LIMIT:
        raise ReadError(
            f"{source.name} has {size:,} bytes, more than the {FILE_LIMIT:,} that are read of a "
            "page; save the documents in parts"
        )
    return decoded(source.path.read_bytes(), source.name, source.encoding)


def decoded(content: bytes, name: str, encoding: str | None = None, *, declared: str = "") -> str:
    """Return the bytes of a page as text, or raise ``ReadError`` if a letter cannot be told.

    Parameters
    ----------
    content : bytes
        The page.
    name : str
        The file's name for the message.
    encoding : str, optional
        The encoding that the user states.
    declared : str
        The encoding that is declared outside the page, as in the mail around it.
    """
    try:
        text, broken = decode_page(content, stated=encoding, declared=declared)
    except (NoPageError, LookupError):
        broken = ("no encoding fits",)
    if broken:
        raise ReadError(
            f"{name} is not in the encoding {encoding or 'that it declares'}; state it with "
            "encoding= or in collection.toml, for example encoding = 'cp1252' for Western Windows "
            "files"
        )
    return text.replace("\r\n", "\n")


def tree(html: str, name: str) -> Any:  # noqa: ANN401
    """Return the root element of a piece of HTML, or nothing if it is blank.

    Raises
    ------
    ReadError
        If the extra ``web`` is not installed.
    MarkupError
        If a limit of the parser is hit.
    """
    try:
        from lxml import etree  # type: ignore[import-untyped, unused-ignore]
    except ImportError as error:
        raise ReadError(
            f"{name} is an export in HTML; to read it, pip install medialens[web]"
        ) from error
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    content = html.replace(_PARAGRAPH, " ").replace(_LINE, " ").encode("utf-8", "replace")
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None  # nothing but blanks and comments
    fatal = [entry for entry in parser.error_log if entry.level_name == "FATAL"]
    if fatal:
        raise MarkupError(f"the HTML cannot be parsed: {fatal[0].message}")
    return root


def paragraphs(element: Any) -> list[str]:  # noqa: ANN401
    """Return the paragraphs inside an element, their line breaks as line feeds."""
    lines = [_WHITE.sub(" ", line) for line in "".join(_pieces(element)).split(_LINE)]
    parts = "\n".join(line.strip(" \u00a0") for line in lines).split(_PARAGRAPH)
    found = (re.sub(r" *\n *", "\n", part).strip() for part in parts)
    return [part for part in found if part]


def text_of(element: Any) -> str:  # noqa: ANN401
    """Return the text of an element in one line; empty without an element."""
    return "" if element is None else " ".join(" ".join(paragraphs(element)).split())


def outermost(element: Any, tag: str) -> list[Any]:  # noqa: ANN401
    """Return the elements with a `tag` inside an element that stand in no other such element.

    In broken HTML they may be nested; each text is to be taken once.
    """
    return [x for x in element.iter(tag) if next(x.iterancestors(tag), None) is None]


def chunks(text: str, start: re.Pattern[str]) -> Iterator[str]:
    """Yield the pieces of `text` that begin where `start` is found."""
    places = [*(found.start() for found in start.finditer(text)), len(text)]
    for place, following in pairwise(places):
        yield text[place:following]


def _pieces(element: Any) -> Iterator[str]:  # noqa: ANN401
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]

    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        is_block = node.tag in _BLOCKS
        if event == "start":
            if node.tag in _SILENT:
                walk.skip_subtree()
                continue
            if is_block:
                yield _PARAGRAPH
            yield _LINE if node.tag == "br" else (node.text or "")
        else:
            if is_block:
                yield _PARAGRAPH
            if node is not element:
                yield node.tail or ""
