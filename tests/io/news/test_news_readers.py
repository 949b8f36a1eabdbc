"""What reading a collection promises for exports: known for what they are, under any suffix."""

import pytest

from benchmarks.fuzz_news import NEWS_SAMPLES
from medialens.errors import ReadError
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


def test_a_page_in_another_encoding_than_it_declares_is_refused_until_it_is_stated(tmp_path):
    """Single broken letters are not replaced either."""
    pytest.importorskip("lxml")
    path = tmp_path / "codes.html"
    declared = b'<html><meta charset="utf-8"><title>Factiva</title>'
    content = dict(NEWS_SAMPLES["factiva"])["codes.html"].replace(b"<html>", declared)
    path.write_bytes(content.replace("“".encode(), b"\x93", 1))
    with pytest.raises(ReadError, match=r"codes\.html is not in the encoding that it declares"):
        list(CollectionStream(path, format="factiva"))
