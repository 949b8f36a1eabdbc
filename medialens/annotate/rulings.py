"""Rulings: what a person's catalogue says of names, one actor's or apart, before any rule does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from medialens.actor import Actor
from medialens.annotate.forms import all_forms


@dataclass(frozen=True)
class Rulings:
    """Who a catalogue says bears a name, and who does not.

    Parameters
    ----------
    owners : mapping
        Form to the ids of the catalogue's actors that bear it.
    apart : frozenset of (str, str)
        Actor id and a name that is not that actor's.
    """

    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()

    def is_one(self, name: str, other: str) -> bool | None:
        """Return whether two names are one actor's; ``None`` where the catalogue does not say."""
        left = self.owners.get(name, frozenset())
        right = self.owners.get(other, frozenset())
        if left & right:
            return True
        if any((owner, other) in self.apart for owner in left):
            return False
        if any((owner, name) in self.apart for owner in right):
            return False
        return False if left and right else None


def rulings_of(known: Sequence[Actor]) -> Rulings:
    """Return what the actors of a catalogue say of names.

    Examples
    --------
    >>> venn = Actor("venn", "Ada Venn", "person", apart=("Ade Venn",))
    >>> rulings_of([venn]).is_one("Ada Venn", "Ade Venn")
    False
    """
    owners: dict[str, frozenset[str]] = {}
    for actor in known:
        for form in all_forms(actor):
            owners[form.text] = owners.get(form.text, frozenset()) | {actor.actor_id}
    return Rulings(owners, frozenset((a.actor_id, text) for a in known for text in a.apart))
