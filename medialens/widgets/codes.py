"""Codes: one coder's answers, in a file that is whole after every one of them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from medialens.errors import ReadError
from medialens.io.atomic import write_bytes_atomic
from medialens.io.export import format_table
from medialens.validate.coded import sheet_rows
from medialens.widgets.items import Items

YES = "yes"
_BOM = b"\xef\xbb\xbf"  # without it Excel takes curly quotes for something else
_SIGN = re.compile(r"[\W_]+")
_WHOLE = re.compile(r"[-+]?\d{1,9}")
_GUARD = re.compile(r"^'(?=\s*[=+\-@\t\r])")  # what keeps a spreadsheet from running a text


@dataclass
class Answer:
    """What a coder says of one item; spans are ``(start, end)`` in code points of the text."""

    codes: dict[str, str] = field(default_factory=dict)
    note: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    is_committed: bool = False


def codes_table(items: Items, answers: Mapping[str, Answer], coder: str) -> pd.DataFrame:
    """Return the sheet with its codes filled in: the form that coded sheets are read in.

    Returns
    -------
    DataFrame
        The sheet's columns and rows as they were, one column per question, then ``note``,
        ``spans`` (JSON: start, end and the words), ``coder`` and ``committed`` (``yes`` or blank).
    """
    table = items.sheet.copy()
    rows = [answers[name] for name in items.names]
    for question in items.questions:
        table[question.name] = _column([row.codes.get(question.name, "") for row in rows])
    table["note"] = _column([row.note for row in rows])
    texts = [row["text"] for row in items.shown()]
    table["spans"] = _column(
        [_written(row.spans, text) for row, text in zip(rows, texts, strict=True)]
    )
    return table.assign(
        coder=coder, committed=_column([YES if row.is_committed else "" for row in rows])
    )


def write_codes(table: pd.DataFrame, path: Path) -> None:
    """Write a table of codes as CSV, whole or not at all."""
    write_bytes_atomic(path, codes_csv(table))


def codes_csv(table: pd.DataFrame) -> bytes:
    """Return a table of codes as the bytes of a CSV that Excel reads as UTF-8."""
    return _BOM + format_table(table, "csv")


def read_codes(path: Path, items: Items) -> tuple[dict[str, Answer], str]:
    """Read back what `write_codes` wrote: the answers and the coder's name.

    Raises
    ------
    ReadError
        If the file holds other items or other passages than the sheet, or cannot be read.
    """
    rows = {row["item"]: row for row in read_rows(path)}
    if set(rows) != set(items.names):
        raise ReadError(
            f"{path.name} holds the codes of another sheet ({len(rows)} items, here "
            f"{len(items.names)}); give another path"
        )
    if changed := _other_passages(rows, items):
        raise ReadError(
            f"{path.name} holds the codes of other passages (item {', '.join(changed)}); give "
            "another path"
        )
    names = [question.name for question in items.questions]
    answers = {item: _answer(rows[item], names) for item in items.names}
    return answers, next(iter(rows.values())).get("coder", "")


def _other_passages(rows: Mapping[str, Mapping[str, str]], items: Items) -> list[str]:
    """Return the items whose passage in the file is not that of the sheet, letters compared."""
    table = items.table
    passages = dict(zip(table["item"].astype(str), table["passage"], strict=True))
    return [
        item
        for item, passage in passages.items()
        if "passage" in rows[item] and _letters(rows[item]["passage"]) != _letters(passage)
    ]


def _letters(text: str) -> str:
    return _SIGN.sub("", text).casefold()


def read_rows(path: Path, columns: Sequence[str] = ("item",)) -> list[dict[str, str]]:
    """Return the rows of a coded sheet as text, however a spreadsheet program has saved it."""
    return [
        {name: _GUARD.sub("", cell.strip()) for name, cell in row.fields.items()}
        for row in sheet_rows(path, columns)
        if hasattr(row, "fields")
    ]


def _answer(row: Mapping[str, str], names: Sequence[str]) -> Answer:
    try:
        spans = [(int(span["start"]), int(span["end"])) for span in json.loads(row["spans"])]
    except (KeyError, TypeError, ValueError):  # edited by hand, or never marked
        spans = []
    codes = {name: row[name] for name in names if row.get(name)}
    return Answer(codes, row.get("note", ""), spans, row.get("committed") == YES)


def _written(spans: Sequence[tuple[int, int]], text: str) -> str:
    if not spans:
        return ""
    marked = [{"start": start, "end": end, "text": text[start:end]} for start, end in spans]
    return json.dumps(marked, ensure_ascii=False)


def _column(cells: Sequence[str]) -> "pd.Series[Any]":
    """Return cells as objects, whole numbers as such: no spreadsheet takes -1 for a formula."""
    values = [int(cell) if _WHOLE.fullmatch(cell) else cell for cell in cells]
    return pd.Series(values, dtype=object)
