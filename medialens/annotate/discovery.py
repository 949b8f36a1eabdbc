"""Discovery: the actors that a collection itself names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from medialens.actor import Actor, ActorKind
from medialens.annotate.finds import Found, fresh, joined, lacking, with_ids
from medialens.annotate.gazetteer import entry, gazetteer
from medialens.annotate.offices import office_forms
from medialens.annotate.people import Person, merge_people
from medialens.annotate.rulings import rulings_of
from medialens.annotate.short_names import add_short_names
from medialens.annotate.sightings import Sighting, see_names

_TWICE = 2
_LOWER_PART = re.compile(r"-[a-z]")
_BODY_KINDS: tuple[ActorKind, ...] = ("organisation", "group", "place")


def discover_actors(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    known: Sequence[Actor] = (),
    names: pd.DataFrame | None = None,
) -> tuple[Actor, ...]:
    """Find the persons, bodies, countries, places, groups and outlets a collection names.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table; its outlets count as outlets wherever they are named.
    sentences : DataFrame
        Its `SENTENCES` table.
    known : sequence of Actor, optional
        Actors that need no discovery, a catalogue. What they already name is left out, and what
        they say of names goes before every rule: which are one actor's, which are apart.
    names : DataFrame, optional
        The names in the sentences, a `NAMES` table; by default they are looked for.

    Returns
    -------
    tuple of Actor
        Without the known ones, those named in most articles first. ``note`` says which forms
        were merged, how often each was seen, and why. The id is made of the name and depends on
        nothing else in the collection, unless two names have the same letters.

    Notes
    -----
    Precision goes first. Capitals that open a sentence or stand in a Title Case headline prove
    nothing by themselves. Days, months, nationalities, beliefs and job titles alone are no
    actors, nor are laws, events and documents. A name of unknown kind counts only if it was seen
    twice inside sentences and once with a verb of speech, mind or will. Two persons of one
    surname are never brought together by it: alone, it means the one whom the article named in
    full last, or nobody.
    """
    return discover_beside(articles, sentences, known, names).actors


@dataclass(frozen=True)
class Discovery:
    """What a collection names beside a catalogue.

    Parameters
    ----------
    actors : tuple of Actor
        Those whom the catalogue does not have.
    extra : mapping
        Id of a catalogue's actor to forms that seem to be the same actor's and that it lacks.
    """

    actors: tuple[Actor, ...]
    extra: Mapping[str, tuple[str, ...]]


def discover_beside(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    known: Sequence[Actor],
    names: pd.DataFrame | None = None,
) -> Discovery:
    """Return what `discover_actors` returns, and what may be missing from the known actors."""
    seen = see_names(articles, sentences, names)
    rulings = rulings_of(known)
    people = merge_people(seen, rulings)
    found = [
        *_persons(people),
        *_listed(seen, {*articles["outlet"]}),
        *_bodies(seen),
        *_unlisted(seen, people),
    ]
    new = joined(sorted(fresh(found, rulings), key=Found.rank))
    new = add_short_names(new, {name: {*sighting.articles} for name, sighting in seen.items()})
    actors = tuple(with_ids(new, {actor.actor_id for actor in known}))
    return Discovery(actors, lacking(found, rulings))


def _persons(people: Sequence[Person]) -> Iterator[Found]:
    offices = office_forms(people)
    for number, person in enumerate(people):
        forms = person.forms() + offices.get(number, ())
        actor = Actor("", person.name, "person", forms, origin="discovered", note=person.note())
        yield Found(actor, len(person.articles), person.n + person.n_bare)


def _listed(seen: Mapping[str, Sighting], outlets: set[str]) -> Iterator[Found]:
    """Yield what the packaged lists or the collection's own outlets name."""
    for name, sighting in seen.items():
        if name in gazetteer().entries and sighting.kinds["known"] and sighting.n_firm:
            yield _found(gazetteer().entries[name], sighting)
        elif sighting.kinds["outlet"] or name in outlets or f"The {name}" in outlets:
            yield _found(entry(name, "outlet", (), ()), sighting)


def _bodies(seen: Mapping[str, Sighting]) -> Iterator[Found]:
    """Yield organisations and places that their last word gives away, with their acronyms."""
    for name, sighting in seen.items():
        if not sighting.n_firm or " " not in name:
            continue
        kind = next((k for k in _BODY_KINDS if sighting.kinds[k]), None)
        if kind is None and not (sighting.acronyms and sighting.n_speaking):
            continue
        acronyms = [a for a in sorted(sighting.acronyms) if a not in gazetteer().known]
        note = (
            f"merged: {', '.join(map(repr, acronyms))}, given in brackets or its initials"
            if acronyms
            else ""
        )
        actor = entry(name, kind or "organisation", acronyms, ())
        yield _found(replace(actor, note=note), sighting)


def _unlisted(seen: Mapping[str, Sighting], people: Sequence[Person]) -> Iterator[Found]:
    """Yield names of unknown kind that act, and acronyms."""
    taken = {form.text for person in people for form in person.forms()}
    taken |= {acronym for sighting in seen.values() for acronym in sighting.acronyms}
    for name, sighting in seen.items():
        is_new = name not in taken and not _is_no_actor(name)
        firms = sighting.kinds["organisation"] if " " not in name else 0
        is_plain = is_new and sighting.kinds["unknown"] + firms == sighting.n and len(name) > 1
        is_plain_once = not sighting.is_worded and not name.isupper() and name.count(" ") < _TWICE
        is_often = sighting.n_firm >= (1 if is_plain_once else _TWICE)
        if is_plain and ((is_often and sighting.n_speaking) or (firms and sighting.n_firm)):
            kind: ActorKind = "organisation" if name.isupper() or firms else "unknown"
            yield _found(entry(name, kind, (), ()), sighting)


def _is_no_actor(name: str) -> bool:
    """Return whether the name is a given name, a plain word, or words printed in capitals."""
    words = gazetteer()
    if _LOWER_PART.search(name) or any(c.isdigit() for c in name):
        return True  # "Lund-era", "H-1B"
    shouted = (word.title() for word in name.split() if word.isupper())
    tables = (words.not_names, words.given_names, words.demonyms, words.heads)
    return any(name in table for table in tables) or any(
        word in words.not_names for word in shouted
    )


def _found(actor: Actor, sighting: Sighting) -> Found:
    return Found(actor, len(sighting.articles), sighting.n)
