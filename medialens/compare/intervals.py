"""Intervals and tests, over whole columns at a time.

Every function takes numbers or arrays and returns arrays of their common shape. What cannot be
said (a variance from one observation, a share of nothing) is NaN.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

FloatArray = NDArray[np.float64]

NO_SPREAD = 1e-20  # a variance below this is the rounding of equal numbers


def wilson(k: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> tuple[FloatArray, FloatArray]:
    """Return Wilson's score interval for the share `k` of `n`.

    Parameters
    ----------
    k, n : array_like
        Counts, ``0 <= k <= n``.
    level : float, default 0.95
        Coverage.

    Returns
    -------
    low, high : ndarray
        Ends between 0 and 1; NaN where `n` is 0.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> low, high = wilson(81, 263)
    >>> print(f"{low:.4f} {high:.4f}")
    0.2553 0.3662
    """
    k, n = _floats(k), _floats(n)
    n = np.where(n > 0, n, np.nan)
    z = stats.norm.ppf((1 + level) / 2)
    share, scale = k / n, 1 + z**2 / n
    center = (share + z**2 / (2 * n)) / scale
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / scale
    # At k = 0 and k = n an end is the share itself; rounding must not carry it to either side.
    return np.clip(center - half, 0, share), np.clip(center + half, share, 1)


def newcombe(
    k_a: ArrayLike, n_a: ArrayLike, k_b: ArrayLike, n_b: ArrayLike, *, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Return Newcombe's hybrid interval for the difference of two shares, a minus b.

    Parameters
    ----------
    k_a, n_a, k_b, n_b : array_like
        Counts of the two independent samples.
    level : float, default 0.95
        Coverage.

    Returns
    -------
    low, high : ndarray
        Ends between -1 and 1; NaN where a sample is empty.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent
    proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890 (method 10).

    Examples
    --------
    >>> low, high = newcombe(56, 70, 48, 80)
    >>> print(f"{low:.4f} {high:.4f}")
    0.0524 0.3339
    """
    low_a, high_a = wilson(k_a, n_a, level=level)
    low_b, high_b = wilson(k_b, n_b, level=level)
    share_a = _floats(k_a) / np.where(_floats(n_a) > 0, _floats(n_a), np.nan)
    share_b = _floats(k_b) / np.where(_floats(n_b) > 0, _floats(n_b), np.nan)
    gap = share_a - share_b
    low = gap - np.hypot(share_a - low_a, high_b - share_b)
    high = gap + np.hypot(high_a - share_a, share_b - low_b)
    return low, high


def mean_interval(
    mean: ArrayLike, variance: ArrayLike, n: ArrayLike, *, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Return Student's t interval for a mean.

    Parameters
    ----------
    mean, variance : array_like
        Mean and sample variance (divisor ``n - 1``) of the observations.
    n : array_like
        Number of observations.
    level : float, default 0.95
        Coverage.

    Returns
    -------
    low, high : ndarray
        NaN where `n` is below 2. Observations without any spread give an interval of no width.
    """
    mean, variance, n = _floats(mean), _spread(variance), _floats(n)
    df = np.where(n > 1, n - 1, np.nan)
    half = stats.t.ppf((1 + level) / 2, df) * np.sqrt(variance / n)
    return mean - half, mean + half


def welch_interval(
    gap: ArrayLike,
    variances: tuple[ArrayLike, ArrayLike],
    sizes: tuple[ArrayLike, ArrayLike],
    *,
    level: float = 0.95,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return Welch's interval and two-sided p for a difference of two means.

    Parameters
    ----------
    gap : array_like
        Mean of the first sample minus mean of the second.
    variances : tuple of array_like
        The two sample variances (divisor ``n - 1``).
    sizes : tuple of array_like
        The two sample sizes.
    level : float, default 0.95
        Coverage.

    Returns
    -------
    low, high, p : ndarray
        NaN where a sample has fewer than two observations, and where two samples without any
        spread differ: no error can be estimated from them. Two such samples with the same mean
        have ``p`` 1.

    References
    ----------
    Welch, B. L. (1947). The generalization of "Student's" problem when several different
    population variances are involved. Biometrika 34, 28-35.
    """
    gap = _floats(gap)
    error_a, error_b = (_spread(v) / _floats(n) for v, n in zip(variances, sizes, strict=True))
    df_a, df_b = (np.where(_floats(n) > 1, _floats(n) - 1, np.nan) for n in sizes)
    error = error_a + error_b
    known = np.where(error > 0, error, np.nan)
    df = known**2 / (error_a**2 / df_a + error_b**2 / df_b + np.where(error > 0, 0, np.nan))
    half = stats.t.ppf((1 + level) / 2, df) * np.sqrt(known)
    p = 2 * stats.t.sf(np.abs(gap) / np.sqrt(known), df)
    same = (error == 0) & (np.abs(gap) < np.sqrt(NO_SPREAD))
    half, p = np.where(same, 0.0, half), np.where(same, 1.0, p)
    return gap - half, gap + half, p


def detectable_gap(
    variances: tuple[ArrayLike, ArrayLike],
    sizes: tuple[ArrayLike, ArrayLike],
    *,
    power: float = 0.8,
    level: float = 0.95,
) -> FloatArray:
    """Return the difference of means that two samples would find with probability `power`.

    Parameters
    ----------
    variances : tuple of array_like
        The two sample variances.
    sizes : tuple of array_like
        The two sample sizes.
    power : float, default 0.8
        Probability that a true gap of this size gives an interval without 0.
    level : float, default 0.95
        Coverage of that interval.

    Returns
    -------
    ndarray
        A gap of either sign, in the unit of the means (normal approximation: a little too
        small below twenty observations a side).

    Examples
    --------
    >>> round(float(detectable_gap((0.47**2, 0.47**2), (25, 25))), 2)
    0.37
    """
    error = sum(_spread(v) / _floats(n) for v, n in zip(variances, sizes, strict=True))
    return np.asarray((stats.norm.ppf((1 + level) / 2) + stats.norm.ppf(power)) * np.sqrt(error))


def benjamini_hochberg(p: ArrayLike) -> FloatArray:
    """Return Benjamini and Hochberg's adjusted p-values (q), over the p-values that exist.

    Parameters
    ----------
    p : array_like
        p-values; NaN where there was no test.

    Returns
    -------
    ndarray
        ``q``, NaN where `p` is. Calling everything with ``q < .10`` a finding lets, on average,
        at most one finding in ten be false.

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate: a practical and
    powerful approach to multiple testing. Journal of the Royal Statistical Society B 57, 289-300.
    """
    p = _floats(p)
    q = np.full(p.shape, np.nan)
    tested = ~np.isnan(p)
    if tested.any():
        q[tested] = stats.false_discovery_control(p[tested], method="bh")
    return q


def _floats(values: ArrayLike) -> FloatArray:
    return np.asarray(values, dtype=np.float64)


def _spread(variance: ArrayLike) -> FloatArray:
    values = _floats(variance)
    return np.where(values < NO_SPREAD, 0.0, values)
