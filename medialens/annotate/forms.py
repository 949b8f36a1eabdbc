"""Forms: everything that stands for an actor, the given and the derived."""

from collections.abc import Iterator, Sequence

from medialens.actor import Actor, Form
from medialens.annotate.gazetteer import gazetteer
from medialens.lexicons import load_lexicon

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_PARTICLES = frozenset(
    {"de", "da", "do", "dos", "du", "del", "della", "di", "van", "von", "der", "den", "bin", "al"}
)


def surname(name: str) -> str:
    """Return the last name of a person, with its particles; a single name is its own.

    Examples
    --------
    >>> surname("Anna van der Berg"), surname("John Lee Jr.")
    ('van der Berg', 'Lee')
    """
    parts = [part for part in name.split() if part not in _SUFFIXES] or [name]
    first = len(parts) - 1
    while first > 1 and parts[first - 1] in _PARTICLES:
        first -= 1
    return " ".join(parts[first:])


def is_bare_surname(actor: Actor, form: Form) -> bool:
    """Return whether the form is no more than the surname of a person of two names or more."""
    if actor.kind != "person" or form.kind != "name" or " " not in actor.name:
        return False
    return form.text in (surname(actor.name), actor.name.split()[-1])


def all_forms(actor: Actor) -> list[Form]:
    """Return the forms of an actor: its own, its name, a surname, and the state's own bodies.

    A catalogue person is also found by the surname. A country is also found by its adjective with
    a word for the state ("the Norwegian government") or for what states do ("Norwegian policy"),
    as a metonym. Nothing that the catalogue sets apart is a form.
    """
    forms = [*actor.forms]
    given = {form.text for form in forms}
    derived = [Form(actor.name)]
    if actor.kind == "person" and actor.origin == "catalogue":
        derived.append(Form(surname(actor.name)))
    if actor.kind == "country":
        derived.extend(_state_forms({actor.name, *given}))
    forms += [form for form in derived if form.text not in given]
    return [form for form in forms if form.text not in actor.apart]


def strangers(actors: Sequence[Actor]) -> list[Actor]:
    """Return a stand-in for each name that is set apart from an actor and is nobody else's.

    Stand-ins are matched like actors, so that "Bill Venn" and the "Venn" after him are not taken
    for Ada Venn; what they match is no mention of anybody.
    """
    named = {form.text for actor in actors for form in all_forms(actor)}
    found = {text: actor.kind for actor in actors for text in actor.apart if text not in named}
    return [
        Actor(f"not\x1f{text}", text, kind, (Form(text),), origin="discovered")
        for text, kind in found.items()
    ]


def _state_forms(names: set[str]) -> Iterator[Form]:
    kinds = ("state", "deed")
    nouns = [row["word"] for row in load_lexicon("state_words") if row["kind"] in kinds]
    countries = {gazetteer().known.get(name) for name in names}
    for demonym in sorted(d for d, owner in gazetteer().demonyms.items() if owner in countries):
        for noun in (*nouns, "armed forces"):
            yield Form(f"{demonym} {noun}", "metonym")


def is_place_metonym(form: Form) -> bool:
    """Return whether a metonym is a bare place, whose use has to be looked at."""
    return form.kind == "metonym" and form.text[:1].isupper() and not _names_state(form.text)


def _names_state(text: str) -> bool:
    return " " in text and text.split()[-1].islower()


def namesakes(actors: Sequence[Actor]) -> dict[str, tuple[Actor, ...]]:
    """Return surname to the persons of more than one name whom it may mean."""
    table: dict[str, tuple[Actor, ...]] = {}
    for actor in actors:
        if actor.kind == "person" and " " in actor.name:
            key = surname(actor.name)
            if key not in actor.apart:
                table[key] = (*table.get(key, ()), actor)
    return table
