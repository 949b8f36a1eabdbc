"""Words: where they stand in a text, in any script."""

import re
import unicodedata
from itertools import groupby


def _marks() -> str:
    """Return the combining marks of the Basic Multilingual Plane as ranges of a character class."""
    codes = [c for c in range(0x300, 0xFE30) if unicodedata.category(chr(c)) in ("Mn", "Mc")]
    runs = groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0])
    spans = [[code for _, code in run] for _, run in runs]
    return "".join(f"\\u{span[0]:04x}-\\u{span[-1]:04x}" for span in spans)


_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = f"(?:(?![{_HAN}])[^\\W_][{_marks()}\u200c\u200d\u00ad]*)"
_WORD = re.compile(
    "|".join(
        (
            r"(?:[A-Za-z]\.){2,}",  # U.S., e.g.
            f"{_LETTER}+(?:(?:['’ʼ‐‑-]|(?<=[0-9])[.,:](?=[0-9])){_LETTER}+)*",
            f"[{_HAN}]",
        )
    )
)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the half-open span of every word of `text`, in order.

    A word is a run of letters, digits and their marks. An apostrophe or a hyphen between two of
    them stays inside ("don't", "well-known"), so do the separators of a number ("1,250.50",
    "10:30") and the stops of an abbreviation ("U.S."). A Han character is a word of its own;
    other scripts without spaces yield one word for each unbroken run.

    Examples
    --------
    >>> [text[a:b] for text in ["The U.S. won't pay €1,250."] for a, b in word_spans(text)]
    ['The', 'U.S.', "won't", 'pay', '1,250']
    """
    return [match.span() for match in _WORD.finditer(text)]


def words(text: str) -> list[str]:
    """Return the words of `text` in order, as they are written; see `word_spans`.

    Examples
    --------
    >>> words("Well-known since 1999")
    ['Well-known', 'since', '1999']
    """
    return _WORD.findall(text)
