"""The sample: distinct articles of each outlet that name an actor, drawn by chance."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from medialens.compare.clusters import cluster_means, with_clusters, with_outlets
from medialens.corpus import Corpus
from medialens.errors import EmptyError
from medialens.pipeline import Tables
from medialens.validate.key import MEASURES, Item, Key, Stratum
from medialens.validate.texts import item_texts

ENOUGH = 50  # coded articles of an outlet from which a corrected mean may be claimed
STRATUM = ["outlet", "actor_id"]
GROUPS = [*STRATUM, "cluster_id"]


@dataclass(frozen=True)
class Sample:
    """A drawn sample: its key, and the rows of the coding sheet without a code.

    ``texts`` has one row per item, in the items' order: item, actor, sentences, own_words,
    quoted_words; outlets are masked.
    """

    key: Key
    texts: pd.DataFrame

    @property
    def strata(self) -> pd.DataFrame:
        """How many distinct articles of each outlet name each actor, and how many were drawn."""
        return pd.DataFrame([stratum.model_dump() for stratum in self.key.strata])


def draw_sample(
    corpus: Corpus,
    tables: Tables,
    copies: pd.DataFrame,
    *,
    actors: Sequence[str],
    n_per_outlet: int = ENOUGH,
    seed: int = 1,
) -> Sample:
    """Draw distinct articles for people to code, of each outlet and actor.

    Parameters
    ----------
    corpus : Corpus
        The collection.
    tables : Tables
        Its annotated and scored tables.
    copies : DataFrame
        Its `COPIES` table: of the copies of one text within an outlet one is read, the earliest
        that names the actor.
    actors : sequence of str
        Ids of the actors to code.
    n_per_outlet : int, default 50
        Distinct articles to draw per outlet and actor; all of them where there are fewer. 50 is
        the least from which a corrected mean may be claimed.
    seed : int, default 1
        Another seed draws other articles. With the same seed a larger sample holds the smaller.

    Returns
    -------
    Sample
        Its key and its texts. The items' numbers tell nothing of the outlet.

    Raises
    ------
    EmptyError
        If no article names one of the actors.
    """
    if n_per_outlet < 1:
        raise ValueError(f"n_per_outlet={n_per_outlet!r} must be at least 1")
    pool = articles_naming(corpus.articles, tables.units, copies, actors)
    if pool.empty:
        raise EmptyError(f"no article names {', '.join(actors)}; nothing can be drawn")
    drawn, strata = _drawn(pool, n_per_outlet, seed)
    means = machine_values(corpus.articles, tables.scores, copies)
    drawn = drawn.merge(means, on=GROUPS, how="left")
    key = Key(
        collection=corpus.name,
        fingerprint=corpus.fingerprint,
        scorer=str(tables.scores["scorer"].iloc[0]),
        seed=seed,
        n_per_outlet=n_per_outlet,
        strata=strata,
        items=[Item.model_validate(row) for row in _plain(drawn)],
    )
    return Sample(key, item_texts(drawn, corpus, tables))


def articles_naming(
    articles: pd.DataFrame, units: pd.DataFrame, copies: pd.DataFrame, actors: Sequence[str]
) -> pd.DataFrame:
    """Return outlet, actor_id, cluster_id and article_id of every distinct article to code.

    Of the copies of one text within an outlet it is the earliest that names the actor.
    """
    named = units.loc[units["actor_id"].isin(actors), ["article_id", "actor_id"]]
    table = with_clusters(articles, copies).assign(published=articles["published"])
    table = table.merge(named.drop_duplicates(), on="article_id")
    table = table.sort_values(["published", "article_id"], kind="stable")
    table = table.drop_duplicates(GROUPS).sort_values(GROUPS, ignore_index=True)
    return table[[*GROUPS, "article_id"]]


def machine_values(
    articles: pd.DataFrame, scores: pd.DataFrame, copies: pd.DataFrame
) -> pd.DataFrame:
    """Return the machine's value of every distinct article: one column per measure coded."""
    means = cluster_means(with_outlets(scores, articles, copies))
    wide = means.set_index([*GROUPS, "measure"])["value"].unstack()  # noqa: PD010 - not a pivot table
    return wide.reindex(columns=list(MEASURES)).reset_index()


def _drawn(pool: pd.DataFrame, n: int, seed: int) -> tuple[pd.DataFrame, list[Stratum]]:
    parts, strata = [], []
    for (outlet, actor_id), group in pool.groupby(STRATUM):
        order = _generator(seed, f"{outlet}\x1f{actor_id}").permutation(len(group))
        part = group.iloc[order[:n]]
        parts.append(part.assign(weight=len(group) / len(part)))
        counts = {"n_articles": len(group), "n_drawn": len(part)}
        strata.append(Stratum.model_validate({"outlet": outlet, "actor_id": actor_id, **counts}))
    drawn = pd.concat(parts, ignore_index=True)
    drawn = drawn.iloc[_generator(seed, "items").permutation(len(drawn))].reset_index(drop=True)
    width = max(3, len(str(len(drawn))))
    drawn.insert(0, "item", [f"i{number:0{width}}" for number in range(1, len(drawn) + 1)])
    return drawn, strata


def _generator(seed: int, name: str) -> np.random.Generator:
    """Return a generator of its own for `name`, so that one stratum does not move another."""
    digest = hashlib.sha256(name.encode("utf-8", "replace")).digest()
    return np.random.default_rng([seed, int.from_bytes(digest[:8], "big")])


def shuffled(table: pd.DataFrame, *, seed: int, coder: int) -> pd.DataFrame:
    """Return the rows of `table` in the order in which a coder reads them."""
    order = _generator(seed, f"coder {coder}").permutation(len(table))
    return table.iloc[order].reset_index(drop=True)


def _plain(table: pd.DataFrame) -> list[dict[str, object]]:
    """Return rows with ``None`` where a value is missing."""
    rows = table.astype(object).where(table.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
