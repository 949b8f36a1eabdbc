"""What tables and figures call things: measures, actors, numbers."""

import math
from collections.abc import Sequence

import pandas as pd

VOICES = {
    "own_stance": "own voice",
    "voiced_stance": "quoted voice",
    "portrayal": "any voice",
}
SOURCES = {  # who speaks, where no actor is meant
    "own": "the outlet itself",
    "named": "other named sources",
    "anonymous": "unnamed sources",
    "relay": "other outlets",
}
BEYOND_CHANCE = 0.10  # the q below which a comparison counts as beyond chance


def actor_names(actors: pd.DataFrame | None) -> dict[str, str]:
    """Return actor_id to name; empty without a table, and every actor then keeps its id."""
    return {} if actors is None else dict(zip(actors["actor_id"], actors["name"], strict=True))


def one_of(table: pd.DataFrame, column: str, wanted: str | None) -> str | None:
    """Return the value of `column` to draw: the one wanted, or the only one; None if empty.

    Raises
    ------
    ValueError
        If several are there and none is wanted.
    """
    if wanted is not None:
        return wanted
    found = sorted(table[column].dropna().unique())
    if len(found) > 1:
        listed = ", ".join(repr(value) for value in found[:20])
        raise ValueError(
            f"the table has {len(found)} values of {column}, one is drawn; "
            f"choose {column}=... out of {listed}, or draw the grid"
        )
    return found[0] if found else None


def signed(value: float, places: int = 2) -> str:
    """Write a number with its sign and a true minus.

    Examples
    --------
    >>> signed(-0.254), signed(0.5, 1), signed(-0.001)
    ('−0.25', '+0.5', '0')
    """
    text = f"{value:+.{places}f}"
    return text.replace("-", "−") if text.strip("+-0.") else "0"


def count(n: int, noun: str) -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> count(1, "article"), count(1200, "article")
    ('1 article', '1,200 articles')
    """
    return f"{n:,} {noun if n == 1 else noun + 's'}"


def percent(share: float) -> str:
    """Write a share as a whole percentage; what is not nothing is never written as 0 %.

    Examples
    --------
    >>> percent(0.314), percent(0.001), percent(0.0)
    ('31 %', 'under 1 %', '0 %')
    """
    return "under 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def chance(q: float) -> str:
    """Write the false-discovery rate of a comparison; what is below .10 is not rounded up to it.

    Examples
    --------
    >>> chance(0.952), chance(0.0999), chance(0.0001), chance(math.nan)
    ('q = .95', 'q = .099', 'q < .001', 'not tested')
    """
    if math.isnan(q):
        return "not tested"
    if q < 0.001:
        return "q < .001"
    text = f"{min(q, 0.099):.3f}" if q < BEYOND_CHANCE else f"{q:.2f}"
    return f"q = {text.removeprefix('0')}"


def symmetric_limit(values: Sequence[float], *, steps: Sequence[float]) -> float:
    """Return the smallest of `steps` that holds all `values` on both sides of zero."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    return next((step for step in steps if step >= largest), steps[-1])
