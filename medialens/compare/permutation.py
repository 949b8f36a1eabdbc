"""Permutation tests of differences of means: labels of whole articles change hands."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from medialens.compare.intervals import FloatArray
from medialens.compare.resampling import SEED

DRAWS = 4999
BLOCK = 8_000_000  # labels held at once
NEARLY = 1e-9  # statistics closer than this are equal: sums come in another order

BoolArray = NDArray[np.bool_]


def studentized(values: FloatArray, is_first: FloatArray) -> FloatArray:
    """Return Welch's t of first against second, one row per labelling, one column per test.

    Parameters
    ----------
    values : ndarray
        One row per article, one column per test; NaN where the article has no value.
    is_first : ndarray
        One row per labelling, one column per article: 1 for the first group, 0 for the second.

    Returns
    -------
    ndarray
        0 where a group has fewer than two values or both means are equal; infinite where two
        groups without any spread differ.

    Notes
    -----
    The statistic is divided by its own error in every labelling, so that the test holds for
    means even where the groups differ in spread.

    References
    ----------
    Janssen, A. (1997). Studentized permutation tests for non-i.i.d. hypotheses and the generalized
    Behrens-Fisher problem. Statistics & Probability Letters 36, 9-21.

    Examples
    --------
    >>> values = np.array([[1.0], [2.0], [3.0], [5.0]])
    >>> studentized(values, np.array([[1.0, 1.0, 0.0, 0.0]])).round(3).tolist()
    [[-2.236]]
    """
    present = ~np.isnan(values)
    filled = np.where(present, values, 0.0)
    center = filled.sum(axis=0) / np.maximum(present.sum(axis=0), 1)
    filled = np.where(present, values - center, 0.0)  # sums of squares lose no digits
    known = present.astype(np.float64)
    first = [is_first @ part for part in (known, filled, filled**2)]
    second = [
        part.sum(axis=0) - here
        for part, here in zip((known, filled, filled**2), first, strict=True)
    ]
    (mean_a, error_a), (mean_b, error_b) = (_mean_and_error(*group) for group in (first, second))
    gap, error = mean_a - mean_b, error_a + error_b
    is_equal = (np.abs(gap) < NEARLY) | np.isnan(error)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(is_equal, 0.0, gap / np.sqrt(error))


def _mean_and_error(
    n: FloatArray, total: FloatArray, squares: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the mean, and its squared standard error (NaN below two values)."""
    enough = np.where(n > 1, n, np.nan)
    mean = total / enough
    variance = np.maximum(squares - enough * mean**2, 0.0) / (enough - 1)
    return mean, np.where(variance < NEARLY**2, 0.0, variance) / enough


def permuted(
    values: FloatArray, is_first: BoolArray, *, seed: int = SEED, draws: int = DRAWS
) -> Iterator[FloatArray]:
    """Yield `studentized` for labellings drawn at random, some draws at a time.

    The same articles change hands for all tests of a draw, so that the largest statistic of a
    draw is one of the family.
    """
    for labels in labellings(is_first, seed=seed, draws=draws):
        yield studentized(values, labels)


def labellings(
    is_first: BoolArray, *, seed: int = SEED, draws: int = DRAWS
) -> Iterator[FloatArray]:
    """Yield labellings drawn at random, some draws at a time: rows of 1 (first) and 0."""
    generator = np.random.default_rng(seed)
    labels = is_first.astype(np.float64)
    size = max(1, min(draws, BLOCK // max(1, len(labels))))
    for start in range(0, draws, size):
        rows = min(size, draws - start)
        yield generator.permuted(np.tile(labels, (rows, 1)), axis=1)


def p_of(n_as_large: FloatArray, draws: int) -> FloatArray:
    """Return (b + 1) / (B + 1) for `n_as_large` of `draws` statistics as large as the observed.

    References
    ----------
    Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical
    Applications in Genetics and Molecular Biology 9, article 39.

    Examples
    --------
    >>> float(p_of(np.array(0), 4999))
    0.0002
    """
    return np.asarray((n_as_large + 1) / (draws + 1))


def as_large(drawn: FloatArray, observed: FloatArray) -> BoolArray:
    """Return where the drawn statistics are as far from 0 as the observed ones."""
    return np.asarray(np.abs(drawn) >= np.abs(observed) * (1 - NEARLY) - NEARLY)


def step_down(drawn: FloatArray, observed: FloatArray) -> FloatArray:
    """Return Westfall and Young's adjusted p-values by the step-down largest |t|.

    Parameters
    ----------
    drawn : ndarray
        |t| or t of every draw (rows) and test (columns) of the family.
    observed : ndarray
        The statistics of the tests as they are.

    Returns
    -------
    ndarray
        One adjusted p per test: calling everything with p < .05 a finding lets at most one
        family in twenty hold a false one.

    References
    ----------
    Westfall, P. H. & Young, S. S. (1993). Resampling-based multiple testing (algorithm 4.1).
    """
    order = np.argsort(-np.abs(observed), kind="stable")
    if not len(order):
        return np.empty(0)
    largest = np.maximum.accumulate(np.abs(drawn[:, order[::-1]]), axis=1)[:, ::-1]
    counts = as_large(largest, observed[order]).sum(axis=0)
    adjusted = np.empty(len(order))
    adjusted[order] = np.maximum.accumulate(p_of(counts, len(drawn)))
    return adjusted
