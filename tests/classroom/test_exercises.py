"""The exercises: the sheet is silent, the machine waits, and the key agrees with the truth file."""

import json

import pytest

from medialens.classroom import answer_key, key_answers, swapped, told_by
from medialens.classroom.editions import _values
from medialens.classroom.exercise import SHEET
from medialens.classroom.lessons import exercise_of, lesson_sources
from medialens.classroom.truth import read_truth
from medialens.errors import MedialensWarning


def kept(path):
    return json.loads(path.read_text("utf-8"))


SOURCES = {kept(path)["metadata"]["medialens"]["exercise"]: kept(path) for path in lesson_sources()}


@pytest.fixture(params=SOURCES)
def exercise(request, press, lesson):
    """Return the exercise of a lesson as its notebook draws it."""
    values = _values(SOURCES[request.param])
    study = lesson if values["collection"] == "first_lesson" else press
    return exercise_of(request.param, study, values)


def collection_of(exercise):
    return _values(SOURCES[exercise.name])["collection"]


def test_there_are_eight_lessons_with_an_exercise_each():
    assert len(lesson_sources()) == len(SOURCES) == 8


def test_the_sheet_has_the_items_and_nothing_of_the_answers(exercise):
    assert list(exercise.sheet) == SHEET
    assert list(exercise.sheet["item"]) == list(range(1, len(exercise.sheet) + 1))


def test_there_is_an_item_for_each_line_of_the_answers(exercise):
    assert len(exercise.sheet) == _values(SOURCES[exercise.name])["items"]


def test_the_machine_waits_for_every_answer_and_names_the_open_ones(exercise):
    answers = dict.fromkeys(exercise.blank(), "x") | {2: " "}
    with pytest.warns(MedialensWarning, match="no answer yet for item 2;"):
        assert exercise.reveal(answers).empty


def test_wrong_answers_are_answered_with_a_reason_not_with_an_error(exercise):
    revealed = exercise.reveal(dict.fromkeys(exercise.blank(), "a wrong answer"))
    assert not revealed["is_agreed"].any()
    assert revealed["why"].str.len().gt(0).all()


def test_the_machine_agrees_with_itself(exercise):
    own = dict(zip(exercise.machine["item"], exercise.machine["machine"], strict=True))
    assert exercise.reveal(own)["is_agreed"].all()


def test_each_other_choice_than_the_machines_is_a_disagreement(exercise):
    """Also one that is a word of the machine's, as in *difference* and *no difference found*."""
    machine = dict(zip(exercise.machine["item"], exercise.machine["machine"], strict=True))
    for choice in exercise.choices:
        revealed = exercise.reveal(dict.fromkeys(machine, choice))
        same = [machine[item] == choice for item in revealed["item"]]
        assert revealed["is_agreed"].tolist() == same


def test_the_key_answers_every_item_of_a_lesson_with_one_of_its_choices(exercise):
    key = answer_key(exercise, collection_of(exercise))
    assert len(key) == len(exercise.sheet)
    if exercise.name != "speaking":  # there a name is an answer too
        assert set(key["answer"]) <= set(exercise.choices)
    assert (key["answer"] != "").all()


def test_without_a_truth_file_there_is_no_key(exercise, tmp_path):
    (tmp_path / "a.txt").write_text("Nothing.", "utf-8")
    assert answer_key(exercise, tmp_path).empty
    assert set(key_answers(exercise, tmp_path).values()) == {""}


def test_the_two_outlets_of_one_policy_come_out_as_no_difference_found(press):
    """By the key and by the machine."""
    exercise = exercise_of("pairs", press, _values(SOURCES["pairs"]))
    key = answer_key(exercise, "valdory").merge(exercise.machine, on="item")
    (row,) = key[key["passage"].str.startswith("Stell Valley Post and The Meridian")].to_dict(
        "records"
    )
    assert row["answer"] == row["machine"] == "no difference found"


def test_key_and_truth_agree_where_a_hedge_was_dropped(press):
    exercise = exercise_of("hedges", press, _values(SOURCES["hedges"]))
    key = answer_key(exercise, "valdory")
    marks = [
        (mark["text"], mark["kind"])
        for article in read_truth("valdory")["articles"].values()
        for mark in article["planted"]
        if mark["kind"] in ("hedge", "hedge_drop")
    ]
    kinds = {"left open": "hedge", "stated": "hedge_drop"}
    found = zip(key["passage"], key["answer"].map(kinds), strict=True)
    assert sorted(found) == sorted(marks)


def test_the_outlets_are_hidden_while_texts_are_judged_and_told_afterwards(press):
    exercise = exercise_of("stances", press, _values(SOURCES["stances"]))
    assert set(exercise.sheet["outlet"]) == {"hidden"}
    told = told_by(press, exercise)
    assert len(told) == len(exercise.sheet)
    assert set(told["outlet"]) <= set(press.corpus.articles["outlet"])


def test_a_swapped_verb_leaves_the_rest_of_the_sentence_as_it_is():
    assert swapped("He said so.", "said", ["claimed"])["sentence"].tolist() == ["He claimed so."]
    with pytest.raises(ValueError, match="'told' is not in the sentence"):
        swapped("He said so.", "told")
