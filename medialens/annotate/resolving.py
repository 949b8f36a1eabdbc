"""Resolving: which actor a form means where several could be meant."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from medialens.actor import Actor, Form
from medialens.annotate.forms import is_bare_surname
from medialens.annotate.matching import Claim
from medialens.annotate.short_names import is_short


@dataclass(frozen=True)
class Found:
    """A possible mention.

    `is_doubtful` where the word may be an ordinary one, `is_relative` after "his son" and its like.
    """

    sentence_id: int
    zone: str
    start: int
    end: int
    surface: str
    claims: tuple[Claim, ...]
    is_doubtful: bool
    is_relative: bool = False


Place = tuple[int, int]  # sentence_id, start


def resolved(
    found: Sequence[Found], by_surname: Mapping[str, tuple[Actor, ...]]
) -> Iterator[dict[str, Any]]:
    """Yield a row of the mentions table for each of one article's finds that names one actor."""
    named, relatives = _named(found)
    for one in found:
        if one.is_doubtful and not any(actor.actor_id in named for actor, _ in one.claims):
            continue
        actor_id = _meant(one, named, relatives, by_surname)
        if actor_id is not None:
            kind = next(form.kind for actor, form in one.claims if actor.actor_id == actor_id)
            yield {
                "sentence_id": one.sentence_id,
                "start": one.start,
                "end": one.end,
                "surface": one.surface,
                "actor_id": actor_id,
                "kind": kind,
                "zone": one.zone,
            }


def _named(found: Sequence[Found]) -> tuple[dict[str, list[Place]], frozenset[str]]:
    """Return actor to the places where it is named beyond doubt, more fully than by surname.

    Also who is only named as somebody's relative ("his son Ben Lund"): "Lund" is not Ben.
    """
    places: defaultdict[str, list[Place]] = defaultdict(list)
    relatives: defaultdict[str, list[Place]] = defaultdict(list)
    for one in found:
        ids = {actor.actor_id for actor, _ in one.claims}
        if len(ids) == 1 and not one.is_doubtful and _is_full(*one.claims[0]):
            table = relatives if one.is_relative else places
            table[ids.pop()].append((one.sentence_id, one.start))
    return {**relatives, **places}, frozenset(relatives.keys() - places.keys())


def _is_full(actor: Actor, form: Form) -> bool:
    """Return whether the form is more than one of a person's names, or a body's whole name."""
    if actor.kind == "person" and form.kind == "name" and " " in actor.name:
        return " " in form.text and not is_bare_surname(actor, form)
    return not is_short(actor, form)


def _meant(
    one: Found,
    named: Mapping[str, list[Place]],
    relatives: frozenset[str],
    by_surname: Mapping[str, tuple[Actor, ...]],
) -> str | None:
    """Return the one actor meant, or ``None``."""
    short = {actor.actor_id for actor, form in one.claims if is_short(actor, form)}
    longer = sorted(short & {*named})
    whole = {actor.actor_id for actor, _ in one.claims} - short
    claimants = longer or sorted(whole) or sorted(short)
    others: list[str] = []
    if any(is_bare_surname(actor, form) for actor, form in one.claims):
        bearers = by_surname.get(one.claims[0][1].text, ())
        others = [a.actor_id for a in bearers if a.actor_id not in claimants]
    rivals = [*claimants, *others]
    present = [actor_id for actor_id in rivals if actor_id in named]
    present = [actor_id for actor_id in present if actor_id not in relatives] or present
    if len(claimants) == 1 and not any(other in named for other in others):
        return claimants[0]
    if any(_last_before(actor_id, one, named) for actor_id in present):
        meant = _last_named(present, one, named)
    else:
        meant = present[0] if len(present) == 1 else None
    return meant if meant in claimants else None


def _last_before(actor_id: str, one: Found, named: Mapping[str, list[Place]]) -> Place | None:
    before = [place for place in named.get(actor_id, ()) if place < (one.sentence_id, one.start)]
    return max(before, default=None)


def _last_named(
    claimants: Sequence[str], one: Found, named: Mapping[str, list[Place]]
) -> str | None:
    """Return who was named last before; nobody where two were named last in one sentence."""
    last = [
        (place[0], actor_id)
        for actor_id in claimants
        if (place := _last_before(actor_id, one, named))
    ]
    sentence, actor_id = max(last)
    is_tied = sum(other == sentence for other, _ in last) > 1
    return None if is_tied else actor_id
