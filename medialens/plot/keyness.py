"""Keyness: the words that set two corpora apart, in rows with their intervals."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.lines import Line2D

from medialens.plot.leads import lead
from medialens.plot.lettering import shorten
from medialens.plot.naming import BEYOND_CHANCE, symmetric_limit
from medialens.plot.style import (
    ACCENT,
    CONTRAST,
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

NOTHING = "No word occurs ten times in three articles on both sides together."
TIMES = "times as frequent (2× is a Log Ratio of 1, 4× of 2)"
STEPS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0)


def plot_keyness(
    table: pd.DataFrame,
    *,
    target: str = "target",
    reference: str = "reference",
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw words as dots of Log Ratio with 95 % intervals, the target's words above.

    Parameters
    ----------
    table : DataFrame
        A `KEYNESS` table, cut down to the words to show (see `rank_keywords`).
    target, reference : str
        The names of both sides.
    ax : Axes, optional
        Where to draw; by default a new figure, as high as its rows need.
    palette : mapping of str to str, optional
        ``"target"`` and ``"reference"`` to color.
    evidence : str, optional
        Name of the report's list of sentences; the marks lead to it, by target and word.
    **kwargs
        Passed to the marks (``Axes.errorbar``).

    Returns
    -------
    Axes
        Filled words differ beyond chance (q < .10), hollow ones may not, or were not tested. The
        numbers at the right are occurrences per million words in target and reference.
    """
    table = table.sort_values("log_ratio", ascending=False, kind="stable")
    ax = new_axes(ax, figure_height(len(table), row=0.27, margin=1.6))
    if table.empty:
        return say_nothing(ax, NOTHING)
    set_rows(ax, [shorten(term, width=24, lines=1) for term in table["term"]])
    ax.axvline(0.0, color=MUTED, linewidth=1.0, zorder=1)
    colors = side_colors(palette)
    is_tested = bool(table["q"].notna().any())
    for y, row in enumerate(table.to_dict("records")):
        color = colors["target" if row["log_ratio"] > 0 else "reference"]
        lead(_draw_word(ax, y, row, color, **kwargs), evidence, target, row["term"])
        rates = f"{row['per_million_target']:,.0f} / {row['per_million_reference']:,.0f}"
        note_right(ax, y, f"{rates}, not tested" if is_tested and pd.isna(row["q"]) else rates)
    ends = table[["log_ratio", "log_ratio_low", "log_ratio_high"]].to_numpy().ravel().tolist()
    limit = symmetric_limit(ends, steps=STEPS)
    set_times(ax.xaxis, limit)
    ax.set_xlim(-limit, limit)
    sides = [shorten(name, width=30, lines=1) for name in (target, reference)]
    label_x(
        ax,
        f"{TIMES}\nat the right: times per million words of {sides[0]} / of {sides[1]}",
    )
    set_ends(ax, f"more in {sides[1]}", f"more in {sides[0]}")
    set_key(ax, chance_key(table["q"], key_mark(is_filled=False)))
    head_right(ax, "per million")
    return ax


def side_colors(palette: Mapping[str, str] | None) -> dict[str, str]:
    """Return the colors of target and reference."""
    return {"target": ACCENT, "reference": CONTRAST} | dict(palette or {})


def set_times(axis: Axis, limit: float) -> None:
    """Label an axis of Log Ratios up to `limit` as times: 2 doublings are 4 times as frequent."""
    step = next(step for step in (1, 2, 4) if limit <= 4 * step)
    ticks = [tick for tick in range(-4 * step, 4 * step + 1, step) if abs(tick) <= limit]
    axis.set_ticks(ticks, labels=[f"{2 ** abs(tick):,}×" if tick else "equal" for tick in ticks])


def is_beyond_chance(q: float) -> bool:
    """Tell whether a word was tested and differs beyond chance."""
    return bool(pd.notna(q) and q < BEYOND_CHANCE)


def chance_key(q: "pd.Series[float]", unsure: Line2D) -> list[tuple[Line2D, str]]:
    """Return what explains the marks; `unsure` is that of words that may be chance."""
    if q.isna().all():
        return [(unsure, "not tested against chance")]
    return [(key_mark(), "beyond chance (q < .10)"), (unsure, "may be chance")]


def _draw_word(ax: Axes, y: int, row: Mapping[Any, Any], color: str, **kwargs: Any) -> Line2D:  # noqa: ANN401
    ratio = row["log_ratio"]
    arms = [[ratio - row["log_ratio_low"]], [row["log_ratio_high"] - ratio]]
    look = mark_look(color, is_filled=is_beyond_chance(row["q"]), size=6.0) | {"ecolor": color}
    settings: dict[str, Any] = {"elinewidth": 1.3, "zorder": 3} | look
    drawn = ax.errorbar([ratio], [y], xerr=arms, **(settings | kwargs))
    mark: Line2D = drawn.lines[0]
    return mark
