"""Spoken about and speaking: whether an actor has the word in a sentence, or is only its topic."""

import pandas as pd

from medialens.classroom.exercise import Exercise, body_sentences, exercise
from medialens.study import Study

SPEAKS, TOPIC = "speaking", "spoken about"
QUESTION = "Is the named actor speaking in this sentence, or only spoken about?"


def role_exercise(study: Study, *, actor: str | None = None, n: int = 8, seed: int = 1) -> Exercise:
    """Draw sentences that name an actor, to say whether the actor speaks in them.

    Parameters
    ----------
    study : Study
        The analysis of the lesson's collection.
    actor : str, optional
        Name or id of the actor; the one named in most articles where none is given.
    n : int, default 8
        Items, half of each kind where there are as many.
    seed : int, default 1
        Another seed draws other sentences.

    Returns
    -------
    Exercise
        Answers are ``"speaking"`` (words of the actor are reported, with quotation marks or
        without) and ``"spoken about"``.
    """
    who = study.actor_id(actor) if actor else study.top_actors(1)[0]
    pool = _pool(study, who)
    return exercise(study, ("roles", QUESTION, (SPEAKS, TOPIC)), pool, n=n, seed=seed)


def _pool(study: Study, who: str) -> pd.DataFrame:
    key = ["article_id", "sentence_id"]
    named = study.tables.mentions.query("actor_id == @who and kind != 'pronoun'")[key]
    table = body_sentences(study).merge(named.drop_duplicates(), on=key)
    told = study.tables.attributions.query("actor_id == @who").drop_duplicates(key)
    table = table.merge(told[[*key, "cue", "source"]], on=key, how="left")
    speaks = table["source"].notna()
    trace = "cue “" + table["cue"].fillna("") + "”, source “" + table["source"].fillna("") + "”"
    return table.assign(
        passage=table["sentence"],
        machine=speaks.map({True: SPEAKS, False: TOPIC}),
        why=trace.where(speaks, "named, and no reported words in the sentence are theirs"),
        subject=who,
    )
