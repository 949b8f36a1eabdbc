"""Finds: what discovery found, made one list of actors beside those of a catalogue."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from medialens.actor import Actor, Form, slug
from medialens.annotate.forms import is_bare_surname
from medialens.annotate.rulings import Rulings


@dataclass(frozen=True)
class Found:
    """An actor found, with the articles that name it and the times it was seen."""

    actor: Actor
    n_articles: int
    n: int

    def rank(self) -> tuple[int, int, str]:
        """Return what sorts the actor named in most articles first."""
        return -self.n_articles, -self.n, self.actor.name


def fresh(found: Sequence[Found], rulings: Rulings) -> Iterator[Found]:
    """Yield what is new: no name of a known actor, no second actor of the same name."""
    names = Counter[str]()
    for one in found:
        names[one.actor.name] += 1
        if names[one.actor.name] == 1 and not _owners(one.actor, rulings):
            kept = (f for f in one.actor.forms if _may_bear(one.actor, f, rulings))
            yield replace(one, actor=replace(one.actor, forms=tuple(kept)))


def _may_bear(actor: Actor, form: Form, rulings: Rulings) -> bool:
    """Return whether no known actor has the form; a surname may be that of two."""
    return form.text not in rulings.owners or is_bare_surname(actor, form)


def joined(found: Sequence[Found]) -> list[Found]:
    """Return the actors, those of one kind whose names have the same letters brought together."""
    first: dict[tuple[str, str], Found] = {}
    for one in found:
        key = slug(one.actor.name), one.actor.kind
        first[key] = _with_forms(first[key], one) if key in first else one
    return sorted(first.values(), key=Found.rank)


def _with_forms(one: Found, other: Found) -> Found:
    merged = f"merged: {other.actor.name!r} ({other.n}), the same letters"
    actor = replace(
        one.actor,
        forms=tuple(dict.fromkeys([*one.actor.forms, *other.actor.forms])),
        note="; ".join(filter(None, [one.actor.note, merged, other.actor.note])),
    )
    return replace(one, actor=actor)


def _owners(actor: Actor, rulings: Rulings) -> frozenset[str]:
    """Return the ids of the known actors that bear the name, or a full name, of a found one."""
    names = [form.text for form in actor.forms if form.kind == "name" and " " in form.text]
    bearers = (rulings.owners.get(name, frozenset()) for name in (actor.name, *names))
    return frozenset[str]().union(*bearers)


def lacking(found: Sequence[Found], rulings: Rulings) -> dict[str, tuple[str, ...]]:
    """Return, by id of a known actor, names that seem to be its own and that it lacks."""
    extra: dict[str, tuple[str, ...]] = {}
    for one in found:
        owners = _owners(one.actor, rulings)
        if len(owners) == 1:
            (owner,) = owners
            names = [form.text for form in one.actor.forms if form.kind == "name"]
            is_new = (n not in rulings.owners and (owner, n) not in rulings.apart for n in names)
            new = (name for name, is_lacking in zip(names, is_new, strict=True) if is_lacking)
            extra[owner] = tuple(sorted({*extra.get(owner, ()), *new}))
    return {owner: names for owner, names in extra.items() if names}


def with_ids(found: Sequence[Found], taken: set[str]) -> Iterator[Actor]:
    """Yield the actors with their ids; of two names of the same letters the first keeps it."""
    ids: dict[str, str] = {}
    used = {*taken}
    for name, kind in sorted((one.actor.name, one.actor.kind) for one in found):
        base = slug(name)
        numbered = (f"{base}-{n}" for n in count(2))
        options = chain((base, f"{base}-{kind}"), numbered)
        ids[name] = next(option for option in options if option not in used)
        used.add(ids[name])
    for one in found:
        yield replace(one.actor, actor_id=ids[one.actor.name])
