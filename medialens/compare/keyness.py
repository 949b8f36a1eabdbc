"""Keyness: how much more often a word is used on one side than on the other."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import xlogy

from medialens.errors import SchemaError, check_one_of

FloatArray = NDArray[np.float64]
Variant = Literal["full", "rayson"]
Zeros = Literal["walter", "hardie"]

Z = 1.959963984540054  # 97.5 % point of the normal distribution


def keyness(
    counts: pd.DataFrame,
    *,
    total_target: int | None = None,
    total_reference: int | None = None,
    variant: Variant = "full",
    zeros: Zeros = "walter",
) -> pd.DataFrame:
    """Measure how much more often each term is used in the target than in the reference.

    Parameters
    ----------
    counts : DataFrame
        One row per term: ``term``, ``n_target``, ``n_reference`` (occurrences).
    total_target, total_reference : int, optional
        Words of each side. By default the sums of the two columns; pass them where `counts`
        does not hold every term.
    variant : {"full", "rayson"}, default "full"
        Whether `g2` sums over all four cells (the term or another, target or reference) or, as
        Rayson and Garside do, over the term's two. They differ in the first decimal: say which
        one you cite.
    zeros : {"walter", "hardie"}, default "walter"
        How a count of 0 is kept finite in `log_ratio`: half an occurrence added to every count
        and size (Walter; Evert), or 0 alone replaced by one half (Hardie). Never mix them.

    Returns
    -------
    DataFrame
        `counts` in the order given, with these columns added:

        - ``per_million_target``, ``per_million_reference``: occurrences per million words.
        - ``log_ratio``: effect size in doublings; +1 is twice as frequent in the target,
          0 no difference, -1 half as frequent.
        - ``log_ratio_low``, ``log_ratio_high``: 95 % interval that takes words as independent
          of each other. They are not, so it is too narrow: see `compare_keywords` for a p that
          holds.
        - ``g2``: strength of evidence against equal use, positive where the target uses the term
          more than expected and negative where less. Grows with the size of the collection.

    Raises
    ------
    SchemaError
        If a column is missing.
    ValueError
        If a count is negative or larger than its side, or a side has no words.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1), 61-74. (``g2``)

    Rayson, P. & Garside, R. (2000). Comparing corpora using frequency profiling. Workshop on
    Comparing Corpora, ACL, 1-6. (``variant="rayson"``)

    Hardie, A. (2014). Log Ratio: an informal introduction. CASS, Lancaster. (``log_ratio``)

    Walter, S. D. (1975). The distribution of Levin's measure of attributable risk. Biometrika
    62, 371-374; Evert, S. (2022). Measuring keyness. (``zeros="walter"``)

    Katz, D., Baptista, J., Azen, S. P. & Pike, M. C. (1978). Obtaining confidence intervals for
    the risk ratio in cohort studies. Biometrics 34, 469-474. (interval)

    Examples
    --------
    >>> counts = pd.DataFrame(
    ...     {"term": ["flood", "storm"], "n_target": [52, 48], "n_reference": [57, 143]}
    ... )
    >>> keyness(counts)[["term", "log_ratio", "g2"]].round(2)
        term  log_ratio     g2
    0  flood       0.87  15.67
    1  storm      -0.57 -15.67
    """
    _check(counts, variant, zeros)
    if counts.empty:
        return counts.assign(**{name: pd.Series(dtype="float64") for name in MEASURES})
    a = counts["n_target"].to_numpy(dtype=np.float64)
    b = counts["n_reference"].to_numpy(dtype=np.float64)
    c = _total("target", a, total_target)
    d = _total("reference", b, total_reference)
    ratio, error = _log_ratio(a, b, np.asarray(c), np.asarray(d), zeros)
    measured = (
        a / c * 1e6,
        b / d * 1e6,
        ratio,
        ratio - Z * error,
        ratio + Z * error,
        signed_g2(a, b, c, d, variant=variant),
    )
    return counts.assign(**dict(zip(MEASURES, measured, strict=True)))


MEASURES = (
    "per_million_target",
    "per_million_reference",
    "log_ratio",
    "log_ratio_low",
    "log_ratio_high",
    "g2",
)


def signed_g2(
    a: FloatArray,
    b: FloatArray,
    c: FloatArray | float,
    d: FloatArray | float,
    *,
    variant: Variant = "full",
) -> FloatArray:
    """Return the log-likelihood of `a` of `c` words against `b` of `d`, signed by ``a/c - b/d``."""
    share = (a + b) / (c + d)
    total = _cell(a, c * share) + _cell(b, d * share)
    if variant == "full":
        total = total + _cell(c - a, c * (1 - share)) + _cell(d - b, d * (1 - share))
    # Rounding can leave a little below 0 where both sides agree.
    return np.asarray(np.sign(a * d - b * c) * np.maximum(2 * total, 0.0), dtype=np.float64)


def _cell(observed: FloatArray, expected: FloatArray) -> FloatArray:
    ratio = np.divide(observed, expected, out=np.ones_like(expected), where=expected > 0)
    return np.asarray(xlogy(observed, ratio), dtype=np.float64)


def log_ratio_of(
    a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, *, zeros: Zeros = "walter"
) -> FloatArray:
    """Return the log ratio of `a` of `c` words to `b` of `d`, in doublings; see `keyness`."""
    a, b, c, d = (np.asarray(given, dtype=np.float64) for given in (a, b, c, d))
    return _log_ratio(a, b, c, d, zeros)[0]


def _log_ratio(
    a: FloatArray, b: FloatArray, c: FloatArray, d: FloatArray, zeros: Zeros
) -> tuple[FloatArray, FloatArray]:
    """Return the log ratio and its standard error (Katz), both in doublings."""
    if zeros == "walter":
        a, b, c, d = a + 0.5, b + 0.5, c + 0.5, d + 0.5
    else:
        a, b = np.where(a == 0, 0.5, a), np.where(b == 0, 0.5, b)
    ratio = np.log2(a / c) - np.log2(b / d)
    variance = (1 / a - 1 / c) + (1 / b - 1 / d)
    return ratio, np.sqrt(np.maximum(variance, 0.0)) / np.log(2)


def _check(counts: pd.DataFrame, variant: str, zeros: str) -> None:
    absent = [name for name in ("term", "n_target", "n_reference") if name not in counts.columns]
    if absent:
        raise SchemaError(
            f"counts (one row per term) lacks {absent}; it has {list(counts.columns)}"
        )
    check_one_of("variant", variant, ["full", "rayson"])
    check_one_of("zeros", zeros, ["walter", "hardie"])


def _total(side: str, values: FloatArray, given: int | None) -> float:
    total = float(values.sum()) if given is None else float(given)
    if values.min() < 0:
        raise ValueError(f"n_{side} holds a negative count; counts start at 0")
    if total <= 0:
        raise ValueError(f"the {side} has no words; both sides need some to be compared")
    if values.max() > total:
        raise ValueError(
            f"n_{side} holds {values.max():.0f}, more than total_{side}={total:.0f}; "
            "pass the number of all words of that side"
        )
    return total
