"""Draws behind keywords of many articles: each is dealt out to the chunks that lie on the disk.

Labels are dealt to the chunks first (a hypergeometric draw for each, given what is left), then
within each, which is the same as shuffling all articles at once; draws with replacement likewise,
by multinomial draws.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from medialens.compare.keyness import log_ratio_of, signed_g2
from medialens.compare.resampling import percentile_interval
from medialens.partitioned.sides import Chunk, Laid

DRAWS = 100  # draws in memory at once, in each thread
TERMS = 2_000  # terms tested at once

Array = NDArray[np.float64]
Whole = NDArray[np.int64]
Dealt = Iterator[tuple[Chunk, NDArray[np.float32]]]  # with weights: articles by draws
Found = TypeVar("Found")


def permutation_p(
    laid: Laid, g2: Array, total: Array, draws: int, seeds: np.random.SeedSequence, *, threads: int
) -> Array:
    """Return (b + 1) / (B + 1), b the shuffles with a G2 at least as far from 0.

    Parameters
    ----------
    laid : Laid
        The counts.
    g2, total : ndarray
        The observed G2 and the occurrences of each term.
    draws : int
        B, the shuffles; with 0 every p is missing.
    seeds : SeedSequence
        Seed of the shuffles.
    threads : int
        Processor cores that share the work; p is the same with any number.
    """
    if draws < 1:
        return np.full(laid.n_terms, np.nan)
    least = np.abs(g2) - 1e-6  # equal tables differ in rounding
    n = sum(laid.n_words.values())

    def reached(size: int, rng: np.random.Generator) -> Whole:
        a, c = _summed(laid, _shuffled(laid, size, rng), size)
        found = [
            np.abs(signed_g2(a[here], total[here, None] - a[here], c, n - c)) >= least[here, None]
            for here in _slices(laid.n_terms)
        ]
        return np.concatenate([one.sum(axis=1) for one in found])

    times = sum(_in_blocks(reached, draws, seeds, threads), np.zeros(laid.n_terms, np.int64))
    return (times + 1) / (draws + 1)


def log_ratio_ends(
    laid: Laid, draws: int, seeds: np.random.SeedSequence, *, threads: int
) -> tuple[Array, Array]:
    """Return the middle 95 % of the log ratios, articles of each side drawn again.

    The parameters are those of `permutation_p`. The ratios lie on the disk until all are drawn.
    """

    def ratios(size: int, rng: np.random.Generator) -> Array:
        (a, c), (b, d) = (
            _summed(laid, _redrawn(laid, size, rng, side=side), size) for side in (True, False)
        )
        for here in _slices(laid.n_terms):
            a[here] = log_ratio_of(a[here], b[here], c, d)
        return a

    paths = []
    for number, found in enumerate(_in_blocks(ratios, draws, seeds, threads)):
        paths.append(laid.folder / f"ratios-{number:05d}.npy")
        np.save(paths[-1], found)
    ends = [
        percentile_interval(
            np.concatenate([np.load(path, mmap_mode="r")[here] for path in paths], axis=1).T
        )
        for here in _slices(laid.n_terms)
    ]
    low, high = np.concatenate([np.empty((2, 0)), *map(np.asarray, ends)], axis=1)
    return low, high


def _in_blocks(
    work: Callable[[int, np.random.Generator], Found],
    draws: int,
    seeds: np.random.SeedSequence,
    threads: int,
) -> Iterator[Found]:
    """Yield what comes out of some draws at a time; each block of them has a seed of its own."""
    sizes = [min(DRAWS, draws - begin) for begin in range(0, draws, DRAWS)]
    rngs = map(np.random.default_rng, seeds.spawn(len(sizes)))
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(work, sizes, rngs)


def _summed(laid: Laid, dealt: Dealt, size: int) -> tuple[Array, Array]:
    """Return weighted occurrences of each term, and weighted words: one column per draw."""
    terms, words = np.zeros((laid.n_terms, size)), np.zeros(size)
    for chunk, weights in dealt:
        terms += chunk.counts @ weights
        words += chunk.sizes @ weights
    return terms, words


def _shuffled(laid: Laid, size: int, rng: np.random.Generator) -> Dealt:
    """Yield the articles with the labels of each shuffle: 1 in the target, 0 elsewhere."""
    n_target, n_other = (np.full(size, laid.n_articles[side]) for side in (True, False))
    for chunk in laid.chunks():
        n = len(chunk.sizes)
        here = rng.hypergeometric(n_target, n_other, n)
        n_target, n_other = n_target - here, n_other - (n - here)
        yield chunk, np.ascontiguousarray(_labels(n, here, rng).T, dtype=np.float32)


def _redrawn(laid: Laid, size: int, rng: np.random.Generator, *, side: bool) -> Dealt:
    """Yield the articles of a side with how often each is drawn, with replacement."""
    left = laid.n_articles[side]
    drawn = np.full(size, left)
    for chunk in laid.chunks(side):
        n = len(chunk.sizes)
        here = rng.binomial(drawn, n / left)
        cells = np.repeat(np.arange(size), here) + size * rng.integers(n, size=here.sum())
        times = np.bincount(cells, minlength=n * size).reshape(n, size)
        left, drawn = left - n, drawn - here
        yield chunk, times.astype(np.float32)


def _labels(n: int, n_first: Whole, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Return rows of `n` labels, of which so many are True: those of the smallest numbers."""
    numbers = rng.integers(2**32, size=(len(n_first), n), dtype=np.uint32)
    ordered = np.sort(numbers, axis=1)
    last = ordered[np.arange(len(n_first)), np.maximum(n_first, 1) - 1]
    labels = (numbers <= last[:, None]) & (n_first > 0)[:, None]
    for row in np.flatnonzero(labels.sum(axis=1) != n_first):  # two of one number
        labels[row] = np.argsort(np.argsort(numbers[row])) < n_first[row]
    return labels


def _slices(n: int) -> Iterator[slice]:
    yield from (slice(begin, begin + TERMS) for begin in range(0, n, TERMS))
