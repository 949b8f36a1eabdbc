"""The clause of a sentence that holds a mention, found by punctuation and joining words.

No grammar is parsed, so the result is a rough cut: see `clause_of` for what it does and misses.
"""

import re
from typing import NamedTuple

_JOINERS = (
    "but|yet|while|whilst|whereas|although|though|because|unless|despite|which|who|whom|whose"
)
_PRONOUNS = "I|he|she|it|they|we|you"
_BOUNDARY = re.compile(
    r"(?P<comma>(?<!\d),|,(?!\d))"
    r"|(?P<strong>[;:—…]|\s(?:--?|–)(?=\s))"
    rf"|\b(?P<joiner>{_JOINERS})\b"
    rf"|\b(?P<subject>(?:and|or|so)(?=\s+(?:{_PRONOUNS})\b))",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\s*(?:who|whom|whose|which)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class _Piece(NamedTuple):
    start: int
    end: int
    follows_comma: bool


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the clause of `text` that holds the mention ``text[start:end]``.

    Parameters
    ----------
    text : str
        A sentence.
    start, end : int
        Offsets of the mention; no cut is made inside it.

    Returns
    -------
    tuple of int
        Start and end of the clause.

    Notes
    -----
    Cuts are made at commas, semicolons, colons and dashes, before joining words (*but*, *while*,
    *whereas*, *although*, *because*, *which*, *who* and the like), and before *and*, *or*, *so*
    with a pronoun as subject. A mention cut off from what is said of it takes more: what is set
    in after it (*Vann, who lost the vote,*), and the piece after that where it began the clause
    (*Vann, the mayor, resigned*); a piece with fewer than two other words takes its neighbor.

    Cuts that need grammar are missed: *and* before a noun that is a new subject, participles.

    Examples
    --------
    >>> text = "Orla praised the plan, but critics attacked Vann."
    >>> start, end = clause_of(text, 45, 49)
    >>> text[start:end].strip()
    'but critics attacked Vann.'
    """
    pieces = _pieces(text, start, end)
    at = next(i for i, piece in enumerate(pieces) if piece.end >= end)
    first, last = at, at
    before = _WORD.search(text, pieces[at].start, start)
    after = _WORD.search(text, end, pieces[at].end)
    if not after and at + 1 < len(pieces) and _is_set_in(text, pieces[at + 1]):
        last = min(at + (1 if before else 2), len(pieces) - 1)
    elif _others(text, pieces[at], start, end) < 2:
        last = min(at + 1, len(pieces) - 1)
        first = at if last > at else max(at - 1, 0)
    return pieces[first].start, pieces[last].end


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    begin, follows_comma = 0, False
    for found in _BOUNDARY.finditer(text):
        if found.end() > start and found.start() < end:
            continue
        is_word = found.lastgroup in ("joiner", "subject")
        cut = found.start() if is_word else found.end()
        if _WORD.search(text, begin, cut):
            pieces.append(_Piece(begin, cut, follows_comma))
            begin, follows_comma = cut, found.lastgroup == "comma"
    if _WORD.search(text, begin) or not pieces:
        return [*pieces, _Piece(begin, len(text), follows_comma)]
    return [*pieces[:-1], pieces[-1]._replace(end=len(text))]


def _is_set_in(text: str, piece: _Piece) -> bool:
    return piece.follows_comma or _RELATIVE.match(text, piece.start) is not None


def _others(text: str, piece: _Piece, start: int, end: int) -> int:
    return sum(
        found.end() <= start or found.start() >= end
        for found in _WORD.finditer(text, piece.start, piece.end)
    )
