"""HTTP responses as web archives keep them: status, headers, and the body unpacked."""

import re
import zlib
from dataclasses import dataclass
from importlib import import_module
from typing import Any

BODY_LIMIT = 20_000_000  # bytes of an unpacked body
_HEAD_LIMIT = 131_072
_CODINGS = 3  # one in the other
_CHUNK = re.compile(rb"\s{0,4}([0-9a-fA-F]{1,8})[ \t]{0,20}(?:;[^\r\n]{0,1000})?\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b[^\n]{0,8000}\n")


class NoBodyError(ValueError):
    """Why the body of a response cannot be unpacked."""


@dataclass(frozen=True)
class Response:
    """A response: its status, its headers in lower case, and its body as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes


def parse_response(block: bytes) -> Response | None:
    """Return the response in a record's block, or nothing if it begins with none."""
    status = _STATUS.match(block)
    if status is None:
        return None
    head, body = _parted(block[status.end() :])
    headers: dict[str, str] = {}
    for line in head.decode("latin-1").split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return Response(int(status[1]), headers, body)


def _parted(rest: bytes) -> tuple[bytes, bytes]:
    if rest.startswith((b"\r\n", b"\n")):
        return b"", rest.partition(b"\n")[2]
    end = re.compile(rb"\r?\n\r?\n").search(rest, 0, _HEAD_LIMIT)
    return (rest[: end.start()], rest[end.end() :]) if end else (rest[:_HEAD_LIMIT], b"")


def transferred(response: Response) -> bytes:
    """Return the body without the chunks in which it was sent.

    A crawler may have put the chunks together and kept the header; a body that begins like a page
    is taken as it is.

    Raises
    ------
    NoBodyError
        If the chunks do not fit together.
    """
    body = response.body
    if "chunked" not in response.headers.get("transfer-encoding", "").lower() or _is_page(body):
        return body
    parts: list[bytes] = []
    at = 0
    while True:
        size = _CHUNK.match(body, at)
        if size is None:
            raise NoBodyError("the chunks of the body do not fit together")
        n_bytes = int(size[1], 16)
        if n_bytes == 0:
            return b"".join(parts)
        part = body[size.end() : size.end() + n_bytes]
        if len(part) < n_bytes:
            raise NoBodyError("the last chunk of the body is cut")
        parts.append(part)
        at = size.end() + n_bytes


def decoded(body: bytes, codings: str) -> bytes:
    """Return a body unpacked.

    Parameters
    ----------
    body : bytes
        The body without chunks.
    codings : str
        The value of ``Content-Encoding``. A body that begins like a page is taken as it is.

    Raises
    ------
    NoBodyError
        If it is damaged, cut, packed in an unknown way, or larger than `BODY_LIMIT`.
    """
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    if len(names) > _CODINGS:
        raise NoBodyError(f"the body is packed {len(names)} times")
    for name in reversed(names):
        if _is_page(body):
            break
        body = _unpacked(body, name)
    if len(body) > BODY_LIMIT:
        raise NoBodyError(f"the body has over {BODY_LIMIT:,} bytes")
    return body


def _unpacked(body: bytes, coding: str) -> bytes:
    if coding in {"identity", "none", "utf-8"}:
        return body
    if coding in {"gzip", "x-gzip"}:
        return _inflated(body, zlib.decompressobj(31), coding)
    if coding == "deflate":
        is_wrapped = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0
        return _inflated(body, zlib.decompressobj(15 if is_wrapped else -15), coding)
    if coding == "br":
        return _unbrotlied(body)
    raise NoBodyError(f"the body is packed as {coding[:30]!r}, which is not read")


def _inflated(body: bytes, unpacker: Any, coding: str) -> bytes:  # noqa: ANN401
    try:
        found = unpacker.decompress(body, BODY_LIMIT + 1)
    except zlib.error as error:
        raise NoBodyError(f"the body is no valid {coding}") from error
    if len(found) > BODY_LIMIT:
        raise NoBodyError(f"the body unpacks to over {BODY_LIMIT:,} bytes")
    if not unpacker.eof:
        raise NoBodyError(f"the {coding} data of the body end too early")
    return found


def _unbrotlied(body: bytes) -> bytes:
    try:
        brotli = import_module("brotli")
    except ImportError as error:
        raise NoBodyError("the body is packed as 'br'; to read it, pip install brotli") from error
    unpacker = brotli.Decompressor()
    try:
        found = bytes(unpacker.process(body, output_buffer_limit=BODY_LIMIT + 1))
    except TypeError as error:  # older versions know no limit
        raise NoBodyError("the body is packed as 'br'; update brotli to 1.2") from error
    except brotli.error as error:
        raise NoBodyError("the body is no valid br") from error
    if len(found) > BODY_LIMIT or not unpacker.can_accept_more_data():
        raise NoBodyError(f"the body unpacks to over {BODY_LIMIT:,} bytes")
    if not unpacker.is_finished():
        raise NoBodyError("the br data of the body end too early")
    return found


def _is_page(body: bytes) -> bool:
    return body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
