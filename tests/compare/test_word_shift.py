"""Words that make two outlets differ in a score."""

import pytest

from medialens.compare.word_shift import compare_word_shift
from medialens.errors import EmptyError, UnknownNameError
from medialens.schemas import COPIES

SCORES = {"good": 2.0, "bad": -2.0, "fine": 1.0}


def shift(make_articles, *texts, **options):
    articles = make_articles("AB", text=texts)
    return compare_word_shift(
        articles, COPIES.table(), SCORES, target="A", reference="B", **options
    )


def test_the_contributions_add_up_to_the_difference_of_the_averages(make_articles):
    """A: good, good, bad, 2/3 on average. B: bad, fine, -1/2."""
    table = shift(make_articles, "good good bad, surely", "bad and fine")
    assert table["contribution"].sum() == pytest.approx(2 / 3 + 1 / 2)
    assert table["term"].tolist()[0] == "good"


def test_words_without_a_score_play_no_part(make_articles):
    assert set(shift(make_articles, "good rain", "bad wind")["term"]) == {"good", "bad"}


def test_equal_texts_shift_nothing(make_articles):
    assert shift(make_articles, "good bad", "bad good")["contribution"].abs().max() == 0


def test_a_side_without_scored_words_is_refused(make_articles):
    with pytest.raises(EmptyError, match="'B' has a score"):
        shift(make_articles, "good", "rain")


def test_an_outlet_that_is_not_there_is_named(make_articles):
    articles = make_articles("AB", text=["good", "bad"])
    with pytest.raises(UnknownNameError, match="Z"):
        compare_word_shift(articles, COPIES.table(), SCORES, target="A", reference="Z")
