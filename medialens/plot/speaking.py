"""Speaking: in what share of the articles an actor is named, and in what share it is heard."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from medialens.plot.leads import lead
from medialens.plot.lettering import name_text, shorten
from medialens.plot.naming import actor_names
from medialens.plot.style import (
    ACCENT,
    LINE,
    MUTED,
    SMALL,
    figure_height,
    head_right,
    key_mark,
    label_x,
    mark_look,
    new_axes,
    note_right,
    say_nothing,
    set_key,
    set_rows,
)

OFFSET = 0.14  # rows between named and heard
NEVER = "spoken about, never speaking"


def plot_speaking(
    speaking: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw for one outlet the share of articles that name an actor beside the share that quote it.

    Parameters
    ----------
    speaking : DataFrame
        A `SPEAKING` table of one outlet, or pooled over outlets: one row per actor.
    actors : DataFrame, optional
        An `ACTORS` table, for names.
    ax : Axes, optional
        Where to draw; by default a new figure, as high as its rows need.
    palette : mapping of str to str, optional
        Actor id to color.
    evidence : str, optional
        Name of the report's list of each actor's own words, to which the hollow marks lead; by
        default they lead, as the filled ones, to the sentences on the actor.
    **kwargs
        Passed to the marks (``Axes.errorbar``).

    Returns
    -------
    Axes
        Most often named first; filled: named, hollow: heard, with 95 % intervals. Of whom articles
        speak and report no word, that is said in the row.

    Raises
    ------
    ValueError
        If an actor has several rows.
    """
    if speaking["actor_id"].duplicated().any():
        raise ValueError("an actor has several rows; choose one outlet, or pool the outlets first")
    table = speaking.sort_values(["share_mentioning", "actor_id"], ascending=[False, True])
    ax = new_axes(ax, figure_height(len(table), row=0.46, margin=1.2))
    if table.empty:
        return say_nothing(ax, "No actor is mentioned.")
    names = actor_names(actors)
    set_rows(ax, [shorten(names.get(actor, actor)) for actor in table["actor_id"]])
    for y, row in enumerate(table.to_dict("records")):
        color = (palette or {}).get(row["actor_id"], ACCENT)
        ax.plot(
            [row["share_mentioning"], row["share_voicing"]],
            [y - OFFSET, y + OFFSET],
            color=LINE,
            zorder=1,
        )
        named = _draw_share(ax, y - OFFSET, row, "mentioning", color, **kwargs)
        heard = _draw_share(ax, y + OFFSET, row, "voicing", color, **kwargs)
        # whom the marks stand for: a report leads from them to the sentences
        lead(named, row["actor_id"])
        if evidence is None:
            lead(heard, row["actor_id"])
        elif row["n_voicing"]:
            lead(heard, evidence, names.get(row["actor_id"], row["actor_id"]))
        if row["n_mentioning"] and not row["n_voicing"]:
            _say_never(ax, y + OFFSET)
        note_right(ax, y, f"{row['n_mentioning']:,} / {row['n_voicing']:,}")
    ax.set_xlim(-0.02, 1.02)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
    label_x(ax, "share of articles; at the right their number: named / words reported")
    set_key(ax, [(key_mark(), "named"), (key_mark(is_filled=False), "its words reported")])
    head_right(ax, "articles")
    return ax


def _draw_share(
    ax: Axes,
    y: float,
    row: Mapping[Any, Any],
    which: str,
    color: str,
    **kwargs: Any,  # noqa: ANN401
) -> Line2D:
    share = row[f"share_{which}"]
    arms = [[share - row[f"{which}_low"]], [row[f"{which}_high"] - share]]
    look = mark_look(color, is_filled=which == "mentioning") | {"ecolor": color}
    settings: dict[str, Any] = {
        "elinewidth": 1.4,
        "zorder": 3,
    } | look
    ends = [[max(0.0, arm[0])] for arm in arms]
    drawn = ax.errorbar([share], [y], xerr=ends, **(settings | kwargs))
    mark: Line2D = drawn.lines[0]
    return mark


def _say_never(ax: Axes, y: float) -> None:
    """Write under the interval of the words reported that there are none."""
    ax.annotate(
        NEVER,
        (0.0, y),
        xytext=(8, -3),
        textcoords="offset points",
        va="top",
        **name_text(fontsize=SMALL, color=MUTED),
    )
