"""Dots with intervals by period."""

import pandas as pd
import pytest

from medialens.plot.trend import plot_trend, plot_trend_grid
from medialens.plot.trend_text import NOTHING, alt_trend
from medialens.schemas import CHANGE, SHIFTS


def change(means, counts, outlet="Post"):
    """One row a month from January 2025; a mean of None is too few."""
    starts = pd.date_range("2025-01-01", periods=len(means), freq="MS", tz="UTC")
    return CHANGE.table(
        {
            "outlet": outlet,
            "actor_id": "orla",
            "measure": "own_stance",
            "period_start": start,
            "n_clusters": n,
            "mean": mean,
            "ci_low": None if mean is None else mean - 0.1,
            "ci_high": None if mean is None else mean + 0.1,
            "n_outlet": 2 * n,
            "share": 0.5,
            "share_low": 0.3,
            "share_high": 0.7,
        }
        for start, mean, n in zip(starts, means, counts, strict=True)
    )


TABLE = change([0.2, None, -0.1, 0.3], [12, 3, 7, 10])
SHIFT = SHIFTS.table(
    [
        {
            "outlet": "Post",
            "actor_id": "orla",
            "measure": "own_stance",
            "is_shift": True,
            "shift_start": pd.Timestamp("2025-03-01", tz="UTC"),
            "mean_before": 0.2,
            "mean_after": -0.1,
        }
    ]
)


def drawn(ax):
    return sorted((round(float(y), 6), filled) for _, y, filled in places(ax))


def places(ax):
    for bars in ax.containers:
        line = bars.lines[0]
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True):
            yield x, y, line.get_markerfacecolor() != "#ffffff"


def test_ten_articles_fill_a_mark_and_fewer_than_five_have_none():
    assert drawn(plot_trend(TABLE)) == [(-0.1, False), (0.2, True), (0.3, True)]


def test_a_mark_stands_in_the_middle_of_its_month():
    """January has 31 days."""
    first = min(x for x, _, _ in places(plot_trend(TABLE)))
    assert first == pd.Timestamp("2025-01-01").timestamp() / 86400 + 15.5


def test_the_articles_of_every_period_stand_at_the_foot(texts):
    written = texts(plot_trend(TABLE))
    assert [text for text in written if text in {"12", "3", "7", "10"}] == ["12", "3", "7", "10"]


def test_coverage_is_drawn_as_shares(texts):
    ax = plot_trend(TABLE, measure="coverage")
    assert {y for _, y, _ in places(ax)} == {0.5}
    assert "100 %" in texts(ax)


def test_a_shift_is_a_line_at_its_first_day():
    ax = plot_trend(TABLE, SHIFT)
    [line] = [line for line in ax.lines if line.get_linestyle() == "--"]
    assert line.get_xdata()[0] == pd.Timestamp("2025-03-01").timestamp() / 86400
    assert not [line for line in plot_trend(TABLE).lines if line.get_linestyle() == "--"]


def test_the_text_says_what_the_figure_shows():
    assert alt_trend(TABLE, SHIFT) == (
        "Mean, own voice on orla per period. Post: from +0.20 in the period from 1 January 2025 "
        "to +0.30 in that from 1 April 2025; 1 period of 4 without a mark. A shift at 1 March "
        "2025, from +0.20 to −0.10."
    )


def test_the_grid_has_one_panel_an_outlet_on_one_scale():
    both = pd.concat([TABLE, change([0.8, 0.9], [20, 20], "Echo")])
    figure = plot_trend_grid(both)
    assert [ax.get_title("left") for ax in figure.axes] == ["Echo", "Post"]
    assert len({ax.get_ylim() for ax in figure.axes}) == 1


@pytest.mark.parametrize("table", [CHANGE.table(), change([None], [2])])
def test_no_number_is_said_in_words(table, texts):
    assert texts(plot_trend(table)) == [NOTHING]
    assert NOTHING in texts(plot_trend_grid(table))


def test_the_axes_given_are_used_and_any_name_is_drawn(ax, strange, texts):
    table = change([0.2, 0.1], [12, 12], strange)
    assert plot_trend(table, ax=ax) is ax
    assert "12" in texts(plot_trend_grid(pd.concat([table, TABLE])))
