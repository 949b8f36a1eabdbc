"""Words by Log Ratio: as rows with intervals, and by frequency."""

import math
from itertools import pairwise

import pytest
from matplotlib.colors import to_hex

from medialens.plot import plot_keyness, plot_keyness_scatter
from medialens.schemas import KEYNESS


def keyness(*rows):
    """Rows of term, Log Ratio and q; intervals reach 0.5 to both sides."""
    return KEYNESS.table(
        {
            "term": term, "n_target": 30, "n_reference": 10, "per_million_target": 1500.4,
            "per_million_reference": 20.0, "log_ratio": ratio, "log_ratio_low": ratio - 0.5,
            "log_ratio_high": ratio + 0.5, "g2": ratio * 10, "q": q,
        }
        for term, ratio, q in rows
    )  # fmt: skip


WORDS = keyness(("vote", -1.2, 0.01), ("tax", 2.0, 0.2), ("rail", 0.4, math.nan))


def test_the_words_of_the_target_are_on_top(row_labels):
    assert row_labels(plot_keyness(WORDS)) == ["tax", "rail", "vote"]


def test_words_beyond_chance_are_filled_and_others_hollow(marks):
    assert marks(plot_keyness(WORDS)) == [(2.0, 0, False), (0.4, 1, False), (-1.2, 2, True)]


def test_each_side_has_its_color():
    ax = plot_keyness(WORDS, palette={"target": "#000000", "reference": "#777777"})
    edges = [bars.lines[0].get_markeredgecolor() for bars in ax.containers]
    assert edges == ["#000000", "#000000", "#777777"]


def test_whiskers_span_the_interval():
    (bars,) = plot_keyness(keyness(("tax", 2.0, 0.2))).containers
    (segment,) = bars.lines[2][0].get_segments()
    assert segment[:, 0].tolist() == pytest.approx([1.5, 2.5])


def test_both_sides_are_named_at_their_end_and_in_the_order_of_the_numbers(texts):
    ax = plot_keyness(WORDS, target="Post", reference="others")
    assert ax.get_xlabel().endswith("times per million words of Post / of others")
    assert {"← more in others", "more in Post →", "per million", "1,500 / 20"} <= set(texts(ax))


def test_the_scale_is_symmetric_and_holds_every_interval():
    assert plot_keyness(WORDS).get_xlim() == (-3.0, 3.0)


def test_a_word_without_an_interval_is_still_marked_within_the_scale(marks):
    table = keyness(("tax", 5.0, 0.2)).assign(log_ratio_low=math.nan, log_ratio_high=math.nan)
    ax = plot_keyness(table)
    assert marks(ax) == [(5.0, 0, False)]
    assert ax.get_xlim() == (-6.0, 6.0)


def test_forty_words_have_a_row_each_that_does_not_touch_the_next():
    ax = plot_keyness(keyness(*((f"word{i:02}", i / 10 - 2, 0.1) for i in range(40))))
    ax.figure.canvas.draw()
    boxes = [label.get_window_extent() for label in ax.get_yticklabels()]
    assert len(boxes) == 40
    assert not any(a.overlaps(b) for a, b in pairwise(boxes))


@pytest.mark.parametrize("draw", [plot_keyness, plot_keyness_scatter])
def test_no_tested_word_is_said_in_words(draw, texts):
    assert "No word occurs ten times" in texts(draw(KEYNESS.table()))[0]


def test_the_axes_given_are_used_and_options_reach_the_marks(ax):
    assert plot_keyness(WORDS, ax=ax, marker="s") is ax
    assert {bars.lines[0].get_marker() for bars in ax.containers} == {"s"}


def test_the_scatter_sets_occurrences_against_log_ratio():
    """The light points (may be chance) are drawn first."""
    light, dark = plot_keyness_scatter(WORDS).collections
    assert light.get_offsets().tolist() == [[40, 0.4], [40, 2.0]]
    assert dark.get_offsets().tolist() == [[40, -1.2]]
    assert light.get_alpha() < dark.get_alpha()


def test_the_scatter_names_the_words_beyond_chance_first(texts):
    """The weaker word is beyond chance; it's the one that is named."""
    table = keyness(("tax", 2.0, 0.9), ("vote", 1.0, 0.01))
    written = texts(plot_keyness_scatter(table, labels=1))
    assert "vote" in written and "tax" not in written


def test_a_name_that_would_cover_another_is_left_out_of_the_scatter(texts):
    table = keyness(("tax", 1.0, 0.01), ("taxes", 1.0001, 0.01))
    assert len({"tax", "taxes"} & set(texts(plot_keyness_scatter(table)))) == 1


def test_the_scatter_says_what_dark_and_light_mean_and_counts_in_plain_numbers(texts):
    written = texts(plot_keyness_scatter(WORDS))
    assert {"beyond chance (q < .10)", "may be chance", "50"} <= set(written)
    assert not [text for text in written if "$" in text]


@pytest.mark.parametrize("n", [10, 11, 14, 17, 21, 24, 26, 33, 42, 49, 51, 70, 99, 1234567])
def test_a_lone_word_of_any_frequency_has_a_number_under_it(n, texts):
    table = keyness(("tax", 1.0, 0.01)).assign(n_target=n, n_reference=0)
    ax = plot_keyness_scatter(table)
    low, high = ax.get_xlim()
    assert [tick for tick in ax.get_xticks() if low < tick < high]
    assert not [text for text in texts(ax) if "$" in text]


def test_the_scatter_uses_the_axes_given_and_passes_options_to_the_points(ax):
    palette = {"target": "#000000", "reference": "#777777"}
    assert plot_keyness_scatter(WORDS, ax=ax, palette=palette, s=77) is ax
    assert [points.get_sizes().tolist() for points in ax.collections] == [[77], [77]]
    assert to_hex(ax.collections[1].get_facecolor()[0]) == "#777777"


@pytest.mark.parametrize("draw", [plot_keyness, plot_keyness_scatter])
def test_any_word_is_drawn_without_a_warning(draw, strange, texts):
    assert "may be chance" in texts(draw(keyness((strange, 1.0, 0.5), ("tax", -1.0, 0.5))))


def test_half_a_surrogate_pair_is_drawn_as_a_box(texts):
    assert "more in Post □ →" in texts(plot_keyness(WORDS, target="Post \ud800"))


def test_any_names_of_both_sides_are_drawn_without_a_warning(strange, texts):
    assert "tax" in texts(plot_keyness(WORDS, target=strange, reference=strange))


@pytest.mark.parametrize("draw", [plot_keyness, plot_keyness_scatter])
def test_words_as_frequent_on_both_sides_stand_at_zero(draw, texts):
    assert "tax" in texts(draw(keyness(("tax", 0.0, 0.9))))
