"""How far the coders agree with each other."""

import numpy as np
import pandas as pd

from medialens.schemas import AGREEMENT
from medialens.validate.key import Item, Key
from medialens.validate.krippendorff import Alpha, krippendorff_alpha

ALL = "all outlets"
RELY = 0.800
TENTATIVE = 0.667
CONVENTION = (
    f"By convention conclusions may rest on an alpha of {RELY:.3f} or more, tentative ones on "
    f"{TENTATIVE:.3f} or more (Krippendorff)."
)
_UNDECIDABLE = 9.0  # a value of its own among the nominal codes


def compare_coders(codes: pd.DataFrame, key: Key, *, seed: int = 1) -> pd.DataFrame:
    """Return Krippendorff's alpha per measure, over all outlets and for each.

    Parameters
    ----------
    codes : DataFrame
        From `read_sheets`.
    key : Key
        The sample's key.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    DataFrame
        An `AGREEMENT` table. Read an outlet's row beside the others: coders who agree less on one
        outlet make its numbers less sure. Where a code is rare, alpha is low although the coders
        mostly gave the same: ``n_same`` shows it.
    """
    items = {item.item: item for item in key.items}
    outlets = codes["item"].map(lambda item: items[item].outlet)
    rows = []
    for measure, given in codes.groupby("measure"):
        for outlet in (ALL, *sorted(outlets.loc[given.index].unique())):
            chosen = given if outlet == ALL else given[outlets.loc[given.index] == outlet]
            rows.append({"measure": measure, "outlet": outlet, **_row(chosen, items, seed)})
    return AGREEMENT.table(rows)


def _row(codes: pd.DataFrame, items: dict[str, Item], seed: int) -> dict[str, object]:
    filled = codes.assign(code=codes["code"].fillna(_UNDECIDABLE))
    table = filled.set_index(["coder", "item"])["code"].unstack()  # noqa: PD010 - no pivot table
    groups = [items[item].article_id for item in table.columns]
    nominal = krippendorff_alpha(table, level="nominal", groups=groups, seed=seed)
    ordered = table.mask(table == _UNDECIDABLE)
    ordinal = krippendorff_alpha(ordered, level="ordinal", groups=groups, seed=seed)
    twice = table.loc[:, table.notna().sum() > 1]
    return {
        "n_coders": len(table),
        "n_items": twice.shape[1],
        "n_same": int((twice.max() == twice.min()).sum()),
        "alpha_nominal": nominal.alpha,
        "nominal_low": nominal.low,
        "nominal_high": nominal.high,
        "alpha_ordinal": ordinal.alpha,
        "ordinal_low": ordinal.low,
        "ordinal_high": ordinal.high,
        "status": _status(ordinal),
    }


def _status(found: Alpha) -> str:
    if np.isnan(found.alpha):
        return "none"
    if found.alpha >= RELY:
        return "rely"
    return "tentative" if found.alpha >= TENTATIVE else "too low"
