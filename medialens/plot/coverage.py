"""Coverage: how many articles each outlet contributes, distinct ones and copies."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, StrMethodFormatter

from medialens.plot.leads import lead
from medialens.plot.lettering import shorten
from medialens.plot.style import (
    FACE,
    color_of,
    figure_height,
    label_x,
    new_axes,
    note_right,
    say_nothing,
    set_rows,
)


def plot_coverage(
    coverage: pd.DataFrame,
    *,
    top: int = 30,
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw the articles of each outlet as bars: own texts filled, copies hatched.

    Parameters
    ----------
    coverage : DataFrame
        A `COVERAGE` table.
    top : int, default 30
        Outlets to draw, those with most articles; how many are left out is said.
    ax : Axes, optional
        Where to draw; by default a new figure, as high as its rows need.
    palette : mapping of str to str, optional
        Outlet to color, from `outlet_palette`.
    evidence : str, optional
        Name of the report's list of sentences; the bars lead to it, by outlet.
    **kwargs
        Passed to the bars of articles that copy none (``Axes.barh``).

    Returns
    -------
    Axes
        Most articles first.
    """
    table = coverage.sort_values(["n_articles", "outlet"], ascending=[False, True]).head(top)
    ax = new_axes(ax, figure_height(len(table), row=0.34, margin=0.8))
    if table.empty:
        return say_nothing(ax, "The collection holds no article.")
    set_rows(ax, [shorten(outlet) for outlet in table["outlet"]])
    colors = [color_of(outlet, palette) for outlet in table["outlet"]]
    rows = range(len(table))
    copies = table["n_copied"].tolist()
    own = (table["n_articles"] - table["n_copied"]).tolist()
    look: dict[str, Any] = {"color": colors, "edgecolor": colors, "height": 0.62}
    bars = ax.barh(rows, own, **(look | kwargs))
    again = ax.barh(rows, copies, left=own, color=FACE, edgecolor=colors, hatch="///", height=0.62)
    for outlet, *pair in zip(table["outlet"], bars, again, strict=True):
        for bar in pair:
            lead(bar, evidence if bar.get_width() else None, outlet)
    for y, (total, copied) in enumerate(zip(table["n_articles"], copies, strict=True)):
        noted = f", {copied:,} {'copy' if copied == 1 else 'copies'}" if copied else ""
        note_right(ax, y, f"{total:,}{noted}")
    ax.set_xlim(0, max(1.0, float(table["n_articles"].max()) * 1.02))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    left_out = f" ({top} largest of {len(coverage):,} outlets)" if len(coverage) > top else ""
    label_x(ax, f"articles; hatched: copies of an earlier article of any outlet{left_out}")
    return ax
