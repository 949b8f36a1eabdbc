"""Said, claimed, pointed out: what a reporting word does with the words that it reports."""

import re
from collections.abc import Sequence

import pandas as pd

from medialens.classroom.exercise import Exercise, body_sentences, exercise
from medialens.study import Study

CLASSES = {"neutral": "plain", "distancing": "doubting", "factive": "vouching"}
PLAIN = ("said", "says", "told", "added")
QUESTION = (
    "Does the reporting word only report (plain), keep a distance (doubting), or take the words "
    "as a fact (vouching)?"
)
VERBS = ("said", "claimed", "admitted", "pointed out", "insisted")


def verb_exercise(
    study: Study, *, outlets: Sequence[str] = (), n: int = 9, seed: int = 1
) -> Exercise:
    """Draw sentences with a reporting word, to say what the word does.

    Parameters
    ----------
    study : Study
        The analysis of the lesson's collection.
    outlets : sequence of str
        Outlets to draw from; all where none is given.
    n : int, default 9
        Items, a third of each class where there are as many.
    seed : int, default 1
        Another seed draws other sentences.

    Returns
    -------
    Exercise
        Answers are ``"plain"``, ``"doubting"`` and ``"vouching"``; the passage is the word.
    """
    pool = _pool(study)
    if outlets:
        pool = pool[pool["outlet"].isin(list(outlets))]
    return exercise(study, ("verbs", QUESTION, tuple(CLASSES.values())), pool, n=n, seed=seed)


def swapped(sentence: str, word: str, verbs: Sequence[str] = VERBS) -> pd.DataFrame:
    """Put other reporting words into a sentence, to rate how much the writer seems to believe it.

    Examples
    --------
    >>> swapped("The pool, she said, is safe.", "said", ["claimed"])["sentence"].tolist()
    ['The pool, she claimed, is safe.']
    """
    if not re.search(rf"\b{re.escape(word)}\b", sentence):
        raise ValueError(f"{word!r} is not in the sentence; choose the word that is to be swapped")
    before, after = re.split(rf"\b{re.escape(word)}\b", sentence, maxsplit=1)
    told = [f"{before}{verb}{after}" for verb in verbs]
    return pd.DataFrame({"verb": list(verbs), "sentence": told})


def _pool(study: Study) -> pd.DataFrame:
    quotes = study.quotes().query("zone != 'headline' and cue_class in @CLASSES")
    plain = quotes["cue"].isin(PLAIN) | (quotes["cue_class"] != "neutral")
    spans = body_sentences(study)[["article_id", "sentence_id", "sentence", "title", "start"]]
    spans = spans.rename(columns={"start": "from"})
    table = quotes[plain].merge(spans, on=["article_id", "sentence_id"])
    found = [
        re.search(rf"\b{re.escape(cue)}\b", sentence)
        for cue, sentence in zip(table["cue"], table["sentence"], strict=True)
    ]
    table["at"] = [-1 if match is None else match.start() for match in found]
    table = table[table["at"] >= 0]
    machine = table["cue_class"].map(CLASSES)
    return table.assign(
        passage=table["cue"],
        start=table["from"] + table["at"],
        end=table["from"] + table["at"] + table["cue"].str.len(),
        machine=machine,
        why="“" + table["cue"] + "” stands in the list of " + table["cue_class"] + " words",
        subject=table["sentence"],
    )
