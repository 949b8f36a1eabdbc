"""The marks of a stance figure: one row per outlet, one line per measure in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from medialens.plot.leads import lead
from medialens.plot.lettering import name_text, shorten
from medialens.plot.naming import VOICES, symmetric_limit
from medialens.plot.style import (
    FACE,
    MUTED,
    SMALL,
    color_of,
    key_mark,
    mark_look,
    note_right,
    set_rows,
)

LIMITS = (0.25, 0.5, 0.75, 1.0)
OFFSET = 0.2  # rows; the first measure above the row's middle, the second below
THIN = 0.45  # opacity of what rests on few articles


@dataclass(frozen=True)
class Marks:
    """The profile's rows of one actor by (outlet, measure), and how they are drawn."""

    rows: Mapping[tuple[str, str], Any]
    measures: Sequence[str]

    @property
    def outlets(self) -> list[str]:
        """Outlets by the first measure's mean, those without one last, in alphabetical order."""

        def place(outlet: str) -> tuple[bool, float, str]:
            row = self.rows.get((outlet, self.measures[0]))
            mean = row.mean if row is not None and is_measured(row) else None
            return (mean is None, -(mean or 0.0), outlet)

        return sorted({outlet for outlet, _ in self.rows}, key=place)

    def draw(
        self,
        ax: Axes,
        outlets: Sequence[str],
        palette: Mapping[str, str] | None,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Draw one row per outlet, with words where there is nothing to measure."""
        set_rows(ax, [shorten(outlet) for outlet in outlets])
        ax.axvline(0.0, color=MUTED, linewidth=1.0, zorder=1)
        for y, outlet in enumerate(outlets):
            if any((outlet, measure) in self.rows for measure in self.measures):
                self._draw_outlet(ax, y, outlet, color_of(outlet, palette), **kwargs)
            else:
                _write_instead(ax, y, "not mentioned")

    def _draw_outlet(
        self,
        ax: Axes,
        y: int,
        outlet: str,
        color: str,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        offsets = (-OFFSET, OFFSET) if len(self.measures) == 2 else (0.0,)
        for measure, offset in zip(self.measures, offsets, strict=True):
            row = self.rows.get((outlet, measure))
            if is_measured(row):
                is_filled = measure == self.measures[0]
                look = mark_look(color, is_filled=is_filled) | {"ecolor": color}
                _draw_mark(ax, row, y + offset, **(look | kwargs))
            else:
                _write_instead(ax, y + offset, _why_not(row, measure))

    def key(self) -> list[tuple[Line2D, str]]:
        """Return what explains the marks: voices, and thin evidence if there is any."""
        marks = [
            (key_mark(is_filled=i == 0), VOICES[measure]) for i, measure in enumerate(self.measures)
        ]
        if any(is_measured(row) and row.status == "thin" for row in self.rows.values()):
            marks.append((key_mark(alpha=THIN), "lighter: 5 to 9 articles"))
        return marks


def marks_of(profile: pd.DataFrame, actor_id: str | None, measures: Sequence[str]) -> Marks:
    """Return the marks of one actor.

    Raises
    ------
    ValueError
        If there are not one or two measures, or one of them is not a stance measure.
    """
    unknown = [measure for measure in measures if measure not in VOICES]
    if unknown or not 1 <= len(measures) <= 2:
        raise ValueError(f"measures={list(measures)}; choose one or two of {list(VOICES)}")
    chosen = profile[(profile["actor_id"] == actor_id) & profile["measure"].isin(measures)]
    rows = {(str(row.outlet), str(row.measure)): row for row in chosen.itertuples(index=False)}
    return Marks(rows, measures)


def is_measured(row: Any) -> bool:  # noqa: ANN401
    """Tell whether a profile's row has a mean that may be shown."""
    return row is not None and row.status != "too few" and pd.notna(row.mean)


def limit_of(rows: Iterable[Any]) -> float:
    """Return the end of the scale: narrower than 1 where all intervals allow it."""
    ends = [(row.mean, row.ci_low, row.ci_high) for row in rows if is_measured(row)]
    return symmetric_limit([end for three in ends for end in three], steps=LIMITS) if ends else 1.0


def _draw_mark(ax: Axes, row: Any, y: float, **look: Any) -> None:  # noqa: ANN401
    settings: dict[str, Any] = {
        "elinewidth": 1.6,
        "alpha": THIN if row.status == "thin" else 1.0,
        "zorder": 3,
    }
    arms = [[row.mean - row.ci_low], [row.ci_high - row.mean]]
    drawn = ax.errorbar([row.mean], [y], xerr=arms, **(settings | look))
    # what the mark stands for: a report leads from it to the sentences
    lead(drawn.lines[0], row.actor_id, row.outlet)
    note_right(ax, y, f"{row.n_clusters:,}")


def _why_not(row: Any, measure: str) -> str:  # noqa: ANN401
    if row is None:
        return f"not in {VOICES[measure]}"
    return f"too few articles ({row.n_clusters:,})"


def _write_instead(ax: Axes, y: float, text: str) -> None:
    ax.annotate(
        text,
        (0.0, y),
        xycoords=ax.get_yaxis_transform(),
        xytext=(2, 0),
        textcoords="offset points",
        va="center",
        color=MUTED,
        bbox={"facecolor": FACE, "edgecolor": "none", "pad": 0.8},
        **name_text(fontsize=SMALL, style="italic"),
    )
