"""Feed text: the words of a piece of HTML, paragraph by paragraph.

Python's `html.parser` is not used: on tags that do not end its work grows with the square of the
text, and it fails on some declarations.
"""

import re
from collections.abc import Iterator
from html import unescape

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset(("template", "noscript", "iframe", "object", "svg", "math"))
_RAW = frozenset(("script", "style"))  # what stands in them is no markup
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*+)")
_ATTRIBUTES = re.compile(r"""(?:=\s*+"[^"]*+"|=\s*+'[^']*+'|[^>])*+>""")
_INDENTED = re.compile(r"[ \t]*+\r?\n[ \t]++(?=\S)")
_BREAK = "\x1e"


def plain_text(markup: str) -> str:
    r"""Return the text of a piece of HTML; each block is a line, scripts and styles go.

    As in a browser, a comment or a tag that does not end takes the rest with it.

    Examples
    --------
    >>> plain_text("<p>The bridge &amp; the <b>ferry</b>.</p><script>alert(1)</script><p>End.</p>")
    'The bridge & the ferry.\nEnd.'
    """
    markup = markup.replace("<![CDATA[", "").replace("]]>", "")
    if not _OPENING.search(markup):
        return unindented(unescape(markup))
    lines = (
        re.sub(r"[ \t\r\n\f]+", " ", line).strip()
        for line in "".join(_pieces(markup)).split(_BREAK)
    )
    return "\n".join(line for line in lines if line)


def unindented(text: str) -> str:
    r"""Return a plain text without the line breaks that indent it in the feed's file.

    Examples
    --------
    >>> unindented(" The bridge\n      is closed.\nWe wait. ")
    'The bridge is closed.\nWe wait.'
    """
    return _INDENTED.sub(" ", text).strip()


def _pieces(markup: str) -> Iterator[str]:
    """Yield the words outside silent elements; a block begins and ends a line."""
    place, depth = 0, 0
    while opening := _OPENING.search(markup, place):
        start = opening.start()
        if not depth:
            yield unescape(markup[place:start])
        named = _NAME.match(markup, start)
        if named is None:
            place = _after_comment(markup, start)
            continue
        name, is_end = named[1].lower(), markup[start + 1] == "/"
        place = _after(_ATTRIBUTES, markup, named.end())
        if name in _BLOCKS:
            yield _BREAK
        elif name in _RAW and not is_end:
            place = _after(re.compile(rf"(?i:.*?(?=</{name}))", re.S), markup, place)
        elif name in _SILENT:
            is_closed = markup[place - 2 : place] == "/>"
            depth = max(depth - 1, 0) if is_end else depth + (not is_closed)
    if not depth:
        yield unescape(markup[place:])


def _after_comment(markup: str, start: int) -> int:
    """Return where a comment or a declaration ends; one that does not end takes all."""
    end = "-->" if markup.startswith("<!--", start) else ">"
    found = markup.find(end, start + 2)
    return found + len(end) if found >= 0 else len(markup)


def _after(pattern: re.Pattern[str], markup: str, place: int) -> int:
    found = pattern.match(markup, place)
    return found.end() if found else len(markup)
