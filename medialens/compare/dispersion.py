"""Dispersion: whether a word stands in all parts of a corpus or in a few of them.

Direction: for DP, DPnorm and the divergence as Gries gives it 0 is even and 1 is in one part; for
Juilland's D, Carroll's D2 and Rosengren's S 1 is even. The parts are articles.
"""

from collections.abc import Callable, Collection
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.special import xlogy

FloatArray = NDArray[np.float64]


def dispersion_of(
    counts: sparse.csc_array, sizes: ArrayLike, *, only: Collection[str] = ()
) -> pd.DataFrame:
    """Return dispersion measures of every term.

    Parameters
    ----------
    counts : sparse array
        One row per part, one column per term.
    sizes : array_like
        Words of each part.
    only : collection of str
        The measures wanted; by default all.

    Returns
    -------
    DataFrame
        One row per term: ``range`` (parts that have it), ``dp`` and ``dp_norm`` (0 even, 1 in one
        part), ``juilland_d``, ``carroll_d2``, ``rosengren_s`` (1 even) and ``d_kl`` (0 even, below
        1). Missing where a term does not occur. How to read it: a keyword with a ``dp_norm`` near
        1 is the word of a few articles.

    Notes
    -----
    With v the term's share in each part and s the part's share of all words:
    ``DP = sum |v - s| / 2``; ``DPnorm = DP / (1 - min s)``; ``D = 1 - CV / sqrt(k - 1)`` of the
    frequencies per part, with the population standard deviation (unreliable with many parts);
    ``D2 = H / log2 k`` of the frequencies' shares; ``S = (sum sqrt(s x))**2 / sum x``;
    ``D_KL = K / (1 + K)`` with ``K = sum v log2 (v / s)``.

    References
    ----------
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of
    Corpus Linguistics 13, 403-437. Lijffijt, J. & Gries, S. Th. (2012). Correction. IJCL 17,
    147-149. Juilland, A. & Chang-Rodriguez, E. (1964). Carroll, J. B. (1970). Rosengren, I. (1971).
    Gries, S. Th. (2024). Frequency, dispersion, association, and keyness (D_KL).

    Examples
    --------
    >>> counts = sparse.csc_array(np.array([[2.0], [1.0], [0.0]]))
    >>> dispersion_of(counts, [10, 10, 10])[["range", "dp_norm"]].round(2).to_numpy().tolist()
    [[2.0, 0.5]]
    """
    table = sparse.csc_array(counts, dtype=np.float64)
    sizes = np.asarray(sizes, dtype=np.float64)
    n_parts, n_terms = table.shape
    s = sizes / sizes.sum()
    column = np.repeat(np.arange(n_terms), np.diff(table.indptr))
    part, x = table.indices, table.data
    total = np.bincount(column, weights=x, minlength=n_terms)
    known = np.where(total > 0, total, np.nan)

    def summed(values: FloatArray) -> FloatArray:
        return np.bincount(column, weights=values, minlength=n_terms).astype(np.float64)

    v = x / known[column]
    rate = x / sizes[part]

    def deviation() -> FloatArray:
        return (summed(np.abs(v - s[part])) + 1 - summed(s[part])) / 2 + 0 * known

    def juilland() -> FloatArray:
        mean = summed(rate) / n_parts
        variance = np.maximum(summed(rate**2) / n_parts - mean**2, 0.0)
        return np.asarray(1 - np.sqrt(variance) / mean / np.sqrt(n_parts - 1))

    def carroll() -> FloatArray:
        total_rate = summed(rate)
        shares = rate / np.where(total_rate > 0, total_rate, np.nan)[column]
        entropy = -summed(xlogy(shares, shares)) / np.log(2)
        return np.asarray(entropy / np.log2(n_parts) + 0 * known)

    def divergence() -> FloatArray:
        bits = summed(xlogy(v, v / s[part])) / np.log(2)
        return np.asarray(bits / (1 + bits) + 0 * known)

    measures: dict[str, Callable[[], NDArray[Any]]] = {
        "range": lambda: np.bincount(column[x > 0], minlength=n_terms),
        "dp": deviation,
        "dp_norm": lambda: deviation() / (1 - s.min()),
        "juilland_d": juilland,
        "carroll_d2": carroll,
        "rosengren_s": lambda: summed(np.sqrt(s[part] * x)) ** 2 / known,
        "d_kl": divergence,
    }
    with np.errstate(invalid="ignore", divide="ignore"):
        return pd.DataFrame({name: measures[name]() for name in only or measures})
