"""What the reader of Nexis in plain text promises: every document once, in its own fields."""

import pytest

from medialens.errors import ReadError
from medialens.io.news import read_news_database, read_nexis
from medialens.io.news.nexis_text import is_nexis_text
from medialens.io.registry import Record, Reject, Skip
from medialens.io.source import Source


def _document(n, *, total=3, heading="{n} of {total} DOCUMENTS", text=None, length=None):
    body = text or f"Water rose over the bridge on day {n} of the flood."
    n_words = length or len(body.split())
    return (
        f"\n                    {heading.format(n=n, total=total)}\n\n\n"
        f"                 The Valley Post\n\n                 March {n}, 2025 Monday\n\n"
        f"Flood, day {n}\n\nBYLINE: Ada Quill\n\nSECTION: NEWS; Pg. {n}\n\n"
        f"LENGTH: {n_words} words\n\n{body}\n\nLOAD-DATE: March {n}, 2025\n\n"
        "LANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n"
        "                 Copyright 2025 The Valley Post\n                  All Rights Reserved\n"
    )


@pytest.fixture
def read(tmp_path):
    def _read(text, encoding="utf-8"):
        path = tmp_path / "a.txt"
        path.write_bytes(text.encode(encoding))
        return list(read_nexis(Source(path, "a.txt")))

    return _read


def test_fields_of_a_document_become_columns(read):
    """Title, outlet, date, author, section, language and text; the rest are further columns."""
    (record,) = read(_document(1, total=1))
    fields = record.fields
    assert (fields["title"], fields["outlet"], fields["date"]) == (
        "Flood, day 1",
        "The Valley Post",
        "2025-03-01",
    )
    assert (fields["author"], fields["section"], fields["language"]) == (
        "Ada Quill",
        "NEWS; Pg. 1",
        "en",
    )
    assert fields["text"] == "Water rose over the bridge on day 1 of the flood."
    assert (fields["load_date"], fields["publication_type"]) == ("March 1, 2025", "Newspaper")


def test_rows_count_documents(read):
    """The first document is row 1."""
    records = read("".join(_document(n) for n in (1, 2, 3)))
    assert [record.source_row for record in records] == [1, 2, 3]


def test_missing_documents_are_one_reject_with_their_number(read):
    """Five are stated, three are there."""
    *records, reject = read("".join(_document(n, total=5) for n in (1, 2, 3)))
    assert len(records) == 3
    assert reject.reason == "the file states 5 documents; 2 are missing (number 4, 5)"


def test_a_gap_in_the_numbers_is_reported(read):
    """The second of three is not there."""
    *_, reject = read(_document(1) + _document(3))
    assert reject.reason == "the file states 3 documents; 1 is missing (number 2)"


def test_a_later_part_of_a_large_export_is_no_loss(read):
    """A file that begins with document 201 is the second part of an export."""
    outcomes = read(_document(201, total=202) + _document(202, total=202))
    assert [type(outcome) for outcome in outcomes] == [Record, Record, Skip]


def test_two_exports_in_one_file_are_counted_apart(read):
    """A second document with number 1 begins another export."""
    outcomes = read(_document(1, total=1) + _document(1, total=2))
    assert [type(outcome) for outcome in outcomes] == [Record, Record, Reject]
    assert "states 2 documents" in outcomes[-1].reason


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_heading_quoted_in_a_text_stays_there(read, number):
    """No outlet, date or field stands below it; a note tells of it."""
    quoted = f"It said:\n\n               {number} of 3 DOCUMENTS\n\nand LENGTH: 3 words, no more."
    records = read(_document(1) + _document(2, text=quoted) + _document(3))
    assert [record.source_row for record in records] == [1, 2, 3]
    assert records[1].fields["text"] == quoted.replace("               ", "")
    assert records[1].notes == ("a line like a document heading kept in the text",)


