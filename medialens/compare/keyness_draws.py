"""Draws behind keywords: articles shuffled between two sides, or drawn again within each."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from medialens.compare.resampling import percentile_interval

BLOCK = 1_000_000  # cells of a table of draws held at once, in each thread
LABELS = 100_000_000  # labels drawn after the first round, at most: seconds, however many articles
FEW = 10  # a word whose g2 fewer shuffles reach goes into the next round
EXACT = 2**24  # up to here 32 bits hold every whole number
ROUNDS = (1, 4, 10, 35)  # shuffles of each round, per shuffle that was asked for


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

    References
    ----------
    Besag, J. & Clifford, P. (1991). Sequential Monte Carlo p-values. Biometrika 78, 301-304.
    """
    n_terms = counts.shape[1]
    if permutations < 1:
        return np.full(n_terms, np.nan)
    reached, done = np.zeros(n_terms, np.int64), np.zeros(n_terms, np.int64)
    most = permutations + LABELS // len(is_target)
    seeds = np.random.SeedSequence(seed).spawn(len(ROUNDS))
    for n_rounds, own_seed in zip(ROUNDS, seeds, strict=True):
        few = np.flatnonzero(reached < FEW)
        n = min(n_rounds * permutations, most - int(done.max(initial=0)))
        if few.size and n > 0:
            these = counts if few.size == n_terms else counts[:, few]
            reached[few] += _times_reached(these, lengths, is_target, n, own_seed, threads)
            done[few] += n
    return (reached + 1) / (done + 1)


def _times_reached(
    counts: sparse.csc_array,
    lengths: NDArray[np.float64],
    is_target: NDArray[np.bool_],
    permutations: int,
    seeds: np.random.SeedSequence,
    threads: int,
) -> NDArray[np.int64]:
    """Count the shuffles; each block of them has a seed of its own, whichever thread takes it."""
    words = _Words(counts, lengths)
    observed = permuted_g2(counts, lengths, is_target[:, None]).ravel()
    block = max(1, BLOCK // max(counts.shape))
    sizes = [min(block, permutations - start) for start in range(0, permutations, block)]

    def reached(size: int, seed: np.random.SeedSequence) -> NDArray[np.int64]:
        return words.reached(_shuffled(is_target, size, seed), observed)

    with ThreadPoolExecutor(threads) as pool:
        return np.sum([*pool.map(reached, sizes, seeds.spawn(len(sizes)))], axis=0)


def _shuffled(
    is_target: NDArray[np.bool_], size: int, seed: np.random.SeedSequence
) -> NDArray[np.bool_]:
    """Return shuffled labels, one column per shuffle: those of the smallest random numbers."""
    numbers = np.random.default_rng(seed).integers(
        2**32, size=(size, len(is_target)), dtype=np.uint32
    )
    last = int(is_target.sum()) - 1
    labels = numbers <= np.partition(numbers, last, axis=1)[:, last, None]
    for row in np.flatnonzero(labels.sum(axis=1) > last + 1):  # two of one number
        labels[row] = False
        labels[row, np.argpartition(numbers[row], last)[: last + 1]] = True
    return labels.T


def permuted_g2(
    counts: sparse.csc_array, lengths: NDArray[np.float64], labels: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return absolute ``g2``: one row per term, one column per labelling of the articles.

    The same as `medialens.compare.keyness.signed_g2` in its sums of ``x log x``.
    """
    words = _Words(counts, lengths)
    a, c = words.in_target(labels)
    return words.g2(a, c, words.total[:, None])


class _Words:
    """The counts of words, ready for many labellings of the articles."""

    def __init__(self, counts: sparse.csc_array, lengths: NDArray[np.float64]) -> None:
        self.total = np.asarray(counts.sum(axis=0), dtype=np.float64)
        self.n = float(lengths.sum())
        most = int(self.total.max(initial=0))
        # sparse as well: a product of dense arrays would take all cores, in every thread
        sizes = lengths[None, :].astype(np.float32 if self.n < EXACT else np.float64)
        self._lengths: sparse.csr_array = sparse.csr_array(sizes)
        self._counts = counts.T.astype(np.float32 if most < EXACT else np.float64)
        # counts are whole and few differ: their x log x is looked up
        self._entropy = _x_log_x(np.arange(most + 1, dtype=np.float64))

    def in_target(self, labels: NDArray[np.bool_]) -> tuple[NDArray[np.float64], ...]:
        """Return how often each word stands in the target, and the target's words."""
        dense = np.ascontiguousarray(labels).astype(self._counts.dtype)
        words, all_words = self._counts @ dense, (self._lengths @ dense)[0]
        return words.astype(np.float64), all_words.astype(np.float64)

    def reached(
        self, labels: NDArray[np.bool_], observed: NDArray[np.float64]
    ) -> NDArray[np.int64]:
        """Return how many labellings give each word a ``g2`` as far from 0 as the observed one.

        G2 is at most twice Pearson's chi-squared, which takes no logarithm (Kullback and Leibler's
        divergence is at most that of chi-squared): most need no second look.
        """
        least = observed - 1e-6  # equal tables differ in rounding
        a, c = self.in_target(labels)
        others = self.total * (self.n - self.total) / self.n**3
        bound = np.outer(np.maximum(least, 0) / 2 * others, c * (self.n - c)) * (1 - 1e-9)
        term, draw = np.nonzero((a - np.outer(self.total, c / self.n)) ** 2 >= bound)
        g2 = self.g2(a[term, draw], c[draw], self.total[term])
        return np.bincount(term[g2 >= least[term]], minlength=len(observed))

    def g2(
        self, a: NDArray[np.float64], c: NDArray[np.float64], total: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return absolute ``g2`` of words that stand `a` times in a target of `c` words."""
        b, n = total - a, self.n
        cells = self._entropy[a.astype(np.int64)] + self._entropy[b.astype(np.int64)]
        cells += _x_log_x(c - a) + _x_log_x((n - c) - b)
        margins = (_x_log_x(total) + _x_log_x(n - total)) + (_x_log_x(c) + _x_log_x(n - c))
        return np.abs(2 * (cells + _x_log_x(n) - margins))


def _x_log_x(values: ArrayLike) -> NDArray[np.float64]:
    values = np.asarray(values, dtype=np.float64)
    return values * np.log(np.maximum(values, 1.0))  # whole numbers; 0 log 0 is 0
