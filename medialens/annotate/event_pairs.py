"""Pairs of articles near in time and alike in words, and the likeness that chance would give."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from medialens.annotate.event_vectors import Matrix

LOWEST, USUAL, HIGHEST = 0.12, 0.18, 0.24  # least likeness of two articles on one event
FALSE_SHARE = 0.08  # of the pairs at the threshold, by what pairs far apart in time say
SAMPLE = 600  # articles that pairs far apart are taken from
ENOUGH = 1_000  # such pairs to go by
NEIGHBORS = 200  # of one article, nearest first
ROWS = 256  # articles compared at once
DIGITS = 9  # of a likeness; what is beyond depends on the machine

Days = NDArray[np.int64]


class Pairs(NamedTuple):
    """Pairs of positions, the lower first, and how alike they are."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    likeness: NDArray[np.float64]


def near_pairs(matrix: Matrix, days: Days, *, apart: int, least: float) -> Pairs:
    """Return the pairs of articles at most `apart` days apart that are at least so alike.

    Parameters
    ----------
    matrix : csr_array
        One vector of length 1 per article, in order of `days`.
    days : array of int
        Day of each article, ascending.
    apart : int
        Days between two articles of a pair, at most.
    least : float
        Least cosine of a pair.

    Returns
    -------
    Pairs
        Sorted. Of an article that has more than 200 such neighbors after it, the nearest 200.
    """
    ends = np.searchsorted(days, days + apart, side="right")
    found = [
        _block(matrix, start, min(start + ROWS, len(days)), ends, least)
        for start in range(0, len(days), ROWS)
    ]
    empty = Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    return Pairs(*(np.concatenate(part) for part in zip(empty, *found, strict=True)))


def _block(matrix: Matrix, start: int, stop: int, ends: Days, least: float) -> Pairs:
    """Return the pairs whose earlier article is one of the rows from `start` to `stop`."""
    product = (matrix[start:stop] @ matrix[start : ends[stop - 1]].T).tocoo()
    left, right = product.row + start, product.col + start
    likeness = np.round(product.data, DIGITS)
    kept = (right > left) & (right < ends[left]) & (likeness >= least)
    left, right, likeness = left[kept], right[kept], likeness[kept]
    order = np.lexsort((right, -likeness, left))
    left, right, likeness = left[order], right[order], likeness[order]
    place = np.arange(len(left)) - np.searchsorted(left, left)
    few = place < NEIGHBORS
    return Pairs(left[few].astype(np.int64), right[few].astype(np.int64), likeness[few])


def fitting_threshold(matrix: Matrix, days: Days, *, apart: int) -> float:
    """Return the likeness from which two articles near in time are on one event.

    Parameters
    ----------
    matrix, days, apart
        As for `near_pairs`.

    Returns
    -------
    float
        Between 0.12 and 0.24; 0.18 where too few pairs tell.

    Notes
    -----
    Two articles published more than twice `apart` days from one another are not on one event, so
    the share of such pairs that are alike tells how often two articles near in time are alike by
    subject alone. The threshold is the lowest at which at most 8 % of the near pairs that reach
    it are alike for that reason: low where a collection samples many subjects, high where it is
    dense or on one subject. Pairs are those of 600 articles spread evenly over the collection.

    References
    ----------
    Storey, J. D. (2002). A direct approach to false discovery rates. Journal of the Royal
    Statistical Society B 64, 479-498.
    """
    chosen = np.unique(np.linspace(0, len(days) - 1, min(SAMPLE, len(days))).astype(np.int64))
    left, right = np.triu_indices(len(chosen), k=1)
    is_far = days[chosen][right] - days[chosen][left] > 2 * apart
    if is_far.sum() < ENOUGH:
        return USUAL
    sample = matrix[chosen]
    far = (sample @ sample.T).toarray()[left[is_far], right[is_far]]
    near = near_pairs(matrix, days, apart=apart, least=LOWEST).likeness
    n_near = int(
        (np.searchsorted(days, days + apart, side="right") - np.arange(len(days)) - 1).sum()
    )
    for threshold in np.round(np.arange(LOWEST, HIGHEST, 0.005), 3).tolist():
        if n_near * (far >= threshold).mean() <= FALSE_SHARE * (near >= threshold).sum():
            return threshold
    return HIGHEST
