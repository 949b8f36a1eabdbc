"""Why this score: each word left out in turn, and what a sentence would be without some of them."""

import json

import pandas as pd
import pytest

from medialens.score import counterfactual, explain
from medialens.score.explain import SHOWN, traced

SENTENCE = "Vann praised the loyal crew of the doomed ferry."


def test_every_word_outside_the_target_has_a_row():
    words = explain(SENTENCE, "crew", scorer="vader_sentence")
    assert words["word"].tolist() == [
        "Vann",
        "praised",
        "the",
        "loyal",
        "of",
        "the",
        "doomed",
        "ferry",
    ]


def test_the_effect_is_the_value_less_the_value_without_the_word():
    words = explain(SENTENCE, "crew", scorer="vader_sentence").set_index("word")
    bare = explain(SENTENCE.replace("loyal ", ""), "crew", scorer="vader_sentence")
    without = words.loc["loyal", "value_without"]
    assert without + words.loc["loyal", "effect"] == pytest.approx(
        words.loc["ferry", "value_without"]  # a word that counts nothing
    )
    assert (bare["effect"] + bare["value_without"]).iloc[0] == pytest.approx(without)


def test_offsets_point_at_the_word():
    words = explain(SENTENCE, "crew", scorer="vader_sentence")
    assert [SENTENCE[a:b] for a, b in zip(words["start"], words["end"], strict=True)] == list(
        words["word"]
    )


def test_the_model_is_moved_by_the_word_that_blames():
    words = explain("Okafor lied to the court on Monday.", "Okafor")
    assert words.loc[words["effect"].idxmin(), "word"] == "lied"


def test_a_counterfactual_shows_the_sentence_with_and_without():
    table = counterfactual(SENTENCE, "crew", without="loyal", scorer="vader_sentence")
    assert table["version"].tolist() == ["as written", "without 'loyal'"]
    assert table["value"].iloc[0] > table["value"].iloc[1]
    assert "loyal" not in table["text"].iloc[1]


@pytest.mark.parametrize(
    ("target", "without", "message"),
    [("Orla", "loyal", "target='Orla'"), ("crew", "stark", "without='stark'")],
)
def test_words_that_are_not_there_are_an_error(target, without, message):
    with pytest.raises(ValueError, match=message):
        counterfactual(SENTENCE, target, without=without, scorer="vader_sentence")


def test_a_target_may_be_given_by_its_offsets():
    start = SENTENCE.index("crew")
    by_offsets = explain(SENTENCE, (start, start + 4), scorer="vader_sentence")
    pd.testing.assert_frame_equal(by_offsets, explain(SENTENCE, "crew", scorer="vader_sentence"))
    with pytest.raises(ValueError, match="outside the sentence"):
        explain(SENTENCE, (40, 90))


def test_a_trace_holds_the_words_that_move_the_value_most_in_their_order():
    unit = {"segment": SENTENCE, "target_start": 23, "target_end": 27}
    [trace] = traced(pd.DataFrame([unit]), scorer="vader_sentence")
    points = json.loads(trace)
    assert [point["word"] for point in points] == ["praised", "loyal", "doomed"]
    assert len(points) <= SHOWN
    assert all(SENTENCE[p["start"] : p["end"]] == p["word"] for p in points)


def test_no_units_no_traces():
    empty = pd.DataFrame({"segment": [], "target_start": [], "target_end": []})
    assert traced(empty, scorer="vader_sentence") == []
