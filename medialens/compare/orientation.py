"""Orientation: gaps between two outlets told from the one that is asked about first."""

import pandas as pd

SWAPPED = (("outlet_a", "outlet_b"), ("n_a", "n_b"), ("n_matched_a", "n_matched_b"))
TURNED = ("gap", "matched_gap", "selection", "selection_one_sided", "selection_mix", "presentation")
INTERVALS = (
    ("ci_low", "ci_high"),
    ("matched_low", "matched_high"),
    ("presentation_low", "presentation_high"),
)


def told_from(differences: pd.DataFrame, outlet: str) -> pd.DataFrame:
    """Return a `DIFFERENCES` table with `outlet` first wherever it is one of the two.

    The sign of every gap turns with its row, so that positive means that `outlet` speaks better
    of the actor; tests and counts of events stay.
    """
    is_turned = differences["outlet_b"] == outlet
    turned = differences[is_turned].rename(columns={**_SWAP, **{b: a for a, b in _SWAP.items()}})
    turned = turned[list(differences.columns)]
    signed = [*TURNED, *(name for pair in INTERVALS for name in pair)]
    turned[signed] = -turned[signed]
    return pd.concat([differences[~is_turned], turned]).sort_index()


_SWAP = dict((*SWAPPED, *INTERVALS))
