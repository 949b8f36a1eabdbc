"""Statements: one report of speech in a sentence, and the sentence while it is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from medialens.annotate.cues import Cue
from medialens.annotate.phrases import Span
from medialens.annotate.tokens import Token


@dataclass(frozen=True)
class Statement:
    """One report of speech in a sentence; all spans are half-open token ranges.

    Parameters
    ----------
    cue : tuple of int
        The reporting word or phrase.
    cue_class : str
        Its class.
    source : tuple of int or None
        The source phrase; None where the text leaves it out.
    contents : tuple of tuple of int
        The reported words, in order; none where a quotation in another sentence is meant.
    is_relay : bool
        "As reported by ...": the source passes on another's words.
    first : int
        First token of the whole report outside its contents.
    """

    cue: Span
    cue_class: str
    source: Span | None
    contents: tuple[Span, ...]
    is_relay: bool = False
    first: int = 0


@dataclass
class Clause:
    """The tokens of one sentence and the statements read so far."""

    tokens: Sequence[Token]
    statements: list[Statement] = field(default_factory=list)

    def low(self, at: int) -> str:
        """Return the lower-cased token at `at`, empty outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def is_quote(self, at: int) -> bool:
        """Return whether a quotation stands at `at`."""
        return 0 <= at < len(self.tokens) and self.tokens[at].kind == "quote"


def statement_of(
    cue_span: Span,
    cue: Cue | None,
    source: Span | None,
    contents: tuple[Span, ...],
    *,
    is_relay: bool = False,
    is_shared: bool = False,
) -> Statement:
    """Return the statement; with `is_shared` its source belongs to a verb before."""
    first = cue_span[0] if source is None or is_shared else min(cue_span[0], source[0])
    return Statement(
        cue_span,
        cue.cue_class if cue else "neutral",
        source,
        contents,
        is_relay,
        first,
    )
