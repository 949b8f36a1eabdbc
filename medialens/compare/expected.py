"""What a count should be after its history, if nothing has changed: a negative binomial guess."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from medialens.compare.intervals import FloatArray

PRIOR = 0.5  # added to the sum of a history, so that nothing so far is not "never"
NO_EXCESS = 1e-9  # a variance this little above the mean is a Poisson's


def expected_counts(history: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return mean and variance of the next count of each series.

    Parameters
    ----------
    history : array_like
        One row per series, one column per period before; two at least.

    Returns
    -------
    mean, variance : ndarray
        Of the next count. The variance has three parts: chance, bursts, and that the mean itself
        is only known from the history.

    Notes
    -----
    Bursts are measured by the variance above the mean over the squared mean (moments). A dozen
    counts tell it badly: each series takes half of its own and half of that of all series
    together, which gave fewer false alarms and missed no more than either alone.

    Examples
    --------
    >>> mean, variance = expected_counts([[4, 4, 4, 4]])
    >>> print(f"{mean[0]:.3f} {variance[0]:.3f}")
    4.125 5.156
    """
    counts = np.asarray(history, dtype=np.float64)
    n_periods = counts.shape[1]
    average, spread = counts.mean(axis=1), counts.var(axis=1, ddof=1)
    excess = spread - average
    square = np.where(average > 0, average**2, 1.0)
    own = np.where(average > 0, np.maximum(excess, 0.0) / square, 0.0)
    squares = float(np.sum(average**2 - spread / n_periods))  # without bias
    common = max(float(np.sum(excess)), 0.0) / squares if squares > 0 else 0.0
    mean = (counts.sum(axis=1) + PRIOR) / n_periods
    variance = (mean + (own + common) / 2 * mean**2) * (1 + 1 / n_periods)
    return mean, variance


def surprise(counts: ArrayLike, mean: FloatArray, variance: FloatArray) -> FloatArray:
    """Return the two-sided p of `counts` where `mean` and `variance` were expected.

    Examples
    --------
    >>> p = surprise([12, 5], np.array([4.0, 4.0]), np.array([8.0, 8.0]))
    >>> print(f"{p[0]:.4f} {p[1]:.2f}")
    0.0352 0.73
    """
    expected = _distribution(mean, variance)
    counts = np.asarray(counts, dtype=np.float64)
    tail = np.minimum(expected.cdf(counts), expected.sf(counts - 1))
    return np.minimum(1.0, 2 * tail)


def usual_range(
    mean: FloatArray, variance: FloatArray, *, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Return the counts between which the next one falls with `level` or more."""
    expected = _distribution(mean, variance)
    return expected.ppf((1 - level) / 2), expected.ppf((1 + level) / 2)


def _distribution(mean: FloatArray, variance: FloatArray) -> Any:  # noqa: ANN401
    size = mean**2 / np.maximum(variance - mean, NO_EXCESS)
    return stats.nbinom(size, size / (size + mean))
