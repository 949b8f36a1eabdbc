"""Doubts: what a person should look at first in what was taken for one actor, or kept apart."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from medialens.actor import Actor, Form
from medialens.annotate.forms import all_forms, surname
from medialens.annotate.gazetteer import gazetteer

UNKNOWN_KIND = "a person or an organisation? nothing in the text tells; set the kind"

Counts = Mapping[tuple[str, Form], int]  # actor id and form to how often it was seen

_SELDOM, _OFTEN = 2, 3  # the long name so seldom, the short one so many times as often: thin


def find_doubts(
    actors: Sequence[Actor], counts: Counts, outlets: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Find what is doubtful about each actor: a merge, a shared form, a kind.

    Parameters
    ----------
    actors : sequence of Actor
        The actors of one collection, written or discovered.
    counts : mapping
        Actor id and form to how often it was seen.
    outlets : sequence of str
        The collection's outlets.

    Returns
    -------
    dict
        Actor id to sentences that say what is doubtful, and what to write if it is wrong; actors
        beyond doubt are left out.
    """
    bearers = _bearers(actors)
    found: dict[str, list[str]] = {}
    for actor in actors:
        doubts = [
            *_shared(actor, bearers),
            *_thin(actor, counts),
            *_several_given_names(actor),
            *_metonyms(actor, bearers, counts),
            *_kind(actor, bearers, outlets),
        ]
        if doubts:
            found[actor.actor_id] = doubts
    return found


def _bearers(actors: Sequence[Actor]) -> dict[str, list[tuple[Actor, Form]]]:
    """Return form to the actors that bear it."""
    table: defaultdict[str, list[tuple[Actor, Form]]] = defaultdict(list)
    for actor in actors:
        for form in all_forms(actor):
            table[form.text].append((actor, form))
    return table


def _shared(actor: Actor, bearers: Mapping[str, Sequence[tuple[Actor, Form]]]) -> Iterator[str]:
    """Yield the forms that other actors bear as well, on the same days."""
    for form in all_forms(actor):
        others = [
            other.name
            for other, theirs in bearers[form.text]
            if other.actor_id != actor.actor_id and theirs.kind == form.kind and _meet(form, theirs)
        ]
        if others:
            what = _sort_of(actor, form)
            names = ", ".join(map(repr, sorted(dict.fromkeys(others))))
            yield (
                f"the {what} {form.text!r} is also that of {names}: it means the one named last "
                f'in the article, else nobody; not = ["{form.text}"] says that it is never this one'
            )


def _meet(form: Form, other: Form) -> bool:
    """Return whether two forms are valid on a common day."""
    starts = [day for day in (form.valid_from, other.valid_from) if day]
    ends = [day for day in (form.valid_to, other.valid_to) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _sort_of(actor: Actor, form: Form) -> str:
    if form.kind != "name":
        return form.kind
    if actor.kind == "person" and form.text == surname(actor.name):
        return "surname"
    return "acronym" if form.text.isupper() else "form"


def _thin(actor: Actor, counts: Counts) -> Iterator[str]:
    """Yield one-word names that hang on a longer name seldom seen."""
    if actor.origin == "catalogue" or actor.name in gazetteer().entries:
        return
    n_by_length = {True: 0, False: 0}
    short: list[str] = []
    for form in actor.forms:
        n = counts.get((actor.actor_id, form), 0) if form.kind == "name" else 0
        is_short = " " not in form.text
        n_by_length[is_short] += n
        short += [form.text] if n and is_short else []
    n_short, n_long = n_by_length[True], n_by_length[False]
    if short and n_long <= _SELDOM and n_short >= _OFTEN * n_long and " " in actor.name:
        often = "never" if n_long == 0 else "once" if n_long == 1 else f"only {n_long} times"
        names = ", ".join(map(repr, short))
        yield f"{names} (seen {n_short} times) taken for {actor.name!r}, named in full {often}"


def _several_given_names(actor: Actor) -> Iterator[str]:
    """Yield the names of one person that differ in the given name."""
    if actor.kind != "person" or actor.origin == "catalogue" or " " not in actor.name:
        return
    last = surname(actor.name)
    names = [f.text for f in actor.forms if f.kind == "name" and f.text.endswith(f" {last}")]
    full = [name for name in names if not _is_titled(name)]
    if len({name.split()[0] for name in full}) > 1:
        yield f"taken for one person: {', '.join(map(repr, full))}"


def _is_titled(name: str) -> bool:
    words = name.split()
    return any(" ".join(words[:n]) in gazetteer().titles for n in (1, 2, 3))


def _metonyms(
    actor: Actor, bearers: Mapping[str, Sequence[tuple[Actor, Form]]], counts: Counts
) -> Iterator[str]:
    """Yield the places that stand for the actor, and what the actor's name may be as a place."""
    for form in actor.forms:
        n = counts.get((actor.actor_id, form), 0)
        if form.kind == "metonym" and n:
            places = [a.name for a, theirs in bearers[form.text] if theirs.kind == "name"]
            elsewhere = "the place" if places else "nobody"
            yield f"'{form.text}' is this actor where it acts ({n}), elsewhere {elsewhere}"
        elif form.kind == "name":
            states = [a.name for a, theirs in bearers[form.text] if theirs.kind == "metonym"]
            if states:
                yield f"the place {form.text!r} is {states[0]!r} where it acts as a state"


def _kind(
    actor: Actor, bearers: Mapping[str, Sequence[tuple[Actor, Form]]], outlets: Sequence[str]
) -> Iterator[str]:
    """Yield what makes a person, a body and an outlet look like one another."""
    if actor.kind == "unknown" and actor.origin == "discovered":
        yield UNKNOWN_KIND
    if actor.kind != "outlet" and actor.name in outlets:
        yield f"an outlet of the collection has the same name: {actor.name!r}"
    if actor.kind in ("person", "country", "place"):
        return
    for word in actor.name.split() if " " in actor.name else ():
        persons = [a.name for a, _ in bearers.get(word, ()) if a.kind == "person"]
        if persons:
            yield f"{actor.name!r} holds the name of {persons[0]!r}; they are kept apart"
