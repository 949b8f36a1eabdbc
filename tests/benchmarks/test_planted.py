"""What was planted beside what was found: the counts are what they are called."""

import pandas as pd
import pytest

from benchmarks.planted import compared
from benchmarks.planted_effects import (
    Effect,
    gaps,
    judged,
    marked,
    omitted,
    said,
    verbs,
    whole_sentences,
)
from benchmarks.planted_key import read_truth, same_passage
from medialens.io.packaged import packaged_folder


@pytest.fixture(scope="module")
def truth(press):
    return read_truth(press, packaged_folder("corpora") / "valdory" / "truth.json")


def test_precision_is_of_the_found_and_recall_of_the_planted():
    row = compared([Effect("x", {1, 2, 3, 4}, {3, 4, 5})]).iloc[0]
    assert row[["planted", "found", "right"]].tolist() == [4, 3, 2]
    assert row["precision"] == "0.67 [0.21, 0.94]"
    assert row["recall"] == "0.50 [0.15, 0.85]"


def test_what_nothing_looks_for_is_said_and_what_vader_cannot_answer_has_no_row():
    table = compared([Effect("x", {1}), Effect("y", {1}, set()), Effect("z", {1}, {1}, {2})])
    assert table["effect"].tolist() == ["x", "y", "z", "  VADER, whole sentences"]
    assert table["found"].tolist() == ["not looked for", 0, 1, 1]
    assert table["precision"].tolist()[:2] == ["", "-"]


def test_a_passage_is_the_one_that_shares_half_of_its_letters_or_more():
    marks = [{"start": 0, "end": 10}, {"start": 20, "end": 30}]
    assert same_passage(0, 10, marks) == 0
    assert same_passage(20, 40, marks) == 1
    assert same_passage(21, 45, marks) is None
    assert same_passage(10, 20, marks) is None
    assert same_passage(0, 10, []) is None


def test_a_place_that_was_not_planted_counts_against_precision_only_where_the_key_is_whole():
    planted = [{"kind": "label", "start": 5, "end": 8}]
    key = {"articles": {"a": {"planted": planted}, "b": {"planted": []}}}
    rows = pd.DataFrame({"article_id": ["a", "a", "b"], "start": [6, 20, 5], "end": [9, 22, 8]})
    assert len(marked(key, "label", "x", rows).found) == 3
    assert marked(key, "label", "x", rows, is_exhaustive=False).found == {("a", 5, 8)}


def test_two_articles_with_an_incomplete_key_count_neither_way(press, truth):
    assert len(press.corpus.articles) - len(truth["articles"]) == 2
    assert set(truth["articles"]) <= set(press.corpus.articles["article_id"])
    assert len(truth["copies"]) == 40


def test_what_an_outlet_did_not_tell_is_found_though_it_published_nothing_else_then(press, truth):
    """Only an outlet that published in those days has left an event out, as a report says it."""
    left_out, untold = omitted(press, truth)
    assert left_out.planted == untold.planted
    assert len(untold.planted) == 8
    assert left_out.found <= untold.found


def test_everything_planted_has_a_place_among_what_can_be_found(press, truth):
    """Sentences exist for all judgements; statements and verbs are those of the key."""
    whole = whole_sentences(press)
    for voice in ("own", "quoted"):
        effect = judged(press, truth, voice, whole)
        assert None not in {sentence for _, sentence, _, _ in effect.planted}
        assert effect.planted & effect.found
        assert effect.planted & effect.vader
    statements, speakers = said(press, truth)
    assert len(statements.planted) == sum(
        len(a["attributions"]) for a in truth["articles"].values()
    )
    assert len(speakers.planted) <= len(statements.planted)
    assert verbs(truth, press.tables.attributions).planted


def test_two_outlets_of_one_policy_were_not_planted_to_differ(press, truth):
    """Of fifteen pairs and two actors those that differ by the key, with their side."""
    effect = gaps(press, truth, "own_stance", whole_sentences(press))
    assert len(effect.planted) == 2 * 9
    assert ("edda-marrin", "Oxmere Tribune", "The Brennick Courier", -1) in effect.planted
    assert not [key for key in effect.planted if {"The Meridian", "Stell Valley Post"} <= set(key)]
