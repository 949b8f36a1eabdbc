"""Trends: straight lines through the periods of an outlet, an actor and a measure.

Articles of one period tell of the same events and are not independent; the period is the unit.
"""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from medialens.compare.clusters import GROUP
from medialens.compare.intervals import NO_SPREAD, benjamini_hochberg
from medialens.compare.periods import Period
from medialens.compare.profile import ENOUGH
from medialens.compare.series import calendar, period_sums
from medialens.schemas import TRENDS

FEWEST_PERIODS = 6  # with fewer, the interval holds its level in no simulation


def compare_trends(
    scores: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    period: Period | str = "auto",
) -> pd.DataFrame:
    """Return the slope over the periods of each mean, and of each actor's share of the articles.

    Parameters
    ----------
    scores : DataFrame
        A `SCORES` table.
    articles : DataFrame
        An `ARTICLES` table; articles without a date are left out.
    copies : DataFrame
        A `COPIES` table. Copies of one text within an outlet count as one article.
    period : {"auto", "day", "week", "month", "quarter", "year"}, default "auto"
        Length of a period. The slope is told per period.

    Returns
    -------
    DataFrame
        A `TRENDS` table, sorted by actor, measure and outlet: one row per outlet, actor and
        measure, and one for the measure ``"coverage"``, the share of the outlet's articles that
        speak of the actor. ``slope`` +0.02 with months: the mean rises by 0.02 a month. Where
        ``note`` says why, there is none.

    Raises
    ------
    SchemaError
        If a column is missing.
    ValueError
        If `period` is not one of the above.

    Notes
    -----
    Least squares over distinct articles, with the HC3 errors of the period means: what moves all
    articles of a period together widens the interval. Read a slope beside the figure: a step or
    one odd period gives a slope too. ``q`` is the false-discovery rate over the table.

    References
    ----------
    MacKinnon, J. G. & White, H. (1985). Some heteroskedasticity-consistent covariance matrix
    estimators with improved finite sample properties. Journal of Econometrics 29, 305-325.
    """
    dates = calendar(articles, copies, period=period)
    sums = period_sums(scores, articles, copies, dates)
    rows = [
        {**dict(zip(GROUP, key, strict=True)), **_trend(series)}
        for key, series in sums.groupby(GROUP)
    ]
    if not rows:
        return TRENDS.table()
    table = pd.DataFrame(rows)
    for end in ("first", "last"):
        table[end] = dates.starts(table[end])
    return TRENDS.table(table.assign(q=benjamini_hochberg(table["p"])))


def _trend(series: pd.DataFrame) -> dict[str, Any]:
    n_periods, n_clusters = len(series), int(series["n"].sum())
    row: dict[str, Any] = {
        "first": series["number"].min(),
        "last": series["number"].max(),
        "n_periods": n_periods,
        "n_clusters": n_clusters,
        "p": np.nan,
        "note": "",
    }
    if n_clusters < ENOUGH:
        return row | {"note": f"no slope: {n_clusters} distinct articles, {ENOUGH} are needed"}
    if n_periods < FEWEST_PERIODS:
        note = f"no slope: {n_periods} periods with an article, {FEWEST_PERIODS} are needed"
        return row | {"note": note}
    slope, low, high, p = fit_slope(series["number"], series["mean"], series["n"])
    if np.isnan(p):
        row["note"] = "no interval: the periods lie on one line, or one of them alone decides it"
    return row | {"slope": slope, "ci_low": low, "ci_high": high, "p": p}


def fit_slope(
    x: ArrayLike, y: ArrayLike, weights: ArrayLike, *, level: float = 0.95
) -> tuple[float, float, float, float]:
    """Return the weighted least-squares slope of `y` on `x`, its HC3 t interval and p.

    Parameters
    ----------
    x, y : array_like
        One observation each; three at least, at two places or more.
    weights : array_like
        Positive weights, such as the number of articles behind a mean.
    level : float, default 0.95
        Coverage.

    Returns
    -------
    slope, low, high, p : float
        Interval and p are NaN where the observations lie on the line.

    Examples
    --------
    >>> fit_slope([1, 2, 3], [0.0, 0.5, 1.0], [1, 1, 1])[0]
    0.5
    """
    root = np.sqrt(np.asarray(weights, dtype=np.float64))
    x = np.asarray(x, dtype=np.float64)
    design = np.column_stack([np.ones_like(x), x - np.average(x, weights=root**2)])
    design *= root[:, None]
    bread = np.linalg.inv(design.T @ design)
    slope_row = design @ bread[1]  # what each observation adds to the slope
    target = root * np.asarray(y, dtype=np.float64)
    residuals = target - design @ (bread @ (design.T @ target))
    leverage = np.einsum("ij,jk,ik->i", design, bread, design)
    slope = float(slope_row @ target)
    # An observation that alone decides the line leaves no residual: no error can be told.
    spare = np.where(1 - leverage > 1e-9, 1 - leverage, np.nan)
    variance = float(np.sum((slope_row * residuals / spare) ** 2))
    if not variance > NO_SPREAD:
        return slope, np.nan, np.nan, np.nan
    error, df = np.sqrt(variance), len(x) - 2
    half = float(stats.t.ppf((1 + level) / 2, df) * error)
    return slope, slope - half, slope + half, float(2 * stats.t.sf(abs(slope) / error, df))
