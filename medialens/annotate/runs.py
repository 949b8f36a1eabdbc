"""Runs: the sets of five-word sequences by which texts are compared.

A run is known by a 64-bit hash of its words in lower case; that two different runs of a collection
share one is less likely than a bit flipped by chance in memory.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from medialens.text.words import words

LENGTH = 5  # words
WORDS = 200_000  # whose hashes are remembered
_QUOTED = re.compile(r"“[^“”]{1,3000}”|«[^«»]{1,3000}»|„[^„“]{1,3000}“|(?<!\w)\"[^\"]{1,3000}\"")

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


Positions = np.ndarray[Any, np.dtype[Any]]


class Runs(NamedTuple):
    """The runs of one text.

    Parameters
    ----------
    all : array of uint64
        Every run once, sorted.
    order : array of unsigned integers, as small as will do
        For each word that a run begins with, the position of this run in `all`, or the length of
        `all` for a run that does not count.
    is_quoted : array of bool
        For each word, whether it stands in quotation marks.
    is_counted : array of bool
        For each word, whether it counts as the article's.
    """

    all: Hashes
    order: Positions
    is_quoted: Flags
    is_counted: Flags

    def among(self, others: Hashes) -> Flags:
        """Return for each of `all` whether it is among the others, which are sorted."""
        if not len(others):
            return np.zeros(len(self.all), bool)
        places = np.searchsorted(others, self.all)
        places[places == len(others)] = 0
        return others[places] == self.all

    def covered(self, chosen: Flags) -> Flags:
        """Return for each word whether it stands in one of the chosen runs."""
        begins = np.append(chosen, False)[self.order]
        covered = np.zeros(len(self.is_quoted), bool)
        for place in range(len(covered) - len(begins) + 1):
            covered[place : place + len(begins)] |= begins
        return covered

    def digest(self) -> int:
        """Return a number of 64 bits that texts with the same runs have in common."""
        return int.from_bytes(hashlib.blake2b(self.all.tobytes(), digest_size=8).digest())

    def without(self, others: Hashes) -> "Runs":
        """Return what is left without the others, all if it is nothing."""
        is_other = self.among(others)
        if is_other.all() or not is_other.any():
            return self
        left = self.all[~is_other]
        places = np.where(is_other, len(left), np.cumsum(~is_other) - 1).astype(self.order.dtype)
        is_counted = ~self.covered(is_other)
        return Runs(left, places[self.order], self.is_quoted, is_counted)


class RunMaker:
    """Make the runs of texts; each word is hashed once."""

    def __init__(self) -> None:
        self._hashes = _WordHashes()

    def __call__(self, text: str) -> Runs:
        """Return the runs of `text`."""
        found: list[str] = []
        quoted: list[tuple[int, int]] = []
        for part, is_quotation in _parts(text.lower()):
            first = len(found)
            found += words(part)
            if is_quotation:
                quoted.append((first, len(found)))
        numbers = np.fromiter(map(self._hashes.__getitem__, found), np.uint64, len(found))
        if len(found) < LENGTH:  # a text of its own kind: alike only if all words are
            hashes = _mixed(numbers * _ODD[: len(found)]).sum(keepdims=True)[: len(found)]
        else:
            windows = np.lib.stride_tricks.sliding_window_view(numbers, LENGTH)
            hashes = _mixed((windows * _ODD).sum(axis=1, dtype=np.uint64))
        distinct, order = np.unique(hashes, return_inverse=True)
        is_counted = np.broadcast_to(True, len(found))  # one byte, whatever the length
        small: Positions = order.astype(np.min_scalar_type(len(distinct)))
        return Runs(distinct, small, _flags(quoted, len(found)), is_counted)


class _WordHashes(dict[str, int]):
    """The hash of the words seen of late, made when it is first asked for."""

    def __missing__(self, word: str) -> int:
        if len(self) >= WORDS:
            self.clear()
        digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
        self[word] = int.from_bytes(digest)
        return self[word]


def _mixed(hashes: Hashes) -> Hashes:
    """Return the hashes with every bit depending on all (the finalizer of SplitMix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


# Multipliers without a pattern: with 1, 3, 5, ... "a a b b a" would equal "a b a a b".
_ODD = _mixed(np.arange(1, LENGTH + 1, dtype=np.uint64)) | np.uint64(1)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what stands outside and inside quotation marks, in turn."""
    end = 0
    for match in _QUOTED.finditer(text):
        yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    yield text[end:], False


def _flags(spans: list[tuple[int, int]], length: int) -> Flags:
    if not spans:
        return np.broadcast_to(False, length)
    inside = np.zeros(length, bool)
    for first, last in spans:
        inside[first:last] = True
    return inside
