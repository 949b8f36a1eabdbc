"""Candidates: pairs of texts that share enough runs to be worth an exact comparison.

Every fourth run, chosen by its hash, is looked up in one sorted array (Broder's sampling modulo
m), so that a text contained in a longer one is found as well as one that equals it.
"""

from collections.abc import Iterator, Sequence

import numpy as np

SAMPLED = 4  # one run in so many is looked up
MOST_SHARED = 50  # texts with a run in common of which every pair is counted
LEAST_SHARE = 0.2  # of the shorter text's sampled runs, to be a candidate

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]
Pairs = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def sampled(runs: Hashes) -> Hashes:
    """Return the runs that are looked up; of a text that has few, see `candidates`."""
    return runs[runs % np.uint64(SAMPLED) == 0]


def candidates(samples: Sequence[Hashes]) -> list[tuple[int, int]]:
    """Return pairs of positions in `samples`, the lower first, sorted.

    Parameters
    ----------
    samples : sequence of arrays of uint64
        The sampled runs of each text, each once.

    Returns
    -------
    list of (int, int)
        Pairs that share at least a fifth of the shorter sample. Of a run that more than 50 texts
        have, only the pairs with the first text and with the one before count, so that the work
        does not grow with the square of a widely printed story.
    """
    sizes = np.array([len(sample) for sample in samples], np.int64)
    if not sizes.sum():
        return []
    runs = np.concatenate(samples)
    texts = np.repeat(np.arange(len(samples)), sizes)
    order = np.lexsort((texts, runs))
    runs, texts = runs[order], texts[order]
    starts = np.flatnonzero(np.concatenate([[True], runs[1:] != runs[:-1]]))
    lengths = np.diff(np.concatenate([starts, [len(runs)]]))
    keys = np.concatenate(
        [np.empty(0, np.int64), *_pair_keys(texts, starts, lengths, len(samples))]
    )
    pairs, n_shared = np.unique(keys, return_counts=True)
    left, right = pairs // len(samples), pairs % len(samples)
    enough = n_shared >= LEAST_SHARE * np.minimum(sizes[left], sizes[right])
    return list(zip(left[enough].tolist(), right[enough].tolist(), strict=True))


def _pair_keys(
    texts: np.ndarray, starts: np.ndarray, lengths: np.ndarray, n_texts: int
) -> Iterator[np.ndarray]:
    """Yield the pairs of texts with a run in common as ``left * n_texts + right``."""
    for length in np.unique(lengths[lengths > 1]).tolist():
        firsts = starts[lengths == length]
        groups = texts[firsts[:, None] + np.arange(length)]  # one row per run, texts ascending
        if length <= MOST_SHARED:
            left, right = np.triu_indices(length, k=1)
        else:
            left = np.concatenate([np.zeros(length - 1, int), np.arange(1, length - 1)])
            right = np.concatenate([np.arange(1, length), np.arange(2, length)])
        yield (groups[:, left] * n_texts + groups[:, right]).ravel()
