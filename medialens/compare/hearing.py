"""Who gets a hearing: an actor's share of the statements beside its share of the mentions."""

import numpy as np
import pandas as pd

from medialens.compare.clusters import distinct_articles
from medialens.compare.intervals import FloatArray
from medialens.compare.profile import THIN, status_of
from medialens.compare.resampling import (
    FEWEST,
    SEED,
    percentile_interval,
    resampled_ratios,
    why_no_interval,
)
from medialens.schemas import ATTRIBUTIONS, HEARING, MENTIONS

KEY = ["outlet", "actor_id"]
HALF = 0.5  # half a mention and half a statement, so that who never speaks has a ratio


def compare_hearing(
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    attributions: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    seed: int = SEED,
) -> pd.DataFrame:
    """Measure, per outlet and actor, how much it speaks for how much it is spoken about.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table; rows of the other tables on other articles are left out.
    mentions, attributions : DataFrame
        A `MENTIONS` and an `ATTRIBUTIONS` table.
    copies : DataFrame
        A `COPIES` table. Of each copied text an outlet keeps one article, the earliest.
    seed : int
        Seed of the resampling behind the intervals; the same seed gives the same table.

    Returns
    -------
    DataFrame
        A `HEARING` table: one row per outlet and actor that it mentions or lets speak, sorted by
        actor and outlet. How to read ``voice_ratio``: 0 says that the actor's share of the
        statements equals its share of the mentions, +1 that it is twice as large, -1 half as
        large. 0 is no norm: a spokesman is there to speak, a country hardly can.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    ``voice_ratio = log2((s + 1/2) / S) - log2((m + 1/2) / M)`` with the actor's ``s`` of the
    outlet's ``S`` statements by known actors, and its ``m`` of ``M`` mentions of them. Statements
    are counted and not their words, because half a word would put every silent actor at an
    extreme. It is a ratio: its interval comes from drawing the outlet's distinct articles again,
    and exists where 40 of them mention a known actor or let one speak. The ratio is missing under
    5 distinct articles that mention the actor or let it speak, and where no known actor speaks.

    References
    ----------
    D'Alessio, D. & Allen, M. (2000). Media bias in presidential elections: a meta-analysis.
    Journal of Communication 50, 133-156 (coverage and statement bias).

    Examples
    --------
    >>> import medialens as ml
    >>> study = ml.analyse(ml.load("valdory"), scorer="vader_clause")
    >>> found = study.hearing(pooled=True)
    >>> silent = found[found["n_statements"] == 0]["voice_ratio"].dropna()
    >>> bool((silent < 0).all())
    True
    """
    distinct = distinct_articles(articles, copies)
    named = MENTIONS.check(mentions).merge(distinct, on="article_id")
    spoken = ATTRIBUTIONS.check(attributions).dropna(subset=["actor_id"])
    spoken = spoken.drop_duplicates(["article_id", "attribution_id", "actor_id"])
    spoken = spoken.merge(distinct, on="article_id")
    outlets = sorted({*named["outlet"], *spoken["outlet"]})
    tables = [
        _hearing(named[named["outlet"] == name], spoken[spoken["outlet"] == name], seed)
        for name in outlets
    ]
    return HEARING.table(pd.concat(tables) if tables else ())


def _hearing(named: pd.DataFrame, spoken: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the rows of one outlet."""
    rows = pd.concat([named.assign(is_spoken=0), spoken.assign(is_spoken=1)])
    rows = rows.assign(is_named=1 - rows["is_spoken"])
    table = rows.groupby(KEY).agg(
        n_clusters=("cluster_id", "nunique"),
        n_mentions=("is_named", "sum"),
        n_statements=("is_spoken", "sum"),
    )
    mentioned, said = (
        rows.pivot_table(column, "cluster_id", "actor_id", aggfunc="sum", fill_value=0)
        for column in ("is_named", "is_spoken")
    )
    table = table.reset_index(level="outlet").loc[mentioned.columns]
    ends = _voice_ratio(mentioned.to_numpy(), said.to_numpy(), seed)
    few = (table["n_clusters"] < THIN).to_numpy()
    return table.assign(
        share_mentions=table["n_mentions"] / max(1, len(named)),
        share_statements=table["n_statements"] / len(spoken) if len(spoken) else np.nan,
        **{name: np.where(few, np.nan, values) for name, values in ends.items()},
        status=status_of(table["n_clusters"]),
        note=_notes(table["n_clusters"], len(mentioned), len(spoken)),
    ).reset_index()


def _voice_ratio(mentioned: FloatArray, said: FloatArray, seed: int) -> dict[str, FloatArray]:
    """Return ratio and interval per actor (column) from counts per distinct article (row)."""
    n, width = said.shape
    nothing = np.full(width, np.nan)
    if not said.sum() or not mentioned.sum():
        return {"voice_ratio": nothing, "ratio_low": nothing, "ratio_high": nothing}
    parts = np.hstack([said, mentioned]) + HALF / n  # a draw has n rows: it adds the half again
    wholes = np.repeat(
        np.column_stack([said.sum(axis=1), mentioned.sum(axis=1)]), width, axis=1
    ).astype(np.float64)
    logs = np.log2(parts.sum(axis=0) / wholes.sum(axis=0))
    ends = (nothing, nothing)
    if n >= FEWEST:
        drawn = np.log2(resampled_ratios(parts, wholes, seed=seed))
        ends = percentile_interval(drawn[:, :width] - drawn[:, width:])
    return {"voice_ratio": logs[:width] - logs[width:], "ratio_low": ends[0], "ratio_high": ends[1]}


def _notes(n_clusters: "pd.Series[int]", n_outlet: int, n_statements: int) -> list[str]:
    if not n_statements:
        return ["no number: no known actor speaks"] * len(n_clusters)
    outlet = why_no_interval(n_outlet, fewest=THIN)
    return [
        why_no_interval(n, fewest=THIN) if n < THIN else outlet.replace("no number", "no interval")
        for n in n_clusters
    ]
