"""A folded copy of a text for matching: same length, same offsets."""

_FOLDS = {
    "'": "‘’‚‛ʼ‹›′＇`´",
    '"': "“”„‟«»″＂",
    "-": "‐‑‒–—―−﹘﹣－",
    " ": "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
}
_TABLE = str.maketrans({char: plain for plain, chars in _FOLDS.items() for char in chars})


def searchable(text: str) -> str:
    """Return `text` with quotation marks, dashes and spaces folded to their ASCII forms.

    Every character becomes exactly one character, so an offset into the result is an offset into
    `text`. Used for matching only; what is shown is always the text as it was read.

    Examples
    --------
    >>> searchable("“Stay” – she said")
    '"Stay" - she said'
    """
    return text.translate(_TABLE)
