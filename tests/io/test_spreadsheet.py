"""What the Excel reader promises: the rows a person sees, with the sheet's own row numbers."""

import datetime as dt
import zipfile

import openpyxl
import pytest

from medialens.errors import ReadError
from medialens.io.collection import load_collection
from medialens.io.registry import Record, Reject, Skip, reader_for
from medialens.io.source import Source
from medialens.io.spreadsheet import read_spreadsheet

HEADER = ["outlet", "date", "title", "text"]
ROW = ["The Valley Post", "2025-03-01", "Bridge closed", "The bridge is closed."]


@pytest.fixture
def book(tmp_path):
    """Write sheets (name: rows) into a workbook and return its path."""

    def _book(**sheets):
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)
        workbook.save(tmp_path / "a.xlsx")
        return tmp_path / "a.xlsx"

    return _book


def read(path):
    return list(read_spreadsheet(Source(path, path.name)))


def test_rows_are_records_under_the_header(book):
    assert read(book(press=[HEADER, ROW])) == [
        Record(dict(zip(HEADER, ROW, strict=True)), "a.xlsx", 2)
    ]


def test_row_numbers_are_the_sheets_own(book):
    found = read(book(press=[[], HEADER, [], ROW]))
    assert [record.source_row for record in found] == [4]


def test_numbers_dates_and_truth_values_are_spelled_plainly(book):
    rows = [["a", "b", "c", "d", "e"], [7, 2.5, dt.datetime(2025, 3, 1), True, dt.time(9, 30)]]
    (record,) = read(book(press=rows))
    assert list(record.fields.values()) == ["7", "2.5", "2025-03-01", "True", "09:30:00"]


def test_a_short_row_has_empty_cells_and_a_long_one_is_rejected(book):
    short, long = read(book(press=[HEADER, ROW[:2], [*ROW, "beyond"]]))
    assert short.fields["text"] == ""
    assert long == Reject("a.xlsx", 3, "", "5 cells, but the header has 4")


def test_a_further_sheet_with_the_same_header_is_read_too(book):
    found = read(book(march=[HEADER, ROW], april=[HEADER, ROW]))
    assert [record.source_file for record in found] == ["a.xlsx", "a.xlsx/april"]


def test_a_sheet_with_another_header_is_skipped_by_name(book):
    *_, last = read(book(press=[HEADER, ROW], notes=[["made by"], ["me"]]))
    assert last == Skip("a.xlsx/notes", None, "a sheet with other columns", "notes")


def test_a_column_named_twice_is_refused(book):
    with pytest.raises(ReadError, match=r"a\.xlsx: the header names 'text' twice"):
        read(book(press=[["text", "text"], ["One.", "Two."]]))


def test_an_empty_workbook_is_refused(book):
    with pytest.raises(ReadError, match=r"a\.xlsx holds no header row"):
        read(book(press=[]))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("letter.txt", "hello")
    with pytest.raises(ReadError, match=r"a\.xlsx is no Excel workbook"):
        read(path)


def test_a_workbook_that_unpacks_to_far_more_than_its_size_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * 120_000_000)
    with pytest.raises(ReadError, match="unpacks to over"):
        read(path)


def test_a_damaged_workbook_is_refused_by_name(book):
    path = book(press=[HEADER, ROW])
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ReadError, match=r"a\.xlsx is a damaged Excel workbook"):
        read(path)


def test_the_suffix_tells_and_a_workbook_loads_as_a_collection(book):
    path = book(press=[HEADER, ROW])
    assert reader_for(path).name == "excel"
    assert load_collection(path).articles["outlet"].tolist() == ["The Valley Post"]