@pytest.mark.parametrize("end", ["", "\n  The Valley Post\n\n", "\n  The Valley Post\n\nMar"])
def test_a_last_document_cut_above_its_text_is_a_reject(read, end):
    """The two documents above it are kept."""
    outcomes = read(_document(1) + _document(2) + "\n   3 of 3 DOCUMENTS\n" + end)
    assert [type(outcome) for outcome in outcomes] == [Record, Record, Reject]
    assert "may have been cut" in outcomes[-1].reason


def test_a_heading_printed_twice_is_one(read):
    """Nothing stands between the two."""
    twice = "\n     2 of 3 DOCUMENTS\n" + _document(2)
    records = read(_document(1) + twice + _document(3))
    assert [record.fields["title"][-1] for record in records] == ["1", "2", "3"]


def test_a_document_cut_right_below_its_heading_is_a_reject(read):
    """The ones around it are kept."""
    outcomes = read(_document(1) + "\n   2 of 3 DOCUMENTS\n\n   The Valley Post\n" + _document(3))
    assert [type(outcome) for outcome in outcomes] == [Record, Reject, Record]


def test_a_last_document_cut_inside_its_text_is_noted(read):
    """The others end with closing fields, and it does not."""
    cut = _document(2, total=2).partition(" of the flood")[0]
    records = read(_document(1, total=2) + cut)
    assert records[1].notes == ("no closing fields, perhaps cut",)


def test_a_text_shorter_than_stated_is_noted(read):
    """Under half the words of LENGTH."""
    (record,) = read(_document(1, total=1, length=400))
    assert record.notes == ("body shorter than stated",)


def test_a_document_without_length_is_read(read):
    """Any labelled field shows where the head ends, and none is needed."""
    bare = _document(1, total=1).replace("LENGTH: 10 words\n\n", "")
    assert read(bare)[0].fields["text"].startswith("Water rose")
    for label in ("BYLINE: Ada Quill\n\n", "SECTION: NEWS; Pg. 1\n\n"):
        bare = bare.replace(label, "")
    assert read(bare)[0].fields["text"].startswith("Water rose")


@pytest.mark.parametrize(
    "heading",
    ["DOKUMENT {n} von {total}", "Document {n} de {total}", "DOCUMENT {n} DE {total}",
     "{n} von {total} DOKUMENTEN", "Dokument {n} von {total}", "Document {n} of {total}"],
)  # fmt: skip
def test_headings_of_other_interface_languages_are_known(read, heading):
    """German, French and Spanish interfaces number documents in their own words."""
    records = read("".join(_document(n, total=2, heading=heading) for n in (1, 2)))
    assert [record.fields["title"] for record in records] == ["Flood, day 1", "Flood, day 2"]


def test_labels_and_dates_of_a_german_document_are_known(read):
    """LÄNGE, RUBRIK, SPRACHE, and a date with the day first."""
    (record,) = read(
        "\n               Dokument 1 von 1\n\n               Talblatt\n\n"
        "               3. März 2025 Montag\n\nFlut im Tal\n\n"
        "AUTOR: Ada Feder\n\nRUBRIK: LOKALES; S. 3\n\n"
        "LÄNGE: 5 Wörter\n\nDas Wasser stieg über Nacht.\n\nUPDATE: 4. März 2025\n\n"
        "SPRACHE: GERMAN; Deutsch\n\n               Copyright 2025 Talblatt\n"
        "               Alle Rechte vorbehalten\n"
    )
    fields = record.fields
    assert (fields["date"], fields["language"], fields["author"], fields["text"]) == (
        "2025-03-03",
        "de",
        "Ada Feder",
        "Das Wasser stieg über Nacht.",
    )


def test_windows_line_ends_and_form_feeds_change_nothing(read):
    """Pages end with a form feed in some exports."""
    plain = _document(1, total=2) + _document(2, total=2)
    paged = plain.replace("\n                    2 of", "\f                    2 of")
    assert read(paged.replace("\n", "\r\n")) == read(plain)


