"""Trend: how an outlet speaks of an actor, or how often, period by period with intervals."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from medialens.plot.lettering import name_text
from medialens.plot.naming import one_of
from medialens.plot.style import (
    GRID,
    INK,
    MUTED,
    SIZE,
    SMALL,
    color_of,
    key_mark,
    mark_look,
    new_axes,
    new_grid,
    say_nothing,
    set_figure_key,
    set_key,
    title_panel,
)
from medialens.plot.timeline import name_ticks
from medialens.plot.trend_text import COVERAGE, NOTHING, meaning_of, series_of, shift_in

FEW = 10  # articles from which a mark is filled
LIMITS = (0.25, 0.5, 1.0)
TICKS = 5
NUMBERS = 20  # counts at the foot that are legible side by side


def plot_trend(
    change: pd.DataFrame,
    shifts: pd.DataFrame | None = None,
    *,
    measure: str = "own_stance",
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw one outlet's mean on one actor per period as dots with 95 % intervals.

    Parameters
    ----------
    change : DataFrame
        Rows of a `CHANGE` table, of one outlet and one actor.
    shifts : DataFrame, optional
        A `SHIFTS` table; where it has a shift of this series, both levels are drawn.
    measure : str, default "own_stance"
        A measure of the table, or ``"coverage"``: the share of articles on the actor.
    ax : Axes, optional
        Where to draw; by default a new figure.
    palette : mapping of str to str, optional
        Outlet to color, from `outlet_palette`.
    **kwargs
        Passed to the marks (``Axes.errorbar``).

    Returns
    -------
    Axes
        Filled marks rest on ten distinct articles or more, hollow ones on five to nine; a period
        with fewer has none. The numbers at the foot are the distinct articles of each period.

    Raises
    ------
    ValueError
        If the table has several outlets or actors.
    """
    ax = new_axes(ax, 3.2)
    table = series_of(change, measure)
    if table.empty or table["value"].isna().all():
        return say_nothing(ax, NOTHING)
    edges = _edges(table["start"].tolist())
    table = table.assign(day=[(start + end) / 2 for start, end in pairwise(edges)])
    color = color_of(str(table["outlet"].iloc[0]), palette)
    for is_filled in (False, True):
        rows = table[table["value"].notna() & ((table["n"] >= FEW) == is_filled)]
        arms = [rows["value"] - rows["low"], rows["high"] - rows["value"]]
        look = mark_look(color, is_filled=is_filled) | {"ecolor": color, "elinewidth": 1.6}
        settings: dict[str, Any] = {"zorder": 3} | look
        ax.errorbar(rows["day"], rows["value"], yerr=arms, **(settings | kwargs))
    _draw_levels(ax, edges, shift_in(table, shifts, measure))
    _set_scales(ax, table, edges, measure)
    set_key(ax, _marks())
    return ax


