"""What the reader of Word documents promises: the documents of an export, or one article."""

import io
import zipfile

import pytest

from medialens.errors import ReadError
from medialens.io.news.word import is_word, read_word
from medialens.io.registry import Record, Reject, Skip
from medialens.io.source import Source

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BREAK = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"


def _p(text, style=""):
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _document(n=1, tail=("Classification", "Language: ENGLISH", "Load-Date: March 2, 2025")):
    lines = [
        f"Flood, day {n}", "The Valley Post", f"March {n}, 2025 Monday 9:20 AM GMT",
        "Copyright 2025 The Valley Post", "Section: NEWS; Pg. 1", "Length: 4 words",
        "Byline: Ada Quill", "Body", "Water rose.", "It fell.", *tail, "End of Document",
    ]  # fmt: skip
    return "".join(_p(line) for line in lines)


def _packed(body, *, head='<?xml version="1.0"?>', name="word/document.xml"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, f"{head}<w:document {NAMES}><w:body>{body}</w:body></w:document>")
    return packed.getvalue()


@pytest.fixture
def read(tmp_path):
    def _read(content):
        path = tmp_path / "a.docx"
        path.write_bytes(content)
        return list(read_word(Source(path, "a.docx")))

    return _read


def test_a_document_of_nexis_uni_becomes_columns(read):
    """The time of day is kept where its zone is known."""
    (record,) = read(_packed(_document()))
    fields = record.fields
    assert (fields["title"], fields["outlet"], fields["date"]) == (
        "Flood, day 1",
        "The Valley Post",
        "2025-03-01T09:20:00+00:00",
    )
    assert (fields["author"], fields["section"], fields["language"]) == (
        "Ada Quill",
        "NEWS; Pg. 1",
        "en",
    )
    assert fields["text"] == "Water rose.\n\nIt fell."


def test_closing_fields_without_a_heading_are_no_text(read):
    """Some documents have no classification."""
    (record,) = read(_packed(_document(tail=["Load-Date: March 2, 2025"])))
    assert record.fields["text"] == "Water rose.\n\nIt fell."


def test_the_cover_page_is_skipped_and_its_count_is_checked(read):
    """Three documents are stated and listed, two follow."""
    cover = _p("Date and Time: Monday") + _p("Documents (3)") + _p("1. Flood") + BREAK
    outcomes = read(_packed(cover + _document(1) + BREAK + _document(2)))
    assert [type(outcome) for outcome in outcomes] == [Skip, Record, Record, Reject]
    assert outcomes[1].fields["title"] == "Flood, day 1"
    assert "1 is missing" in outcomes[-1].reason


def test_a_document_that_does_not_end_is_noted(read):
    """The last one was cut."""
    cut = _document(2).partition(_p("It fell."))[0]
    first, second = read(_packed(_document(1) + cut))
    assert first.notes == ()
    assert "no closing fields, perhaps cut" in second.notes


def test_a_document_without_body_is_a_reject(read):
    """There is nothing to read."""
    outcomes = read(_packed(_document().replace(_p("Body"), "")))
    assert [type(outcome) for outcome in outcomes] == [Reject]


def test_another_document_is_one_article_with_its_styled_title(read):
    """Its outlet may stand in the name of the file or its folder."""
    (record,) = read(_packed(_p("Flood in the valley.", "Heading1") + _p("Water rose.")))
    assert (record.fields["title"], record.fields["text"]) == (
        "Flood in the valley.",
        "Water rose.",
    )


def test_a_first_sentence_is_no_title(read):
    """It ends with a full stop and has no style."""
    (record,) = read(_packed(_p("Water rose.") + _p("It fell.")))
    assert (record.fields["title"], record.fields["text"]) == ("", "Water rose.\n\nIt fell.")


def test_deleted_passages_are_left_out(read):
    """Tracked changes hold text that is no longer there."""
    changed = "<w:p><w:del><w:r><w:t>not </w:t></w:r></w:del><w:r><w:t>so</w:t></w:r></w:p>"
    (record,) = read(_packed(_p("Flood") + changed))
    assert record.fields["text"] == "so"


def test_entities_are_refused(read):
    """A document type may define them."""
    head = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
    with pytest.raises(ReadError, match=r"a\.docx has a document type"):
        read(_packed(_p("&b;"), head=head))


def test_a_document_that_unpacks_to_too_much_is_refused(read):
    """The limit is on the ratio as well."""
    with pytest.raises(ReadError, match="unpacks to more than"):
        read(_packed(_p("a" * 20_000_000)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_packed("", name="other.xml"), "no Word document"),
        (_packed(_p("a"))[:-30], "no end"),
        (_packed("<w:p>"), "damaged Word document"),
        (_packed(_p("a" * 500)).replace(b"word", b"wxrd", 1), "damaged"),
    ],
)
def test_damaged_files_are_refused(read, content, said):
    """The message says what is wrong."""
    with pytest.raises(ReadError, match=said):
        read(content)


def test_a_word_document_is_known_by_its_first_bytes():
    """Other zip files are not taken for one."""
    assert is_word(_packed(_p("a")))
    assert not is_word(_packed("", name="other.xml"))
