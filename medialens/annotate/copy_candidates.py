"""Candidates: pairs of texts that share enough runs to be worth an exact comparison.

Every fourth run, chosen by its hash, is looked up in one sorted array (Broder's sampling modulo
m), so that a text contained in a longer one is found as well as one that equals it. Of a short
text every run is looked up: a quarter of ten may be none.
"""

from collections.abc import Iterator, Sequence

import numpy as np

SAMPLED = 4  # one run in so many is looked up
SHORT = 64  # runs up to which a text's are looked up all
MOST_SHARED = 20  # texts with a run in common of which every pair is counted
LEAST_SHARE = 0.1  # of the shorter text's fourth part, to be a candidate
BLOCK = 4_000_000  # pairs counted at once, each as often as the two share a run
PARTS = 4  # the runs are sorted in so many parts, for the sake of memory

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Texts = np.ndarray[tuple[int], np.dtype[np.int32]]
Pairs = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def sampled(runs: Hashes) -> Hashes:
    """Return the runs of one text that are looked up."""
    return runs if len(runs) <= SHORT else runs[_is_fourth(runs)]


def candidates(samples: Sequence[Hashes]) -> Pairs:
    """Return pairs of positions in `samples`: lower, higher; sorted by the higher.

    Parameters
    ----------
    samples : sequence of arrays of uint64
        The sampled runs of each text, each once.

    Returns
    -------
    array of int64, two columns
        Pairs that share a tenth of what is looked up of the shorter text. Of a run that more than
        20 texts have, only the pairs with the first text and with the one before count, so that
        the work does not grow with the square of a widely printed story.
    """
    if not sum(map(len, samples)):
        return np.empty((0, 2), np.int64)
    texts = np.repeat(np.arange(len(samples), dtype=np.int32), [len(sample) for sample in samples])
    runs = np.concatenate(samples)
    sizes = np.bincount(texts[_is_fourth(runs)], minlength=len(samples))
    parts = (runs // np.uint64(SAMPLED) % np.uint64(PARTS)).astype(np.uint8)
    keys, n_shared = _counted(
        block
        for part in range(PARTS)
        for block in _pair_keys(runs[parts == part], texts[parts == part], len(samples))
    )
    right, left = keys // len(samples), keys % len(samples)
    enough = n_shared >= LEAST_SHARE * np.minimum(sizes[left], sizes[right])
    return np.stack([left[enough], right[enough]], axis=1)


def _is_fourth(runs: Hashes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return runs % np.uint64(SAMPLED) == 0


def _counted(blocks: Iterator[Numbers]) -> tuple[Numbers, Numbers]:
    """Return every pair once, with the number of times it came."""
    pairs, counts = np.empty(0, np.int64), np.empty(0, np.int64)
    for block in blocks:
        new, n_new = np.unique(block, return_counts=True)
        pairs, places = np.unique(np.concatenate([pairs, new]), return_inverse=True)
        counts = np.bincount(places, np.concatenate([counts, n_new])).astype(np.int64)
    return pairs, counts


def _pair_keys(runs: Hashes, texts: Texts, n_texts: int) -> Iterator[Numbers]:
    """Yield the pairs of texts with a run in common as ``right * n_texts + left``."""
    order = np.argsort(runs, kind="stable")  # texts stay ascending within a run
    runs, texts = runs[order], texts[order]
    starts = np.flatnonzero(np.append(True, runs[1:] != runs[:-1])[: len(runs)])
    lengths = np.diff(starts, append=len(runs))
    held: list[Numbers] = []
    for length in np.unique(lengths[lengths > 1]).tolist():
        left, right = _places(length)
        firsts = starts[lengths == length]
        step = max(1, BLOCK // len(left))
        for start in range(0, len(firsts), step):
            groups = texts[firsts[start : start + step, None] + np.arange(length)].astype(np.int64)
            held.append((groups[:, right] * n_texts + groups[:, left]).ravel())
            if sum(map(len, held)) >= BLOCK:
                yield np.concatenate(held)
                held = []
    yield np.concatenate([np.empty(0, np.int64), *held])


def _places(length: int) -> tuple[Numbers, Numbers]:
    """Return which of the texts with one run in common make pairs."""
    if length <= MOST_SHARED:
        left, right = np.triu_indices(length, k=1)
        return left.astype(np.int64), right.astype(np.int64)
    later = np.arange(1, length)
    return np.concatenate([0 * later, later[1:] - 1]), np.concatenate([later, later[1:]])
