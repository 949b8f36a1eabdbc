"""Schema: a table's grain, its columns and the order of its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from medialens.errors import SchemaError

DTYPES: Mapping[str, Any] = {
    "text": "str",  # missing allowed
    "integer": "Int64",  # missing allowed
    "number": "float64",
    "flag": "bool",
    "time": "datetime64[us, UTC]",
}


@dataclass(frozen=True)
class Column:
    """A column's kind (a key of `DTYPES`) and what its values mean."""

    kind: str
    meaning: str


@dataclass(frozen=True)
class Schema:
    """A table's name, what one row stands for, its columns, and the order of its rows."""

    name: str
    grain: str
    columns: Mapping[str, Column]
    sort: tuple[str, ...] = ()

    def check(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return `table` unchanged, or raise ``SchemaError`` naming what is absent."""
        absent = [column for column in self.columns if column not in table.columns]
        if absent:
            raise SchemaError(
                f"{self.name} table (one row per {self.grain}) lacks {absent}; "
                f"it has {list(table.columns)}"
            )
        return table

    def table(self, rows: Iterable[Mapping[str, Any]] | pd.DataFrame = ()) -> pd.DataFrame:
        """Return `rows` as a table of this schema: dtypes set, sorted, extra columns kept last.

        A column that no row carries is filled with missing values (``False`` for a flag).
        """
        frame = (
            rows.copy(deep=False) if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
        )
        for name, column in self.columns.items():
            if name not in frame.columns:
                frame[name] = pd.Series(
                    [False if column.kind == "flag" else None] * len(frame),
                    index=frame.index,
                    dtype=object,
                )
            frame[name] = _as_kind(frame[name], column.kind)
        extra = [name for name in frame.columns if name not in self.columns]
        frame = frame[[*self.columns, *extra]]
        if self.sort:
            frame = frame.take(order_of(frame[list(self.sort)]))
        return frame.reset_index(drop=True)


def order_of(keys: pd.DataFrame) -> NDArray[np.int64]:
    """Return the order of rows, stable and with what is missing last, without a Python object.

    The first column decides, of equal ones the next.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    table = pa.table({name: pa.array(key, from_pandas=True) for name, key in keys.items()})
    by = [(name, "ascending") for name in keys]
    order: NDArray[np.int64] = pc.sort_indices(table, sort_keys=by).to_numpy().astype(np.int64)
    return order


def _as_kind(values: "pd.Series[Any]", kind: str) -> "pd.Series[Any]":
    if kind == "time":
        return pd.to_datetime(values, utc=True).astype(DTYPES["time"])
    if kind == "number":
        return pd.to_numeric(values).astype("float64")
    return values.astype(DTYPES[kind])


def columns(**told: tuple[str, str]) -> dict[str, Column]:
    """Return columns from their kinds and meanings, by name."""
    return {name: Column(kind, meaning) for name, (kind, meaning) in told.items()}
