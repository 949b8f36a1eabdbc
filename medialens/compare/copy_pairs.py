"""Copies by pair of outlets: who prints the same texts, and who is first."""

import pandas as pd

from medialens.compare.clusters import cluster_of, distinct_counts
from medialens.schemas import COPY_PAIRS


def copies_by_pair(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Count, for each pair of outlets, the texts that both print.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    copies : DataFrame
        A `COPIES` table.

    Returns
    -------
    DataFrame
        A `COPY_PAIRS` table: one row per ordered pair with at least one shared text, the most
        first. How to read a row: ``n_shared`` texts stand in both outlets, ``n_later`` of them
        later in this one; ``share`` is their part of the outlet's distinct articles. Who is
        first in a collection need not be the author.
    """
    sizes = distinct_counts(articles, copies)
    shared = articles.loc[
        articles["article_id"].isin(copies["article_id"]), ["article_id", "outlet", "published"]
    ]
    shared = shared.assign(cluster_id=cluster_of(shared["article_id"], copies))
    first = shared.groupby(["cluster_id", "outlet"])["published"].min().reset_index()
    agency = copies.dropna(subset=["agency"]).groupby("cluster_id")["agency"].first()
    first = first.assign(n_agency=first["cluster_id"].isin(agency.index).astype(int))
    pairs = first.merge(first, on="cluster_id", suffixes=("", "_other"))
    pairs = pairs[pairs["outlet"] != pairs["outlet_other"]]
    if pairs.empty:
        return COPY_PAIRS.table()
    pairs = pairs.assign(
        other=pairs["outlet_other"],
        n_shared=1,
        n_later=(pairs["published"] > pairs["published_other"]).astype(int),
    )
    counts = ["n_shared", "n_later", "n_agency"]
    table = pairs.groupby(["outlet", "other"], as_index=False)[counts].sum()
    table = table.assign(share=table["n_shared"] / table["outlet"].map(sizes))
    order = table.sort_values(
        ["n_shared", "outlet", "other"], ascending=[False, True, True], ignore_index=True
    )
    return COPY_PAIRS.table(order)
