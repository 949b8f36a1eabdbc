"""What the lexicon scorers share: the text they are given."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.schemas import SCORES
from medialens.score.base import (
    OTHER_LANGUAGE,
    READ,
    RESULT,
    UNREAD,
    Reading,
    as_result,
    english,
    has_words,
    without_target,
)
from medialens.score.vader import _analyzer


@given(st.text(min_size=1, max_size=80), st.data())
def test_the_text_keeps_its_length_whatever_it_holds(text, data):
    """Offsets into the prepared text are offsets into the sentence."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert len(without_target(text, start, end)) == len(text)


def test_the_name_is_masked_where_it_comes_again_but_small_words_stay():
    """Only capitalized words of the name are masked elsewhere."""
    text = "The Hope Trust hopes for hope, says Hope."
    prepared = without_target(text, 4, 14)
    assert prepared == "The ____ _____ hopes for hope, says ____."


def test_a_pronoun_masks_nothing_else():
    """A mention without capitals is masked in its place alone."""
    assert without_target("he says he won", 0, 2) == "__ says he won"


def test_apostrophes_inside_words_stay_and_quotation_marks_go():
    """A word list knows won't, and brave only without its quotation marks."""
    text = "Orla won’t call them ‘brave’ (or “good”)—never."
    assert without_target(text, 0, 4) == "____ won't call them  brave   or  good   never."


def test_the_mask_is_in_no_lexicon():
    """What stands for the name can never count."""
    assert not [word for word in _analyzer()._vader.lexicon if set(word) == {"_"}]


@pytest.mark.parametrize(
    ("text", "expected"), [("", False), ("____ .", False), ("Орла", False), ("____ won", True)]
)
def test_only_text_with_english_letters_can_be_scored(text, expected):
    """A segment of which nothing but the name is left says nothing."""
    assert has_words(text) is expected


def test_units_in_other_languages_are_told_apart_where_the_language_is_given(make_units):
    """An unknown language is taken for English, a known other one is not."""
    units = make_units(["Orla won."] * 4, "Orla")
    assert english(units) == [True] * 4
    assert english(units.assign(language=["en", "de", None, "en-GB"])) == [True, False, True, True]


@pytest.mark.parametrize(
    ("value", "label"),
    [(-0.01, "negative"), (0.0, "neutral"), (-0.0, "neutral"), (1, "positive"), (math.nan, None)],
)
def test_a_lexicons_label_is_the_sign_of_its_value(value, label):
    """However small."""
    assert Reading(value).label == label


def test_readings_become_a_result_row_by_row():
    """In the order of the columns that every scorer returns, on the index of the units."""
    result = as_result([Reading(0.5), OTHER_LANGUAGE], pd.Index([7, 3]))
    assert tuple(result.columns) == RESULT
    assert result.index.tolist() == [7, 3]
    assert result["outcome"].tolist() == ["scored", "other_language"]
    assert result["value"].isna().tolist() == [False, True]


def test_an_outcome_has_a_value_or_a_reason_never_both():
    """The two lists share nothing, and the schema's text names each of them."""
    meaning = SCORES.columns["outcome"].meaning
    assert not set(READ) & set(UNREAD)
    assert all(outcome in meaning for outcome in (*READ, *UNREAD))
