"""What is known of a collection is taken from its bytes; a changed one is read again."""

import pytest

from medialens.errors import MedialensError
from medialens.report.plan import read_source


@pytest.fixture
def own_cache(monkeypatch, tmp_path):
    """Keep what is known in a cache of this test's own."""
    monkeypatch.setenv("MEDIALENS_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def reads(monkeypatch):
    """Count how often a collection is read."""
    from medialens import datasets

    seen, load = [], datasets.load
    monkeypatch.setattr(datasets, "load", lambda *given: seen.append(given) or load(*given))
    return seen


@pytest.mark.usefixtures("own_cache")
def test_an_unchanged_collection_is_not_read_again(small_collection, reads):
    first = read_source(str(small_collection))
    assert read_source(str(small_collection)) == first
    assert len(reads) == 1


@pytest.mark.usefixtures("own_cache")
def test_a_changed_collection_is_read_again(small_collection, reads):
    before = read_source(str(small_collection))
    (file,) = [path for path in small_collection.iterdir() if path.suffix != ".toml"]
    file.write_bytes(file.read_bytes().replace(b"splendid", b"terrible"))
    after = read_source(str(small_collection))
    assert after.facts["fingerprint"] != before.facts["fingerprint"]
    assert len(reads) == 2


def test_without_a_cache_every_collection_is_read(small_collection, reads):
    assert read_source(str(small_collection)) == read_source(str(small_collection))
    assert len(reads) == 2


@pytest.mark.usefixtures("own_cache")
def test_a_failure_is_never_remembered(tmp_path, reads):
    path = tmp_path / "news.csv"
    path.write_text("title,text\n", "utf-8")
    for _ in range(2):
        with pytest.raises(MedialensError):
            read_source(str(path))
    assert len(reads) == 2
