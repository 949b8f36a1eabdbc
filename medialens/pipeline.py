"""The one module that knows the order of the stages: annotate, then score."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
from tqdm import tqdm

from medialens.actor import Actor
from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.annotate.discovery import discover_actors
from medialens.annotate.units import find_units
from medialens.corpus import Corpus
from medialens.io.cache import open_cache
from medialens.remembered import Parts, Remembered, can_remember
from medialens.schemas import ATTRIBUTIONS, MENTIONS, SCORES, UNITS
from medialens.score import DEFAULT_SCORER, Scorer, get_scorer, score_units
from medialens.text.sentences import split_sentences

KEPT = (MENTIONS, ATTRIBUTIONS, UNITS, SCORES)
BATCH = 50  # articles annotated at a time: what a batch needs does not grow with the collection


@dataclass(frozen=True)
class Tables:
    """The annotated and scored tables of one collection, as `medialens.schemas` describes them."""

    sentences: pd.DataFrame
    actors: pd.DataFrame
    mentions: pd.DataFrame
    attributions: pd.DataFrame
    units: pd.DataFrame
    scores: pd.DataFrame


def run_pipeline(
    corpus: Corpus,
    *,
    actors: Sequence[Actor] | None = None,
    scorer: str | Scorer = DEFAULT_SCORER,
    progress: bool = False,
) -> Tables:
    """Annotate and score `corpus`.

    Parameters
    ----------
    corpus : Corpus
        The collection.
    actors : sequence of Actor, optional
        The actors to look for. By default the collection's catalogue; where that is empty too,
        the names seen in the collection.
    scorer : str or Scorer
        Name of a registered scorer, or a scorer.
    progress : bool, default False
        Whether to draw a progress bar on stderr (never where stderr is not a terminal).

    Returns
    -------
    Tables
        All tables, each in its documented order.

    Notes
    -----
    Articles whose words, actors and scorer are known from an earlier run are not read again
    (`medialens.io.cache.open_cache` says where that is kept); the tables are the same.
    """
    articles = corpus.articles
    scorer = get_scorer(scorer) if isinstance(scorer, str) else scorer
    sentences = split_sentences(articles)
    if actors is None:
        actors = corpus.actors or discover_actors(articles, sentences)
    known = actors_table(actors)
    cache = open_cache() if can_remember(scorer) else None
    memory = Remembered(cache, actors, scorer, KEPT) if cache else None
    new, parts = memory.recall(articles) if memory else (articles, [])
    with tqdm(total=len(articles), unit="article", disable=None if progress else True) as bar:
        bar.update(len(articles) - len(new))
        for some_articles, some_sentences in _batches(new, sentences):
            mentions = find_mentions(some_articles, some_sentences, actors)
            attributions = find_attributions(some_articles, some_sentences, mentions, known)
            units = find_units(some_articles, some_sentences, mentions, attributions)
            units = units.merge(some_articles[["article_id", "language"]], on="article_id")
            part = (mentions, attributions, units, score_units(units, scorer=scorer))
            parts.append(part)
            if memory:
                memory.keep(some_articles, part)
            bar.update(len(some_articles))
    mentions, attributions, units, scores = (
        schema.table(pd.concat(tables, ignore_index=True) if tables else ())
        for schema, tables in zip(KEPT, _transposed(parts), strict=True)
    )
    return Tables(sentences, known, mentions, attributions, units, scores)


def _batches(
    articles: pd.DataFrame, sentences: pd.DataFrame
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Yield `BATCH` articles at a time with their sentences, in order of article id."""
    articles = articles.sort_values("article_id", ignore_index=True)
    of_article = dict(iter(sentences.groupby("article_id", sort=False)))
    for start in range(0, len(articles), BATCH):
        batch = articles.iloc[start : start + BATCH].reset_index(drop=True)
        found = [of_article[key] for key in batch["article_id"] if key in of_article]
        yield batch, pd.concat(found, ignore_index=True) if found else sentences.iloc[:0]


def _transposed(parts: list[Parts]) -> list[list[pd.DataFrame]]:
    return [list(column) for column in zip(*parts, strict=True)] if parts else [[], [], [], []]
