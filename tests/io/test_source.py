"""What a source promises: the letters of the file, or an error that asks for the encoding."""

import pytest

from medialens.errors import ReadError
from medialens.io.source import Source, shown_name


def _open(tmp_path, content, encoding=None):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with Source(path, "a.txt", encoding).open_text() as file:
        return file.read()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf8_and_every_byte_order_mark_are_understood(tmp_path, encoding):
    assert _open(tmp_path, "Żółć café 東京".encode(encoding)) == "Żółć café 東京"


def test_another_encoding_is_asked_for(tmp_path):
    with pytest.raises(ReadError, match=r"a\.txt is not UTF-8 \(byte 4\).*encoding="):
        _open(tmp_path, "Müller grüßt".encode("cp1252")[:1] + b"ab\xfc rest")


def test_a_stated_encoding_is_used(tmp_path):
    assert _open(tmp_path, "Müller".encode("cp1252"), "cp1252") == "Müller"


def test_one_broken_line_among_good_ones_becomes_a_lone_surrogate(tmp_path):
    """Readers refuse the record that holds it, and keep the others."""
    content = "café\ncafé\n".encode() + b"caf\xe9\n"
    assert _open(tmp_path, content) == "café\ncafé\ncaf\udce9\n"


def test_a_letter_cut_at_a_block_border_is_no_fault(tmp_path):
    text = "a" * ((1 << 20) - 1) + "é"
    assert _open(tmp_path, text.encode()) == text


def test_a_name_that_is_not_utf8_can_be_shown():
    assert shown_name("caf\udce9.txt") == "caf\ufffd.txt"


def test_a_file_over_the_limit_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    with pytest.raises(ReadError, match="5 bytes, more than the 4"):
        Source(path, "a.txt").read_text(limit=4)
