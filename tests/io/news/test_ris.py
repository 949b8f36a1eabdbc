"""What the reader of RIS promises: one article a reference with text, the others named."""

import pytest

from medialens.errors import ReadError
from medialens.io.news.ris import is_ris, read_ris
from medialens.io.registry import Record, Skip
from medialens.io.source import Source

REFERENCE = (
    "TY  - NEWS\nTI  - Flood in the valley\nT2  - The Valley Post\nDA  - 2025/03/01/\n"
    "AU  - Quill, Ada\nAU  - Pen, Bo\nUR  - https://valley.example/1\nLA  - en\n"
    "AB  - Water rose.\nIt fell.\nER  - \n"
)


@pytest.fixture
def read(tmp_path):
    def _read(text):
        path = tmp_path / "a.ris"
        path.write_bytes(text.encode())
        return list(read_ris(Source(path, "a.ris")))

    return _read


def test_a_reference_becomes_columns(read):
    """A line without a tag continues the one above."""
    (record,) = read(REFERENCE)
    fields = record.fields
    assert (fields["title"], fields["outlet"], fields["date"], fields["language"]) == (
        "Flood in the valley",
        "The Valley Post",
        "2025-03-01",
        "en",
    )
    assert (fields["author"], fields["text"]) == ("Quill, Ada; Pen, Bo", "Water rose.\nIt fell.")


@pytest.mark.parametrize("changed", ["\r\n", "no end", "no second blank"])
def test_variants_of_the_format_change_nothing(read, changed):
    """Line ends, a missing end, one blank after the tag."""
    variant = {
        "\r\n": REFERENCE.replace("\n", "\r\n"),
        "no end": REFERENCE.removesuffix("ER  - \n"),
        "no second blank": REFERENCE.replace("  - ", " - "),
    }[changed]
    assert read(variant) == read(REFERENCE)


def test_a_title_on_two_lines_is_one_line(read):
    """Only texts keep their lines."""
    (record,) = read(REFERENCE.replace("Flood in", "Flood\nin").replace("Quill,", "Quill,\n"))
    assert record.fields["title"] == "Flood in the valley"
    assert record.fields["author"] == "Quill, Ada; Pen, Bo"


def test_a_reference_without_text_is_skipped_with_its_title(read):
    """Short notes are no text."""
    bare = "TY  - NEWS\nTI  - Flood\nN1  - Cited By :10\nER  - \n"
    outcomes = read(bare + REFERENCE)
    assert [type(outcome) for outcome in outcomes] == [Skip, Record]
    assert (outcomes[0].rule, outcomes[0].note) == ("a reference without text", "Flood")


def test_a_long_note_stands_for_an_abstract(read):
    """A note tells of it."""
    note = "Water rose over the bridge and into the lower town at night."
    (record,) = read(f"TY  - NEWS\nTI  - Flood\nN1  - {note}\nER  - \n")
    assert (record.fields["text"], record.notes) == (note, ("the text is a note",))


def test_a_file_without_references_is_refused(read):
    """The message says what a reference looks like."""
    with pytest.raises(ReadError, match=r"a\.ris holds no reference"):
        read("Water rose.\n")


def test_a_file_is_known_by_its_first_bytes():
    """Two lines with tags."""
    assert is_ris(b"\xef\xbb\xbf" + REFERENCE.encode())
    assert not is_ris(b"TY  - what a headline\n\nWater rose.\n")
