"""What the registry promises: the right reader, or an error that names the file."""

import os

import pytest

from medialens.errors import ReadError, UnknownNameError
from medialens.io.registry import Reader, Record, reader_for, reader_names, register_reader


@pytest.fixture
def write(tmp_path):
    def _write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return _write


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("a.csv", "csv"),
        ("a.TSV", "csv"),
        ("a.json", "json"),
        ("a.ndjson", "jsonl"),
        ("a.md", "text"),
        ("a.htm", "html"),
    ],
)
def test_the_suffix_tells_the_reader(write, name, reader):
    assert reader_for(write(name, b"some text")).name == reader


def test_an_explicit_format_wins_over_the_suffix(write):
    assert reader_for(write("a.txt", b"text\nOne."), "csv").name == "csv"


def test_a_format_may_be_called_by_its_suffix(write):
    assert reader_for(write("a.dat", b"One."), "txt").name == "text"


def test_an_unknown_format_gets_a_suggestion_and_names_the_file(write):
    with pytest.raises(UnknownNameError, match=r"a\.csv.*'jsn'.*did you mean 'json'"):
        reader_for(write("a.csv", b"text"), "jsn")


def test_an_unknown_suffix_names_the_file_and_lists_the_known_ones(write):
    with pytest.raises(UnknownNameError, match=r"a\.cvs.*did you mean '\.csv'"):
        reader_for(write("a.cvs", b"text"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x1f\x8b\x08\x00rest", "gzip"),
        (b"PK\x03\x04rest", "zip"),
        (b"%PDF-1.7 rest", "PDF"),
        (b"\x89PNG\r\n\x1a\nrest", "PNG"),
        (b"PAR1rest", "Parquet"),
        (b"\x80\x04\x95rest", "pickle"),
        (b"cbuiltins\nprint\n(Vx\ntR.", "pickle"),
        (b"\0" * 200, "binary"),
        ("title,text\nA,Five ships sailed.\n".encode("utf-16-le"), "UTF-16"),
        (b"<!DOCTYPE html><html></html>", "HTML"),
    ],
)
def test_other_kinds_of_bytes_under_a_text_suffix_are_named(write, content, kind):
    with pytest.raises(ReadError, match=rf"(?s)articles\.csv.*{kind}"):
        reader_for(write("articles.csv", content))


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"PK\x03\x04rest", "give format='docx' or format='excel'"),
        (b"{\\rtf1 rest", "save it as DOCX or plain text"),
        (b"\xd0\xcf\x11\xe0rest", "save it as DOCX, XLSX or CSV"),
        (b"ARROW1\0\0rest", "give format='arrow'"),
        (b"WARC/1.0\r\n", "give format='warc'"),
    ],
)
def test_the_message_says_how_the_file_can_be_read(write, content, advice):
    with pytest.raises(ReadError, match=rf"export\.txt is not text.*{advice}"):
        reader_for(write("export.txt", content), "newsdb")


def test_text_under_the_parquet_suffix_is_refused(write):
    with pytest.raises(ReadError, match=r"a\.parquet is not parquet: it looks like text"):
        reader_for(write("a.parquet", b"title,text\n"))


def test_an_empty_file_is_refused(write):
    with pytest.raises(ReadError, match=r"a\.csv is empty \(0 bytes\)"):
        reader_for(write("a.csv", b""))


def test_a_named_pipe_is_refused_without_opening_it(tmp_path):
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(ReadError, match="named pipe"):
        reader_for(tmp_path / "a.csv")


def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "a.csv").symlink_to("a.csv")
    with pytest.raises(ReadError, match=r"a\.csv cannot be read"):
        reader_for(tmp_path / "a.csv")


def test_a_pickle_is_never_opened(write):
    with pytest.raises(ReadError, match=r"a\.pkl is a pickle.*never opened"):
        reader_for(write("a.pkl", b"text"))


def test_a_new_format_is_one_line(write, monkeypatch):
    """A registered reader is found by its suffix and its name."""
    monkeypatch.setattr("medialens.io.registry._READERS", {})
    register_reader(Reader("lines", (".lines",), lambda source: iter([Record({}, source.name)])))
    assert reader_names() == ["lines"]
    assert reader_for(write("a.lines", b"One.")).name == "lines"
