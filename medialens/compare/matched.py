"""The gap of two outlets on the same events, and how far their choice of events makes it."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from medialens.compare.intervals import FloatArray
from medialens.compare.permutation import DRAWS, NEARLY, BoolArray, as_large, p_of
from medialens.compare.resampling import SEED

FEWEST_EVENTS = 5  # shared events below which nothing is said of the matched gap
BLOCK = 4_000_000  # values held at once

IntArray = NDArray[np.int64]


class Interval(NamedTuple):
    """An estimate with its ends; NaN where nothing can be said."""

    value: float
    low: float
    high: float


class Matched(NamedTuple):
    """A gap between two outlets by events: see the notes of `match_events`.

    Parameters
    ----------
    n_events : int
        Events that both outlets cover.
    n_a, n_b : int
        The outlets' distinct articles on them.
    gap : Interval
        Mean difference within these events.
    p : float
        Of the matched gap, labels permuted within events.
    one_sided : float
        Part of the raw gap from events that only one of the outlets covers.
    mix : float
        Part from covering the shared events in other proportions.
    presentation : Interval
        Part from writing differently of the same events.
    """

    n_events: int
    n_a: int
    n_b: int
    gap: Interval
    p: float
    one_sided: float
    mix: float
    presentation: Interval


def match_events(
    values: FloatArray,
    is_first: BoolArray,
    events: "pd.Series[str]",
    *,
    level: float = 0.95,
    seed: int = SEED,
    draws: int = DRAWS,
) -> Matched:
    """Split the gap between two outlets into selection of events and presentation of them.

    Parameters
    ----------
    values : ndarray
        One value per distinct article of the two outlets.
    is_first : ndarray
        Whether the article is of the first outlet.
    events : Series
        The event of each article; missing: an event of its own.
    level : float, default 0.95
        Coverage of the intervals.
    seed, draws : int
        Of the permutation.

    Returns
    -------
    Matched
        With ``one_sided + mix + presentation.value`` equal to the raw gap, to rounding.

    Notes
    -----
    With n1e, n2e articles of the outlets on event e, of n1, n2 in all, and their means:
    the matched gap weighs the events by ``n1e n2e / (n1e + n2e)``, as a regression with a constant
    for each event does, whose residual variance gives its t interval. The split is exact:
    ``sum over shared events of (n1e/n1 - n2e/n2) (mean1e + mean2e) / 2`` is the mix,
    ``sum of (mean1e - mean2e) (n1e/n1 + n2e/n2) / 2`` the presentation, the rest comes from events
    that one of them leaves out. The interval of the presentation takes the events and the
    numbers of articles as given. Intervals and p are missing below five shared events; without
    any shared event selection and presentation cannot be told apart, and all parts are missing.

    References
    ----------
    Oaxaca, R. (1973). Male-female wage differentials in urban labor markets. International
    Economic Review 14, 693-709. Kitagawa, E. M. (1955). Components of a difference between two
    rates. Journal of the American Statistical Association 50, 1168-1194.

    Examples
    --------
    >>> events = pd.Series(["fire", "fire", "strike", "strike", "fair"])
    >>> first = np.array([True, False, True, False, False])
    >>> split = match_events(np.array([0.5, 0.1, -0.5, -0.9, 0.8]), first, events)
    >>> round(split.gap.value, 6), round(split.presentation.value, 6), round(split.one_sided, 6)
    (0.4, 0.333333, -0.266667)
    """
    codes = _codes(events)
    table = _by_event(values, is_first, codes)
    shared = (table["n_a"] > 0) & (table["n_b"] > 0)
    share_a, share_b = (table[f"n_{side}"] / max(1, table[f"n_{side}"].sum()) for side in "ab")
    one_sided = float((share_a * table["mean_a"] - share_b * table["mean_b"])[~shared].sum())
    both = table[shared]
    share_a, share_b = share_a[shared], share_b[shared]
    gaps, middle = both["mean_a"] - both["mean_b"], (both["mean_a"] + both["mean_b"]) / 2
    weights = both["n_a"] * both["n_b"] / (both["n_a"] + both["n_b"])
    share = (share_a + share_b) / 2
    variance, df = _residual_variance(values, is_first, codes, both, gaps, weights)
    inverse = 1 / both["n_a"] + 1 / both["n_b"]
    is_matched = np.isin(codes, both.index)
    mix = float(((share_a - share_b) * middle).sum())
    is_any = len(both) > 0
    return Matched(
        n_events=len(both),
        n_a=int(both["n_a"].sum()),
        n_b=int(both["n_b"].sum()),
        gap=_interval(gaps, weights / max(weights.sum(), NEARLY), inverse, variance, df, level),
        p=_p(values[is_matched], is_first[is_matched], codes[is_matched], seed, draws),
        one_sided=one_sided if is_any else float("nan"),
        mix=mix if is_any else float("nan"),
        presentation=_interval(gaps, share, inverse, variance, df, level),
    )


def _codes(events: "pd.Series[str]") -> IntArray:
    codes, _ = pd.factorize(events)
    alone = codes < 0
    codes[alone] = codes.max(initial=-1) + 1 + np.arange(alone.sum())
    return codes.astype(np.int64)


def _by_event(values: FloatArray, is_first: BoolArray, codes: IntArray) -> pd.DataFrame:
    """Return number and mean of each outlet's articles, one row per event; no article: mean 0."""
    table = pd.DataFrame(index=np.arange(codes.max(initial=-1) + 1))
    for side, here in (("a", is_first), ("b", ~is_first)):
        n = np.bincount(codes[here], minlength=len(table))
        sums = np.bincount(codes[here], weights=values[here], minlength=len(table))
        table = table.assign(**{f"n_{side}": n, f"mean_{side}": sums / np.maximum(n, 1)})
    return table


