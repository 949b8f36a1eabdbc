"""The shuffle button: labels change hands at a click, and the gaps pile up."""

from typing import Any

import anywidget
import numpy as np
import traitlets as t

from medialens.compare.shuffling import Shuffled
from medialens.widgets.assets import asset


class ShuffleButton(anywidget.AnyWidget):
    """Buttons that shuffle once, ten and a thousand times, with the gaps of all shuffles so far.

    Needs ``pip install 'medialens[lab]'``. Every shuffle is computed before: the widget shows the
    first `k` of them, so that a class sees the same ones, and the last p is the test's.

    Parameters
    ----------
    shuffled : Shuffled
        Gap and shuffles, such as ``shuffling(...).shuffled``.
    actor : str
        The actor, for the heading.

    Examples
    --------
    In a notebook: ``ShuffleButton(shuffle.shuffled, actor=shuffle.actor)``.
    """

    _esm = asset("shuffling.js")
    _css = asset("shuffling.css")
    facts: Any = t.Dict().tag(sync=True)
    k = t.Int(0).tag(sync=True)

    def __init__(self, shuffled: Shuffled, *, actor: str = "") -> None:
        super().__init__(facts=facts_of(shuffled, actor))


def facts_of(shuffled: Shuffled, actor: str) -> dict[str, Any]:
    """Return what the browser is given: numbers and names, no sentence of an article."""
    sizes = shuffled.slips["outlet"].value_counts()
    about = f" on {actor}" if actor else ""
    return {
        "title": f"{shuffled.outlet_a} less {shuffled.outlet_b}{about}",
        "n_a": int(sizes[shuffled.outlet_a]),
        "n_b": int(sizes[shuffled.outlet_b]),
        "gap": shuffled.gap,
        "t": float(np.clip(shuffled.t, -1e6, 1e6)),
        "gaps": [round(float(value), 6) for value in shuffled.gaps],
        "ts": [round(float(value), 6) for value in np.clip(shuffled.ts, -1e6, 1e6)],
        "is_far": [bool(value) for value in shuffled.is_far],
    }
