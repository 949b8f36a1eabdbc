"""Profiles added up part by part: counts, sums and sums of squares of distinct articles."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from medialens.compare.clusters import GROUP, ORDER, are_among, cluster_means, cluster_of, counted
from medialens.compare.profile import counts_of, judged
from medialens.partitioned.annotated import Annotated
from medialens.schemas import ATTRIBUTIONS, MENTIONS, PROFILE, SCORES

MERGED = 50  # small tables held before they are added up
COUNTS = ["n_articles", "n_mentions", "n_statements"]


def profiles(annotated: Annotated, copies: pd.DataFrame) -> pd.DataFrame:
    """Return how each outlet speaks of each actor: a `PROFILE` table.

    Parameters
    ----------
    annotated : Annotated
        The annotated parts.
    copies : DataFrame
        A `COPIES` table of the whole collection.

    Returns
    -------
    DataFrame
        As `medialens.compare.profile.compare_profiles` gives it; means and intervals equal its
        own but for rounding in the last digits, since the sums are taken part by part.
    """
    outline = annotated.collection.outlined("article_id", "outlet", "part")
    repeats = repeated(outline, copies)
    del outline
    sums = _Sums(GROUP)
    counts: list[pd.DataFrame] = []
    several: list[pd.DataFrame] = []
    for part, scores in annotated.tables(SCORES):
        scored = counted(scores).assign(outlet=part.outlet)
        scored = scored.sort_values([*GROUP, *ORDER], kind="stable", ignore_index=True)
        of_cluster = scored["article_id"].map(repeats.cluster_of).astype("str")
        scored["cluster_id"] = of_cluster.fillna(scored["article_id"])
        counts.append(counts_of(scored, GROUP))
        counts = _merged(counts, GROUP)
        goes_on = np.array([one in repeats.spanning for one in of_cluster], bool)
        sums.add(cluster_means(scored[~goes_on]))
        if goes_on.any() or not several:
            several.append(_articles(scored[goes_on]))
    sums.add(_clusters(several))
    found = _total(counts, GROUP).join(sums.moments())
    return PROFILE.table(judged(found))


def actor_counts(annotated: Annotated) -> pd.DataFrame:
    """Return per actor_id the counts of articles, mentions, statements and outlets."""
    seen: list[pd.DataFrame] = []
    for part in annotated.collection.parts:
        mentions = annotated.table(part, MENTIONS)
        spoken = annotated.table(part, ATTRIBUTIONS)
        spoken = spoken.drop_duplicates(["article_id", "attribution_id"])
        table = mentions.groupby("actor_id").agg(
            n_articles=("article_id", "nunique"), n_mentions=("article_id", "size")
        )
        said = spoken["actor_id"].value_counts().rename("n_statements")
        table = table.join(said, how="outer").fillna(0).astype("int64")
        table.index.name = "actor_id"
        seen.append(table.assign(outlet=part.outlet).set_index("outlet", append=True))
        seen = _merged(seen, ["actor_id", "outlet"])
    by_outlet = _total(seen, ["actor_id", "outlet"])
    named = by_outlet["n_articles"] > 0
    outlets = named.groupby("actor_id").sum().rename("n_outlets")
    return by_outlet.groupby("actor_id").sum().join(outlets).reset_index()


class Repeats(NamedTuple):
    """The texts that an outlet has more than once: the cluster of each, and those in two parts."""

    cluster_of: Mapping[str, str]
    spanning: frozenset[str]


def repeated(outline: pd.DataFrame, copies: pd.DataFrame) -> Repeats:
    """Return what repeats, or is repeated by, an article of the same outlet."""
    here = outline[are_among(outline["article_id"], copies["article_id"])]
    here = here.assign(cluster_id=cluster_of(here["article_id"], copies))
    here = here[here.duplicated(["cluster_id", "outlet"], keep=False)]
    n_parts = here.drop_duplicates(["cluster_id", "outlet", "part"])
    spanning = n_parts[n_parts.duplicated(["cluster_id", "outlet"])]["cluster_id"]
    return Repeats(
        dict(zip(here["article_id"], here["cluster_id"], strict=True)), frozenset(spanning)
    )


def _articles(scored: pd.DataFrame) -> pd.DataFrame:
    """Return the mean of each article, for those whose cluster may go on in another part."""
    keys = [*GROUP, "cluster_id", "article_id"]
    return scored.dropna(subset=["value"]).groupby(keys)["value"].mean().reset_index()


def _clusters(several: list[pd.DataFrame]) -> pd.DataFrame:
    keys = [*GROUP, "cluster_id"]
    articles = pd.concat(several, ignore_index=True).sort_values([*keys, "article_id"])
    clusters = articles.groupby(keys).agg(value=("value", "mean"), n_articles=("value", "size"))
    return clusters.reset_index()


class _Sums:
    """Numbers, sums and sums of squares of values by group, added up as they come."""

    def __init__(self, keys: list[str]) -> None:
        self._keys = keys
        self._held: list[pd.DataFrame] = []

    def add(self, clusters: pd.DataFrame) -> None:
        """Add the values of distinct articles: columns keys, value, n_articles."""
        squared = clusters.assign(square=clusters["value"] ** 2, n_clusters=1)
        summed = squared.groupby(self._keys)[["n_articles", "n_clusters", "value", "square"]].sum()
        self._held.append(summed)
        self._held = _merged(self._held, self._keys)

    def moments(self) -> pd.DataFrame:
        """Return number, mean and variance by group."""
        total = _total(self._held, self._keys)
        n = total["n_clusters"]
        mean = total["value"] / n
        variance = ((total["square"] - n * mean**2).clip(lower=0) / (n - 1)).where(n > 1)
        return total[["n_articles", "n_clusters"]].assign(mean=mean, variance=variance)


def _merged(held: list[pd.DataFrame], keys: list[str]) -> list[pd.DataFrame]:
    """Return the tables as one if they are many."""
    return [_total(held, keys)] if len(held) > MERGED else held


def _total(held: Iterable[pd.DataFrame], keys: list[str]) -> pd.DataFrame:
    return pd.concat(list(held)).groupby(keys).sum()