def plot_trend_grid(
    change: pd.DataFrame,
    shifts: pd.DataFrame | None = None,
    *,
    measure: str = "own_stance",
    top: int = 8,
    palette: Mapping[str, str] | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Figure:
    """Draw `plot_trend` for the outlets with most articles on one actor, on one scale.

    Parameters
    ----------
    change : DataFrame
        Rows of a `CHANGE` table, of one actor.
    shifts : DataFrame, optional
        A `SHIFTS` table.
    measure : str, default "own_stance"
        A measure of the table, or ``"coverage"``.
    top : int, default 8
        Outlets to draw; how many are left out is said.
    palette : mapping of str to str, optional
        Outlet to color, from `outlet_palette`.
    **kwargs
        Passed to the marks (``Axes.errorbar``).

    Returns
    -------
    Figure
        One panel per outlet, in alphabetical order.
    """
    one_of(change, "actor_id", None)
    sums = change.groupby("outlet")["n_clusters"].sum().reset_index()
    sums = sums.sort_values(["n_clusters", "outlet"], ascending=[False, True])
    outlets = sorted(sums["outlet"].head(top))
    figure, axes = new_grid(max(1, len(outlets)), 2 if len(outlets) > 1 else 1, 2.4)
    if not outlets:
        say_nothing(axes[0], NOTHING)
        return figure
    for ax, outlet in zip(axes, outlets, strict=True):
        rows = change[change["outlet"] == outlet]
        plot_trend(rows, shifts, measure=measure, ax=ax, palette=palette, **kwargs)
        title_panel(ax, outlet, width=34)
        ax.set_ylabel("")
        if (legend := ax.get_legend()) is not None:
            legend.remove()
    drawn = [ax for ax in axes if ax.axison]
    highest = max((ax.get_ylim()[1] for ax in drawn), default=1.0)
    for ax in drawn:
        _scale(ax, measure, highest / 1.1)
    figure.supylabel(meaning_of(measure), **name_text(fontsize=SIZE, color=INK))
    rest = [f"the {top} largest of {len(sums):,} outlets"] if len(sums) > top else []
    set_figure_key(figure, _marks(), *rest)
    return figure


def _edges(starts: Sequence[pd.Timestamp]) -> list[float]:
    """Return the start of each period, and the end of the last, in matplotlib's days."""
    days = [start.timestamp() / 86400 for start in starts]
    return [*days, days[-1] + (days[-1] - days[-2] if len(days) > 1 else 1.0)]


def _draw_levels(ax: Axes, edges: Sequence[float], found: Any) -> None:  # noqa: ANN401
    """Draw the levels before and after a shift, and where one gives way to the other."""
    if found is None:
        return
    place = found["shift_start"].timestamp() / 86400
    look: dict[str, Any] = {"color": MUTED, "linewidth": 1.4, "zorder": 2}
    ax.hlines([found["mean_before"]], edges[0], place, **look)
    ax.hlines([found["mean_after"]], place, edges[-1], **look)
    ax.axvline(place, ymin=0.12, **(look | {"linestyle": (0, (4, 3)), "linewidth": 1.0}))


def _set_scales(ax: Axes, table: pd.DataFrame, edges: Sequence[float], measure: str) -> None:
    days = table["day"].tolist()
    ax.set_xlim(edges[0], edges[-1])
    every = -(-len(days) // TICKS)
    ax.set_xticks(days[::every], labels=name_ticks(table["start"].tolist()[::every]))
    ends = table[["value", "low", "high"]].abs().max().max()
    _scale(ax, measure, next((limit for limit in LIMITS if limit >= ends), LIMITS[-1]))
    ax.spines["left"].set_visible(False)
    ax.grid(axis="y", color=GRID, linewidth=0.8)
    ax.set_ylabel(meaning_of(measure), **name_text(fontsize=SIZE, color=INK))
    step = -(-len(days) // NUMBERS)
    for day, n in list(zip(days, table["n"], strict=True))[::step]:
        ax.annotate(
            f"{n:.0f}",
            (day, 0.0),
            xycoords=ax.get_xaxis_transform(),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            color=MUTED,
            **name_text(fontsize=SMALL),
        )


def _scale(ax: Axes, measure: str, limit: float) -> None:
    """Set the y axis: shares from 0 to 100 %, means to the same distance on both sides of 0."""
    if measure == COVERAGE:
        ax.set_yticks([0.0, 0.5, 1.0], labels=["0 %", "50 %", "100 %"])
        ax.set_ylim(-0.22, 1.05)  # room for the numbers at the foot
        return
    limit = next((step for step in LIMITS if step >= limit - 1e-6), LIMITS[-1])
    ax.set_yticks([-limit, 0.0, limit], labels=[f"−{limit:g}", "0", f"+{limit:g}"])
    ax.set_ylim(-1.35 * limit, 1.1 * limit)


def _marks() -> list[Any]:
    return [
        (key_mark(), f"{FEW} articles or more"),
        (key_mark(is_filled=False), "5 to 9; numbers: articles"),
    ]
