"""What a page keeps back until its reader has committed: packed, and unpacked as elements.

Packed is not encrypted. Nobody reads the machine's answers by accident, in the page or in its
source; whoever wants to can unpack them.
"""

import base64
import json
from html.parser import HTMLParser
from typing import Any

VOID = frozenset({"br", "col", "hr", "img"})

Node = str | list[Any]  # text, or [tag, attributes, children]


def sealed(values: object) -> str:
    """Return JSON values packed as base64 of UTF-8.

    Examples
    --------
    >>> opened(sealed({"machine": "outlet"}))
    {'machine': 'outlet'}
    """
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def opened(packed: str) -> Any:  # noqa: ANN401
    """Return the values that `sealed` packed."""
    return json.loads(base64.b64decode(packed))


def tree_of(fragment: str) -> list[Node]:
    """Return HTML as nested lists, from which a script can make elements without parsing text.

    Parameters
    ----------
    fragment : str
        HTML that has passed the reports' allow-list.

    Returns
    -------
    list
        Texts, and elements as ``[tag, attributes, children]``.

    Examples
    --------
    >>> tree_of('<p class="ml-note">one &amp; <b>two</b></p>')
    [['p', {'class': 'ml-note'}, ['one & ', ['b', {}, ['two']]]]]
    """
    grower = _Grower()
    grower.feed(fragment)
    grower.close()
    return grower.roots


class _Grower(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.roots: list[Node] = []
        self._open: list[tuple[str, list[Node]]] = [("", self.roots)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        children: list[Node] = []
        self._open[-1][1].append([tag, {name: value or "" for name, value in attrs}, children])
        if tag not in VOID:
            self._open.append((tag, children))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _ in self._open[1:]]:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1][1].append(data)
