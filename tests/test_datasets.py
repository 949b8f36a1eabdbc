"""What loading by name promises: an existing path first, then the bundled collections."""

import pytest

from medialens.datasets import bundled, load
from medialens.errors import ReadError


@pytest.fixture
def corpora(tmp_path, monkeypatch):
    """Two bundled collections, and a folder that is none."""
    for name in ("ports", "bridges"):
        folder = tmp_path / "corpora" / name
        folder.mkdir(parents=True)
        (folder / "collection.toml").write_text(f'name = "The {name}"\n')
        (folder / "articles.csv").write_text("outlet,text\nPost,One ship sailed.\n")
    (tmp_path / "corpora" / "notes").mkdir()
    monkeypatch.setattr("medialens.io.named.packaged_folder", lambda name: tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_bundled_collections_are_listed_by_name(corpora):
    assert bundled() == ["bridges", "ports"]


def test_a_bundled_collection_loads_by_name(corpora):
    assert load("ports").name == "The ports"


def test_an_existing_path_wins_over_a_bundled_name(corpora):
    (corpora / "ports").mkdir()
    (corpora / "ports" / "a.txt").write_text("Another ship.")
    assert load("ports").name == "ports"


def test_an_unknown_name_is_named_with_the_nearest_and_all_bundled_ones(corpora):
    with pytest.raises(
        ReadError, match=r"port does not exist \(did you mean 'ports'\?\).*: bridges, ports"
    ):
        load("port")


def test_options_reach_the_reader(corpora):
    path = corpora / "a.dat"
    path.write_bytes("outlet,text\nPost,Café sails.\n".encode("cp1252"))
    assert load(path, format="csv", encoding="cp1252").articles["text"][0] == "Café sails."


def test_every_collection_that_comes_with_the_package_loads_whole():
    for name in bundled():
        corpus = load(name)
        assert len(corpus) > 0
        assert corpus.rejects.empty
        assert corpus.n_skipped == 0
