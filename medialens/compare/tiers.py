"""Tiers: which of many counts stand out against their histories, and how surely."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from medialens.compare.expected import expected_counts, surprise, usual_range
from medialens.compare.intervals import FloatArray, benjamini_hochberg

HISTORY = 12
Q_SHIFT = 0.10
P_WATCH = 0.05
P_COMPOSITION = 0.01  # a feed that fell silent is far below it
FEWEST = 5  # articles, now or usually, below which nothing is said
FACTOR = 1.5
NO_HISTORY = {"usual": np.nan, "usual_low": np.nan, "usual_high": np.nan, "ratio": np.nan}


def judge_actors(counts: ArrayLike, *, history: int = HISTORY) -> pd.DataFrame:
    """Give each count of the last period its tier: shift, watch or none.

    Parameters
    ----------
    counts : array_like
        One row per series, one column per period, the last one judged. With two columns more
        than `history`, a watch that lasts for a second period is found too.
    history : int, default 12
        Periods that say what is usual.

    Returns
    -------
    DataFrame
        One row per series, in the order given: n_now, usual, usual_low, usual_high, ratio, p, q,
        tier, note. All but n_now, tier and note are missing where the history is too short.

    Examples
    --------
    >>> usual = [2, 3, 1, 2, 4, 2, 3, 2, 1, 3, 2, 2]
    >>> judge_actors([[*usual, 14], [*usual, 2]])["tier"].tolist()
    ['shift', 'none']
    """
    values = np.asarray(counts, dtype=np.float64)
    table = _judged(values, history)
    is_watch = table["is_odd"] & (table["p"] < P_WATCH)
    is_sure = (table["q"] < Q_SHIFT) & table["is_enough"]
    lasting = _lasting(values, history)
    is_lasting = pd.Series(False, index=table.index) if lasting is None else lasting["is_lasting"]
    tier = np.select([is_sure | is_lasting, is_watch], ["shift", "watch"], "none")
    table = table.assign(tier=tier)
    if lasting is not None:
        # What lasts is told against the time before it began: it must not be its own history.
        is_told = is_lasting & ~is_sure
        for name in (*NO_HISTORY, "p"):
            table[name] = table[name].mask(is_told, lasting[name])
        table["note"] = table["note"].mask(is_told, "for the second period")
    return table.drop(columns=["is_odd", "is_enough", "is_up"])


def judge_totals(counts: ArrayLike, *, history: int = HISTORY) -> pd.DataFrame:
    """Tell whose total of the last period has changed: tier composition or none.

    As `judge_actors`, with outlets in place of actors.
    """
    table = _judged(np.asarray(counts, dtype=np.float64), history)
    is_changed = table["is_odd"] & (table["p"] < P_COMPOSITION)
    table = table.assign(tier=np.where(is_changed, "composition", "none"), q=np.nan)
    return table.drop(columns=["is_odd", "is_enough", "is_up"])


def _judged(counts: FloatArray, history: int, *, ahead: int = 1) -> pd.DataFrame:
    """Compare the last counts with a history that ends `ahead` periods before them."""
    end = counts.shape[1] - ahead
    now, past = counts[:, -1], counts[:, max(0, end - history) : max(0, end)]
    table = pd.DataFrame({"n_now": now.astype(int), "note": ""})
    if end < history:
        note = f"not compared: {max(0, end)} whole periods before, {history} are needed"
        never = dict.fromkeys(("is_odd", "is_enough", "is_up"), False)
        return table.assign(**NO_HISTORY, p=np.nan, q=np.nan, **never).assign(note=note)
    mean, variance = expected_counts(past)
    low, high = usual_range(mean, variance)
    usual, p = past.mean(axis=1), surprise(now, mean, variance)
    is_far = (now >= FACTOR * usual) | (now * FACTOR <= usual)
    is_enough = np.maximum(now, usual) >= FEWEST
    return table.assign(
        usual=usual,
        usual_low=low,
        usual_high=high,
        ratio=np.divide(now, usual, out=np.full(len(now), np.nan), where=usual > 0),
        p=p,
        q=benjamini_hochberg(p),
        is_odd=is_far & is_enough,
        is_enough=is_enough,
        is_up=now > usual,
    )


def _lasting(counts: FloatArray, history: int) -> pd.DataFrame | None:
    """Compare the last two periods with the history before both; None if it is too short."""
    if counts.shape[1] < history + 2:
        return None
    first = _judged(counts[:, :-1], history)
    second = _judged(counts, history, ahead=2)
    is_odd = [side["is_odd"] & (side["p"] < P_WATCH) for side in (first, second)]
    same_way = first["is_up"] == second["is_up"]
    return second.assign(is_lasting=is_odd[0] & is_odd[1] & same_way)
