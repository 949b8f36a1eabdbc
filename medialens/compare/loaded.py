"""How often outlets use wordings that carry a standpoint, in their own words and in quoted ones."""

import numpy as np
import pandas as pd

from medialens.compare.clusters import distinct_articles
from medialens.compare.intervals import wilson
from medialens.schemas import LOADED, LOADED_RATES, SEGMENTS

KEY = ["outlet", "family", "rule", "voice"]


def compare_loaded(
    articles: pd.DataFrame, loaded: pd.DataFrame, segments: pd.DataFrame, copies: pd.DataFrame
) -> pd.DataFrame:
    """Count loaded wordings per outlet, own words apart from quoted ones.

    Parameters
    ----------
    articles, segments, copies : DataFrame
        `ARTICLES`, `SEGMENTS`, `COPIES`. Of each copied text an outlet keeps one article.
    loaded : DataFrame
        A `LOADED` table.

    Returns
    -------
    DataFrame
        A `LOADED_RATES` table: a row for every outlet, family, voice and rule that any outlet has,
        0 among them, and one for each family as a whole (``rule`` missing). How to read it: labels
        are compared member against member of one set ("irregular migration: undocumented" beside
        "irregular migration: illegal"), never by their sum; ``share_with`` has an interval over
        articles, ``per_thousand`` has none, because one article can make it.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    distinct = distinct_articles(articles, copies)
    hits = LOADED.check(loaded).merge(distinct, on="article_id")
    hits = hits.assign(voice=np.where(hits["voice"] == "own", "own", "quoted"))
    whole = hits.assign(rule="")
    rows = pd.concat([hits, whole], ignore_index=True)
    counts = rows.groupby(KEY).agg(n_hits=("article_id", "size"), n_with=("cluster_id", "nunique"))
    kinds = rows[["family", "rule", "voice"]].drop_duplicates()
    outlets = pd.DataFrame({"outlet": sorted(articles["outlet"].unique())})
    table = outlets.merge(kinds, how="cross").merge(counts.reset_index(), on=KEY, how="left")
    table[["n_hits", "n_with"]] = table[["n_hits", "n_with"]].fillna(0).astype(int)
    sizes = distinct.groupby("outlet")["cluster_id"].nunique()
    table = table.assign(n_clusters=table["outlet"].map(sizes).fillna(0).astype(int))
    table = table.merge(_words(segments, distinct), on=["outlet", "voice"], how="left")
    table["n_words"] = table["n_words"].fillna(0).astype(int)
    low, high = wilson(table["n_with"], table["n_clusters"])
    known = table["n_words"].where(table["n_words"] > 0)
    table = table.assign(
        per_thousand=1000 * table["n_hits"] / known,
        share_with=table["n_with"] / table["n_clusters"].where(table["n_clusters"] > 0),
        with_low=low,
        with_high=high,
    )
    return LOADED_RATES.table(table.assign(rule=table["rule"].replace({"": None})))


def _words(segments: pd.DataFrame, distinct: pd.DataFrame) -> pd.DataFrame:
    """Return the words of either voice per outlet."""
    here = SEGMENTS.check(segments).merge(distinct, on="article_id")
    here = here.assign(voice=np.where(here["voice"] == "own", "own", "quoted"))
    return here.groupby(["outlet", "voice"])["n_words"].sum().reset_index()
