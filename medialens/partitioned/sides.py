"""The two sides of a comparison of words, in a collection in parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from medialens.compare.clusters import are_among, cluster_of
from medialens.compare.keywords import check_outlets
from medialens.errors import EmptyError
from medialens.partitioned.store import Partitioned
from medialens.partitioned.wordcounts import Flags, WordCounts

SIDES = {True: "target", False: "reference"}


@dataclass(frozen=True)
class Sides:
    """Which articles of a collection are counted, on which side, and how many words each has.

    Every array has one entry per article, in the order of the collection's outline.
    """

    is_kept: Flags
    is_target: Flags
    n_words: NDArray[np.int32]

    def total(self, *, target: bool) -> int:
        """Return the words of a side."""
        return int(self.n_words[self.of(target=target)].sum(dtype=np.int64))

    def of(self, *, target: bool) -> Flags:
        """Return which articles are on a side."""
        return self.is_kept & (self.is_target == target)


def sides_of(
    collection: Partitioned, copies: pd.DataFrame, target: str, reference: str | None
) -> Sides:
    """Return the distinct articles of both sides; of each copied text a side keeps the earliest.

    Raises
    ------
    UnknownNameError, ValueError
        If the two are no two outlets of the collection.
    EmptyError
        If a side has no words.
    """
    outline = collection.outlined("article_id", "outlet", "published", "n_words")
    check_outlets(outline, target, reference)
    is_target = (outline["outlet"] == target).to_numpy()
    is_kept = np.ones(len(outline), bool)
    if reference is not None:
        is_kept = is_target | (outline["outlet"] == reference).to_numpy()
    is_copied = are_among(outline["article_id"], copies["article_id"]).to_numpy()
    copied = outline.loc[is_kept & is_copied, ["article_id", "published"]]
    copied = copied.assign(
        cluster=cluster_of(copied["article_id"], copies), is_target=is_target[copied.index]
    )
    copied = copied.sort_values(["published", "article_id"], kind="stable")
    is_kept[copied.index[copied.duplicated(["is_target", "cluster"])]] = False
    sides = Sides(is_kept, is_target, outline["n_words"].to_numpy())
    for name, is_one in ((target, True), (reference or "the other outlets", False)):
        if not sides.total(target=is_one):
            raise EmptyError(f"keywords need words on both sides; {name!r} has none")
    return sides


def term_sums(words: WordCounts, sides: Sides) -> pd.DataFrame:
    """Return ``term``, ``n_target``, ``n_reference``, ``range_target``, ``range_reference``."""
    names = [f"{kind}_{side}" for kind in ("n", "range") for side in SIDES.values()]
    sums = {name: np.zeros(len(words.terms), np.int64) for name in names}
    for here, table in words.tables():
        for is_target, side in SIDES.items():
            of_side = table[np.flatnonzero(sides.of(target=is_target)[here])]
            sums[f"range_{side}"] += np.bincount(of_side.indices, minlength=len(words.terms))
            sums[f"n_{side}"] += of_side.sum(axis=0, dtype=np.int64)
    return pd.DataFrame({"term": words.terms, **sums})


@dataclass(frozen=True)
class Chunk:
    """Some articles of one side: terms by articles, and the words of each article."""

    counts: sparse.csr_array
    sizes: NDArray[np.float64]


class Laid:
    """The counts of the tested terms on the disk, some articles of one side at a time.

    Parameters
    ----------
    words : WordCounts
        Every frequent word.
    sides : Sides
        The articles.
    places : ndarray of int
        The tested terms: places in ``words.terms``.
    folder : Path
        Where to lay them down; whoever made it removes it.
    """

    def __init__(
        self, words: WordCounts, sides: Sides, places: NDArray[np.integer], folder: Path
    ) -> None:
        self.n_terms, self.folder = len(places), folder
        self.n_articles = {side: int(sides.of(target=side).sum()) for side in SIDES}
        self.n_words = {side: sides.total(target=side) for side in SIDES}
        self._sizes: dict[bool, list[NDArray[np.float64]]] = {side: [] for side in SIDES}
        for number, (here, table) in enumerate(words.tables()):
            tested = sparse.csc_array(table)[:, places].astype(np.float32).tocsr()
            for side in SIDES:
                rows = np.flatnonzero(sides.of(target=side)[here])
                by_term = tested[rows].T.tocsr()
                sparse.save_npz(self._path(number, side), by_term, compressed=False)
                self._sizes[side].append(sides.n_words[here][rows].astype(np.float64))

    def chunks(self, *sides: bool) -> Iterator[Chunk]:
        """Yield the articles of the target (True), of the reference (False), or of both."""
        for side in sides or SIDES:
            for number, sizes in enumerate(self._sizes[side]):
                if len(sizes):
                    counts = sparse.csr_array(sparse.load_npz(self._path(number, side)))
                    yield Chunk(counts, sizes)

    def _path(self, number: int, side: bool) -> Path:
        return self.folder / f"{SIDES[side]}-{number:05d}.npz"
