"""What the file search promises: the same files in the same order everywhere."""

import errno
import os
from pathlib import Path

import pytest

from medialens.errors import ReadError, SettingsError
from medialens.io.files import find_files
from medialens.io.registry import Reject


def _names(folder, *patterns):
    return [found.name for found in find_files(folder, patterns)[0]]


@pytest.fixture
def shut(monkeypatch):
    """Return what makes a folder unreadable, for the administrator too."""
    scandir, closed = os.scandir, set()

    def _scandir(path):
        if Path(path) in closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", _scandir)
    return closed.add


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "post/c.txt", "post/d.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    return tmp_path


def test_files_come_sorted_by_relative_path(folder):
    assert _names(folder) == ["a.txt", "b.txt", "post/c.txt", "post/d.csv"]


@pytest.mark.parametrize(
    "name",
    [".hidden.txt", "README.md", "readme", "LICENSE", "Licence.txt", "truth.json", "truth_key.csv",
     "collection.toml", "~$a.docx", "a.txt~", ".git/a.txt"],
)  # fmt: skip
def test_what_describes_the_collection_is_skipped_by_rule(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("text")
    assert len(_names(folder)) == 4


@pytest.mark.parametrize("name", ["truthful.txt", "readmes-2024.csv", "licensed.txt"])
def test_names_that_only_begin_alike_are_read(folder, name):
    (folder / name).write_text("text")
    assert name in _names(folder)


def test_patterns_choose_the_files(folder):
    assert _names(folder, "*.txt") == ["a.txt", "b.txt"]
    assert _names(folder, "**/*.txt") == ["a.txt", "b.txt", "post/c.txt"]
    assert _names(folder, "post/*.csv", "a.txt") == ["a.txt", "post/d.csv"]


def test_a_pattern_without_a_file_is_an_error(folder):
    with pytest.raises(SettingsError, match=r"files 'x\.csv' matches no file"):
        find_files(folder, ("x.csv",))


def test_a_link_to_a_folder_is_named_and_not_followed(folder):
    (folder / "round").symlink_to(folder)
    files, closed = find_files(folder)
    assert closed == [Reject("round", None, "", "a link to a folder, which is not followed")]
    assert len(files) == 4


@pytest.mark.parametrize("patterns", [(), ("*.txt",)])
def test_a_folder_that_cannot_be_read_is_named(folder, shut, patterns):
    shut(folder / "post")
    _, closed = find_files(folder, patterns)
    reason = "a folder that cannot be read: Permission denied"
    assert closed == [Reject("post", None, "", reason)]


def test_a_collection_that_cannot_be_read_is_refused(folder, shut):
    shut(folder)
    with pytest.raises(ReadError, match="cannot be read: Permission denied"):
        find_files(folder)
