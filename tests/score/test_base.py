"""What the lexicon scorers share: the text they are given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.score.base import english, has_words, without_target
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