def test_lines_broken_to_the_page_are_joined(read):
    """A line that could not have held the next word was broken by the export."""
    wide = " ".join(["water"] * 12)
    (record,) = read(_document(1, total=1, text=f"{wide}\n{wide}\nend\n\nA verse\nof two lines"))
    assert record.fields["text"] == f"{wide} {wide} end\n\nA verse\nof two lines"


def test_fields_below_the_text_may_hold_several_paragraphs(read):
    """A printed correction is no part of the text."""
    text = "Water rose.\n\nGRAPHIC: A map\n\nCORRECTION-DATE: March 9, 2025\n\nCORRECTION: It fell."
    (record,) = read(_document(1, total=1, text=f"{text}\n\nSlowly."))
    assert record.fields["text"] == "Water rose."
    assert record.fields["graphic"] == "A map"
    assert record.fields["correction"] == "It fell.\nSlowly."


def test_a_label_inside_the_text_stays_there(read):
    """Only the labels at the end close a document."""
    text = "Water rose.\n\nGRAPHIC: that is what the sign said.\n\nThen it fell."
    assert read(_document(1, total=1, text=text))[0].fields["text"] == text


def test_the_older_form_with_headline_and_body_is_read(read):
    """The copyright stands above the outlet, the title below a label."""
    (record,) = read(
        "          1 of 1 DOCUMENT\n\n          Copyright 1991 The Valley Post\n\n"
        "          The Valley Post\n\n          December 19, 1991, Thursday, Final Edition\n\n"
        "SECTION: FRONT; PAGE A1\n\nLENGTH: 2 words\n\nHEADLINE: Flood in the valley\n\n"
        "BODY:\n   Water rose.\n\nTYPE: NEWS\n"
    )
    fields = record.fields
    assert (fields["outlet"], fields["date"], fields["edition"]) == (
        "The Valley Post",
        "1991-12-19",
        "Final Edition",
    )
    assert (fields["title"], fields["text"]) == ("Flood in the valley", "Water rose.")


def test_the_cover_page_is_skipped(read):
    """It stands above the first heading."""
    cover, *_ = read("Download Request: Selected Items: 1-3\nTerms: flood\n\n" + _document(1))
    assert (cover.rule, cover.note[:16]) == ("the cover page of an export", "Download Request")


def test_nexis_uni_saved_as_text_is_read(read):
    """Documents end with a line of their own."""
    (record,) = read(
        "Flood\nThe Valley Post\nMarch 1, 2025 Saturday\n\nLength: 2 words\nBody\n\n"
        "Water rose.\n\nLoad-Date: March 2, 2025\n\nEnd of Document\n"
    )
    assert (record.fields["title"], record.fields["text"]) == ("Flood", "Water rose.")


def test_a_file_without_headings_is_refused(read):
    """The message names the file and says what to do."""
    with pytest.raises(ReadError, match=r"a\.txt has no line like .* format='text'"):
        read("Flood\n\nWater rose.\n")


def test_a_file_of_an_unknown_database_is_read_as_nexis(tmp_path):
    """`newsdb` falls back on Nexis."""
    path = tmp_path / "a.txt"
    path.write_text(_document(1, total=1))
    assert [o.source_row for o in read_news_database(Source(path, "a.txt"))] == [1]


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        (_document(1), True),
        ("\ufeff" + _document(1).replace("\n", "\r\n"), True),
        ("Terms: flood\n\n" + _document(1), True),
        ('id,title,text\n1,A,"' + _document(1) + '"\n', False),
        ("On page\n\n1 of 3 DOCUMENTS\n\nit said so.\n", False),
        ("Flood\n\nWater rose.\n", False),
    ],
)
def test_an_export_is_known_by_its_first_bytes(text, is_known):
    """A table that holds an export, or an article that quotes a heading, is none."""
    assert is_nexis_text(text.encode()) is is_known


def test_a_byte_order_mark_of_utf16_is_understood(read):
    """Exports for Windows may be UTF-16."""
    assert is_nexis_text(_document(1).encode("utf-16"))
    assert read(_document(1, total=1), "utf-16")[0].fields["title"] == "Flood, day 1"
