"""Annotating: one batch of articles from text to scores, the same wherever it is done."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    """Some articles, their sentences, and their tables `KEPT` of a reading for other actors."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    earlier: Parts | None = None


def batches(
    articles: pd.DataFrame, sentences: pd.DataFrame, earlier: Parts | None = None
) -> Iterator[Batch]:
    """Yield `BATCH` articles at a time with their sentences, in order of article id."""
    articles = articles.sort_values("article_id", ignore_index=True)
    of_article = dict(iter(sentences.groupby("article_id", sort=False)))
    for start in range(0, len(articles), BATCH):
        batch = articles.iloc[start : start + BATCH].reset_index(drop=True)
        found = [of_article[key] for key in batch["article_id"] if key in of_article]
        here = None
        if earlier is not None:
            here = tuple(one[one["article_id"].isin(batch["article_id"])] for one in earlier)
        together = pd.concat(found, ignore_index=True) if found else sentences.iloc[:0]
        yield Batch(batch, together, here)


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
    return mentions, attributions, units, _scored(units, scorer, batch.earlier)


def _scored(units: pd.DataFrame, scorer: str | Scorer, earlier: Parts | None) -> pd.DataFrame:
    """Return the scores of the units; a sentence whose units stayed as they were keeps its own."""
    if earlier is None:
        return score_units(units, scorer=scorer)
    before = _by_sentence(earlier[KEPT.index(UNITS)])
    same = {key for key, rows in _by_sentence(units).items() if before.get(key) == rows}
    scores = earlier[KEPT.index(SCORES)]
    new = score_units(units[~_are_in(units, same)], scorer=scorer)
    return SCORES.table(pd.concat([new, scores[_are_in(scores, same)]], ignore_index=True))


def _by_sentence(units: pd.DataFrame) -> dict[tuple[str, int], tuple[int, ...]]:
    """Return a hash of each unit, in their order, by article and sentence."""
    hashes = pd.util.hash_pandas_object(units[list(UNITS.columns)], index=False)
    found: dict[tuple[str, int], tuple[int, ...]] = {}
    rows = zip(units["article_id"], units["sentence_id"], hashes.tolist(), strict=True)
    for article_id, sentence_id, one in rows:
        place = (article_id, sentence_id)
        found[place] = (*found.get(place, ()), one)
    return found


def _are_in(table: pd.DataFrame, sentences: set[tuple[str, int]]) -> NDArray[np.bool_]:
    places = zip(table["article_id"], table["sentence_id"], strict=True)
    return np.fromiter((place in sentences for place in places), bool, len(table))
