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
            "label": "positive",
            "is_uncertain": False,
            "outcome": "scored",
            "trace": "[]",
            **columns,
        }

    def __call__(self, units):
        """Return the columns for each unit."""
        return pd.DataFrame(self.columns, index=units.index)


MISSING = {"value": np.nan, "label": None, "outcome": "no_target"}


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


def test_ambiguous_wording_is_carried_to_both_measures_of_the_unit(make_units):
    """So that own stance can be asked for with it and without it."""
    units = make_units(["Orla is good.", "Orla is bad."], "Orla", voice="named")
    scores = score_units(units.assign(is_ambiguous=[True, False]), scorer=Fixed())
    assert scores.groupby("article_id")["is_ambiguous"].sum().to_dict() == {"a0": 2, "a1": 0}
    assert scores["is_ambiguous"].dtype == bool


def test_rows_keep_to_their_units_whatever_the_index(make_units):
    """A scorer sees a clean index, and each value goes to its own article."""
    units = make_units(["Orla is good.", "Orla is bad.", "Orla is there."], "Orla")
    signs = (
        score_units(units, scorer="vader_clause")
        .groupby("article_id")["value"]
        .first()
        .pipe(np.sign)
    )
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


def test_a_scorer_may_be_unsure_crop_or_say_why_it_read_nothing(make_units):
    """Each of these answers is kept as it was given."""
    unit = make_units(["Orla is there."], "Orla")
    answers = [Fixed(is_uncertain=True), Fixed(outcome="cropped"), Fixed(**MISSING)]
    rows = [score_units(unit, scorer=answer).iloc[0] for answer in answers]
    assert [row["outcome"] for row in rows] == ["scored", "cropped", "no_target"]
    assert [row["is_uncertain"] for row in rows] == [True, False, False]
    assert [row["value"] for row in rows] == [0.6, 0.6, pytest.approx(np.nan, nan_ok=True)]
    assert rows[2][["label"]].isna().all()


@pytest.mark.parametrize("scorer", ["textblob", "vader_sentence", "vader_clause"])
def test_a_lexicon_labels_by_the_sign_and_is_never_unsure(make_units, scorer):
    """It has no probabilities from which to doubt."""
    units = make_units(["Orla is good.", "Orla is bad.", "Orla is there.", "Orla"], "Orla")
    scores = score_units(units, scorer=scorer).query("measure == 'portrayal'")
    assert scores["label"].tolist()[:3] == ["positive", "negative", "neutral"]
    assert scores["label"].isna().tolist() == [False, False, False, True]
    assert scores["outcome"].tolist() == ["scored"] * 3 + ["no_words"]
    assert scores["is_uncertain"].dtype == bool
    assert not scores["is_uncertain"].any()


@pytest.mark.parametrize("scorer", ["textblob", "vader_sentence", "vader_clause"])
def test_a_lexicon_says_that_a_unit_is_in_another_language(make_units, scorer):
    """Also where the unit has no word: the language is asked first."""
    units = make_units(["Orla is good.", "Orla"], "Orla").assign(language="de")
    scores = score_units(units, scorer=scorer)
    assert set(scores["outcome"]) == {"other_language"}
    assert scores["value"].isna().all()


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
        ({"label": "good"}, "label='good' with a value; choose one of"),
        ({"label": None}, "label=None with a value; choose one of"),
        ({"is_uncertain": None}, "is_uncertain=None with a value; choose one of"),
        ({"outcome": "read"}, "outcome='read' with a value; choose one of"),
        ({"outcome": "no_words"}, "outcome='no_words' with a value; choose one of"),
        ({**MISSING, "outcome": "scored"}, "outcome='scored' without a value; choose one of"),
        ({**MISSING, "outcome": "cropped"}, "outcome='cropped' without a value; choose one of"),
        ({**MISSING, "label": "neutral"}, "label='neutral' without a value; choose one of"),
        ({**MISSING, "is_uncertain": True}, "is_uncertain=True without a value; choose one of"),
    ],
)
def test_a_scorer_out_of_range_is_refused(make_units, columns, message):
    """The message names column and value, and what may stand there."""
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


def test_that_an_actor_speaks_is_neutral_whatever_the_verb(make_units):
    """That she denied is no verdict on her: 0 by rule, with or without probabilities."""
    units = make_units(["Orla denied.", "Orla is bad."], "Orla")
    for scorer in (Fixed(), Fixed(p_negative=0.9, p_neutral=0.1, p_positive=0.0, value=-0.9)):
        scores = score_units(units.assign(is_leftover=[True, False]), scorer=scorer)
        first = scores[scores["outcome"] == "leftover"]
        assert len(first) == 2
        assert set(first["value"]) == {0.0}
        assert set(first["label"]) == {"neutral"}
        assert set(first["p_neutral"].dropna()) <= {1.0}


def test_a_leftover_that_could_not_be_scored_stays_unscored(make_units):
    units = make_units(["Orla denied."], "Orla")
    scores = score_units(units.assign(is_leftover=True), scorer=Fixed(**MISSING))
    assert set(scores["outcome"]) == {"no_target"}
