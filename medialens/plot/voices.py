"""Voices: whose words an outlet prints, as shares of all its words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import PercentFormatter

from medialens.plot.leads import lead
from medialens.plot.lettering import families, name_text, shorten
from medialens.plot.naming import percent
from medialens.plot.style import (
    ACCENT,
    FACE,
    INK,
    MUTED,
    SMALL,
    figure_height,
    head_right,
    label_x,
    lighter,
    new_axes,
    note_right,
    say_nothing,
    set_rows,
)

NAMES = {
    "own": "own voice",
    "named": "named sources",
    "anonymous": "unnamed sources",
    "relay": "through other outlets",
}
LOOKS: Mapping[str, Mapping[str, Any]] = {  # told apart in gray: dark, light, hatched, hollow
    "own": {"facecolor": ACCENT},
    "named": {"facecolor": lighter(ACCENT, 0.3)},
    "anonymous": {"facecolor": FACE, "hatch": "////"},
    "relay": {"facecolor": FACE},
}
HEIGHT = 0.62
ROOM = 0.06  # the least share in which its number can be read


def plot_voices(
    voices: pd.DataFrame,
    *,
    top: int = 30,
    ax: Axes | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw the share of words of each voice as one bar per outlet.

    Parameters
    ----------
    voices : DataFrame
        A `VOICES` table.
    top : int, default 30
        Outlets to draw, those with most articles; how many are left out is said.
    ax : Axes, optional
        Where to draw; by default a new figure, as high as its rows need.
    evidence : str, optional
        Name of the report's list of sentences; parts of bars lead to it, by outlet and voice.
    **kwargs
        Passed to the bars (``Axes.barh``).

    Returns
    -------
    Axes
        The largest share of own words first. The line at the end of the own words is the 95 %
        interval of their share, where there is one. An outlet with too few articles has words
        instead of a bar.

    Raises
    ------
    ValueError
        If `top` is not positive.
    """
    if top < 1:
        raise ValueError(f"top={top!r} must be at least 1")
    table = voices.sort_values(["n_articles", "outlet"], ascending=[False, True]).head(top)
    table = table.sort_values(["share_own", "outlet"], ascending=[False, True])
    ax = new_axes(ax, figure_height(len(table), row=0.42, margin=1.2))
    if table.empty:
        return say_nothing(ax, "The collection holds no article.")
    set_rows(ax, [shorten(outlet) for outlet in table["outlet"]])
    for y, row in enumerate(table.to_dict("records")):
        if pd.isna(row["share_own"]):
            _say_why(ax, y, row)
        else:
            _draw_bar(ax, y, row, evidence, **kwargs)
        note_right(ax, y, f"{row['n_articles']:,}")
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
    left_out = f" ({top} largest of {len(voices):,} outlets)" if len(voices) > top else ""
    has_interval = table["own_low"].notna().any()
    line = "; line: 95 % interval of the own words" if has_interval else ""
    label_x(ax, f"share of words{line}{left_out}")
    _set_key(ax)
    head_right(ax, "articles")
    return ax


def _draw_bar(
    ax: Axes,
    y: int,
    row: Mapping[Any, Any],
    evidence: str | None,
    **kwargs: Any,  # noqa: ANN401
) -> None:
    left = 0.0
    for name, look in LOOKS.items():
        share = row[f"share_{name}"]
        settings: dict[str, Any] = {"edgecolor": ACCENT, "linewidth": 0.8, "height": HEIGHT}
        (bar,) = ax.barh(y, share, left=left, **(settings | dict(look) | kwargs))
        lead(bar, evidence if share else None, row["outlet"], NAMES[name])
        if share >= ROOM:
            _write_share(ax, left + (0.5 if name != "own" else 0.35) * share, y, name, share)
        left += share
    if pd.notna(row["own_low"]):
        ax.plot([row["own_low"], row["own_high"]], [y, y], color=INK, linewidth=1.8, zorder=4)


def _write_share(ax: Axes, x: float, y: int, name: str, share: float) -> None:
    color = FACE if name == "own" else INK
    box = {"facecolor": FACE, "edgecolor": "none", "pad": 0.6} if name == "anonymous" else None
    look = name_text(fontsize=SMALL, color=color, ha="center", va="center")
    ax.text(x, y, percent(share), bbox=box, zorder=5, **look)


def _say_why(ax: Axes, y: int, row: Mapping[Any, Any]) -> None:
    few = row["status"] == "too few"
    text = f"too few articles ({row['n_clusters']:,})" if few else "no words"
    look = name_text(fontsize=SMALL, style="italic", color=MUTED)
    ax.text(0.01, y, text, va="center", transform=ax.get_yaxis_transform(), **look)


def _set_key(ax: Axes) -> None:
    patches = [Patch(edgecolor=ACCENT, label=label, **LOOKS[name]) for name, label in NAMES.items()]
    ax.legend(
        handles=patches,
        loc="lower left",
        bbox_to_anchor=(0.0, 1.0),
        borderaxespad=0.2,
        frameon=False,
        ncols=len(patches),
        borderpad=0.2,
        handlelength=1.4,
        handletextpad=0.4,
        columnspacing=1.2,
        labelcolor=INK,
        prop={"family": list(families()), "size": SMALL},
    )
