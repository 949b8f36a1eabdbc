"""What the CSV reader promises: every row kept as it is, or reported with its number."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.errors import ReadError
from medialens.io.delimited import read_delimited
from medialens.io.registry import Record, Reject
from medialens.io.source import Source


@pytest.fixture
def read(tmp_path):
    def _read(text):
        path = tmp_path / "a.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return list(read_delimited(Source(path, "a.csv")))

    return _read


def test_a_row_carries_its_number_as_a_spreadsheet_counts(read):
    """The header is row 1; a line break inside quotes does not count, a blank row does."""
    rows = read('title,text\nA,"one\ntwo"\n\nB,three\n')
    assert [(row.source_row, row.fields["text"]) for row in rows] == [(2, "one\ntwo"), (4, "three")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_in_the_header(read, delimiter):
    rows = read(
        f"title{delimiter}text\nA{delimiter}One, two; three.\n".replace(", ", " ")
        if delimiter == ","
        else f"title{delimiter}text\nA{delimiter}One, two.\n"
    )
    assert rows[0].fields["title"] == "A"


def test_excels_declaration_of_the_delimiter_is_followed(read):
    rows = read("sep=;\r\ntitle;text\r\nA;One, two, three.\r\n")
    assert [(row.source_row, dict(row.fields)) for row in rows] == [
        (3, {"title": "A", "text": "One, two, three."})
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(read, end):
    assert len(read(end.join(["title,text", "A,One.", "B,Two.", ""]))) == 2


@pytest.mark.parametrize("word", ["NA", "null", "000123", "1e5", "TRUE", " -", ""])
def test_words_that_look_like_missing_or_numbers_stay_text(read, word):
    assert read(f"title,text\n{word},One.\n")[0].fields["title"] == word


@pytest.mark.parametrize(
    ("row", "reason"),
    [("A", "1 cell, but the header has 2"), ("A,b,c", "3 cells, but the header has 2")],
)
def test_short_and_long_rows_are_rejects_with_their_number(read, row, reason):
    rows = read(f"title,text\nA,One.\n{row}\nB,Two.\n")
    assert rows[1] == Reject("a.csv", 3, "", reason)
    assert isinstance(rows[2], Record)


def test_empty_cells_past_the_header_are_no_fault(read):
    assert read("title,text\nA,One.,,\n")[0].fields == {"title": "A", "text": "One."}


def test_an_unclosed_quotation_reports_the_lines_it_swallowed(read):
    rows = read('title,text\nA,One.\n"B,Two.\nC,Three.\n')
    assert rows[1].source_row == 3
    assert rows[1].reason.startswith("lines 3 to 4: a quotation mark is opened and never closed")


def test_a_quoted_cell_that_goes_on_is_a_reject(read):
    rows = read('title,text\n"A" B,One.\nC,Two.\n')
    assert "goes on after" in rows[0].reason
    assert rows[1].fields["title"] == "C"


def test_a_header_that_names_a_column_twice_is_refused(read):
    with pytest.raises(ReadError, match=r"a\.csv: the header names 'text' twice"):
        read("text,text\nA,B\n")


def test_a_file_of_blanks_has_no_header(read):
    with pytest.raises(ReadError, match="no header row"):
        read(" \n\n")


def test_a_cell_longer_than_the_csv_modules_limit_is_kept(read):
    assert len(read("title,text\nA," + "x" * 200_000 + "\n")[0].fields["text"]) == 200_000


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        ),
        max_size=5,
    )
)
def test_what_was_written_is_read(tmp_path_factory, pairs):
    """Any text written by the csv module with all cells quoted comes back as it was."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([("title", "text"), *pairs])
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(buffer.getvalue().encode())
    rows = list(read_delimited(Source(path, "a.csv")))
    assert [(row.fields["title"], row.fields["text"]) for row in rows] == pairs
