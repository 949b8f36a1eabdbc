"""Shrunk means: outlets in an order, where some of them have few articles."""

import numpy as np
import pandas as pd
from scipy import optimize, stats

from medialens.compare.clusters import GROUP, cluster_means, with_outlets
from medialens.compare.intervals import FloatArray
from medialens.compare.profile import THIN
from medialens.schemas import SHRUNK

FEWEST_OUTLETS = 5
RANKED = 20  # distinct articles from which an outlet gets a rank


def shrink_means(
    scores: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame
) -> pd.DataFrame:
    """Return each outlet's mean beside the mean that chance in few articles leaves of it.

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
        A `SHRUNK` table: one row per outlet for every actor and measure with at least five
        outlets of five distinct articles or more. How to read a row: ``shrunk`` lies between the
        outlet's own ``mean`` (``weight`` near 1: many articles, outlets far apart) and the mean
        of all outlets (``weight`` near 0: what sets it apart may be chance). ``rank`` orders the
        outlets by ``shrunk``, only those with 20 distinct articles or more; neighbours in rank
        whose intervals overlap are not told apart. Where ``tau`` is 0, the outlets differ no more
        than chance makes articles differ, and no rank is given.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    Normal-normal empirical Bayes: outlet means with known error variances ``v`` around a common
    mean with variance ``tau**2`` between outlets, by Paule and Mandel;
    ``weight = tau**2 / (tau**2 + v)``. The interval adds the error of the common mean. An outlet
    whose articles never vary gets the error variance that all articles together have.

    References
    ----------
    Paule, R. C. & Mandel, J. (1982). Consensus values and weighting factors. Journal of Research
    of the National Bureau of Standards 87, 377-385. Morris, C. N. (1983). Parametric empirical
    Bayes inference. Journal of the American Statistical Association 78, 47-55.
    """
    means = cluster_means(with_outlets(scores, articles, copies))
    groups = means.groupby(GROUP, as_index=False)["value"].agg(
        n_clusters="size", mean="mean", variance="var"
    )
    groups = groups[groups["n_clusters"] >= THIN]
    tables = [
        _shrunk(rows)
        for _, rows in groups.groupby(["actor_id", "measure"])
        if len(rows) >= FEWEST_OUTLETS
    ]
    return SHRUNK.table(pd.concat(tables) if tables else ())


def _shrunk(rows: pd.DataFrame) -> pd.DataFrame:
    pooled = np.average(rows["variance"], weights=rows["n_clusters"] - 1)
    variance = rows["variance"].where(rows["variance"] > 0, pooled)
    error = (variance / rows["n_clusters"]).to_numpy(dtype=np.float64)
    mean = rows["mean"].to_numpy(dtype=np.float64)
    if not pooled:
        return rows.assign(tau=0.0, weight=np.nan, shrunk=np.nan, ci_low=np.nan, ci_high=np.nan)
    tau2 = paule_mandel(mean, error)
    precision = 1 / (error + tau2)
    center = float((precision * mean).sum() / precision.sum())
    weight = tau2 / (tau2 + error)
    shrunk = weight * mean + (1 - weight) * center
    half = stats.norm.ppf(0.975) * np.sqrt(weight * error + (1 - weight) ** 2 / precision.sum())
    table = rows.assign(
        tau=np.sqrt(tau2), weight=weight, shrunk=shrunk, ci_low=shrunk - half, ci_high=shrunk + half
    )
    ranked = table["shrunk"].where((table["n_clusters"] >= RANKED) & (tau2 > 0))
    return table.assign(rank=ranked.rank(ascending=False, method="min"))


def paule_mandel(means: FloatArray, variances: FloatArray) -> float:
    """Return the variance between groups: where the weighted sum of squares equals its df.

    Parameters
    ----------
    means, variances : ndarray
        Estimate and error variance of each group, two groups at least.

    Returns
    -------
    float
        0 where the groups differ no more than their errors let expect.

    Examples
    --------
    >>> round(paule_mandel(np.array([0.0, 1.0, 2.0]), np.array([0.01, 0.01, 0.01])), 6)
    0.99
    """

    def surplus(tau2: float) -> float:
        weights = 1 / (variances + tau2)
        center = (weights * means).sum() / weights.sum()
        return float((weights * (means - center) ** 2).sum()) - (len(means) - 1)

    if surplus(0.0) <= 0:
        return 0.0
    widest = float((means.max() - means.min()) ** 2) * len(means)
    return float(optimize.brentq(surplus, 0.0, widest, xtol=1e-14))
