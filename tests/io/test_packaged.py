"""What the packaged folders promise: found wherever the package lies."""

import pytest

from medialens.errors import ReadError
from medialens.io.packaged import packaged_folder


@pytest.mark.parametrize("name", ["corpora", "notebooks"])
def test_the_folder_exists(name):
    assert packaged_folder(name).is_dir()


def test_a_wheels_own_folder_wins_over_the_repository(tmp_path, monkeypatch):
    inside = tmp_path / "medialens" / "_packaged" / "corpora"
    inside.mkdir(parents=True)
    (tmp_path / "corpora").mkdir()
    monkeypatch.setattr("medialens.io.packaged._PACKAGE", tmp_path / "medialens")
    assert packaged_folder("corpora") == inside


def test_an_incomplete_installation_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr("medialens.io.packaged._PACKAGE", tmp_path)
    with pytest.raises(ReadError, match="'corpora' is missing"):
        packaged_folder("corpora")
