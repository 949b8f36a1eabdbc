"""Differences: gaps between pairs of outlets with their intervals, the most certain first."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from medialens.plot.lettering import shorten
from medialens.plot.naming import BEYOND_CHANCE, VOICES, actor_names, symmetric_limit
from medialens.plot.style import (
    ACCENT,
    MUTED,
    figure_height,
    head_right,
    key_mark,
    label_x,
    mark_look,
    new_axes,
    note_right,
    say_nothing,
    set_ends,
    set_key,
    set_rows,
)

NOTHING = "No two outlets have ten distinct articles each that mention one of these actors."


def plot_differences(
    differences: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    top: int = 10,
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw the `top` most certain gaps between outlets as dots with 95 % intervals.

    Parameters
    ----------
    differences : DataFrame
        A `DIFFERENCES` table.
    actors : DataFrame, optional
        An `ACTORS` table, for names.
    top : int, default 10
        Rows to draw.
    ax : Axes, optional
        Where to draw; by default a new figure, as high as its rows need.
    palette : mapping of str to str, optional
        Actor id to color.
    **kwargs
        Passed to the marks (``Axes.errorbar``).

    Returns
    -------
    Axes
        Filled marks are beyond chance (q < .10); hollow ones may be chance.
    """
    table = differences.sort_values(["q", "p", "actor_id", "outlet_a"], kind="stable").head(top)
    ax = new_axes(ax, figure_height(len(table), row=0.6, margin=1.4))
    if table.empty:
        return say_nothing(ax, NOTHING)
    names = actor_names(actors)
    set_rows(ax, [_row_label(row, names) for row in table.to_dict("records")])
    ax.axvline(0.0, color=MUTED, linewidth=1.0, zorder=1)
    for y, row in enumerate(table.to_dict("records")):
        color = (palette or {}).get(row["actor_id"], ACCENT)
        look = mark_look(color, is_filled=row["q"] < BEYOND_CHANCE) | {"ecolor": color}
        arms = [[row["gap"] - row["ci_low"]], [row["ci_high"] - row["gap"]]]
        settings: dict[str, Any] = {
            "elinewidth": 1.6,
            "zorder": 3,
        } | look
        ax.errorbar([row["gap"]], [y], xerr=arms, **(settings | kwargs))
        note_right(ax, y, f"{row['n_a']:,} / {row['n_b']:,}")
    ends = table[["gap", "ci_low", "ci_high"]].to_numpy().ravel().tolist()
    limit = symmetric_limit(ends, steps=(0.25, 0.5, 1.0, 2.0))
    ax.set_xlim(-limit, limit)
    label_x(ax, "gap: mean of the first outlet minus mean of the second")
    set_ends(ax, "first is more negative", "first is more positive")
    set_key(
        ax, [(key_mark(), "beyond chance (q < .10)"), (key_mark(is_filled=False), "may be chance")]
    )
    head_right(ax, "articles")
    return ax


def _row_label(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    first, second = (shorten(row[side], width=36, lines=1) for side in ("outlet_a", "outlet_b"))
    gap = " " if len(first) + len(second) <= 34 else "\n"
    actor = shorten(names.get(row["actor_id"], row["actor_id"]), width=26, lines=1)
    return f"{first} −{gap}{second}\n{actor}, {VOICES[row['measure']]}"
