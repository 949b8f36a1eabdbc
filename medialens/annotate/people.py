"""People: the names of one person brought together, two persons of one surname kept apart."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from medialens.actor import Form
from medialens.annotate.forms import surname
from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.sightings import Sighting

_CLEARLY = 3  # times as often named as any other of the surname: the bare surname is this person's
_REGNAL = frozenset({"Pope", "King", "Queen", "Prince", "Princess", "Emperor", "Emir", "Patriarch"})


@dataclass
class Person:
    """A person and the sightings that were brought together."""

    names: Counter[str] = field(default_factory=Counter)  # full names
    titled: Counter[str] = field(default_factory=Counter)  # "President Obama"
    offices: Counter[tuple[str, str]] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    bare: str = ""  # the surname, where it may stand alone
    n_bare: int = 0

    @property
    def name(self) -> str:
        """The full name seen most often, or the surname."""
        return _commonest(self.names) if self.names else self.bare

    @property
    def n(self) -> int:
        """Sightings by a full name or a title."""
        return sum(self.names.values()) + sum(self.titled.values())

    def forms(self) -> tuple[Form, ...]:
        """Return the forms: full names, then the surname, then the surname with titles."""
        texts = [*(name for name, _ in self.names.most_common()), self.bare, *sorted(self.titled)]
        return tuple(Form(text) for text in dict.fromkeys(filter(None, [self.name, *texts])))

    def note(self) -> str:
        """Return what was brought together and why."""
        parts = [f"{text!r} ({n})" for text, n in sorted(self.names.items())]
        if self.bare and self.n_bare and self.names:
            parts.append(f"{self.bare!r} ({self.n_bare}), the surname")
        parts += [f"{text!r} ({n}), title and surname" for text, n in sorted(self.titled.items())]
        return "merged: " + "; ".join(parts) if len(parts) > 1 else ""


def merge_people(seen: Mapping[str, Sighting]) -> list[Person]:
    """Return the persons among the names seen, by name.

    Full names are one person if they share the surname and the given names agree: equal, an
    initial of each other, or a short form ("Joe", "Joseph"). A title with a bare surname goes to
    the person of that surname who is named in most of the same articles. The bare surname goes to
    the only person of that surname, or to one named three times as often as any other; otherwise
    to all of them, for the text to decide.
    """
    by_surname: defaultdict[str, list[Person]] = defaultdict(list)
    for name in _full_names(seen):
        _place(by_surname[_key(surname(name))], name, seen[name])
    for name, sighting in seen.items():
        if " " not in name and sighting.titles:
            _place_titled(by_surname[_key(name)], name, sighting)
    for bearers in by_surname.values():
        _share_bare(bearers, seen)
    people = (person for key in sorted(by_surname) for person in by_surname[key])
    return sorted(people, key=lambda person: person.name)


def _full_names(seen: Mapping[str, Sighting]) -> list[str]:
    """Return the names of two words and more that are persons, the most frequent first."""
    names = {name for name in seen if " " in name and _is_person(name, seen)}
    whole = [name for name in names if not _runs_on(name, names, seen)]
    return sorted(whole, key=lambda name: (-seen[name].n, name))


def _runs_on(name: str, names: set[str], seen: Mapping[str, Sighting]) -> bool:
    """Return whether a better known name is followed by a stray word: "Ann Lee Replay"."""
    shorter = name.rsplit(" ", 1)[0]
    return shorter in names and seen[shorter].n >= _CLEARLY * seen[name].n


def _is_person(name: str, seen: Mapping[str, Sighting]) -> bool:
    sighting = seen[name]
    if sighting.kinds["person"]:
        return bool(sighting.n_firm or sighting.n_speaking)
    words = name.split()
    if not sighting.kinds["unknown"] or len(words) > 3 or any(map(_is_no_name, words)):
        return False
    last = seen.get(words[-1])
    has_surname = last is not None and any(last.articles[a] for a in sighting.articles)
    is_titled = last is not None and bool(last.titles)
    speaks_too = last is not None and last.n_speaking + sighting.n_speaking > 0
    return bool(sighting.n_firm) and has_surname and (is_titled or speaks_too)


def _is_no_name(word: str) -> bool:
    words = gazetteer()
    is_listed = any(word in table for table in (words.not_names, words.heads, words.demonyms))
    return is_listed or (word.isupper() and len(word) > 2) or not word[:1].isalpha()


def _place(bearers: list[Person], name: str, sighting: Sighting) -> None:
    same = [p for p in bearers if any(_agree(name, other) for other in p.names)]
    person = same[0] if same else Person()
    if not same:
        bearers.append(person)
    person.names[name] += sighting.n
    person.offices.update(sighting.offices)
    person.articles.update(sighting.articles)


def _agree(name: str, other: str) -> bool:
    """Return whether two names of one surname can be the same person's."""
    left, right = name.split()[0], other.split()[0]
    middles = [n.split()[1][0] for n in (name, other) if len(n.split()) > 2]
    if len(middles) > 1 and middles[0] != middles[1]:
        return False
    if _key(left) == _key(right):
        return True
    if len(left.rstrip(".")) == 1 or len(right.rstrip(".")) == 1:
        return left[0] == right[0]
    long = gazetteer().given_names
    return right in long.get(left, ()) or left in long.get(right, ())


def _place_titled(bearers: list[Person], name: str, sighting: Sighting) -> None:
    """Give a surname seen with a title to its bearer; make one where there is none."""
    titles = {t: n for t, n in sighting.titles.items() if t not in _REGNAL or bearers}
    regnal = {f"{t} {name}": n for t, n in sighting.titles.items() if t not in titles}
    if not bearers:
        if titles and name in gazetteer().given_names:
            return
        bearers.append(Person(bare="" if regnal else name))
        bearers[0].names.update(regnal)
    person = max(bearers, key=lambda p: (_n_together(p, sighting), p.n, p.name))
    person.titled.update({f"{title} {name}": n for title, n in titles.items()})
    person.offices.update(sighting.offices)
    person.articles.update(sighting.articles)


def _n_together(person: Person, sighting: Sighting) -> int:
    return sum(1 for article in sighting.articles if article in person.articles)


def _share_bare(bearers: Sequence[Person], seen: Mapping[str, Sighting]) -> None:
    """Decide for whom the bare surname may stand."""
    ranked = sorted(bearers, key=lambda person: (-person.n, person.name))
    owners = ranked[:1] if _leads(ranked) else ranked
    for person in owners:
        person.bare = person.bare or surname(person.name)
        sighting = seen.get(person.bare)
        person.n_bare = sighting.kinds["unknown"] if sighting else 0
        if person.bare in gazetteer().known and person.names:
            person.bare = ""  # "Jordan" alone is the country


def _leads(ranked: Sequence[Person]) -> bool:
    return len(ranked) < 2 or ranked[0].n >= _CLEARLY * ranked[1].n


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (-counts[text], text))


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
