"""People: the names of one person brought together, two persons of one surname kept apart."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from medialens.actor import Form
from medialens.annotate.forms import surname
from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.given_names import agree, folded, is_initial
from medialens.annotate.rulings import Rulings
from medialens.annotate.sightings import Sighting

_CLEARLY = 3  # times as often seen: what the rarer name adds is a stray word
_REGNAL = frozenset({"Pope", "King", "Queen", "Prince", "Princess", "Emperor", "Emir", "Patriarch"})


@dataclass
class Person:
    """A person and the sightings that were brought together."""

    names: Counter[str] = field(default_factory=Counter)  # full names
    titled: Counter[str] = field(default_factory=Counter)  # "President Obama"
    titles: Counter[str] = field(default_factory=Counter)  # seen before a full name
    shared: Counter[str] = field(default_factory=Counter)  # forms of several: the text decides
    offices: Counter[tuple[str, str]] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    full_in: set[str] = field(default_factory=set)  # articles with a full name
    bare: str = ""  # the surname, where it may stand alone
    n_bare: int = 0
    namesakes: tuple[str, ...] = ()

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
        texts = [*(name for name, _ in self.names.most_common()), self.bare]
        texts += sorted({*self.titled, *self.shared})
        return tuple(Form(text) for text in dict.fromkeys(filter(None, [self.name, *texts])))

    def note(self) -> str:
        """Return what was brought together and why."""
        parts = [f"{text!r} ({n})" for text, n in sorted(self.names.items())]
        if self.bare and self.n_bare and self.names:
            parts.append(f"{self.bare!r} ({self.n_bare}), the surname")
        parts += [f"{text!r} ({n}), title and surname" for text, n in sorted(self.titled.items())]
        merged = "merged: " + "; ".join(parts) if len(parts) > 1 else ""
        return "; ".join(filter(None, [merged, self._shared_note()]))

    def _shared_note(self) -> str:
        if not self.namesakes:
            return ""
        shared = ", ".join(map(repr, filter(None, [self.bare, *sorted(self.shared)])))
        others = ", ".join(map(repr, self.namesakes))
        return f"shared with {others}: {shared or 'the surname'}, left to the article"


def merge_people(seen: Mapping[str, Sighting], rulings: Rulings | None = None) -> list[Person]:
    """Return the persons among the names seen, by name.

    Full names are one person if they share the surname and every given name agrees with every
    other: equal, an initial of each other, or a short form ("Joe", "Joseph"). An initial that
    agrees with two persons joins neither; it is a form of both. A title with a bare surname goes
    to the only person of that surname, or to the only one whom the articles bring together with
    it. What is left, and the bare surname of several persons, is a form of all of them, for the
    article to decide. What a catalogue says (`rulings`) goes before.
    """
    rulings = rulings or Rulings()
    by_surname: defaultdict[str, list[Person]] = defaultdict(list)
    for name in _full_names(seen):
        bearers = by_surname[folded(surname(name))]
        if not (bearers and _is_wordy(seen[name])):
            _place(bearers, name, seen[name], rulings)
    for name, sighting in seen.items():
        if " " not in name and sighting.titles:
            _place_titled(by_surname[folded(name)], name, sighting)
    for bearers in by_surname.values():
        _share_bare(bearers, seen)
    people = (person for key in sorted(by_surname) for person in by_surname[key])
    return sorted(people, key=lambda person: person.name)


def _full_names(seen: Mapping[str, Sighting]) -> list[str]:
    """Return the persons' names of two words and more: initials last, the most frequent first."""
    names = {name for name in seen if " " in name and _is_person(name, seen)}
    whole = [name for name in names if not _runs_on(name, names, seen)]

    def rank(name: str) -> tuple[bool, bool, int, str]:
        return _is_wordy(seen[name]), is_initial(name.split()[0]), -seen[name].n, name

    return sorted(whole, key=rank)


def _is_wordy(sighting: Sighting) -> bool:
    """Return whether it opens with an ordinary word, and only its surname makes it a name."""
    return sighting.is_worded and not sighting.kinds["person"]


