"""The answer key of an exercise, computed from the truth file of an invented collection."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from medialens.classroom import coverage, hedges, pairs, roles, stances, verbs
from medialens.classroom.exercise import Exercise
from medialens.classroom.speaking import OUTLET, UNNAMED
from medialens.classroom.truth import read_truth

KEY = ["item", "passage", "answer", "why"]
NOTHING = ("", "the key says nothing here: discuss it")
SIGNS = {1: stances.FOR, 0: stances.NEITHER, -1: stances.AGAINST}
Item = Mapping[str, Any]
Truth = dict[str, Any]


def answer_key(exercise: Exercise, collection: str | Path) -> pd.DataFrame:
    """Return what the truth file says of each item of an exercise.

    Parameters
    ----------
    exercise : Exercise
        An exercise drawn from the collection.
    collection : str or path
        The collection, by name or path, with its ``truth.json``.

    Returns
    -------
    DataFrame
        One row per item: ``item``, ``passage``, ``answer`` (empty where the key says nothing) and
        ``why``. No row where the collection has no truth file, as in a student edition.
    """
    truth = read_truth(collection)
    if truth is None:
        return pd.DataFrame(columns=KEY)
    table = exercise.sheet.merge(exercise.places, on="item")
    table["id"] = table["article_id"].map(exercise.ids)
    find = FINDERS[exercise.name]
    found = [find(truth, dict(row), exercise) for row in table.to_dict("records")]  # type: ignore[arg-type]
    table["answer"], table["why"] = zip(*found, strict=True)
    return table[KEY]


def key_answers(exercise: Exercise, collection: str | Path) -> dict[int, str]:
    """Return the answers of the key by item, empty where it says nothing or there is no key."""
    key = answer_key(exercise, collection)
    return exercise.blank() | dict(zip(key["item"], key["answer"], strict=True))


def _speaking(truth: Truth, row: Item, exercise: Exercise) -> tuple[str, str]:
    told = [
        span for span in _spans(truth, row["id"]) if _overlap(span, row) * 2 > _shorter(span, row)
    ]
    if not told:
        return OUTLET, "no reported words are listed here"
    span = max(told, key=lambda span: _overlap(span, row))
    why = f"“{span['cue']}”, source “{span['source']}”, {span['type']}"
    if span["voice"] == "anonymous":
        return UNNAMED, why
    return exercise.names.get(span["actor_id"] or "", span["source"]), why


def _verbs(truth: Truth, row: Item, _: Exercise) -> tuple[str, str]:
    for mark in truth["articles"][row["id"]]["planted"]:
        if mark["kind"] == "verb_choice" and _overlap(mark, row):
            return verbs.CLASSES[mark["note"].split()[0]], mark["note"]
    cues = {"start": "cue_start", "end": "cue_end"}
    for span in _spans(truth, row["id"]):
        at = {name: span.get(column) for name, column in cues.items()}
        if at["start"] is not None and _overlap(at, row) and span["cue"] in verbs.PLAIN:
            return verbs.CLASSES["neutral"], f"“{span['cue']}” only reports"
    return NOTHING


def _roles(truth: Truth, row: Item, _: Exercise) -> tuple[str, str]:
    for span in _spans(truth, row["id"]):
        if span["actor_id"] == row["subject"] and _overlap(span, row):
            return roles.SPEAKS, f"words of “{span['source']}”, reported with “{span['cue']}”"
    return roles.TOPIC, "none of the listed words in the sentence are the actor's"


def _hedges(truth: Truth, row: Item, _: Exercise) -> tuple[str, str]:
    answers = {"hedge": hedges.OPEN, "hedge_drop": hedges.FLAT}
    for mark in truth["articles"][row["id"]]["planted"]:
        if mark["kind"] in answers and _overlap(mark, row):
            return answers[mark["kind"]], mark["note"]
    return NOTHING


def _stances(truth: Truth, row: Item, _: Exercise) -> tuple[str, str]:
    article = truth["articles"][row["id"]]
    sign = article["own_stance"].get(row["subject"], 0)
    words = [
        word["text"]
        for word in article["evaluative"]
        if word["actor_id"] == row["subject"] and word["voice"] == "own"
    ]
    return SIGNS[sign], f"own words: {', '.join(words) if words else 'none that praise or blame'}"


def _coverage(truth: Truth, row: Item, exercise: Exercise) -> tuple[str, str]:
    name = truth["articles"][row["id"]]["event"]
    (event,) = (event for event in truth["events"] if event["id"] == name)
    is_out = row["subject"] in event["omitted_by"]
    why = f"{event['summary']} Follow-ups count with their event."
    return (coverage.LEFT_OUT if is_out else coverage.TOLD), why


def _pairs(truth: Truth, row: Item, _: Exercise) -> tuple[str, str]:
    policies = [truth["outlets"][name] for name in row["article_id"].split("|")]
    first, second = (policy["own_stance"].get(row["subject"], 0) for policy in policies)
    why = "; ".join(policy["policy"] for policy in policies)
    return (pairs.DIFFERENT if first != second else pairs.NOT_FOUND), why


def _readings(truth: Truth, row: Item, _: Exercise) -> tuple[str, str]:
    words = [
        word
        for word in truth["articles"][row["id"]]["evaluative"]
        if word["actor_id"] == row["subject"] and _overlap(word, row)
    ]
    total = sum(word["sign"] for word in words)
    label = "positive" if total > 0 else "negative" if total < 0 else "neutral"
    listed = ", ".join(f"“{word['text']}” ({word['voice']})" for word in words)
    return label, listed or "no word of praise or blame is listed"


def _spans(truth: Truth, own_id: str) -> Iterator[dict[str, Any]]:
    yield from truth["articles"][own_id]["attributions"]


def _overlap(one: Item, other: Item) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _shorter(one: Item, other: Item) -> int:
    return int(min(one["end"] - one["start"], other["end"] - other["start"]))


FINDERS: dict[str, Callable[[Truth, Item, Exercise], tuple[str, str]]] = {
    "speaking": _speaking,
    "verbs": _verbs,
    "roles": _roles,
    "hedges": _hedges,
    "stances": _stances,
    "coverage": _coverage,
    "pairs": _pairs,
    "readings": _readings,
}
