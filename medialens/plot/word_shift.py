"""Word shift: the words that make two sides differ in a score, as bars to either side."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from medialens.plot.keyness import side_colors
from medialens.plot.leads import lead
from medialens.plot.lettering import listed, shorten
from medialens.plot.naming import count
from medialens.plot.style import (
    MUTED,
    figure_height,
    label_x,
    new_axes,
    note_right,
    say_nothing,
    set_ends,
    set_rows,
)

NOTHING = "No word has a score."
NAMED = 4


def plot_word_shift(
    table: pd.DataFrame,
    *,
    target: str = "target",
    reference: str = "reference",
    top: int = 20,
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw the words that contribute most to the difference of two average scores.

    Parameters
    ----------
    table : DataFrame
        A `WORD_SHIFT` table.
    target, reference : str
        The names of both sides.
    top : int, default 20
        Words to draw, the largest contributions first.
    ax : Axes, optional
        Where to draw; by default a new figure, as high as its rows need.
    palette : mapping of str to str, optional
        ``"target"`` and ``"reference"`` to color.
    evidence : str, optional
        Name of the report's list of sentences; the bars lead to it, by word.
    **kwargs
        Passed to the bars (``Axes.barh``).

    Returns
    -------
    Axes
        Bars to the right raise the target's average, bars to the left that of the reference. A
        mark tells why: + or − whether the word scores above or below the average, ↑ or ↓ whether
        the target uses it more or less.
    """
    rows = table.head(top)
    ax = new_axes(ax, figure_height(len(rows), row=0.27, margin=1.6))
    if rows.empty:
        return say_nothing(ax, NOTHING)
    set_rows(ax, [shorten(term, width=24, lines=1) for term in rows["term"]])
    ax.axvline(0.0, color=MUTED, linewidth=1.0, zorder=1)
    colors = side_colors(palette)
    sides = ["target" if value > 0 else "reference" for value in rows["contribution"]]
    look: dict[str, Any] = {"color": [colors[side] for side in sides], "height": 0.62}
    bars = ax.barh(range(len(rows)), rows["contribution"].tolist(), **(look | kwargs))
    for term, bar in zip(rows["term"], bars, strict=True):
        lead(bar, evidence, term)
    for y, row in enumerate(rows.to_dict("records")):
        note_right(ax, y, _why(row))
    limit = 1.1 * float(rows["contribution"].abs().max())
    ax.set_xlim(-limit, limit)
    set_ends(ax, f"raises {shorten(reference, width=24, lines=1)}",
             f"raises {shorten(target, width=24, lines=1)}")  # fmt: skip
    total = float(table["contribution"].sum())
    label_x(
        ax,
        f"contribution to the difference of the averages, {total:+.3f} in all\n"
        "at the right: a word above (+) or below (−) the average, used more or less",
    )
    return ax


def alt_word_shift(table: pd.DataFrame) -> str:
    """Say the difference and the words that make most of it, in plain text."""
    if table.empty:
        return NOTHING
    total = float(table["contribution"].sum())
    up = table[table["contribution"] > 0]["term"].head(NAMED)
    down = table[table["contribution"] < 0]["term"].head(NAMED)
    sides = [
        f"{told} {listed(terms)}"
        for told, terms in (("raised most by", up), ("lowered most by", down))
        if len(terms)
    ]
    return f"Difference of the averages {total:+.3f} over {count(len(table), 'word')}; " + (
        "; ".join(sides) + "."
    )


def _why(row: Mapping[Any, Any]) -> str:
    more = row["share_target"] > row["share_reference"]
    is_up = (row["contribution"] > 0) == more
    return f"{'+' if is_up else '−'} {'more' if more else 'less'}"
