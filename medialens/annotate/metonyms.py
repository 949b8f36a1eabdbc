"""Metonyms: when the name of a capital stands for a state, and not for a place.

Rules after METHOD: the name is subject of a verb of speech, mind, will or state action; owner of
interests or policy; or recipient of an act. After in, at, from, near, to and their like it is a
place. In doubt it is a place.
"""

import functools
import re
from collections import defaultdict

from medialens.lexicons import load_lexicon

_WORD = re.compile(r"[\w'-]+")
_SKIPPED = re.compile(r"(?:\w+ly|not|yet|also|never|now|still|again|itself|then)$")
_BE = frozenset({"is", "are", "was", "were"})
_LOOK_BACK, _LOOK_AHEAD = 40, 80


def is_state(plain: str, start: int, end: int) -> bool:
    """Return whether the place name ``plain[start:end]`` stands for its state.

    Parameters
    ----------
    plain : str
        A sentence as a searchable text.
    start, end : int
        Offsets of the place name.

    Examples
    --------
    >>> is_state("Talks with Oslo failed.", 11, 15), is_state("Rain fell in Oslo.", 13, 17)
    (True, False)
    """
    before = _words_before(plain, start)
    after = plain[end : end + _LOOK_AHEAD]
    if after.startswith("'s "):
        return any(word in _kinds("interest") for word in _clause(after[3:])[:3])
    if _is_place(before):
        return False
    return _is_recipient(before) or _is_subject(after)


def acts(plain: str, end: int) -> bool:
    """Return whether a verb of speech, mind, will or state action follows the name before `end`."""
    return _is_subject(plain[end : end + _LOOK_AHEAD])


def is_act(word: str) -> bool:
    """Return whether a word in small letters is a verb of speech, mind, will or state action."""
    return word in _kinds("act") or word in _kinds("auxiliary")


def is_state_noun(word: str) -> bool:
    """Return whether the word, in small letters, makes the state of an adjective before it."""
    return word in _kinds("state") or word in ("armed", "government's")


@functools.cache
def _by_kind() -> dict[str, frozenset[str]]:
    table: defaultdict[str, set[str]] = defaultdict(set)
    for row in load_lexicon("state_words"):
        table[row["kind"]].add(row["word"])
    return {kind: frozenset(found) for kind, found in table.items()}


def _kinds(kind: str) -> frozenset[str]:
    return _by_kind()[kind]


def _words_before(plain: str, start: int) -> list[str]:
    """Return the last words of the same clause before the name, lower-cased."""
    clause = re.split(r"[,;:()\"]", plain[max(0, start - _LOOK_BACK) : start])[-1]
    return _WORD.findall(clause.lower())


def _clause(after: str) -> list[str]:
    return _WORD.findall(re.split(r"[,;:()\".?!]", after)[0])


def _is_place(before: list[str]) -> bool:
    if before[-2:] == ["according", "to"]:
        return False
    return bool(before) and before[-1] in _kinds("place")


def _is_recipient(before: list[str]) -> bool:
    if not before:
        return False
    last, previous = before[-1], before[-2] if len(before) > 1 else ""
    if last in _kinds("recipient"):
        return previous not in _kinds("travel")
    if last == "on":
        return previous in _kinds("burden")
    if last == "and":
        return "between" in before[-4:]
    return last in _kinds("object") or before[-2:] == ["according", "to"]


def _is_subject(after: str) -> bool:
    """Return whether a verb of state action follows, perhaps after helpers and adverbs."""
    if not after.startswith(" "):
        return False
    words = _clause(re.sub(r"^ and [A-Z]\w+", "", after))
    helper = ""
    for word in words[:5]:
        if word in _kinds("auxiliary"):
            helper = word
        elif not _SKIPPED.match(word):
            is_active = helper not in _BE or word.endswith("ing")
            return word in _kinds("act") and is_active
    return False
