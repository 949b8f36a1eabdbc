"""Keyness measures by their published formulas, over whole columns at a time.

Throughout: ``a`` of ``c`` words in the target, ``b`` of ``d`` in the reference, ``N = c + d``; an
expected count is the side's size times ``(a + b) / N``. No measure is best: G2, chi-squared and BIC
say how much evidence there is, and grow with the collection; Log Ratio, %DIFF, odds ratio and
simple maths say how large a difference is, and jump for rare words; LRC and the weighted log-odds
are cautious sizes.
"""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special, stats

from medialens.compare.keyness import signed_g2
from medialens.errors import check_one_of

FloatArray = NDArray[np.float64]
Yates = Literal["none", "clamped", "unclamped"]


def chi_squared(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, yates: Yates = "none"
) -> FloatArray:
    """Return Pearson's chi-squared of the four cells, signed by ``a/c - b/d``.

    Parameters
    ----------
    a, b, c, d : array_like
        Counts and sizes.
    yates : {"none", "clamped", "unclamped"}
        Continuity correction. R and scipy take ``min(.5, |O - E|)`` ("clamped"), quanteda one half
        whatever the difference ("unclamped"): they differ where the difference is small.

    References
    ----------
    Pearson, K. (1900). Philosophical Magazine 50, 157-175. Yates, F. (1934). Supplement to the
    Journal of the Royal Statistical Society 1, 217-235.

    Examples
    --------
    >>> chi_squared(3, 7, 10, 9).round(6).item()
    -4.33716
    """
    check_one_of("yates", yates, ["none", "clamped", "unclamped"])
    a, b, c, d = _floats(a, b, c, d)
    n = c + d
    gap = np.abs(a - c * (a + b) / n)
    half = {"none": 0.0, "clamped": np.minimum(0.5, gap), "unclamped": 0.5}[yates]
    rest = n - a - b
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (gap - half) ** 2 * n**3 / ((a + b) * rest * c * d)
    return np.asarray(np.sign(a * d - b * c) * np.where((a + b) * rest > 0, value, 0.0))


