"""From units to scores: the two measures, and what a scorer must keep to."""

import numpy as np
import pandas as pd
import pytest

from medialens.errors import SchemaError, UnknownNameError
from medialens.schemas import SCORES, UNITS
from medialens.score import (
    DEFAULT_SCORER,
    get_scorer,
    register_scorer,
    registry,
    score_units,
    scorer_names,
)


class Fixed:
    """Returns what it is told to."""

    name = "fixed"
    describe = "Gives every unit the same value."

    def __init__(self, **columns):
        self.columns = {
            "p_negative": 0.1,
            "p_neutral": 0.2,
            "p_positive": 0.7,
            "value": 0.6,
            "trace": "[]",
            **columns,
        }

    def __call__(self, units):
        """Return the columns for each unit."""
        return pd.DataFrame(self.columns, index=units.index)


@pytest.mark.parametrize(
    ("voice", "stance"),
    [
        ("own", "own_stance"),
        ("named", "voiced_stance"),
        ("anonymous", "voiced_stance"),
        ("relay", "voiced_stance"),
    ],
)
def test_each_unit_is_a_portrayal_and_a_stance_of_its_voice(make_units, voice, stance):
    """Own and quoted voices never share a measure but portrayal."""
    scores = score_units(make_units(["Orla is good."], "Orla", voice=voice))
    assert scores["measure"].tolist() == sorted([stance, "portrayal"])
    assert len(set(scores["value"])) == 1
    assert scores["scorer"].unique().tolist() == [DEFAULT_SCORER]


def test_rows_keep_to_their_units_whatever_the_index(make_units):
    """A scorer sees a clean index, and each value goes to its own article."""
    units = make_units(["Orla is good.", "Orla is bad.", "Orla is there."], "Orla")
    signs = score_units(units).groupby("article_id")["value"].first().pipe(np.sign)
    assert signs.to_dict() == {"a0": 1.0, "a1": -1.0, "a2": 0.0}
    shuffled = units.iloc[[2, 0, 1]].set_axis([7, 7, 9])
    pd.testing.assert_frame_equal(score_units(shuffled), score_units(units))


@pytest.mark.parametrize("scorer", ["textblob", "vader_sentence", "vader_clause"])
def test_no_units_give_an_empty_scores_table(scorer):
    """With every column in its type."""
    scores = score_units(UNITS.table(), scorer=scorer)
    assert len(scores) == 0
    assert list(scores.columns) == list(SCORES.columns)


@pytest.mark.parametrize("name", ["textblob", "vader_sentence", "vader_clause"])
def test_lexicon_scorers_give_no_probabilities_and_describe_themselves(make_units, name):
    """A probability that nobody estimated stays missing."""
    scores = score_units(make_units(["Orla is good."], "Orla"), scorer=name)
    assert scores[["p_negative", "p_neutral", "p_positive"]].isna().all(axis=None)
    assert get_scorer(name).name == name
    assert not get_scorer(name).describe.endswith(".")


def test_a_scorer_object_is_taken_as_it_is(make_units):
    """It need not be registered, and may give probabilities."""
    scores = score_units(make_units(["Orla is there."], "Orla"), scorer=Fixed())
    assert scores["p_positive"].tolist() == [0.7, 0.7]
    assert scores["scorer"].tolist() == ["fixed", "fixed"]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"value": 1.2}, "value=1.2; it must lie in"),
        ({"p_neutral": -0.1}, "p_neutral=-0.1; it must lie in"),
    ],
)
def test_a_scorer_out_of_range_is_refused(make_units, columns, message):
    """The message names scorer, column and value."""
    with pytest.raises(SchemaError, match=message):
        score_units(make_units(["Orla is there."], "Orla"), scorer=Fixed(**columns))


def test_a_scorer_that_loses_rows_or_columns_is_refused(make_units):
    """Alignment is checked once, here."""
    units = make_units(["Orla is there.", "Orla left."], "Orla")

    class Short(Fixed):
        def __call__(self, units):
            return super().__call__(units).head(1)

    class Bare(Fixed):
        def __call__(self, units):
            return super().__call__(units)[["value"]]

    with pytest.raises(SchemaError, match="returned 1 rows for 2 units"):
        score_units(units, scorer=Short())
    with pytest.raises(SchemaError, match="returned no"):
        score_units(units, scorer=Bare())


def test_an_unknown_scorer_is_answered_with_the_nearest_name():
    """A slip of the keyboard is put right."""
    with pytest.raises(UnknownNameError, match="did you mean 'vader_clause'"):
        get_scorer("vader_claus")


def test_a_registered_scorer_is_found_by_name(monkeypatch, make_units):
    """One line adds a method; it is made only when asked for."""
    monkeypatch.setattr(registry, "_FACTORIES", dict(registry._FACTORIES))
    register_scorer("fixed", Fixed)
    assert "fixed" in scorer_names()
    assert score_units(make_units(["Orla left."], "Orla"), scorer="fixed")["value"].eq(0.6).all()
