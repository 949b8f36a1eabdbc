"""What a person says of events: assignments that win over the matched ones."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from medialens.errors import SchemaError, unknown_name
from medialens.schemas import EVENTS

COLUMN = "event"  # of the articles: the event that their source states
NEEDED = ("article_id", "event_id")


def stated_events(articles: pd.DataFrame, *, column: str = COLUMN) -> pd.DataFrame:
    """Return the events that a column of the articles states, as overrides.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table; extra columns of a source are kept there.
    column : str, default "event"
        The column. An article with an empty cell, and a table without the column, state nothing.

    Returns
    -------
    DataFrame
        Columns article_id and event_id, for `apply_overrides`.
    """
    if column not in articles:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in NEEDED})
    stated = articles[column].astype("str").fillna("").str.strip()
    table = articles[["article_id"]].assign(event_id=stated)
    return table[table["event_id"] != ""].reset_index(drop=True)


def apply_overrides(
    events: pd.DataFrame, overrides: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Put articles into the events that a person assigns them to.

    Parameters
    ----------
    events : DataFrame
        An `EVENTS` table.
    overrides : DataFrame
        Columns article_id, event_id and, if wanted, label; one row per article, as read from a
        CSV file. An event_id is one of `events` or a name of one's own; empty takes the article
        out of every event. A label renames the whole event; where rows of one event give
        several, the first counts.
    articles : DataFrame
        An `ARTICLES` table: the articles that there are.

    Returns
    -------
    DataFrame
        A new `EVENTS` table. Assigned articles have the origin *user* and no similarity. A
        matched event of which only one article is left is dropped; an assigned one may have a
        single article. An event keeps its id when its earliest article is taken out.

    Raises
    ------
    SchemaError
        If a column is missing.
    UnknownNameError
        If an article is not in `articles`; the nearest id is suggested.
    ValueError
        If an article has two rows.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a1", "a2", "a3"]})
    >>> matched = EVENTS.table([{"article_id": a, "event_id": "a1"} for a in ("a1", "a2")])
    >>> said = pd.DataFrame({"article_id": ["a3"], "event_id": ["a1"], "label": ["the strike"]})
    >>> apply_overrides(matched, said, articles)["label"].tolist()
    ['the strike', 'the strike', 'the strike']
    """
    EVENTS.check(events)
    said = _checked(overrides, articles["article_id"].tolist())
    matched = events[~events["article_id"].isin(said["article_id"])]
    kept = matched[matched["event_id"].isin(said["event_id"]) | _has_company(matched)]
    assigned = said[said["event_id"] != ""]
    table = pd.concat([kept, assigned.assign(similarity=np.nan, origin="user")], ignore_index=True)
    return EVENTS.table(table.assign(label=_labels(table["event_id"], events, assigned)))


def _checked(overrides: pd.DataFrame, known: Sequence[str]) -> pd.DataFrame:
    """Return the overrides as stripped text, with a label; or say what is wrong with them."""
    absent = [name for name in NEEDED if name not in overrides]
    if absent:
        raise SchemaError(
            f"overrides (one row per article) lack {absent}; they have {list(overrides.columns)}"
        )
    columns = overrides.reindex(columns=[*NEEDED, "label"])
    said = columns.apply(lambda values: values.astype("str").fillna("").str.strip())
    unknown = sorted(set(said["article_id"]) - set(known))
    if unknown:
        raise unknown_name("article", unknown[0], known)
    twice = said.loc[said["article_id"].duplicated(), "article_id"]
    if len(twice):
        raise ValueError(f"article {twice.iloc[0]!r} has two rows in the overrides; keep one")
    return said


def _has_company(matched: pd.DataFrame) -> "pd.Series[bool]":
    is_user = matched["origin"] == "user"
    return is_user | (matched.groupby("event_id")["article_id"].transform("size") > 1)


def _labels(
    event_ids: "pd.Series[str]", events: pd.DataFrame, assigned: pd.DataFrame
) -> "pd.Series[str]":
    """Return what a person calls each event, else its label so far, else its id."""
    given = assigned[assigned["label"] != ""]
    labels = {
        event: label
        for table in (events.dropna(subset=["label"]).iloc[::-1], given.iloc[::-1])
        for event, label in zip(table["event_id"], table["label"], strict=True)
    }
    return event_ids.map(lambda event: labels.get(event, event))
