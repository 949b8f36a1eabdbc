"""Keywords of an outlet: counted over distinct articles, tested by shuffling articles."""

from collections.abc import Callable, Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray
from scipy import sparse

from medialens.compare.clusters import with_clusters
from medialens.compare.counting import Counts, Words, count_terms, read_words
from medialens.compare.dispersion import dispersion_of
from medialens.compare.intervals import benjamini_hochberg
from medialens.compare.keyness import keyness
from medialens.compare.keyness_draws import permutation_p, resampled_log_ratios
from medialens.compare.keyness_measures import bic
from medialens.compare.log_odds import weighted_log_odds
from medialens.compare.resampling import SEED
from medialens.errors import EmptyError, unknown_name
from medialens.schemas import KEYNESS

PRIOR = 500.0  # words of background that the log-odds are shrunk with, spread as both sides are


def compare_keywords(  # noqa: PLR0913 - each option has a default to keep
    articles: pd.DataFrame,
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
    longest: int = 1,
    stretches: pd.DataFrame | None = None,
    lemma: Callable[[str], str] | None = None,
    words: Words | None = None,
    threads: int = 1,
) -> pd.DataFrame:
    """Find the words that one outlet uses more, or less, than another or than all others.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    copies : DataFrame
        A `COPIES` table. Of each copied text a side keeps one article, the earliest.
    target : str
        The outlet whose keywords are wanted.
    reference : str, optional
        The outlet to compare with; by default all the others together.
    min_count : int, default 10
        Occurrences on both sides together below which a word is not tested. Raise it for large
        collections: fewer tests find more.
    min_articles : int, default 3
        Distinct articles on both sides together that must use a word.
    permutations : int, default 999
        Shuffles of the articles behind ``p``. While fewer than 10 of them reach a word's ``g2``,
        it gets more, 50 times as many in the end (fewer in collections of over 2,000 articles), so
        that a clear keyword can stand out among thousands of tests. 0 leaves ``p`` and ``q``
        missing.
    resamples : int, default 999
        Draws of articles behind the interval of ``log_ratio``. 0 gives Katz's interval, which
        takes words as independent of each other and is too narrow for words that come in bursts.
    seed : int, default 20250101
        Seed of shuffles and draws; the same seed gives the same table.
    exclude : collection of str
        Words not to test, in any case: names of actors, or stop words, which are kept otherwise.
        They still count as words of the article.
    longest : int, default 1
        Also test sequences of up to so many words, 4 at most. A term that nearly always stands
        in one longer term is left to it (see `medialens.compare.counting.count_terms`).
    stretches : DataFrame, optional
        Which words to count: columns article_id, zone, start, end (from `find_stretches`): those
        of the outlet's own voice, or of one sentence at a time for sequences.
    lemma : callable, optional
        Word to the form under which it counts, such as `medialens.compare.counting.lemmas("en")`.
    words : Words, optional
        The words of `articles`, from `medialens.compare.counting.read_words`, in place of
        `stretches`: for several comparisons they are read once.
    threads : int, default 1
        Processor cores that share the work; the table is the same with any number.

    Returns
    -------
    DataFrame
        A `KEYNESS` table of the tested words, sorted by word. ``log_ratio`` is the effect (+1:
        twice as frequent in the target), ``q`` whether it would survive another draw of
        articles, ``range_target`` and ``range_reference`` how many articles carry it.
        `rank_keywords` picks those worth showing.

    Raises
    ------
    SchemaError
        If a column is missing.
    UnknownNameError
        If `target` or `reference` is no outlet of `articles`.
    ValueError
        If `target` and `reference` are the same.
    EmptyError
        If a side has no words.

    Notes
    -----
    Words of headline and text, lower-cased. A word that one article repeats twenty times is one
    piece of evidence, not twenty; so ``p`` is the share of shuffles of the articles between the
    two sides whose absolute ``g2`` is at least the observed one, (b + 1) / (B + 1), and the
    interval of ``log_ratio`` is the middle 95 % of its values when the articles of each side are
    drawn again with replacement.

    References
    ----------
    Lijffijt, J. et al. (2014). Significance testing of word frequencies in corpora. Digital
    Scholarship in the Humanities 31(2), 374-397.

    Besag, J. & Clifford, P. (1991). Sequential Monte Carlo p-values. Biometrika 78, 301-304.
    """
    check_outlets(articles, target, reference)
    sides = _sides(articles, copies, target, reference)
    is_target = (sides["outlet"] == target).to_numpy()
    counts = count_terms(
        sides,
        words=words or read_words(sides, stretches, threads=threads),
        longest=longest,
        min_count=min_count,
        min_articles=min_articles,
        exclude={word.lower() for word in exclude},
        lemma=lemma,
    )
    _check_sizes(counts.lengths, is_target, target, reference)
    table = _counted(counts.terms, counts.table, counts.lengths, is_target)
    if resamples:
        low, high = resampled_log_ratios(
            counts.table, counts.lengths, is_target, resamples, seed, threads=threads
        )
        table = table.assign(log_ratio_low=low, log_ratio_high=high)
    p = permutation_p(counts.table, counts.lengths, is_target, permutations, seed, threads=threads)
    table = _measured(table, counts, is_target)
    return KEYNESS.table(table.assign(p=p, q=benjamini_hochberg(p)))


