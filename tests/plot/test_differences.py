"""Gaps between two outlets: filled beyond chance, gray what so few articles could not find."""

import math

import pytest

from medialens.plot import plot_differences
from medialens.schemas import ACTORS, DIFFERENCES


def differences(*rows):
    """Rows of first and second outlet, gap, q; intervals reach 0.2, detectable are gaps of 0.4."""
    return DIFFERENCES.table(
        {
            "outlet_a": a, "outlet_b": b, "actor_id": "a", "measure": "own_stance", "n_a": 1200,
            "n_b": 12, "gap": gap, "ci_low": gap - 0.2, "ci_high": gap + 0.2, "p": q, "q": q,
            "detectable": 0.4,
        }
        for a, b, gap, q in rows
    )  # fmt: skip


def test_the_most_certain_gap_is_on_top(row_labels):
    ax = plot_differences(differences(("Post", "Star", 0.9, 0.5), ("Echo", "Star", 0.1, 0.01)))
    assert row_labels(ax) == ["Echo − Star\na, own voice", "Post − Star\na, own voice"]


def test_gaps_beyond_chance_are_filled_and_others_hollow(marks):
    table = differences(("A", "B", 0.3, 0.09), ("A", "C", -0.2, 0.10), ("A", "D", 0.1, math.nan))
    assert marks(plot_differences(table)) == [(0.3, 0, True), (-0.2, 1, False), (0.1, 2, False)]


def test_whiskers_span_the_interval():
    (bars,) = plot_differences(differences(("A", "B", 0.3, 0.5))).containers
    (segment,) = bars.lines[2][0].get_segments()
    assert segment[:, 0].tolist() == pytest.approx([0.1, 0.5])


def test_only_as_many_rows_as_asked_for_are_drawn(row_labels):
    table = differences(*(("A", f"B{i:02}", 0.1, i / 100) for i in range(15)))
    assert len(row_labels(plot_differences(table))) == 10
    assert row_labels(plot_differences(table, top=1)) == ["A − B00\na, own voice"]


def test_the_scale_is_symmetric_and_holds_every_interval():
    ax = plot_differences(differences(("A", "B", 0.9, 0.5), ("A", "C", -0.1, 0.4)))
    assert ax.get_xlim() == (-2.0, 2.0)


def test_a_gap_without_an_interval_is_still_marked_within_the_scale(marks):
    table = differences(("A", "B", 0.9, 0.5)).assign(ci_low=math.nan, ci_high=math.nan)
    ax = plot_differences(table)
    assert marks(ax) == [(0.9, 0, False)]
    assert ax.get_xlim() == (-1.0, 1.0)


def test_both_numbers_of_articles_the_directions_and_the_key_are_written(texts):
    actors = ACTORS.table([{"actor_id": "a", "name": "Ines Hollis"}])
    ax = plot_differences(differences(("Post", "Star", 0.3, 0.01)), actors)
    assert ax.get_xlabel().startswith("gap: mean of the first outlet minus mean of the second\n")
    assert {
        "Post − Star\nInes Hollis, own voice", "articles", "1,200 / 12\nq = .010",
        "beyond chance (q < .10)", "may be chance", "← first is more negative",
        "first is more positive →",
    } <= set(texts(ax))  # fmt: skip


@pytest.mark.parametrize(
    ("q", "said"),
    [
        (0.95, "q = .95"),
        (0.0996, "q = .099"),
        (1e-9, "q < .001"),
        (1, "q = 1.00"),
        (math.nan, "not tested"),
    ],
)
def test_q_stands_under_the_articles_and_agrees_with_the_filling(q, said, texts):
    assert f"1,200 / 12\n{said}" in texts(plot_differences(differences(("A", "B", 0.3, q))))


def test_the_gap_that_so_few_articles_could_not_find_is_gray_around_zero():
    ax = plot_differences(differences(("A", "B", 0.3, 0.5), ("A", "C", 0.1, 0.6)))
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(-0.4, 0.8)] * 2
    assert "gray: gaps that so few articles find less than 4 times in 5" in ax.get_xlabel()


def test_a_gap_whose_detectable_size_is_unknown_has_no_gray_bar():
    table = differences(("A", "B", 0.3, 0.5)).assign(detectable=math.nan)
    ax = plot_differences(table)
    assert not ax.patches
    assert ax.get_xlabel() == "gap: mean of the first outlet minus mean of the second"


def test_how_many_of_how_many_are_drawn_is_said_where_some_are_not():
    table = differences(*(("A", f"B{i:02}", 0.1, i / 100) for i in range(15)))
    cut, whole = (plot_differences(table, top=top).get_xlabel() for top in (4, 15))
    assert cut.endswith("\nthe 4 with the lowest q of 15 comparisons")
    assert "comparisons" not in whole


def test_the_scale_says_what_zero_is_and_holds_the_gray_bars():
    ax = plot_differences(differences(("A", "B", 0.1, 0.5)))
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels == ["−0.5", "−0.25", "no gap", "+0.25", "+0.5"]


def test_outlets_written_from_right_to_left_stand_below_each_other(row_labels):
    """On one line the second would stand first."""
    first, second = "صحيفة", "مساء"
    assert row_labels(plot_differences(differences((first, second, 0.3, 0.01)))) == [
        f"{first} −\n{second}\na, own voice"
    ]


def test_long_names_stand_on_two_lines(row_labels):
    long = "The Northern Harbour Post-Chronicle"
    assert row_labels(plot_differences(differences((long, "Star", 0.3, 0.01)))) == [
        f"{long} −\nStar\na, own voice"
    ]


def test_the_axes_given_are_used_and_options_reach_the_marks(ax):
    table = differences(("A", "B", 0.3, 0.01))
    assert plot_differences(table, ax=ax, palette={"a": "#000000"}, marker="s") is ax
    line = ax.containers[0].lines[0]
    assert (line.get_marker(), line.get_markerfacecolor()) == ("s", "#000000")


def test_no_comparable_outlets_are_said_in_words(texts):
    written = " ".join(texts(plot_differences(DIFFERENCES.table())))
    assert "No two outlets have ten distinct articles each" in written


def test_any_name_is_drawn_without_a_warning(strange, texts):
    actors = ACTORS.table([{"actor_id": "a", "name": strange}])
    assert "1,200 / 12\nq = .50" in texts(
        plot_differences(differences((strange, "B", 0.1, 0.5)), actors)
    )
