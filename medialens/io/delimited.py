"""CSV and its relatives: rows with true row numbers, none lost and none repaired."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from medialens.errors import ReadError
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

CELL_LIMIT = 50_000_000  # characters in one cell or line
_DELIMITERS = (",", ";", "\t", "|")
_FLAWS = {
    "unexpected end of data": "a quotation mark is opened and never closed",
    "expected after": "a quoted cell goes on after its closing quotation mark",
    "field larger than": f"a cell is longer than {CELL_LIMIT:,} characters",
}


def read_delimited(source: Source) -> Iterator[Record | Reject]:
    """Yield the rows of a CSV, TSV or semicolon-separated file below its header.

    Parameters
    ----------
    source : Source
        The file. Its delimiter is the one that cuts the header into most columns, unless a first
        line like ``sep=;`` names it.

    Yields
    ------
    Record or Reject
        `source_row` counts as a spreadsheet does: the header is row 1, blank rows count. A row
        with more or fewer cells than the header, or with broken quotation, is a reject.

    Raises
    ------
    ReadError
        If there is no header, or it names a column twice.
    """
    csv.field_size_limit(CELL_LIMIT)
    with source.open_text() as file:
        delimiter = _delimiter(file)
        header: list[str] = []
        for number, row in _rows(file, source.name, delimiter):
            if isinstance(row, Reject):
                yield row
            elif not header and not _is_declaration(row, number):
                header = _header(row, source.name)
            elif header:
                yield _record(row, header, source.name, number)
    if not header:
        raise ReadError(
            f"{source.name} holds no header row; expected column names in the first row"
        )


def _delimiter(file: TextIO) -> str:
    """Return the delimiter that cuts the header into most columns; the file is rewound."""
    head = file.read(1_000_000)
    file.seek(0)
    first = head.lstrip("\r\n").splitlines()[:1]
    if first and first[0].strip('"').startswith("sep=") and len(first[0].strip('"')) == 5:
        return first[0].strip('"')[4]
    widths = {delimiter: _width(head, delimiter) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: widths[delimiter])


def _width(head: str, delimiter: str) -> int:
    try:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        return next((len(row) for row in rows if row), 0)
    except csv.Error:
        return 0


def _rows(file: TextIO, name: str, delimiter: str) -> Iterator[tuple[int, list[str] | Reject]]:
    """Yield row number and cells, or the reason why they cannot be told apart."""
    reader = csv.reader(_lines(file, name), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        first_line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, Reject(name, number, "", _flaw(error, first_line, reader.line_num))
            continue
        if len(row) > 1 or "".join(row).strip("\x1a \t\u00a0"):
            yield number, row


def _lines(file: TextIO, name: str) -> Iterator[str]:
    while line := file.readline(CELL_LIMIT):
        if len(line) == CELL_LIMIT:
            raise ReadError(f"{name} has a line of more than {CELL_LIMIT:,} characters")
        yield line


def _flaw(error: csv.Error, first_line: int, last_line: int) -> str:
    said = str(error)
    meaning = next((text for sign, text in _FLAWS.items() if sign in said), said)
    if last_line == first_line:
        return f"line {first_line}: {meaning}"
    return f"lines {first_line} to {last_line}: {meaning}"


def _is_declaration(row: list[str], number: int) -> bool:
    """Return whether the row is the delimiter declaration that Excel reads (``sep=;``)."""
    return number == 1 and row[0].startswith("sep=") and len("".join(row)) <= len("sep=;")


def _header(row: list[str], name: str) -> list[str]:
    header = [cell.strip() or f"column_{place}" for place, cell in enumerate(row, start=1)]
    twice = [column for column, n in Counter(header).items() if n > 1]
    if twice:
        raise ReadError(f"{name}: the header names {twice[0]!r} twice; rename one of the columns")
    return header


def _record(row: list[str], header: list[str], name: str, number: int) -> Record | Reject:
    while len(row) > len(header) and not row[-1]:
        row.pop()
    if len(row) != len(header):
        found = f"{len(row)} cell" if len(row) == 1 else f"{len(row)} cells"
        return Reject(name, number, "", f"{found}, but the header has {len(header)}")
    return Record(dict(zip(header, row, strict=True)), name, number)
