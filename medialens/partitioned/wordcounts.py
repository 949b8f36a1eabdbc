"""The words of more articles than memory holds: counted once, laid on the disk, asked often."""

import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy import sparse

from medialens.compare.counting import count_terms
from medialens.partitioned.store import Partitioned, give_back

Flags = NDArray[np.bool_]

AT_ONCE = 4_000  # articles
SPILL = 400_000  # rows of sums in memory
BUCKETS = 32
TERMS = ".parquet"  # beside a table: the words of its columns, until the frequent ones are known


@dataclass(frozen=True)
class WordCounts:
    """How often each frequent word stands in each article of a collection, on the disk.

    Parameters
    ----------
    terms : Index of str
        The words, sorted.
    rows : sequence of slice
        The rows of the collection's outline that each table holds.
    paths : sequence of Path
        The tables: articles by terms.
    """

    terms: pd.Index
    rows: Sequence[slice]
    paths: Sequence[Path]

    def tables(self) -> Iterator[tuple[slice, sparse.csr_array]]:
        """Yield each table with the rows of the outline that it holds."""
        for rows, path in zip(self.rows, self.paths, strict=True):
            yield rows, sparse.csr_array(sparse.load_npz(path))


class CountedWords:
    """The words of a collection, counted when they are first asked for and kept after that.

    What is kept lies in the collection's folder, and goes with this object.

    Parameters
    ----------
    collection : Partitioned
        The collection.
    """

    def __init__(self, collection: Partitioned) -> None:
        self._collection = collection
        self._known: dict[tuple[int, int], WordCounts] = {}

    def at_least(self, min_count: int, min_articles: int) -> WordCounts:
        """Return the counts of the words with so many occurrences, in so many articles."""
        for (count, articles), known in self._known.items():
            if count <= min_count and articles <= min_articles:
                return known
        folder = tempfile.mkdtemp(prefix=".words-", dir=self._collection.folder)
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        words = _count(self._collection, Path(folder), min_count, min_articles)
        self._known[min_count, min_articles] = words
        return words


def _count(collection: Partitioned, folder: Path, min_count: int, min_articles: int) -> WordCounts:
    """Count the words of every article in one pass over the texts.

    The counts take about 8 bytes of disk for each different word of an article.
    """
    sums, rows, paths = _Spilled(folder), [], []
    begin = 0
    for number, articles in enumerate(_articles(collection)):
        counts = count_terms(articles)
        table = sparse.csr_array(counts.table)
        terms = pa.array(counts.terms, pa.string())
        sums.add(terms, np.asarray(table.sum(axis=0)), np.bincount(table.indices))
        rows.append(slice(begin, begin + len(articles)))
        paths.append(folder / f"words-{number:05d}.npz")
        pq.write_table(pa.table({"term": terms}), paths[-1].with_suffix(TERMS))
        sparse.save_npz(paths[-1], table, compressed=False)
        begin += len(articles)
    terms = pd.Index(sums.terms(min_count, min_articles), dtype="str")
    for path in paths:
        local = pq.read_table(path.with_suffix(TERMS))["term"].to_pandas()
        at = terms.get_indexer(pd.Index(local, dtype="str"))
        table = _columns(sparse.csr_array(sparse.load_npz(path)), at, len(terms))
        sparse.save_npz(path, table.astype(np.int32), compressed=False)
        path.with_suffix(TERMS).unlink()
    give_back()
    return WordCounts(terms, rows, paths)


def _articles(collection: Partitioned) -> Iterator[pd.DataFrame]:
    """Yield the articles, some parts at a time."""
    held: list[pd.DataFrame] = []
    for _, articles in collection.texts():
        held.append(articles[["article_id", "title", "text"]])
        if sum(map(len, held)) >= AT_ONCE:
            yield pd.concat(held, ignore_index=True)
            held = []
    if held:
        yield pd.concat(held, ignore_index=True)


def _columns(table: sparse.csr_array, at: NDArray[np.integer], n_columns: int) -> sparse.csr_array:
    """Return the table with every column put where `at` says, or left out where that is -1."""
    column = at[table.indices]
    row = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    kept = column >= 0
    return sparse.csr_array(
        (table.data[kept], (row[kept], column[kept])), shape=(table.shape[0], n_columns)
    )


class _Spilled:
    """Sums by word; what does not fit into memory lies on disk by the words' hashes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: list[pa.Table] = []
        self._spills = 0

    def add(self, terms: pa.Array, n: NDArray[np.integer], n_articles: NDArray[np.integer]) -> None:
        """Add occurrences, and articles with one, by word."""
        counts = {"n": pa.array(n, pa.int64()), "n_articles": pa.array(n_articles, pa.int64())}
        self._held.append(pa.table({"term": terms, **counts}))
        if sum(map(len, self._held)) > SPILL:
            self._held = [_sum(self._held)]
            if len(self._held[0]) > SPILL // 2:
                self._spill()

    def terms(self, min_count: int, min_articles: int) -> list[str]:
        """Return the words that are frequent enough, sorted."""
        frequent: list[str] = []
        for table in self._summed():
            enough = pc.and_(
                pc.greater_equal(table["n"], min_count),
                pc.greater_equal(table["n_articles"], min_articles),
            )
            frequent.extend(table["term"].filter(enough).to_pylist())
        return sorted(frequent)

    def _summed(self) -> Iterator[pa.Table]:
        """Yield the sums, some words at a time."""
        if not self._spills:
            yield _sum(self._held)
            return
        self._spill()
        for bucket in range(BUCKETS):
            paths = sorted(self._folder.glob(f"sums-{bucket}-*.parquet"))
            yield _sum([pq.read_table(path) for path in paths])

    def _spill(self) -> None:
        table = _sum(self._held)
        words = table["term"].to_pandas().to_numpy(dtype=object)
        bucket = pd.util.hash_array(words) % np.uint64(BUCKETS)
        for number in range(BUCKETS):
            path = self._folder / f"sums-{number}-{self._spills:05d}.parquet"
            pq.write_table(table.filter(pa.array(bucket == number)), path)
        self._spills += 1
        self._held = []


def _sum(tables: Sequence[pa.Table]) -> pa.Table:
    names = {"term": pa.string(), "n": pa.int64(), "n_articles": pa.int64()}
    whole = pa.concat_tables([pa.schema(names).empty_table(), *tables])
    summed = whole.group_by("term").aggregate([("n", "sum"), ("n_articles", "sum")])
    return summed.select(["term", "n_sum", "n_articles_sum"]).rename_columns(list(names))