def _measured(table: pd.DataFrame, counts: Counts, is_target: NDArray[np.bool_]) -> pd.DataFrame:
    """Add BIC, the weighted log-odds and the dispersion on either side."""
    sizes = [float(counts.lengths[rows].sum()) for rows in (is_target, ~is_target)]
    total = (table["n_target"] + table["n_reference"]).to_numpy(dtype=np.float64)
    prior = PRIOR * total / sum(sizes)
    z = weighted_log_odds(
        table["n_target"], table["n_reference"], prior=prior, total_a=sizes[0], total_b=sizes[1]
    )[2]
    spread = {
        f"dp_norm_{side}": dispersion_of(
            sparse.csc_array(counts.table[rows & (counts.lengths > 0)]),
            counts.lengths[rows & (counts.lengths > 0)],
            only=("dp_norm",),
        )["dp_norm"].to_numpy()
        for side, rows in (("target", is_target), ("reference", ~is_target))
    }
    return table.assign(bic=bic(table["g2"], sum(sizes)), z=z, **spread)


def rank_keywords(table: pd.DataFrame, *, top: int = 10, q: float = 0.10) -> pd.DataFrame:
    """Pick the keywords worth showing from both sides.

    Parameters
    ----------
    table : DataFrame
        A `KEYNESS` table.
    top : int, default 10
        Words to pick from each side, at most.
    q : float, default 0.10
        False-discovery rate below which a word is established.

    Returns
    -------
    DataFrame
        Rows of `table` with two columns added: ``side`` (``"target"`` or ``"reference"``: who
        uses the word more) and ``is_established``. The target's words come first, each side from
        the strongest: by ``log_ratio`` among the established words. Where no word at all is
        established, the rows are the highest by ``g2`` and ``is_established`` is False: they are
        leads for reading, not findings.

    Raises
    ------
    SchemaError
        If a column is missing.
    ValueError
        If `top` is not positive.
    """
    KEYNESS.check(table)
    if top < 1:
        raise ValueError(f"top={top!r} must be at least 1")
    established = table["q"] < q
    by, rows = ("log_ratio", table[established]) if established.any() else ("g2", table)
    rows = rows.assign(
        side=np.where(rows["g2"] > 0, "target", "reference"),
        is_established=bool(established.any()),
        strength=rows[by].abs(),
    )
    rows = rows[rows["g2"] != 0].sort_values(
        ["side", "strength", "term"], ascending=[False, False, True], kind="stable"
    )
    shown = rows.groupby("side", sort=False).head(top)
    return shown.drop(columns="strength").reset_index(drop=True)


def check_outlets(articles: pd.DataFrame, target: str, reference: str | None) -> None:
    """Raise ``UnknownNameError`` or ``ValueError`` if these are no two outlets of `articles`."""
    known = sorted(articles["outlet"].unique())
    for outlet in (target, reference):
        if outlet is not None and outlet not in known:
            raise unknown_name("outlet", outlet, known)
    if target == reference:
        raise ValueError(f"target and reference are both {target!r}; name two outlets")


def _sides(
    articles: pd.DataFrame, copies: pd.DataFrame, target: str, reference: str | None
) -> pd.DataFrame:
    """Return the distinct articles of both sides, in an order that depends on them alone."""
    cluster_id = with_clusters(articles, copies)["cluster_id"]
    table = articles[["article_id", "outlet", "published", "title", "text"]]
    table = table.assign(cluster_id=cluster_id, is_target=table["outlet"] == target)
    if reference is not None:
        table = table[table["is_target"] | (table["outlet"] == reference)]
    table = table.sort_values(["published", "article_id"], kind="stable")
    table = table.drop_duplicates(["is_target", "cluster_id"])
    return table.sort_values("article_id", ignore_index=True)


def _check_sizes(
    lengths: NDArray[np.float64], is_target: NDArray[np.bool_], target: str, reference: str | None
) -> None:
    for name, rows in ((target, is_target), (reference or "the other outlets", ~is_target)):
        if lengths[rows].sum() == 0:
            raise EmptyError(f"keywords need words on both sides; {name!r} has none")


def _counted(
    terms: ExtensionArray,
    counts: sparse.csc_array,
    lengths: NDArray[np.float64],
    is_target: NDArray[np.bool_],
) -> pd.DataFrame:
    has = (counts > 0).astype(np.float64)
    table = pd.DataFrame(
        {
            "term": terms,
            "n_target": (is_target @ counts).astype(np.int64),
            "n_reference": (~is_target @ counts).astype(np.int64),
            "range_target": (is_target @ has).astype(np.int64),
            "range_reference": (~is_target @ has).astype(np.int64),
        }
    )
    return keyness(
        table,
        total_target=int(lengths[is_target].sum()),
        total_reference=int(lengths[~is_target].sum()),
    )
