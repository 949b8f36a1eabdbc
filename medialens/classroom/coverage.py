"""What was left out: which outlet of the collection told an event, and which did not."""

import pandas as pd

from medialens.classroom.exercise import Exercise, exercise
from medialens.study import Study

TOLD, LEFT_OUT = "told", "left out"
QUESTION = "Did this outlet tell this event, as far as the collection shows?"
STATUS = {"covered": TOLD, "left out": LEFT_OUT}
SPAN = 14  # days around an event; these outlets do not print every day
DAYS = pd.Timedelta(days=SPAN)


def coverage_exercise(study: Study, *, n: int = 8, seed: int = 1) -> Exercise:
    """Draw cells of the matrix of events and outlets, to fill in from titles.

    Parameters
    ----------
    study : Study
        The analysis of the lesson's collection.
    n : int, default 8
        Items, half of each kind where there are as many.
    seed : int, default 1
        Another seed draws other cells.

    Returns
    -------
    Exercise
        Answers are ``"told"`` and ``"left out"``. The passage is the title of the event's first
        article; the sentence lists what the outlet published within two weeks of the event.
    """
    return exercise(
        study, ("coverage", QUESTION, tuple(STATUS.values())), _pool(study), n=n, seed=seed
    )


def coverage_matrix(study: Study) -> pd.DataFrame:
    """Return the machine's matrix: a row per event with its first title, a column per outlet.

    Cells are "told", "left out", or "no paper" where the outlet published nothing at the time.
    """
    first = _first_articles(study)
    table = study.omissions(days=SPAN)
    table = table[table["event_id"].isin(first.index)]
    told = table.assign(cell=table["status"].map(STATUS).fillna("no paper"))
    matrix = told.pivot_table(index="event_id", columns="outlet", values="cell", aggfunc="first")
    matrix = matrix.loc[first.index.intersection(matrix.index, sort=False)]
    matrix.insert(0, "event", first.loc[matrix.index, "title"])
    return matrix.reset_index(drop=True).rename_axis(columns=None)


def _first_articles(study: Study) -> pd.DataFrame:
    """Return the first article of each event, and how long the event went on, by date."""
    events = study.events.dropna(subset=["event_id"])
    columns = ["article_id", "outlet", "published", "title"]
    table = events.merge(study.corpus.articles[columns], on="article_id").dropna(
        subset=["published"]
    )
    table = table.sort_values(["published", "article_id"])
    last = table.groupby("event_id")["published"].max().rename("last")
    return table.drop_duplicates("event_id").set_index("event_id").join(last)


def _pool(study: Study) -> pd.DataFrame:
    first = _first_articles(study)
    table = study.omissions(least_outlets=3, days=SPAN)
    table = table[table["status"].isin(STATUS) & table["event_id"].isin(first.index)]
    table = table.drop(columns="first").join(
        first[["article_id", "title", "published", "last", "outlet"]].rename(
            columns={"outlet": "told_first"}
        ),
        on="event_id",
    )
    table = table[table["told_first"] != table["outlet"]]
    machine = table["status"].map(STATUS)
    return table.assign(
        passage=table["title"] + " (" + table["outlet"] + "?)",
        sentence=_nearby(study, table),
        start=0,
        end=0,
        machine=machine,
        why=[
            f"{n} of its articles match the event"
            if n
            else f"none of its articles matches; {among} of {publishing} outlets tell it"
            for n, among, publishing in table[["n_articles", "n_outlets", "n_publishing"]]
            .to_numpy()
            .tolist()
        ],
        subject=table["outlet"],
    )


def _nearby(study: Study, cells: pd.DataFrame) -> list[str]:
    """Return the titles that the outlet of each cell printed around the time of the event."""
    articles = study.corpus.articles.sort_values(["published", "article_id"])
    lists = []
    for outlet, start, stop in zip(cells["outlet"], cells["published"], cells["last"], strict=True):
        when = articles["published"]
        near = (articles["outlet"] == outlet) & (when >= start - DAYS) & (when <= stop + DAYS)
        lists.append(" | ".join(articles.loc[near, "title"]))
    return lists
