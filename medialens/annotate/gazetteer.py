"""What the packaged word lists know about names: bodies, countries, places, outlets, titles."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from medialens.actor import Actor, ActorKind, Form, slug
from medialens.lexicons import load_lexicon


@dataclass(frozen=True)
class Gazetteer:
    """Look-up tables; every key is spelled as in running text.

    Parameters
    ----------
    known : mapping
        Form to the name of the body, country, place, group or outlet it names.
    entries : mapping
        That name to an `Actor` with all its forms.
    demonyms, capitals : mapping
        Adjective or inhabitant to country; capital to the name it stands for as a metonym.
    titles : mapping
        Word before a person's name to its role: head, rank or polite.
    office_nouns : mapping
        Title of a head to the lower-case words by which its holder is called again.
    given_names : mapping
        Given name to the longer names it may stand for.
    sexes : mapping
        Given name to ``"m"`` or ``"f"``; names of both are left out.
    heads : mapping
        Last word of a longer name to what it names: organisation, place or other.
    not_names : mapping
        Capitalised word that is no name on its own to why: day, month, opener or word.
    """

    known: Mapping[str, str]
    entries: Mapping[str, Actor]
    demonyms: Mapping[str, str]
    capitals: Mapping[str, str]
    titles: Mapping[str, str]
    office_nouns: Mapping[str, tuple[str, ...]]
    given_names: Mapping[str, tuple[str, ...]]
    sexes: Mapping[str, str]
    heads: Mapping[str, str]
    not_names: Mapping[str, str]


@functools.cache
def gazetteer() -> Gazetteer:
    """Return the tables, built once from the packaged word lists."""
    titles = load_lexicon("titles")
    capitals = _capitals()
    listed = [*_peoples(), *_bodies(), *_countries(capitals), *_outlets()]
    entries = {actor.name: actor for actor in listed}
    for place in _places(capitals):
        entries.setdefault(place.name, place)
    return Gazetteer(
        known=_first_wins((f.text, a.name) for a in entries.values() for f in _names(a)),
        entries=entries,
        demonyms=_first_wins(
            (demonym, row["name"])
            for row in load_lexicon("countries")
            for demonym in values(row["demonyms"])
        ),
        capitals=capitals,
        titles={row["title"]: row["role"] for row in titles},
        office_nouns={row["title"]: values(row["nouns"]) for row in titles if row["nouns"]},
        given_names={row["name"]: values(row["long"]) for row in load_lexicon("given_names")},
        sexes={row["name"]: row["sex"] for row in load_lexicon("given_names") if row["sex"] != "-"},
        heads={row["word"]: row["kind"] for row in load_lexicon("name_heads")},
        not_names={row["word"]: row["kind"] for row in load_lexicon("not_names")},
    )


def values(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that are joined by ``|``."""
    return tuple(value for value in cell.split("|") if value)


def entry(name: str, kind: ActorKind, aliases: Iterable[str], metonyms: Iterable[str]) -> Actor:
    """Return a discovered actor of these forms."""
    forms = [*(Form(text) for text in dict.fromkeys([name, *aliases]))]
    forms += [Form(text, "metonym") for text in metonyms]
    return Actor(slug(name), name, kind, tuple(forms), origin="discovered")


def _names(actor: Actor) -> list[Form]:
    return [form for form in actor.forms if form.kind == "name"]


def _first_wins(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    table: dict[str, str] = {}
    for key, value in pairs:
        table.setdefault(key, value)
    return table


def _capitals() -> dict[str, str]:
    """Return capital to state; a place that a body claims (Brussels) stands for the body."""
    claimed = [(m, row["name"]) for row in load_lexicon("bodies") for m in values(row["metonyms"])]
    owned = [(c, row["name"]) for row in load_lexicon("countries") for c in values(row["capital"])]
    return _first_wins([*claimed, *owned])


def _bodies() -> list[Actor]:
    return [
        entry(
            row["name"],
            "group" if row["kind"] == "group" else "organisation",
            [*values(row["aliases"]), *_whole(row["name"])],
            values(row["metonyms"]),
        )
        for row in load_lexicon("bodies")
    ]


def _countries(capitals: Mapping[str, str]) -> list[Actor]:
    places = {row["name"] for row in load_lexicon("places")}
    return [
        entry(
            row["name"],
            "place" if row["name"] in places else "country",  # Georgia: mostly the state
            values(row["aliases"]),
            [c for c in values(row["capital"]) if capitals[c] == row["name"]],
        )
        for row in load_lexicon("countries")
    ]


_WHOLE = ("people", "public", "community")  # "the Norwegian people": Norwegians
_BELIEFS = {
    "Jewish": "Jews",
    "Muslim": "Muslims",
    "Christian": "Christians",
    "Catholic": "Catholics",
    "Hispanic": "Hispanics",
    "Latino": "Latinos",
    "Arab": "Arabs",
    "Kurdish": "Kurds",
}


def _whole(group: str) -> list[str]:
    """Return "Jewish people" and its like for "Jews"."""
    return [f"{adj} {word}" for adj, name in _BELIEFS.items() if name == group for word in _WHOLE]


def _peoples() -> Iterator[Actor]:
    """Yield the inhabitants of countries, where one word names them: "Norwegians"."""
    for row in load_lexicon("countries"):
        demonyms = values(row["demonyms"])
        for one in demonyms:
            if f"{one}s" in demonyms:
                yield entry(f"{one}s", "group", (f"{one} {word}" for word in _WHOLE), ())


def _outlets() -> list[Actor]:
    return [entry(r["name"], "outlet", values(r["aliases"]), ()) for r in load_lexicon("outlets")]


def _places(capitals: Mapping[str, str]) -> list[Actor]:
    names = [*(row["name"] for row in load_lexicon("places")), *capitals]
    return [entry(name, "place", (), ()) for name in names]
