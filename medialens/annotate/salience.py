"""Salience: which of those named before a pronoun most likely stands behind it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from medialens.annotate.cues import cue_forms
from medialens.annotate.roles import role_words
from medialens.annotate.tokens import Token, word_class

_WEIGHTS = {"subject": 4.0, "object": 2.5, "oblique": 2.0, "owner": 2.0}
_FADING = 0.5  # what a mention keeps from one sentence to the next
_REACH = 3  # sentences back for a pronoun
_HERE = 2.0  # times as much for a mention in the pronoun's own sentence
_PARALLEL = 1.2  # times as much for a subject where the pronoun is one
_ASIDE = 0.3  # what a mention counts in somebody's words for a pronoun outside them
_CLEARLY = 1.15  # times as salient as the second: else nobody
_OPENERS = frozenset(
    (
        *(
            "that",
            "which",
            "who",
            "if",
            "when",
            "while",
            "because",
            "although",
            "though",
            "whether",
        ),
        *("but", "and", "or", "nor", "so", "yet", "where", "than", "whom", "unless", "why", "how"),
        *("until", "as", "after", "before", "since"),
    )
)


class Seen(NamedTuple):
    """A mention as memory keeps it."""

    sentence: int
    start: int
    end: int
    who: str  # id of an actor, or of somebody without one
    place: str  # subject, object, oblique or owner
    quoted: int  # number of the quotation that it stands in, -1 outside


@dataclass
class Memory:
    """The mentions of an article so far, in reading order."""

    seen: list[Seen] = field(default_factory=list)

    def add(self, one: Seen) -> None:
        """Keep a mention at its place."""
        self.seen.insert(bisect_right(self.seen, one[:2], key=_position), one)

    def before(self, sentence: int, start: int, reach: int = _REACH) -> list[Seen]:
        """Return the mentions at most `reach` sentences before a place, the latest last."""
        low = bisect_left(self.seen, (sentence - reach, -1), key=_position)
        return self.seen[low : bisect_left(self.seen, (sentence, start), key=_position)]

    def meant(
        self,
        at: Seen,
        allows: Callable[[str], bool],
        *,
        without: Set[str] = frozenset(),
        likelier: Mapping[str, float] | None = None,
        clearly: float = _CLEARLY,
        reach: int = _REACH,
    ) -> str | None:
        """Return who is most salient at a place; nobody where two are nearly alike.

        Parameters
        ----------
        at : Seen
            The place of the pronoun or description.
        allows : callable
            Whether it may stand for an id.
        without : set of str
            Who cannot be meant.
        likelier : mapping, optional
            Id to how many times likelier it is.
        """
        weights: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for one in self.before(at.sentence, at.start, reach):
            if one.who not in without and allows(one.who):
                told = weights[one.who]
                told[one.sentence] = max(told.get(one.sentence, 0.0), _weight(one, at))
        sums = {w: sum(t.values()) * (likelier or {}).get(w, 1.0) for w, t in weights.items()}
        ranked = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] < clearly * ranked[1][1]):
            return None
        return ranked[0][0]


def _position(one: Seen) -> tuple[int, int]:
    return one.sentence, one.start


def _weight(one: Seen, at: Seen) -> float:
    """Return how salient one mention makes its bearer at a place."""
    weight = _WEIGHTS[one.place] * _FADING ** (at.sentence - one.sentence)
    if one.quoted != at.quoted and one.quoted >= 0:
        weight *= _ASIDE
    if one.sentence == at.sentence:
        weight *= _HERE
    return weight * _PARALLEL if one.place == at.place == "subject" else weight


def place_in_clause(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return subject, object, oblique or owner for the words ``tokens[first:last]``."""
    if last < len(tokens) and tokens[last].low in ("'s", "'", "’"):
        return "owner"
    is_active = last < len(tokens) and _is_verb(tokens[last])
    at = first - 1
    while at >= 0 and tokens[at].kind == "word" and is_title(tokens[at]):
        if tokens[at].low == "of" and at == first - 1:
            break  # "the thought of Lee", but "Secretary of State Lee"
        at -= 1
    if at < 0 or tokens[at].kind != "word":
        return "subject"
    low = tokens[at].low
    if low in word_class("preposition") and low not in _OPENERS:
        return "oblique"  # also "friends of Lee said"
    if low in ("as", "after", "before", "since", "until"):
        return "subject" if is_active else "oblique"
    is_opened = low in _OPENERS or low in word_class("time_unit") or _opens_speech(low)
    return "subject" if is_opened or is_active or low.endswith("ly") else "object"


def is_title(token: Token) -> bool:
    """Return whether a word may stand between a verb and the name it has for subject."""
    return token.text[0].isupper() or token.low in role_words() or token.low in ("the", "a", "an")


def _is_verb(token: Token) -> bool:
    low = token.low
    return low in word_class("stop_word") or low in cue_forms() or low.endswith("ed")


def _opens_speech(low: str) -> bool:
    """Return whether a speaker or a new subject follows the verb: "said Lee", no "told Lee"."""
    cues = cue_forms().get(low, ())
    return any({*"csq"} & {*cue.takes} and "a" not in cue.takes for cue in cues)
