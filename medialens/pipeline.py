"""The one module that knows the order of the stages: annotate, then score."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from tqdm import tqdm

from medialens.actor import Actor
from medialens.annotate.actors import actors_table
from medialens.annotate.discovery import discover_actors
from medialens.annotate.sightings import find_names
from medialens.annotating import BATCH, KEPT, Parts, annotating, batches
from medialens.corpus import Corpus
from medialens.engines import get_engine
from medialens.io.cache import open_cache
from medialens.remembered import Remembered, remembered_rows
from medialens.schemas import NAMES
from medialens.score import DEFAULT_SCORER, Scorer, get_scorer, is_packaged
from medialens.text.sentences import split_sentences


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
    (`medialens.io.cache.open_cache` says where that is kept). Large collections are read by as
    many processes as there are cores, or by a Dask cluster (`medialens.engines`). The tables are
    the same in any case.
    """
    articles = corpus.articles
    scorer = get_scorer(scorer) if isinstance(scorer, str) else scorer
    sentences = split_sentences(articles)
    if actors is None:
        actors = corpus.actors or _discovered(articles, sentences)
    cache = open_cache() if is_packaged(scorer) else None
    memory = Remembered(cache, actors, scorer, KEPT) if cache else None
    new, parts = memory.recall(articles) if memory else (articles, [])
    earlier = memory.earlier(new) if memory else None
    engine = get_engine(-(-len(new) // BATCH), scorer)
    with tqdm(total=len(articles), unit="article", disable=None if progress else True) as bar:
        bar.update(len(articles) - len(new))
        for batch, part in engine(annotating(actors, scorer), batches(new, sentences, earlier)):
            parts.append(part)
            if memory:
                memory.keep(batch.articles, part)
            bar.update(len(batch.articles))
    mentions, attributions, units, scores = (
        schema.table(pd.concat(tables, ignore_index=True) if tables else ())
        for schema, tables in zip(KEPT, _transposed(parts), strict=True)
    )
    return Tables(sentences, actors_table(actors), mentions, attributions, units, scores)


def _discovered(articles: pd.DataFrame, sentences: pd.DataFrame) -> tuple[Actor, ...]:
    """Return the actors that the articles name; names of articles known are not sought again."""
    names = remembered_rows(NAMES, articles, [sentences], find_names)
    return discover_actors(articles, sentences, names=names)


def _transposed(parts: list[Parts]) -> list[list[pd.DataFrame]]:
    return [list(column) for column in zip(*parts, strict=True)] if parts else [[], [], [], []]
