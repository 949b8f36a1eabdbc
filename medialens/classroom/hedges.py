"""The hedge that vanished: what an outlet first leaves open and later takes for a fact."""

import re
from pathlib import Path

import pandas as pd

from medialens.classroom.exercise import Exercise, body_sentences, exercise
from medialens.classroom.truth import hedge_places
from medialens.study import Study

OPEN, FLAT = "left open", "stated"
QUESTION = "Does the writer leave open whether this is so, or state it as a fact?"
KINDS = ("hedge", "question", "conditional")
MODALS = re.compile(r"\b(?:may|might|could|perhaps|possibly|apparently)\b", re.IGNORECASE)


def hedge_exercise(
    study: Study, *, collection: str | Path | None = None, n: int = 12, seed: int = 1
) -> Exercise:
    """Draw sentences that leave something open or state it, to judge each.

    Parameters
    ----------
    study : Study
        The analysis of the lesson's collection.
    collection : str or path, optional
        The collection by name or path. An invented one names the sentences that belong together:
        what an outlet left open at first, and what it wrote later. Any other has none, and the
        sentences are drawn: half with a word such as *may*, half without.
    n : int, default 12
        Items.
    seed : int, default 1
        Another seed draws other sentences, or puts them into another order.

    Returns
    -------
    Exercise
        Answers are ``"left open"`` and ``"stated"``.
    """
    pool = _read(study, _chosen(study, collection))
    return exercise(study, ("hedges", QUESTION, (OPEN, FLAT)), pool, n=n, seed=seed)


def dated(study: Study, drawn: Exercise) -> pd.DataFrame:
    """Return the sentences of the exercise by outlet and date, to find pairs among them."""
    when = study.corpus.articles[["article_id", "published"]]
    table = drawn.sheet.merge(drawn.places[["item", "article_id"]], on="item").merge(
        when, on="article_id"
    )
    table["day"] = table["published"].dt.strftime("%Y-%m-%d")
    table = table.sort_values(["outlet", "published", "item"], ignore_index=True)
    return table[["outlet", "day", "item", "sentence", "passage"]]


def _chosen(study: Study, collection: str | Path | None) -> pd.DataFrame:
    """Return the sentences of the named places, or of any that could be drawn."""
    sentences = body_sentences(study)
    places = hedge_places(collection) if collection is not None else pd.DataFrame()
    if places.empty:
        return sentences.assign(
            passage=sentences["sentence"],
            kind=sentences["sentence"].str.contains(MODALS).map({True: OPEN, False: FLAT}),
        )
    articles = study.corpus.articles[["article_id", "id", "text"]]
    places = places.merge(articles, on="id")
    places["passage"] = [
        text[start:end]
        for text, start, end in zip(places["text"], places["start"], places["end"], strict=True)
    ]
    met = places.merge(sentences, on="article_id", suffixes=("", "_of"))
    met = met[(met["start_of"] <= met["start"]) & (met["start"] < met["end_of"])]
    return met.assign(kind="all")


def _read(study: Study, table: pd.DataFrame) -> pd.DataFrame:
    """Add what the machine makes of each sentence: the words that leave it open, if any do."""
    marks = study.certainty()
    marks = marks[marks["kind"].isin(KINDS) & (marks["zone"] != "headline")]
    words = {
        key: ", ".join(sorted(set(found)))
        for key, found in marks.groupby(["article_id", "sentence_id"])["surface"]
    }
    keys = zip(table["article_id"], table["sentence_id"], strict=True)
    found = [words.get(key, "") for key in keys]
    return table.assign(
        machine=[OPEN if word else FLAT for word in found],
        why=[
            f"in the sentence it sees “{word}”" if word else "no word leaves it open"
            for word in found
        ],
    )
