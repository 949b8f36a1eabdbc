"""Gaps between two outlets in how they speak of one actor."""

import pandas as pd

from medialens.compare.clusters import GROUP, cluster_means, with_outlets
from medialens.compare.intervals import benjamini_hochberg, detectable_gap, welch_interval
from medialens.compare.profile import ENOUGH
from medialens.schemas import DIFFERENCES


def compare_outlets(
    scores: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame
) -> pd.DataFrame:
    """Compare every pair of outlets, for every actor and measure with enough articles.

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
        A `DIFFERENCES` table, smallest ``q`` first: a row for each pair of outlets that both have
        ten distinct articles on the actor. ``gap`` is positive where the first outlet speaks
        better of the actor. Read a row without a finding beside ``detectable``: smaller gaps
        would most likely have been missed.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    Welch's t over distinct articles. A gap may come from the events that the outlets chose as
    well as from how they wrote. ``q`` is the false-discovery rate over all rows of the table.
    """
    means = cluster_means(with_outlets(scores, articles, copies))
    groups = means.groupby(GROUP, as_index=False)["value"].agg(n="size", mean="mean", var="var")
    groups = groups[groups["n"] >= ENOUGH]
    pairs = groups.merge(groups, on=["actor_id", "measure"], suffixes=("_a", "_b"))
    pairs = pairs[pairs["outlet_a"] < pairs["outlet_b"]]
    variances = (pairs["var_a"], pairs["var_b"])
    sizes = (pairs["n_a"], pairs["n_b"])
    gap = pairs["mean_a"] - pairs["mean_b"]
    low, high, p = welch_interval(gap, variances, sizes)
    pairs = pairs.assign(
        gap=gap,
        ci_low=low,
        ci_high=high,
        p=p,
        q=benjamini_hochberg(p),
        detectable=detectable_gap(variances, sizes),
    )
    return DIFFERENCES.table(pairs[list(DIFFERENCES.columns)])
