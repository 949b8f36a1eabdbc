"""Descriptions: "the Vermont senator", "the company", and which actors they fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from medialens.annotate.cues import cue_forms
from medialens.annotate.roles import Role, abbreviates, party_of, public_words, roles
from medialens.annotate.tokens import Token, word_class
from medialens.annotate.traits import Traits, places_in

_LONGEST = 8  # words between determiner and noun
_DEFINITE = frozenset(("the", "this", "that", "our"))
_INDEFINITE = frozenset(("a", "an", "another", "one"))
_POSSESSIVE = frozenset(("his", "her", "their", "my", "its", "your", "'s"))
_PAST = frozenset(("former", "then", "one-time", "onetime", "ex", "late"))
_AFTER = (  # classes of words that may follow a noun phrase
    *("preposition", "stop_word", "coordinator", "time", "adverb", "determiner", "irregular_past"),
)
_ADJECTIVES = frozenset(
    (
        *("republican", "democrat", "independent", "conservative", "progressive", "libertarian"),
        *("veteran", "executive", "general"),
    )
)
_OFFICES = frozenset(
    (
        *("president", "senator", "congressman", "congresswoman", "governor", "mayor"),
        *("secretary", "minister", "chancellor", "ambassador", "judge", "justice"),
        *("king", "queen", "pope"),
    )
)
_OTHERS = frozenset(("first", "second", "next", "other", "new", "vice", "deputy", "assistant"))


@dataclass(frozen=True)
class Description:
    """A noun phrase with a role noun as its head.

    Parameters
    ----------
    start, end : int
        Offsets in the text, the determiner included.
    role : Role
        The head noun.
    words : frozenset of str
        All its words, in small letters.
    places : frozenset of str
        The places it names.
    is_definite : bool
        Whether it may take up somebody named before.
    """

    start: int
    end: int
    role: Role
    words: frozenset[str]
    places: frozenset[str]
    is_definite: bool

    @property
    def is_past(self) -> bool:
        """Whether it says "former" or the like."""
        return bool(self.words & _PAST)

    @property
    def is_telling(self) -> bool:
        """Whether it says more of a person than a bare noun."""
        return bool(self.places or party_of(self.words) or self.is_past)

    def is_said_of(self, traits: Traits) -> bool:
        """Return whether the article calls the actor so, and nothing speaks against it."""
        fits = self.role.fits
        if "vice" in self.words:
            return "vice" in traits.words
        if "vice" in traits.words and self.role.word == "president":
            return False
        is_past = self.is_past or self.role.word not in _OFFICES
        is_placed = bool(self.places) and self._agrees_in_place(traits) and bool(traits.places)
        is_known = traits.knows(fits, is_past=is_past) or (
            is_placed and party_of(self.words) in traits.parties
        )
        return is_known and self.may_be(traits)

    def may_be(self, traits: Traits) -> bool:
        """Return whether nothing that the article says of the actor speaks against it."""
        sexes = {self.role.sex, traits.sex} - {""}
        party = party_of(self.words)
        if len(sexes) > 1 or (party and traits.parties and party not in traits.parties):
            return False
        if self.role.word in _OFFICES and not self.is_past:
            offices = {o for o in _OFFICES if roles()[o].fits & traits.words}
            if offices and not self.role.fits & traits.words:
                return False
        return self.is_past or self._agrees_in_place(traits)

    def _agrees_in_place(self, traits: Traits) -> bool:
        places = self.places - {"United States"}
        if not places or not traits.places:
            return True
        return any(abbreviates(short, place) for place in places for short in traits.places)

    def fits_body(self, name: str) -> bool:
        """Return whether a body of that name may be called so."""
        words = {word.strip(".,") for word in name.lower().split()}
        if self.role.fits:
            return bool(self.role.fits & words)
        is_bare = self.words <= {self.role.word} | words
        return is_bare and not public_words() & words


def find_descriptions(tokens: Sequence[Token]) -> Iterator[Description]:
    """Yield the noun phrases of a sentence whose head is a role noun; of two heads the last."""
    found: dict[int, Description] = {}
    for n, token in enumerate(tokens):
        role = roles().get(token.low) if token.kind == "word" else None
        if role is None or not _is_head(tokens, n):
            continue
        first = _determiner(tokens, n)
        if first is not None:
            found[first] = _described(tokens, first, n, role)
    yield from found.values()


def _is_head(tokens: Sequence[Token], n: int) -> bool:
    """Return whether the noun closes its phrase: no name, noun or complement goes on."""
    following = tokens[n + 1] if n + 1 < len(tokens) else None
    if following is None or following.kind != "word":
        return following is None or following.text != "-"
    if following.low in roles() or following.low in ("elect", "members", "officials", "leaders"):
        return False
    if following.low == "of":
        is_deed = n + 2 < len(tokens) and tokens[n + 2].low.endswith("ing")
        is_anybody = roles()[tokens[n].low].kind == "people"
        return _is_state(tokens, n) or is_deed or is_anybody
    is_open = tokens[n].low in _ADJECTIVES or roles()[tokens[n].low].kind == "body"
    if is_open and not _ends_phrase(following):
        return False
    return not following.text[0].isupper()


def _ends_phrase(token: Token) -> bool:
    low = token.low
    is_verb = low in cue_forms() or low.endswith(("ed", "ly", "s"))
    return is_verb or any(low in word_class(name) for name in _AFTER)


def _is_state(tokens: Sequence[Token], n: int) -> bool:
    return tokens[n].low == "secretary" and [t.low for t in tokens[n + 2 : n + 3]] == ["state"]


def _determiner(tokens: Sequence[Token], n: int) -> int | None:
    for at in range(n - 1, max(-1, n - 2 - _LONGEST), -1):
        low = tokens[at].low
        if low in _DEFINITE or low in _INDEFINITE or low in _POSSESSIVE:
            return at
        if not _is_inside(tokens[at]):
            return None
    return None


def _is_inside(token: Token) -> bool:
    """Return whether a word may stand between determiner and noun."""
    if token.low == "and":
        return True
    classes = ("stop_word", "preposition", "subject_pronoun", "pronoun_only", "addressee")
    is_other = any(token.low in word_class(name) for name in classes)
    is_said = any(c.part == "verb" and c.form != "base" for c in cue_forms().get(token.low, ()))
    is_self = token.low.endswith(("self", "selves")) or token.low == "hers"
    return token.text[0].isalnum() and not (is_other or is_said or is_self)


def _described(tokens: Sequence[Token], first: int, n: int, role: Role) -> Description:
    inner = tokens[first + 1 : n + 1]
    last = n + 2 if _is_state(tokens, n) else n
    words = frozenset(token.low for token in inner)
    is_definite = tokens[first].low in _DEFINITE and not words & (_OTHERS - {"vice"})
    places = frozenset(places_in(" ".join(token.text for token in inner)))
    return Description(tokens[first].start, tokens[last].end, role, words, places, is_definite)
