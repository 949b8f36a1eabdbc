"""Whose words: one bar per outlet, in four looks."""

import pytest

from medialens.plot import plot_voices
from medialens.plot.voices import LOOKS
from medialens.schemas import VOICES


def voices(*rows):
    """Rows of outlet, articles, shares of own, named and anonymous words; the rest is relay."""
    return VOICES.table(
        {
            "outlet": outlet, "n_articles": n, "n_clusters": n, "share_own": own,
            "share_named": named, "share_anonymous": unnamed,
            "share_relay": None if own is None else 1 - own - named - unnamed,
            "status": "too few" if n < 5 else "enough",
        }
        for outlet, n, own, named, unnamed in rows
    )  # fmt: skip


def bars(ax):
    """Start and width of each part, row by row."""
    return [(round(bar.get_x(), 9), round(bar.get_width(), 9)) for bar in ax.patches]


def test_the_parts_of_a_bar_follow_one_another_and_fill_it():
    assert bars(plot_voices(voices(("Post", 50, 0.5, 0.25, 0.125)))) == [
        (0.0, 0.5),
        (0.5, 0.25),
        (0.75, 0.125),
        (0.875, 0.125),
    ]


def test_the_outlet_with_the_largest_share_of_own_words_is_on_top(row_labels):
    table = voices(("B", 9, 0.5, 0.5, 0.0), ("C", 9, 0.7, 0.3, 0.0), ("A", 9, 0.5, 0.5, 0.0))
    assert row_labels(plot_voices(table)) == ["C", "A", "B"]


def test_the_interval_of_the_own_words_is_a_line_where_there_is_one():
    table = voices(("Post", 50, 0.5, 0.5, 0.0), ("Star", 9, 0.6, 0.4, 0.0))
    table.loc[table["outlet"] == "Post", ["own_low", "own_high"]] = [0.4, 0.6]
    ax = plot_voices(table)
    assert [line.get_xdata().tolist() for line in ax.lines] == [[0.4, 0.6]]
    assert ax.get_xlabel() == "share of words; line: 95 % interval of the own words"
    assert plot_voices(table.tail(1)).get_xlabel() == "share of words"


def test_shares_are_written_where_there_is_room(texts):
    written = texts(plot_voices(voices(("Post", 50, 0.62, 0.35, 0.03))))
    assert {"62 %", "35 %", "50"} <= set(written) and "3 %" not in written


def test_an_outlet_with_few_articles_has_words_instead_of_a_bar(texts):
    ax = plot_voices(voices(("Post", 3, None, None, None)))
    assert not ax.patches
    assert "too few articles (3)" in texts(ax)


def test_an_outlet_without_words_is_said_to_have_none(texts):
    assert "no words" in texts(plot_voices(voices(("Post", 9, None, None, None))))


def test_the_voices_are_told_apart_without_color():
    """Dark, light, hatched, hollow: no two parts look alike in gray."""
    looks = {(look["facecolor"], look.get("hatch")) for look in LOOKS.values()}
    assert len(looks) == 4


def test_the_largest_outlets_are_drawn_and_the_others_counted(row_labels):
    table = voices(*((f"O{i}", 10 + i, 0.5, 0.5, 0.0) for i in range(4)))
    ax = plot_voices(table, top=3)
    assert row_labels(ax) == ["O1", "O2", "O3"]
    assert ax.get_xlabel() == "share of words (3 largest of 4 outlets)"


def test_fewer_than_one_row_is_refused():
    with pytest.raises(ValueError, match="top=0 must be at least 1"):
        plot_voices(VOICES.table(), top=0)


def test_the_axes_given_are_used_and_options_reach_the_bars(ax):
    assert plot_voices(voices(("Post", 50, 0.5, 0.5, 0.0)), ax=ax, height=0.3) is ax
    assert {bar.get_height() for bar in ax.patches} == {0.3}


def test_no_article_is_said_in_words(texts):
    assert texts(plot_voices(VOICES.table())) == ["The collection holds no article."]


def test_any_name_is_drawn_without_a_warning(strange, texts):
    assert "50 %" in texts(plot_voices(voices((strange, 50, 0.5, 0.5, 0.0))))
