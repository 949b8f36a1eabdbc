"""Keyness at a glance: every tested word by frequency and Log Ratio, the strongest named."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation
from matplotlib.ticker import LogLocator, NullLocator, StrMethodFormatter
from matplotlib.transforms import Bbox, BboxBase

from medialens.plot.keyness import (
    NOTHING,
    STEPS,
    TIMES,
    chance_key,
    is_beyond_chance,
    set_times,
    side_colors,
)
from medialens.plot.leads import lead_each
from medialens.plot.lettering import name_text, shorten
from medialens.plot.naming import symmetric_limit
from medialens.plot.style import (
    FACE,
    INK,
    MUTED,
    SIZE,
    SMALL,
    figure_of,
    key_mark,
    label_x,
    lighter,
    new_axes,
    say_nothing,
    set_key,
)

FAINT = 0.28  # of its color that a point keeps which may be chance
BAND = 1.12  # of the scale; what lies beyond its ends is left to the names of the sides

# Where a name may stand, seen from its point, tried in this order: first level with it.
PLACES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
BESIDE = {-1: "right", 0: "center", 1: "left"}
ABOVE = {-1: "top", 0: "center", 1: "bottom"}


def plot_keyness_scatter(
    table: pd.DataFrame,
    *,
    target: str = "target",
    reference: str = "reference",
    labels: int = 24,
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw every tested word by frequency and Log Ratio; name the strongest that have room.

    Parameters
    ----------
    table : DataFrame
        A `KEYNESS` table.
    target, reference : str
        The names of both sides.
    labels : int, default 24
        Words to name at most, those beyond chance first and then by `g2`; a name that would
        cover a point or another name wherever it is put is left out.
    ax : Axes, optional
        Where to draw; by default a new figure. The names are placed for its present size.
    palette : mapping of str to str, optional
        ``"target"`` and ``"reference"`` to color.
    evidence : str, optional
        Name of the report's list of sentences; the points lead to it, by target and word.
    **kwargs
        Passed to the points (``Axes.scatter``).

    Returns
    -------
    Axes
        Words of the target above the line, words of the reference below. Dark points differ
        beyond chance (q < .10), light ones may be chance.
    """
    ax = new_axes(ax, 5.0)
    if table.empty:
        return say_nothing(ax, NOTHING)
    points = table.assign(
        n=(table["n_target"] + table["n_reference"]).astype(float),
        is_sure=table["q"].map(is_beyond_chance).astype(bool),
        strength=table["g2"].abs(),
    ).sort_values(["is_sure", "strength"], ascending=False, kind="stable")
    radius = _draw_points(ax, points, side_colors(palette), (evidence, target), **kwargs)
    _set_scales(ax, points)
    set_key(ax, chance_key(table["q"], key_mark(color=lighter(INK, FAINT))))
    sides = [
        _name_side(ax, 1, f"↑ more in {shorten(target, width=40, lines=1)}"),
        _name_side(ax, 0, f"↓ more in {shorten(reference, width=40, lines=1)}"),
    ]
    _name_points(ax, points.head(labels), _taken(ax, points, radius, sides), gap=radius + 2)
    return ax


def _draw_points(
    ax: Axes,
    points: pd.DataFrame,
    colors: Mapping[str, str],
    lines: tuple[str | None, str],
    **kwargs: Any,  # noqa: ANN401
) -> float:
    """Draw the points, the dark ones last; return the radius of the largest, in points.

    `lines` names the list to which they lead, and its part for the target.
    """
    evidence, target = lines
    sizes: list[float] = []
    ax.axhline(0.0, color=MUTED, linewidth=1.0, zorder=1)
    points = points.sort_index()
    sure = points["is_sure"]
    light = {side: lighter(color, FAINT) for side, color in colors.items()}
    for part, shades, size in ((points[~sure], light, 10), (points[sure], colors, 20)):
        shade = [shades["target" if ratio > 0 else "reference"] for ratio in part["log_ratio"]]
        look: dict[str, Any] = {"c": shade, "alpha": 0.9, "s": size, "linewidths": 0}
        drawn = ax.scatter(part["n"], part["log_ratio"], **(look | kwargs))
        lead_each(drawn, evidence, [(target, term) for term in part["term"]])
        sizes.extend(drawn.get_sizes())
    return math.sqrt(max(sizes)) / 2


def _set_scales(ax: Axes, points: pd.DataFrame) -> None:
    ax.set_xscale("log")
    ax.set_xlim(points["n"].min() * 0.7, points["n"].max() * 2.0)  # holds at least one tick
    ax.xaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    limit = symmetric_limit(points["log_ratio"].tolist(), steps=STEPS)
    set_times(ax.yaxis, limit)
    ax.set_ylim(-limit * BAND, limit * BAND)
    label_x(ax, "occurrences on both sides together (log scale)")
    ax.set_ylabel(TIMES, **name_text(fontsize=SIZE, color=INK))


def _name_side(ax: Axes, end: int, text: str) -> Annotation:
    """Write at the upper (1) or lower (0) end of the y axis what lies in that direction."""
    return ax.annotate(
        text,
        (1.0, float(end)),
        xytext=(-2, -2 if end else 2),
        xycoords="axes fraction",
        textcoords="offset points",
        ha="right",
        va="top" if end else "bottom",
        **name_text(fontsize=SMALL, color=MUTED),
    )


def _taken(
    ax: Axes, points: pd.DataFrame, radius: float, written: Iterable[Annotation]
) -> list[BboxBase]:
    """Return what no name may cover: the points, and what is written so far."""
    figure = figure_of(ax)
    figure.draw_without_rendering()  # settles the layout, on which all places depend
    reach = (radius + 0.5) * figure.dpi / 72
    places = ax.transData.transform(points[["n", "log_ratio"]].to_numpy())
    dots = [Bbox.from_extents(x - reach, y - reach, x + reach, y + reach) for x, y in places]
    return [*dots, *(text.get_window_extent() for text in written)]


def _name_points(ax: Axes, points: pd.DataFrame, taken: list[BboxBase], *, gap: float) -> None:
    """Name points in order, each where its name covers nothing that stands there already."""
    for row in points.to_dict("records"):
        label = ax.annotate(
            shorten(row["term"], width=24, lines=1),
            (row["n"], row["log_ratio"]),
            xytext=(0, 0),
            textcoords="offset points",
            path_effects=[withStroke(linewidth=2, foreground=FACE)],
            **name_text(fontsize=SMALL, color=INK if row["is_sure"] else MUTED),
        )
        box = _first_free(label, taken, ax.bbox, gap=gap)
        if box is None:
            label.remove()
        else:
            taken.append(box)


def _first_free(
    label: Annotation, taken: Iterable[BboxBase], frame: BboxBase, *, gap: float
) -> Bbox | None:
    """Move the label to its first free place within `frame`; return it, or None without one."""
    for right, up in PLACES:
        label.set(position=(right * gap, up * gap), ha=BESIDE[right], va=ABOVE[up])
        box = label.get_window_extent()
        is_inside = frame.containsx(box.x0) and frame.containsx(box.x1)
        is_inside &= frame.containsy(box.y0) and frame.containsy(box.y1)
        if is_inside and not box.count_overlaps(taken):
            return box
    return None
