"""Offices: "the NATO leader" for a person whom the collection calls NATO Secretary General."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from medialens.actor import Form
from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.people import Person


def office_forms(people: Sequence[Person]) -> dict[int, tuple[Form, ...]]:
    """Return, by number in `people`, the titles that mean one person only.

    "NATO Secretary General Mark Rutte" licenses "the NATO secretary general", "the NATO chief"
    and "the NATO leader"; "Norwegian Prime Minister Ann Lee" licenses "the Norwegian prime
    minister" and "Norway's prime minister". A title that two persons of the collection could bear
    is given to neither.
    """
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for number, person in enumerate(people):
        for owner, title in person.offices:
            for text in _texts(owner, title):
                holders[text].add(number)
    forms: defaultdict[int, list[Form]] = defaultdict(list)
    for text in sorted(holders):
        if len(holders[text]) == 1:
            forms[min(holders[text])].append(Form(text, "title"))
    return {number: tuple(found) for number, found in forms.items()}


def _texts(owner: str, title: str) -> Iterator[str]:
    """Yield the ways to call the holder of a title by the office."""
    words = gazetteer()
    nouns = words.office_nouns.get(title, ())
    country = words.demonyms.get(owner)
    known = words.entries.get(words.known.get(owner, ""))
    if country is None and (known is None or known.kind in ("group", "outlet")):
        return
    for noun in nouns:
        yield f"the {owner} {noun}"
        if country is not None:
            yield f"{country}'s {noun}"
