"""Which events each outlet covers, and which it has nothing on."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from medialens.compare.clusters import with_clusters
from medialens.schemas import EVENTS, OMISSIONS

KEYS = ["event_id", "outlet"]


def compare_omissions(
    articles: pd.DataFrame,
    events: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    least_outlets: int = 2,
    days: int = 3,
) -> pd.DataFrame:
    """Say for each event which outlets of the collection cover it.

    An omission here is an omission *in the collection*, not by the outlet: the collection may
    hold a part of what the outlet published, and the event may have been covered in an article
    that was not matched. Look for the article at the outlet before you write that it is missing.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    events : DataFrame
        An `EVENTS` table.
    copies : DataFrame
        A `COPIES` table.
    least_outlets : int, default 2
        Outlets that must cover an event for it to count. Raise it to see only what most report.
    days : int, default 3
        Days before an event's first and after its last article in which an outlet must have
        some article to count as publishing. Raise it for weeklies.

    Returns
    -------
    DataFrame
        An `OMISSIONS` table: one row per event and outlet of the collection, sorted by both.
        ``status`` is *covered*, *left out* (the outlet has other articles of that time), *not
        publishing* (it has none, so nothing can be said) or *undated* (no article of the event
        has a date). Read ``share`` as the part of the outlets publishing at the time that cover
        the event: an event left out where ``share`` is high is the one to look at, first of all
        where ``n_unmatched`` is 0. The search for events misses more than it joins wrongly, and
        an article that it missed makes its outlet look as if it had left the event out.

    Raises
    ------
    SchemaError
        If a column is missing.
    ValueError
        If `least_outlets` or `days` is out of range.
    """
    if least_outlets < 1 or days < 0:
        raise ValueError(
            f"least_outlets={least_outlets} and days={days}: choose 1 or more and 0 or more"
        )
    EVENTS.check(events)
    known = with_clusters(articles, copies).assign(published=articles["published"])
    covering = known.merge(events[["article_id", "event_id", "label"]].dropna(), on="article_id")
    table = _counted(covering, sorted(known["outlet"].unique()), least_outlets)
    if table.empty:
        return OMISSIONS.table()
    table = _with_windows(table, covering, days)
    table["status"] = _status(table, _n_between(table, known))
    alone = known[~known["article_id"].isin(events["article_id"])]
    table["n_unmatched"] = _n_between(table, alone)
    table["n_outlets"] = table.groupby("event_id")["is_covered"].transform("sum")
    is_publishing = table["status"].isin(["covered", "left out"])
    table["n_publishing"] = is_publishing.groupby(table["event_id"]).transform("sum")
    table["share"] = table["n_outlets"] / table["n_publishing"]
    return OMISSIONS.table(table.drop(columns=["start", "stop"]))


def _counted(covering: pd.DataFrame, outlets: list[str], least_outlets: int) -> pd.DataFrame:
    """Return one row per event that enough outlets cover and outlet, with its counts."""
    n_outlets = covering.groupby("event_id")["outlet"].nunique()
    chosen = n_outlets.index[n_outlets >= least_outlets]
    labels = covering.groupby("event_id")["label"].first()
    every = pd.MultiIndex.from_product([chosen, outlets], names=KEYS)
    counts = covering.groupby(KEYS).agg(
        n_articles=("article_id", "size"),
        n_clusters=("cluster_id", "nunique"),
        first=("published", "min"),
    )
    table = counts.reindex(every).reset_index()
    numbers = ["n_articles", "n_clusters"]
    table[numbers] = table[numbers].fillna(0).astype("int64")
    return table.assign(is_covered=table["n_articles"] > 0, label=table["event_id"].map(labels))


def _with_windows(table: pd.DataFrame, covering: pd.DataFrame, days: int) -> pd.DataFrame:
    """Return `table` with the time around each event, from `start` up to `stop`."""
    spans = covering.groupby("event_id")["published"].agg(["min", "max"])
    margin = pd.Timedelta(days=days)
    starts = spans["min"].dt.floor("D") - margin
    stops = spans["max"].dt.floor("D") + margin + pd.Timedelta(days=1)
    return table.assign(start=table["event_id"].map(starts), stop=table["event_id"].map(stops))


def _n_between(table: pd.DataFrame, articles: pd.DataFrame) -> "pd.Series[int]":
    """Return how many of `articles` each row's outlet has in the row's window."""
    n = pd.Series(0, index=table.index)
    for outlet, times in articles.dropna(subset=["published"]).groupby("outlet")["published"]:
        here = table[(table["outlet"] == outlet) & table["start"].notna()]
        dates = times.sort_values()
        n[here.index] = dates.searchsorted(here["stop"]) - dates.searchsorted(here["start"])
    return n


def _status(table: pd.DataFrame, n_then: "pd.Series[int]") -> NDArray[np.str_]:
    return np.select(
        [table["is_covered"], table["start"].isna(), n_then > 0],
        ["covered", "undated", "left out"],
        default="not publishing",
    )
