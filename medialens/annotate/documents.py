"""Documents: where the makers of a poll or report, or whose campaign it is, are named."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from medialens.annotate.tokens import Token, tokenize, word_class

Span = tuple[int, int]

_CAMPAIGN = frozenset(("campaign",))
_KINDS = (  # nouns that take each other up: "a survey ... the poll"
    frozenset(("poll", "survey", "average")),
    frozenset(("report", "review", "audit", "study", "analysis", "investigation")),
    frozenset(("summary",)),
    frozenset(("memo", "memorandum")),
    _CAMPAIGN,
)
_PLURALS = frozenset(("polls", "surveys", "reports", "studies", "reviews", "audits", "memos"))
_NOUN = re.compile(rf"\b(?:{'|'.join(sorted({*_PLURALS}.union(*_KINDS)))})\b", re.IGNORECASE)
_INDEFINITE = frozenset(("a", "an", "another"))
_POSSESSIVE = frozenset(("his", "her", "its", "their"))
_DETERMINERS = frozenset(("the", "this", "that")) | _INDEFINITE | _POSSESSIVE
_BY = re.compile(r"\s(?:[a-z]+(?:ed|en|un|ut)\s(?:[A-Z][a-z]+day\s)?)?(?:by|from)\s(?:the\s)?")
_JOINTS = frozenset(("/", "-", "&", "'s", "'", "’"))
_SHORT = 2  # letters of "IG", which names nobody
_WIDE = 90  # characters before a noun in which its maker stands
_NEAR = 60  # characters after "by"
_LEAD = 300  # characters of the opening, which may call a document without its maker
_AHEAD = 800  # characters after it in which the maker's name follows
_BACK = 6000


class Maker(NamedTuple):
    """Where a maker's name may stand: before the noun or, as the first name, after "by".

    A person there makes a campaign ("the Lund campaign"), but a report only where he or she owns
    it: "the Lund report" is about Lund.
    """

    start: int
    end: int
    is_campaign: bool
    is_after: bool = False


def maker_places(text: str, source: Span) -> Iterator[Maker]:
    """Yield where the maker of the document may be named that a source phrase speaks of.

    Parameters
    ----------
    text : str
        A headline or text.
    source : tuple of int
        Offsets of the phrase; what is neither a document nor a campaign yields nothing.

    Notes
    -----
    In order: in the phrase ("a Norland University poll", "his campaign", "a report by NATO");
    for "the poll", where the last poll before was called by its maker, unless one without a maker
    came between ("another poll"); for a poll in the opening of a text, where it is told next.
    """
    noun = _head(text, source)
    if noun is None:
        return
    kind = next((kind for kind in _KINDS if noun.low in kind), frozenset((noun.low,)))
    opener = _opener(text, noun)
    yield from _places(text, noun, kind)
    if noun.low in _PLURALS or opener in _POSSESSIVE or _is_named(_phrase(text, noun)):
        return
    if source[0] < _LEAD and opener not in ("the", "this", "that"):
        for other in _nouns(text, noun.end, noun.end + _AHEAD, kind):
            yield from _places(text, other, kind)
    elif opener in ("the", "this", "that"):
        yield from _before(text, noun, kind)


def _head(text: str, source: Span) -> Token | None:
    """Return the noun that closes the phrase before "of" and the like, if it is a document."""
    tokens = [token for token in tokenize(text, *source) if token.kind == "word"]
    end = next(
        (n for n, t in enumerate(tokens) if n and t.low in word_class("preposition")), len(tokens)
    )
    while end > 1 and _is_verbal(tokens[end - 1].low):
        end -= 1  # "a memo released Monday by"
    head = tokens[end - 1] if tokens else None
    return head if head is not None and _NOUN.fullmatch(head.text) else None


def _is_verbal(low: str) -> bool:
    return low.endswith("ed") or low in word_class("time")


def _phrase(text: str, noun: Token) -> Sequence[Token]:
    """Return the tokens of the noun's phrase before it, from its determiner on."""
    tokens = tokenize(text, max(0, noun.start - _WIDE, text.rfind("\n", 0, noun.start)), noun.start)
    first = len(tokens)
    while first and _is_inside(tokens[first - 1]):
        first -= 1
        if tokens[first].low in _DETERMINERS:
            break
    return tokens[first:]


def _is_inside(token: Token) -> bool:
    if token.low in _JOINTS or token.low in _DETERMINERS:
        return True
    classes = ("preposition", "stop_word", "subordinator", "coordinator", "subject_pronoun")
    return token.kind == "word" and not any(token.low in word_class(name) for name in classes)


def _opener(text: str, noun: Token) -> str:
    phrase = _phrase(text, noun)
    return phrase[0].low if phrase and phrase[0].low in _DETERMINERS else ""


def _is_named(phrase: Sequence[Token]) -> bool:
    """Return whether a name stands in the phrase: "the Lund poll" takes no other poll up."""
    names = [token.text for token in phrase[1:] if token.text[0].isupper()]
    return any(len(name) > _SHORT or not name.isupper() for name in names)


def _places(text: str, noun: Token, kind: frozenset[str]) -> Iterator[Maker]:
    """Yield where the maker may be named in the noun's own phrase, before and after it."""
    is_campaign = kind is _CAMPAIGN
    phrase = _phrase(text, noun)
    if phrase:
        yield Maker(phrase[0].start, noun.start, is_campaign)
    by = _BY.match(text, noun.end)
    if by and not is_campaign:
        yield Maker(by.end(), by.end() + _NEAR, is_campaign=False, is_after=True)


def _before(text: str, noun: Token, kind: frozenset[str]) -> Iterator[Maker]:
    """Yield where the documents before are called by their makers, the last first."""
    for other in reversed([*_nouns(text, max(0, noun.start - _BACK), noun.start, kind)]):
        yield from _places(text, other, kind)
        if _opener(text, other) in _INDEFINITE:
            return


def _nouns(text: str, start: int, end: int, kind: frozenset[str]) -> Iterator[Token]:
    for match in _NOUN.finditer(text, start, min(end, len(text))):
        low = match.group().lower()
        if low in kind:
            yield Token(match.group(), low, *match.span(), "word")
