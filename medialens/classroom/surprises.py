"""Break the tool: guess what the machine reads in a sentence."""

import pandas as pd

from medialens.classroom.exercise import Exercise, body_sentences, exercise
from medialens.study import Study

LABELS = ("positive", "neutral", "negative")
QUESTION = "Do the words praise the actor, blame the actor, or neither?"


def reading_exercise(
    study: Study, *, actor: str | None = None, n: int = 6, seed: int = 1
) -> Exercise:
    """Draw sentences about an actor, to judge before the machine's reading is shown.

    Parameters
    ----------
    study : Study
        The analysis of the lesson's collection.
    actor : str, optional
        Name or id of the actor; the one named in most articles where none is given.
    n : int, default 6
        Items, a third of each reading where there are as many.
    seed : int, default 1
        Another seed draws other sentences.

    Returns
    -------
    Exercise
        Answers are ``"positive"``, ``"neutral"`` and ``"negative"``.
    """
    who = study.actor_id(actor) if actor else study.top_actors(1)[0]
    return exercise(study, ("readings", QUESTION, LABELS), _pool(study, who), n=n, seed=seed)


def _pool(study: Study, who: str) -> pd.DataFrame:
    key = ["article_id", "sentence_id"]
    found = study.evidence(who).query("zone != 'headline'")
    found = found.drop_duplicates(key)[[*key, "label", "value", "voice"]].dropna(subset=["label"])
    table = body_sentences(study).merge(found, on=key)
    return table.assign(
        passage=table["sentence"],
        machine=table["label"],
        why=[f"the model reads {value:+.2f} on a line from -1 to 1" for value in table["value"]],
        subject=who,
    )
