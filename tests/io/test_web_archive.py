"""Web archives: every record is a page, a skip by rule, or a reject that says why."""

import base64
import gzip
import hashlib
import io
import zlib

import pytest

from medialens.errors import ReadError
from medialens.io.registry import Record, Reject, Skip, reader_for
from medialens.io.source import Source
from medialens.io.web_archive import is_web_archive, read_web_archive

pytest.importorskip("trafilatura")

TEXT = "The council of Stell voted on Monday to rebuild the old bridge after two years of talks."
PAGE = f"<html><body><article><h1>Bridge</h1><p>{TEXT}</p><p>{TEXT} Café.</p></article></body>"
BODY = PAGE.encode()


def _http(body=BODY, *headers, status="200 OK", media_type="text/html; charset=utf-8"):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def _record(block, *headers, kind="response", length=None, media_type="application/http"):
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Target-URI: https://post.example/bridge",
        "WARC-Date: 2025-03-02T08:00:00Z",
        f"Content-Type: {media_type}",
        *headers,
        f"Content-Length: {len(block) if length is None else length}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + block + b"\r\n\r\n"


GOOD = _record(_http())


def _read(tmp_path, content, name="pages.warc"):
    path = tmp_path / name
    path.write_bytes(content)
    return list(read_web_archive(Source(path, name)))


def _shape(outcomes):
    """Return kind and row of each outcome."""
    return [(type(found).__name__, found.source_row) for found in outcomes]


def test_a_page_has_its_address_and_the_day_of_the_visit(tmp_path):
    (found,) = _read(tmp_path, GOOD)
    assert isinstance(found, Record)
    assert found.fields["url"] == "https://post.example/bridge"
    assert found.fields["retrieved"] == "2025-03-02T08:00:00Z"
    assert (found.fields["date"], found.source_row) == ("", 1)
    assert found.fields["text"] == f"{TEXT}\n{TEXT} Café."


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        (_record(b"software: x", kind="warcinfo"), "type warcinfo"),
        (_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"), "type request"),
        (_record(_http(b"gone", status="404 Not Found")), "status 404"),
        (_record(_http(b"\x89PNG", media_type="image/png")), "media type image/png"),
        (_record(_http(b"x", media_type="no such thing")), "media type unknown"),
        (_record(b"10.0.0.1", media_type="text/dns"), "media type text/dns"),
    ],
)
def test_what_is_no_page_is_skipped_by_a_rule(tmp_path, record, rule):
    assert _read(tmp_path, GOOD + record)[1:] == [Skip("pages.warc", 2, rule)]


@pytest.mark.parametrize(
    "pack",
    [
        lambda records: b"".join(records),
        lambda records: b"".join(gzip.compress(record) for record in records),
        lambda records: gzip.compress(b"".join(records)),
        lambda records: gzip.compress(b"".join(records)) + b"\x00" * 512,
    ],
    ids=["plain", "packed record by record", "packed as a whole", "padded"],
)
def test_an_archive_is_known_and_read_however_it_is_packed(tmp_path, pack):
    content = pack([GOOD, GOOD])
    assert _shape(_read(tmp_path, content)) == [("Record", 1), ("Record", 2)]
    assert is_web_archive(content[:4096])
    assert reader_for(tmp_path / "pages.warc", "warc.gz").name == "warc"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (_record(_http(), length="abc"), "Content-Length 'abc' is no length"),
        (_record(_http(), length="-5"), "Content-Length '-5' is no length"),
        (_record(_http(), length="9" * 18), "is no length"),
        (_record(_http(), length=100), "Content-Length 100 is wrong"),
        (_record(_http(), length=len(_http()) + 60), "is wrong"),
        (_record(_http(), length=len(_http()) + 9_000), "ends after"),
        (_record(_http(), "WARC-Block-Digest: sha1:" + "A" * 32), "WARC-Block-Digest does not"),
        (_record(_http(), "WARC-Payload-Digest: sha1:!"), "WARC-Payload-Digest does not"),
        (_record(_http(b"x" * 300, "Content-Encoding: gzip")), "no valid gzip"),
        (_record(_http(b"x", "Content-Encoding: rot13")), "packed as 'rot13'"),
        (_record(_http(gzip.compress(BODY)[:-20], "Content-Encoding: gzip")), "end too early"),
        (_record(_http(b"ZZ\r\n" + BODY, "Transfer-Encoding: chunked")), "chunks"),
        (_record(_http(b"ff\r\nx", "Transfer-Encoding: chunked")), "last chunk"),
        (_record(b"no response at all"), "no HTTP response"),
        (_record(_http(b"<html><body>")), "no article text"),
        (_record(_http(), "WARC-Segment-Number: 1"), "in several parts"),
    ],
)
def test_a_bad_record_is_a_reject_and_the_next_one_is_read(tmp_path, bad, reason):
    first, found, last = _read(tmp_path, GOOD + bad + GOOD)
    assert (first.source_row, found.source_row, last.source_row) == (1, 2, 3)
    assert isinstance(found, Reject)
    assert reason in found.reason
    assert isinstance(last, Record)


