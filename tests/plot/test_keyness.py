"""Words by Log Ratio: as rows with intervals, and by frequency."""

import math
from itertools import pairwise

import pytest
from matplotlib.colors import to_hex

from medialens.plot import plot_keyness, plot_keyness_scatter
from medialens.plot.keyness_scatter import FAINT
from medialens.plot.style import ACCENT, lighter
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


def test_the_axis_counts_in_times_and_says_what_a_log_ratio_is():
    ax = plot_keyness(WORDS)
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels == ["8×", "4×", "2×", "equal", "2×", "4×", "8×"]
    assert ax.get_xlabel().startswith("times as frequent (2× is a Log Ratio of 1, 4× of 2)")


@pytest.mark.parametrize(
    ("ratio", "end"), [(0.1, "2×"), (5.0, "64×"), (7.5, "256×"), (15, "65,536×")]
)
def test_five_to_nine_times_are_named_however_wide_the_scale(ratio, end):
    ax = plot_keyness(keyness(("tax", ratio, 0.2), ("vote", -ratio, 0.2)))
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels[0] == labels[-1] == end
    assert 3 <= len(labels) <= 9


def test_words_that_were_not_tested_are_said_to_be(texts):
    """In the row where others were tested, in the key where none was."""
    some = texts(plot_keyness(WORDS))
    assert some.count("1,500 / 20, not tested") == 1
    none = texts(plot_keyness(WORDS.assign(q=math.nan)))
    assert none.count("1,500 / 20") == 3
    assert "not tested against chance" in none and "may be chance" not in none


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
    assert light.get_facecolor()[0, :3].sum() > dark.get_facecolor()[0, :3].sum()


def test_light_points_on_each_other_stay_light():
    """Three words at one place must not look like one that is beyond chance."""
    light, _ = plot_keyness_scatter(keyness(*((word, 1.0, 0.5) for word in "abc"))).collections
    assert {to_hex(color) for color in light.get_facecolor()} == {lighter(ACCENT, FAINT)}
    assert light.get_alpha() >= 0.9


def test_the_scatter_names_the_words_beyond_chance_first(texts):
    """The weaker word is beyond chance; it's the one that is named."""
    table = keyness(("tax", 2.0, 0.9), ("vote", 1.0, 0.01))
    written = texts(plot_keyness_scatter(table, labels=1))
    assert "vote" in written and "tax" not in written


def test_of_two_words_at_one_place_both_are_named_in_the_scatter(texts):
    table = keyness(("tax", 1.0, 0.01), ("taxes", 1.0001, 0.01))
    assert {"tax", "taxes"} <= set(texts(plot_keyness_scatter(table)))


@pytest.mark.parametrize("size", [20, 200])
def test_names_in_the_scatter_cover_neither_points_nor_names_and_else_are_left_out(size):
    """Sixty words in a crowd; the names of the sides are the last two of the texts."""
    table = keyness(*((f"word{i:02}", 1 + i % 7 / 20, 0.01) for i in range(60)))
    table = table.assign(n_target=range(30, 90))
    ax = plot_keyness_scatter(table, labels=60, s=size)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    points = [ax.transData.transform(points.get_offsets()) for points in ax.collections]
    assert 3 <= len(boxes) < 62
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert not any(box.contains(x, y) for box in boxes for places in points for x, y in places)
    assert all(ax.bbox.contains(*corner) for box in boxes for corner in (box.min, box.max))


def test_the_scatter_names_both_sides_at_the_ends_of_its_axis(texts):
    written = texts(plot_keyness_scatter(WORDS, target="Post", reference="all others"))
    assert {"↑ more in Post", "↓ more in all others", "equal"} <= set(written)


def test_no_point_of_the_scatter_lies_under_the_names_of_the_sides():
    """Both words stand at the very end of the scale."""
    ax = plot_keyness_scatter(keyness(("tax", 4.0, 0.01), ("vote", -4.0, 0.01)), s=40)
    ax.figure.canvas.draw()
    sides = [
        text.get_window_extent() for text in ax.texts if text.get_text().startswith(("↑", "↓"))
    ]
    heights = ax.transData.transform([(40, 4.0), (40, -4.0)])[:, 1]
    assert heights[0] < sides[0].y0
    assert heights[1] > sides[1].y1


def test_the_scatter_says_where_no_word_was_tested(texts):
    written = texts(plot_keyness_scatter(WORDS.assign(q=math.nan)))
    assert "not tested against chance" in written and "may be chance" not in written


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


@pytest.mark.parametrize("draw", [plot_keyness, plot_keyness_scatter])
def test_any_names_of_both_sides_are_drawn_without_a_warning(draw, strange, texts):
    assert "tax" in texts(draw(WORDS, target=strange, reference=strange))


@pytest.mark.parametrize("draw", [plot_keyness, plot_keyness_scatter])
def test_words_as_frequent_on_both_sides_stand_at_zero(draw, texts):
    assert "tax" in texts(draw(keyness(("tax", 0.0, 0.9))))
