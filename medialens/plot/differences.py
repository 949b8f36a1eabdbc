"""Differences: gaps between pairs of outlets, beside the gap that could have been found."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from medialens.plot.lettering import is_right_to_left, shorten
from medialens.plot.naming import BEYOND_CHANCE, VOICES, actor_names, chance, symmetric_limit
from medialens.plot.style import (
    ACCENT,
    GRID,
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

LIMITS = (0.25, 0.5, 1.0, 2.0)
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
        Rows to draw; of how many they are is said.
    ax : Axes, optional
        Where to draw; by default a new figure, as high as its rows need.
    palette : mapping of str to str, optional
        Actor id to color.
    **kwargs
        Passed to the marks (``Axes.errorbar``).

    Returns
    -------
    Axes
        Filled marks are beyond chance (q < .10); hollow ones may be chance. The gray bar reaches
        to the smallest gap that so many articles would find four times in five: a mark inside it
        is no sign that both outlets speak alike. At the right: distinct articles of the first and
        of the second outlet, and q.
    """
    table = differences.sort_values(["q", "p", "actor_id", "outlet_a"], kind="stable").head(top)
    ax = new_axes(ax, figure_height(len(table), row=0.6, margin=1.4))
    if table.empty:
        return say_nothing(ax, NOTHING)
    names = actor_names(actors)
    set_rows(ax, [_row_label(row, names) for row in table.to_dict("records")])
    ax.grid(visible=False)  # its lines would be lost in the gray bars
    ax.axvline(0.0, color=MUTED, linewidth=1.0, zorder=2)
    for y, row in enumerate(table.to_dict("records")):
        _draw_gap(ax, y, row, (palette or {}).get(row["actor_id"], ACCENT), **kwargs)
        note_right(ax, y, f"{row['n_a']:,} / {row['n_b']:,}\n{chance(row['q'])}")
    _set_scale(ax, table)
    label_x(ax, _meaning(table, n_all=len(differences)))
    set_ends(ax, "first is more negative", "first is more positive")
    set_key(
        ax, [(key_mark(), "beyond chance (q < .10)"), (key_mark(is_filled=False), "may be chance")]
    )
    head_right(ax, "articles")
    return ax


def _row_label(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    first, second = (shorten(row[side], width=36, lines=1) for side in ("outlet_a", "outlet_b"))
    is_short = len(first) + len(second) <= 34 and not is_right_to_left(first + second)
    gap = " " if is_short else "\n"
    actor = shorten(names.get(row["actor_id"], row["actor_id"]), width=26, lines=1)
    return f"{first} −{gap}{second}\n{actor}, {VOICES[row['measure']]}"


def _draw_gap(ax: Axes, y: int, row: Mapping[Any, Any], color: str, **kwargs: Any) -> None:  # noqa: ANN401
    reach = row["detectable"]
    if pd.notna(reach):
        ax.add_patch(Rectangle((-reach, y - 0.28), 2 * reach, 0.56, color=GRID, linewidth=0))
    arms = [[row["gap"] - row["ci_low"]], [row["ci_high"] - row["gap"]]]
    look = mark_look(color, is_filled=row["q"] < BEYOND_CHANCE) | {"ecolor": color}
    settings: dict[str, Any] = {"elinewidth": 1.6, "zorder": 3} | look
    ax.errorbar([row["gap"]], [y], xerr=arms, **(settings | kwargs))


def _set_scale(ax: Axes, table: pd.DataFrame) -> None:
    ends = table[["gap", "ci_low", "ci_high", "detectable"]].to_numpy(dtype=float)
    limit = symmetric_limit(ends.ravel().tolist(), steps=LIMITS)
    ticks = [-limit, -limit / 2, 0.0, limit / 2, limit]
    labels = [f"{tick:+g}".replace("-", "−") if tick else "no gap" for tick in ticks]
    ax.set_xticks(ticks, labels=labels)
    ax.set_xlim(-limit, limit)


def _meaning(table: pd.DataFrame, *, n_all: int) -> str:
    """Say what marks and bars show, and of how many comparisons."""
    lines = ["gap: mean of the first outlet minus mean of the second"]
    if table["detectable"].notna().any():
        lines.append("gray: gaps that so few articles find less than 4 times in 5")
    if len(table) < n_all:
        lines.append(f"the {len(table)} with the lowest q of {n_all:,} comparisons")
    return "\n".join(lines)
