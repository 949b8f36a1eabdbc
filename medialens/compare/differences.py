"""Gaps between two outlets in how they speak of one actor."""

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from medialens.compare.clusters import GROUP, cluster_means, with_clusters, with_outlets
from medialens.compare.intervals import benjamini_hochberg, detectable_gap, welch_interval
from medialens.compare.matched import FEWEST_EVENTS, Matched, match_events
from medialens.compare.permutation import (
    DRAWS,
    as_large,
    p_of,
    permuted,
    step_down,
    studentized,
)
from medialens.compare.profile import ENOUGH
from medialens.compare.resampling import SEED
from medialens.schemas import DIFFERENCES

PAIR = ["outlet_a", "outlet_b"]
TEST = ["actor_id", "measure"]


def compare_outlets(
    scores: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    events: pd.DataFrame | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Compare every pair of outlets, for every actor and measure with enough articles.

    Parameters
    ----------
    scores : DataFrame
        A `SCORES` table.
    articles : DataFrame
        An `ARTICLES` table; scores of articles that are not in it are left out.
    copies : DataFrame
        A `COPIES` table. Copies of one text within an outlet count as one article.
    events : DataFrame, optional
        Columns article_id and event_id (an `EVENTS` table): which articles are about the same
        event. Without it, nothing is said of matched gap, selection and presentation.
    draws : int, default 4999
        Permutations of whole articles behind ``p`` and ``p_family``.
    seed : int
        Of the permutations; the same seed gives the same table.

    Returns
    -------
    DataFrame
        A `DIFFERENCES` table, smallest ``q`` first: a row for each pair of outlets that both have
        ten distinct articles on the actor. ``gap`` is positive where the first outlet speaks
        better of the actor. Read a row without a finding beside ``detectable``: smaller gaps
        would most likely have been missed. Read ``gap`` beside ``matched_gap``, the same on
        events that both outlets cover: where the first is large and the second near 0, the
        outlets chose other events, and wrote alike of the same ones.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    The interval is Welch's t over distinct articles. ``p`` comes from exchanging whole articles
    between the two outlets, Welch's t computed anew each time: (b + 1) / (B + 1). The same
    exchanges serve all actors and measures of a pair, so that ``p_family`` (Westfall and Young's
    step-down largest |t|) knows how they hang together; pairs are taken as independent, which
    makes it a little too large. ``p_family`` is for hypotheses named in advance, ``q``
    (Benjamini and Hochberg) for exploring; both are over all ``n_tests`` rows of the table.
    Selection and presentation add up to ``gap``: see `medialens.compare.matched.match_events`.

    References
    ----------
    Welch, B. L. (1947). Biometrika 34, 28-35. Westfall, P. H. & Young, S. S. (1993).
    Resampling-based multiple testing. Benjamini, Y. & Hochberg, Y. (1995). Journal of the Royal
    Statistical Society B 57, 289-300.
    """
    means = cluster_means(with_outlets(scores, articles, copies))
    table = _gaps(means)
    found = [_tested(means, rows, draws, seed) for _, rows in table.groupby(PAIR)]
    if not found:
        return DIFFERENCES.table()
    table = pd.concat([rows for rows, _ in found])
    statistics = np.hstack([drawn for _, drawn in found])
    table = table.assign(
        p=p_of(as_large(statistics, table["t"].to_numpy()).sum(axis=0), draws),
        p_family=step_down(statistics, table["t"].to_numpy()),
        n_tests=len(table),
    )
    table = table.assign(q=benjamini_hochberg(table["p"]))
    if events is not None:
        parts = _matched(means, table, _events_of(articles, copies, events), draws, seed)
        table = table.assign(**pd.DataFrame(parts, index=table.index))
    return DIFFERENCES.table(table.drop(columns=set(table) - set(DIFFERENCES.columns)))


def _gaps(means: pd.DataFrame) -> pd.DataFrame:
    groups = means.groupby(GROUP, as_index=False)["value"].agg(n="size", mean="mean", var="var")
    groups = groups[groups["n"] >= ENOUGH]
    pairs = groups.merge(groups, on=TEST, suffixes=("_a", "_b"))
    pairs = pairs[pairs["outlet_a"] < pairs["outlet_b"]].reset_index(drop=True)
    variances, sizes = (pairs["var_a"], pairs["var_b"]), (pairs["n_a"], pairs["n_b"])
    gap = pairs["mean_a"] - pairs["mean_b"]
    low, high, _ = welch_interval(gap, variances, sizes)
    detectable = detectable_gap(variances, sizes)
    return pairs.assign(gap=gap, ci_low=low, ci_high=high, detectable=detectable)


def _tested(
    means: pd.DataFrame, rows: pd.DataFrame, draws: int, seed: int
) -> tuple[pd.DataFrame, "np.ndarray[tuple[int, int], np.dtype[np.float64]]"]:
    """Return the rows of one pair of outlets with their t, and the t of every permutation."""
    outlets = rows[PAIR].iloc[0].tolist()
    here = means[means["outlet"].isin(outlets)].merge(rows[TEST], on=TEST)
    wide = here.pivot_table("value", ["cluster_id", "outlet"], TEST)
    wide = wide[list(rows[TEST].itertuples(index=False, name=None))]
    is_first = wide.index.get_level_values("outlet") == outlets[0]
    values = wide.to_numpy(dtype=np.float64)
    own_seed = seed_of(wide.index.get_level_values("cluster_id"), seed)
    drawn = np.concatenate(list(permuted(values, is_first, seed=own_seed, draws=draws)))
    t = studentized(values, is_first[None, :].astype(np.float64))[0]
    return rows.assign(t=t), drawn


def seed_of(clusters: Iterable[str], seed: int) -> int:
    """Return a seed that depends on the articles compared, not on the outlets' names."""
    return zlib.crc32("\n".join(clusters).encode(), seed)


def _events_of(articles: pd.DataFrame, copies: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return outlet, cluster_id and event_id of each distinct article that has an event."""
    known = with_clusters(articles, copies).merge(
        events[["article_id", "event_id"]].dropna(), on="article_id"
    )
    known = known.sort_values("article_id", kind="stable")
    return known.drop_duplicates(["outlet", "cluster_id"])[["outlet", "cluster_id", "event_id"]]


def _matched(
    means: pd.DataFrame, table: pd.DataFrame, events: pd.DataFrame, draws: int, seed: int
) -> Iterator[dict[str, float]]:
    """Yield what the events say of each row of `table`."""
    places = means.merge(events, on=["outlet", "cluster_id"], how="left")
    places = places.sort_values(["cluster_id", "outlet"], kind="stable")
    groups = {test: _Places.of(rows) for test, rows in places.groupby(TEST)}
    for actor_id, measure, first, second in table[[*TEST, *PAIR]].itertuples(index=False):
        here = groups[actor_id, measure].of_two(first, second)
        found = match_events(
            here.values,
            here.outlets == first,
            pd.Series(here.events),
            seed=seed_of(here.clusters, seed),
            draws=draws,
        )
        yield {
            "n_events": found.n_events,
            "n_matched_a": found.n_a,
            "n_matched_b": found.n_b,
            "matched_gap": found.gap.value,
            "matched_low": found.gap.low,
            "matched_high": found.gap.high,
            "p_matched": found.p,
            **_split(found),
            "presentation_low": found.presentation.low,
            "presentation_high": found.presentation.high,
        }


class _Places(NamedTuple):
    """The distinct articles on one actor, by cluster: outlet, cluster, event and value of each."""

    outlets: NDArray[np.object_]
    clusters: NDArray[np.object_]
    events: NDArray[np.object_]
    values: NDArray[np.float64]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> "_Places":
        outlets, clusters, events = (
            rows[name].to_numpy(object) for name in ("outlet", "cluster_id", "event_id")
        )
        return cls(outlets, clusters, events, rows["value"].to_numpy(np.float64))

    def of_two(self, first: str, second: str) -> "_Places":
        kept = (self.outlets == first) | (self.outlets == second)
        return _Places(
            self.outlets[kept], self.clusters[kept], self.events[kept], self.values[kept]
        )


def _split(found: Matched) -> dict[str, float]:
    """Return selection and presentation, where enough events are shared to tell them apart."""
    names = ("selection", "selection_one_sided", "selection_mix", "presentation")
    if found.n_events < FEWEST_EVENTS:
        return dict.fromkeys(names, float("nan"))
    parts = (found.one_sided + found.mix, found.one_sided, found.mix, found.presentation.value)
    return dict(zip(names, parts, strict=True))
