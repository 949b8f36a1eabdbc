"""Who may reply: of the articles that speak ill of an actor, those that let its side speak."""

import pandas as pd

from medialens.compare.clusters import counted, distinct_articles
from medialens.compare.evidence import with_speakers
from medialens.compare.intervals import wilson
from medialens.compare.profile import status_of
from medialens.schemas import ACTORS, ATTRIBUTIONS, REPLIES

KEY = ["outlet", "actor_id"]


def compare_replies(
    articles: pd.DataFrame,
    criticism: pd.DataFrame,
    heard: pd.DataFrame,
    copies: pd.DataFrame,
) -> pd.DataFrame:
    """Count, per outlet and actor, the articles that speak ill of it, and those that hear it.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table; rows of the other tables on other articles are left out.
    criticism : DataFrame
        Who is spoken ill of in which article: from `find_criticism`.
    heard : DataFrame
        Whose side speaks in which article: from `find_heard`.
    copies : DataFrame
        A `COPIES` table. Of each copied text an outlet keeps one article, the earliest.

    Returns
    -------
    DataFrame
        A `REPLIES` table: one row per outlet and actor with at least one such article, sorted by
        actor and outlet. How to read a row: in ``n_criticizing`` distinct articles somebody
        speaks ill of the actor, in ``n_own`` of them the outlet itself; ``n_replied`` report
        words of the actor or its side. The rate is missing under 5 of them; with 5 to 9
        (thin) the row must not be compared with another.

    Notes
    -----
    Wilson's interval takes distinct articles as independent, and does not hold the errors of the
    scorer and of the attribution. A low rate is not yet a fault: who declined to comment was
    asked, and a short text may follow a longer one that had the reply.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> import medialens as ml
    >>> study = ml.analyse(ml.load("valdory"), scorer="vader_clause")
    >>> found = study.replies(pooled=True)
    >>> bool((found["n_replied"] <= found["n_criticizing"]).all())
    True
    """
    distinct = distinct_articles(articles, copies)
    rows = criticism.merge(distinct, on="article_id", validate="many_to_one")
    pairs = heard[["article_id", "actor_id"]].drop_duplicates().assign(n_replied=1)
    rows = rows.merge(pairs, on=["article_id", "actor_id"], how="left")
    rows = rows.assign(n_replied=rows["n_replied"].fillna(0), n_own=rows["is_own"].astype(int))
    grouped = rows.groupby(KEY)
    table = grouped.agg(
        n_criticizing=("cluster_id", "nunique"),
        n_replied=("n_replied", "sum"),
        n_own=("n_own", "sum"),
    ).reset_index()
    few = table["status"] = status_of(table["n_criticizing"])
    low, high = wilson(table["n_replied"], table["n_criticizing"])
    rates = {
        "share_replied": table["n_replied"] / table["n_criticizing"],
        "replied_low": pd.Series(low, index=table.index),
        "replied_high": pd.Series(high, index=table.index),
    }
    table = table.assign(**{name: rate.mask(few == "too few") for name, rate in rates.items()})
    return REPLIES.table(table)


def find_criticism(units: pd.DataFrame, scores: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return who is spoken ill of in which article.

    Parameters
    ----------
    units, scores, actors : DataFrame
        `UNITS`, the `SCORES` made of them, and `ACTORS`.

    Returns
    -------
    DataFrame
        One row per article and actor with at least one sentence that is scored negative, in the
        outlet's own words or in those of a source that is not on the actor's side: columns
        article_id, actor_id, is_own (whether the outlet's own words do).
    """
    scored = counted(with_speakers(units, scores))
    negative = scored[scored["value"].notna() & (scored["label"] == "negative")]
    sided = sides(actors).rename(columns={"actor_id": "speaker_id", "side_of": "actor_id"})
    negative = negative.merge(sided, on=["speaker_id", "actor_id"], how="left", indicator=True)
    negative = negative[negative["_merge"] == "left_only"]
    is_own = negative.assign(is_own=negative["voice"] == "own")
    return is_own.groupby(["article_id", "actor_id"])["is_own"].any().reset_index()


def find_heard(attributions: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Return whose side speaks in which article: columns article_id, actor_id."""
    spoken = ATTRIBUTIONS.check(attributions).dropna(subset=["actor_id"])
    pairs = spoken[["article_id", "actor_id"]].merge(sides(actors), on="actor_id")
    pairs = pairs[["article_id", "side_of"]].rename(columns={"side_of": "actor_id"})
    return pairs.drop_duplicates(ignore_index=True)


def sides(actors: pd.DataFrame) -> pd.DataFrame:
    """Return who speaks for whom: columns actor_id (who speaks) and side_of.

    Everybody is on their own side; a part and the whole it belongs to are on each other's.

    Examples
    --------
    >>> actors = ACTORS.table([{"actor_id": "rhee", "part_of": "union"}, {"actor_id": "union"}])
    >>> sides(actors).sort_values(["actor_id", "side_of"]).to_numpy().tolist()
    [['rhee', 'rhee'], ['rhee', 'union'], ['union', 'rhee'], ['union', 'union']]
    """
    known = ACTORS.check(actors)
    parts = known.dropna(subset=["part_of"])
    pairs = [
        (known["actor_id"], known["actor_id"]),
        (parts["actor_id"], parts["part_of"]),
        (parts["part_of"], parts["actor_id"]),
    ]
    frames = [pd.DataFrame({"actor_id": a.array, "side_of": b.array}) for a, b in pairs]
    return pd.concat(frames, ignore_index=True).drop_duplicates(ignore_index=True)