def williams_g2(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> FloatArray:
    """Return the full G2 divided by Williams' q, which brings it nearer to chi-squared.

    References
    ----------
    Williams, D. A. (1976). Improved likelihood ratio tests for complete contingency tables.
    Biometrika 63, 33-37.
    """
    a, b, c, d = _floats(a, b, c, d)
    n = c + d
    with np.errstate(divide="ignore"):  # no use at all, or no other word: q is infinite, G2 is 0
        rows, columns = n / (a + b) + n / (n - a - b), n / c + n / d
    q = 1 + (rows - 1) * (columns - 1) / (6 * n)
    return np.asarray(signed_g2(a, b, c, d) / q)


def bic(g2: ArrayLike, n_words: ArrayLike, *, n_corpora: int = 2) -> FloatArray:
    """Return the Bayesian information criterion of a G2: ``|G2| - (k - 1) ln N``.

    Below 0 it favors equal use; 0 to 2 is worth a bare mention, 2 to 6 positive, 6 to 10 strong,
    over 10 very strong evidence of a difference.

    References
    ----------
    Wilson, A. (2013). Embracing Bayes factors for key item analysis in corpus linguistics.

    Examples
    --------
    >>> bic(22.22, 9611 + 144925).round(2).item()
    10.27
    """
    return np.abs(np.asarray(g2, dtype=float)) - (n_corpora - 1) * np.log(n_words)


def percent_difference(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> FloatArray:
    """Return %DIFF: ``100 (a/c - b/d) / (b/d)``; infinite where the reference has none.

    References
    ----------
    Gabrielatos, C. & Marchi, A. (2011). Keyness: matching metrics to definitions.
    """
    a, b, c, d = _floats(a, b, c, d)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(100 * (a / c - b / d) / (b / d))


def odds_ratio(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> FloatArray:
    """Return ``a (d - b) / (b (c - a))``; infinite where the reference has none.

    References
    ----------
    Pojanapunya, P. & Todd, R. W. (2018). Log-likelihood and odds ratio. Corpus Linguistics and
    Linguistic Theory 14, 133-167.
    """
    a, b, c, d = _floats(a, b, c, d)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(a * (d - b) / (b * (c - a)))


def simple_maths(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, constant: float = 1.0
) -> FloatArray:
    """Return the ratio of frequencies per million, `constant` added to both.

    A small constant brings up rare words, a large one common words.

    References
    ----------
    Kilgarriff, A. (2009). Simple maths for keywords. Corpus Linguistics 2009, Liverpool.
    """
    a, b, c, d = _floats(a, b, c, d)
    return np.asarray((a / c * 1e6 + constant) / (b / d * 1e6 + constant))


def difference_coefficient(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> FloatArray:
    """Return ``(a/c - b/d) / (a/c + b/d)``, between -1 and +1; 0 where neither side has any.

    References
    ----------
    Hofland, K. & Johansson, S. (1982). Word frequencies in British and American English, p. 471.
    """
    a, b, c, d = _floats(a, b, c, d)
    one, other = a / c, b / d
    total = np.where(one + other > 0, one + other, 1.0)
    return np.asarray((one - other) / total)


def conservative_log_ratio(
    a: ArrayLike,
    b: ArrayLike,
    c: ArrayLike,
    d: ArrayLike,
    *,
    n_tests: int = 1,
    alpha: float = 0.05,
    positive: bool = False,
) -> FloatArray:
    """Return LRC: the end nearer to 0 of a Clopper-Pearson interval of the log ratio.

    Parameters
    ----------
    a, b, c, d : array_like
        Counts and sizes.
    n_tests : int, default 1
        Terms tested: the interval is at level ``1 - alpha / n_tests`` (Bonferroni).
    alpha : float, default 0.05
        Error of the whole family.
    positive : bool, default False
        Return the lower end of a one-sided interval, below 0 too, as a score for ranking words of
        the target.

    Returns
    -------
    ndarray
        Doublings that are left at this level of caution; 0 where none are.

    References
    ----------
    Evert, S. (2022). Measuring keyness. Digital Humanities 2022, 202-205.
    """
    a, b, c, d = _floats(a, b, c, d)
    tail = alpha / n_tests / (1 if positive else 2)
    low = np.where(a > 0, special.betaincinv(np.maximum(a, 1), b + 1, tail), 0.0)
    high = np.where(b > 0, special.betaincinv(a + 1, np.maximum(b, 1), 1 - tail), 1.0)
    with np.errstate(divide="ignore"):
        ends = [np.log2(d / c) + np.log2(end) - np.log2(1 - end) for end in (low, high)]
    if positive:
        return np.asarray(ends[0])
    return np.asarray(np.where(ends[0] > 0, ends[0], np.where(ends[1] < 0, ends[1], 0.0)))


def g2_of_corpora(counts: ArrayLike, sizes: ArrayLike) -> tuple[FloatArray, int, FloatArray]:
    """Return G2, its degrees of freedom and p of counts in several corpora.

    The corpora are the last axis; before it stand terms, or draws.

    `p` takes words as independent: see `compare_keywords_across` for one that does not.

    References
    ----------
    Rayson, P., Berridge, D. & Francis, B. (2004). Extending the Cochran rule. JADT 2004.

    Examples
    --------
    >>> g2, df, p = g2_of_corpora([30, 10, 20], [10_000, 10_000, 20_000])
    >>> g2.round(6).item(), df, p.round(6).item()
    (17.290979, 2, 0.000176)
    """
    counts, sizes = (np.asarray(given, dtype=float) for given in (counts, sizes))
    share = counts.sum(axis=-1, keepdims=True) / sizes.sum(axis=-1, keepdims=True)
    cells = special.rel_entr(counts, share * sizes) + special.rel_entr(
        sizes - counts, (1 - share) * sizes
    )
    g2 = np.asarray(np.maximum(2 * cells.sum(axis=-1), 0.0))  # rounding can leave less than 0
    df = sizes.shape[-1] - 1
    return g2, df, np.asarray(stats.chi2.sf(g2, df))


MEASURES = {
    "chi2": chi_squared,
    "williams_g2": williams_g2,
    "percent_difference": percent_difference,
    "odds_ratio": odds_ratio,
    "simple_maths": simple_maths,
    "difference_coefficient": difference_coefficient,
    "lrc": conservative_log_ratio,
}


def with_measures(
    table: pd.DataFrame, names: list[str], *, total_target: int, total_reference: int
) -> pd.DataFrame:
    """Return a keyness table with further measures as columns.

    Parameters
    ----------
    table : DataFrame
        Columns n_target and n_reference; g2 too for ``bic``.
    names : list of str
        Of `MEASURES`, and ``bic``. LRC is corrected for the rows of the table.
    total_target, total_reference : int
        Words of each side.
    """
    check = [*MEASURES, "bic"]
    sides = (table["n_target"], table["n_reference"], total_target, total_reference)
    for name in names:
        check_one_of("measure", name, check)
        if name == "bic":
            values = bic(table["g2"], total_target + total_reference)
        elif name == "lrc":
            values = conservative_log_ratio(*sides, n_tests=max(1, len(table)))
        else:
            values = MEASURES[name](*sides)
        table = table.assign(**{name: values})
    return table


def _floats(*given: ArrayLike) -> list[FloatArray]:
    return [np.asarray(values, dtype=np.float64) for values in given]
