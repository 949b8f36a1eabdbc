"""Discourse: a headline or text while it is read - who is meant so far, and who speaks."""

from bisect import bisect_left
from dataclasses import dataclass, field

from medialens.annotate.cast import Cast
from medialens.annotate.cues import cue_forms
from medialens.annotate.lines import Line
from medialens.annotate.reports import Span
from medialens.annotate.salience import Seen
from medialens.annotate.spoken import Spoken
from medialens.annotate.tokens import Token, word_class

_SPEAKS_ON, _SPOKE = 3.0, 1.3  # how much likelier the last speaker is to speak on, or to be meant
_MARKS = frozenset((";", ":", "—", "–", '"', "“", "”"))
_NEAR = 4  # source phrases before an offset that may still hold it


@dataclass
class Discourse:
    """What has been understood of a headline or text.

    Parameters
    ----------
    text : str
        The headline or text.
    spoken : Spoken
        Its quotations.
    cast : Cast
        The actors of the article.
    """

    text: str
    spoken: Spoken
    cast: Cast
    speakers: dict[Span, str] = field(default_factory=dict)
    sources: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        self.sources = sorted({r.source for r in self.spoken.reports if r.source})

    def at(self, line: Line, start: int, end: int, place: str) -> Seen:
        """Return a place whose occupant is not known yet."""
        return Seen(line.number, start, end, "", place, self.spoken.quotation_at(start))

    def remember(self, line: Line, start: int, end: int, who: str) -> None:
        """Keep a mention, and that its bearer speaks where it is a source phrase."""
        place = self.at(line, start, end, line.place(start, end))
        self.cast.memory.add(place._replace(who=who))
        for source in self.sources_at(start, end):
            self.speakers.setdefault(source, who)

    def sources_at(self, start: int, end: int) -> list[Span]:
        """Return the source phrases that share characters with a stretch."""
        last = bisect_left(self.sources, (end, 0))
        return [source for source in self.sources[max(0, last - _NEAR) : last] if source[1] > start]

    def here(self, at: Seen) -> list[Seen]:
        """Return the mentions before a place in its own sentence."""
        before = self.cast.memory.before(at.sentence, at.start)
        return [one for one in before if one.sentence == at.sentence]

    def speaker(self, at: Seen) -> str | None:
        """Return who is "I" at a place in a quotation, if known."""
        source = self.spoken.sources[at.quoted] if at.quoted >= 0 else None
        return self.speakers.get(source) if source else None

    def impossible(self, line: Line, at: Seen) -> set[str]:
        """Return who cannot be meant: the speaker, and the subject of a verb for its object."""
        found = {self.speaker(at) or ""}
        for one in self.here(at) if at.place == "object" else ():
            between = line.between(one.end, at.start)
            if one.place == "subject" and not any(map(_parts_clauses, between)):
                found.add(one.who)
        return found - {""}

    def likelier(self, at: Seen) -> dict[str, float]:
        """Return the last speaker with how much likelier that makes him or her."""
        before = [source for source in self.speakers if source[0] < at.start]
        if not before or at.quoted >= 0:
            return {}
        speaks = bool(self.sources_at(at.start, at.end))
        return {self.speakers[max(before)]: _SPEAKS_ON if speaks else _SPOKE}


def _parts_clauses(token: Token) -> bool:
    if token.kind != "word":
        return token.text in _MARKS
    is_joined = token.low in word_class("subordinator") or token.low in ("but", "and")
    return is_joined or token.low in cue_forms()
