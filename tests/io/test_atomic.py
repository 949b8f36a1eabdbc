"""What atomic writing promises: whole under the final name, or nothing new at all."""

import pytest

from medialens.io.atomic import write_bytes_atomic, write_text_atomic


def test_text_is_written_whole_and_replaces_what_was_there(tmp_path):
    path = tmp_path / "new" / "a.txt"
    write_text_atomic(path, "one\n")
    write_text_atomic(path, "zwölf\r\n")
    assert path.read_bytes() == "zwölf\r\n".encode()
    assert [found.name for found in path.parent.iterdir()] == ["a.txt"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "a.bin"
    write_bytes_atomic(path, b"old")

    def fail(handle):
        raise OSError("disk full")

    monkeypatch.setattr("medialens.io.atomic.os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_bytes_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1
