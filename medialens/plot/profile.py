"""Stance towards actors: per outlet, own voice beside quoted voice, with 95 % intervals."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from medialens.plot.lettering import name_text, shorten
from medialens.plot.naming import actor_names, one_of
from medialens.plot.profile_marks import limit_of, marks_of
from medialens.plot.style import (
    INK,
    SIZE,
    figure_height,
    head_right,
    label_x,
    new_axes,
    new_grid,
    say_nothing,
    set_ends,
    set_figure_key,
    set_key,
    title_panel,
)

MEASURES = ("own_stance", "voiced_stance")
WHOLE = "on a scale from −1 to +1"
WIDEST = 12  # letters of an outlet's name that leave room for three panels side by side


def plot_profile(
    profile: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    actor_id: str | None = None,
    measures: Sequence[str] = MEASURES,
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw the stance of each outlet towards one actor as dots with 95 % intervals.

    Parameters
    ----------
    profile : DataFrame
        A `PROFILE` table.
    actors : DataFrame, optional
        An `ACTORS` table, for the actor's name.
    actor_id : str, optional
        The actor. Needed if the table has several.
    measures : sequence of str, default own_stance and voiced_stance
        One or two measures; the first is filled and sorts the outlets, the second is hollow.
    ax : Axes, optional
        Where to draw; by default a new figure, as high as its rows need.
    palette : mapping of str to str, optional
        Outlet to color, from `outlet_palette`.
    **kwargs
        Passed to the marks (``Axes.errorbar``).

    Returns
    -------
    Axes
        The highest row is the outlet with the most positive mean in the first measure. Thin
        evidence (5 to 9 articles) is drawn lighter; less than that is said in words.

    Raises
    ------
    ValueError
        If the table has several actors and `actor_id` is not given.
    """
    actor_id = one_of(profile, "actor_id", actor_id)
    marks = marks_of(profile, actor_id, measures)
    outlets = marks.outlets
    ax = new_axes(ax, figure_height(len(outlets), row=0.46, margin=1.3))
    if not outlets:
        return say_nothing(ax, "No outlet mentions this actor in a sentence that was scored.")
    marks.draw(ax, outlets, palette, **kwargs)
    limit = limit_of(marks.rows.values())
    step = 0.5 if limit == 1 else 0.25
    _set_scale(ax, [i * step for i in range(-round(limit / step), round(limit / step) + 1)])
    name = shorten(actor_names(actors).get(str(actor_id), actor_id), width=36, lines=1)
    label_x(ax, f"mean stance towards {name}, {WHOLE}")
    set_ends(ax, "more negative", "more positive")
    set_key(ax, marks.key())
    head_right(ax, "articles")
    return ax


def plot_profile_grid(
    profile: pd.DataFrame,
    actors: pd.DataFrame | None = None,
    *,
    actor_ids: Sequence[str] | None = None,
    measures: Sequence[str] = MEASURES,
    palette: Mapping[str, str] | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Figure:
    """Draw `plot_profile` for several actors on one scale, the outlets in one order.

    Parameters
    ----------
    profile : DataFrame
        A `PROFILE` table.
    actors : DataFrame, optional
        An `ACTORS` table, for names.
    actor_ids : sequence of str, optional
        The actors, one panel each; by default the nine that most articles mention.
    measures : sequence of str, default own_stance and voiced_stance
        One or two measures; the first is filled, the second hollow.
    palette : mapping of str to str, optional
        Outlet to color, from `outlet_palette`.
    **kwargs
        Passed to the marks (``Axes.errorbar``).

    Returns
    -------
    Figure
        One panel per actor, outlets in alphabetical order in each.
    """
    names = actor_names(actors)
    chosen = _most_mentioned(profile, measures) if actor_ids is None else actor_ids
    panels = {actor_id: marks_of(profile, actor_id, measures) for actor_id in chosen}
    rows = [row for marks in panels.values() for row in marks.rows.values()]
    outlets = sorted({outlet for marks in panels.values() for outlet in marks.outlets})
    is_wide = any(len(outlet) > WIDEST for outlet in outlets)
    n_columns = 2 if len(panels) <= 4 or is_wide else 3
    height = figure_height(len(outlets), row=0.42, margin=0.45)
    figure, axes = new_grid(max(1, len(panels)), n_columns, height)
    if not outlets:
        say_nothing(axes[0], "No outlet mentions an actor in a sentence that was scored.")
        return figure
    limit = limit_of(rows)
    for i, (ax, (actor_id, marks)) in enumerate(zip(axes, panels.items(), strict=True)):
        marks.draw(ax, outlets, palette, **kwargs)
        _set_scale(ax, [-limit, 0.0, limit])
        title_panel(ax, names.get(actor_id, actor_id), width=22 if n_columns == 3 else 26)
        ax.tick_params(labelleft=i % n_columns == 0, labelbottom=i + n_columns >= len(panels))
    set_figure_key(
        figure, max((marks.key() for marks in panels.values()), key=len), "at the right: articles"
    )
    figure.supxlabel(
        f"← more negative      mean stance, {WHOLE}      more positive →",
        **name_text(fontsize=SIZE, color=INK),
    )
    return figure


def _most_mentioned(profile: pd.DataFrame, measures: Sequence[str], top: int = 9) -> list[str]:
    chosen = profile[profile["measure"].isin(measures)]
    articles = chosen.groupby("actor_id")["n_articles"].sum().reset_index()
    order = articles.sort_values(["n_articles", "actor_id"], ascending=[False, True])
    return order["actor_id"].head(top).tolist()


def _set_scale(ax: Axes, ticks: Sequence[float]) -> None:
    labels = [f"{tick:+g}".replace("-", "−") if tick else "0" for tick in ticks]
    ax.set_xticks(ticks, labels=labels)
    ax.set_xlim(ticks[0] * 1.03, ticks[-1] * 1.03)
