"""Sorting more rows than memory holds: sorted runs on disk, merged."""

import heapq
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd

AT_ONCE = 20_000  # rows sorted in memory
CHARACTERS = 60_000_000  # and at most so many in their texts
READ = 100  # rows of each run in memory while they are merged

Row = dict[str, Any]


class Sorter:
    """Takes tables of articles in any order and gives their rows sorted.

    Parameters
    ----------
    folder : Path
        Where the sorted runs are written; whoever made it removes it.
    by : sequence of str
        Columns without missing values; together they are different for every row.
    """

    def __init__(self, folder: Path, by: tuple[str, ...]) -> None:
        self._folder, self._by = folder, by
        self._held: list[pd.DataFrame] = []
        self._runs: list[Path] = []
        self._size = self._characters = 0

    def add(self, table: pd.DataFrame) -> None:
        """Take the rows of a table."""
        self._held.append(table)
        self._size += len(table)
        self._characters += int(table["text"].str.len().sum())
        if self._size >= AT_ONCE or self._characters >= CHARACTERS:
            self._write()

    def __iter__(self) -> Iterator[Row]:
        """Yield every row, sorted."""
        self._write()
        key = itemgetter(*self._by)
        return heapq.merge(*map(_rows, self._runs), key=key)

    def _write(self) -> None:
        if not self._held:
            return
        table = pd.concat(self._held, ignore_index=True).sort_values(list(self._by))
        path = self._folder / f"run-{len(self._runs):05d}.arrow"
        _lay_down(table, path)
        self._runs.append(path)
        self._held, self._size, self._characters = [], 0, 0


def _lay_down(table: pd.DataFrame, path: Path) -> None:
    """Write a run as a stream: of what lies behind its few rows, reading it holds nothing."""
    import pyarrow as pa

    rows = pa.Table.from_pandas(table, preserve_index=False)
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(path, rows.schema, options=options) as writer:
        writer.write_table(rows, max_chunksize=READ)


def _rows(path: Path) -> Iterator[Row]:
    import pyarrow as pa

    with path.open("rb") as file:
        for batch in pa.ipc.open_stream(file):
            yield from batch.to_pylist()
