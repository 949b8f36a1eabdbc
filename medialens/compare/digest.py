"""Digest: the few things of a period that stand out, in words; or that nothing does."""

from typing import Any

import pandas as pd

from medialens.schemas import ALERTS

MOST = 5
NOTHING = "nothing stands out"


def digest(
    alerts: pd.DataFrame, actors: pd.DataFrame | None = None, *, most: int = MOST
) -> list[str]:
    """Say what stands out in a period, the surest first.

    Parameters
    ----------
    alerts : DataFrame
        An `ALERTS` table.
    actors : DataFrame, optional
        An `ACTORS` table, for names.
    most : int, default 5
        Items at most; how many are left out is said in a line of its own.

    Returns
    -------
    list of str
        One sentence per item. A quiet period has one that says so, and of how many comparisons.
    """
    ALERTS.check(alerts)
    if alerts.empty:
        return ["No whole period to compare."]
    names = {} if actors is None else dict(zip(actors["actor_id"], actors["name"], strict=True))
    found = alerts[alerts["tier"] != "none"]
    window = _window(alerts.iloc[0])
    if found.empty:
        return [_quiet(alerts, window)]
    said = [_sentence(row, names, window, alerts) for row in found.head(most).to_dict("records")]
    rest = len(found) - most
    return said if rest <= 0 else [*said, f"{rest} more in the table of alerts."]


def _window(row: "pd.Series[Any]") -> str:
    start = row["period_start"]
    return f"the {row['period']} from {start.day} {start:%B %Y}"


def _quiet(alerts: pd.DataFrame, window: str) -> str:
    compared = int(alerts["p"].notna().sum())
    if compared:
        return f"In {window} {NOTHING}: {compared:,} counts compared."
    return f"In {window} {alerts['note'].iloc[0]}."


def _sentence(row: dict[Any, Any], names: dict[Any, str], window: str, alerts: pd.DataFrame) -> str:
    usual = (
        f"after {row['usual']:.1f} a {row['period']} before (usual range "
        f"{row['usual_low']:.0f} to {row['usual_high']:.0f})"
    )
    articles = f"{row['n_now']:,} {'article' if row['n_now'] == 1 else 'articles'}"
    if row["tier"] == "composition":
        left_out = int(((alerts["outlet"] == row["outlet"]) & alerts["p"].isna()).sum())
        rest = f"; its {left_out:,} counts by actor were not compared" if left_out else ""
        return (
            f"{row['outlet']} has {articles} in {window}, {usual}. Its feed may have changed{rest}."
        )
    actor = names.get(row["actor_id"], row["actor_id"])
    return f"{row['outlet']}: {articles} on {actor} in {window}, {usual}. {_tier(row)}."


def _tier(row: dict[Any, Any]) -> str:
    if row["tier"] == "watch":
        return f"To watch: p {_digits(row['p'])}, and such counts come by chance"
    if row["note"]:
        return f"A shift: it lasts {row['note']}"
    return f"A shift: q {_digits(row['q'])}"


def _digits(p: float) -> str:
    return "< .001" if p < 0.001 else f"= {p:.3f}".replace("0.", ".")
