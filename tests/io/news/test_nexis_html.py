"""What the reader of Nexis in HTML promises: the same documents as from plain text."""

import sys

import pytest

from medialens.errors import ReadError
from medialens.io.news import read_nexis
from medialens.io.news.nexis_html import is_nexis_html
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

pytest.importorskip("lxml")

HEAD = (
    '<HTML><HEAD><STYLE TYPE="text/css"><!--\n.c1 { text-align: center; }\n.c2 { color: red; }\n'
    "--></STYLE></HEAD><BODY>\n"
)


def _page(*documents):
    start = "<!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> -->\n"
    end = "<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n<DIV CLASS='c9'/>\n"
    return HEAD + "".join(start + document + end for document in documents) + "</BODY></HTML>"


def _document(n, total, text="<P>Water rose &amp; rose.</P><P>It <B>fell</B>.</P>"):
    above = [f"{n} of {total} DOCUMENTS", "The Valley Post", "March 1, 2025 Monday<BR>Late Edition"]
    centered = "".join(f'<DIV><P CLASS="c1"><SPAN>{line}</SPAN></P></DIV>' for line in above)
    return (
        f'{centered}<BR><DIV><P CLASS="c2"><SPAN>Flood;<BR>day {n}</SPAN></P></DIV>'
        '<DIV><P CLASS="c2"><SPAN>BYLINE: </SPAN><SPAN>Ada Quill</SPAN></P></DIV>'
        f"<DIV>{text}</DIV><DIV><P><SPAN>LANGUAGE: </SPAN><SPAN>ENGLISH</SPAN></P></DIV>"
    )


@pytest.fixture
def read(tmp_path):
    def _read(html):
        path = tmp_path / "a.html"
        path.write_text(html, encoding="utf-8")
        return list(read_nexis(Source(path, "a.html")))

    return _read


def test_fields_and_paragraphs_are_found(read):
    """Line breaks inside a title are blanks, paragraphs of the text stand apart."""
    (record,) = read(_page(_document(1, 1)))
    fields = record.fields
    assert (fields["title"], fields["outlet"], fields["date"]) == (
        "Flood; day 1",
        "The Valley Post",
        "2025-03-01",
    )
    assert (fields["author"], fields["edition"]) == ("Ada Quill", "Late Edition")
    assert fields["text"] == "Water rose & rose.\n\nIt fell."


def test_missing_documents_are_one_reject(read):
    """Two of three are there."""
    *records, reject = read(_page(_document(1, 3), _document(2, 3)))
    assert [type(record) for record in records] == [Record, Record]
    assert "1 is missing (number 3)" in reject.reason


def test_a_document_nested_too_deep_is_a_reject_of_its_own(read):
    """The others are kept."""
    deep = _document(2, 3, text="<DIV>" * 5_000)
    outcomes = read(_page(_document(1, 3), deep, _document(3, 3)))
    assert [type(outcome) for outcome in outcomes[:3]] == [Record, Reject, Record]
    assert "cannot be parsed" in outcomes[1].reason


def test_a_page_in_the_manner_of_nexis_uni_is_read(read):
    """Its documents end with a paragraph of their own."""
    lines = ["Flood", "The Valley Post", "March 1, 2025", "Body", "Water rose.", "End of Document"]
    (record,) = read("<html><body>" + "".join(f"<p>{line}</p>" for line in lines))
    assert (record.fields["title"], record.fields["text"]) == ("Flood", "Water rose.")


def test_another_page_is_refused(read):
    """It may be a saved web page."""
    with pytest.raises(ReadError, match=r"a\.html holds no document of Nexis"):
        read("<html><body><p>Water rose.</p></body></html>")


def test_without_the_extra_the_error_says_what_to_install(read, monkeypatch):
    """HTML needs lxml."""
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(ReadError, match=r"pip install medialens\[web\]"):
        read(_page(_document(1, 1)))


def test_an_export_is_known_by_its_first_bytes():
    """The marks of its documents."""
    assert is_nexis_html(_page(_document(1, 1)).encode())
    assert not is_nexis_html(b"<html><body><p>Water rose.</p></body></html>")
