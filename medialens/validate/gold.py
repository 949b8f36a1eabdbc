"""The gold table: what the coders say of each item, joined into one code."""

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

from medialens.errors import ReadError
from medialens.schemas import GOLD
from medialens.validate.key import Key

LABELS = {-1.0: "negative", 0.0: "neutral", 1.0: "positive"}
UNDECIDABLE = "undecidable"


def make_gold(codes: pd.DataFrame, key: Key) -> pd.DataFrame:
    """Join the coders' codes into one row per item and measure.

    Parameters
    ----------
    codes : DataFrame
        From `read_sheets`.
    key : Key
        The sample's key.

    Returns
    -------
    DataFrame
        A `GOLD` table. ``code`` is the mean of the codes, so that a disputed item is neither
        dropped nor decided by whose sheet came first; it is missing where more coders said
        undecidable than gave a code. ``label`` is missing where no code has most coders behind it.
    """
    rows = []
    for (item, measure), group in codes.groupby(["item", "measure"]):
        given = group["code"].tolist()
        decided = [code for code in given if not np.isnan(code)]
        n_undecidable = len(given) - len(decided)
        rows.append(
            {
                "item": item,
                "measure": measure,
                "code": np.mean(decided) if len(decided) >= max(n_undecidable, 1) else np.nan,
                "label": _label(given),
                "n_coders": len(given),
                "n_undecidable": n_undecidable,
            }
        )
    items = pd.DataFrame([item.model_dump() for item in key.items])
    items = items[["item", "article_id", "cluster_id", "outlet", "actor_id"]]
    drawn = pd.DataFrame([stratum.model_dump() for stratum in key.strata])
    where = items.merge(drawn[["outlet", "actor_id", "n_drawn"]], on=["outlet", "actor_id"])
    table = GOLD.table(rows)[["item", "measure", "code", "label", "n_coders", "n_undecidable"]]
    return GOLD.table(table.merge(where, on="item").assign(fingerprint=key.fingerprint))


def read_gold(path: str | Path, *, fingerprint: str | None = None) -> pd.DataFrame:
    """Read a gold table that `write_validation` has written.

    Parameters
    ----------
    path : str or Path
        The ``gold.csv``.
    fingerprint : str, optional
        Fingerprint of the collection for which it is wanted (``corpus.fingerprint``).

    Returns
    -------
    DataFrame
        A `GOLD` table.

    Raises
    ------
    ReadError
        If there is no such file, it is no gold table, or it belongs to another state of the
        collection.
    """
    path = Path(path)
    texts = {name: "str" for name, column in GOLD.columns.items() if column.kind == "text"}
    try:
        table = pd.read_csv(path, dtype=texts, keep_default_na=False, na_values=[""])
        gold = GOLD.table(GOLD.check(table))
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}; give a gold.csv") from error
    except Exception as error:  # a damaged table raises whatever the parser stumbles over
        raise ReadError(f"{path.name} is no gold table: {error}") from error
    for name in texts:
        # the apostrophe that keeps a spreadsheet from running a text as a formula
        gold[name] = gold[name].str.replace(r"^'(?=\s*[=+\-@])", "", regex=True)
    if fingerprint is not None and set(gold["fingerprint"]) - {fingerprint}:
        raise ReadError(
            f"{path.name} was coded for another state of the collection "
            f"({gold['fingerprint'].iloc[0]}, now {fingerprint}); draw and code a new sample"
        )
    return gold


def _label(codes: list[float]) -> str | None:
    """Return the label that more coders chose than any other, or ``None``."""
    labels = Counter(LABELS.get(code, UNDECIDABLE) for code in codes)
    (first, n_first), *others = labels.most_common(2)
    return None if others and others[0][1] == n_first else first
