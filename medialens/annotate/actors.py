"""Actors: where the actors of a catalogue, written or discovered, are mentioned."""

import functools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from medialens.actor import Actor, Form
from medialens.annotate.contexts import (
    in_longer_name,
    is_adjective,
    is_calendar,
    is_foreign_body,
    is_in_work,
    is_loose,
    is_office,
    is_relative,
    of_other_person,
    word_before,
)
from medialens.annotate.coreference import with_references
from medialens.annotate.first_names import first_names, full_names
from medialens.annotate.forms import (
    all_forms,
    is_bare_surname,
    is_place_metonym,
    namesakes,
    strangers,
)
from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.lines import Sentence, Source
from medialens.annotate.matching import Claim, FormMatcher, Hit
from medialens.annotate.metonyms import is_state
from medialens.annotate.resolving import Found, resolved
from medialens.annotate.voices import may_be_english
from medialens.schemas import ACTORS, MENTIONS
from medialens.text.normal import searchable


def find_mentions(
    articles: pd.DataFrame, sentences: pd.DataFrame, actors: Sequence[Actor]
) -> pd.DataFrame:
    """Find where each actor is mentioned.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    sentences : DataFrame
        Its `SENTENCES` table.
    actors : sequence of Actor
        A catalogue, or what `discover_actors` found.

    Returns
    -------
    DataFrame
        A `MENTIONS` table: one row per mention, sorted by article, sentence and place. No two
        mentions overlap; the longest form wins.

    Notes
    -----
    Names are found as they are written or in capitals throughout, titles in any case. A form with
    dates counts on articles of those dates; on an undated article only if no other actor has the
    same form. A bare surname of several persons means the one last named in full, or by a title,
    earlier in the article; two of them named last in one sentence, or none at all, leave it
    without a row. A capital counts for its state only where the sentence treats it as one (see
    `medialens.annotate.metonyms`); an adjective ("Norwegian") only with a word for the state
    ("the Norwegian government"), not with people, goods or officials. A country or a surname that
    is part of another name ("Bank of Norland", "norland.example", "Berg Tower") is no mention; nor
    is a name inside the title of a work ("the film 'Ann Lee'"), nor what the catalogue sets apart.
    Nothing is rolled up: a head of state is not the state, a member not the body. In English,
    pronouns and descriptions that clearly stand for an actor are mentions as well (see
    `medialens.annotate.coreference`).
    """
    sought = _sought(tuple(actors))
    spans = _sentences_by_article(sentences)
    columns = articles[["article_id", "language", "published", "title", "text"]]
    rows: list[dict[str, Any]] = []
    for article_id, language, published, title, text in columns.itertuples(index=False):
        day = None if pd.isna(published) else published.date()
        page = _Page(title, text, spans.get(article_id, ()))
        found = [*page.found(sought.matcher, day)]
        found += first_names(page.sources(), found, sought.bearers)
        rows_here = resolved(found, sought.by_surname)
        meant = [row for row in rows_here if row["actor_id"] in sought.by_id]
        if may_be_english(language):
            meant = with_references(page.sources(), meant, sought.by_id)
        rows += ({"article_id": article_id, **row} for row in meant)
    return MENTIONS.table(rows)


@dataclass(frozen=True)
class _Sought:
    """The actors looked for, and all ways in which they are found."""

    by_id: Mapping[str, Actor]
    matcher: FormMatcher
    by_surname: Mapping[str, tuple[Actor, ...]]
    bearers: Mapping[str, tuple[Actor, ...]]


@functools.lru_cache(maxsize=1)
def _sought(actors: tuple[Actor, ...]) -> _Sought:
    """Prepare the search; articles come in batches with the same actors."""
    ordered = sorted([*actors, *strangers(actors)], key=lambda actor: actor.actor_id)
    return _Sought(
        {actor.actor_id: actor for actor in actors},
        FormMatcher((actor, form) for actor in ordered for form in all_forms(actor)),
        namesakes(ordered),
        full_names(actors),
    )


def actors_table(actors: Iterable[Actor]) -> pd.DataFrame:
    """Return the actors as an `ACTORS` table, one row per actor, sorted by id."""
    return ACTORS.table(
        {
            "actor_id": actor.actor_id,
            "name": actor.name,
            "kind": actor.kind,
            "origin": actor.origin,
            "aliases": " | ".join(dict.fromkeys(form.text for form in actor.forms)),
            "note": actor.note,
            "part_of": actor.part_of,
        }
        for actor in actors
    )


def _sentences_by_article(sentences: pd.DataFrame) -> Mapping[str, Sequence[Sentence]]:
    table: defaultdict[str, list[Sentence]] = defaultdict(list)
    columns = sentences[["article_id", "sentence_id", "zone", "start", "end"]]
    for article_id, *sentence in columns.itertuples(index=False, name=None):
        table[article_id].append((sentence[0], sentence[1], sentence[2], sentence[3]))
    return table


@dataclass(frozen=True)
class _Page:
    """One article: its headline, its text and its sentences."""

    title: str
    text: str
    sentences: Sequence[Sentence]

    def found(self, matcher: FormMatcher, day: date | None) -> Iterator[Found]:
        """Yield what may be a mention, in the order of the sentences."""
        for source in self.sources():
            yield from _found(source.text, source.sentences, matcher, day)

    def sources(self) -> tuple[Source, Source]:
        """Return the headline, then the text."""
        headline = [sentence for sentence in self.sentences if sentence[1] == "headline"]
        body = [sentence for sentence in self.sentences if sentence[1] != "headline"]
        return (
            Source(self.title, sorted(headline, key=lambda s: s[2]), is_headline=True),
            Source(self.text, sorted(body, key=lambda s: s[2]), is_headline=False),
        )


