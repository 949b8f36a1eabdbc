"""Cast: who an article has brought on so far, and for whom a pronoun may stand."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from medialens.actor import Actor
from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.salience import Memory
from medialens.annotate.traits import Traits

_BODIES = frozenset(("organisation", "country", "group", "outlet"))
NOBODY = "\x1f"  # opens the id of somebody without a name: "the nanny"


@dataclass
class Cast:
    """The actors of one article, what it says of them, and where it has mentioned them.

    Parameters
    ----------
    actors : mapping
        Id to actor.
    """

    actors: Mapping[str, Actor]
    memory: Memory = field(default_factory=Memory)
    traits: defaultdict[str, Traits] = field(default_factory=lambda: defaultdict(Traits))

    def kind(self, who: str) -> str:
        """Return the actor's kind; somebody without a name is a person."""
        return self.actors[who].kind if who in self.actors else "person"

    def sex(self, who: str) -> str:
        """Return what title, given name or noun tell: ``"m"``, ``"f"`` or nothing."""
        told = self.traits[who].sex if who in self.traits else ""
        if told or who not in self.actors:
            return told
        given = self.actors[who].name.split()[:-1]
        sexes = gazetteer().sexes
        return next((sexes[name] for name in given if name in sexes), "")

    def may_be(self, who: str, sex: str) -> bool:
        """Return whether "he" (``"m"``) or "she" may stand for somebody."""
        told = self.sex(who) if self.kind(who) in ("person", "unknown") else "none"
        return told == sex or (not told and self.kind(who) == "person")

    def is_body(self, who: str) -> bool:
        """Return whether "it" or "they" may stand for somebody."""
        kind = self.kind(who)
        return kind in _BODIES or (kind == "unknown" and not self.sex(who))

    def is_place(self, who: str) -> bool:
        """Return whether a name may be only the place that a description tells."""
        return self.kind(who) in ("place", "country")
