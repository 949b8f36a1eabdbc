"""Feed text: the words of a piece of HTML, paragraph by paragraph."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "table", "td", "th", "tr", "ul",
))  # fmt: skip
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "math"))


def plain_text(markup: str) -> str:
    r"""Return the text of a piece of HTML; each block is a line, scripts and styles go.

    Examples
    --------
    >>> plain_text("<p>The bridge &amp; the <b>ferry</b>.</p><script>alert(1)</script><p>End.</p>")
    'The bridge & the ferry.\nEnd.'
    """
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    words = _Words()
    words.feed(markup)
    words.close()
    lines = (
        re.sub(r"[ \t\r\n\f]+", " ", line).strip() for line in "".join(words.parts).split("\x1e")
    )
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """Collect the words outside silent elements; a block begins and ends a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\x1e")

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        self._silent = max(self._silent - (tag in _SILENT), 0)
        if tag in _BLOCKS:
            self.parts.append("\x1e")

    def handle_data(self, data: str) -> None:
        """Take the words."""
        if not self._silent:
            self.parts.append(data)