def _found(
    source: str, sentences: Sequence[Sentence], matcher: FormMatcher, day: date | None
) -> Iterator[Found]:
    plain = searchable(source)
    starts = [start for _, _, start, _ in sentences]
    lines = [_line(plain[start:end], zone) for _, zone, start, end in sentences]
    hits = [*matcher.hits(plain)] if sentences else []
    ends, begins = {hit.end for hit in hits}, {hit.start for hit in hits}
    for hit in hits:
        number = bisect_right(starts, hit.start) - 1
        if number < 0 or hit.end > sentences[number][3]:
            continue
        sentence_id, zone, start, _ = sentences[number]
        place = _Place(*lines[number], hit.start - start, hit.end - start)
        is_joined = _is_hyphenated(plain, hit, ends, begins)
        claims = () if is_joined else place.claims(_on_day(hit.claims, day))
        if claims:
            surface, is_doubtful = source[hit.start : hit.end], place.is_doubtful(claims)
            is_full = " " in surface and claims[0][0].kind == "person"
            is_kin = is_full and is_relative(plain, hit.start)
            yield Found(sentence_id, zone, hit.start, hit.end, surface, claims, is_doubtful, is_kin)


def _line(plain: str, zone: str) -> tuple[str, bool]:
    """Return the sentence and whether its capitals prove little."""
    return plain, is_loose(plain, is_headline=zone == "headline")


def _on_day(claims: Sequence[Claim], day: date | None) -> list[Claim]:
    if day is not None:
        return [(actor, form) for actor, form in claims if form.is_valid_on(day)]
    is_shared = len({actor.actor_id for actor, _ in claims}) > 1
    return [claim for claim in claims if not (is_shared and _is_dated(claim[1]))]


def _is_dated(form: Form) -> bool:
    return form.valid_from is not None or form.valid_to is not None


def _is_hyphenated(plain: str, hit: Hit, ends: set[int], begins: set[int]) -> bool:
    """Return whether a capitalised word that is no name of ours hangs on by a hyphen."""
    before = plain[hit.start - 1 : hit.start] == "-" and hit.start - 1 not in ends
    after = plain[hit.end : hit.end + 1] == "-" and hit.end + 1 not in begins
    word = plain[max(0, hit.start - 20) : max(0, hit.start - 1)].split(" ")[-1]
    is_name_before = before and word[:1].isupper() and word[-1:].isalnum()
    return is_name_before or (after and plain[hit.end + 1 : hit.end + 2].isupper())


@dataclass(frozen=True)
class _Place:
    """A hit in its sentence; `is_loose` where the sentence's capitals prove little."""

    plain: str
    is_loose: bool
    start: int
    end: int

    def claims(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return the claims that the words around allow; a metonym that holds wins."""
        kept = [claim for claim in claims if self._allows(claim)]
        metonyms = [claim for claim in kept if is_place_metonym(claim[1])]
        return tuple(metonyms or kept)

    def is_doubtful(self, claims: Sequence[Claim]) -> bool:
        """Return whether a single capitalised word may be an ordinary word here."""
        is_plain_word = self.plain[self.start : self.end].title() in gazetteer().not_names
        is_forced = self.is_loose or self.start == 0
        return is_plain_word and (is_forced or any(is_bare_surname(*claim) for claim in claims))

    def _allows(self, claim: Claim) -> bool:
        actor, form = claim
        place = (self.plain, self.start, self.end)
        if is_place_metonym(form):
            return is_state(*place) and not of_other_person(*place, is_loose=self.is_loose)
        if form.kind != "name":
            return True
        if is_in_work(*place):
            return False
        if actor.kind in ("country", "place"):
            is_person = word_before(self.plain, self.start) in gazetteer().given_names
            is_part = is_adjective(*place) or in_longer_name(*place, is_loose=self.is_loose)
            return not is_person and not is_part
        if actor.kind == "organisation":
            is_title = not actor.name.endswith(" Party") and is_office(self.plain, self.end)
            return not is_title and not is_foreign_body(*place)
        if actor.kind == "person" and (is_bare_surname(actor, form) or " " not in form.text):
            other = of_other_person(*place, is_loose=self.is_loose)
            return not other and not is_calendar(*place)
        return True


def most_named(actors: pd.DataFrame, n: int, *, kinds: Sequence[str] = ()) -> list[str]:
    """Return the ids of the first `n` actors of some kinds that an article names.

    Parameters
    ----------
    actors : DataFrame
        An `ACTORS` table with ``n_articles``, most articles first.
    n : int
        How many.
    kinds : sequence of str
        Kinds to choose from; by default all.
    """
    table = actors[actors["n_articles"] > 0]
    if kinds:
        table = table[table["kind"].isin(kinds)]
    return table["actor_id"].head(n).tolist()


def words_of_names(actors: pd.DataFrame) -> tuple[str, ...]:
    """Return the words of the actors' names and other forms, in small letters, sorted.

    Parameters
    ----------
    actors : DataFrame
        An `ACTORS` table.
    """
    shown = actors["aliases"].fillna("") + " " + actors["name"]
    words = {word.strip(".,|").casefold() for text in shown for word in text.split()}
    words |= {f"{word}'s" for word in words}
    return tuple(sorted(word for word in words if len(word) > 1))
