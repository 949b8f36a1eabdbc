"""The word shift and the dispersion strip."""

import pandas as pd
import pytest

from medialens.plot import alt_dispersion, alt_word_shift, plot_dispersion, plot_word_shift
from medialens.schemas import ARTICLES, CONCORDANCE, WORD_SHIFT


@pytest.fixture
def shift():
    rows = [("good", 0.5, 0.2, 2.0, 0.3), ("bad", 0.4, 0.1, -2.0, -0.2)]
    return WORD_SHIFT.table(dict(zip(WORD_SHIFT.columns, row, strict=True)) for row in rows)


@pytest.fixture
def press():
    """Two articles of Echo, one of Post; a word twice in the second of Echo."""
    articles = ARTICLES.table(
        {"article_id": a, "outlet": outlet, "published": f"2025-03-0{day}", "text": "x" * 100}
        for a, outlet, day in (("a1", "Echo", 1), ("a2", "Echo", 2), ("a3", "Post", 1))
    )
    found = CONCORDANCE.table(
        {"article_id": "a2", "outlet": "Echo", "zone": "body", "start": start} for start in (0, 50)
    )
    return found, articles


def test_bars_go_to_the_side_that_a_word_raises(shift):
    ax = plot_word_shift(shift)
    assert [bar.get_width() for bar in ax.patches] == [0.3, -0.2]


def test_the_text_tells_the_difference_and_its_words(shift):
    text = alt_word_shift(shift)
    assert "+0.100 over 2 words" in text
    assert "raised most by good; lowered most by bad" in text


def test_ticks_stand_where_the_word_does(press):
    """The second of two articles is the second half of the strip."""
    ax = plot_dispersion(*press)
    ticks = [line for line in ax.collections if len(line.get_segments()) == 2]
    assert [segment[0][0] for segment in ticks[0].get_segments()] == [0.5, 0.75]


def test_the_text_counts_occurrences_and_articles(press):
    assert alt_dispersion(*press) == (
        "Occurrences of the word: Echo 2 times in 1 of 2 articles; Post 0 times in 0 of 1 article."
    )


def test_nothing_to_draw_is_said(press):
    ax = plot_word_shift(WORD_SHIFT.table())
    assert "No word has a score." in [text.get_text() for text in ax.texts]
    assert alt_dispersion(pd.DataFrame(), press[1]) == "The word does not occur."
