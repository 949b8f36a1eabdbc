"""Edges: who speaks about whom, and how, as a table of marks with their counts."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path

from medialens.plot.leads import lead
from medialens.plot.lettering import name_text, shorten
from medialens.plot.naming import SOURCES, actor_names
from medialens.plot.style import (
    ACCENT,
    CONTRAST,
    GRID,
    INK,
    MUTED,
    SIZE,
    SMALL,
    figure_height,
    label_x,
    lighter,
    new_axes,
    say_nothing,
    set_key,
    set_rows,
)

LEFT, RIGHT = Path.wedge(90, 270), Path.wedge(270, 90)
LIGHT = lighter(ACCENT, 0.35)  # praise is also lighter than blame in gray
ROW = 0.56  # inches
ACROSS = 20.0  # points, of the largest half disc
NARROW = 8  # columns; with more, names have one line and numbers are smaller


def plot_edges(
    edges: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    top: int = 8,
    with_own: bool = False,
    ax: Axes | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw how each source speaks of each actor: one row per source, one column per actor.

    Parameters
    ----------
    edges : DataFrame
        An `EDGES` table of one outlet, or pooled over outlets.
    actors : DataFrame, optional
        An `ACTORS` table, for names.
    top : int, default 8
        Sources and actors to draw, at most, those with most sentences; up to 12 can be read.
        Sources without a name are always among them. How many are left out is said.
    with_own : bool, default False
        Whether the outlet's own voice is a row. It has most of the sentences, so that the
        marks of the sources become small.
    ax : Axes, optional
        Where to draw; by default a new figure, as high as its rows need.
    evidence : str, optional
        Name of the report's list of sentences; the cells lead to it, by actor and source.
    **kwargs
        Passed to the half discs (``Axes.scatter``).

    Returns
    -------
    Axes
        In each cell the left half disc is as large as there are negative sentences, the right
        one as there are positive, and the numbers below are negative, neutral, positive.
        A dot: all of them neutral. A frame: the actor speaks of itself. Empty: the source does
        not speak of the actor, or no such sentence could be scored.

    Raises
    ------
    ValueError
        If a source has several rows for an actor, or `top` is not positive.
    """
    _check(edges, top)
    table = edges if with_own else edges[edges["source_kind"] != "own"]
    table = table[table[["n_negative", "n_neutral", "n_positive"]].sum(axis=1) > 0]
    sources, targets = _drawn(table, top)
    ax = new_axes(ax, figure_height(len(sources), row=ROW, margin=2.3))
    if table.empty:
        return say_nothing(ax, "No source speaks of an actor in a sentence that was scored.")
    names = actor_names(actors)
    set_rows(ax, [shorten(_source_name(*source, names), width=22) for source in sources])
    _set_columns(ax, [names.get(actor, actor) for actor in targets])
    _draw_lines(ax, len(sources), len(targets))
    rows = {(row.source_kind, row.source, row.actor_id): row for row in table.itertuples()}
    cells = [
        (x, y, rows[(*source, actor)])
        for y, source in enumerate(sources)
        for x, actor in enumerate(targets)
        if (*source, actor) in rows
    ]
    _draw_discs(ax, cells, **kwargs)
    for x, y, row in cells:
        _write_counts(ax, x, y, row, n_columns=len(targets))
        if row.is_self:
            ax.add_patch(_frame(x, y))
    if evidence is not None:
        _lead_cells(ax, cells, evidence, names)
    label_x(
        ax,
        "columns: spoken about; rows: who speaks; numbers: negative, neutral, positive sentences"
        + _left_out(table, sources, targets),
    )
    set_key(ax, _key(is_framed=any(row.is_self for _, _, row in cells)))
    return ax


def _check(edges: pd.DataFrame, top: int) -> None:
    if top < 1:
        raise ValueError(f"top={top!r} must be at least 1")
    if edges.duplicated(["source_kind", "source", "actor_id"]).any():
        raise ValueError(
            "a source has several rows for an actor; choose one outlet, or pool the outlets first"
        )


