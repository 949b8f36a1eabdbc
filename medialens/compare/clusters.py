"""From scored units to one number a distinct article: the step all comparisons share."""

import pandas as pd

from medialens.schemas import ARTICLES, COPIES, SCORES

GROUP = ["outlet", "actor_id", "measure"]
ORDER = ["article_id", "sentence_id", "start", "end", "voice", "value"]


def with_clusters(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Return article_id, outlet and cluster_id; an article without copies is its own cluster."""
    ARTICLES.check(articles)
    table = articles[["article_id", "outlet"]]
    clusters = cluster_of(table["article_id"], copies)
    return table.assign(cluster_id=clusters.fillna(table["article_id"]))


def cluster_of(article_ids: "pd.Series[str]", copies: pd.DataFrame) -> "pd.Series[str]":
    """Return the cluster of each article, missing where it has no copies."""
    import pyarrow as pa
    import pyarrow.compute as pc

    COPIES.check(copies)
    known, clusters = (
        pa.array(copies[name], pa.large_string()) for name in ("article_id", "cluster_id")
    )
    at = pc.index_in(pa.array(article_ids, pa.large_string()), value_set=known)
    return pd.Series(clusters.take(at), index=article_ids.index, dtype="str")


def are_among(ids: "pd.Series[str]", others: "pd.Series[str]") -> "pd.Series[bool]":
    """Return which of the ids are among the others, without a Python object for any of them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known = pa.array(others, pa.large_string())
    found = pc.is_in(pa.array(ids, pa.large_string()), value_set=known)
    return pd.Series(found.to_numpy(zero_copy_only=False), index=ids.index)


def distinct_counts(articles: pd.DataFrame, copies: pd.DataFrame) -> "pd.Series[int]":
    """Return how many different texts each outlet has: a cluster counts once."""
    ARTICLES.check(articles)
    is_copied = are_among(articles["article_id"], copies["article_id"])
    copied = articles.loc[is_copied, ["article_id", "outlet"]]
    copied = copied.assign(cluster_id=cluster_of(copied["article_id"], copies))
    again = copied[copied.duplicated(["outlet", "cluster_id"])]
    n_articles, n_again = (
        rows.groupby("outlet").size().rename(index=str) for rows in (articles, again)
    )
    return n_articles.sub(n_again, fill_value=0).astype("int64")


def distinct_articles(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Return article_id, outlet and cluster_id of the article an outlet keeps of each text.

    It is the earliest by date; of equal dates, and of undated articles, the first by id.
    """
    table = with_clusters(articles, copies).assign(published=articles["published"])
    table = table.sort_values(["published", "article_id"], kind="stable")
    return table.drop_duplicates(["outlet", "cluster_id"])[["article_id", "outlet", "cluster_id"]]


def counted(scores: pd.DataFrame) -> pd.DataFrame:
    """Return `scores` without the values that are too unsure to count."""
    return scores.assign(value=scores["value"].mask(scores["is_uncertain"]))


def with_outlets(
    scores: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame
) -> pd.DataFrame:
    """Return the scores of `articles` with outlet and cluster_id; what is unsure has no value.

    The order depends on the rows alone, not on the order in which they came, so that sums over
    them are the same to the last bit.
    """
    SCORES.check(scores)
    clusters = with_clusters(articles, copies)
    table = counted(scores).merge(clusters, on="article_id", validate="many_to_one")
    return table.sort_values([*GROUP, *ORDER], kind="stable", ignore_index=True)


def cluster_means(scored: pd.DataFrame, keys: list[str] = GROUP) -> pd.DataFrame:
    """Return one value per outlet, actor, measure and distinct article.

    Parameters
    ----------
    scored : DataFrame
        Scores with outlet and cluster_id, from `with_outlets`. Rows without a value are left out.
    keys : list of str, default outlet, actor_id and measure
        The columns that make a group; outlet must be one of them.

    Returns
    -------
    DataFrame
        Columns `keys`, cluster_id, value (mean over the cluster's articles of the article's
        mean), n_articles.
    """
    present = scored.dropna(subset=["value"])
    article = present.groupby([*keys, "cluster_id", "article_id"])["value"].mean().reset_index()
    clusters = article.groupby([*keys, "cluster_id"]).agg(
        value=("value", "mean"), n_articles=("article_id", "size")
    )
    return clusters.reset_index()
