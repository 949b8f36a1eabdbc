"""Coded sheets: read back as people save them, every code accounted for."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from medialens.errors import ReadError
from medialens.io.delimited import read_delimited
from medialens.io.registry import Record, Reject, Skip
from medialens.io.source import Source, check_regular, shown_name
from medialens.io.spreadsheet import read_spreadsheet
from medialens.schemas import REJECTS
from medialens.validate.key import MEASURES, Key
from medialens.validate.texts import NO_OWN_WORDS

COLUMNS = ("item", *MEASURES)
_CODES = {"-1": -1.0, "0": 0.0, "1": 1.0}
_UNDECIDABLE = {"na", "n/a", "undecidable"}
_MINUS = str.maketrans("−–", "--")
_TAIL = re.compile(r"(?<=\d)[.,]0+$")  # what spreadsheets make of whole numbers


class Coded(NamedTuple):
    """What the sheets held.

    ``codes`` has one row per coder, item and measure with a code: coder, item, measure, code
    (missing: undecidable). ``counts`` has one row per sheet; its codes add up: ``n_asked`` is the
    sum of ``n_coded``, ``n_undecidable``, ``n_none``, ``n_blank``, ``n_rejected`` and
    ``n_missing``. ``rejects`` names every code, row and item that could not be used.
    """

    codes: pd.DataFrame
    rejects: pd.DataFrame
    counts: pd.DataFrame


def read_sheets(paths: Sequence[str | Path], key: Key) -> Coded:
    """Read the coded sheets of one sample, one file per coder.

    Parameters
    ----------
    paths : sequence of str or Path
        CSV with any usual delimiter, or Excel workbooks (.xlsx).
    key : Key
        The sample's key.

    Returns
    -------
    Coded
        Codes, rejects and counts.

    Raises
    ------
    ReadError
        If a file cannot be read, or lacks the column item, portrayal or own_stance.
    ValueError
        If no file is given, or one of them twice.
    """
    files = [Path(path) for path in paths]
    if not files:
        raise ValueError("no coded sheet is given; give one file per coder")
    if len({path.resolve() for path in files}) < len(files):
        raise ValueError("a coded sheet is given twice; give each coder's file once")
    items = {item.item for item in key.items}
    parts = [_sheet(path, coder, items) for coder, path in enumerate(files, start=1)]
    codes = pd.DataFrame(
        [row for part in parts for row in part[0]], columns=["coder", "item", "measure", "code"]
    )
    rejects = [row for part in parts for row in part[1]]
    return Coded(
        codes.astype({"code": "float64"}),
        REJECTS.table(pd.DataFrame(rejects, columns=list(REJECTS.columns))),
        pd.DataFrame([part[2] for part in parts]),
    )


def _sheet(
    path: Path, coder: int, items: set[str]
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], dict[str, object]]:
    """Return the codes, the rejects and the counts of one sheet."""
    codes: list[tuple[object, ...]] = []
    rejects: list[tuple[object, ...]] = []
    seen: set[str] = set()
    tally = dict.fromkeys(("coded", "undecidable", "none", "blank", "rejected"), 0)
    n_rows = 0
    for record in sheet_rows(path, COLUMNS):
        n_rows += 1
        flaw = _row_flaw(record, items, seen)
        if isinstance(record, Reject) or flaw:
            rejects.append((record.source_file, record.source_row, "item", flaw))
            continue
        item = record.fields["item"].strip()
        seen.add(item)
        for measure in MEASURES:
            kind, code = _read_code(record.fields[measure])
            tally[kind] += 1
            if kind in ("coded", "undecidable"):
                codes.append((coder, item, measure, code))
            elif kind == "rejected":
                found = record.fields[measure].strip()
                reason = f"{found!r} is no code; use -1, 0, 1 or NA"
                rejects.append((record.source_file, record.source_row, measure, reason))
    missing = sorted(items - seen)
    rejects += [(path.name, None, "item", f"{item} is not in the sheet") for item in missing]
    counts = {
        "coder": coder,
        "file": path.name,
        "n_rows": n_rows,
        "n_rows_rejected": n_rows - len(seen),
        "n_asked": len(items) * len(MEASURES),
        **{f"n_{kind}": n for kind, n in tally.items()},
        "n_missing": len(missing) * len(MEASURES),
    }
    return codes, rejects, counts


def sheet_rows(path: Path, columns: Sequence[str]) -> Iterator[Record | Reject]:
    """Yield the rows of a coded sheet, once it has been seen to have `columns`."""
    name = shown_name(path.name)
    check_regular(path, name)
    is_workbook = path.suffix.casefold() in (".xlsx", ".xlsm")
    read = read_spreadsheet if is_workbook else read_delimited
    for row in read(Source(path, name, None if is_workbook else _encoding(path))):
        if isinstance(row, Skip):
            continue
        if isinstance(row, Record):
            absent = [column for column in columns if column not in row.fields]
            if absent:
                raise ReadError(
                    f"{name} has no column {absent[0]!r}, only {', '.join(list(row.fields)[:8])}; "
                    "keep the sheet's columns as they were"
                )
        yield row


def _encoding(path: Path) -> str | None:
    """Return an encoding that keeps codes and item numbers: they are plain ASCII in all of them."""
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return None


def _row_flaw(record: Record | Reject, items: set[str], seen: set[str]) -> str:
    """Return why a row cannot be used, or an empty string."""
    if isinstance(record, Reject):
        return record.reason
    item = record.fields["item"].strip()
    if item not in items:
        return f"{item!r} is no item of this sample"
    return f"{item} stands in an earlier row" if item in seen else ""


def _read_code(cell: str) -> tuple[str, float | None]:
    """Return what a cell holds: its kind, and the code where it is one."""
    text = cell.strip().lstrip("'").translate(_MINUS).casefold().removeprefix("+")
    if text in ("", NO_OWN_WORDS):
        return ("none" if text else "blank"), None
    if text in _UNDECIDABLE:
        return "undecidable", None
    code = _CODES.get(_TAIL.sub("", text))
    return ("rejected", None) if code is None else ("coded", code)
