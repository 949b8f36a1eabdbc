"""Silences: days on which an outlet has no article while it has them before and after."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from medialens.compare.periods import Days, days_of

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
    outlets, days = _dated(articles)
    found = []
    for number, outlet in enumerate(outlets.categories):
        is_own = outlets.codes == number
        own, n_own = np.unique(days[is_own]), int(is_own.sum())
        if n_own < LEAST:
            continue
        pauses = np.diff(own).astype(int)
        usual = max(1.0, float(np.median(pauses))) if len(pauses) else 1.0
        for at in np.flatnonzero((pauses > SHORTEST) & (pauses > TIMES * usual)):
            n_others = int(((days > own[at]) & (days < own[at + 1])).sum())  # none of its own
            first, last = pd.Timestamp(own[at] + 1), pd.Timestamp(own[at + 1] - 1)
            found.append(Silence(outlet, first, last, int(pauses[at]) - 1, n_others))
    yield from sorted(found, key=lambda one: (-one.n_days, one.outlet, one.first))


def crowded_days(articles: pd.DataFrame) -> Iterator[tuple[str, pd.Timestamp, int, int]]:
    """Yield outlet, day, its articles and all, where half of the articles have one date."""
    outlets, days = _dated(articles)
    for number, outlet in enumerate(outlets.categories):
        own, counts = np.unique(days[outlets.codes == number], return_counts=True)
        if counts.sum() >= LEAST and counts.max() >= CROWDED * counts.sum():
            most = int(counts.argmax())
            yield outlet, pd.Timestamp(own[most]), int(counts[most]), int(counts.sum())


def apart(articles: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield the pairs of outlets whose dates have no day in common."""
    dated = articles[["outlet", "published"]].dropna(subset=["published"])
    days = dated.groupby("outlet")["published"].agg(["min", "max", "size"])
    days = days[days["size"] >= LEAST].sort_values("min")
    ends = list(days[["min", "max"]].itertuples())
    for n, (first, _, end) in enumerate(ends):
        for second, start, _ in ends[n + 1 :]:
            if start > end:
                yield str(first), str(second)


def _dated(articles: pd.DataFrame) -> tuple["pd.Categorical[str]", Days]:
    """Return outlet and day of the articles with a date."""
    is_dated = articles["published"].notna()
    outlets = articles.loc[is_dated, "outlet"].astype("category").array
    return pd.Categorical(outlets), days_of(articles.loc[is_dated, "published"])
