"""Intervals for shares whose units are not independent: whole articles are drawn again."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from medialens.compare.intervals import FloatArray

FEWEST = 40  # distinct articles below which resampled intervals are too narrow to print
DRAWS = 1999
SEED = 20250101
BLOCK = 4_000_000  # weights held at once


def resampled_ratios(
    parts: ArrayLike, wholes: ArrayLike, *, seed: int = SEED, draws: int = DRAWS
) -> FloatArray:
    """Return ratios of sums over rows that are drawn again, with replacement.

    Parameters
    ----------
    parts, wholes : array_like
        One row per distinct article, one column per ratio: what the article adds to the
        ratio's numerator and to its denominator.
    seed : int
        Seed of the draws; the same seed gives the same ratios.
    draws : int, default 1999
        How often as many rows as there are get drawn.

    Returns
    -------
    ndarray
        One row per draw, one column per ratio; NaN where a denominator is 0. All columns of a
        draw rest on the same articles, so that the difference of two columns may be taken.

    References
    ----------
    Cameron, A. C., Gelbach, J. B. & Miller, D. L. (2008). Bootstrap-based improvements for
    inference with clustered errors. Review of Economics and Statistics 90, 414-427.

    Examples
    --------
    >>> resampled_ratios([[1.0], [1.0]], [[4.0], [4.0]], draws=3).ravel().tolist()
    [0.25, 0.25, 0.25]
    """
    above, below = (np.asarray(values, dtype=np.float64) for values in (parts, wholes))
    sums = [(w @ above, w @ below) for w in _weights(len(above), draws, seed)]
    top, bottom = (np.concatenate(blocks) for blocks in zip(*sums, strict=True))
    return top / np.where(bottom > 0, bottom, np.nan)


def percentile_interval(
    ratios: FloatArray, *, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Return the middle `level` of each column of `resampled_ratios`.

    Examples
    --------
    >>> low, high = percentile_interval(np.linspace(0, 1, 101)[:, None], level=0.9)
    >>> print(f"{low[0]:.2f} {high[0]:.2f}")
    0.05 0.95
    """
    tail = (1 - level) / 2
    low, high = np.quantile(ratios, [tail, 1 - tail], axis=0)
    return low, high


def why_no_interval(n_clusters: int, *, fewest: int) -> str:
    """Say in words why a share has no number or no interval; empty where it has both."""
    if n_clusters < fewest:
        return f"no number: {n_clusters} distinct articles, {fewest} are needed"
    if n_clusters < FEWEST:
        return f"no interval: {n_clusters} distinct articles, {FEWEST} are needed"
    return ""


def _weights(n: int, draws: int, seed: int) -> Iterator[FloatArray]:
    """Yield how often each of `n` rows is drawn, some draws at a time."""
    generator = np.random.default_rng(seed)
    size = max(1, BLOCK // max(1, n))
    for start in range(0, draws, size):
        rows = min(size, draws - start)
        yield generator.multinomial(n, np.full(n, 1 / n), size=rows).astype(np.float64)
