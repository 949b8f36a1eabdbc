"""Quotations: the quoted stretches of a text, in all usual marks, with their nesting."""

import re
from dataclasses import dataclass
from typing import NamedTuple

_CLOSERS = {  # opening mark: the marks that close it
    "“": '”"',
    "„": '“”"',
    "‟": '”"',
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "”": "”",
    '"': '"”',
    "‘": "’'",
    "‚": "‘’'",
    "'": "'’",
    "’": "’",
}
_SIGNS = {"''": '"', "``": '"'}
_SINGLE = frozenset("‘‚'’")
_SINGLES = re.compile("[‘'’]")
_MARKS = re.compile("''|``|[" + "".join(_CLOSERS) + "]")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_FAR = 1500  # characters to look ahead for the mark that closes a single quotation
_DEEPEST = 6  # quotations nested deeper than this are not opened
_CLIPPED = re.compile(r"['‘’](?:\d\ds?|tis|twas|em|til|cause|n|bout|round)\b", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Quotation:
    """A quoted stretch of a text, its marks included.

    Parameters
    ----------
    start, end : int
        Offsets of the opening mark and after the closing one.
    depth : int
        1 for a quotation, 2 for one inside it, and so on.
    is_closed : bool
        False where the closing mark is missing and the stretch runs to the paragraph's end.
    """

    start: int
    end: int
    depth: int = 1
    is_closed: bool = True


def find_quotations(text: str) -> list[Quotation]:
    """Find the quoted stretches of `text`.

    Parameters
    ----------
    text : str
        Running text; line breaks separate paragraphs.

    Returns
    -------
    list of Quotation
        In order of their start, an outer quotation before the ones inside it. Stretches nest or
        stand apart, and none crosses a line break: where a quotation goes on over paragraphs,
        each paragraph opens again, and the unclosed stretches run to their paragraph's end.

    Notes
    -----
    Straight and curly, double and single marks, guillemets in both directions and low-high marks
    count. A single mark between letters is an apostrophe, and so is one after a plural ("the
    allies' plan") while a later mark can close the quotation. An unclosed single mark opens a
    quotation only at the start of a paragraph. A mark after a digit with none open is a measure.

    Examples
    --------
    >>> text = "“It’s ‘fine’,” she said."
    >>> [(text[q.start : q.end], q.depth) for q in find_quotations(text)]
    [('“It’s ‘fine’,”', 1), ('‘fine’', 2)]
    """
    found: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        if _MARKS.search(text, paragraph.start(), paragraph.end()):
            found += _Paragraph(text, paragraph.start(), paragraph.end()).quotations()
    return sorted(found, key=lambda q: (q.start, -q.end))


class _Mark(NamedTuple):
    """A quotation mark: its sign (a typewriter's two strokes count as one) and its offsets."""

    sign: str
    start: int
    end: int


@dataclass(frozen=True)
class _Paragraph:
    text: str
    start: int
    end: int

    def quotations(self) -> list[Quotation]:
        found: list[Quotation] = []
        opened: list[_Mark] = []  # outermost first
        for match in _MARKS.finditer(self.text, self.start, self.end):
            mark = _Mark(_SIGNS.get(match.group(), match.group()), match.start(), match.end())
            level = self._closed_level(mark, opened)
            if level is not None:
                found.append(Quotation(opened[level].start, mark.end, level + 1))
                del opened[level:]
            elif self._opens(mark, opened):
                if opened and opened[-1].sign == mark.sign:
                    found.append(self._unclosed(opened, mark.start))
                opened.append(mark)
        while opened:
            found.append(self._unclosed(opened, self.end))
        return found

    def _unclosed(self, opened: list[_Mark], end: int) -> Quotation:
        start = opened.pop().start
        stop = start + len(self.text[start:end].rstrip())
        return Quotation(start, stop, len(opened) + 1, is_closed=False)

    def _before(self, mark: _Mark) -> str:
        return self.text[mark.start - 1] if mark.start > self.start else " "

    def _after(self, mark: _Mark) -> str:
        return self.text[mark.end] if mark.end < self.end else " "

    def _closed_level(self, mark: _Mark, opened: list[_Mark]) -> int | None:
        """Return the index of the innermost open quotation that `mark` closes."""
        for level in range(len(opened) - 1, -1, -1):
            if mark.sign in _CLOSERS[opened[level].sign] and self._can_close(mark, opened[level]):
                return level
        return None

    def _can_close(self, mark: _Mark, opener: _Mark) -> bool:
        if mark.start == opener.end:
            return False
        if self._before(mark).isspace():
            return mark.sign in "”»›"
        if mark.sign not in _SINGLE:
            return True
        if self._after(mark).isalnum():
            return False
        is_plural = self._before(mark) == "s" and self._after(mark).isspace()
        return not (is_plural and self._closes_later(mark))

    def _closes_later(self, mark: _Mark) -> bool:
        """Return whether another single mark closes the quotation before one opens."""
        for match in _SINGLES.finditer(self.text, mark.end, min(self.end, mark.end + _FAR)):
            later = _Mark(match.group(), match.start(), match.end())
            before, after = self._before(later), self._after(later)
            if before.isspace() and not after.isspace():
                return False
            if not (before.isspace() or after.isalnum() or (before == "s" and after == " ")):
                return True
        return False

    def _opens(self, mark: _Mark, opened: list[_Mark]) -> bool:
        if len(opened) == _DEEPEST or self._after(mark).isspace():
            return False
        if self._before(mark).isalnum():
            return mark.sign in "“«„"
        if mark.sign in "”’»›" and not self._after(mark).isalnum():
            return False
        return mark.sign not in _SINGLE or self._opens_single(mark, opened)

    def _opens_single(self, mark: _Mark, opened: list[_Mark]) -> bool:
        if mark.sign == "’" or _CLIPPED.match(self.text, mark.start):
            return False
        if any(other.sign in _SINGLE for other in opened):
            return False
        return mark.start == self.start or self._closes_ahead(mark)

    def _closes_ahead(self, mark: _Mark) -> bool:
        """Return whether a mark that can close the single quotation follows."""
        for match in _SINGLES.finditer(self.text, mark.end + 1, min(self.end, mark.end + _FAR)):
            later = _Mark(match.group(), match.start(), match.end())
            if later.sign in _CLOSERS[mark.sign] and not (
                self._before(later).isspace() or self._after(later).isalnum()
            ):
                return True
        return False