def _runs_on(name: str, names: set[str], seen: Mapping[str, Sighting]) -> bool:
    """Return whether a stray word stands at a better known name: "Ann Lee Replay"."""
    parts = name.rsplit(" ", 1)[0], name.split(" ", 1)[1]
    return any(part in names and seen[part].n >= _CLEARLY * seen[name].n for part in parts)


def _is_person(name: str, seen: Mapping[str, Sighting]) -> bool:
    sighting = seen[name]
    if sighting.kinds["person"]:
        return bool(sighting.n_firm or sighting.n_speaking or not sighting.is_worded)
    words = name.split()
    if sighting.kinds["heading"] == sighting.n:
        last = seen.get(words[-1])
        is_below = last is not None and any(last.articles[a] for a in sighting.articles)
        return is_below and last is not None and last.n_firm > 0
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


def _place(bearers: list[Person], name: str, sighting: Sighting, rulings: Rulings) -> None:
    same = _bearers_of(name, bearers, rulings)
    if len(same) > 1:
        for person in same:
            person.shared[name] += sighting.n
        return
    person = same[0] if same else Person()
    if not same:
        bearers.append(person)
    person.names[name] += sighting.n
    person.titles.update(sighting.titles)
    person.offices.update(sighting.offices)
    person.articles.update(sighting.articles)
    person.full_in.update(sighting.articles)


def _bearers_of(name: str, bearers: Sequence[Person], rulings: Rulings) -> list[Person]:
    """Return the persons whose name it may be: one, or several where it is an initial."""
    ruled = [p for p in bearers if any(rulings.is_one(name, other) for other in p.names)]
    if ruled:
        return ruled[:1]
    same = [p for p in bearers if all(agree(name, other, rulings) for other in p.names)]
    return same if is_initial(name.split()[0]) else same[:1]


def _place_titled(bearers: list[Person], name: str, sighting: Sighting) -> None:
    """Give a surname seen with a title to its bearers; make one where there is none."""
    titles = {t: n for t, n in sighting.titles.items() if t not in _REGNAL or bearers}
    regnal = {f"{t} {name}": n for t, n in sighting.titles.items() if t not in titles}
    if not bearers:
        if titles and name in gazetteer().given_names:
            return
        bearers.append(Person(bare="" if regnal else name))
        bearers[0].names.update(regnal)
    for title, n in titles.items():
        owners = _titled_bearers(bearers, title, sighting)
        for person in owners:
            (person.titled if len(owners) == 1 else person.shared)[f"{title} {name}"] += n
        if len(owners) == 1:
            offices = {office: k for office, k in sighting.offices.items() if office[1] == title}
            owners[0].offices.update(offices)
            owners[0].articles.update(sighting.titled_in[title])


def _titled_bearers(bearers: Sequence[Person], title: str, sighting: Sighting) -> Sequence[Person]:
    """Return the only bearer with whom the title goes, else all of them."""
    titled = [p for p in bearers if p.titles[title]]
    if len(titled) == 1 and gazetteer().titles[title] != "polite":
        return titled
    alone = [(_n_alone(p, bearers, sighting.titled_in[title]), p) for p in bearers]
    (most, person), *others = sorted(alone, key=lambda pair: -pair[0])
    is_clear = most > 0 and all(most >= _CLEARLY * n for n, _ in others)
    return [person] if is_clear else bearers


def _n_alone(person: Person, bearers: Sequence[Person], articles: set[str]) -> int:
    """Return how many of the articles have the full name of this bearer and of no other."""
    others = {article for p in bearers if p is not person for article in p.full_in}
    return len((articles & person.full_in) - others)


def _share_bare(bearers: Sequence[Person], seen: Mapping[str, Sighting]) -> None:
    """Give the bare surname to everybody who bears it."""
    for person in bearers:
        person.namesakes = tuple(sorted(p.name for p in bearers if p is not person))
        person.bare = person.bare or surname(person.name)
        sighting = seen.get(person.bare)
        person.n_bare = sighting.kinds["unknown"] if sighting and not person.namesakes else 0
        if person.bare in gazetteer().known and person.names:
            person.bare = ""  # "Jordan" alone is the country


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (-counts[text], text))
