"""Level shifts: the one period from which a series stands higher or lower than before."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from medialens.compare.clusters import GROUP
from medialens.compare.intervals import FloatArray, benjamini_hochberg
from medialens.compare.periods import Period
from medialens.compare.profile import ENOUGH
from medialens.compare.resampling import SEED
from medialens.compare.series import COVERAGE, calendar, period_sums
from medialens.schemas import SHIFTS

FEWEST = 3  # periods on either side of a shift
PERMUTATIONS = 4999
Q_SHIFT = 0.10
EPSILON = 1e-12  # equal statistics may differ by their rounding


def find_shifts(
    scores: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    period: Period | str = "auto",
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Look for one level shift in each mean, and in each actor's share of the articles.

    Parameters
    ----------
    scores : DataFrame
        A `SCORES` table.
    articles : DataFrame
        An `ARTICLES` table; articles without a date are left out.
    copies : DataFrame
        A `COPIES` table. Copies of one text within an outlet count as one article.
    period : {"auto", "day", "week", "month", "quarter", "year"}, default "auto"
        Length of a period. A shift is found at the start of a period, no finer.
    permutations : int, default 4999
        Shuffles of the periods behind ``p``.
    seed : int
        Seed of the shuffles; the same seed gives the same ``p``.

    Returns
    -------
    DataFrame
        A `SHIFTS` table, sorted by actor, measure and outlet: one row per series looked at, with
        the measure ``"coverage"`` for the share of the outlet's articles that speak of the actor.
        ``shift_start`` is the first period of the new level; where it is missing, ``note`` says
        that none is beyond chance (q < .10), or why none could be looked for.

    Raises
    ------
    SchemaError
        If a column is missing.
    ValueError
        If `period` is not one of the above.

    Notes
    -----
    The statistic is the largest standardized difference over all splits that leave three periods
    and ten distinct articles on both sides. It is compared with that of the same periods in other
    orders: whole periods are shuffled, because the articles of one period tell of the same
    events. The split with the largest gap is taken, so that ``gap`` overstates a small shift (by a
    third in simulations in which half of the shifts were found); its
    interval, with the period as the unit, does not know of the choice. A level that comes back is
    found badly, and a steady trend is found as a shift: look at the figure.

    References
    ----------
    Bai, J. (1994). Least squares estimation of a shift in linear processes. Journal of Time
    Series Analysis 15, 453-472.
    """
    dates = calendar(articles, copies, period=period)
    sums = period_sums(scores, articles, copies, dates)
    rows = [
        {**dict(zip(GROUP, key, strict=True)), **_look(series, permutations, seed)}
        for key, series in sums.groupby(GROUP)
    ]
    if not rows:
        return SHIFTS.table()
    table = pd.DataFrame(rows)
    table = _told(table.assign(q=benjamini_hochberg(table["p"])))
    is_share = table["measure"] == COVERAGE
    ends = ["ci_low", "ci_high"]
    table[ends] = table[ends].mask(is_share, table[ends].clip(-1, 1))
    starts = pd.Series(dates.starts(table["number"].fillna(0)), index=table.index)
    table = table.assign(shift_start=starts.where(table["is_shift"]))
    return SHIFTS.table(table.drop(columns="number"))


def _look(series: pd.DataFrame, permutations: int, seed: int) -> dict[str, Any]:
    n, mean = series["n"].to_numpy(dtype=float), series["mean"].to_numpy(dtype=float)
    row = {"n_periods": len(n), "n_clusters": int(n.sum()), "p": np.nan, "note": ""}
    found = shift_of(n, mean, permutations=permutations, seed=seed)
    if found is None:
        note = f"not looked for: {FEWEST} periods and {ENOUGH} distinct articles on both sides"
        return row | {"note": f"{note} are needed"}
    split, p = found
    return row | {"number": series["number"].iloc[split], "p": p} | sides_of(n, mean, split)


