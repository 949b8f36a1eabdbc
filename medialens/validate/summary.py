"""The summary of a validation, as text for a terminal."""

from collections.abc import Iterator, Sequence

import pandas as pd

from medialens.io.export import format_table
from medialens.validate.agreement import CONVENTION
from medialens.validate.judging import Validation

_KINDS = ("coded", "undecidable", "none", "blank", "rejected", "missing")
_AGREEMENT = ["measure", "outlet", "n_items", "n_same", "alpha_nominal", "alpha_ordinal"]
_AGREEMENT += ["ordinal_low", "ordinal_high", "status"]
_ACCURACY = ["measure", "outlet", "n", "accuracy", "accuracy_low", "accuracy_high", "macro_f1"]
_ACCURACY += ["error", "error_low", "error_high"]
_CORRECTED = ["actor_id", "measure", "outlet", "n_clusters", "n_gold", "machine_mean", "mean"]
_CORRECTED += ["ci_low", "ci_high", "status"]
_GAPS = ["actor_id", "measure", "outlet_a", "outlet_b", "machine_gap", "gap", "ci_low", "ci_high"]
_GAPS += ["p", "q", "status"]


def validation_text(found: Validation) -> str:
    """Return what was read, how far coders and machine agree, and the corrected means."""
    return "\n".join(
        [
            "SHEETS",
            *_counted(found.counts),
            "",
            "CODERS AMONG THEMSELVES: Krippendorff's alpha",
            _shown(found.agreement, _AGREEMENT),
            CONVENTION,
            "",
            "MACHINE AGAINST CODERS: error is machine minus coders",
            _shown(found.accuracy, _ACCURACY),
            *_tests(found.accuracy),
            "",
            "CORRECTED MEANS: only rows with status enough or coded in full bear a claim",
            _shown(found.corrected, _CORRECTED),
            "",
            "CORRECTED GAPS: first outlet minus second",
            *_gaps(found.corrected_gaps),
            "",
        ]
    )


def _counted(counts: pd.DataFrame) -> Iterator[str]:
    for row in counts.to_dict("records"):
        parts = " + ".join(f"{row[f'n_{kind}']} {kind}" for kind in _KINDS)
        yield f"{row['file']}: {row['n_rows']} rows, {row['n_rows_rejected']} of them rejected"
        yield f"  {row['n_asked']} codes asked for = {parts}"


def _tests(accuracy: pd.DataFrame) -> Iterator[str]:
    for row in accuracy[accuracy["p_error"].notna()].to_dict("records"):
        yield (
            f"{row['measure']}: outlets differ in accuracy with p = {row['p_accuracy']:.3f}, in "
            f"error with p = {row['p_error']:.3f} (articles shuffled)"
        )


def _gaps(gaps: pd.DataFrame) -> Iterator[str]:
    """Yield the pairs that have a gap, and how many have none."""
    has_gap = gaps["gap"].notna()
    yield _shown(gaps[has_gap], _GAPS)
    if n_without := int((~has_gap).sum()):
        yield f"{n_without} more pairs of outlets have too few coded articles"


def _shown(table: pd.DataFrame, columns: Sequence[str]) -> str:
    return format_table(table[list(columns)], "text").decode("utf-8").rstrip("\n")
