"""The look that all figures share: colors, fonts, sizes, axes without clutter."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, cast

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from medialens.plot.lettering import drawable, families, name_text, shorten

INK = "#1f2328"
MUTED = "#59616b"
LINE = "#b4bac2"
GRID = "#e4e7eb"
FACE = "#ffffff"
ACCENT = "#0072b2"
CONTRAST = "#b34e00"  # the palette's vermilion, darkened: the second side of a comparison

# Okabe and Ito's colors, told apart by color-blind readers; their yellow is too faint on white.
OUTLET_COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")

WIDTH = 7.2  # inches; with 10 point letters a figure is still read on a telephone's screen
SIZE = 10.0
SMALL = 9.0


def outlet_palette(outlets: Iterable[str]) -> dict[str, str]:
    """Give each outlet its color, the same whatever order the outlets come in.

    Parameters
    ----------
    outlets : iterable of str
        All outlets of a report, so that each keeps its color from figure to figure.

    Returns
    -------
    dict of str to str
        Outlet to color. More outlets than readers can tell apart by color share one color: their
        names stand beside the marks in every figure.

    Examples
    --------
    >>> outlet_palette(["Post", "Herald"])
    {'Herald': '#0072b2', 'Post': '#d55e00'}
    """
    names = sorted(set(outlets))
    colors = OUTLET_COLORS if len(names) <= len(OUTLET_COLORS) else (ACCENT,) * len(names)
    return dict(zip(names, colors, strict=False))


def style_settings() -> dict[str, Any]:
    """Return the matplotlib settings of a report: fonts, solid white face, paths for letters.

    Letters in SVG are drawn as paths, so that a page looks the same offline, on every system and
    in print. The face is solid, so that a figure is also read on a dark page.
    """
    return {
        "font.family": list(families()),
        "font.size": SIZE,
        "text.color": INK,
        "text.parse_math": False,
        "axes.labelcolor": INK,
        "axes.edgecolor": LINE,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "figure.facecolor": FACE,
        "axes.facecolor": FACE,
        "savefig.facecolor": FACE,
        "savefig.transparent": False,
        "savefig.dpi": 200,
        "svg.fonttype": "path",
        "svg.hashsalt": "medialens",
        "hatch.linewidth": 0.8,
    }


def style() -> AbstractContextManager[None]:
    """Apply `style_settings` within a ``with`` block; afterwards the former settings hold.

    Returns
    -------
    context manager
        To be entered once.
    """
    settings: Any = style_settings()
    return plt.rc_context(settings)


def figure_height(n_rows: int, *, row: float = 0.36, margin: float = 1.2) -> float:
    """Return the inches that `n_rows` rows need, with `margin` for axis and key.

    Examples
    --------
    >>> figure_height(5, row=0.4, margin=1.0)
    3.0
    """
    return max(2.0, n_rows * row + margin)


def new_axes(ax: Axes | None, height: float) -> Axes:
    """Return `ax`, or the axes of a new figure of that height, in the common look."""
    if ax is None:
        figure = plt.figure(figsize=(WIDTH, height), facecolor=FACE, layout="constrained")
        ax = figure.add_subplot()
    return tidy(ax)


def new_grid(n_panels: int, n_columns: int, height: float) -> tuple[Figure, list[Axes]]:
    """Return a figure of panels that share both axes, and as many of them as are used.

    `height` is that of one panel.
    """
    n_columns = max(1, min(n_columns, n_panels))
    n_rows = -(-n_panels // n_columns)
    figure = plt.figure(
        figsize=(WIDTH, max(2.0, n_rows * height)), facecolor=FACE, layout="constrained"
    )
    panels = [tidy(panel) for panel in figure.subplots(n_rows, n_columns, squeeze=False).flat]
    for unused in panels[n_panels:]:
        unused.remove()
    return figure, panels[:n_panels]


def figure_of(ax: Axes) -> Figure:
    """Return the whole figure that the axes stand in."""
    return cast("Figure", ax.get_figure(root=True))


def tidy(ax: Axes) -> Axes:
    """Give the axes the common look: two thin spines, light grid, quiet ticks."""
    ax.set_facecolor(FACE)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(LINE)
    ax.set_axisbelow(True)
    ax.tick_params(
        length=0, labelsize=SIZE, labelcolor=INK, color=LINE, labelfontfamily=list(families())
    )
    return ax


def set_rows(ax: Axes, labels: Sequence[str]) -> None:
    """Make the y axis one of named rows, the first at the top, without an axis line."""
    ax.set_yticks(range(len(labels)), labels=list(labels), **name_text(fontsize=SIZE))
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x", color=GRID, linewidth=0.8)


def set_ends(ax: Axes, left: str, right: str) -> None:
    """Write at both ends, under the x axis, what lies in that direction."""
    for x, text, side in ((0.0, f"← {left}", "left"), (1.0, f"{right} →", "right")):
        ax.annotate(
            text,
            (x, 0.0),
            xytext=(0, -22),
            xycoords="axes fraction",
            textcoords="offset points",
            ha=side,
            va="top",
            color=MUTED,
            **name_text(fontsize=SMALL),
        )
    ax.xaxis.labelpad = 22


def set_key(ax: Axes, marks: Sequence[tuple[Line2D, str]]) -> None:
    """Explain the marks in one line above the axes."""
    handles, labels = zip(*marks, strict=True)
    place: dict[str, Any] = {"bbox_to_anchor": (0.0, 1.0), "borderaxespad": 0.2} | _key_look()
    ax.legend(handles, labels, loc="lower left", ncols=len(marks), **place)


def set_figure_key(figure: Figure, marks: Sequence[tuple[Line2D, str]], *notes: str) -> None:
    """Explain the marks in one line at the top of a figure, and add `notes` in words."""
    nothing = Line2D([], [], linestyle="none")
    handles, labels = zip(*marks, *((nothing, note) for note in notes), strict=True)
    place = {"borderaxespad": 0.4} | _key_look()
    figure.legend(handles, labels, loc="outside upper left", ncols=len(labels), **place)


def _key_look() -> dict[str, Any]:
    return {
        "frameon": False,
        "borderpad": 0.2,
        "handlelength": 1.2,
        "handletextpad": 0.3,
        "columnspacing": 1.4,
        "labelcolor": INK,
        "prop": {"family": list(families()), "size": SMALL},
    }


def key_mark(*, is_filled: bool = True, color: str = INK, alpha: float = 1.0) -> Line2D:
    """Return a mark for `set_key`."""
    return Line2D([], [], alpha=alpha, **mark_look(color, is_filled=is_filled))


def title_panel(ax: Axes, name: str, *, width: int) -> None:
    """Write a panel's name above it, at its left edge, with `width` letters a line."""
    text = shorten(name, width=width, lines=3)
    ax.set_title(text, loc="left", color=INK, **name_text(fontsize=SIZE, weight="bold"))


