"""Distinct articles by period: means per outlet, actor and measure, and shares of articles."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from medialens.compare.clusters import (
    GROUP,
    cluster_means,
    distinct_articles,
    with_clusters,
    with_outlets,
)
from medialens.compare.periods import (
    Days,
    Numbers,
    check_period,
    days_of,
    fitting_period,
    number_periods,
    period_starts,
)
from medialens.schemas import ARTICLES

COVERAGE = "coverage"  # the measure of which an article is worth 1 if it has the actor, else 0
SERIES = ["outlet", "actor_id"]


@dataclass(frozen=True)
class Calendar:
    """The distinct articles that have a date, and the period of each.

    `kept` has article_id, outlet, cluster_id, day and number (of the period). The copies of one
    text within an outlet are one article, of the period in which the outlet first had it.
    """

    kept: pd.DataFrame
    period: str

    @property
    def numbers(self) -> Numbers:
        """Every period from the first that has an article to the last that has one."""
        found = self.kept["number"]
        return np.arange(found.min(), found.max() + 1) if len(found) else np.arange(0)

    def starts(self, numbers: ArrayLike) -> Days:
        """Return the first day of each numbered period."""
        return period_starts(np.asarray(numbers, dtype=np.int64), self.period)


def calendar(articles: pd.DataFrame, copies: pd.DataFrame, *, period: str) -> Calendar:
    """Give each distinct article its period; articles without a date are left out."""
    check_period(period)
    ARTICLES.check(articles)
    dated = articles.dropna(subset=["published"])
    kept = distinct_articles(dated, copies)
    days = days_of(dated.loc[kept.index, "published"])
    if period == "auto":
        period = fitting_period(days) if len(days) else "week"
    numbers = number_periods(days, period)
    return Calendar(kept.assign(day=days.astype("datetime64[s]"), number=numbers), period)


def cluster_values(
    scores: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame, dates: Calendar
) -> pd.DataFrame:
    """Return one value per outlet, actor, measure and dated distinct article, with its period."""
    dated = articles.dropna(subset=["published"])
    values = cluster_means(with_outlets(scores, dated, copies))
    return values.merge(dates.kept[["outlet", "cluster_id", "number"]])


def count_mentioning(
    mentions: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame, dates: Calendar
) -> pd.DataFrame:
    """Return k distinct articles of n that have the actor, per outlet, actor and period with any.

    `mentions` is any table with article_id and actor_id. A row stands for every period in which
    the outlet has an article, k being 0 where none of them has the actor.
    """
    found = mentions[["article_id", "actor_id"]].dropna().drop_duplicates()
    clusters = _distinct(found, articles, copies).merge(dates.kept, on=["outlet", "cluster_id"])
    k = clusters.groupby([*SERIES, "number"]).size().rename("k").reset_index()
    n = dates.kept.groupby(["outlet", "number"]).size().rename("n").reset_index()
    table = k[SERIES].drop_duplicates().merge(n, on="outlet")
    table = table.merge(k, on=[*SERIES, "number"], how="left")
    return table.assign(k=table["k"].fillna(0).astype(int))


def _distinct(found: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Return outlet, cluster_id and actor_id, once each, of the articles in `found`."""
    clusters = found.merge(with_clusters(articles, copies), on="article_id")
    return clusters[[*SERIES, "cluster_id"]].drop_duplicates()


def period_sums(
    scores: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame, dates: Calendar
) -> pd.DataFrame:
    """Return n and mean of the distinct articles per `GROUP` and period that has any.

    Besides the measures of `scores` there is `COVERAGE`: its mean is the share of the outlet's
    articles that have the actor, over all its articles.
    """
    values = cluster_values(scores, articles, copies, dates)
    grouped = values.groupby([*GROUP, "number"])["value"]
    means = grouped.agg(n="size", mean="mean").reset_index()
    shares = count_mentioning(scores, articles, copies, dates)
    shares = shares.assign(measure=COVERAGE, mean=shares["k"] / shares["n"])
    table = pd.concat([means, shares[list(means)]], ignore_index=True)
    return table.sort_values([*GROUP, "number"], kind="stable", ignore_index=True)
