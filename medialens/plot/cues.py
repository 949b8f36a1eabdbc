"""Cues: in what share of its articles each outlet uses a class of reporting words."""

from collections.abc import Mapping
from typing import Any, cast

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import PercentFormatter

from medialens.plot.leads import lead
from medialens.plot.lettering import name_text, shorten
from medialens.plot.style import (
    INK,
    MUTED,
    SIZE,
    SMALL,
    color_of,
    figure_height,
    key_mark,
    lighter,
    mark_look,
    new_grid,
    note_right,
    say_nothing,
    set_figure_key,
    set_rows,
    title_panel,
)

CLASSES = {  # as readers know them; neutral words stand in nearly every article
    "distancing": "distancing: “claimed”",
    "assertive": "assertive: “insisted”",
    "factive": "factive: “pointed out”",
    "concession": "concession: “admitted”",
}
COLUMNS = 2
BETWEEN = 0.08  # panels, of their height and width
FAINT = 0.5  # of the color, for thin evidence


def plot_cues_grid(
    cues: pd.DataFrame,
    *,
    top: int = 20,
    palette: Mapping[str, str] | None = None,
    evidence: str | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Figure:
    """Draw in what share of its distinct articles each outlet uses a class of reporting words.

    Parameters
    ----------
    cues : DataFrame
        A `CUES` table with one row per outlet and class: of all sources together, or of one.
    top : int, default 20
        Outlets to draw, those with most articles; how many are left out is said.
    palette : mapping of str to str, optional
        Outlet to color, from `outlet_palette`.
    evidence : str, optional
        Name of the report's list of sentences; the marks lead to it, by outlet and class.
    **kwargs
        Passed to the marks (``Axes.errorbar``).

    Returns
    -------
    Figure
        One panel per class, outlets in alphabetical order in each, with Wilson's 95 % interval.
        Thin evidence (5 to 9 articles) is drawn lighter; less than that is said in words.

    Raises
    ------
    ValueError
        If an outlet has several rows for a class, or `top` is not positive.
    """
    if top < 1:
        raise ValueError(f"top={top!r} must be at least 1")
    if cues.duplicated(["outlet", "cue_class"]).any():
        raise ValueError("an outlet has several rows for a class; choose one source, or all")
    sizes = cues.drop_duplicates("outlet").sort_values(
        ["n_clusters", "outlet"], ascending=[False, True]
    )
    outlets = sorted(sizes["outlet"].head(top))
    height = figure_height(len(outlets), row=0.34, margin=0.45)
    figure, axes = new_grid(len(CLASSES), COLUMNS, height)
    if not outlets:
        for ax in axes[1:]:
            ax.remove()
        say_nothing(axes[0], "No outlet reports a statement.")
        return figure
    cast("ConstrainedLayoutEngine", figure.get_layout_engine()).set(hspace=BETWEEN, wspace=BETWEEN)
    rows = {(row["outlet"], row["cue_class"]): row for row in cues.to_dict("records")}
    for i, (ax, (name, title)) in enumerate(zip(axes, CLASSES.items(), strict=True)):
        set_rows(ax, [shorten(outlet) for outlet in outlets])
        for y, outlet in enumerate(outlets):
            if (outlet, name) in rows:
                where = (evidence, title)
                _draw(ax, y, rows[outlet, name], color_of(outlet, palette), where, **kwargs)
        ax.set_xlim(-0.03, 1.03)
        ax.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
        ax.set_xticks([0.0, 0.5, 1.0])
        title_panel(ax, title, width=40)
        ax.tick_params(labelleft=i % COLUMNS == 0, labelbottom=i + COLUMNS >= len(CLASSES))
    set_figure_key(figure, _key(cues), "at the right: articles with such a word / articles")
    left_out = f" ({top} largest of {len(sizes):,} outlets)" if len(sizes) > top else ""
    figure.supxlabel(
        f"share of distinct articles with at least one such word{left_out}",
        **name_text(fontsize=SIZE, color=INK),
    )
    return figure


def _draw(
    ax: Axes,
    y: int,
    row: Mapping[Any, Any],
    color: str,
    where: tuple[str | None, str],
    **kwargs: Any,  # noqa: ANN401
) -> None:
    """Draw the mark, which leads to `where`: the list of sentences and the class in it."""
    evidence, name = where
    if pd.isna(row["share_with"]):
        look = name_text(fontsize=SMALL, style="italic", color=MUTED)
        ax.text(0.0, y, f"too few articles ({row['n_clusters']:,})", va="center", **look)
        return
    shade = lighter(color, FAINT) if row["status"] == "thin" else color
    share = row["share_with"]
    arms = [[max(0.0, share - row["with_low"])], [max(0.0, row["with_high"] - share)]]
    look = mark_look(shade, is_filled=True, size=6.0) | {"ecolor": shade, "elinewidth": 1.4}
    drawn = ax.errorbar([share], [y], xerr=arms, **({"zorder": 3} | look | kwargs))
    note_right(ax, y, f"{row['n_with']:,} / {row['n_clusters']:,}")
    lead(drawn.lines[0], evidence if row["n_with"] else None, row["outlet"], name)


def _key(cues: pd.DataFrame) -> list[tuple[Any, str]]:
    marks = [(key_mark(), "95 % interval")]
    if (cues["status"] == "thin").any():
        marks.append((key_mark(color=lighter(INK, FAINT)), "lighter: 5 to 9 articles"))
    return marks
