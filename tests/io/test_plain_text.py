"""What the text reader promises: one file, one article, a title only where one is meant."""

import pytest

from medialens.io.plain_text import read_plain_text
from medialens.io.source import Source


def _read(tmp_path, text, name="a.txt"):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return dict(next(iter(read_plain_text(Source(path, name)))).fields)


@pytest.mark.parametrize(
    "text", ["Flood hits Oxmere\n\nThe river rose.", "# Flood hits Oxmere\r\n\r\nThe river rose."]
)
def test_a_short_first_line_above_a_blank_line_is_the_title(tmp_path, text):
    fields = _read(tmp_path, text)
    assert (fields["title"], fields["text"]) == ("Flood hits Oxmere", "The river rose.")


@pytest.mark.parametrize(
    "text",
    [
        "The river rose.\n\nPeople fled.",  # ends with a full stop
        "The river rose\nPeople fled.",  # no blank line
        "word " * 30 + "\n\nPeople fled.",  # too long
        "Only a line",
        "Only a line\n\n",
    ],
)
def test_otherwise_there_is_no_title_and_the_text_is_whole(tmp_path, text):
    fields = _read(tmp_path, text)
    assert (fields["title"], fields["text"]) == ("", text)


def test_folder_and_file_name_tell_outlet_and_date(tmp_path):
    fields = _read(tmp_path, "One.", "The Post/x_2025-03-01_flood.txt")
    assert (fields["outlet"], fields["date"]) == ("The Post", "2025-03-01")
