"""Shares per article, to shuffle the names of two outlets over: each story counts once."""

from typing import Any

import pandas as pd

from medialens.classroom.label_shuffles import LabelShuffle, label_shuffle
from medialens.classroom.roles import SPEAKS, role_exercise
from medialens.study import Study

ALL = 1_000_000  # more items than any collection has
LEAST = 2  # articles of each outlet
COPIES = ("copy", "derived")


def shares_shuffled(
    study: Study, share: "pd.Series[Any]", pair: tuple[str, str]
) -> LabelShuffle | None:
    """Return the shuffle of a share per article under the names of two outlets.

    Articles that repeat another one are left out: a story that was printed twice would count as
    two. None where an outlet has fewer than two articles left.
    """
    repeated = study.copies.loc[study.copies["kind"].isin(COPIES), "article_id"]
    kept = share[~share.index.isin(repeated)]
    articles = study.corpus.articles.set_index("article_id").loc[kept.index]
    table = pd.DataFrame({"name": articles["title"], "label": articles["outlet"], "value": kept})
    if any((table["label"] == label).sum() < LEAST for label in pair):
        return None
    return label_shuffle(table, pair)


def distance_share(study: Study, pair: tuple[str, str]) -> LabelShuffle | None:
    """Return the share of each article's reporting words that keep a distance or vouch."""
    quotes = study.quotes().query("zone != 'headline'")
    is_marked = quotes["cue_class"].isin(["distancing", "factive"])
    return shares_shuffled(study, is_marked.groupby(quotes["article_id"]).mean(), pair)


def voice_share(study: Study, actor: str, pair: tuple[str, str]) -> LabelShuffle | None:
    """Return the share of the sentences naming an actor in which the actor has the word."""
    exercise = role_exercise(study, actor=actor, n=ALL)
    pool = exercise.machine.merge(exercise.places, on="item")
    is_speaking = pool["machine"] == SPEAKS
    return shares_shuffled(study, is_speaking.groupby(pool["article_id"]).mean(), pair)
