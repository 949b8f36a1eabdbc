"""Keywords of a partitioned collection: counted in one pass, tested in a second."""

import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from medialens.compare.clusters import are_among, cluster_of
from medialens.compare.intervals import benjamini_hochberg
from medialens.compare.keyness import keyness, log_ratio_of, signed_g2
from medialens.compare.keyness_measures import bic
from medialens.compare.keywords import PRIOR, check_outlets, compare_keywords
from medialens.compare.log_odds import weighted_log_odds
from medialens.compare.resampling import SEED, percentile_interval
from medialens.errors import EmptyError
from medialens.partitioned.store import Partitioned
from medialens.partitioned.wordcounts import Sides, lay_down, term_sums
from medialens.schemas import ARTICLES, KEYNESS

FEW = 20_000  # articles up to which their texts are read at once
MOST = 20_000  # terms tested: the most frequent
TERMS = 4_000  # terms whose draws are in memory at once

Array = NDArray[np.float64]


def keywords_of(  # noqa: PLR0913 - each option has a default to keep
    collection: Partitioned,
    copies: pd.DataFrame,
    *,
    target: str,
    reference: str | None = None,
    min_count: int = 10,
    min_articles: int = 3,
    permutations: int = 999,
    resamples: int = 999,
    seed: int = SEED,
    exclude: Collection[str] = (),
    few: int = FEW,
) -> pd.DataFrame:
    """Find the words that one outlet uses more, or less, than another or than all others.

    Parameters
    ----------
    collection : Partitioned
        The collection.
    copies : DataFrame
        A `COPIES` table of it.
    target, reference, min_count, min_articles, permutations, resamples, seed, exclude
        As for `medialens.compare.keywords.compare_keywords`.
    few : int, default 20,000
        Articles on both sides together up to which their texts are read at once, by that function.

    Returns
    -------
    DataFrame
        A `KEYNESS` table. Beyond `few` articles, the 20,000 most frequent words are tested, and
        no word is shuffled more than `permutations` times: ``p`` is at least 1 / (B + 1). Counts,
        G2, Log Ratio, BIC, z and dispersion are exact.

    Raises
    ------
    UnknownNameError, ValueError, EmptyError
        As for `compare_keywords`.

    Notes
    -----
    Sums of words are merged over the parts. The shuffles deal the target's labels to the parts
    first (a hypergeometric draw for each part, given what is left), then within each part, which
    is the same as shuffling all articles at once; draws with replacement likewise, by multinomial
    draws. Each part has a seed of its own.
    """
    sides = sides_of(collection, copies, target, reference)
    if int(sides.is_kept.sum()) <= few:
        return compare_keywords(
            _texts(collection, sides),
            copies,
            target=target,
            reference=reference,
            min_count=min_count,
            min_articles=min_articles,
            permutations=permutations,
            resamples=resamples,
            seed=seed,
            exclude=exclude,
        )
    with tempfile.TemporaryDirectory(prefix=".keywords-", dir=collection.folder) as folder:
        scratch = Path(folder)
        sums = term_sums(collection, sides, scratch, min_count=min_count, min_articles=min_articles)
        barred = {word.lower() for word in exclude}
        sums = _most_frequent(sums[[term not in barred for term in sums["term"]]])
        paths = lay_down(collection, sides, sums["term"].to_numpy(dtype=object), scratch)
        return _measured(sums, _Laid(paths, sides), permutations, resamples, seed)


def sides_of(
    collection: Partitioned, copies: pd.DataFrame, target: str, reference: str | None
) -> Sides:
    """Return the distinct articles of both sides; of each copied text a side keeps the earliest."""
    outline = collection.outlined("article_id", "outlet", "published", "n_words", "part")
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
    again = copied.index[copied.duplicated(["is_target", "cluster"])]
    is_kept[again] = False
    n_words, part = outline["n_words"].to_numpy(), outline["part"].to_numpy()
    sides = Sides(is_kept, is_target, n_words, part)
    for name, is_one in ((target, True), (reference or "the other outlets", False)):
        if not sides.total(target=is_one):
            raise EmptyError(f"keywords need words on both sides; {name!r} has none")
    return sides


