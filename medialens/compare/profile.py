"""How each outlet speaks of each actor."""

import numpy as np
import pandas as pd

from medialens.compare.clusters import GROUP, cluster_means, with_outlets
from medialens.compare.intervals import mean_interval
from medialens.schemas import PROFILE

ENOUGH = 10  # distinct articles from which two outlets may be compared
THIN = 5  # distinct articles below which no mean is given


def compare_profiles(
    scores: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame
) -> pd.DataFrame:
    """Return mean, interval and counts per outlet, actor and measure.

    Parameters
    ----------
    scores : DataFrame
        A `SCORES` table.
    articles : DataFrame
        An `ARTICLES` table; scores of articles that are not in it are left out.
    copies : DataFrame
        A `COPIES` table. Copies of one text within an outlet count as one article.

    Returns
    -------
    DataFrame
        A `PROFILE` table: one row per outlet, actor and measure with data, sorted by actor,
        measure, outlet. ``mean`` is the average distinct article of the outlet that speaks of
        the actor: -1 wholly negative, +1 wholly positive. 0 may mean neutral or mixed:
        ``n_negative``, ``n_neutral`` and ``n_positive`` tell which. Units that the scorer is too
        unsure of move no mean; ``n_uncertain`` counts them. Where ``status`` is
        ``"too few"`` (under 5 distinct articles), ``mean`` and interval are missing; where it is
        ``"thin"`` (5 to 9), the row must not be compared with another.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    Each article is averaged first, then the copies of one text, then the distinct articles: a
    long article weighs no more than a short one. The interval is Student's t over distinct
    articles; it holds what chance in the choice of articles can do, not the scorer's errors.
    """
    return PROFILE.table(summarized(with_outlets(scores, articles, copies), GROUP))


def summarized(scored: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return counts, mean, interval and status per group of `scored`, from `with_outlets`."""
    means = (
        cluster_means(scored, keys)
        .groupby(keys)
        .agg(
            n_articles=("n_articles", "sum"),
            n_clusters=("value", "size"),
            mean=("value", "mean"),
            variance=("value", "var"),
        )
    )
    return judged(counts_of(scored, keys).join(means))


def judged(table: pd.DataFrame) -> pd.DataFrame:
    """Return groups with their counts, mean and variance, with interval and status instead."""
    table = table.copy()
    table[["n_articles", "n_clusters"]] = table[["n_articles", "n_clusters"]].fillna(0).astype(int)
    low, high = mean_interval(table["mean"], table["variance"], table["n_clusters"])
    table = table.assign(ci_low=low, ci_high=high, status=status_of(table["n_clusters"]))
    table.loc[table["status"] == "too few", ["mean", "ci_low", "ci_high"]] = np.nan
    return table.drop(columns="variance").reset_index()


def status_of(n_clusters: "pd.Series[int]") -> "pd.Series[str]":
    """Return what so many distinct articles can bear: enough, thin or too few."""
    status = np.select([n_clusters >= ENOUGH, n_clusters >= THIN], ["enough", "thin"], "too few")
    return pd.Series(status, index=n_clusters.index)


def counts_of(scored: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return per group of `scored` how many mentions there are, by label and by what is missing."""
    is_missing = scored["value"].isna()
    label = scored["label"].mask(is_missing)
    flags = scored[keys].assign(
        n_mentions=1,
        n_unscored=is_missing.astype(int),
        n_uncertain=scored["is_uncertain"].astype(int),
        n_negative=label.eq("negative").astype(int),
        n_neutral=label.eq("neutral").astype(int),
        n_positive=label.eq("positive").astype(int),
    )
    return flags.groupby(keys).sum()
