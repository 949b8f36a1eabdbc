"""Word counts of more articles than memory holds: summed on disk, then laid down sparse."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from medialens.compare.counting import Counts, count_terms
from medialens.partitioned.store import Partitioned

Flags = NDArray[np.bool_]

SPILL = 400_000  # rows of counts in memory
BUCKETS = 32
SUMS = ["n_target", "n_reference", "range_target", "range_reference"]


@dataclass(frozen=True)
class Sides:
    """Which articles of a collection are counted, on which side, and how many words each has.

    Every array has one entry per article, in the order of the collection's outline.
    """

    is_kept: Flags
    is_target: Flags
    n_words: NDArray[np.int32]
    part: NDArray[np.int32]

    def total(self, *, target: bool) -> int:
        """Return the words of a side."""
        return int(self.n_words[self.of(target=target)].sum(dtype=np.int64))

    def of(self, *, target: bool) -> Flags:
        """Return which articles are on a side."""
        return self.is_kept & (self.is_target == target)

    def in_part(self, part: int) -> slice:
        """Return where the articles of a part stand."""
        first, last = np.searchsorted(self.part, [part, part + 1])
        return slice(int(first), int(last))


def term_sums(
    collection: Partitioned, sides: Sides, scratch: Path, *, min_count: int, min_articles: int
) -> pd.DataFrame:
    """Return the sums of every term that is frequent enough: ``term`` and the columns `SUMS`."""
    spilled = _Spilled(scratch)
    for counts, is_target in _counted(collection, sides):
        has = (counts.table > 0).astype(np.int64)
        columns = {
            "n_target": is_target @ counts.table,
            "n_reference": ~is_target @ counts.table,
            "range_target": is_target @ has,
            "range_reference": ~is_target @ has,
        }
        table = pd.DataFrame({name: np.asarray(c, np.int64) for name, c in columns.items()})
        spilled.add(table.set_index(pd.Index(counts.terms, name="term", dtype="str")))
    kept = [
        table[
            (table["n_target"] + table["n_reference"] >= min_count)
            & (table["range_target"] + table["range_reference"] >= min_articles)
        ]
        for table in spilled.summed()
    ]
    return pd.concat(kept).sort_index().reset_index()


def lay_down(
    collection: Partitioned, sides: Sides, terms: NDArray[np.object_], scratch: Path
) -> list[Path]:
    """Write the counts of `terms` in every article, part by part, as sparse tables."""
    index = pd.Index(terms, dtype="str")
    paths = []
    for number, (counts, _) in enumerate(_counted(collection, sides)):
        at = index.get_indexer(pd.Index(counts.terms, dtype="str"))
        there = at >= 0
        table = sparse.coo_array(counts.table[:, there])
        placed = sparse.csc_array(
            (table.data, (table.coords[0], at[there][table.coords[1]])),
            shape=(table.shape[0], len(terms)),
            dtype=np.float32,
        )
        path = scratch / f"counts-{number:05d}.npz"
        sparse.save_npz(path, placed, compressed=False)
        paths.append(path)
    return paths


def _counted(collection: Partitioned, sides: Sides) -> Iterator[tuple[Counts, Flags]]:
    """Yield the counts of each part's kept articles, and which of these are the target's."""
    for part in collection.parts:
        here = sides.in_part(part.number)
        kept = sides.is_kept[here]
        if kept.any():
            yield count_terms(part.articles()[kept]), sides.is_target[here][kept]


class _Spilled:
    """Tables of sums by term; what does not fit into memory lies on disk by the terms' hashes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: list[pd.DataFrame] = []
        self._spills = 0

    def add(self, table: pd.DataFrame) -> None:
        """Add sums by term."""
        self._held.append(table)
        if sum(map(len, self._held)) > SPILL:
            self._held = [_sum(self._held)]
            if len(self._held[0]) > SPILL // 2:
                self._spill()

    def summed(self) -> Iterator[pd.DataFrame]:
        """Yield the sums of all terms, some terms at a time."""
        if not self._spills:
            yield _sum(self._held) if self._held else pd.DataFrame(columns=SUMS, dtype="int64")
            return
        self._spill()
        for bucket in range(BUCKETS):
            paths = sorted(self._folder.glob(f"terms-{bucket}-*.parquet"))
            yield _sum([pd.read_parquet(path) for path in paths])

    def _spill(self) -> None:
        table = _sum(self._held) if self._held else None
        if table is None or table.empty:
            return
        bucket = pd.util.hash_array(table.index.to_numpy(dtype=object)) % BUCKETS
        for number in range(BUCKETS):
            path = self._folder / f"terms-{number}-{self._spills:05d}.parquet"
            table[bucket == number].to_parquet(path)
        self._spills += 1
        self._held = []


def _sum(tables: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(tables).groupby(level=0).sum()
