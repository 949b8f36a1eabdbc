"""From scored units to one number a distinct article: the step all comparisons share."""

import pandas as pd

from medialens.schemas import ARTICLES, COPIES, SCORES

GROUP = ["outlet", "actor_id", "measure"]
ORDER = ["article_id", "sentence_id", "start", "end", "voice", "value"]


def with_clusters(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Return article_id, outlet and cluster_id; an article without copies is its own cluster."""
    ARTICLES.check(articles)
    COPIES.check(copies)
    cluster_of = dict(zip(copies["article_id"], copies["cluster_id"], strict=True))
    clusters = [cluster_of.get(article, article) for article in articles["article_id"]]
    table = articles[["article_id", "outlet"]]
    return table.assign(cluster_id=pd.Series(clusters, index=table.index, dtype="str"))


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
