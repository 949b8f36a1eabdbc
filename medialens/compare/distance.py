"""How far each outlet's reporting words keep from each of its sources."""

import numpy as np
import pandas as pd

from medialens.compare.cues import EVERYONE, own_reports
from medialens.compare.profile import THIN, status_of
from medialens.compare.resampling import (
    FEWEST,
    SEED,
    percentile_interval,
    resampled_ratios,
    why_no_interval,
)
from medialens.schemas import DISTANCE

ENDS = ["ci_low", "ci_high", "gap_low", "gap_high"]


def compare_distance(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    seed: int = SEED,
) -> pd.DataFrame:
    """Measure how far each outlet's reporting words keep from each source.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table; attributions of other articles are left out.
    attributions : DataFrame
        An `ATTRIBUTIONS` table.
    copies : DataFrame
        A `COPIES` table. Of each copied text an outlet keeps one article, the earliest.
    seed : int
        Seed of the resampling behind the intervals; the same seed gives the same table.

    Returns
    -------
    DataFrame
        A `DISTANCE` table: one row per outlet and actor who speaks in it, and one per outlet for
        all sources together (``actor_id`` missing). How to read a value: ``distance`` +1 means
        that every reporting word leaves the words to the source ("claimed"), -1 that every one
        treats them as true ("pointed out"), 0 that neither outweighs the other. An outlet's
        habit is its ``baseline``; ``gap`` is what remains for this source. Only a gap whose
        interval leaves out 0 is beyond chance.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    What counts: statements with a reporting word that the outlet itself reports (depth 1); the
    parts of a broken quotation are one. ``distance`` and ``gap`` are missing under 5 distinct
    articles with such a statement of the source. They are ratios, so their intervals come from
    drawing the outlet's distinct articles again, and exist from 40 articles on: with fewer
    the method is known to give intervals that are too narrow. The baseline holds the
    source's own statements; where a source makes most of them, the gap is near 0 by construction.

    References
    ----------
    Recasens, M., Danescu-Niculescu-Mizil, C. & Jurafsky, D. (2013). Linguistic models for
    analyzing and detecting biased language. ACL 2013 (epistemological bias).

    Examples
    --------
    >>> import medialens as ml
    >>> study = ml.analyse(ml.load("first_lesson"), scorer="vader_clause")
    >>> articles = study.corpus.articles.assign(outlet="all outlets")
    >>> table = compare_distance(articles, study.tables.attributions, study.copies)
    >>> table["note"].iloc[-1]
    'no interval: 8 distinct articles, 40 are needed'
    """
    statements = own_reports(articles, attributions, copies)
    cued = statements[statements["cue_class"] != "none"]
    cued = cued.assign(
        n_distancing=(cued["cue_class"] == "distancing").astype(int),
        n_factive=(cued["cue_class"] == "factive").astype(int),
    )
    tables = [_distances(here, seed).assign(outlet=name) for name, here in cued.groupby("outlet")]
    if not tables:
        return DISTANCE.table()
    table = pd.concat(tables, ignore_index=True)
    return DISTANCE.table(table.assign(actor_id=table["actor_id"].replace({EVERYONE: None})))


def _distances(cued: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the rows of one outlet."""
    table = cued.groupby("actor_id").agg(
        n_clusters=("cluster_id", "nunique"),
        n_cued=("cluster_id", "size"),
        n_distancing=("n_distancing", "sum"),
        n_factive=("n_factive", "sum"),
    )
    distance = (table["n_distancing"] - table["n_factive"]) / table["n_cued"]
    distance = distance.mask(table["n_clusters"] < THIN)
    baseline = distance[EVERYONE]
    table = table.assign(distance=distance, baseline=baseline, gap=distance - baseline)
    table = table.join(_intervals(cued, table["n_clusters"], seed))
    table.loc[EVERYONE, ["gap", "gap_low", "gap_high"]] = np.nan  # it is the baseline
    notes = [why_no_interval(n, fewest=THIN) for n in table["n_clusters"]]
    return table.assign(status=status_of(table["n_clusters"]), note=notes).reset_index()


def _intervals(cued: pd.DataFrame, n_clusters: "pd.Series[int]", seed: int) -> pd.DataFrame:
    """Return the ends for the sources with enough articles, all from the same draws."""
    enough = [EVERYONE, *n_clusters.index[n_clusters >= FEWEST].drop(EVERYONE, errors="ignore")]
    if n_clusters[EVERYONE] < FEWEST:  # then no source has more
        return pd.DataFrame(columns=ENDS, index=n_clusters.index, dtype="float64")
    points = cued.assign(points=cued["n_distancing"] - cued["n_factive"])
    parts, wholes = (
        points.pivot_table("points", "cluster_id", "actor_id", aggfunc=how, fill_value=0)[enough]
        for how in ("sum", "size")
    )
    drawn = resampled_ratios(parts, wholes, seed=seed)
    ends = (*percentile_interval(drawn), *percentile_interval(drawn - drawn[:, :1]))
    return pd.DataFrame(dict(zip(ENDS, ends, strict=True)), index=enough)
