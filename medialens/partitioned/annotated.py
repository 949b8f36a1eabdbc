"""Annotations and scores of a partitioned collection: one file a part and table.

A part that has been annotated has a marker and is not read again, so that a run goes on where it
ended; parts are shared out by the engines of `medialens.engines`. Workers of a cluster read and
write the folder themselves: it must have one name on every computer.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from medialens.actor import Actor
from medialens.annotate.discovery import discover_actors
from medialens.annotating import KEPT, annotate, batches, named
from medialens.engines import FEWEST, get_engine
from medialens.partitioned.store import ANNOTATED, Part, Partitioned
from medialens.remembered import made_by
from medialens.schemas import Schema
from medialens.score import DEFAULT_SCORER, Scorer, get_scorer
from medialens.text.sentences import split_sentences

SAMPLED = 5_000  # articles in which actors are sought where there is no catalogue
DONE = "done"


@dataclass(frozen=True)
class Annotated:
    """The annotated parts of a collection.

    Parameters
    ----------
    collection : Partitioned
        The collection.
    actors : tuple of Actor
        The actors looked for.
    folder : Path
        Where the tables are: ``PART/TABLE.parquet``.
    """

    collection: Partitioned
    actors: tuple[Actor, ...]
    folder: Path

    def tables(self, schema: Schema) -> Iterator[tuple[Part, pd.DataFrame]]:
        """Yield a table of each part."""
        for part in self.collection.parts:
            yield part, self.table(part, schema)

    def table(self, part: Part, schema: Schema) -> pd.DataFrame:
        """Return a table of one part."""
        path = self.folder / part.digest / f"{schema.name}.parquet"
        return schema.table(pd.read_parquet(path, partitioning=None, use_threads=False))


def annotated(
    collection: Partitioned,
    *,
    actors: Sequence[Actor] | None = None,
    scorer: str | Scorer = DEFAULT_SCORER,
    progress: bool = False,
) -> Annotated:
    """Annotate and score every part that is not yet, and return them all.

    Parameters
    ----------
    collection : Partitioned
        The collection.
    actors : sequence of Actor, optional
        By default the catalogue; where that is empty, the names seen in a sample of 5,000
        articles.
    scorer : str or Scorer
        Name of a registered scorer, or a scorer.
    progress : bool, default False
        Whether to draw a progress bar on stderr.
    """
    scorer = get_scorer(scorer) if isinstance(scorer, str) else scorer
    found = actors_for(collection, actors)
    folder = collection.folder / ANNOTATED / _key(found, scorer)
    todo = [part for part in collection.parts if not (folder / part.digest / DONE).is_file()]
    work = partial(annotate_part, actors=found, scorer=named(scorer), folder=folder)
    engine = get_engine(FEWEST if len(todo) > 1 else 1, scorer)
    with tqdm(total=len(collection), unit="article", disable=None if progress else True) as bar:
        bar.update(len(collection) - sum(part.n_articles for part in todo))
        for part, _ in engine(work, todo):
            bar.update(part.n_articles)
    return Annotated(collection, found, folder)


def annotate_part(
    part: Part, *, actors: Sequence[Actor], scorer: str | Scorer, folder: Path
) -> str:
    """Annotate and score one part and write its tables; return its digest."""
    articles = part.articles()
    done = [annotate(b, actors, scorer) for b in batches(articles, split_sentences(articles))]
    place = folder / part.digest
    place.mkdir(parents=True, exist_ok=True)
    for schema, tables in zip(KEPT, zip(*done, strict=True), strict=True):
        table = schema.table(pd.concat(tables, ignore_index=True))
        unfinished = place / f".{schema.name}-{os.getpid()}"  # another run may be reading it
        table.to_parquet(unfinished, index=False, compression="zstd")
        unfinished.replace(place / f"{schema.name}.parquet")
    (place / DONE).touch()
    return part.digest


def actors_for(collection: Partitioned, actors: Sequence[Actor] | None = None) -> tuple[Actor, ...]:
    """Return the actors to look for: those given, the catalogue, or names seen in a sample."""
    if actors or collection.actors:
        return tuple(actors or collection.actors)
    articles = collection.sample(SAMPLED)
    return tuple(discover_actors(articles, split_sentences(articles)))


def _key(actors: Sequence[Actor], scorer: Scorer) -> str:
    """Return the name of the folder for what these actors, this scorer and this code give."""
    facts = (made_by(scorer), *map(repr, actors))
    return hashlib.sha256("\x1f".join(facts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
