"""Draws behind keywords: articles shuffled between two sides, or drawn again within each."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from medialens.compare.keyness import signed_g2
from medialens.compare.resampling import percentile_interval

BLOCK = 4_000_000  # cells of a permuted table held at once
LABELS = 100_000_000  # labels drawn in the second round, at most: seconds, whatever the collection
FEW = 10  # a word whose g2 fewer shuffles reach goes into the second round
FURTHER = 50  # shuffles of both rounds per shuffle of the first


def resampled_log_ratios(
    counts: sparse.csc_array,
    lengths: NDArray[np.float64],
    is_target: NDArray[np.bool_],
    resamples: int,
    seed: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the ends of the middle 95 % of log ratios, articles of each side drawn again."""
    rng = np.random.default_rng(seed)
    sides = []
    for rows in (is_target, ~is_target):
        n = int(rows.sum())
        drawn = rng.multinomial(n, np.full(n, 1 / n), size=resamples).T.astype(np.float64)
        sides.append((sparse.csc_array(counts[rows]), drawn, lengths[rows] @ drawn))
    size = max(1, BLOCK // resamples)
    ends = [np.empty((2, 0))]
    for start in range(0, counts.shape[1], size):
        here = slice(start, start + size)
        first, second = (
            np.log2((table[:, here].T @ drawn + 0.5) / (sizes + 0.5))
            for table, drawn, sizes in sides
        )
        ends.append(np.stack(percentile_interval((first - second).T)))
    low, high = np.concatenate(ends, axis=1)
    return low, high


def permutation_p(
    counts: sparse.csc_array,
    lengths: NDArray[np.float64],
    is_target: NDArray[np.bool_],
    permutations: int,
    seed: int,
) -> NDArray[np.float64]:
    """Return (b + 1) / (B + 1), b the shuffles with a ``g2`` at least as far from 0.

    Terms with a small b are shuffled on: thousands of tests need smaller p than 1 in 1,000.
    """
    if permutations < 1:
        return np.full(counts.shape[1], np.nan)
    rng = np.random.default_rng(seed)
    reached = _times_reached(counts, lengths, is_target, permutations, rng)
    done = np.full(counts.shape[1], permutations)
    more = min((FURTHER - 1) * permutations, LABELS // len(is_target))
    few = np.flatnonzero(reached < FEW)
    if few.size and more > 0:
        reached[few] += _times_reached(counts[:, few], lengths, is_target, more, rng)
        done[few] += more
    return (reached + 1) / (done + 1)


def _times_reached(
    counts: sparse.csc_array,
    lengths: NDArray[np.float64],
    is_target: NDArray[np.bool_],
    permutations: int,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    observed = permuted_g2(counts, lengths, is_target[:, None].astype(np.float64))
    block = max(1, BLOCK // max(counts.shape))
    reached = np.zeros(counts.shape[1])
    for start in range(0, permutations, block):
        drawn = min(block, permutations - start)
        labels = np.stack([rng.permutation(is_target) for _ in range(drawn)], axis=1)
        permuted = permuted_g2(counts, lengths, labels.astype(np.float64))
        reached += (permuted >= observed - 1e-9).sum(axis=1)  # equal tables differ in rounding
    return reached


def permuted_g2(
    counts: sparse.csc_array, lengths: NDArray[np.float64], labels: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return absolute ``g2``: one row per term, one column per labelling of the articles."""
    a = counts.T @ labels
    b = np.asarray(counts.sum(axis=0))[:, None] - a
    c = lengths @ labels
    return np.abs(signed_g2(a, b, c, lengths.sum() - c))