def _residual_variance(
    values: FloatArray,
    is_first: BoolArray,
    codes: IntArray,
    both: pd.DataFrame,
    gaps: "pd.Series[float]",
    weights: "pd.Series[float]",
) -> tuple[float, float]:
    """Return the residual variance of a common gap and a constant per shared event, and its df."""
    n = int(both["n_a"].sum() + both["n_b"].sum())
    df = n - len(both) - 1
    if len(both) < FEWEST_EVENTS or df < 1:
        return float("nan"), float("nan")
    matched = np.isin(codes, both.index)
    gap = float((gaps * weights).sum() / weights.sum())
    rest = _centered(values[matched] - gap * is_first[matched], codes[matched])
    variance = float((rest**2).sum()) / df
    return (0.0 if variance < NEARLY**2 else variance), float(df)


def _interval(
    gaps: "pd.Series[float]",
    weights: "pd.Series[float]",
    inverse: "pd.Series[float]",
    variance: float,
    df: float,
    level: float,
) -> Interval:
    if not len(gaps):
        return Interval(float("nan"), float("nan"), float("nan"))
    value = float((weights * gaps).sum())
    half = stats.t.ppf((1 + level) / 2, df) * np.sqrt(variance * (weights**2 * inverse).sum())
    return Interval(value, value - half, value + half)


def _p(values: FloatArray, is_first: BoolArray, codes: IntArray, seed: int, draws: int) -> float:
    """Return p of the matched gap, labels permuted within events.

    The numbers of articles per event stay as they are, so that the t of the regression rises
    with the covariance of labels and centered values: comparing these is comparing |t|.
    """
    if len(np.unique(codes)) < FEWEST_EVENTS:
        return float("nan")
    order = np.argsort(codes, kind="stable")
    labels, codes = is_first[order].astype(np.float64), codes[order]
    within = _centered(values[order], codes)
    observed = np.asarray(labels @ within)
    generator = np.random.default_rng(seed)
    size = max(1, BLOCK // len(codes))
    n_as_large = 0
    for start in range(0, draws, size):
        keys = codes + generator.random((min(size, draws - start), len(codes)))
        drawn = labels[np.argsort(keys, axis=1)] @ within
        n_as_large += int(as_large(drawn, observed).sum())
    return float(p_of(np.array(n_as_large), draws))


def _centered(values: FloatArray, codes: IntArray) -> FloatArray:
    return values - pd.Series(values).groupby(codes).transform("mean").to_numpy()
