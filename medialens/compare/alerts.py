"""Alerts: which counts of the last whole period stand out against the periods before it.

Two tiers: a shift is beyond chance over all counts compared; a watch may be one of the false
alarms that so many comparisons bring, and becomes a shift if it lasts for a second period.
"""

import hashlib

import numpy as np
import pandas as pd

from medialens.compare.periods import (
    Numbers,
    Period,
    check_period,
    period_starts,
    whole_periods,
)
from medialens.compare.series import SERIES, Calendar, calendar, count_mentioning
from medialens.compare.tiers import HISTORY, judge_actors, judge_totals
from medialens.schemas import ALERTS

RANK = {"composition": 0, "shift": 1, "watch": 2, "none": 3}
MEASURE = "articles"


def find_alerts(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    period: Period | str = "week",
    history: int = HISTORY,
    until: str | None = None,
) -> pd.DataFrame:
    """Compare each outlet's and each actor's articles in the last whole period with those before.

    Parameters
    ----------
    mentions : DataFrame
        A `MENTIONS` table, or any other with article_id and actor_id.
    articles : DataFrame
        An `ARTICLES` table; articles without a date are left out. Give them all one outlet to
        watch the outlets together.
    copies : DataFrame
        A `COPIES` table. Copies of one text within an outlet count as one article.
    period : {"day", "week", "month", "quarter", "year"}, default "week"
        Length of a period.
    history : int, default 12
        Periods that say what is usual. A longer history finds more and forgets less.
    until : str, optional
        The last day for which the collection is complete, such as ``"2025-06-01"``; by default
        the day of the last article. Periods that end later are not compared.

    Returns
    -------
    DataFrame
        An `ALERTS` table, one row per count: first what stands out, composition before shifts
        before watches, then the rest. `medialens.compare.digest` says it in words.

    Raises
    ------
    SchemaError
        If a column is missing.
    ValueError
        If `period` or `until` is not understood, or `history` is below two.

    Notes
    -----
    Each count is judged by a negative binomial distribution whose mean and overdispersion come
    from the history, and which allows for the mean being estimated (`expected_counts`).

    - ``composition``: an outlet's total has p < .01 and is 1.5 times what is usual, or less than
      two thirds of it. Its feed may have changed; its counts by actor are not compared.
    - ``shift``: q < .10, Benjamini and Hochberg's over all actors' counts compared, and five
      articles now or usually; or what would be a watch in this period and was one in the last.
    - ``watch``: p < .05, five articles now or usually, and a factor of 1.5 up or down.

    ``finding_id`` hangs on measure, actor, outlet and window alone: a later run that makes the
    same comparison gives it the same id.
    """
    check_period(period, auto=False)
    if history < 2:
        raise ValueError(f"history={history}: at least 2 periods are needed to say what is usual")
    dates = calendar(articles, copies, period=period)
    window = _window(dates, until)[-(history + 2) :]
    if not len(window):
        return ALERTS.table()
    totals = _wide(dates.kept.assign(k=1), ["outlet"], window)
    outlets = _beside(totals, judge_totals(totals, history=history))
    counted = _wide(count_mentioning(mentions, articles, copies, dates), SERIES, window)
    changed = outlets.loc[outlets["tier"] == "composition", "outlet"]
    is_changed = counted.index.get_level_values("outlet").isin(changed)
    actors = _beside(counted[~is_changed], judge_actors(counted[~is_changed], history=history))
    left_out = _beside(counted[is_changed], _not_compared(counted[is_changed]))
    table = pd.concat([outlets, actors, left_out], ignore_index=True)
    table = table.assign(
        measure=MEASURE, period=period, period_start=period_starts(window[-1:], period)[0]
    )
    return ALERTS.table(_in_order(table.assign(finding_id=_ids(table))))


def _window(dates: Calendar, until: str | None) -> Numbers:
    """Return the whole periods for which there are articles, up to `until`."""
    if dates.kept.empty:
        return np.arange(0)
    days = dates.kept["day"].to_numpy().astype("datetime64[D]")
    last = days.max() if until is None else pd.Timestamp(until).to_datetime64()
    last = last.astype("datetime64[D]")
    if last < days.min():
        return np.arange(0)
    numbers, is_whole = whole_periods(days.min(), last, dates.period)
    return numbers[is_whole]


def _wide(counted: pd.DataFrame, keys: list[str], window: Numbers) -> pd.DataFrame:
    """Return one row per series that has an article in the window, one column per period."""
    seen = counted[counted["number"].isin(window) & (counted["k"] > 0)]
    wide = seen.pivot_table(index=keys, columns="number", values="k", aggfunc="sum", fill_value=0)
    return wide.reindex(columns=window, fill_value=0)


def _beside(counts: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([counts.index.to_frame(index=False), judged], axis=1)


def _not_compared(counts: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "n_now": counts.iloc[:, -1].to_numpy(dtype=int),
            "tier": "none",
            "note": "not compared: the outlet's total changed",
        }
    )


def _ids(table: pd.DataFrame) -> list[str]:
    columns = ("measure", "actor_id", "outlet", "period")
    parts = [table[name].fillna("").astype(str) for name in columns]
    starts = pd.to_datetime(table["period_start"]).dt.strftime("%Y-%m-%d")
    keys = zip(*parts, starts, strict=True)
    return [hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:12] for key in keys]


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    order = ["rank", "q", "p", "outlet", "actor_id"]
    table = table.assign(rank=table["tier"].map(RANK))
    return table.sort_values(order, kind="stable").drop(columns="rank")
