"""Timeline: articles per period, one panel an outlet on one scale."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from medialens.plot.leads import lead
from medialens.plot.lettering import name_text
from medialens.plot.naming import one_of
from medialens.plot.style import (
    GRID,
    INK,
    SIZE,
    color_of,
    new_axes,
    new_grid,
    say_nothing,
    title_panel,
)

NOTHING = "No article has a date."
TICKS = 4  # named periods, at most


def plot_timeline(
    timeline: pd.DataFrame,
    *,
    outlet: str | None = None,
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw one outlet's articles per period as bars.

    Parameters
    ----------
    timeline : DataFrame
        A `TIMELINE` table.
    outlet : str, optional
        The outlet. Needed if the table has several.
    ax : Axes, optional
        Where to draw; by default a new figure.
    palette : mapping of str to str, optional
        Outlet to color, from `outlet_palette`.
    evidence : str, optional
        Name of the report's list of sentences; the bars lead to it, by outlet and first day.
    **kwargs
        Passed to the bars (``Axes.bar``).

    Returns
    -------
    Axes
        One bar per period, from its first day on.

    Raises
    ------
    ValueError
        If the table has several outlets and `outlet` is not given.
    """
    outlet = one_of(timeline, "outlet", outlet)
    ax = new_axes(ax, 2.4)
    table = timeline[timeline["outlet"] == outlet].sort_values("period_start")
    if table.empty:
        return say_nothing(ax, NOTHING)
    starts = [start.timestamp() / 86400 for start in table["period_start"]]  # matplotlib's days
    width = min((b - a for a, b in pairwise(starts)), default=1.0)
    look: dict[str, Any] = {
        "color": color_of(str(outlet), palette),
        "width": width * 0.9,
        "align": "edge",
    }
    bars = ax.bar(starts, table["n_articles"].tolist(), **(look | kwargs))
    for start, bar in zip(table["period_start"], bars, strict=True):
        lead(bar, evidence if bar.get_height() else None, str(outlet), f"{start:%Y-%m-%d}")
    ax.set_xlim(starts[0] - width * 0.2, starts[-1] + width * 1.2)
    ax.grid(axis="y", color=GRID, linewidth=0.8)
    ax.spines["left"].set_visible(False)
    ax.set_ylim(0, max(1.0, float(table["n_articles"].max()) * 1.08))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    every = -(-len(starts) // TICKS)
    names = name_ticks(table["period_start"].tolist()[::every])
    ax.set_xticks(starts[::every], labels=names, ha="left")
    ax.set_ylabel("articles", **name_text(fontsize=SIZE, color=INK))
    return ax


def plot_timeline_grid(
    timeline: pd.DataFrame,
    *,
    top: int = 12,
    palette: Mapping[str, str] | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Figure:
    """Draw `plot_timeline` for the largest outlets, on one scale of time and of counts.

    Parameters
    ----------
    timeline : DataFrame
        A `TIMELINE` table.
    top : int, default 12
        Outlets to draw, those with most articles; how many are left out is said.
    palette : mapping of str to str, optional
        Outlet to color, from `outlet_palette`.
    evidence : str, optional
        Name of the report's list of sentences; the bars lead to it, by outlet and first day.
    **kwargs
        Passed to the bars (``Axes.bar``).

    Returns
    -------
    Figure
        One panel per outlet, in alphabetical order.
    """
    sums = timeline.groupby("outlet")["n_articles"].sum().reset_index()
    sums = sums.sort_values(["n_articles", "outlet"], ascending=[False, True])
    outlets = sorted(sums["outlet"].head(top))
    n_columns = 2 if len(outlets) > 1 else 1
    figure, axes = new_grid(max(1, len(outlets)), n_columns, 1.6 if n_columns > 1 else 2.4)
    if not outlets:
        say_nothing(axes[0], NOTHING)
        return figure
    highest = float(timeline["n_articles"].max())
    for i, (ax, outlet) in enumerate(zip(axes, outlets, strict=True)):
        plot_timeline(timeline, outlet=outlet, ax=ax, palette=palette, evidence=evidence, **kwargs)
        ax.set_ylim(0, max(1.0, highest * 1.08))
        ax.set_ylabel("")
        ax.tick_params(labelleft=i % n_columns == 0)
        title_panel(ax, outlet, width=34)
    figure.supylabel("articles per period", **name_text(fontsize=SIZE, color=INK))
    if len(sums) > top:
        said = f"the {top} largest of {len(sums):,} outlets"
        figure.supxlabel(said, **name_text(fontsize=SIZE, color=INK))
    return figure


def name_ticks(ticks: Sequence[pd.Timestamp]) -> list[str]:
    """Name days as finely as they need, with the year under the first and where it changes."""
    if len(ticks) > 1 and all((tick.month, tick.day) == (1, 1) for tick in ticks):
        return [str(tick.year) for tick in ticks]
    is_month = len(ticks) > 1 and all(tick.day == 1 for tick in ticks)
    names = [f"{tick:%b}" if is_month else f"{tick.day} {tick:%b}" for tick in ticks]
    new = [True, *(tick.year != before.year for before, tick in pairwise(ticks))]
    named = zip(names, ticks, new, strict=True)
    return [f"{name}\n{tick.year}" if is_new else name for name, tick, is_new in named]