def _texts(collection: Partitioned, sides: Sides) -> pd.DataFrame:
    tables = [
        part.articles()[sides.is_kept[sides.in_part(part.number)]] for part in collection.parts
    ]
    return ARTICLES.table(pd.concat(tables, ignore_index=True))


def _most_frequent(sums: pd.DataFrame) -> pd.DataFrame:
    total = sums["n_target"] + sums["n_reference"]
    order = np.lexsort([np.arange(len(sums)), -total.to_numpy()])
    return sums.iloc[np.sort(order[:MOST])].reset_index(drop=True)


def _measured(
    sums: pd.DataFrame, laid: "_Laid", permutations: int, resamples: int, seed: int
) -> pd.DataFrame:
    sizes = [laid.sides.total(target=True), laid.sides.total(target=False)]
    table = keyness(sums, total_target=sizes[0], total_reference=sizes[1])
    first, second = np.random.SeedSequence(seed).spawn(2)
    if resamples:
        low, high = _intervals(laid, resamples, second, len(sums))
        table = table.assign(log_ratio_low=low, log_ratio_high=high)
    p = _permuted(laid, table, permutations, first)
    total = (table["n_target"] + table["n_reference"]).to_numpy(dtype=np.float64)
    z = weighted_log_odds(
        table["n_target"],
        table["n_reference"],
        prior=PRIOR * total / sum(sizes),
        total_a=sizes[0],
        total_b=sizes[1],
    )[2]
    spread = {
        f"dp_norm_{side}": laid.dp_norm(table[f"n_{side}"], target=side == "target")
        for side in ("target", "reference")
    }
    measured = table.assign(bic=bic(table["g2"], sum(sizes)), z=z, **spread)
    return KEYNESS.table(measured.assign(p=p, q=benjamini_hochberg(p)))


class _Laid:
    """The counts of the tested terms, part by part on disk, with the sides."""

    def __init__(self, paths: Sequence[Path], sides: Sides) -> None:
        self.paths, self.sides = paths, sides

    def __iter__(self) -> Iterator[tuple[sparse.csc_array, NDArray[np.bool_], Array]]:
        """Yield counts, labels and sizes of the kept articles of each part."""
        kept_parts = np.unique(self.sides.part[self.sides.is_kept])
        for path, part in zip(self.paths, kept_parts, strict=True):
            here = self.sides.in_part(int(part))
            kept = self.sides.is_kept[here]
            sizes = self.sides.n_words[here][kept].astype(np.float64)
            yield sparse.csc_array(sparse.load_npz(path)), self.sides.is_target[here][kept], sizes

    def dp_norm(self, totals: "pd.Series[int]", *, target: bool) -> Array:
        """Return the normalized deviation of proportions of each term over a side's articles."""
        known = np.where(totals > 0, totals, np.nan).astype(np.float64)
        words = self.sides.n_words[self.sides.of(target=target)]
        size, least = words.sum(dtype=np.int64), words[words > 0].min()
        apart = np.zeros(len(known))
        for counts, is_target, sizes in self:
            rows = np.flatnonzero((is_target == target) & (sizes > 0))
            table = sparse.csc_array(counts[rows])
            column = np.repeat(np.arange(len(known)), np.diff(table.indptr))
            share = sizes[rows][table.indices] / size
            off = np.abs(table.data / known[column] - share) - share
            apart += np.bincount(column, weights=off, minlength=len(known))
        return np.asarray((apart + 1) / 2 / (1 - least / size) + 0 * known, dtype=np.float64)