def mark_look(color: str, *, is_filled: bool, size: float = 7.0) -> dict[str, Any]:
    """Return the properties of a filled or hollow mark."""
    return {
        "marker": "o",
        "linestyle": "none",
        "markersize": size,
        "markerfacecolor": color if is_filled else FACE,
        "markeredgecolor": color,
        "markeredgewidth": 1.5,
    }


def label_x(ax: Axes, text: str) -> None:
    """Write the label of the x axis; names from the data may stand in it."""
    ax.set_xlabel(text, **name_text(fontsize=SIZE, color=INK))


def note_right(ax: Axes, y: float, text: str, **options: Any) -> None:  # noqa: ANN401
    """Write `text` at the right edge of row `y`; rows are counted from 0 at the top."""
    settings = name_text(fontsize=SMALL, color=MUTED, va="center", ha="left") | options
    ax.annotate(
        text,
        (1.0, y),
        xytext=(6, 0),
        xycoords=ax.get_yaxis_transform(),
        textcoords="offset points",
        annotation_clip=False,
        **settings,
    )


def head_right(ax: Axes, text: str) -> None:
    """Write the heading of what `note_right` wrote, above the axes at the right edge."""
    ax.annotate(
        text,
        (1.0, 1.0),
        xytext=(6, 3),
        xycoords="axes fraction",
        textcoords="offset points",
        annotation_clip=False,
        ha="left",
        va="bottom",
        **name_text(fontsize=SMALL, color=MUTED),
    )


def say_nothing(ax: Axes, text: str) -> Axes:
    """Write on empty axes what is missing, in words."""
    ax.set_axis_off()
    ax.text(
        0.5,
        0.5,
        textwrap.fill(drawable(text), 60),
        ha="center",
        va="center",
        transform=ax.transAxes,
        color=MUTED,
        **name_text(fontsize=SIZE),
    )
    return ax


def lighter(color: str, share: float) -> str:
    """Return a solid color of which only `share` is `color`, the rest white.

    Unlike opacity, it stays light where several marks lie on each other.

    Examples
    --------
    >>> lighter("#000000", 0.2)
    '#cccccc'
    """
    red, green, blue = (share * part + 1.0 - share for part in to_rgb(color))
    return to_hex((red, green, blue))


def color_of(name: str, palette: Mapping[str, str] | None) -> str:
    """Return the color of `name` in the palette; the accent color where it has none."""
    return (palette or {}).get(name, ACCENT)