def shift_of(
    n: FloatArray, mean: FloatArray, *, permutations: int = PERMUTATIONS, seed: int = SEED
) -> tuple[int, float] | None:
    """Return the place of the likeliest shift and its permutation p; None if too short.

    Parameters
    ----------
    n, mean : ndarray
        Distinct articles and their mean, in order of time; every period has an article.
    permutations : int, default 4999
        Shuffles of the periods.
    seed : int
        Seed of the shuffles.

    Returns
    -------
    tuple of int and float, or None
        Index of the first period of the new level, and p.

    Examples
    --------
    >>> shift_of(np.full(12, 5.0), np.repeat([0.1, 0.6], 6))
    (6, 0.0018)
    """
    observed = _contrasts(n[None], (n * mean)[None])[0]
    if np.isnan(observed).all():
        return None
    generator = np.random.default_rng(seed)
    order = generator.permuted(np.tile(np.arange(len(n)), (permutations, 1)), axis=1)
    shuffled = np.nan_to_num(_contrasts(n[order], (n * mean)[order]), nan=0.0).max(axis=1)
    as_large = int((shuffled >= np.nanmax(observed) - EPSILON).sum())
    return int(np.nanargmax(observed)) + 1, (as_large + 1) / (permutations + 1)


def _contrasts(n: FloatArray, total: FloatArray) -> FloatArray:
    """Return the standardized difference for each split of each row; NaN where one is too short.

    The standard deviation is the same for every order of one series, and left out.
    """
    before, sum_before = n.cumsum(axis=1)[:, :-1], total.cumsum(axis=1)[:, :-1]
    after = n.sum(axis=1, keepdims=True) - before
    sum_after = total.sum(axis=1, keepdims=True) - sum_before
    difference = np.abs(sum_after / after - sum_before / before)
    contrast = difference * np.sqrt(before * after / (before + after))
    place = np.arange(1, n.shape[1])
    is_long = (place >= FEWEST) & (n.shape[1] - place >= FEWEST)
    return np.where(is_long & (before >= ENOUGH) & (after >= ENOUGH), contrast, np.nan)


def sides_of(n: FloatArray, mean: FloatArray, split: int) -> dict[str, Any]:
    """Describe both sides of a split, and the gap with an interval over the periods."""
    sides = [(n[:split], mean[:split]), (n[split:], mean[split:])]
    (before, error_before), (after, error_after) = (_level(*side) for side in sides)
    error = error_before + error_after
    gap, half = after - before, np.nan
    if error > 0:
        df = error**2 / (error_before**2 / (split - 1) + error_after**2 / (len(n) - split - 1))
        half = float(stats.t.ppf(0.975, df) * np.sqrt(error))
    return {
        "n_before": int(n[:split].sum()),
        "n_after": int(n[split:].sum()),
        "mean_before": before,
        "mean_after": after,
        "gap": gap,
        "ci_low": gap - half,
        "ci_high": gap + half,
    }


def _level(n: FloatArray, mean: FloatArray) -> tuple[float, float]:
    """Return the mean over articles and its squared error, the period being the unit."""
    level = float(np.average(mean, weights=n))
    scale = len(n) / (len(n) - 1) / n.sum() ** 2
    return level, float(scale * np.sum((n * (mean - level)) ** 2))


def _told(table: pd.DataFrame) -> pd.DataFrame:
    """Take away what is not beyond chance, and say so."""
    is_shift: NDArray[np.bool_] = (table["q"] < Q_SHIFT).to_numpy()
    looked = table["p"].notna().to_numpy()
    found = ["number", "n_before", "n_after", "mean_before", "mean_after", "gap"]
    table = table.reindex(columns=list(dict.fromkeys([*table, *found, "ci_low", "ci_high"])))
    table.loc[~is_shift, [*found, "ci_low", "ci_high"]] = np.nan
    table.loc[looked & ~is_shift, "note"] = "no shift beyond chance"
    return table.assign(is_shift=is_shift)
