"""A folded copy of a text for matching: same length, same offsets."""

import re

_FOLDS = {
    "'": "‘’‚‛ʼ‹›′＇`´",
    '"': "“”„‟«»″＂",
    "-": "‐‑‒–—―−﹘﹣－",
    " ": "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
}
_PLAIN = {char: plain for plain, chars in _FOLDS.items() for char in chars}
_FOLDED = re.compile(f"[{''.join(_PLAIN)}]")  # few characters are: faster than a table for all


def searchable(text: str) -> str:
    """Return `text` with quotation marks, dashes and spaces folded to their ASCII forms.

    Every character becomes exactly one character, so an offset into the result is an offset into
    `text`. Used for matching only; what is shown is always the text as it was read.

    Examples
    --------
    >>> searchable("“Stay” – she said")
    '"Stay" - she said'
    """
    if text.isascii():
        return text.replace("`", "'")
    return _FOLDED.sub(lambda found: _PLAIN[found[0]], text)