def _drawn(table: pd.DataFrame, top: int) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the sources and the actors to draw: the outlet first, those without a name last."""
    sums = table.groupby(["source_kind", "source"])["n_sentences"].sum().reset_index()
    sums["place"] = sums["source_kind"].map({"own": 0, "actor": 1}).fillna(2)
    order = ["place", "n_sentences", "source_kind", "source"]
    sums = sums.sort_values(order, ascending=[True, False, True, True])
    is_actor = sums["place"] == 1
    room = max(top - int((~is_actor).sum()), 0)
    kept = sums[~is_actor | (is_actor.cumsum() <= room)].head(top)
    sources = list(zip(kept["source_kind"], kept["source"], strict=True))
    shown = table.merge(kept[["source_kind", "source"]])
    spoken = shown.groupby("actor_id")["n_sentences"].sum().reset_index()
    spoken = spoken.sort_values(["n_sentences", "actor_id"], ascending=[False, True])
    return sources, spoken["actor_id"].head(top).tolist()


def _source_name(kind: str, source: str, names: Mapping[str, str]) -> str:
    return names.get(source, source) if kind == "actor" else SOURCES[kind]


def _left_out(table: pd.DataFrame, sources: Sequence[object], targets: Sequence[str]) -> str:
    missing = (
        (len(table.drop_duplicates(["source_kind", "source"])) - len(sources), "source"),
        (table["actor_id"].nunique() - len(targets), "actor"),
    )
    parts = [f"{n:,} more {noun if n == 1 else noun + 's'}" for n, noun in missing if n > 0]
    return f"\nnot drawn: {' and '.join(parts)}" if parts else ""


def _set_columns(ax: Axes, labels: Sequence[str]) -> None:
    lines = 2 if len(labels) <= NARROW else 1
    texts = [shorten(label, width=22 if lines == 1 else 18, lines=lines) for label in labels]
    turned: dict[str, Any] = {"rotation": 40, "ha": "right", "rotation_mode": "anchor"}
    ax.set_xticks(range(len(labels)), labels=texts, **name_text(fontsize=SIZE, **turned))
    ax.set_xlim(-0.5, len(labels) - 0.5)
    ax.spines["bottom"].set_visible(False)


def _draw_lines(ax: Axes, n_rows: int, n_columns: int) -> None:
    """Draw the cells' borders in place of the grid."""
    ax.grid(visible=False)
    ax.set_ylim(n_rows - 0.5, -0.5)
    ax.hlines(
        [y - 0.5 for y in range(n_rows + 1)], -0.5, n_columns - 0.5, GRID, linewidth=0.8, zorder=1
    )
    ax.vlines(
        [x - 0.5 for x in range(n_columns + 1)], -0.5, n_rows - 0.5, GRID, linewidth=0.8, zorder=1
    )


def _draw_discs(
    ax: Axes,
    cells: Sequence[tuple[int, int, Any]],
    **kwargs: Any,  # noqa: ANN401
) -> None:
    """Draw blame to the left and praise to the right; the area is the number of sentences."""
    most = max((max(row.n_negative, row.n_positive) for _, _, row in cells), default=1) or 1
    place = [(x, y - 0.12) for x, y, _ in cells]
    for column, marker, color, edge in (
        ("n_negative", LEFT, CONTRAST, CONTRAST),
        ("n_positive", RIGHT, LIGHT, ACCENT),
    ):
        counts = [getattr(row, column) for _, _, row in cells]
        drawn = [(*at, n) for at, n in zip(place, counts, strict=True) if n]
        look: dict[str, Any] = {"color": color, "edgecolor": edge, "linewidth": 0.9, "zorder": 3}
        sizes = [ACROSS**2 * n / most for _, _, n in drawn]
        xs, ys = [x for x, _, _ in drawn], [y for _, y, _ in drawn]
        ax.scatter(xs, ys, s=sizes, marker=marker, **(look | kwargs))
    plain = [
        at
        for at, (_, _, row) in zip(place, cells, strict=True)
        if not row.n_negative and not row.n_positive
    ]
    ax.scatter([x for x, _ in plain], [y for _, y in plain], s=9, color=MUTED, zorder=3)


def _write_counts(ax: Axes, x: int, y: int, row: Any, *, n_columns: int) -> None:  # noqa: ANN401
    """Write negative, neutral, positive next to each other under the mark."""
    reach = min(0.45, 0.05 * n_columns)  # of a cell; the columns share some five inches
    size = SMALL if n_columns <= NARROW else SMALL - 1
    for at, side, n, color in (
        (x - reach, "left", row.n_negative, CONTRAST),
        (x, "center", row.n_neutral, INK),
        (x + reach, "right", row.n_positive, ACCENT),
    ):
        look = name_text(fontsize=size, color=color if n else MUTED, ha=side, va="center")
        ax.text(at, y + 0.3, f"{n:,}", zorder=4, **look)


def _frame(x: int, y: int) -> Rectangle:
    return Rectangle(
        (x - 0.49, y - 0.47), 0.98, 0.94, fill=False, edgecolor=MUTED, linestyle="--", linewidth=0.9
    )


def _lead_cells(
    ax: Axes, cells: Sequence[tuple[int, int, Any]], evidence: str, names: Mapping[str, str]
) -> None:
    """Let the whole of each cell lead to its sentences; what does is not drawn."""
    for x, y, row in cells:
        cell = ax.add_patch(Rectangle((x - 0.49, y - 0.47), 0.98, 0.94, visible=False))
        source = _source_name(row.source_kind, row.source, names)
        lead(cell, evidence, names.get(row.actor_id, row.actor_id), source)


def _key(*, is_framed: bool) -> list[tuple[Line2D, str]]:
    look: dict[str, Any] = {"linestyle": "none", "markersize": 10, "markeredgewidth": 0.9}
    blame = Line2D([], [], marker=LEFT, color=CONTRAST, **look)
    praise = Line2D([], [], marker=RIGHT, color=ACCENT, markerfacecolor=LIGHT, **look)
    dot = Line2D([], [], marker="o", color=MUTED, linestyle="none", markersize=3)
    marks = [(blame, "negative"), (dot, "neutral"), (praise, "positive sentences")]
    if is_framed:
        frame = look | {"markerfacecolor": "none", "markeredgecolor": MUTED}
        marks.append((Line2D([], [], marker="s", **frame), "of itself"))
    return marks
