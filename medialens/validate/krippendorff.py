"""Krippendorff's alpha for any number of coders, with gaps, and its bootstrap interval."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from medialens.compare.intervals import FloatArray
from medialens.errors import check_one_of

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS = ("nominal", "ordinal", "interval", "ratio")
FEWEST = 10  # units below which no interval is given
DRAWS = 1999


class Alpha(NamedTuple):
    """Alpha, its 95 % interval, and the units it rests on; NaN where it is not defined."""

    alpha: float
    low: float
    high: float
    n_units: int


def krippendorff_alpha(
    codes: ArrayLike,
    *,
    level: Level = "ordinal",
    groups: Sequence[object] | None = None,
    seed: int = 1,
    draws: int = DRAWS,
) -> Alpha:
    """Return Krippendorff's alpha of `codes` with a 95 % interval.

    Parameters
    ----------
    codes : array_like
        One row per coder, one column per unit; NaN where a coder gave no code.
    level : {"nominal", "ordinal", "interval", "ratio"}, default "ordinal"
        How far apart two codes are.
    groups : sequence, optional
        One entry per unit: units of one group are drawn together. Give the article where several
        units come from one.
    seed : int
        Seed of the bootstrap.
    draws : int, default 1999
        How often the units are drawn again.

    Returns
    -------
    Alpha
        1: the coders agree wholly; 0: as chance would have it; below 0: worse than that. NaN
        where all codes are the same: what is never coded otherwise tells nothing of the coders.
        ``n_units`` counts units with two codes or more; under ten of them have no interval.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of
    Pennsylvania.

    Examples
    --------
    >>> round(krippendorff_alpha([[0, 1, 1, 0], [0, 1, 0, 0]], level="nominal").alpha, 3)
    0.533
    """
    check_one_of("level", level, LEVELS)
    table = np.asarray(codes, dtype=np.float64)
    values = np.unique(table[~np.isnan(table)])
    counts = np.asarray((table[:, :, None] == values).sum(axis=0), dtype=np.float64)
    is_paired = counts.sum(axis=1) > 1
    pairs = _pairs(counts[is_paired])
    alpha = float(_alphas(pairs.sum(axis=0, keepdims=True), values, level)[0])
    if len(pairs) < FEWEST or np.isnan(alpha):
        return Alpha(alpha, np.nan, np.nan, len(pairs))
    names = np.arange(table.shape[1]) if groups is None else np.asarray(groups)
    blocks = _summed(pairs, names[is_paired])
    chances = np.full(len(blocks), 1 / len(blocks))
    weights = np.random.default_rng(seed).multinomial(len(blocks), chances, size=draws)
    drawn = _alphas(np.tensordot(weights.astype(np.float64), blocks, axes=1), values, level)
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Alpha(alpha, float(low), float(high), len(pairs))


def _pairs(counts: FloatArray) -> FloatArray:
    """Return each unit's coincidences: its pairs of codes, which together weigh its codes."""
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(counts.shape[1])
    return pairs / (counts.sum(axis=1, keepdims=True) - 1)[:, :, None]


def _summed(
    pairs: FloatArray, groups: "np.ndarray[tuple[int], np.dtype[np.generic]]"
) -> FloatArray:
    """Return the sums of `pairs` over the units of each group."""
    _, place = np.unique(groups, return_inverse=True)
    sums = np.zeros((place.max() + 1, *pairs.shape[1:]))
    np.add.at(sums, place, pairs)
    return sums


def _alphas(coincidences: FloatArray, values: FloatArray, level: Level) -> FloatArray:
    """Return one alpha per matrix of coincidences."""
    totals = coincidences.sum(axis=2)
    n = totals.sum(axis=1)
    distance = _distances(totals, values, level)
    observed = (coincidences * distance).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * distance).sum(axis=(1, 2))
    defined = expected > 0
    return 1 - np.where(defined, (n - 1) * observed, np.nan) / np.where(defined, expected, 1)


def _distances(totals: FloatArray, values: FloatArray, level: Level) -> FloatArray:
    """Return the squared distance of any two values, per row of `totals`."""
    if level == "ordinal":
        # codes from one value to the other, those at either end by half
        middle = np.cumsum(totals, axis=1) - totals / 2
        return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2)
    gap = values[:, None] - values[None, :]
    if level == "nominal":
        gap = (gap != 0).astype(np.float64)
    if level == "ratio":
        total = values[:, None] + values[None, :]
        gap = np.divide(gap, total, out=np.zeros_like(gap), where=total != 0)
    return np.broadcast_to(gap**2, (len(totals), *gap.shape))
