"""VADER: its own numbers, the words behind them, and what counts as near the actor."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.score.base import without_target
from medialens.score.registry import get_scorer
from medialens.score.vader import _analyzer

WORDS = ["good", "GOOD", "bad", "brave", "not", "never", "very", "hardly", "but", "the", "town"]
WORDS += ["kind", "of", "attacked", "praised", "won't", "!", "??"]


def score(make_units, sentence, name="Orla", scorer="vader_sentence"):
    result = get_scorer(scorer)(make_units([sentence], name))
    return result["value"].item(), json.loads(result["trace"].item())


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_value_is_the_compound_score_and_the_trace_adds_up_to_it(words):
    """VADER normalizes the sum of the valences x to x / sqrt(x ** 2 + 15) (Hutto & Gilbert)."""
    sentence = "Orla saw " + " ".join(words)
    unit = pd.DataFrame([{"segment": sentence, "target_start": 0, "target_end": 4}])
    result = get_scorer("vader_sentence")(unit)
    total = sum(point["points"] for point in json.loads(result["trace"].item()))
    plain = _analyzer()._vader.polarity_scores(without_target(sentence, 0, 4))
    assert result["value"].item() == plain["compound"]
    assert result["value"].item() == pytest.approx(total / math.hypot(total, 15**0.5), abs=1e-4)


@pytest.mark.parametrize(
    ("sentence", "word", "points", "rule"),
    [
        ("Orla is good.", "good", 1.9, ""),
        ("Orla is not good.", "good", 1.9 * -0.74, "negated"),
        ("Orla is very good.", "good", 1.9 + 0.293, "boosted"),
        ("Orla is hardly good.", "good", 1.9 - 0.293, "damped"),
        ("Orla is GOOD at it.", "GOOD", 1.9 + 0.733, "all caps"),
        ("Orla is good but late.", "good", 1.9 * 0.5, "before but"),
        ("Orla is late but good.", "good", 1.9 * 1.5, "after but"),
        ("Orla isn’t very good.", "good", (1.9 * 1 + 0.293) * -0.74, "negated, boosted"),
    ],
)
def test_the_trace_names_the_rule_that_changed_a_word(make_units, sentence, word, points, rule):
    """'good' is listed at 1.9; the constants are VADER's (Hutto & Gilbert 2014)."""
    _, trace = score(make_units, sentence)
    assert trace == [
        {
            "word": word,
            "start": sentence.index(word),
            "end": sentence.index(word) + len(word),
            "points": pytest.approx(points),
            "rule": rule,
        }
    ]


def test_exclamation_marks_are_in_the_trace(make_units):
    """They make a value stronger, never another sign: 0.292 each."""
    _, trace = score(make_units, "Orla is bad!!")
    assert trace[-1]["word"] == "!!"
    assert trace[-1]["points"] == pytest.approx(-0.584)


def test_words_of_the_actors_own_name_do_not_count(make_units):
    """The Hope Trust is neither hope nor trust."""
    value, trace = score(make_units, "The Hope Trust met; Hope signed.", "Hope Trust")
    assert (value, trace) == (0.0, [])


def test_offsets_point_to_the_word_as_the_sentence_has_it(make_units):
    """Quotation marks and full stops are not part of it."""
    sentence = "They call Orla “brave”."
    _, trace = score(make_units, sentence)
    assert [sentence[p["start"] : p["end"]] for p in trace] == ["brave"]


def test_two_actors_in_one_sentence_differ_by_clause_only(make_units):
    """The sentence scorer cannot tell them apart."""
    sentence = "Orla won praise, but Vann was accused of fraud."
    assert score(make_units, sentence, "Orla", "vader_clause")[0] > 0
    assert score(make_units, sentence, "Vann", "vader_clause")[0] < 0
    assert score(make_units, sentence, "Orla") == score(make_units, sentence, "Vann")


def test_what_stands_outside_the_clause_is_not_in_its_trace(make_units):
    """Offsets stay those of the sentence."""
    sentence = "Orla won praise, but Vann was accused of fraud."
    _, trace = score(make_units, sentence, "Vann", "vader_clause")
    assert [sentence[p["start"] : p["end"]] for p in trace] == ["accused", "fraud"]


@pytest.mark.parametrize("sentence", ["Orla", "Orla        .", "Orla победила.", "“Orla!”"])
@pytest.mark.parametrize("scorer", ["vader_sentence", "vader_clause", "textblob"])
def test_a_segment_without_english_words_is_not_scored(make_units, sentence, scorer):
    """Not measured is not neutral."""
    value, trace = score(make_units, sentence, scorer=scorer)
    assert math.isnan(value)
    assert trace == []


@given(st.text(max_size=60))
def test_any_text_can_be_scored(text):
    """Nothing in a segment makes a scorer fail."""
    unit = pd.DataFrame([{"segment": "Orla " + text, "target_start": 0, "target_end": 4}])
    for name in ("vader_sentence", "vader_clause", "textblob"):
        value = get_scorer(name)(unit)["value"].item()
        assert math.isnan(value) or -1 <= value <= 1
