"""Who is spoken about, and who gets to speak."""

import pandas as pd

from medialens.compare.intervals import wilson
from medialens.schemas import ARTICLES, ATTRIBUTIONS, MENTIONS, SPEAKING
from medialens.text.words import words

KEY = ["outlet", "actor_id"]


def compare_speaking(
    articles: pd.DataFrame, mentions: pd.DataFrame, attributions: pd.DataFrame
) -> pd.DataFrame:
    """Count, per outlet and actor, the articles that name the actor and those that quote it.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table; rows of the other tables on other articles are left out.
    mentions : DataFrame
        A `MENTIONS` table.
    attributions : DataFrame
        An `ATTRIBUTIONS` table.

    Returns
    -------
    DataFrame
        A `SPEAKING` table: one row for every outlet and every actor that anyone mentions or
        quotes, so that an outlet which passes an actor over is a row with 0. Sorted by actor and
        outlet. An actor with a high ``share_mentioning`` and a low ``share_voicing`` is spoken
        about without speaking.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    Shares are of all the outlet's articles, copies included, because these are counts of what
    was printed. Wilson's interval takes the articles as independent. The parts of a broken
    quotation are one statement.
    """
    ARTICLES.check(articles)
    MENTIONS.check(mentions)
    ATTRIBUTIONS.check(attributions)
    outlets = articles[["article_id", "outlet"]]
    named = mentions[["article_id", "actor_id"]].merge(outlets, on="article_id")
    spoken = attributions.dropna(subset=["actor_id"]).merge(
        articles[["article_id", "outlet", "title", "text"]], on="article_id"
    )
    spoken = spoken.assign(n_words=_words_quoted(spoken))
    table = _grid(articles, pd.concat([named["actor_id"], spoken["actor_id"]]))
    statements = spoken.drop_duplicates(["article_id", "attribution_id", "actor_id"])
    table = table.assign(
        n_mentioning=named.groupby(KEY)["article_id"].nunique(),
        n_voicing=spoken.groupby(KEY)["article_id"].nunique(),
        n_statements=statements.groupby(KEY).size(),
        words_quoted=spoken.groupby(KEY)["n_words"].sum(),
    )
    table = table.fillna(0).reset_index()
    table["n_articles"] = table["outlet"].map(articles.groupby("outlet").size()).astype("int64")
    return SPEAKING.table(_with_shares(table))


def _words_quoted(spoken: pd.DataFrame) -> list[int]:
    where = spoken["title"].where(spoken["zone"] == "headline", spoken["text"])
    return [
        len(words(text[start:end]))
        for text, start, end in zip(where, spoken["start"], spoken["end"], strict=True)
    ]


def _grid(articles: pd.DataFrame, actors: "pd.Series[str]") -> pd.DataFrame:
    outlets = sorted(articles["outlet"].unique())
    index = pd.MultiIndex.from_product([outlets, sorted(actors.dropna().unique())], names=KEY)
    return pd.DataFrame(index=index)


def _with_shares(table: pd.DataFrame) -> pd.DataFrame:
    for done, count in (("mentioning", "n_mentioning"), ("voicing", "n_voicing")):
        low, high = wilson(table[count], table["n_articles"])
        share = table[count] / table["n_articles"]
        shares = pd.DataFrame({f"share_{done}": share, f"{done}_low": low, f"{done}_high": high})
        table = table.join(shares)
    return table
