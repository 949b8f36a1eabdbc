"""Runs: the sets of five-word sequences by which texts are compared.

A run is known by a 64-bit hash of its words in lower case; that two different runs of a collection
share one is less likely than a bit flipped by chance in memory.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from medialens.text.words import word_spans

LENGTH = 5  # words
_QUOTED = re.compile(r"“[^“”]{1,3000}”|«[^«»]{1,3000}»|„[^„“]{1,3000}“|(?<!\w)\"[^\"]{1,3000}\"")
_ODD = np.array([0x9E3779B97F4A7C15 * (2 * n + 1) % 2**64 | 1 for n in range(LENGTH)], np.uint64)

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]


class Runs(NamedTuple):
    """The runs of one text, each once, sorted.

    Parameters
    ----------
    all : array of uint64
        Every run.
    own : array of uint64
        The runs of which at least one word stands outside quotation marks.
    """

    all: Hashes
    own: Hashes


class RunMaker:
    """Make the runs of texts; each word is hashed once."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}

    def __call__(self, text: str, ignored: frozenset[str] = frozenset()) -> Runs:
        """Return the runs of `text`.

        Parameters
        ----------
        text : str
            The text.
        ignored : frozenset of str
            Paragraphs, stripped, that do not count.
        """
        if ignored:
            lines = text.split("\n")
            text = "\n".join(line for line in lines if line.strip() not in ignored)
        spans = word_spans(text)
        if not spans:
            return Runs(_none(), _none())
        numbers = np.array([self._number(text[a:b].lower()) for a, b in spans], np.uint64)
        if len(spans) < LENGTH:  # a text of its own kind: alike only if all words are
            whole = np.array([_mixed(numbers * _ODD[: len(spans)]).sum()], np.uint64)
            return Runs(whole, whole)
        windows = np.lib.stride_tricks.sliding_window_view(numbers, LENGTH)
        hashes = _mixed((windows * _ODD).sum(axis=1, dtype=np.uint64))
        is_quoted = np.lib.stride_tricks.sliding_window_view(_quoted(text, spans), LENGTH)
        return Runs(np.unique(hashes), np.unique(hashes[~is_quoted.all(axis=1)]))

    def _number(self, word: str) -> int:
        found = self._words.get(word)
        if found is None:
            digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
            found = self._words[word] = int.from_bytes(digest)
        return found


def _none() -> Hashes:
    return np.empty(0, np.uint64)


def _mixed(hashes: Hashes) -> Hashes:
    """Return the hashes with every bit depending on all (the finalizer of SplitMix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _quoted(text: str, spans: list[tuple[int, int]]) -> np.ndarray:
    """Return for each word whether it stands in quotation marks."""
    starts = np.array([a for a, _ in spans])
    inside = np.zeros(len(spans), bool)
    for a, b in _quotations(text):
        inside |= (starts >= a) & (starts < b)
    return inside


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _QUOTED.finditer(text))
