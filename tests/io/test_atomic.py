"""What atomic writing promises: whole under the final name, or nothing new at all."""

import pytest

from medialens.io.atomic import atomic_folder, write_bytes_atomic, write_text_atomic


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


def test_a_folder_appears_when_the_block_ends(tmp_path):
    target = tmp_path / "out" / "report"
    with atomic_folder(target) as folder:
        (folder / "a.txt").write_text("one")
        assert not target.exists()
        assert folder.parent == target.parent
    assert (target / "a.txt").read_text() == "one"
    assert [found.name for found in target.parent.iterdir()] == ["report"]


def test_a_folder_whose_block_raises_never_appears(tmp_path):
    with pytest.raises(KeyboardInterrupt), atomic_folder(tmp_path / "report"):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_is_never_replaced(tmp_path):
    (tmp_path / "report").mkdir()
    with (
        pytest.raises(FileExistsError, match="report exists already"),
        atomic_folder(tmp_path / "report"),
    ):
        pass