def test_a_body_that_unpacks_without_end_is_a_reject(tmp_path):
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join(packer.compress(b"a" * 1_000_000) for _ in range(40)) + packer.flush()
    (found,) = _read(tmp_path, _record(_http(bomb, "Content-Encoding: gzip")))
    assert "unpacks to over 20,000,000 bytes" in found.reason


def test_a_file_that_unpacks_without_end_is_refused(tmp_path):
    packer = zlib.compressobj(wbits=31)
    parts = [packer.compress(GOOD), *(packer.compress(b"a" * 1_000_000) for _ in range(101))]
    with pytest.raises(ReadError, match=r"pages\.warc unpacks to over 200 times its size"):
        _read(tmp_path, b"".join(parts) + packer.flush())


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(BODY), ["Content-Encoding: gzip"]),
        (zlib.compress(BODY), ["Content-Encoding: deflate"]),
        (zlib.compress(BODY)[2:-4], ["Content-Encoding: deflate"]),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY), ["Transfer-Encoding: chunked"]),
        (BODY, ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
    ],
    ids=["gzip", "deflate", "bare deflate", "chunks", "unpacked by the crawler"],
)
def test_bodies_are_read_as_they_were_sent(tmp_path, body, headers):
    (found,) = _read(tmp_path, _record(_http(body, *headers)))
    assert found.fields["text"].endswith("Café.")


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "md5"])
def test_digests_that_fit_are_believed(tmp_path, algorithm):
    digest = hashlib.new(algorithm, _http()).digest()
    for spelled in (base64.b32encode(digest).decode(), digest.hex()):
        record = _record(_http(), f"WARC-Block-Digest: {algorithm}:{spelled}")
        assert _shape(_read(tmp_path, record)) == [("Record", 1)]


def test_bytes_between_records_are_told(tmp_path):
    found = _read(tmp_path, GOOD + b"garbage " * 60 + b"\r\n" + GOOD)
    assert _shape(found) == [("Record", 1), ("Reject", None), ("Record", 2)]
    assert found[1].reason.startswith("after record 1: 482 bytes that are no record, from byte")


def test_an_endless_line_is_told(tmp_path):
    found = _read(tmp_path, GOOD + b"x" * 3_000_000)
    assert "3,000,000 bytes that are no record" in found[1].reason


@pytest.mark.parametrize("n_missing", [1, 8, 120])
def test_a_missing_end_of_gzip_is_told(tmp_path, n_missing):
    content = (gzip.compress(GOOD) + gzip.compress(GOOD))[:-n_missing]
    reasons = [found.reason for found in _read(tmp_path, content) if isinstance(found, Reject)]
    assert any("the gzip data end too early" in reason for reason in reasons)


def test_after_a_damaged_gzip_member_the_next_one_is_read(tmp_path):
    damaged = bytearray(gzip.compress(GOOD))
    damaged[60:90] = b"\xff" * 30
    found = _read(tmp_path, gzip.compress(GOOD) + bytes(damaged) + gzip.compress(GOOD))
    assert isinstance(found[-1], Record)
    assert any("gzip data are damaged" in getattr(outcome, "reason", "") for outcome in found)


def test_a_page_cut_by_the_crawler_is_marked(tmp_path):
    (found,) = _read(tmp_path, _record(_http(), "WARC-Truncated: length"))
    assert found.notes[0] == "page cut by the crawler"


def test_an_arc_file_is_read_by_its_lengths(tmp_path):
    block = _http()
    arc = (
        b"filedesc://a.arc 0.0.0.0 20250302080000 text/plain 12\n1 0 Crawler\n\n"
        b"https://post.example/a b 10.0.0.1 20250302080000 text/html %d\n%b\n" % (len(block), block)
    )
    found = _read(tmp_path, arc, "pages.arc")
    assert _shape(found) == [("Skip", 1), ("Record", 2)]
    assert found[1].fields["url"] == "https://post.example/a b"
    assert found[1].fields["retrieved"] == "2025-03-02T08:00:00Z"


def test_a_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(ReadError, match=r"pages\.warc is no web archive"):
        _read(tmp_path, gzip.compress(b"hello"))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # its open files
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # warcio leaves its buffers to the system
@pytest.mark.parametrize("is_packed", [True, False])
def test_archives_written_by_warcio_are_read_as_it_reads_them(tmp_path, is_packed):
    warcio = pytest.importorskip("warcio")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    file = io.BytesIO()
    writer = pytest.importorskip("warcio.warcwriter").WARCWriter(file, gzip=is_packed)
    http = headers("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    for n in range(3):
        payload = io.BytesIO(BODY)
        writer.write_record(
            writer.create_warc_record(
                f"https://post.example/{n}", "response", payload=payload, http_headers=http
            )
        )
    theirs = [
        record.rec_headers.get_header("WARC-Target-URI")
        for record in warcio.ArchiveIterator(io.BytesIO(file.getvalue()))
    ]
    ours = [found.fields["url"] for found in _read(tmp_path, file.getvalue())]
    assert ours == theirs
