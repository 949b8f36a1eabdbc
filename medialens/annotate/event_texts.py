"""The texts that are compared for events: earliest first, without what an outlet always prints."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

LEAST = 5  # texts of one outlet with the same paragraph
LEAST_SHARE = 0.02  # of the outlet's texts


def comparable_texts(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Return the articles in order of time, with the cluster and the text that are compared.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    copies : DataFrame
        A `COPIES` table.

    Returns
    -------
    DataFrame
        One row per article, the earliest first and undated ones last, with article_id,
        published, title, cluster_id and body: the text without paragraphs that stand in at least
        five texts, and one in fifty, of the outlet. Copies count as one text.
    """
    columns = ["article_id", "outlet", "published", "title", "text"]
    ordered = articles[columns].sort_values(
        ["published", "article_id"], na_position="last", ignore_index=True
    )
    cluster_of = dict(zip(copies["article_id"], copies["cluster_id"], strict=True))
    clusters = [cluster_of.get(article, article) for article in ordered["article_id"]]
    bodies = _bodies(ordered["outlet"].tolist(), clusters, ordered["text"].tolist())
    return ordered.assign(body=bodies, cluster_id=clusters).drop(columns=["text", "outlet"])


def _bodies(outlets: Sequence[str], clusters: Sequence[str], texts: Sequence[str]) -> list[str]:
    places = list(zip(outlets, clusters, strict=True))
    lines = [[line.strip() for line in text.split("\n")] for text in texts]
    one_of_each = dict(zip(reversed(places), reversed(lines), strict=True))
    n_texts = Counter(outlet for outlet, _ in one_of_each)
    seen = Counter(
        (outlet, line) for (outlet, _), found in one_of_each.items() for line in set(found) if line
    )
    standing = {
        place for place, n in seen.items() if n >= max(LEAST, LEAST_SHARE * n_texts[place[0]])
    }
    return [
        "\n".join(line for line in found if (outlet, line) not in standing)
        for outlet, found in zip(outlets, lines, strict=True)
    ]
