"""Dispersion strip: where in an outlet's articles a word stands, one strip an outlet."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from medialens.plot.leads import lead
from medialens.plot.lettering import shorten
from medialens.plot.naming import count
from medialens.plot.style import (
    LINE,
    color_of,
    figure_height,
    label_x,
    new_axes,
    note_right,
    say_nothing,
    set_rows,
)

NOTHING = "The word does not occur."


def plot_dispersion(
    concordance: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    ax: Axes | None = None,
    palette: Mapping[str, str] | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw each occurrence of a word as a tick in the outlet's articles, in order of time.

    Parameters
    ----------
    concordance : DataFrame
        A `CONCORDANCE` table of one word.
    articles : DataFrame
        The `ARTICLES` that it comes from.
    ax : Axes, optional
        Where to draw; by default a new figure, as high as its rows need.
    palette : mapping of str to str, optional
        Outlet to color, from `outlet_palette`.
    evidence : str, optional
        Name of the report's list of sentences; the strips lead to it, by outlet.
    **kwargs
        Passed to the ticks (``Axes.vlines``).

    Returns
    -------
    Axes
        One strip per outlet: its articles from the first to the last, each as wide as any other.
        Ticks spread over the strip are a habit; ticks in a heap are one article, or one story.
    """
    ordered = articles.sort_values(["published", "article_id"], kind="stable")
    outlets = sorted(articles["outlet"].unique())
    ax = new_axes(ax, figure_height(len(outlets), row=0.4))
    if concordance.empty:
        return say_nothing(ax, NOTHING)
    set_rows(ax, [shorten(name, width=24, lines=1) for name in outlets])
    for y, outlet in enumerate(outlets):
        own = ordered[ordered["outlet"] == outlet]
        here = concordance[concordance["outlet"] == outlet]
        ax.hlines(y, 0, 1, color=LINE, linewidth=1.0, zorder=1)
        look: dict[str, Any] = {"color": color_of(outlet, palette), "linewidth": 1.2, "zorder": 2}
        places = _places(own, here)
        ticks = ax.vlines(places, y - 0.32, y + 0.32, **(look | kwargs))
        lead(ticks, evidence if places else None, outlet)
        note_right(ax, y, f"{len(here):,} in {here['article_id'].nunique():,} of {len(own):,}")
    ax.set_xlim(0, 1)
    ax.set_xticks([0, 1], labels=["first article", "last article"])
    label_x(ax, "articles in order of time; at the right: occurrences, in how many articles")
    return ax


def alt_dispersion(concordance: pd.DataFrame, articles: pd.DataFrame) -> str:
    """Say how often each outlet uses the word, and in how many articles, in plain text."""
    if concordance.empty:
        return NOTHING
    sizes = articles.groupby("outlet").size()
    parts = []
    for outlet, n_all in sizes.items():
        here = concordance[concordance["outlet"] == outlet]
        n = here["article_id"].nunique()
        parts.append(f"{outlet} {count(len(here), 'time')} in {n:,} of {count(n_all, 'article')}")
    return "Occurrences of the word: " + "; ".join(parts) + "."


def _places(articles: pd.DataFrame, found: pd.DataFrame) -> list[float]:
    """Return where the occurrences stand: the article's place, and within it by the offset."""
    number = {article: at for at, article in enumerate(articles["article_id"])}
    lengths = dict(zip(articles["article_id"], articles["text"].str.len(), strict=True))
    return [
        (number[article] + (0.0 if zone == "headline" else start / max(1, lengths[article])))
        / len(number)
        for article, zone, start in zip(
            found["article_id"], found["zone"], found["start"], strict=True
        )
    ]
