"""The permutation test of one gap, shuffle by shuffle: what a class does with paper slips."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from medialens.compare.clusters import cluster_means, with_outlets
from medialens.compare.differences import seed_of
from medialens.compare.intervals import FloatArray
from medialens.compare.permutation import (
    DRAWS,
    BoolArray,
    as_large,
    labellings,
    p_of,
    studentized,
)
from medialens.compare.resampling import SEED
from medialens.errors import EmptyError

FEWEST = 2  # slips a side, below which a gap has no error to be measured in


@dataclass(frozen=True, eq=False)
class Shuffled:
    """A gap between two outlets, and what it becomes when the labels of articles change hands.

    Parameters
    ----------
    outlet_a, outlet_b : str
        The two outlets; the gap is the first less the second.
    slips : DataFrame
        One row per distinct article (copies within an outlet are one): slip (from 1), outlet,
        cluster_id, value.
    gap, t : float
        The gap as it is, and in units of its own error (Welch's t).
    gaps, ts : ndarray
        The same after each shuffle.
    is_far : ndarray
        Whether the shuffle's t is as far from 0 as the gap as it is.
    seed : int
        Of the shuffles.
    """

    outlet_a: str
    outlet_b: str
    slips: pd.DataFrame
    gap: float
    t: float
    gaps: FloatArray
    ts: FloatArray
    is_far: BoolArray
    seed: int

    @property
    def p(self) -> float:
        """The p of the test: all shuffles, and the labels as they are counted as one more."""
        return self.p_after(len(self.ts))

    def p_after(self, k: int) -> float:
        """Return the p after the first `k` shuffles: (as far + 1) / (k + 1)."""
        return float(p_of(np.asarray(self.is_far[:k].sum()), min(k, len(self.is_far))))

    def drawn(self, k: int) -> pd.DataFrame:
        """Return the first `k` shuffles: columns shuffle (from 1), gap, t, is_as_far."""
        table = {"gap": self.gaps[:k], "t": self.ts[:k], "is_as_far": self.is_far[:k]}
        return pd.DataFrame({"shuffle": np.arange(1, len(table["gap"]) + 1), **table})

    def dealt(self, k: int) -> pd.DataFrame:
        """Return the slips with the outlets that shuffle `k` (from 1) deals them; 0 as they are."""
        if not 0 <= k <= len(self.ts):
            raise ValueError(f"k={k} is none of the {len(self.ts)} shuffles; 0 is as they are")
        is_first = (self.slips["outlet"] == self.outlet_a).to_numpy()
        blocks = labellings(is_first, seed=self.seed, draws=len(self.ts))
        rows = (row for block in blocks for row in block)
        labels = is_first if k == 0 else [row for row, _ in zip(rows, range(k), strict=False)][-1]
        return self.slips.assign(outlet=np.where(labels, self.outlet_a, self.outlet_b))


def shuffle_labels(
    scores: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    outlet_a: str,
    outlet_b: str,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Shuffled:
    """Return the gap of two outlets and its permutation distribution.

    Parameters
    ----------
    scores : DataFrame
        A `SCORES` table of one actor and one measure.
    articles, copies : DataFrame
        An `ARTICLES` and a `COPIES` table.
    outlet_a, outlet_b : str
        The two outlets.
    draws, seed : int
        As of `medialens.compare.differences.compare_outlets`: with the same scores its p is the
        same to the last shuffle.

    Returns
    -------
    Shuffled
        The gap, the slips and every shuffle.

    Raises
    ------
    EmptyError
        If an outlet has fewer than two distinct articles with a value.
    """
    here = articles[articles["outlet"].isin((outlet_a, outlet_b))]
    means = cluster_means(with_outlets(scores, here, copies))
    means = means.sort_values(["cluster_id", "outlet"], ignore_index=True)
    for outlet in (outlet_a, outlet_b):
        n = int((means["outlet"] == outlet).sum())
        if n < FEWEST:
            raise EmptyError(
                f"{outlet} has {n} distinct articles with a value for this actor and measure; "
                f"a shuffle needs {FEWEST} of each outlet"
            )
    slips = means[["outlet", "cluster_id", "value"]]
    slips.insert(0, "slip", np.arange(1, len(slips) + 1))
    is_first = (slips["outlet"] == outlet_a).to_numpy()
    # compare_outlets takes the pair in alphabetical order; the same slips must move
    labels = is_first if outlet_a < outlet_b else ~is_first
    own_seed = seed_of(pd.Index(slips["cluster_id"]), seed)
    sign = 1.0 if outlet_a < outlet_b else -1.0
    values = slips[["value"]].to_numpy(dtype=np.float64)
    blocks = list(labellings(labels, seed=own_seed, draws=draws))
    ts = np.concatenate([studentized(values, block)[:, 0] for block in blocks])
    gaps = np.concatenate([_gaps(values[:, 0], block) for block in blocks])
    as_is = labels[None, :].astype(np.float64)
    t = studentized(values, as_is)[0, 0]
    return Shuffled(
        outlet_a,
        outlet_b,
        slips,
        gap=float(sign * _gaps(values[:, 0], as_is)[0]),
        t=float(sign * t),
        gaps=sign * gaps,
        ts=sign * ts,
        is_far=as_large(ts, np.asarray(t)),
        seed=own_seed,
    )


def _gaps(values: FloatArray, is_first: NDArray[np.float64]) -> FloatArray:
    n_first = is_first.sum(axis=1)
    total = is_first @ values
    return total / n_first - (values.sum() - total) / (len(values) - n_first)
