"""What the figure of a trend draws of its tables, and the text that says the same."""

from typing import Any

import pandas as pd

from medialens.plot.naming import VOICES, actor_names, count, one_of, percent, signed

COVERAGE = "coverage"
NOTHING = "No period has five distinct articles."
COLUMNS = {
    COVERAGE: {"value": "share", "low": "share_low", "high": "share_high", "n": "n_outlet"},
    "mean": {"value": "mean", "low": "ci_low", "high": "ci_high", "n": "n_clusters"},
}


def alt_trend(
    change: pd.DataFrame,
    shifts: pd.DataFrame | None = None,
    actors: pd.DataFrame | None = None,
    *,
    measure: str = "own_stance",
) -> str:
    """Say from where to where the values go, which periods have none, and where a shift is.

    Parameters
    ----------
    change : DataFrame
        The rows of a `CHANGE` table that are drawn, of one actor.
    shifts : DataFrame, optional
        A `SHIFTS` table.
    actors : DataFrame, optional
        An `ACTORS` table, for names.
    measure : str, default "own_stance"
        The measure drawn.

    Returns
    -------
    str
        Plain text.
    """
    if change.empty:
        return NOTHING
    actor_id = str(one_of(change, "actor_id", None))
    parts = []
    for outlet, rows in change.groupby("outlet"):
        table = series_of(rows, measure)
        found = shift_in(table, shifts, measure)
        parts.append(f"{outlet}: {_said(table, found, measure)}")
    name = actor_names(actors).get(actor_id, actor_id)
    return f"{meaning_of(measure).capitalize()} on {name} per period. {' '.join(parts)}"


def series_of(change: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Return value, low, high, n and start of one outlet and actor in order of time."""
    outlet, actor = (one_of(change, column, None) for column in ("outlet", "actor_id"))
    is_share = measure == COVERAGE
    rows = change if is_share else change[change["measure"] == measure]
    rows = rows.sort_values(["period_start", "measure"]).drop_duplicates("period_start")
    named = COLUMNS[COVERAGE if is_share else "mean"]
    taken = {name: rows[column].astype(float) for name, column in named.items()}
    table = pd.DataFrame(taken).assign(start=rows["period_start"])
    return table.assign(outlet=outlet, actor_id=actor).reset_index(drop=True)


def shift_in(table: pd.DataFrame, shifts: pd.DataFrame | None, measure: str) -> Any:  # noqa: ANN401
    """Return the series' row of `shifts` if there is a shift, else None."""
    if shifts is None or table.empty:
        return None
    found = shifts[shifts["is_shift"] & (shifts["measure"] == measure)]
    for column in ("outlet", "actor_id"):
        found = found[found[column] == table[column].iloc[0]]
    return None if found.empty else found.iloc[0]


def meaning_of(measure: str) -> str:
    """Say what the y axis shows."""
    if measure == COVERAGE:
        return "share of articles"
    return f"mean, {VOICES.get(measure, measure)}"


def _said(table: pd.DataFrame, found: Any, measure: str) -> str:  # noqa: ANN401
    write = percent if measure == COVERAGE else signed
    drawn = table.dropna(subset=["value"])
    if drawn.empty:
        return f"no period of {len(table)} has five distinct articles."
    first, last = drawn.iloc[0], drawn.iloc[-1]
    text = (
        f"from {write(first['value'])} in the period from {_day(first['start'])} to "
        f"{write(last['value'])} in that from {_day(last['start'])}; "
        f"{count(len(table) - len(drawn), 'period')} of {len(table)} without a mark."
    )
    if found is None:
        return text
    before, after = write(found["mean_before"]), write(found["mean_after"])
    return f"{text} A shift at {_day(found['shift_start'])}, from {before} to {after}."


def _day(start: pd.Timestamp) -> str:
    return f"{start.day} {start:%B %Y}"
