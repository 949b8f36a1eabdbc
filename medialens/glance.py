"""Glance: what a collection tells of itself before anything is computed."""

from typing import TYPE_CHECKING

import pandas as pd

from medialens.card import Block, Card

if TYPE_CHECKING:
    from medialens.corpus import Corpus

MOST = 12  # outlets listed
SHORT = 50  # words


def corpus_card(corpus: "Corpus") -> Card:
    """Return the card of a collection: counts, outlets, dates, health and next steps."""
    n_outlets = _count(len(corpus.outlets), "outlet")
    return Card(
        f"{corpus.name}: {_count(len(corpus), 'article')} of {n_outlets}",
        facts=collection_facts(corpus),
        blocks=[outlets_block(corpus.articles)],
        notes=collection_notes(corpus),
        steps=[
            ("study = ml.analyse(corpus)", "find actors and reported words, and score them"),
            ("corpus.articles", "the table of the articles"),
            *_parts(corpus),
            *([("corpus.rejects", "what was left out, and why")] if len(corpus.rejects) else []),
        ],
    )


def collection_facts(corpus: "Corpus") -> list[tuple[str, str]]:
    """Return what is known of a collection, as names and values."""
    languages = _listed(corpus.articles["language"].fillna("").replace("", "not known"))
    n_actors = len(corpus.actors)
    return [
        ("records", _accounting(corpus)),
        ("dates", _dates(corpus.articles["published"])),
        ("languages", languages),
        ("actor catalogue", _count(n_actors, "actor") if n_actors else "none: names are found"),
        ("license", corpus.licence),
        ("fingerprint", corpus.fingerprint),
    ]


def outlets_block(articles: pd.DataFrame) -> Block:
    """Return the outlets with their counts and dates, the largest first."""
    table = articles.groupby("outlet")["published"].agg(["size", "min", "max"]).reset_index()
    table = table.sort_values(["size", "outlet"], ascending=[False, True])
    rows = [
        (str(outlet), int(n), _day(first), _day(last))
        for outlet, n, first, last in table.head(MOST).to_numpy().tolist()
    ]
    left = len(table) - MOST
    more = f"and {left} more outlets" if left > 0 else ""
    return Block("Outlets", ("outlet", "articles", "first", "last"), rows, more)


def collection_notes(corpus: "Corpus") -> list[str]:
    """Return what to look at before comparing, of what can be told without computing."""
    articles = corpus.articles
    counted = (
        (int(articles["published"].isna().sum()), "without a date"),
        (int((articles["title"].fillna("") == "").sum()), "without a headline"),
        (int((articles["text"].str.count(r"\S+") < SHORT).sum()), f"under {SHORT} words"),
    )
    notes = [f"{n:,} of {_count(len(articles), 'article')} {what}" for n, what in counted if n]
    return [*corpus.notices, *notes]


def _parts(corpus: "Corpus") -> list[tuple[str, str]]:
    """Return selections that run as they stand."""
    dates = corpus.articles["published"].dropna()
    steps = []
    if len(corpus.outlets) > 1:
        steps.append((f"corpus[{corpus.outlets[0]!r}]", "one outlet; the Tab key completes names"))
    if len(dates):
        month = f"{dates.min():%Y-%m}"
        steps.append((f'corpus.between("{month}", "{month}")', "a month"))
    return steps


def _accounting(corpus: "Corpus") -> str:
    parts = [
        f"{len(corpus):,} kept",
        f"{corpus.n_unselected:,} not in this selection" if corpus.n_unselected else "",
        f"{len(corpus.rejects):,} rejected",
        f"{corpus.n_skipped:,} skipped",
    ]
    return f"{corpus.n_seen:,} seen = {' + '.join(filter(None, parts))}"


def _dates(published: "pd.Series[pd.Timestamp]") -> str:
    dates = published.dropna()
    return f"{_day(dates.min())} to {_day(dates.max())}" if len(dates) else "none"


def _day(time: object) -> str:
    return f"{time:%Y-%m-%d}" if isinstance(time, pd.Timestamp) else ""


def _listed(values: "pd.Series[str]", *, most: int = 5) -> str:
    counts = values.value_counts()
    ordered = counts.sort_index().sort_values(ascending=False, kind="stable")
    more = f" and {len(ordered) - most} more" if len(ordered) > most else ""
    return ", ".join(f"{name} {n:,}" for name, n in ordered.head(most).items()) + more


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun if n == 1 else noun + 's'}"
