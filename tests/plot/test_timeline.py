"""Bars of articles per period."""

import pandas as pd
import pytest

from medialens.plot import plot_timeline, plot_timeline_grid
from medialens.schemas import TIMELINE


def timeline(starts, **counts):
    """One row per outlet and period; counts by outlet."""
    return TIMELINE.table(
        {"outlet": outlet, "period_start": start, "n_articles": n}
        for outlet, numbers in counts.items()
        for start, n in zip(starts, numbers, strict=True)
    )


def months(n):
    return pd.date_range("2024-11-01", periods=n, freq="MS", tz="UTC")


def heights(ax):
    return [bar.get_height() for bar in ax.patches]


def tick_names(ax):
    return [label.get_text() for label in ax.get_xticklabels()]


def test_each_period_is_a_bar_in_order_of_time():
    table = timeline(months(3), Post=[4, 0, 7])
    ax = plot_timeline(table[::-1])
    assert heights(ax) == [4, 0, 7]
    starts = [bar.get_x() for bar in ax.patches]
    assert starts == sorted(starts)


def test_bars_start_on_the_first_day_of_their_period():
    """Matplotlib counts days from 1 January 1970; the second is day 1."""
    ax = plot_timeline(timeline(["1970-01-02"], Post=[1]))
    assert ax.patches[0].get_x() == 1.0


def test_the_year_stands_under_the_first_month_and_where_it_changes():
    ax = plot_timeline(timeline(months(4), Post=[1, 1, 1, 1]))
    assert tick_names(ax) == ["Nov\n2024", "Dec", "Jan\n2025", "Feb"]


def test_years_days_and_a_lone_period_are_named_as_finely_as_they_need():
    years = timeline(["2023-01-01", "2024-01-01"], Post=[1, 1])
    weeks = timeline(["2025-01-06", "2025-01-13"], Post=[1, 1])
    alone = timeline(["2025-01-01"], Post=[1])
    assert tick_names(plot_timeline(years)) == ["2023", "2024"]
    assert tick_names(plot_timeline(weeks)) == ["6 Jan\n2025", "13 Jan"]
    assert tick_names(plot_timeline(alone)) == ["1 Jan\n2025"]


def test_at_most_four_of_many_periods_are_named():
    """Thirty months: every eighth is named."""
    ax = plot_timeline(timeline(months(30), Post=[1] * 30))
    assert tick_names(ax) == ["Nov\n2024", "Jul\n2025", "Mar\n2026", "Nov"]


def test_articles_are_never_counted_in_fractions(texts):
    written = texts(plot_timeline(timeline(months(2), Post=[1, 0])))
    assert not [text for text in written if "0." in text]


def test_several_outlets_ask_for_a_choice_or_the_grid():
    table = timeline(months(1), Post=[1], Echo=[2])
    with pytest.raises(ValueError, match=r"2 values of outlet.*'Echo', 'Post', or draw the grid"):
        plot_timeline(table)
    assert heights(plot_timeline(table, outlet="Echo")) == [2]


def test_the_axes_given_are_used_and_options_reach_the_bars(ax):
    table = timeline(months(2), Post=[1, 2])
    assert plot_timeline(table, ax=ax, hatch="//", palette={"Post": "#000000"}) is ax
    assert {bar.get_hatch() for bar in ax.patches} == {"//"}
    assert ax.patches[0].get_facecolor() == (0, 0, 0, 1)


def test_the_grid_has_one_panel_an_outlet_on_one_scale():
    figure = plot_timeline_grid(timeline(months(2), Post=[1, 2], Echo=[40, 3], Star=[0, 0]))
    assert [ax.get_title("left") for ax in figure.axes] == ["Echo", "Post", "Star"]
    assert len({ax.get_ylim() for ax in figure.axes}) == 1
    assert len({ax.get_xlim() for ax in figure.axes}) == 1
    assert figure.get_supylabel() == "articles per period"


def test_options_of_the_grid_reach_every_panel():
    figure = plot_timeline_grid(timeline(months(2), Post=[1, 2], Echo=[4, 3]), hatch="..")
    assert {bar.get_hatch() for ax in figure.axes for bar in ax.patches} == {".."}


@pytest.mark.parametrize("draw", [plot_timeline, plot_timeline_grid])
def test_no_dated_article_is_said_in_words(draw, texts):
    assert texts(draw(TIMELINE.table())) == ["No article has a date."]


@pytest.mark.parametrize("n", [1, 2, 14])
def test_nothing_but_zeros_is_drawn_without_a_warning(n, texts):
    table = timeline(months(2), **{f"Outlet {i}": [0, 0] for i in range(n)})
    assert f"Outlet {n - 1}" in texts(plot_timeline_grid(table))


def test_any_name_is_drawn_without_a_warning(strange, texts):
    assert "Post" in texts(
        plot_timeline_grid(timeline(months(2), **{strange: [1, 2], "Post": [3, 4]}))
    )
