"""Leftovers: what stays of a sentence in the outlet's voice when its report is taken out."""

import functools

from medialens.annotate.cues import cue_forms
from medialens.annotate.roles import role_words
from medialens.annotate.tokens import Token, tokenize, word_class

_CLASSES = (
    "determiner", "possessive", "subject_pronoun", "pronoun_only", "auxiliary", "negated",
    "negation", "adverb", "preposition", "subordinator", "coordinator", "time", "time_unit",
    "speech_place", "addressee", "manner_of_speaking",
)  # fmt: skip


def is_leftover(segment: str, start: int, end: int) -> bool:
    """Return whether a segment only says that somebody said something.

    Parameters
    ----------
    segment : str
        A sentence with the words of every other voice blanked.
    start, end : int
        Offsets of the mention in it.

    Returns
    -------
    bool
        True where, besides the mention, only reporting words, roles, other names, time and place
        are left: "Opposition leader Lund denied ... on Monday". Such words tell that the actor
        speaks, and nothing of how the outlet stands to it.

    Examples
    --------
    >>> is_leftover("On Monday Lund denied            .", 10, 14)
    True
    >>> is_leftover("The disgraced Lund denied            .", 14, 18)
    False
    """
    around = [*tokenize(segment, 0, start), *tokenize(segment, end, len(segment))]
    words = [token for token in around if token.kind == "word"]
    return any(_reports(token) for token in words) and all(map(_is_plain, words))


def _reports(token: Token) -> bool:
    is_verb = any(form.part == "verb" for form in cue_forms().get(token.low, ()))
    return is_verb or token.low == "according"


def _is_plain(token: Token) -> bool:
    return (
        token.low in cue_forms()
        or token.low in _plain_words()
        or (token.text[0].isupper() and token.start > 0)
        or token.text[0].isdigit()
    )


@functools.cache
def _plain_words() -> frozenset[str]:
    grammar = frozenset[str]().union(*map(word_class, _CLASSES))
    return grammar | role_words() | {"'s", "according", "opposition"}
