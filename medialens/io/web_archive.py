"""Web archives: the pages in WARC and ARC files, packed with gzip or plain."""

import base64
import binascii
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from medialens.errors import ReadError
from medialens.io.archive_records import BLOCK_LIMIT, ArchiveRecord, ArchiveRecords, Gap
from medialens.io.http_body import NoBodyError, Response, decoded, parse_response, transferred
from medialens.io.page_content import Hints
from medialens.io.page_encoding import NoPageError
from medialens.io.page_process import page_of
from medialens.io.registry import Outcome, Reject, Skip
from medialens.io.source import Source, read_head
from medialens.io.unpacked import GZIP, Unpacked
from medialens.io.web_page import PAGE_LIMIT, record_of, trimmed

SIGNATURES = (b"WARC/", b"filedesc://")
_HTML = ("text/html", "application/xhtml+xml")
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,40}/[\w.+-]{1,60}", re.A)
_ALGORITHMS = {"sha1", "sha256", "sha512", "md5"}


def is_web_archive(head: bytes) -> bool:
    """Return whether a file begins like a WARC or ARC file, packed with gzip or plain.

    Parameters
    ----------
    head : bytes
        The first bytes of the file; a thousand are enough.
    """
    if head.startswith(GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 100)
        except zlib.error:
            return False
    return head.lstrip(b"\r\n").startswith(SIGNATURES)


def read_web_archive(source: Source) -> Iterator[Outcome]:
    """Yield the pages of a web archive.

    Parameters
    ----------
    source : Source
        A WARC or ARC file, plain, or packed with gzip as a whole or record by record.

    Yields
    ------
    Record, Reject or Skip
        One for each record, counted from 1. A response with status 200 or a resource of type HTML
        is a page: the columns are those of `read_web_page`, with the record's address as ``url``
        and the day of the visit as ``retrieved``. All others are skipped by their type, status or
        media type. Damages of the file, digests that do not fit, bodies that cannot be unpacked
        and pages without an article are rejects.

    Raises
    ------
    ReadError
        If the file is no web archive, or damaged throughout.
    """
    if not is_web_archive(read_head(source.path, source.name)):
        raise ReadError(f"{source.name} is no web archive: it does not begin with WARC/")
    with Unpacked(source.path, source.name) as stream:
        for found in ArchiveRecords(stream):
            if isinstance(found, Gap):
                after = f"after record {found.number}: " if found.number else ""
                yield Reject(source.name, None, "", after + found.what)
            else:
                yield _outcome(found, source)


def _outcome(record: ArchiveRecord, source: Source) -> Outcome:
    if record.flaw:
        return Reject(source.name, record.number, "", record.flaw)
    kind = record.headers.get("warc-type", "").lower()
    if kind not in {"response", "resource"}:
        return Skip(source.name, record.number, f"type {_plain(kind)}")
    try:
        return _page(record, source)
    except (NoBodyError, NoPageError) as error:
        field = error.field if isinstance(error, NoPageError) else ""
        return Reject(source.name, record.number, field, str(error))


def _page(record: ArchiveRecord, source: Source) -> Outcome:
    response = _response(record)
    rule = _rule(response)
    if rule:
        return Skip(source.name, record.number, rule)
    flaw = _flaw(record, response)
    if flaw:
        return Reject(source.name, record.number, "", flaw)
    coding = response.headers.get("content-encoding", "")
    body = trimmed(decoded(transferred(response), coding))
    if len(body) > PAGE_LIMIT:
        raise NoPageError(f"the page has {len(body):,} bytes, over {PAGE_LIMIT:,}")
    url = record.headers.get("warc-target-uri", "").strip("<> ")
    charset = _content_type(response)[1]
    page = page_of(body, Hints(encoding=source.encoding or "", declared=charset, url=url))
    found = record_of(page, source.name, record.number)
    return replace(
        found,
        fields={**found.fields, "retrieved": record.headers.get("warc-date", "")},
        notes=(*_cut(record), *found.notes),
    )


def _response(record: ArchiveRecord) -> Response:
    """Return the response of a record; a resource is as good as one."""
    media_type = record.headers.get("content-type", "")
    if record.headers.get("warc-type", "").lower() == "resource":
        return Response(200, {"content-type": media_type}, record.block)
    if not media_type.lower().startswith("application/http"):
        return Response(200, {"content-type": media_type}, b"")
    found = parse_response(record.block)
    if found is None:
        raise NoBodyError("the record holds no HTTP response")
    return found


def _rule(response: Response) -> str:
    """Return by which rule a response is no page, or an empty string."""
    if response.status != 200:
        return f"status {response.status}"
    media_type = _content_type(response)[0]
    if media_type in _HTML:
        return ""
    if not media_type and b"<html" in response.body[:2_000].lower():
        return ""
    return f"media type {_plain(media_type)}"


def _content_type(response: Response) -> tuple[str, str]:
    """Return media type and charset that a response states."""
    header = Message()
    header["content-type"] = " ".join(response.headers.get("content-type", "").split())[:500]
    stated = str(header["content-type"]).partition(";")[0].strip().lower()
    return stated, str(header.get_param("charset", "") or "")


def _plain(name: str) -> str:
    """Return a type's name if it looks like one, so that no file invents rules without end."""
    is_plain = _MEDIA_TYPE.fullmatch(name) or re.fullmatch(r"[a-z]{1,20}", name)
    return name if is_plain else "unknown"


def _flaw(record: ArchiveRecord, response: Response) -> str:
    """Return what speaks against believing the record, or an empty string."""
    if record.length > BLOCK_LIMIT:
        return f"the record has {record.length:,} bytes, over {BLOCK_LIMIT:,}"
    if "warc-segment-number" in record.headers:
        return "the record is in several parts, which are not put together"
    if not _fits(record.headers.get("warc-block-digest", ""), record.block):
        return "WARC-Block-Digest does not fit the record"
    stated = record.headers.get("warc-payload-digest", "")
    # crawlers take the digest of the body with or without its chunks
    if not _fits(stated, response.body) and not _fits(stated, transferred(response)):
        return "WARC-Payload-Digest does not fit the page"
    return ""


def _fits(stated: str, content: bytes) -> bool:
    """Return whether a digest is the content's; one of an unknown kind is not looked at."""
    algorithm, colon, value = stated.partition(":")
    algorithm = algorithm.strip().lower().replace("-", "")
    if not colon or algorithm not in _ALGORITHMS:
        return True
    found = hashlib.new(algorithm, content, usedforsecurity=False).digest()
    value = value.strip()
    try:
        is_hex = len(value) == 2 * len(found) and "=" not in value
        plain = bytes.fromhex(value) if is_hex else _base32(value)
    except (ValueError, binascii.Error):
        return False
    return plain == found


def _base32(value: str) -> bytes:
    return base64.b32decode(value.upper().rstrip("=") + "=" * (-len(value.rstrip("=")) % 8))


def _cut(record: ArchiveRecord) -> tuple[str, ...]:
    is_cut = "warc-truncated" in record.headers
    return ("page cut by the crawler",) if is_cut else ()
