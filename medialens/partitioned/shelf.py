"""Numbers laid down on disk: the runs of texts, and drawers of arrays."""

from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from medialens.annotate.runs import Runs

Array = np.ndarray[Any, np.dtype[Any]]
SIZE = np.dtype(np.int32)  # runs, places, bytes of a place, words: of each text


class Shelf(Sequence[Runs]):
    """The runs of many texts in one file, read when one is asked for.

    Parameters
    ----------
    path : Path
        The file to write.
    """

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("w+b")
        self._begins = array("q", [0])
        self._order: Array = np.empty(0, np.int64)

    def add(self, runs: Runs) -> None:
        """Lay down the runs of the next text, behind their sizes."""
        quoted = np.packbits(runs.is_quoted) if runs.is_quoted.any() else np.empty(0, np.uint8)
        width = runs.order.dtype.itemsize
        sizes = np.array((len(runs.all), len(runs.order), width, len(runs.is_quoted)), SIZE)
        parts = (sizes, runs.all, runs.order, quoted)
        written = sum(self._file.write(one.tobytes()) for one in parts)
        self._begins.append(self._begins[-1] + written)

    def arranged(self, order: Array) -> "Shelf":
        """Return the shelf with the texts in another order: numbers of texts as they were added."""
        self._file.flush()
        self._order = order
        return self

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, number: Any) -> Any:  # noqa: ANN401 - one Runs for one number
        if number >= len(self._order):
            raise IndexError(number)
        at = int(self._order[number])
        self._file.seek(self._begins[at])
        held = self._file.read(self._begins[at + 1] - self._begins[at])
        n_runs, n_places, width, n_words = np.frombuffer(held, SIZE, 4).tolist()
        first = 4 * SIZE.itemsize
        middle, last = first + 8 * n_runs, first + 8 * n_runs + n_places * width
        bits = np.frombuffer(held[last:], np.uint8)
        return Runs(
            np.frombuffer(held[first:middle], np.uint64),
            np.frombuffer(held[middle:last], np.dtype(f"u{width}")),
            np.unpackbits(bits, count=n_words).astype(bool)
            if len(bits)
            else np.broadcast_to(np.False_, n_words),
            np.broadcast_to(np.True_, n_words),
        )

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class OnDisk:
    """Drawers in a folder: see `medialens.annotate.copy_candidates.Drawers`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kinds: dict[str, list[np.dtype[Any]]] = {}

    def put(self, name: str, *arrays: Array) -> None:
        """Lay down arrays of one length beside those of this name."""
        self._kinds[name] = [one.dtype for one in arrays]
        for number, one in enumerate(arrays):
            with self._path(name, number).open("ab") as file:
                file.write(one.tobytes())

    def take(self, name: str) -> Sequence[Array]:
        """Take out what was laid down under a name, in that order; nothing if nothing was."""
        taken = []
        for number, kind in enumerate(self._kinds.pop(name, [])):
            path = self._path(name, number)
            taken.append(np.fromfile(path, kind))
            path.unlink()
        return taken

    def _path(self, name: str, number: int) -> Path:
        return self._folder / f"{name.replace(' ', '-')}-{number}.bin"
