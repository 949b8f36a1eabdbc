"""Keywords of a partitioned collection: counted once, shuffled and drawn for each outlet."""

import tempfile
from collections.abc import Collection
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from medialens.compare.intervals import benjamini_hochberg
from medialens.compare.keyness import keyness
from medialens.compare.keyness_measures import bic
from medialens.compare.keywords import PRIOR, compare_keywords
from medialens.compare.log_odds import weighted_log_odds
from medialens.compare.resampling import SEED
from medialens.models.cores import cores
from medialens.partitioned.draws import log_ratio_ends, permutation_p
from medialens.partitioned.sides import SIDES, Laid, Sides, sides_of, term_sums
from medialens.partitioned.store import Partitioned
from medialens.partitioned.wordcounts import CountedWords
from medialens.schemas import ARTICLES, KEYNESS

FEW = 20_000  # articles up to which their texts are read at once
MOST = 20_000  # terms tested: the most frequent

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
    counted: CountedWords | None = None,
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
    counted : CountedWords, optional
        The words of the collection, for several calls; by default they are counted for this one.

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
    The words of every article are counted once, whichever outlets are compared. The shuffles deal
    the target's labels to some articles at a time (see `medialens.partitioned.draws`), which is
    the same as shuffling all at once.
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
    counted = counted or CountedWords(collection)  # what is counted goes with it
    words = counted.at_least(min_count, min_articles)
    places, sums = _tested(term_sums(words, sides), min_count, min_articles, exclude)
    with tempfile.TemporaryDirectory(prefix=".keywords-", dir=collection.folder) as folder:
        laid = Laid(words, sides, places, Path(folder))
        return _measured(sums, laid, permutations, resamples, seed)


def _texts(collection: Partitioned, sides: Sides) -> pd.DataFrame:
    tables, begin = [], 0
    for _, articles in collection.texts():
        tables.append(articles[sides.is_kept[begin : begin + len(articles)]])
        begin += len(articles)
    return ARTICLES.table(pd.concat(tables, ignore_index=True))


def _tested(
    sums: pd.DataFrame, min_count: int, min_articles: int, exclude: Collection[str]
) -> tuple[NDArray[np.intp], pd.DataFrame]:
    """Return the terms to test, the most frequent: their places in `sums`, and their rows."""
    total = (sums["n_target"] + sums["n_reference"]).to_numpy()
    spread = (sums["range_target"] + sums["range_reference"]).to_numpy()
    is_barred = sums["term"].isin({word.lower() for word in exclude}).to_numpy()
    places = np.flatnonzero((total >= min_count) & (spread >= min_articles) & ~is_barred)
    most = np.argsort(-total[places], kind="stable")[:MOST]
    places = np.sort(places[most])
    return places, sums.iloc[places].reset_index(drop=True)


def _measured(
    sums: pd.DataFrame, laid: Laid, permutations: int, resamples: int, seed: int
) -> pd.DataFrame:
    table = keyness(sums, total_target=laid.n_words[True], total_reference=laid.n_words[False])
    n = sum(laid.n_words.values())
    total = (table["n_target"] + table["n_reference"]).to_numpy(dtype=np.float64)
    first, second = np.random.SeedSequence(seed).spawn(2)
    if resamples:
        low, high = log_ratio_ends(laid, resamples, second, threads=cores())
        table = table.assign(log_ratio_low=low, log_ratio_high=high)
    g2 = table["g2"].to_numpy(dtype=np.float64)
    p = permutation_p(laid, g2, total, permutations, first, threads=cores())
    z = weighted_log_odds(
        table["n_target"],
        table["n_reference"],
        prior=PRIOR * total / n,
        total_a=laid.n_words[True],
        total_b=laid.n_words[False],
    )[2]
    spread = {
        f"dp_norm_{name}": _dp_norm(laid, table[f"n_{name}"].to_numpy(), side)
        for side, name in SIDES.items()
    }
    measured = table.assign(bic=bic(table["g2"], n), z=z, **spread)
    return KEYNESS.table(measured.assign(p=p, q=benjamini_hochberg(p)))


def _dp_norm(laid: Laid, totals: NDArray[np.integer], side: bool) -> Array:
    """Return the normalized deviation of proportions of each term over a side's articles."""
    known = np.where(totals > 0, totals, np.nan)
    size, least = laid.n_words[side], np.inf
    apart = np.zeros(len(known))
    for chunk in laid.chunks(side):
        counts = chunk.counts
        term = np.repeat(np.arange(len(known)), np.diff(counts.indptr))
        share = chunk.sizes[counts.indices] / size
        off = np.abs(counts.data / known[term] - share) - share
        apart += np.bincount(term, weights=off, minlength=len(known))
        least = min(least, chunk.sizes[chunk.sizes > 0].min(initial=np.inf))
    return np.asarray((apart + 1) / 2 / (1 - least / size) + 0 * known, dtype=np.float64)
