"""Export: tables as Parquet, CSV, JSON Lines or text; the same bytes for the same table."""

import io
import json
from pathlib import Path
from typing import Any

import pandas as pd

from medialens.errors import check_one_of
from medialens.io.atomic import write_bytes_atomic

FORMATS = ("csv", "jsonl", "parquet", "text")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TEXT_WIDTH = 60


def write_table(table: pd.DataFrame, folder: Path, name: str) -> list[Path]:
    """Write `table` as ``name.parquet`` and ``name.csv`` into `folder`.

    Parameters
    ----------
    table : DataFrame
        Any table with plain columns; its index is not written.
    folder : Path
        Made if it is missing.
    name : str
        File name without suffix.

    Returns
    -------
    list of Path
        The two files. Parquet holds the values as they are. In the CSV a text that a spreadsheet
        would run as a formula has an apostrophe before it.
    """
    paths = []
    for form in ("parquet", "csv"):
        path = folder / f"{name}.{form}"
        write_bytes_atomic(path, format_table(table, form))
        paths.append(path)
    return paths


def format_table(table: pd.DataFrame, form: str) -> bytes:
    """Return `table` in the form ``"csv"``, ``"jsonl"``, ``"parquet"`` or ``"text"``.

    Parameters
    ----------
    table : DataFrame
        Any table with plain columns; its index is left out.
    form : str
        ``"csv"`` guards texts against being run as formulas; ``"text"`` is for terminals and
        cuts long cells.

    Returns
    -------
    bytes
        UTF-8 with line breaks U+000A, or a Parquet file. Times are ISO 8601 in UTC; lone
        surrogates are replaced.
    """
    check_one_of("form", form, FORMATS)
    writers = {"csv": _csv, "jsonl": _json_lines, "parquet": _parquet, "text": _text}
    return writers[form](table.reset_index(drop=True))


def _csv(table: pd.DataFrame) -> bytes:
    shown = pd.DataFrame({name: _csv_column(table[name]) for name in table.columns})
    shown.columns = [guarded(str(name)) for name in table.columns]
    return shown.to_csv(index=False, lineterminator="\n").encode("utf-8", "replace")


def _csv_column(values: "pd.Series[Any]") -> "pd.Series[Any]":
    if isinstance(values.dtype, pd.DatetimeTZDtype) or values.dtype.kind == "M":
        return _iso(values)
    if pd.api.types.is_numeric_dtype(values.dtype):
        return values
    return values.astype(object).map(guarded)


def guarded(value: Any) -> Any:  # noqa: ANN401
    """Return a text that no spreadsheet runs as a formula; other values unchanged."""
    if not isinstance(value, str):
        return value
    # \t and \r are blanks too: look at the text before and after leading blanks are dropped
    is_formula = value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA)
    return _writable(f"'{value}" if is_formula else value)


def _json_lines(table: pd.DataFrame) -> bytes:
    columns = {
        name: _iso(values) if values.dtype.kind == "M" else values.astype(object)
        for name, values in table.items()
    }
    shown = pd.DataFrame(columns).astype(object).where(table.notna(), None)
    lines = [
        json.dumps(row, ensure_ascii=False, allow_nan=False, default=str)
        for row in shown.to_dict("records")
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _parquet(table: pd.DataFrame) -> bytes:
    shown = pd.DataFrame(
        {
            str(name): values.map(_writable) if values.dtype == object else values
            for name, values in table.items()
        }
    )
    buffer = io.BytesIO()
    shown.to_parquet(buffer, index=False)
    return buffer.getvalue()


def _text(table: pd.DataFrame) -> bytes:
    if table.empty:
        return b"no rows\n"
    text = table.to_string(
        index=False, max_colwidth=_TEXT_WIDTH, float_format=lambda number: f"{number:.3g}"
    )
    shown = "".join(c if c == "\n" or c.isprintable() else "\ufffd" for c in text)
    return f"{shown}\n".encode("utf-8", "replace")


def _iso(times: "pd.Series[Any]") -> "pd.Series[Any]":
    utc = pd.to_datetime(times, utc=True).astype(object)
    return utc.map(lambda time: None if pd.isna(time) else time.isoformat().replace("+00:00", "Z"))


def _writable(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
