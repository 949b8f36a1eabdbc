"""Excel workbooks: the rows of a sheet, read as a stream, cells as text."""

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from medialens.errors import ReadError
from medialens.io.registry import Record, Reject, Skip
from medialens.io.source import Source

UNPACKED_LIMIT = 1_000_000_000  # bytes of all parts of one workbook
RATIO_LIMIT = 300  # it may unpack to so many times its size, or to 100 MB
COLUMN_LIMIT = 2_000


def read_spreadsheet(source: Source) -> Iterator[Record | Reject | Skip]:
    """Yield the rows of an Excel workbook (``.xlsx``) below its header.

    Parameters
    ----------
    source : Source
        The file. The first sheet with a row is read, and every further sheet with the same
        header; formulas give the value that was stored last.

    Yields
    ------
    Record, Reject or Skip
        `source_row` counts as the sheet does: the header is row 1, blank rows count. A row with
        cells beyond the header is a reject; a sheet with another header is a skip.

    Raises
    ------
    ReadError
        If the file is damaged, unpacks to far more than its size, or no sheet has a header.
    """
    _check_size(source)
    try:
        yield from _rows_of_sheets(source)
    except ReadError:
        raise
    except Exception as error:  # a damaged part raises whatever the parser stumbles over
        raise ReadError(
            f"{source.name} is a damaged Excel workbook: {type(error).__name__}: {error}"
        ) from error


def _check_size(source: Source) -> None:
    """Raise ``ReadError`` if the workbook's parts are far larger than the file."""
    packed = source.path.stat().st_size
    try:
        with zipfile.ZipFile(source.path) as parts:
            names = set(parts.namelist())
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ReadError(f"{source.name} is a damaged Excel workbook: {error}") from error
    if "xl/workbook.xml" not in names:
        raise ReadError(f"{source.name} is no Excel workbook (.xlsx); save it as CSV")
    limit = min(UNPACKED_LIMIT, max(100_000_000, packed * RATIO_LIMIT))
    if unpacked > limit:
        raise ReadError(f"{source.name} has {packed:,} bytes and unpacks to over {limit:,}")


def _rows_of_sheets(source: Source) -> Iterator[Record | Reject | Skip]:
    from openpyxl import load_workbook

    with source.path.open("rb") as file:  # closed too where the workbook is damaged
        workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            first: list[str] = []
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # what the file states of its size may be wrong
                name = f"{source.name}/{sheet.title}" if first else source.name
                rows = _filled(sheet)
                number, header = next(rows, (0, []))
                if not header:
                    continue
                columns = _header(header, source.name)
                if first and columns != first:
                    yield Skip(name, None, "a sheet with other columns", sheet.title)
                    continue
                first = columns
                for number, row in rows:
                    yield _record(row, columns, name, number)
        finally:
            workbook.close()
    if not first:
        raise ReadError(f"{source.name} holds no header row; expected column names in a sheet")


def _filled(sheet: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401
    """Yield row number and cells of every row with a cell that is not blank."""
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_spelled(cell) for cell in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield number, cells


def _spelled(cell: object) -> str:
    """Return a cell as text: whole numbers without a point, dates as ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def _header(row: Sequence[str], name: str) -> list[str]:
    if len(row) > COLUMN_LIMIT:
        raise ReadError(f"{name} has a header of {len(row):,} cells, over {COLUMN_LIMIT:,}")
    header = [cell.strip() or f"column_{place}" for place, cell in enumerate(row, start=1)]
    twice = [column for column, n in Counter(header).items() if n > 1]
    if twice:
        raise ReadError(f"{name}: the header names {twice[0]!r} twice; rename one of the columns")
    return header


def _record(row: list[str], header: list[str], name: str, number: int) -> Record | Reject:
    if len(row) > len(header):
        return Reject(name, number, "", f"{len(row)} cells, but the header has {len(header)}")
    return Record(
        dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)), name, number
    )
