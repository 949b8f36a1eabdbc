"""Seen: keys met so far with the place of the first, in a few bytes each."""

import hashlib
from collections.abc import Sequence

import numpy as np

Place = tuple[str, int | None]  # file and row

_PENDING = 20_000  # keys kept in a dictionary before they join the arrays


class Seen:
    """Remember for each key where it was first met, in 16 bytes a key.

    A key is known by 64 bits of its hash: among a million keys the chance that any two are taken
    for one another is about one in 37 million.

    Parameters
    ----------
    pending : int
        Keys kept in a dictionary before they join the arrays; the answers do not depend on it.
    """

    def __init__(self, *, pending: int = _PENDING) -> None:
        self._limit = pending
        self._files: dict[str, int] = {}
        self._keys = np.empty(0, np.uint64)
        self._places = np.empty((2, 0), np.int32)
        self._pending: dict[int, tuple[int, int]] = {}

    def first(self, key: str, place: Place) -> Place | None:
        """Return the place where `key` was met before, or remember `place` and return nothing."""
        number = int.from_bytes(
            hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
        )
        known = self._pending.get(number) or self._joined(number)
        if known:
            return self._spelled(*known)
        file, row = place
        self._pending[number] = (
            self._files.setdefault(file, len(self._files)),
            -1 if row is None else row,
        )
        if len(self._pending) >= self._limit:
            self._join()
        return None

    def _joined(self, number: int) -> tuple[int, int] | None:
        at = int(np.searchsorted(self._keys, np.uint64(number)))
        if at == len(self._keys) or int(self._keys[at]) != number:
            return None
        return int(self._places[0, at]), int(self._places[1, at])

    def _spelled(self, file: int, row: int) -> Place:
        names: Sequence[str] = list(self._files)
        return names[file], None if row < 0 else row

    def _join(self) -> None:
        """Merge the dictionary into the arrays, one array at a time: no second copy of all."""
        keys = np.fromiter(self._pending, np.uint64)
        places = np.array(list(self._pending.values()), np.int32).T
        order = np.argsort(keys)
        at = np.searchsorted(self._keys, keys[order])
        self._keys = np.insert(self._keys, at, keys[order])
        self._places = np.insert(self._places, at, places[:, order], axis=1)
        self._pending = {}


def spelled(place: Place) -> str:
    """Return a place as messages name it: ``articles.csv row 7``."""
    file, row = place
    return file if row is None else f"{file} row {row}"
