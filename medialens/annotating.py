"""Annotating: one batch of articles from text to scores, the same wherever it is done."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from medialens.actor import Actor
from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.annotate.units import find_units
from medialens.schemas import ATTRIBUTIONS, MENTIONS, SCORES, UNITS
from medialens.score import Scorer, is_packaged, score_units

KEPT = (MENTIONS, ATTRIBUTIONS, UNITS, SCORES)
BATCH = 50  # articles: what a batch needs does not grow with the collection

Parts = tuple[pd.DataFrame, ...]


@dataclass(frozen=True)
class Batch:
    """Some articles and their sentences."""

    articles: pd.DataFrame
    sentences: pd.DataFrame


def batches(articles: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[Batch]:
    """Yield `BATCH` articles at a time with their sentences, in order of article id."""
    articles = articles.sort_values("article_id", ignore_index=True)
    of_article = dict(iter(sentences.groupby("article_id", sort=False)))
    for start in range(0, len(articles), BATCH):
        batch = articles.iloc[start : start + BATCH].reset_index(drop=True)
        found = [of_article[key] for key in batch["article_id"] if key in of_article]
        yield Batch(batch, pd.concat(found, ignore_index=True) if found else sentences.iloc[:0])


def annotating(actors: Sequence[Actor], scorer: Scorer) -> Callable[[Batch], Parts]:
    """Return what annotates one batch, light to send to another process."""
    return partial(annotate, actors=actors, scorer=named(scorer))


def named(scorer: Scorer) -> str | Scorer:
    """Return the name of one of the package's scorers, which every process knows."""
    return scorer.name if is_packaged(scorer) else scorer


def annotate(batch: Batch, actors: Sequence[Actor], scorer: str | Scorer) -> Parts:
    """Return the tables `KEPT` of one batch.

    They depend on nothing else: neither on other batches nor on where this is done.
    """
    mentions = find_mentions(batch.articles, batch.sentences, actors)
    known = actors_table(actors)
    attributions = find_attributions(batch.articles, batch.sentences, mentions, known)
    units = find_units(batch.articles, batch.sentences, mentions, attributions)
    units = units.merge(batch.articles[["article_id", "language"]], on="article_id")
    return mentions, attributions, units, score_units(units, scorer=scorer)
