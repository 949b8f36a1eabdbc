"""Suggesting: a catalogue draft, what is doubtful first, for a person to edit."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from medialens.actor import Actor, Form
from medialens.annotate.actors import find_mentions
from medialens.annotate.discovery import discover_beside
from medialens.annotate.doubts import UNKNOWN_KIND, Counts, find_doubts
from medialens.annotate.forms import all_forms, surname
from medialens.schemas import SUGGESTIONS
from medialens.text.normal import searchable


def suggest(
    articles: pd.DataFrame, sentences: pd.DataFrame, *, known: Sequence[Actor] = ()
) -> pd.DataFrame:
    """Draft the actor catalogue of a collection.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    sentences : DataFrame
        Its `SENTENCES` table.
    known : sequence of Actor, optional
        The catalogue so far. It is kept as it is, and what the collection names beside is added.

    Returns
    -------
    DataFrame
        A `SUGGESTIONS` table: one row per form of an actor. Doubtful merges come first, then
        actors of unknown kind, then those named in most articles; the forms of an actor stand in
        the order of the catalogue. As a catalogue, the rows find the same mentions in the same
        articles.
    """
    discovery = discover_beside(articles, sentences, known)
    actors = [*known, *map(_without_derived, discovery.actors)]
    mentions = find_mentions(articles, sentences, actors)
    counts = _counts(actors, mentions, articles)
    doubts = find_doubts(actors, counts, sorted({*articles["outlet"]}))
    for actor_id, names in discovery.extra.items():
        listed = ", ".join(map(repr, names))
        doubts.setdefault(actor_id, []).append(
            f"seen as well: {listed}; add what is the same to aliases, what is not to 'not'"
        )
    seen = mentions.groupby("actor_id")["article_id"].nunique()
    n_articles = {str(actor_id): int(n) for actor_id, n in seen.items()}

    def rank(actor: Actor) -> tuple[int, int, str]:
        n = n_articles.get(actor.actor_id, 0)
        return _urgency(doubts.get(actor.actor_id, [])), -n, actor.actor_id

    return SUGGESTIONS.table(
        row
        for actor in sorted(actors, key=rank)
        if actor.origin == "catalogue" or actor.actor_id in n_articles
        for row in _rows(actor, counts, n_articles, doubts.get(actor.actor_id, []))
    )


def _urgency(doubts: Sequence[str]) -> int:
    """Return 0 for a doubtful merge, 1 where only the kind is not known, 2 beyond doubt."""
    if not doubts:
        return 2
    return 1 if set(doubts) == {UNKNOWN_KIND} else 0


def _without_derived(actor: Actor) -> Actor:
    """Return the actor with what a written entry would add to its forms set apart."""
    given = {form.text for form in actor.forms}
    is_derived = actor.kind == "person" and surname(actor.name) not in given
    return replace(actor, apart=(surname(actor.name),)) if is_derived else actor


def _counts(actors: Sequence[Actor], mentions: pd.DataFrame, articles: pd.DataFrame) -> Counts:
    """Return how often each form of each actor was seen on its days."""
    forms: dict[tuple[str, str], list[Form]] = {}
    for actor in actors:
        for form in all_forms(actor):
            forms.setdefault((actor.actor_id, _key(form.text)), []).append(form)
    days = dict(zip(articles["article_id"], articles["published"], strict=True))
    counts = Counter[tuple[str, Form]]()
    columns = mentions[["article_id", "actor_id", "surface"]]
    for article_id, actor_id, surface in columns.itertuples(index=False, name=None):
        day: date | None = None if pd.isna(days[article_id]) else days[article_id].date()
        meant = [f for f in forms.get((actor_id, _key(surface)), ()) if f.is_valid_on(day)]
        if meant:
            counts[actor_id, meant[0]] += 1
    return counts


def _key(text: str) -> str:
    return " ".join(searchable(text).split()).casefold()


def _rows(
    actor: Actor, counts: Counts, n_articles: Mapping[str, int], doubts: Sequence[str]
) -> Iterator[dict[str, Any]]:
    n_mentions = sum(counts.get((actor.actor_id, form), 0) for form in all_forms(actor))
    for form in dict.fromkeys([Form(actor.name), *actor.forms]):
        yield {
            "actor_id": actor.actor_id,
            "name": actor.name,
            "kind": actor.kind,
            "origin": actor.origin,
            "n_articles": n_articles.get(actor.actor_id, 0),
            "n_mentions": n_mentions,
            "form": form.text,
            "form_kind": form.kind,
            "n_form": counts.get((actor.actor_id, form), 0),
            "valid_from": form.valid_from and form.valid_from.isoformat(),
            "valid_to": form.valid_to and form.valid_to.isoformat(),
            "part_of": actor.part_of,
            "apart": json.dumps(actor.apart, ensure_ascii=False),
            "note": actor.note,
            "doubts": json.dumps(doubts, ensure_ascii=False),
        }
