"""Keyness: the words that set two corpora apart, with intervals or by frequency."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.ticker import LogLocator, NullLocator, StrMethodFormatter

from medialens.plot.lettering import drawable, name_text, shorten
from medialens.plot.naming import BEYOND_CHANCE, symmetric_limit
from medialens.plot.style import (
    ACCENT,
    CONTRAST,
    FACE,
    INK,
    MUTED,
    SIZE,
    SMALL,
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
FAINT = 0.28  # opacity of points that may be chance
STEPS = (1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0)


def plot_keyness(
    table: pd.DataFrame,
    *,
    target: str = "target",
    reference: str = "reference",
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
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
    **kwargs
        Passed to the marks (``Axes.errorbar``).

    Returns
    -------
    Axes
        Filled words differ beyond chance (q < .10); the numbers at the right are occurrences per
        million words in target and reference.
    """
    table = table.sort_values("log_ratio", ascending=False, kind="stable")
    ax = new_axes(ax, figure_height(len(table), row=0.27, margin=1.6))
    if table.empty:
        return say_nothing(ax, NOTHING)
    set_rows(ax, [shorten(term, width=24, lines=1) for term in table["term"]])
    ax.axvline(0.0, color=MUTED, linewidth=1.0, zorder=1)
    colors = {"target": ACCENT, "reference": CONTRAST} | dict(palette or {})
    for y, row in enumerate(table.to_dict("records")):
        color = colors["target" if row["log_ratio"] > 0 else "reference"]
        look = mark_look(color, is_filled=_is_sure(row["q"]), size=6.0) | {"ecolor": color}
        arms = [
            [row["log_ratio"] - row["log_ratio_low"]],
            [row["log_ratio_high"] - row["log_ratio"]],
        ]
        settings: dict[str, Any] = {
            "elinewidth": 1.3,
            "zorder": 3,
        } | look
        ax.errorbar([row["log_ratio"]], [y], xerr=arms, **(settings | kwargs))
        per = (row["per_million_target"], row["per_million_reference"])
        note_right(ax, y, " / ".join(f"{value:,.0f}" for value in per))
    ends = table[["log_ratio", "log_ratio_low", "log_ratio_high"]].to_numpy().ravel().tolist()
    limit = symmetric_limit(ends, steps=STEPS)
    ax.set_xlim(-limit, limit)
    sides = [shorten(name, width=30, lines=1) for name in (target, reference)]
    label_x(
        ax,
        "Log Ratio: doublings of frequency\n"
        f"at the right: times per million words of {sides[0]} / of {sides[1]}",
    )
    set_ends(ax, f"more in {sides[1]}", f"more in {sides[0]}")
    set_key(
        ax, [(key_mark(), "beyond chance (q < .10)"), (key_mark(is_filled=False), "may be chance")]
    )
    head_right(ax, "per million")
    return ax


def plot_keyness_scatter(
    table: pd.DataFrame,
    *,
    labels: int = 24,
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw every tested word by frequency and Log Ratio; name the strongest that have room.

    Parameters
    ----------
    table : DataFrame
        A `KEYNESS` table.
    labels : int, default 24
        Words to name at most; a name that would cover another is left out.
    ax : Axes, optional
        Where to draw; by default a new figure.
    palette : mapping of str to str, optional
        ``"target"`` and ``"reference"`` to color.
    **kwargs
        Passed to the points (``Axes.scatter``).

    Returns
    -------
    Axes
        Dark points differ beyond chance (q < .10), light ones may be chance.
    """
    ax = new_axes(ax, 4.6)
    if table.empty:
        return say_nothing(ax, NOTHING)
    colors = {"target": ACCENT, "reference": CONTRAST} | dict(palette or {})
    n = (table["n_target"] + table["n_reference"]).to_numpy(dtype=float)
    y = table["log_ratio"].to_numpy(dtype=float)
    sure = np.array([_is_sure(q) for q in table["q"]])
    shade = np.where(y > 0, colors["target"], colors["reference"])
    for which, alpha, size in ((~sure, FAINT, 10), (sure, 0.9, 20)):
        look: dict[str, Any] = {"c": shade[which], "alpha": alpha, "s": size, "linewidths": 0}
        ax.scatter(n[which], y[which], **(look | kwargs))
    ax.axhline(0.0, color=MUTED, linewidth=1.0, zorder=1)
    ax.set_xscale("log")
    limit = symmetric_limit(y.tolist(), steps=STEPS)
    ax.set_ylim(-limit * 1.08, limit * 1.08)
    ax.set_xlim(n.min() * 0.7, n.max() * 2.0)  # holds at least one of the ticks
    ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    _name_points(ax, table, n, y, sure, labels=labels)
    label_x(ax, "occurrences on both sides together (log scale)")
    ax.set_ylabel("Log Ratio: doublings, up = target", **name_text(fontsize=SIZE, color=INK))
    set_key(ax, [(key_mark(), "beyond chance (q < .10)"), (key_mark(alpha=FAINT), "may be chance")])
    return ax


def _is_sure(q: float) -> bool:
    return bool(pd.notna(q) and q < BEYOND_CHANCE)


def _name_points(
    ax: Axes,
    table: pd.DataFrame,
    n: "np.ndarray[Any, Any]",
    y: "np.ndarray[Any, Any]",
    sure: "np.ndarray[Any, Any]",
    *,
    labels: int,
) -> None:
    """Name points in order of strength, each where it covers no name before it."""
    strength = np.abs(table["g2"].to_numpy(dtype=float)) + 1e6 * sure
    place = ax.transData.transform(np.column_stack([n, y]))
    taken: list[tuple[float, float, float, float]] = []
    for i in np.argsort(-strength, kind="stable"):
        term = drawable(table["term"].iloc[i])
        box = _box(place[i], len(term), ax.figure.dpi)
        if len(taken) < labels and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            ax.annotate(
                term,
                (n[i], y[i]),
                xytext=(4, 2),
                textcoords="offset points",
                color=INK if sure[i] else MUTED,
                path_effects=[withStroke(linewidth=2, foreground=FACE)],
                **name_text(fontsize=SMALL),
            )


def _box(point: Sequence[float], letters: int, dpi: float) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of a name beside `point`, in pixels."""
    width, height = letters * SMALL * 0.62 * dpi / 72, SMALL * 1.25 * dpi / 72
    return (point[0], point[1] - height / 2, point[0] + width + 6, point[1] + height)


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
