"""Coded: what a report says once people have coded a sample of its articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from medialens.report import numbers
from medialens.report.findings import Q_FINDING, WORDING, Finding
from medialens.study import Study
from medialens.validate import read_gold
from medialens.validate.correcting import CLAIMS


@dataclass(frozen=True)
class Coded:
    """The corrected estimates of a study, for the actors that the report follows.

    Parameters
    ----------
    means, gaps : DataFrame
        `CORRECTED` and `CORRECTED_GAPS` tables with names; empty without coded articles.
    """

    means: pd.DataFrame
    gaps: pd.DataFrame

    @property
    def n(self) -> int:
        """Articles that people coded."""
        return int(self.means.groupby("outlet")["n_gold"].max().sum()) if len(self.means) else 0

    def findings(self, *, most: int = 3) -> list[Finding]:
        """Return the gaps that people's codes bear out, the most certain first."""
        table = self.gaps[self.gaps["status"].isin(CLAIMS)]
        table = table[(table["q"] < Q_FINDING) & (table["ci_low"] * table["ci_high"] > 0)]
        return [_gap(row) for row in table.head(most).to_dict("records")]

    def limits(self) -> list[str]:
        """Say which corrected gaps bear no claim, and why."""
        if not len(self.gaps):
            return []
        few = int((~self.gaps["status"].isin(CLAIMS)).sum())
        return [
            f"{few} of {len(self.gaps)} corrected gaps rest on fewer than 50 coded articles of an "
            "outlet and bear no claim."
        ] * bool(few)


def coded(study: Study, gold: str | None, *, actors: Sequence[str] | None = None) -> Coded:
    """Return the corrected estimates that the coded articles in the file `gold` allow.

    Without a file both tables are empty. Raises ``ReadError`` where the file is no gold table, or
    belongs to another state of the collection.
    """
    if gold is None:
        return Coded(pd.DataFrame(), pd.DataFrame(columns=["status", "q", "ci_low", "ci_high"]))
    table = read_gold(gold, fingerprint=study.corpus.fingerprint)
    means, gaps = study.corrected(table), study.corrected_differences(table)
    if actors is not None:
        means = means[means["actor_id"].isin(actors)].reset_index(drop=True)
        gaps = gaps[gaps["actor_id"].isin(actors)].reset_index(drop=True)
    return Coded(means, gaps)


def _gap(row: dict[Any, Any]) -> Finding:
    sign = 1 if row["gap"] >= 0 else -1
    kinder, harsher = (row["outlet_a"], row["outlet_b"])[::sign]
    ends = sorted((sign * row["ci_low"], sign * row["ci_high"]))
    machine = numbers.number(sign * row["machine_gap"], signed=True)
    return Finding(
        f"People's codes bear out that {harsher} writes more negatively of {row['actor']} than "
        f"{kinder} {WORDING[row['measure']]}: gap {numbers.number(abs(row['gap']))} with the "
        f"machine's errors taken out, {machine} by the machine alone.",
        f"{row['n_gold_a']} and {row['n_gold_b']} coded articles",
        numbers.interval(*ends),
    )
