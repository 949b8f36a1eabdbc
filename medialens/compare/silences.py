"""Silences: days on which an outlet has no article while it has them before and after."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

LEAST = 10  # dated articles of an outlet
SHORTEST = 7  # days without an article
TIMES = 5  # as long as the outlet's usual pause
CROWDED = 0.5  # share of an outlet's articles on one day


class Silence(NamedTuple):
    """A pause of an outlet: its first and last day without an article."""

    outlet: str
    first: pd.Timestamp
    last: pd.Timestamp
    n_days: int
    n_others: int  # articles of the other outlets in this time


def silences(articles: pd.DataFrame) -> Iterator[Silence]:
    """Yield the unusual pauses of each outlet, the longest first.

    A pause is unusual from seven days on, if it is five times as long as the outlet's usual one.
    """
    dated = articles.dropna(subset=["published"])
    days = dated["published"].dt.normalize()
    found = []
    for outlet, here in days.groupby(dated["outlet"]):
        if len(here) < LEAST:
            continue
        own = np.sort(here.unique())
        pauses = np.diff(own).astype("timedelta64[D]").astype(int)
        usual = max(1.0, float(np.median(pauses))) if len(pauses) else 1.0
        for at in np.flatnonzero((pauses > SHORTEST) & (pauses > TIMES * usual)):
            first = pd.Timestamp(own[at]) + pd.Timedelta(days=1)
            last = pd.Timestamp(own[at + 1]) - pd.Timedelta(days=1)
            others = days[(dated["outlet"] != outlet) & (days >= first) & (days <= last)]
            found.append(Silence(str(outlet), first, last, int(pauses[at]) - 1, len(others)))
    yield from sorted(found, key=lambda one: (-one.n_days, one.outlet, one.first))


def crowded_days(articles: pd.DataFrame) -> Iterator[tuple[str, pd.Timestamp, int, int]]:
    """Yield outlet, day, its articles and all, where half of the articles have one date."""
    dated = articles.dropna(subset=["published"])
    days = dated["published"].dt.normalize()
    for outlet, here in days.groupby(dated["outlet"]):
        counts = here.value_counts()
        if len(here) >= LEAST and counts.iloc[0] >= CROWDED * len(here):
            yield str(outlet), counts.index[0], int(counts.iloc[0]), len(here)


def apart(articles: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield the pairs of outlets whose dates have no day in common."""
    dated = articles.dropna(subset=["published"])
    days = dated.groupby("outlet")["published"].agg(["min", "max", "size"])
    days = days[days["size"] >= LEAST].sort_values("min")
    ends = list(days[["min", "max"]].itertuples())
    for n, (first, _, end) in enumerate(ends):
        for second, start, _ in ends[n + 1 :]:
            if start > end:
                yield str(first), str(second)
