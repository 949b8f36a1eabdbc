"""The machine's answers to the items of a validation sample, as codes."""

import pandas as pd

from medialens.validate import Key
from medialens.validate.accuracy import CUT
from medialens.validate.key import MEASURES


def machine_codes(key: Key) -> pd.DataFrame:
    """Return the machine's answers of a sample's key, for ``machine=`` of `code`.

    Parameters
    ----------
    key : Key
        From `medialens.validate.read_key`. Two coders whose agreement is to be measured must not
        see it before both are done.

    Returns
    -------
    DataFrame
        item, portrayal, own_stance (``-1``, ``0``, ``1`` or ``none``) and why. A value beyond
        a third counts as a side.
    """
    rows = []
    for item in key.items:
        found = {name: getattr(item, name) for name in MEASURES}
        why = ", ".join(
            f"{name.replace('_', ' ')} {value:+.2f}"
            for name, value in found.items()
            if value is not None
        )
        codes = {name: _code(value) for name, value in found.items()}
        rows.append({"item": item.item, **codes, "why": f"{key.scorer}: {why or 'no value'}"})
    return pd.DataFrame(rows)


def _code(value: float | None) -> str:
    if value is None:
        return "none"
    return "0" if abs(value) <= CUT else ("1" if value > 0 else "-1")
