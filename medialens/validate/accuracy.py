"""How far the machine agrees with the coders, and whether it errs alike in every outlet."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from medialens.compare.intervals import FloatArray, mean_interval, wilson
from medialens.schemas import ACCURACY, CONFUSION
from medialens.validate.agreement import ALL
from medialens.validate.gold import UNDECIDABLE

CUT = 1 / 3  # a machine's value beyond it is taken for a side: three equal parts of -1 to +1
IntArray = NDArray[np.intp]
LABELS = ("negative", "neutral", "positive")
DRAWS = 1999


def with_machine(gold: pd.DataFrame, profile_means: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `gold` with a value of the machine, and that ``value`` beside them."""
    keys = ["outlet", "actor_id", "measure", "cluster_id"]
    return gold.merge(profile_means[[*keys, "value"]], on=keys, validate="one_to_one")


def count_confusions(gold: pd.DataFrame, profile_means: pd.DataFrame) -> pd.DataFrame:
    """Count which label the machine gave where the coders gave which.

    Parameters
    ----------
    gold : DataFrame
        A `GOLD` table. Undecidable and disputed items have no label to compare.
    profile_means : DataFrame
        One machine value per distinct article, from `compare.clusters.cluster_means`.

    Returns
    -------
    DataFrame
        A `CONFUSION` table: nine rows per measure and outlet, zeros among them.
    """
    rows = [
        {"measure": measure, "outlet": outlet, "human": human, "machine": machine, "n": int(n)}
        for measure, outlet, group in _groups(_labelled(gold, profile_means))
        for human, counts in zip(LABELS, _matrix(group), strict=True)
        for machine, n in zip(LABELS, counts, strict=True)
    ]
    return CONFUSION.table(rows)


def compare_accuracy(
    gold: pd.DataFrame, profile_means: pd.DataFrame, *, seed: int = 1
) -> pd.DataFrame:
    """Return how often the machine is right, in which direction it errs, and if that differs.

    Parameters
    ----------
    gold, profile_means : DataFrame
        As in `count_confusions`.
    seed : int
        Seed of the shuffles behind the two p-values.

    Returns
    -------
    DataFrame
        An `ACCURACY` table. ``error`` matters most: where it differs between outlets, the machine
        makes a gap between them or hides one. ``p_accuracy`` and ``p_error`` test that; they
        stand in the rows of all outlets. A large p from few articles is no proof of equal errors.

    Notes
    -----
    The tests shuffle whole articles between the outlets; the statistic is the spread of the
    outlets' means, weighted by their numbers of items.
    """
    labelled = _labelled(gold, profile_means)
    rows = []
    for measure, outlet, group in _groups(labelled):
        row = {"measure": measure, "outlet": outlet, **_row(group)}
        if outlet == ALL:
            row["p_accuracy"] = _spread_p(group, group["is_right"], seed)
            row["p_error"] = _spread_p(group, group["error"], seed)
        rows.append(row)
    return ACCURACY.table(rows)


def _labelled(gold: pd.DataFrame, profile_means: pd.DataFrame) -> pd.DataFrame:
    table = with_machine(gold, profile_means)
    table = table[table["label"].notna() & (table["label"] != UNDECIDABLE)]
    sides = np.select(
        [table["value"] < -CUT, table["value"] > CUT], [LABELS[0], LABELS[2]], "neutral"
    )
    return table.assign(
        machine=sides,
        is_right=(table["label"] == sides).astype(float),
        error=table["value"] - table["code"],
    )


def _groups(labelled: pd.DataFrame) -> list[tuple[object, object, pd.DataFrame]]:
    """Return the rows of each measure together, then of each of its outlets."""
    pooled = labelled.assign(group=ALL)
    both = pd.concat([pooled, labelled.assign(group=labelled["outlet"])])
    found = both.groupby(["measure", "group"])
    return [(measure, outlet, group) for (measure, outlet), group in found]


def _matrix(group: pd.DataFrame) -> FloatArray:
    """Return counts: one row per label of the coders, one column per label of the machine."""
    table = pd.crosstab(group["label"], group["machine"])
    filled = table.reindex(index=list(LABELS), columns=list(LABELS), fill_value=0)
    return filled.to_numpy(dtype=np.float64)


def _row(group: pd.DataFrame) -> dict[str, object]:
    n, n_right = len(group), int(group["is_right"].sum())
    low, high = wilson(n_right, n)
    error = group["error"]
    error_low, error_high = mean_interval(error.mean(), error.var(), n)
    return {
        "n": n,
        "n_right": n_right,
        "accuracy": n_right / n,
        "accuracy_low": float(low),
        "accuracy_high": float(high),
        "macro_f1": _macro_f1(_matrix(group)),
        "error": error.mean(),
        "error_low": float(error_low),
        "error_high": float(error_high),
    }


def _macro_f1(matrix: FloatArray) -> float:
    """Return the mean F1 of the labels in the rows that occur; columns are the machine's."""
    occurs = matrix.sum(axis=1) > 0
    f1 = 2 * np.diag(matrix) / np.maximum(matrix.sum(axis=1) + matrix.sum(axis=0), 1)
    return float(f1[occurs].mean())


def _spread_p(group: pd.DataFrame, values: "pd.Series[float]", seed: int) -> float:
    """Return p for equal means of `values` in all outlets; NaN where there is one outlet."""
    blocks = pd.DataFrame({"outlet": group["outlet"], "article": group["article_id"]})
    blocks = blocks.assign(total=values, n=1).groupby(["outlet", "article"]).sum().reset_index()
    place, outlets = pd.factorize(blocks["outlet"])
    if len(outlets) < 2:
        return float("nan")
    total, n = (blocks[c].to_numpy(dtype=np.float64) for c in ("total", "n"))
    statistic = _spread(total, n, len(outlets))
    observed = statistic(place)
    generator = np.random.default_rng(seed)
    drawn = [statistic(generator.permutation(place)) for _ in range(DRAWS)]
    # equal sums in another order differ by rounding
    n_reached = sum(value >= observed - 1e-12 for value in drawn)
    return (n_reached + 1) / (DRAWS + 1)


def _spread(total: FloatArray, n: FloatArray, k: int) -> Callable[[IntArray], float]:
    mean = total.sum() / n.sum()

    def spread(place: IntArray) -> float:
        sums = np.bincount(place, weights=total, minlength=k)
        sizes = np.bincount(place, weights=n, minlength=k)
        return float((sizes * (sums / np.maximum(sizes, 1) - mean) ** 2).sum())

    return spread
