"""Traits: what an article says of an actor beside the name - office, party, state, sex."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.roles import HONORIFICS, PARTIES, party_of, role_words, telling_words

_WORD = re.compile(r"[\w.'-]+")
_BEFORE = 70  # characters before a name in which its titles stand
_AFTER = 90
_PARTY = re.compile(r"\s?\(([RDI])-([A-Z][\w.]+)\)|\s?\((?=[A-Z][a-z]{1,5}\.\))()([A-Z]\w+\.)\)")
_HOME = re.compile(r" of ((?:[A-Z]\w+ ?){1,2})")
_APPOSED = re.compile(
    r"(?:, \d\d)?, (?:who (?:is|was) )?(?:(?:a|an|the|its|his|her|one) |(?=[a-z]))"
    r"(?!and\b|or\b|but\b)([^,.;:]+)"
)
_COPULA = re.compile(
    r"(?:, \d\d,)? (?:is|was|became|remains|served as|serves as|works as) (?:a|an|the) ([^,.;:]+)"
)
_COMPLEMENTS = frozenset(
    ("to", "for", "in", "at", "with", "who", "which", "on", "by", "from", "under", "that")
)
_APPOSED_BEFORE = re.compile(r"\b(?:an?|the) ((?:[\w.'-]+ ){1,6}[\w.'-]+), $", re.IGNORECASE)


@dataclass
class Traits:
    """What an article says of one actor.

    Parameters
    ----------
    words : set of str
        Titles and nouns said of the actor, in small letters.
    past : set of str
        Those among them said with "former" or the like.
    places, parties : set of str
        States and countries; ``"r"``, ``"d"`` and ``"i"``.
    sex : str
        ``"m"``, ``"f"`` or empty where nothing tells it.
    """

    words: set[str] = field(default_factory=set)
    past: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    sex: str = ""

    def learn(self, plain: str, start: int, end: int) -> None:
        """Add what stands around the name ``plain[start:end]``."""
        name = plain[start:end].split(" ")
        inside = name[: next((n for n, w in enumerate(name) if w.lower() not in role_words()), 0)]
        self._learn_before(plain[max(0, start - _BEFORE) : start], inside)
        after = plain[end : end + _AFTER].split("\n", 1)[0]
        self._learn_after(after)

    def _learn_before(self, before: str, inside: list[str]) -> None:
        before = before.rsplit("\n", 1)[-1]
        apposed = _APPOSED_BEFORE.search(before)
        titles = _head_words(apposed[1].split()) if apposed else _titles(before)
        titles += inside
        if titles and titles[-1].lower() in HONORIFICS:
            self.sex = HONORIFICS[titles[-1].lower()]
        self._say(titles)

    def _learn_after(self, after: str) -> None:
        party = _PARTY.match(after)
        if party:
            self.parties.update(filter(None, [(party[1] or "").lower()]))
            self.words.update(filter(None, [PARTIES.get((party[1] or "").lower())]))
            self.places.add(party[2] or party[4])
        home = _HOME.match(after)
        if home and {"sen.", "rep.", "gov.", "senator"} & self.words:
            self.places.add(home[1].strip())
        for pattern in (_APPOSED, _COPULA):
            said = pattern.match(after)
            words = _head_words(said[1].split()[:8]) if said else []
            if any(word.lower() in role_words() for word in words):
                self._say(words)

    def _say(self, words: Iterable[str]) -> None:
        said = [word.rstrip(",") for word in words]
        lows = {word.lower().removeprefix("ex-") for word in said} & telling_words()
        is_past = bool({"former", "then", "late", "one-time"} & {w.lower() for w in said}) or any(
            word.lower().startswith("ex-") for word in said
        )
        (self.past if is_past else self.words).update(lows)
        self.places.update(places_in(" ".join(said)))
        self.parties.update(filter(None, [party_of(frozenset(lows))]))

    def knows(self, fits: frozenset[str], *, is_past: bool) -> bool:
        """Return whether the actor is known by one of the words."""
        return bool(fits & self.words) or bool(fits & self.past and is_past)


def places_in(phrase: str) -> set[str]:
    """Return the places and countries that a phrase names, also by their adjective."""
    words = _WORD.findall(phrase)
    pairs = [*words, *(" ".join(pair) for pair in pairwise(words))]
    found = {word.removesuffix("'s") for word in pairs if word[:1].isupper()}
    entries, known = gazetteer().entries, gazetteer().known
    named = {known[word] for word in found if word in known}
    places = {name for name in named if entries[name].kind in ("place", "country")}
    return places | {gazetteer().demonyms[word] for word in found if word in gazetteer().demonyms}


def _titles(before: str) -> list[str]:
    """Return the words directly before a name that can be its titles."""
    titles: list[str] = []
    for word in reversed(before.split(" ")[:-1] if before.endswith(" ") else []):
        is_of = word == "the" and titles[:1] != [] and titles[0][:1].isupper()
        if not (is_of or _may_be_title(word)):
            break
        titles.insert(0, word)
    return titles


def _may_be_title(word: str) -> bool:
    is_known = word[:1].isupper() or word == "of" or word.lower() in role_words()
    return is_known and not word.endswith((",", ":", ";", ")"))


def _head_words(words: list[str]) -> list[str]:
    """Return the words before the first preposition but "of": "adviser to the king" is no king."""
    end = next((n for n, w in enumerate(words) if w in _COMPLEMENTS), len(words))
    return words[:end]
