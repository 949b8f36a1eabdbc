"""How each outlet speaks of each actor, period by period, and what moved from one to the next."""

import numpy as np
import pandas as pd

from medialens.compare.clusters import GROUP
from medialens.compare.intervals import (
    benjamini_hochberg,
    detectable_gap,
    mean_interval,
    newcombe,
    welch_interval,
    wilson,
)
from medialens.compare.periods import Period, whole_periods
from medialens.compare.profile import ENOUGH, THIN, status_of
from medialens.compare.series import (
    SERIES,
    Calendar,
    calendar,
    cluster_values,
    count_mentioning,
)
from medialens.schemas import CHANGE

ROW = [*GROUP, "number"]


def compare_change(
    scores: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    period: Period | str = "auto",
    measure: str | None = None,
) -> pd.DataFrame:
    """Return mean, coverage and the gap to the period before, per outlet, actor and period.

    Parameters
    ----------
    scores : DataFrame
        A `SCORES` table.
    articles : DataFrame
        An `ARTICLES` table; articles without a date are left out. Give them all one outlet to
        follow the outlets together.
    copies : DataFrame
        A `COPIES` table. Copies of one text within an outlet count as one article, in the period
        in which the outlet first had it.
    period : {"auto", "day", "week", "month", "quarter", "year"}, default "auto"
        Length of a period, as in `coverage_over_time`. Choose a longer one where most rows have
        too few articles.
    measure : str, optional
        A measure of `scores`; by default all of them.

    Returns
    -------
    DataFrame
        A `CHANGE` table, sorted by actor, measure, outlet and period: a row for every period
        between the collection's first and last date. ``gap`` is this period's mean minus the
        mean of the period just before, where both have ten distinct articles; positive where the
        outlet speaks better of the actor than before. ``share_gap`` is the same for the share of
        the outlet's articles that speak of the actor, where it has ten in both periods.

    Raises
    ------
    SchemaError
        If a column is missing.
    ValueError
        If `period` is not one of the above.

    Notes
    -----
    Welch's t over distinct articles for means, Newcombe's interval for shares. Two periods differ
    in what happened as well as in how it was told: a gap between two periods is no proof of
    another attitude, and no test over two periods can tell the two apart. ``q`` is the
    false-discovery rate over all gaps of the table. A first or last period of which the
    collection has only some days is marked (``is_partial``); its shares and means are still
    comparable, its counts are not.
    """
    dates = calendar(articles, copies, period=period)
    chosen = scores if measure is None else scores[scores["measure"] == measure]
    values = cluster_values(chosen, articles, copies, dates)
    if values.empty:
        return CHANGE.table()
    grouped = values.groupby(ROW)["value"]
    means = grouped.agg(n_clusters="size", mean="mean", variance="var").reset_index()
    table = _every_period(means, dates).merge(means, on=ROW, how="left")
    counts = count_mentioning(scores, articles, copies, dates)
    counts = counts.rename(columns={"n": "n_outlet", "k": "n_mentioning"})
    table = table.merge(counts, on=[*SERIES, "number"], how="left")
    whole = ["n_clusters", "n_outlet", "n_mentioning"]
    table[whole] = table[whole].fillna(0).astype(int)
    table = _with_gaps(_with_intervals(table))
    return CHANGE.table(table.assign(period_start=dates.starts(table["number"])))[
        list(CHANGE.columns)
    ]


def _every_period(means: pd.DataFrame, dates: Calendar) -> pd.DataFrame:
    """Return a row for each series and period, in order, with whether the period is partial."""
    days = dates.kept["day"].to_numpy().astype("datetime64[D]")
    numbers, is_whole = whole_periods(days.min(), days.max(), dates.period)
    periods = pd.DataFrame({"number": numbers, "is_partial": ~is_whole})
    return means[GROUP].drop_duplicates().merge(periods, how="cross")


def _with_intervals(table: pd.DataFrame) -> pd.DataFrame:
    low, high = mean_interval(table["mean"], table["variance"], table["n_clusters"])
    share_low, share_high = wilson(table["n_mentioning"], table["n_outlet"])
    table = table.assign(
        ci_low=low,
        ci_high=high,
        status=status_of(table["n_clusters"]),
        share=table["n_mentioning"] / table["n_outlet"].where(table["n_outlet"] > 0),
        share_low=share_low,
        share_high=share_high,
    )
    table.loc[table["status"] == "too few", ["mean", "ci_low", "ci_high"]] = np.nan
    table.loc[table["n_outlet"] < THIN, ["share", "share_low", "share_high"]] = np.nan
    return table


def _with_gaps(table: pd.DataFrame) -> pd.DataFrame:
    """Compare each row with the one before it in its series."""
    before = table.groupby(GROUP)[
        ["mean", "variance", "n_clusters", "share", "n_mentioning", "n_outlet"]
    ].shift()
    is_told = (table["n_clusters"] >= ENOUGH) & (before["n_clusters"] >= ENOUGH)
    gap = (table["mean"] - before["mean"]).where(is_told)
    variances = (table["variance"], before["variance"])
    sizes = (table["n_clusters"].where(is_told), before["n_clusters"].where(is_told))
    low, high, p = welch_interval(gap, variances, sizes)
    is_counted = (table["n_outlet"] >= ENOUGH) & (before["n_outlet"] >= ENOUGH)
    n_now, n_before = table["n_outlet"].where(is_counted), before["n_outlet"].where(is_counted)
    share_low, share_high = newcombe(table["n_mentioning"], n_now, before["n_mentioning"], n_before)
    return table.assign(
        gap=gap,
        gap_low=low,
        gap_high=high,
        p=p,
        q=benjamini_hochberg(p),
        detectable=detectable_gap(variances, sizes),
        share_gap=(table["share"] - before["share"]).where(is_counted),
        share_gap_low=share_low,
        share_gap_high=share_high,
    )
