"""Break the tool: guess what the machine reads in a sentence, then write one that fools it."""

from collections.abc import Sequence

import pandas as pd

from medialens.classroom.exercise import Exercise, body_sentences, exercise
from medialens.score import score_targets
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


def tried(cases: Sequence[tuple[str, str, str]]) -> pd.DataFrame:
    """Let the machine read sentences of one's own.

    Parameters
    ----------
    cases : sequence of (sentence, target, answer)
        The sentence, the person in it, and what a reader says: positive, neutral or negative.
        Cases without a sentence are left out.

    Returns
    -------
    DataFrame
        One row per case: ``sentence``, ``target``, ``you``, ``machine``, ``is_fooled`` and
        ``note`` (why there is no reading, if there is none).

    Examples
    --------
    >>> tried([("", "", "")]).empty
    True
    """
    columns = ["sentence", "target", "you", "machine", "is_fooled", "note"]
    told = [case for case in cases if case[0].strip()]
    table = pd.DataFrame(told, columns=["sentence", "target", "you"])
    at = [sentence.find(target) if target else -1 for sentence, target, _ in told]
    table["start"], table["id"] = pd.Series(at, dtype="int64"), range(len(told))
    table["end"] = table["start"] + table["target"].str.len()
    known = table[table["start"] >= 0]
    if known.empty:
        empty = table.assign(machine="", is_fooled=False, note="the target is not in the sentence")
        return empty[columns]
    read = score_targets(known[["id", "sentence", "start", "end"]]).set_index("id")["label"]
    table["machine"] = table["id"].map(read).fillna("")
    table["is_fooled"] = (table["machine"] != table["you"]) & (table["machine"] != "")
    table["note"] = ["" if start >= 0 else "the target is not in the sentence" for start in
                     table["start"]]  # fmt: skip
    return table[columns]


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
