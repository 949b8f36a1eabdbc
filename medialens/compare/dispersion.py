"""Dispersion: whether a word stands in all parts of a corpus or in a few of them.

Direction: for DP, DPnorm and the divergence as Gries gives it 0 is even and 1 is in one part; for
Juilland's D, Carroll's D2 and Rosengren's S 1 is even. The parts are articles.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.special import xlogy

FloatArray = NDArray[np.float64]


def dispersion_of(counts: sparse.csc_array, sizes: ArrayLike) -> pd.DataFrame:
    """Return dispersion measures of every term.

    Parameters
    ----------
    counts : sparse array
        One row per part, one column per term.
    sizes : array_like
        Words of each part.

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
    dp = (summed(np.abs(v - s[part])) + 1 - summed(s[part])) / 2
    rate = x / sizes[part]
    mean = summed(rate) / n_parts
    variance = np.maximum(summed(rate**2) / n_parts - mean**2, 0.0)
    shares = rate / np.where(mean > 0, mean * n_parts, np.nan)[column]
    entropy = -summed(xlogy(shares, shares)) / np.log(2)
    divergence = summed(xlogy(v, v / s[part])) / np.log(2)
    with np.errstate(invalid="ignore", divide="ignore"):
        measures = {
            "range": np.bincount(column[x > 0], minlength=n_terms),
            "dp": dp + 0 * known,
            "dp_norm": dp / (1 - s.min()) + 0 * known,
            "juilland_d": 1 - np.sqrt(variance) / mean / np.sqrt(n_parts - 1),
            "carroll_d2": entropy / np.log2(n_parts) + 0 * known,
            "rosengren_s": summed(np.sqrt(s[part] * x)) ** 2 / known,
            "d_kl": divergence / (1 + divergence) + 0 * known,
        }
    return pd.DataFrame(measures)