def _permuted(laid: _Laid, table: pd.DataFrame, draws: int, seeds: np.random.SeedSequence) -> Array:
    """Return (b + 1) / (B + 1), b the shuffles with a ``g2`` at least as far from 0."""
    if draws < 1:
        return np.full(len(table), np.nan)
    observed = table["g2"].abs().to_numpy()
    total = (table["n_target"] + table["n_reference"]).to_numpy(dtype=np.float64)
    n = sum(laid.sides.total(target=side) for side in (True, False))
    reached = np.zeros(len(table))
    for block in _blocks(len(table)):
        a, c = np.zeros((len(total[block]), draws)), np.zeros(draws)
        for counts, labels, sizes in _shuffled(laid, draws, seeds):
            a += counts[:, block].T @ labels
            c += sizes @ labels
        rest = total[block][:, None]
        g2 = np.abs(signed_g2(a, rest - a, c, n - c))
        reached[block] = (g2 >= observed[block][:, None] - 1e-6).sum(axis=1)
    return (reached + 1) / (draws + 1)


def _shuffled(
    laid: _Laid, draws: int, seeds: np.random.SeedSequence
) -> Iterator[tuple[sparse.csc_array, NDArray[np.float32], Array]]:
    """Yield each part's counts with its share of every shuffle of all labels."""
    n_target = np.full(draws, int(laid.sides.of(target=True).sum()))
    n_other = np.full(draws, int(laid.sides.of(target=False).sum()))
    for number, (counts, is_target, sizes) in enumerate(laid):
        rng = np.random.default_rng([*seeds.generate_state(2), number])
        here = rng.hypergeometric(n_target, n_other, len(is_target))
        n_target, n_other = n_target - here, n_other - (len(is_target) - here)
        ranks = rng.random((draws, len(is_target))).argsort(axis=1).argsort(axis=1)
        yield counts, (ranks < here[:, None]).T.astype(np.float32), sizes


def _intervals(
    laid: _Laid, draws: int, seeds: np.random.SeedSequence, n_terms: int
) -> tuple[Array, Array]:
    """Return the middle 95 % of the log ratios, articles of each side drawn again."""
    low, high = np.empty(n_terms), np.empty(n_terms)
    for block in _blocks(n_terms):
        width = len(low[block])
        a, b = np.zeros((width, draws)), np.zeros((width, draws))
        c, d = np.zeros(draws), np.zeros(draws)
        for counts, is_target, sizes, weights in _redrawn(laid, draws, seeds):
            table = counts[:, block]
            for is_side, sums, words in ((is_target, a, c), (~is_target, b, d)):
                sums += table[is_side].T @ weights[is_side]
                words += sizes[is_side] @ weights[is_side]
        low[block], high[block] = percentile_interval(log_ratio_of(a, b, c, d).T)
    return low, high


def _redrawn(
    laid: _Laid, draws: int, seeds: np.random.SeedSequence
) -> Iterator[tuple[sparse.csc_array, NDArray[np.bool_], Array, NDArray[np.float32]]]:
    """Yield each part's counts with how often each article is drawn: with replacement, by side."""
    left = {side: int(laid.sides.of(target=side).sum()) for side in (True, False)}
    drawn = {side: np.full(draws, n) for side, n in left.items()}
    for number, (counts, is_target, sizes) in enumerate(laid):
        rng = np.random.default_rng([*seeds.generate_state(2), number])
        weights = np.zeros((len(is_target), draws), np.float32)
        for side in (True, False):
            rows = np.flatnonzero(is_target == side)
            if not len(rows):
                continue
            here = rng.binomial(drawn[side], len(rows) / left[side])
            weights[rows] = rng.multinomial(here, np.full(len(rows), 1 / len(rows))).T
            left[side] -= len(rows)
            drawn[side] = drawn[side] - here
        yield counts, is_target, sizes, weights


def _blocks(n: int) -> Iterator[slice]:
    yield from (slice(start, start + TERMS) for start in range(0, n, TERMS))
