"""The contract of readers: our own keep it, and each way to break it is told."""

from pathlib import Path

import pandas as pd
import pytest

from medialens.errors import PluginError, ReadError
from medialens.io import registry
from medialens.io.contract import check_reader
from medialens.io.registry import Reader, Record, Reject

TEXT = "The ferry came late.\n\nNobody knew why, said Mara Quill."
ROWS = pd.DataFrame({"title": ["Late", "Later"], "outlet": ["Bell", "Post"], "text": [TEXT, TEXT]})
PAGE = f"<!doctype html><html><head><title>Late</title></head><body><p>{TEXT}</p></body></html>"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Bell</title><item><title>Late</title>'
    f"<link>https://bell.example/1</link><description>{TEXT}</description></item></channel></rss>"
)
HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bell.example/1\r\n"
    "WARC-Date: 2026-01-02T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    f"Content-Length: {len(HTTP)}\r\n\r\n{HTTP}\r\n\r\n"
)
MHTML = (
    "From: <saved>\r\nSubject: Late\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    f"--b\r\nContent-Type: text/html\r\nContent-Location: https://bell.example/1\r\n\r\n{PAGE}\r\n--b--\r\n"
)


def write_sample(folder, name):
    """Write a small file of the format `name` and return its path."""
    path = folder / f"sample{registry._READERS[name].suffixes[0]}"
    tables = {"parquet": ROWS.to_parquet, "arrow": ROWS.to_feather}
    if name in tables:
        tables[name](path)
    elif name == "excel":
        ROWS.to_excel(path, index=False)
    else:
        texts = {
            "csv": ROWS.to_csv(index=False), "json": ROWS.to_json(orient="records"),
            "jsonl": ROWS.to_json(orient="records", lines=True), "text": TEXT, "html": PAGE,
            "feed": FEED, "warc": WARC, "mhtml": MHTML,
        }  # fmt: skip
        path.write_bytes(texts[name].encode())
    return path


@pytest.mark.parametrize(
    "name",
    ["csv", "json", "jsonl", "parquet", "arrow", "excel", "text", "html", "mhtml", "warc", "feed"],
)
def test_the_packages_own_readers_keep_the_contract(name, tmp_path):
    assert len(check_reader(registry._READERS[name], write_sample(tmp_path, name))) == 8


def lines(source):
    """Yield a record a line: a reader that keeps its promises, which the tests break."""
    try:
        text = source.path.read_text("utf-8")
    except UnicodeDecodeError:
        raise ReadError(f"{source.name} is no UTF-8") from None
    for number, line in enumerate(text.splitlines(), 1):
        yield Record({"text": line}, source.name, number)


def changed(change):
    def read(source):
        for outcome in lines(source):
            yield change(outcome, source)

    return read


counted = iter(range(10_000))


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "a.lines"
    path.write_text("One.\nTwo.\n", "utf-8")
    return path


def test_a_reader_that_keeps_its_promises_is_told_which(sample):
    assert "read twice, it yields alike" in check_reader(
        Reader("lines", (".lines",), lines), sample
    )


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (Reader(" ", (".lines",), lines), "its name is empty"),
        (Reader("x", ("LINES",), lines), "suffix 'LINES'"),
        (Reader("x", (".other",), lines), "a.lines is not known"),
        (Reader("x", (".lines",), lambda s: list(lines(s))), "list instead of an iterator"),
        (Reader("x", (".lines",), changed(lambda o, s: "text")), "str of a.lines"),
        (
            Reader("x", (".lines",), changed(lambda o, s: Reject(s.name, 1, "text", "bad"))),
            "none in a.lines",
        ),
        (Reader("x", (".lines",), changed(lambda o, s: Record({"n": 1}, s.name))), "is int"),
        (Reader("x", (".lines",), changed(lambda o, s: Record({}, "b"))), "source_file is 'b'"),
        (
            Reader("x", (".lines",), changed(lambda o, s: Record({}, s.name, 9 - o.source_row))),
            "row 7 after row 8",
        ),
        (
            Reader("x", (".lines",), changed(
                lambda o, s: Record({"n": f"{next(counted)}"}, s.name))),
            "yields alike: a.lines",
        ),
        (
            Reader("x", (".lines",), changed(
                lambda o, s: s.path.write_text(f"{next(counted)} x", "utf-8") and o)),
            "it altered a.lines",
        ),
        (
            Reader("x", (".lines",), lambda s: iter([
                Record({"t": s.path.read_bytes().decode("ascii")}, s.name)])),
            "with bytes overwritten: UnicodeDecodeError",
        ),
    ],
)  # fmt: skip
def test_every_broken_promise_is_told(reader, said, sample):
    with pytest.raises(PluginError, match=f"(?s)promises.*{said}"):
        check_reader(reader, sample)


def test_without_a_sample_nothing_is_tried():
    with pytest.raises(ValueError, match="one sample file or more"):
        check_reader(Reader("lines", (".lines",), lines))


def test_samples_are_not_altered(sample):
    before = Path(sample).read_bytes()
    check_reader(Reader("lines", (".lines",), lines), sample)
    assert sample.read_bytes() == before
