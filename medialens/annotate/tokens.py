"""Tokens: words and marks of a clause with their offsets, and the closed word classes."""

import functools
import re
from typing import NamedTuple

from medialens.lexicons import load_lexicon

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|[$€£]?\d[\d.,]*\d|\d\w*"
    r"|[^\W_]+(?:-[^\W_]+|&[^\W_]+|\.(?:com|ru|org|net|uk|de|fr|ua)\b|['’](?!(?:s|ve|re|m|d|ll)\b)[^\W_]+)*"
    r"|['’](?:s|ve|re|m|d|ll)\b"
    r"|--+|\.\.+|[^\w\s]"
)


class Token(NamedTuple):
    """A word, a mark, or a whole quotation taken as one (`kind` "quote")."""

    text: str
    low: str
    start: int
    end: int
    kind: str


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of ``text[start:end]``; 's, 've, 're and the like stand apart."""
    return [
        Token(
            piece := match.group(),
            piece.lower().replace("’", "'"),
            match.start(),
            match.end(),
            "word" if piece[-1].isalnum() or (len(piece) > 3 and piece[0].isalpha()) else "mark",
        )
        for match in _TOKEN.finditer(text, start, end)
    ]


@functools.cache
def word_class(name: str) -> frozenset[str]:
    """Return the words of a closed class of ``grammar.tsv``."""
    rows = {row["class"]: row["words"] for row in load_lexicon("grammar")}
    return frozenset(rows[name].split())


def is_capitalized(token: Token) -> bool:
    """Return whether the word starts with a capital letter."""
    return token.kind == "word" and token.text[0].isupper()
