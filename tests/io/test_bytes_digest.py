"""Unchanged bytes have an unchanged digest; every change of a collection shows in it."""

import os

import pytest

from medialens.io.bytes_digest import bytes_digest


@pytest.fixture
def folder(tmp_path):
    """A collection of two files, one in a folder of its own."""
    made = tmp_path / "news"
    (made / "june").mkdir(parents=True)
    (made / "a.csv").write_bytes(b"one")
    (made / "june" / "b.csv").write_bytes(b"two")
    return made


def test_it_hangs_on_names_and_bytes_alone(folder):
    before = bytes_digest(folder)
    os.utime(folder / "a.csv", (0, 0))
    assert bytes_digest(folder) == before
    assert bytes_digest(folder.rename(folder.with_name("press"))) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.csv").write_bytes(b"six"),
        lambda folder: (folder / "a.csv").rename(folder / "c.csv"),
        lambda folder: (folder / "a.csv").unlink(),
        lambda folder: (folder / "collection.toml").write_bytes(b""),
        lambda folder: (folder / "june" / "b.csv").rename(folder / "b.csv"),
    ],
)
def test_every_change_shows(folder, change):
    before = bytes_digest(folder)
    change(folder)
    assert bytes_digest(folder) != before


def test_bytes_that_move_from_one_file_to_the_next_show(folder):
    before = bytes_digest(folder)
    (folder / "a.csv").write_bytes(b"on")
    (folder / "june" / "b.csv").write_bytes(b"etwo")
    assert bytes_digest(folder) != before


def test_a_file_has_the_settings_beside_it(folder):
    before = bytes_digest(folder / "a.csv")
    (folder / "collection.toml").write_text('name = "News"', "utf-8")
    assert bytes_digest(folder / "a.csv") != before


def test_settings_stand_for_their_folder(folder):
    settings = folder / "collection.toml"
    settings.write_text("", "utf-8")
    before = bytes_digest(settings)
    assert before == bytes_digest(folder)
    (folder / "a.csv").write_bytes(b"six")
    assert bytes_digest(settings) != before


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
@pytest.mark.parametrize("target", ["june", "a.csv", "nowhere"])
def test_a_link_cannot_be_told(folder, target):
    (folder / "link").symlink_to(target)
    assert bytes_digest(folder) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_cannot_be_told(folder):
    os.mkfifo(folder / "pipe")
    assert bytes_digest(folder) is None
