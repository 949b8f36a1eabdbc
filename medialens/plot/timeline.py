"""Timeline: articles per period, one panel an outlet on one scale."""

from collections.abc import Mapping
from typing import Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

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


def plot_timeline(
    timeline: pd.DataFrame,
    *,
    outlet: str | None = None,
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
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
    **kwargs
        Passed to the bars (``Axes.bar``).
    """
    outlet = one_of(timeline, "outlet", outlet)
    ax = new_axes(ax, 2.4)
    table = timeline[timeline["outlet"] == outlet].sort_values("period_start")
    if table.empty:
        return say_nothing(ax, NOTHING)
    starts = mdates.date2num(table["period_start"].dt.tz_localize(None).to_numpy())
    width = float(min((b - a for a, b in zip(starts, starts[1:], strict=False)), default=1.0))
    look = {"color": color_of(str(outlet), palette), "width": width * 0.9, "align": "edge"}
    ax.bar(starts, table["n_articles"].tolist(), **(look | kwargs))
    ax.set_xlim(starts[0] - width * 0.2, starts[-1] + width * 1.2)
    ax.grid(axis="y", color=GRID, linewidth=0.8)
    ax.spines["left"].set_visible(False)
    ax.yaxis.get_major_locator().set_params(integer=True, nbins=3)
    locator = mdates.AutoDateLocator(minticks=2, maxticks=5)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, show_offset=False))
    ax.set_ylabel("articles", **name_text(fontsize=SIZE, color=INK))
    return ax


def plot_timeline_grid(
    timeline: pd.DataFrame,
    *,
    palette: Mapping[str, str] | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Figure:
    """Draw `plot_timeline` for every outlet, on one scale of time and of counts."""
    outlets = sorted(timeline["outlet"].unique())
    n_columns = 2 if len(outlets) > 1 else 1
    figure, axes = new_grid(max(1, len(outlets)), n_columns, 1.5 if n_columns > 1 else 2.4)
    if not outlets:
        say_nothing(axes[0], NOTHING)
        return figure
    highest = float(timeline["n_articles"].max())
    for i, (ax, outlet) in enumerate(zip(axes, outlets, strict=True)):
        plot_timeline(timeline, outlet=outlet, ax=ax, palette=palette, **kwargs)
        ax.set_ylim(0, highest * 1.08)
        ax.set_ylabel("")
        ax.tick_params(labelleft=i % n_columns == 0)
        title_panel(ax, outlet)
    figure.supylabel("articles per period", **name_text(fontsize=SIZE, color=INK))
    return figure
