"""What reading a collection promises for exports: known for what they are, under any suffix."""

import pytest

from benchmarks.fuzz_news import NEWS_SAMPLES
from medialens.io.registry import reader_for
from medialens.io.stream import CollectionStream

FILES = [
    pytest.param(format_name, name, content, id=name)
    for format_name, samples in NEWS_SAMPLES.items()
    for name, content in samples
    if name != "uni.txt"  # nothing but its last lines tells it from an article
]


@pytest.mark.parametrize(("format_name", "name", "content"), FILES)
def test_an_export_is_known_by_what_it_holds(tmp_path, format_name, name, content):
    """The suffix says ``.txt``, ``.html`` or ``.xml`` only."""
    path = tmp_path / name
    path.write_bytes(content)
    assert reader_for(path).name == format_name


@pytest.mark.parametrize(
    ("format_name", "name", "content"), [file for file in FILES if file.values[0] != "docx"]
)
def test_newsdb_reads_every_export_of_text(tmp_path, format_name, name, content):
    """As the reader of its own format does."""
    pytest.importorskip("lxml")
    path = tmp_path / name
    path.write_bytes(content)
    batches = list(CollectionStream(path, format="newsdb"))
    assert sum(len(batch.articles) for batch in batches) == 3
    assert not any(batch.rejects for batch in batches)
