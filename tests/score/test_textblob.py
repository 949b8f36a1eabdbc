"""TextBlob's pattern lexicon: its own polarity, and where the words stand."""

import json

import pytest
from textblob import TextBlob

from medialens.score.registry import get_scorer

SENTENCES = [
    "Orla wrote a good and useful report.",
    "Orla is not a good mayor.",
    "Orla is a very bad mayor, a bad friend and a terrible poet!",
    "Orla opened the bridge.",
]


@pytest.fixture
def result(make_units):
    return get_scorer("textblob")(make_units(SENTENCES, "Orla"))


def test_value_is_textblobs_polarity(result):
    """The name masked changes nothing in these sentences."""
    expected = [TextBlob(sentence).sentiment.polarity for sentence in SENTENCES]
    assert result["value"].tolist() == pytest.approx(expected)


def test_value_is_the_mean_of_the_traces_points(result):
    """A sentence without a rated word is neutral."""
    for value, trace in zip(result["value"], result["trace"], strict=True):
        points = [point["points"] for point in json.loads(trace)]
        assert value == pytest.approx(sum(points) / len(points) if points else 0.0)


def test_the_trace_says_where_the_words_stand_and_what_changed_them(result):
    """The second 'bad' is found after the first, small words may stand in between."""
    found = [
        [(sentence[p["start"] : p["end"]], p["rule"]) for p in json.loads(trace)]
        for sentence, trace in zip(SENTENCES, result["trace"], strict=True)
    ]
    assert found == [
        [("good", ""), ("useful", "")],
        [("not a good", "negated")],
        [("very bad", "intensified"), ("bad", ""), ("terrible poet!", "intensified")],
        [],
    ]


def test_words_of_the_actors_own_name_do_not_count(make_units):
    """The Great Bank is not great."""
    result = get_scorer("textblob")(make_units(["The Great Bank opened."], "Great Bank"))
    assert result["value"].item() == 0.0
