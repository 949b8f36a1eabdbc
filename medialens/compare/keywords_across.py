"""Keywords of several outlets at once: each against the others, for all terms together."""

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from medialens.compare.clusters import distinct_articles
from medialens.compare.counting import Counts, Words, count_terms, read_words
from medialens.compare.intervals import benjamini_hochberg
from medialens.compare.keyness import log_ratio_of
from medialens.compare.keyness_measures import g2_of_corpora
from medialens.compare.permutation import NEARLY
from medialens.compare.resampling import SEED
from medialens.errors import EmptyError
from medialens.schemas import KEYNESS_ACROSS

BLOCK = 4_000_000  # cells of permuted tables held at once

FloatArray = NDArray[np.float64]


def compare_keywords_across(  # noqa: PLR0913 - each option has a default to keep
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    min_count: int = 10,
    min_articles: int = 3,
    permutations: int = 999,
    seed: int = SEED,
    exclude: Collection[str] = (),
    longest: int = 1,
    stretches: pd.DataFrame | None = None,
    words: Words | None = None,
) -> pd.DataFrame:
    """Find the words that outlets use differently, and which outlet each is typical of.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table of two outlets or more.
    copies : DataFrame
        A `COPIES` table. Of each copied text an outlet keeps one article, the earliest.
    min_count, min_articles, exclude, longest, stretches, words
        As in `medialens.compare.keywords.compare_keywords`.
    permutations : int, default 999
        Shuffles of the articles between all outlets behind ``p`` and ``p_outlet``.
    seed : int
        Of the shuffles.

    Returns
    -------
    DataFrame
        A `KEYNESS_ACROSS` table: one row per tested term and outlet, sorted by term. How to read
        it: first ``q``, whether the outlets differ on the term at all; then ``residual``, by how
        many standard errors the outlet uses it more (+) or less than expected, with ``p_outlet``
        that answers for all outlets at once; ``log_ratio`` is the size, +1: twice as frequent in
        the outlet as in the others together.

    Raises
    ------
    EmptyError
        If fewer than two outlets have words.

    Notes
    -----
    ``g2 = 2 sum O ln(O / E)`` over the table of term or other words by outlet, with outlets - 1
    degrees of freedom. Its ``p`` and the largest adjusted residual's ``p_outlet`` come from
    shuffling articles, because words of one article are not independent. Pairs of outlets are
    not ranked by stars: name the pair that you mean, and use `compare_keywords`.

    References
    ----------
    Rayson, P., Berridge, D. & Francis, B. (2004). Extending the Cochran rule for the comparison of
    word frequencies between corpora. JADT 2004. Haberman, S. J. (1973). The analysis of residuals
    in cross-classified tables. Biometrics 29, 205-220. Westfall, P. H. & Young, S. S. (1993).
    Resampling-based multiple testing.
    """
    kept = articles.merge(distinct_articles(articles, copies)[["article_id"]], on="article_id")
    kept = kept.sort_values("article_id", ignore_index=True)
    counts = count_terms(
        kept,
        words=words or read_words(kept, stretches),
        longest=longest,
        min_count=min_count,
        min_articles=min_articles,
        exclude={word.lower() for word in exclude},
    )
    codes, outlets = pd.factorize(kept["outlet"], sort=True)
    labels = np.eye(len(outlets))[codes]
    sizes = counts.lengths @ labels
    if (sizes > 0).sum() < 2:
        raise EmptyError("keywords need words of two outlets at least")
    found = counts.table.T @ labels
    residual, (g2, df, _) = _residuals(found, sizes), g2_of_corpora(found, sizes)
    p, p_outlet = _permuted(counts, labels, residual, g2, permutations, seed)
    table = _long(counts, outlets.to_numpy(), found, sizes, labels)
    n = len(outlets)
    return KEYNESS_ACROSS.table(
        table.assign(
            residual=residual.ravel(),
            p_outlet=p_outlet.ravel(),
            g2=np.repeat(g2, n),
            df=df,
            p=np.repeat(p, n),
            q=np.repeat(benjamini_hochberg(p), n),
        )
    )


def _long(
    counts: Counts,
    outlets: NDArray[np.object_],
    found: FloatArray,
    sizes: FloatArray,
    labels: FloatArray,
) -> pd.DataFrame:
    others, rest = found.sum(axis=1, keepdims=True) - found, sizes.sum() - sizes
    ratio = log_ratio_of(found, others, sizes, rest)
    spread = sparse.csc_array(counts.table > 0).astype(np.float64).T @ labels
    return pd.DataFrame(
        {
            "term": counts.terms.repeat(len(outlets)),
            "outlet": np.tile(outlets, len(counts.terms)),
            "n": found.ravel().astype(np.int64),
            "per_million": (found / sizes * 1e6).ravel(),
            "range": spread.ravel().astype(np.int64),
            "log_ratio": ratio.ravel(),
        }
    )


def _residuals(found: FloatArray, sizes: FloatArray) -> FloatArray:
    """Return adjusted residuals: one row per term, one column per outlet."""
    total = sizes.sum(axis=-1, keepdims=True)
    share = found.sum(axis=-1, keepdims=True) / total
    expected = share * sizes
    variance = expected * (1 - share) * (1 - sizes / total)
    return np.asarray((found - expected) / np.sqrt(np.maximum(variance, NEARLY)))


def _permuted(
    counts: Counts,
    labels: FloatArray,
    residual: FloatArray,
    g2: FloatArray,
    permutations: int,
    seed: int,
) -> tuple[FloatArray, FloatArray]:
    """Return p per term, and per term and outlet of the largest residual of all outlets."""
    if permutations < 1:
        return np.full(len(g2), np.nan), np.full(residual.shape, np.nan)
    generator = np.random.default_rng(seed)
    n, k = labels.shape
    by_g2, by_residual = np.zeros(len(g2)), np.zeros(residual.shape)
    block = max(1, BLOCK // (max(n, len(g2)) * k))
    for start in range(0, permutations, block):
        drawn = min(block, permutations - start)
        mixed = np.stack([labels[generator.permutation(n)] for _ in range(drawn)], axis=1)
        sizes = np.tensordot(counts.lengths, mixed, axes=1)
        table = (counts.table.T @ mixed.reshape(n, -1)).reshape(-1, drawn, k)
        by_g2 += (g2_of_corpora(table, sizes)[0] >= g2[:, None] - NEARLY).sum(axis=1)
        largest = np.abs(_residuals(table, sizes)).max(axis=2)
        by_residual += (largest[:, :, None] >= np.abs(residual)[:, None, :] - NEARLY).sum(axis=1)
    return (by_g2 + 1) / (permutations + 1), (by_residual + 1) / (permutations + 1)
