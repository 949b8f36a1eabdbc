"""Two groups of articles whose labels a page can shuffle, and the count over every way to do so."""

import math
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from medialens.compare.intervals import FloatArray, welch_interval
from medialens.compare.permutation import as_large

MOST_WAYS = 200_000


@dataclass(frozen=True)
class Labeled:
    """An article under its label, with the number that is compared."""

    name: str
    label: str
    value: float


@dataclass(frozen=True)
class LabelShuffle:
    """What a page needs to shuffle: the articles, the gap as it is, the count of all ways.

    ``n_as_large`` of ``n_ways`` ways to hand the labels out have a gap of means as far from 0 as
    the real one, which is among them; both are None where there are too many ways to try.
    """

    pair: tuple[str, str]
    rows: tuple[Labeled, ...]
    gap: float
    ci_low: float | None
    ci_high: float | None
    n_ways: int | None
    n_as_large: int | None

    def as_json(self) -> dict[str, Any]:
        """Return the values for the page."""
        return asdict(self)


def label_shuffle(table: pd.DataFrame, pair: tuple[str, str]) -> LabelShuffle:
    """Return the shuffle of two groups of articles.

    Parameters
    ----------
    table : DataFrame
        One row per article: ``name``, ``label`` and ``value``. Rows with other labels are left
        out.
    pair : tuple of str
        The two labels; the gap is the mean of the first minus the mean of the second.

    Returns
    -------
    LabelShuffle

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     {"name": list("abcd"), "label": list("xxyy"), "value": [0.1, 0.2, 0.8, 0.9]}
    ... )
    >>> shuffle = label_shuffle(table, ("x", "y"))
    >>> round(shuffle.gap, 2), shuffle.n_as_large, shuffle.n_ways
    (-0.7, 2, 6)
    """
    kept = table[table["label"].isin(pair)].sort_values(["label", "name"])
    values = kept["value"].to_numpy(dtype=np.float64)
    is_first = (kept["label"] == pair[0]).to_numpy()
    first, second = values[is_first], values[~is_first]
    gap = float(first.mean() - second.mean())
    variances, sizes = (_variance(first), _variance(second)), (len(first), len(second))
    low, high, _ = welch_interval(gap, variances, sizes)
    n_ways, n_as_large = _count_ways(values, len(first), gap)
    rows = zip(kept["name"], kept["label"], values.tolist(), strict=True)
    return LabelShuffle(
        pair=pair,
        rows=tuple(Labeled(str(name), str(label), value) for name, label, value in rows),
        gap=gap,
        ci_low=_known(low),
        ci_high=_known(high),
        n_ways=n_ways,
        n_as_large=n_as_large,
    )


def _variance(values: FloatArray) -> float:
    return float(values.var(ddof=1)) if len(values) > 1 else math.nan


def _count_ways(values: FloatArray, n_first: int, gap: float) -> tuple[int | None, int | None]:
    n_ways = math.comb(len(values), n_first)
    if n_ways > MOST_WAYS:
        return None, None
    chosen = np.array(list(combinations(range(len(values)), n_first)))
    sums = values[chosen].sum(axis=1)
    gaps = sums / n_first - (values.sum() - sums) / (len(values) - n_first)
    return n_ways, int(as_large(gaps, np.asarray(gap)).sum())


def _known(value: FloatArray) -> float | None:
    return None if np.isnan(value) else float(value)
