"""Bars of articles per outlet."""

import pytest

from medialens.plot import outlet_palette, plot_coverage
from medialens.schemas import COVERAGE


def coverage(*rows):
    return COVERAGE.table({"outlet": o, "n_articles": n, "n_copied": c} for o, n, c in rows)


def widths(container):
    return [bar.get_width() for bar in container]


def test_the_outlet_with_most_articles_is_on_top_and_ties_stand_by_name(row_labels):
    ax = plot_coverage(coverage(("Post", 3, 0), ("Star", 8, 0), ("Echo", 3, 0)))
    assert row_labels(ax) == ["Star", "Echo", "Post"]


def test_own_texts_are_filled_and_copies_are_hatched_beside_them():
    """Of 10 articles 3 are copies: a bar of 7, and one of 3 that starts at 7."""
    own, copies = plot_coverage(coverage(("Post", 10, 3))).containers
    assert (widths(own), widths(copies)) == ([7], [3])
    assert copies[0].get_x() == 7
    assert copies[0].get_hatch() and not own[0].get_hatch()


def test_the_numbers_stand_at_the_right_in_words(texts):
    table = coverage(("Post", 1200, 1100), ("Echo", 9, 1), ("Star", 2, 0))
    written = texts(plot_coverage(table))
    assert {"1,200, 1,100 copies", "9, 1 copy", "2"} <= set(written)


def test_the_axis_says_what_it_counts():
    label = plot_coverage(coverage(("Post", 1, 0))).get_xlabel()
    assert label == "articles; hatched: copies of an earlier article of any outlet"


def test_articles_are_never_counted_in_fractions(texts):
    written = texts(plot_coverage(coverage(("Post", 1, 0))))
    assert not [text for text in written if "0." in text]


def test_outlets_keep_their_colors():
    palette = outlet_palette(["Echo", "Post", "Star"])
    own, _ = plot_coverage(coverage(("Post", 2, 0)), palette=palette).containers
    assert own[0].get_facecolor()[:3] == pytest.approx((213 / 255, 94 / 255, 0))


def test_options_reach_the_bars_of_own_texts():
    own, copies = plot_coverage(coverage(("Post", 3, 1)), height=0.3).containers
    assert (own[0].get_height(), copies[0].get_height()) == (0.3, 0.62)


def test_the_axes_given_are_used_and_returned(ax):
    assert plot_coverage(coverage(("Post", 3, 1)), ax=ax) is ax


def test_no_article_at_all_is_said_in_words(texts):
    assert texts(plot_coverage(coverage())) == ["The collection holds no article."]


def test_outlets_without_articles_have_a_row_and_a_zero(texts):
    assert {"Post", "0"} <= set(texts(plot_coverage(coverage(("Post", 0, 0)))))


def test_any_name_is_drawn_without_a_warning(strange, texts):
    assert "3" in texts(plot_coverage(coverage((strange, 3, 0), ("Post", 1, 0))))


def test_the_table_is_left_as_it_was():
    table = coverage(("Post", 3, 0), ("Star", 8, 0))
    before = table.copy()
    plot_coverage(table)
    assert table.equals(before)
