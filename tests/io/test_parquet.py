"""What the Parquet reader promises: every value as text, oddities named."""

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from medialens.errors import ReadError
from medialens.io.parquet import read_arrow, read_parquet
from medialens.io.source import Source


def _read(tmp_path, columns):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table(columns), path)
    return list(read_parquet(Source(path, "a.parquet")))


def test_rows_are_numbered_and_missing_is_empty(tmp_path):
    records = _read(tmp_path, {"text": ["One.", None], "id": ["007", "NA"]})
    assert [(r.source_row, dict(r.fields)) for r in records] == [
        (1, {"text": "One.", "id": "007"}),
        (2, {"text": "", "id": "NA"}),
    ]


def test_other_types_become_text_and_are_named(tmp_path):
    record = _read(
        tmp_path,
        {
            "n": pa.array([7]),
            "raw": pa.array([b"x"]),
            "names": pa.array([["A", "B"]]),
            "outlet": pa.array(["Post"]).dictionary_encode(),
            "date": pa.array([dt.datetime(2025, 3, 1, tzinfo=dt.UTC)]),
        },
    )[0]
    assert dict(record.fields) == {
        "n": "7",
        "raw": "x",
        "names": "A, B",
        "outlet": "Post",
        "date": "2025-03-01 00:00:00.000000Z",
    }
    assert record.odd["n"] == "of type int64"
    assert record.odd["raw"] == "bytes"
    assert "outlet" not in record.odd


def test_a_time_beyond_the_calendar_is_no_crash(tmp_path):
    assert _read(tmp_path, {"date": pa.array([2**62], pa.timestamp("us"))})[0].fields["date"]


def test_a_damaged_file_is_refused(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["One."]}), path)
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(ReadError, match=r"a\.parquet is a damaged Parquet file"):
        list(read_parquet(Source(path, "a.parquet")))


def test_a_file_that_unpacks_to_far_more_than_its_size_is_refused(tmp_path):
    text = "x" * 1_000_000
    with pytest.raises(ReadError, match=r"a\.parquet has .* bytes and unpacks to over"):
        _read(tmp_path, {"text": pa.array([text] * 400).dictionary_encode()})


@pytest.mark.parametrize("kind", ["file", "stream"])
def test_an_arrow_file_or_stream_is_read_like_parquet(tmp_path, kind):
    path = tmp_path / "a.arrow"
    table = pa.table({"text": ["One.", "Two."], "n": [7, 8]})
    opened = pa.ipc.new_file if kind == "file" else pa.ipc.new_stream
    with pa.OSFile(str(path), "wb") as out, opened(out, table.schema) as writer:
        writer.write_table(table)
    records = list(read_arrow(Source(path, "a.arrow")))
    assert [(r.source_row, dict(r.fields)) for r in records] == [
        (1, {"text": "One.", "n": "7"}),
        (2, {"text": "Two.", "n": "8"}),
    ]


def test_a_damaged_arrow_file_is_refused(tmp_path):
    path = tmp_path / "a.arrow"
    path.write_bytes(b"ARROW1\x00\x00nothing more")
    with pytest.raises(ReadError, match=r"a\.arrow is a damaged Arrow file"):
        list(read_arrow(Source(path, "a.arrow")))


def _arrow(table, *, is_file, compression=None):
    """Return a table as an Arrow file or stream."""
    written = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=compression)
    opened = pa.ipc.new_file if is_file else pa.ipc.new_stream
    with opened(written, table.schema, options=options) as writer:
        writer.write_table(table)
    return written.getvalue().to_pybytes()


@pytest.mark.parametrize("is_file", [True, False])
@pytest.mark.parametrize("as_desk", [lambda texts: texts, lambda texts: texts.dictionary_encode()])
def test_a_batch_that_unpacks_to_far_more_than_the_file_is_never_unpacked(
    tmp_path, monkeypatch, is_file, as_desk
):
    """Its sizes are added up before the library is asked to unpack it."""
    table = pa.table({"text": as_desk(pa.array(["a" * 120_000_000]))})
    path = tmp_path / "a.arrow"
    path.write_bytes(_arrow(table, is_file=is_file, compression="zstd"))
    monkeypatch.setattr(pa.ipc, "open_stream", None)  # what would unpack it
    with pytest.raises(ReadError, match="unpacks to over 100,000,000"):
        list(read_arrow(Source(path, "a.arrow")))


@pytest.mark.parametrize("is_file", [True, False])
@pytest.mark.parametrize("compression", [None, "lz4", "zstd"])
def test_packed_arrow_is_read_as_plain_arrow(tmp_path, is_file, compression):
    table = pa.table({"text": ["One.", "Two."], "desk": pa.array(["a", "b"]).dictionary_encode()})
    path = tmp_path / "a.arrow"
    path.write_bytes(_arrow(table, is_file=is_file, compression=compression))
    found = list(read_arrow(Source(path, "a.arrow")))
    assert [record.fields["text"] for record in found] == ["One.", "Two."]


def test_an_arrow_value_that_points_beyond_its_buffer_is_refused(tmp_path):
    """The library would read foreign memory, or crash."""
    content = _arrow(pa.table({"text": ["One.", "Two."]}), is_file=False)
    offsets = b"".join(place.to_bytes(4, "little") for place in (0, 4, 8))
    assert content.count(offsets) == 1
    path = tmp_path / "a.arrow"
    path.write_bytes(content.replace(offsets, offsets[:-4] + (1 << 30).to_bytes(4, "little")))
    with pytest.raises(ReadError, match=r"a\.arrow is a damaged Arrow file"):
        list(read_arrow(Source(path, "a.arrow")))


def test_an_arrow_file_that_lost_batches_is_refused(tmp_path):
    table = pa.table({"text": ["One.", "Two."]})
    written = pa.BufferOutputStream()
    with pa.ipc.new_file(written, table.schema) as writer:
        writer.write_table(table, max_chunksize=1)
    content = written.getvalue().to_pybytes()
    second = content.rindex(b"Two.")
    start = content.rindex(b"\xff\xff\xff\xff", 0, second)
    path = tmp_path / "a.arrow"
    path.write_bytes(content[:start] + b"\xff\xff\xff\xff\x00\x00\x00\x00" + content[start + 8 :])
    with pytest.raises(ReadError, match="it states 2 batches and has 1"):
        list(read_arrow(Source(path, "a.arrow")))


def test_an_empty_list_is_no_text(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(
        pa.table({"text": ["One."], "authors": pa.array([[]], pa.list_(pa.string()))}), path
    )
    assert next(read_parquet(Source(path, "a.parquet"))).fields["authors"] == ""
