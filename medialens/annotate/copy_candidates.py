"""Candidates: pairs of texts that share enough runs to be worth an exact comparison.

Every fourth run, chosen by its hash, is looked up in one sorted array (Broder's sampling modulo
m), so that a text contained in a longer one is found as well as one that equals it. Of a short
text every run is looked up: a quarter of ten may be none.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np

from medialens.annotate.runs import Hashes, Runs

SAMPLED = 4  # one run in so many is looked up
SHORT = 64  # runs up to which a text's are looked up all
MOST_SHARED = 20  # texts with a run in common of which every pair is counted
LEAST_SHARE = 0.1  # of the shorter text's fourth part, to be a candidate
BLOCK = 4_000_000  # pairs counted at once, each as often as the two share a run
PARTS = 4  # the runs are sorted in so many parts at least, for the sake of memory
TEXTS = 25_000  # texts to a part

Array = np.ndarray[Any, np.dtype[Any]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Texts = np.ndarray[tuple[int], np.dtype[np.int32]]


class Drawers(Protocol):
    """Where arrays are laid down by name, and taken out again."""

    def put(self, name: str, *arrays: Array) -> None:
        """Lay down arrays of one length beside those of this name."""

    def take(self, name: str) -> Sequence[Array]:
        """Take out what was laid down under a name, in that order; nothing if nothing was."""


class InMemory:
    """Drawers in memory."""

    def __init__(self) -> None:
        self._held: dict[str, list[tuple[Array, ...]]] = {}

    def put(self, name: str, *arrays: Array) -> None:
        """Lay down arrays of one length beside those of this name."""
        self._held.setdefault(name, []).append(arrays)

    def take(self, name: str) -> Sequence[Array]:
        """Take out what was laid down under a name, in that order; nothing if nothing was."""
        held = self._held.pop(name, [])
        return [np.concatenate(several) for several in zip(*held, strict=True)]


def sampled(runs: Hashes) -> Hashes:
    """Return the runs of one text that are looked up."""
    return runs if len(runs) <= SHORT else runs[_is_fourth(runs)]


def candidates(
    runs: Sequence[Runs], chosen: Numbers, drawers: Drawers | None = None
) -> Iterator[tuple[int, int]]:
    """Yield pairs of texts worth a comparison: lower number, higher; sorted by the higher.

    Parameters
    ----------
    runs : sequence of Runs
        The runs of each text.
    chosen : array of int
        The texts in question, ascending.
    drawers : Drawers, optional
        Where numbers are laid down on the way; by default in memory.

    Yields
    ------
    tuple of two int
        Pairs that share a tenth of what is looked up of the shorter text. Of a run that more than
        20 texts have, only the pairs with the first text and with the one before count, so that
        the work does not grow with the square of a widely printed story.
    """
    drawers = drawers or InMemory()
    parts = max(PARTS, len(chosen) // TEXTS)
    for part in range(parts):
        drawers.put(f"runs {part}", np.empty(0, np.uint64), np.empty(0, np.int32))
        drawers.put(f"pairs {part}", np.empty(0, np.int64), np.empty(0, np.int32))
    sizes = _lay_down(runs, chosen, drawers, parts)
    for part in range(parts):
        hashes, texts = drawers.take(f"runs {part}")
        for keys in _pair_keys(hashes, texts, len(chosen)):
            _lay_pairs(*_counted(keys), len(chosen), parts, drawers)
    for part in range(parts):
        keys, counts = drawers.take(f"pairs {part}")
        right, left = _enough(keys, counts, sizes)
        yield from zip(chosen[left].tolist(), chosen[right].tolist(), strict=True)


def _lay_down(runs: Sequence[Runs], chosen: Numbers, drawers: Drawers, parts: int) -> Numbers:
    """Lay down the sampled runs of all texts in parts by their hash; return each text's size."""
    sizes = np.zeros(len(chosen), np.int64)
    for begin in range(0, len(chosen), TEXTS):
        samples = [sampled(runs[number].all) for number in chosen[begin : begin + TEXTS].tolist()]
        numbers = np.arange(begin, begin + len(samples), dtype=np.int32)
        texts = np.repeat(numbers, [len(sample) for sample in samples])
        hashes = np.concatenate([np.empty(0, np.uint64), *samples])
        sizes += np.bincount(texts[_is_fourth(hashes)], minlength=len(chosen))
        part_of = (hashes // np.uint64(SAMPLED) % np.uint64(parts)).astype(np.int64)
        for part in range(parts):
            here = part_of == part
            drawers.put(f"runs {part}", hashes[here], texts[here])
    return sizes


def _counted(keys: Numbers) -> tuple[Numbers, Texts]:
    """Return the different keys, ascending, and how often each is there; `keys` are sorted."""
    keys.sort()
    starts = _starts(keys)
    return keys[starts], np.diff(starts, append=len(keys)).astype(np.int32)


def _lay_pairs(keys: Numbers, counts: Texts, n_texts: int, parts: int, drawers: Drawers) -> None:
    """Lay down pairs with their counts, in parts by the higher text."""
    ends = np.searchsorted(
        keys, [-(-n_texts * part // parts) * n_texts for part in range(1, parts)]
    )
    for part, (some, n) in enumerate(
        zip(np.split(keys, ends), np.split(counts, ends), strict=True)
    ):
        if len(some):
            drawers.put(f"pairs {part}", some, n)


def _enough(keys: Numbers, counts: Texts, sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Return the higher and the lower texts of the pairs that share enough."""
    order = np.argsort(keys)
    keys = keys[order]
    starts = _starts(keys)
    n_shared = np.add.reduceat(counts[order], starts)
    right, left = np.divmod(keys[starts], len(sizes))
    enough = n_shared >= LEAST_SHARE * np.minimum(sizes[left], sizes[right])
    return right[enough], left[enough]


def _starts(ascending: Array) -> Numbers:
    """Return the places at which another value begins."""
    return np.flatnonzero(np.append(True, ascending[1:] != ascending[:-1])[: len(ascending)])


def _is_fourth(runs: Hashes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return runs % np.uint64(SAMPLED) == 0


def _pair_keys(runs: Hashes, texts: Texts, n_texts: int) -> Iterator[Numbers]:
    """Yield the pairs of texts with a run in common as ``right * n_texts + left``."""
    order = np.argsort(runs, kind="stable")  # texts stay ascending within a run
    runs, texts = runs[order], texts[order]
    starts = _starts(runs)
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
