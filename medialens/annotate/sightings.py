"""Sightings: every name seen in a collection, counted."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.metonyms import is_state
from medialens.annotate.names import Name, names_in
from medialens.schemas import NAMES
from medialens.text.normal import searchable

_SHORTEST = 3  # letters of an acronym that nothing defines
_PLAIN_WORD = re.compile(r"\b[a-z]+\b")


@dataclass
class Sighting:
    """How often, where and beside what a name was seen."""

    n: int = 0
    n_firm: int = 0
    n_speaking: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    offices: Counter[tuple[str, str]] = field(default_factory=Counter)  # owner, title
    acronyms: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    is_worded: bool = False  # whether its first word is an ordinary word of the collection
    titled_in: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, article_id: str, name: Name) -> None:
        """Count one more sighting."""
        self.n += 1
        self.n_firm += name.is_firm
        self.n_speaking += name.speaks
        self.kinds[name.kind] += 1
        self.articles[article_id] += 1
        if name.title:
            self.titles[name.title] += 1
            self.titled_in[name.title].add(article_id)
        if name.owner:
            self.offices[name.owner, name.title] += 1
        if name.acronym:
            self.acronyms[name.acronym] += 1


def find_names(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find every name in every sentence, whoever it is: a `NAMES` table.

    Parameters
    ----------
    articles, sentences : DataFrame
        An `ARTICLES` table and its `SENTENCES`.
    """
    rows = (
        (
            article_id,
            sentence_id,
            name.text,
            name.kind,
            name.title,
            name.owner,
            name.acronym,
            _state_meant(plain, name.text),
            name.is_firm,
            name.speaks,
        )
        for (article_id, sentence_id, zone), plain in _sentences(articles, sentences)
        for name in names_in(plain, is_headline=zone == "headline")
    )
    return NAMES.table(pd.DataFrame(rows, columns=list(NAMES.columns)))


def see_names(
    articles: pd.DataFrame, sentences: pd.DataFrame, names: pd.DataFrame | None = None
) -> dict[str, Sighting]:
    """Return every name of the collection with its counts, in alphabetical order.

    Parameters
    ----------
    articles, sentences : DataFrame
        An `ARTICLES` table and its `SENTENCES`.
    names : DataFrame, optional
        Their `NAMES`, where they are known.
    """
    names = find_names(articles, sentences) if names is None else names
    seen: defaultdict[str, Sighting] = defaultdict(Sighting)
    for article_id, _, text, kind, title, owner, acronym, state, firm, speaks in names[
        list(NAMES.columns)
    ].itertuples(index=False, name=None):
        name = Name(text, kind, title, owner, firm, speaks, acronym)
        seen[text].add(article_id, name)
        if state:
            seen[state].add(article_id, name)
    words = {
        word for _, plain in _sentences(articles, sentences) for word in _PLAIN_WORD.findall(plain)
    }
    for text, sighting in seen.items():
        sighting.is_worded = text.split(" ")[0].lower() in words
    _add_initials(seen)
    return {text: seen[text] for text in sorted(seen)}


def _add_initials(seen: Mapping[str, Sighting]) -> None:
    """Give a body the capitals that are its initials, if one body of their articles has them."""
    bodies: defaultdict[str, list[Sighting]] = defaultdict(list)
    for text, sighting in seen.items():
        if sighting.kinds["organisation"] and " " in text:
            bodies["".join(word[0] for word in text.split() if word[0].isupper())].append(sighting)
    for initials, owners in bodies.items():
        short = seen.get(initials)
        if short is None or len(initials) < _SHORTEST or short.kinds["unknown"] < short.n:
            continue
        near = [owner for owner in owners if any(owner.articles[a] for a in short.articles)]
        if len(near) == 1:
            near[0].acronyms[initials] += short.n


def _sentences(
    articles: pd.DataFrame, sentences: pd.DataFrame
) -> Iterator[tuple[tuple[str, int, str], str]]:
    """Yield (article_id, sentence_id, zone) and the searchable text of every sentence."""
    columns: Iterable[tuple[str, str, str]] = articles[["article_id", "title", "text"]].itertuples(
        index=False, name=None
    )
    sources = {row[0]: (searchable(row[1]), searchable(row[2])) for row in columns}
    spans = sentences[["article_id", "sentence_id", "zone", "start", "end"]]
    for article_id, sentence_id, zone, start, end in spans.itertuples(index=False, name=None):
        title, text = sources[article_id]
        plain = (title if zone == "headline" else text)[start:end]
        yield (article_id, sentence_id, zone), plain


def _state_meant(plain: str, name: str) -> str:
    """Return the state that a capital stands for in a sentence ("Moscow said"), or nothing."""
    state = gazetteer().capitals.get(name, "")
    start = plain.find(name) if state else -1
    return state if start >= 0 and is_state(plain, start, start + len(name)) else ""
