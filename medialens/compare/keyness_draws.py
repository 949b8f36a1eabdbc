"""Draws behind keywords: articles shuffled between two sides, or drawn again within each."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from medialens.compare.resampling import percentile_interval

BLOCK = 1_000_000  # cells of a table of draws held at once, in each thread
LABELS = 100_000_000  # labels drawn in the second round, at most: seconds, whatever the collection
FEW = 10  # a word whose g2 fewer shuffles reach goes into the second round
EXACT = 2**24  # up to here 32 bits hold every whole number
FURTHER = 50  # shuffles of both rounds per shuffle of the first


def resampled_log_ratios(
    counts: sparse.csc_array,
    lengths: NDArray[np.float64],
    is_target: NDArray[np.bool_],
    resamples: int,
    seed: int,
    *,
    threads: int = 1,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the ends of the middle 95 % of log ratios, articles of each side drawn again."""
    rng = np.random.default_rng(seed)
    sides = []
    for rows in (is_target, ~is_target):
        n = int(rows.sum())
        drawn = rng.multinomial(n, np.full(n, 1 / n), size=resamples).T.astype(np.float64)
        sides.append((sparse.csc_array(counts[rows]), drawn, lengths[rows] @ drawn))

    def ends(here: slice) -> NDArray[np.float64]:
        first, second = (
            np.log2((table[:, here].T @ drawn + 0.5) / (sizes + 0.5))
            for table, drawn, sizes in sides
        )
        return np.stack(percentile_interval((first - second).T))

    size = max(1, BLOCK // resamples)
    blocks = [slice(start, start + size) for start in range(0, counts.shape[1], size)]
    with ThreadPoolExecutor(threads) as pool:
        low, high = np.concatenate([np.empty((2, 0)), *pool.map(ends, blocks)], axis=1)
    return low, high


def permutation_p(
    counts: sparse.csc_array,
    lengths: NDArray[np.float64],
    is_target: NDArray[np.bool_],
    permutations: int,
    seed: int,
    *,
    threads: int = 1,
) -> NDArray[np.float64]:
    """Return (b + 1) / (B + 1), b the shuffles with a ``g2`` at least as far from 0.

    Terms with a small b are shuffled on: thousands of tests need smaller p than 1 in 1,000.
    """
    if permutations < 1:
        return np.full(counts.shape[1], np.nan)
    first, second = np.random.SeedSequence(seed).spawn(2)
    reached = _times_reached(counts, lengths, is_target, permutations, first, threads)
    done = np.full(counts.shape[1], permutations)
    more = min((FURTHER - 1) * permutations, LABELS // len(is_target))
    few = np.flatnonzero(reached < FEW)
    if few.size and more > 0:
        reached[few] += _times_reached(counts[:, few], lengths, is_target, more, second, threads)
        done[few] += more
    return (reached + 1) / (done + 1)


def _times_reached(
    counts: sparse.csc_array,
    lengths: NDArray[np.float64],
    is_target: NDArray[np.bool_],
    permutations: int,
    seeds: np.random.SeedSequence,
    threads: int,
) -> NDArray[np.float64]:
    """Count the shuffles; each block of them has a seed of its own, whichever thread takes it."""
    observed = permuted_g2(counts, lengths, is_target[:, None])
    block = max(1, BLOCK // max(counts.shape))
    sizes = [min(block, permutations - start) for start in range(0, permutations, block)]

    def reached(size: int, seed: np.random.SeedSequence) -> NDArray[np.float64]:
        labels = np.random.default_rng(seed).permuted(np.tile(is_target[:, None], size), axis=0)
        permuted = permuted_g2(counts, lengths, labels)
        return (permuted >= observed - 1e-6).sum(axis=1)  # equal tables differ in rounding

    with ThreadPoolExecutor(threads) as pool:
        return np.sum([*pool.map(reached, sizes, seeds.spawn(len(sizes)))], axis=0)


def permuted_g2(
    counts: sparse.csc_array, lengths: NDArray[np.float64], labels: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return absolute ``g2``: one row per term, one column per labelling of the articles.

    The same as `medialens.compare.keyness.signed_g2` in its sums of ``x log x``; those of counts
    are looked up, since counts are whole and few differ.
    """
    total = np.asarray(counts.sum(axis=0))
    entropy = _x_log_x(np.arange(int(total.max(initial=0)) + 1, dtype=np.float64))
    n, c = lengths.sum(), lengths @ labels
    exact = np.float32 if total.max(initial=0) < EXACT else np.float64
    a = (counts.T.astype(exact) @ labels.astype(exact)).astype(np.float64)
    b = total[:, None] - a
    cells = entropy[a.astype(np.int64)] + entropy[b.astype(np.int64)]
    cells += _x_log_x(c - a) + _x_log_x((n - c) - b)
    margins = (_x_log_x(total) + _x_log_x(n - total))[:, None] + (_x_log_x(c) + _x_log_x(n - c))
    return np.abs(2 * (cells + _x_log_x(n) - margins))


def _x_log_x(values: ArrayLike) -> NDArray[np.float64]:
    values = np.asarray(values, dtype=np.float64)
    return values * np.log(np.maximum(values, 1.0))  # whole numbers; 0 log 0 is 0
