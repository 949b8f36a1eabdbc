"""Shuffling: the gap of two outlets beside the gaps that shuffled labels give."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from medialens.plot.style import (
    ACCENT,
    GRID,
    INK,
    LINE,
    label_x,
    new_axes,
    say_nothing,
)

BINS = 41
NOTHING = "No shuffle yet."


def plot_shuffles(
    drawn: pd.DataFrame,
    t: float,
    *,
    ax: Axes | None = None,
    **kwargs: Any,  # noqa: ANN401
) -> Axes:
    """Draw how far apart two outlets come by chance alone, and how far apart they are.

    Parameters
    ----------
    drawn : DataFrame
        Columns t and is_as_far, one row per shuffle, from `Shuffled.drawn`.
    t : float
        The gap as it is, in units of its own error.
    ax : Axes, optional
        Where to draw; by default a new figure.
    **kwargs
        Passed to the bars (``Axes.bar``).

    Returns
    -------
    Axes
        Bars count shuffles by their gap, those as far from 0 as the gap as it is in blue. The
        line is the gap as it is, the dashed line the same to the other side.
    """
    ax = new_axes(ax, 3.2)
    values = drawn["t"].replace([np.inf, -np.inf], np.nan)
    if drawn.empty:
        return say_nothing(ax, NOTHING)
    limit = max(float(values.abs().max()), abs(t) if np.isfinite(t) else 0.0, 1.0) * 1.05
    edges = np.linspace(-limit, limit, BINS + 1)
    bottom = np.zeros(BINS)
    for is_far, color in ((False, LINE), (True, ACCENT)):
        counts, _ = np.histogram(values[drawn["is_as_far"] == is_far].dropna(), edges)
        look = {"color": color, "width": np.diff(edges) * 0.9, "bottom": bottom} | kwargs
        ax.bar((edges[1:] + edges[:-1]) / 2, counts, **look)
        bottom = bottom + counts
    if np.isfinite(t):
        ax.axvline(t, color=INK, linewidth=1.6)
        ax.axvline(-t, color=INK, linewidth=1.0, linestyle="--")
    ax.set_xlim(-limit, limit)
    ax.grid(axis="y", color=GRID, linewidth=0.8)
    ax.set_ylabel("shuffles")
    label_x(ax, _meaning(len(drawn), int(drawn["is_as_far"].sum())))
    return ax


def alt_shuffles(drawn: pd.DataFrame, t: float) -> str:
    """Say in words what `plot_shuffles` shows."""
    if drawn.empty:
        return NOTHING
    n, far = len(drawn), int(drawn["is_as_far"].sum())
    return (
        f"Histogram of {n:,} shuffles by the gap between the two outlets, in units of its error. "
        f"The gap as it is lies at {t:.2f}; {far:,} shuffles lie as far from 0 or farther."
    )


def _meaning(n: int, far: int) -> str:
    return (
        "gap between the outlets, in units of its own error\n"
        f"line: as it is; blue: {far:,} of {n:,} shuffles as far from 0 or farther"
    )
