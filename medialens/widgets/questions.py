"""Questions: what a coder is asked about an item, and the answers to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from medialens.validate.krippendorff import Level

OUTLET = "outlet"
UNNAMED = "unnamed"
UNDECIDABLE = "NA"


@dataclass(frozen=True)
class Choice:
    """An answer to choose: the code that is written and what it means in words."""

    code: str
    label: str


@dataclass(frozen=True)
class Question:
    """A variable to code.

    Parameters
    ----------
    name : str
        The column that the answers are written to.
    label : str
        The question, as the coder reads it.
    choices : tuple of Choice
        The answers, in the order of the keys 1, 2, 3 and so on.
    is_open : bool, default False
        Another answer than these may be typed.
    is_needed : bool, default True
        The item is not done without it.
    level : {"nominal", "ordinal", "interval", "ratio"}, default "nominal"
        How far apart two answers are, for Krippendorff's alpha.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    is_open: bool = False
    is_needed: bool = True
    level: Level = "nominal"

    def offering(self, names: Iterable[str]) -> "Question":
        """Return the question with `names` among its answers."""
        known = {choice.code for choice in self.choices}
        more = tuple(Choice(name, name) for name in dict.fromkeys(names) if name not in known)
        return replace(self, choices=self.choices + more)


_NOBODY = Choice(UNDECIDABLE, "cannot be decided from what is shown")
PORTRAYAL = Question(
    "portrayal",
    "Taken together, how do these sentences show the actor, whoever is speaking?",
    (
        Choice("-1", "more unfavorable than favorable"),
        Choice("0", "neither, or both in equal measure"),
        Choice("1", "more favorable than unfavorable"),
        _NOBODY,
    ),
    level="ordinal",
)
OWN_STANCE = Question(
    "own_stance",
    "Judging only by the newspaper's own words, is it for the actor, against, or doesn't it say?",
    (
        Choice("-1", "against the actor"),
        Choice("0", "no side can be told from the words"),
        Choice("1", "for the actor"),
        _NOBODY,
    ),
    level="ordinal",
)
SPEAKER = Question(
    "speaker",
    "Whose words is this passage?",
    (Choice(OUTLET, "the outlet's own words"), Choice(UNNAMED, "a source without a name")),
    is_open=True,
)
TARGET = Question("target", "Who or what is it about?", (), is_open=True, is_needed=False)
STANCE = Question(
    "stance",
    "Is the passage for whom it is about, or against?",
    (
        Choice("-1", "against"),
        Choice("0", "no side can be told"),
        Choice("1", "for"),
        _NOBODY,
    ),
    is_needed=False,
    level="ordinal",
)
KNOWN = {one.name: one for one in (PORTRAYAL, OWN_STANCE, SPEAKER, TARGET, STANCE)}
