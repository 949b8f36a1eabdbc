"""Comparing: the summary of the report that holds everything on one page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from medialens.report.findings import (
    Finding,
    actor_findings,
    actor_limits,
    coverage_findings,
    coverage_limits,
)
from medialens.report.sourcing import WhoseWords
from medialens.report.wording import Wording
from medialens.study import Study

if TYPE_CHECKING:  # loaded here, the module would stand where `report.coded` is looked for
    from medialens.report.coded import Coded

MOST = 5  # sentences on top


def compare_findings(
    study: Study, actors: Sequence[str], words: WhoseWords, wording: Wording, coded: "Coded"
) -> list[Finding]:
    """Return five sentences at most: gaps first, then voices, words and the collection itself.

    Corrected gaps, where people coded articles, come before the machine's; a flaw that must be
    mended before comparing comes before everything.
    """
    flaws = study.flaws()
    grave = coverage_findings(study)[: int((flaws["severity"] == 1).any())]
    gaps = coded.findings(most=2) or actor_findings(study, actors, most=2)
    return [*grave, *gaps, *words.findings()[1:2], *wording.findings()[:1], *words.findings()[:1]][
        :MOST
    ]


def compare_limits(study: Study, actors: Sequence[str], coded: "Coded") -> list[str]:
    """Say what could not be computed, each thing once."""
    said = [*coverage_limits(study), *actor_limits(study, actors), *coded.limits()]
    return list(dict.fromkeys(said))


def events_covered(study: Study, *, most: int = 20) -> pd.DataFrame:
    """Return the events that most outlets cover, and which outlets have none on them.

    Columns: label, first, n_outlets, n_articles, covered_by, not_found_in. Not found in a
    collection is not left out by an outlet.
    """
    table = study.omissions()
    if table.empty:
        columns = ["label", "first", "n_outlets", "n_articles", "covered_by", "not_found_in"]
        return pd.DataFrame(columns=columns)
    labels = study.events.drop_duplicates("event_id").set_index("event_id")["label"]
    rows = []
    for event_id, here in table.groupby("event_id"):
        covered = here[here["is_covered"].astype(bool)]
        silent = here[here["status"] == "left out"]
        rows.append(
            {
                "label": labels[event_id],
                "first": covered["first"].min(),
                "n_outlets": len(covered),
                "n_articles": int(covered["n_articles"].sum()),
                "covered_by": ", ".join(covered["outlet"]),
                "not_found_in": ", ".join(silent["outlet"]),
            }
        )
    found = pd.DataFrame(rows)
    order = found.sort_values(["n_outlets", "n_articles", "label"], ascending=[False, False, True])
    return order.head(most).reset_index(drop=True)
