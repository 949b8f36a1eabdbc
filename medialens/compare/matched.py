"""The gap of two outlets on the same events, and how far their choice of events makes it."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

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
    here = _by_event(values, is_first, codes)
    is_shared = (here.n_a > 0) & (here.n_b > 0)
    share_a, share_b = (n / max(1, n.sum()) for n in (here.n_a, here.n_b))
    one_sided = float((share_a * here.mean_a - share_b * here.mean_b)[~is_shared].sum())
    both = here.of(is_shared)
    share_a, share_b = share_a[is_shared], share_b[is_shared]
    weights = both.n_a * both.n_b / (both.n_a + both.n_b)
    is_matched = is_shared[codes]
    matched = values[is_matched], is_first[is_matched], codes[is_matched]
    spread = _residual_variance(*matched, both, weights)
    mix = float(((share_a - share_b) * (both.mean_a + both.mean_b) / 2).sum())
    is_any = len(both.n_a) > 0
    return Matched(
        n_events=len(both.n_a),
        n_a=int(both.n_a.sum()),
        n_b=int(both.n_b.sum()),
        gap=_interval(both, weights / max(weights.sum(), NEARLY), spread, level),
        p=_p(*matched, seed, draws),
        one_sided=one_sided if is_any else float("nan"),
        mix=mix if is_any else float("nan"),
        presentation=_interval(both, (share_a + share_b) / 2, spread, level),
    )


class _Events(NamedTuple):
    """Number and mean of each outlet's articles, one place per event; no article: mean 0."""

    n_a: IntArray
    n_b: IntArray
    mean_a: FloatArray
    mean_b: FloatArray

    @property
    def gaps(self) -> FloatArray:
        return self.mean_a - self.mean_b

    def of(self, kept: BoolArray) -> "_Events":
        return _Events(self.n_a[kept], self.n_b[kept], self.mean_a[kept], self.mean_b[kept])


def _codes(events: "pd.Series[str]") -> IntArray:
    codes, _ = pd.factorize(events)
    alone = codes < 0
    codes[alone] = codes.max(initial=-1) + 1 + np.arange(alone.sum())
    return codes.astype(np.int64)


def _by_event(values: FloatArray, is_first: BoolArray, codes: IntArray) -> _Events:
    n_events = int(codes.max(initial=-1)) + 1
    sides = (is_first, ~is_first)
    sizes = [np.bincount(codes[here], minlength=n_events) for here in sides]
    sums = [np.bincount(codes[here], values[here], minlength=n_events) for here in sides]
    means = [total / np.maximum(n, 1) for total, n in zip(sums, sizes, strict=True)]
    return _Events(sizes[0], sizes[1], means[0], means[1])


def _residual_variance(
    values: FloatArray, is_first: BoolArray, codes: IntArray, both: _Events, weights: FloatArray
) -> tuple[float, float]:
    """Return the residual variance of a common gap and a constant per shared event, and its df."""
    df = len(values) - len(both.n_a) - 1
    if len(both.n_a) < FEWEST_EVENTS or df < 1:
        return float("nan"), float("nan")
    gap = float((both.gaps * weights).sum() / weights.sum())
    rest = _centered(values - gap * is_first, codes)
    variance = float((rest**2).sum()) / df
    return (0.0 if variance < NEARLY**2 else variance), float(df)


def _interval(
    both: _Events, weights: FloatArray, spread: tuple[float, float], level: float
) -> Interval:
    if not len(weights):
        return Interval(float("nan"), float("nan"), float("nan"))
    variance, df = spread
    value = float((weights * both.gaps).sum())
    squares = float((weights**2 * (1 / both.n_a + 1 / both.n_b)).sum())
    half = float(special.stdtrit(df, (1 + level) / 2)) * math.sqrt(variance * squares)
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
    return values - (np.bincount(codes, values) / np.maximum(np.bincount(codes), 1))[codes]
