"""Arrow sizes: how many bytes an Arrow stream unpacks to, told before anything is unpacked.

Each buffer of a packed batch states its unpacked size in its first eight bytes; where the buffers
lie stands in the message's metadata, a flatbuffer (format: arrow.apache.org, Message.fbs). pyarrow
shows neither, so the few fields needed are followed by hand.
"""

import struct
from collections.abc import Iterator
from typing import Any

_SCHEMA, _DICTIONARY, _BATCH = 1, 2, 3  # types of a message's header
_HEADER_TYPE, _HEADER = 1, 2  # fields of a message, by their places in its table
_DATA = 1  # field of a dictionary: its batch
_BUFFERS, _COMPRESSION = 2, 3  # fields of a batch
_BUFFER = struct.Struct("<qq")  # offset and length


def unpacked_sizes(messages: Iterator[Any]) -> Iterator[int]:
    """Yield for each message of an Arrow stream the bytes that its buffers unpack to.

    Parameters
    ----------
    messages : iterator of pyarrow.Message
        As ``pyarrow.ipc.MessageReader`` yields them.

    Raises
    ------
    ValueError
        If the metadata of a message are damaged.
    """
    for message in messages:
        try:
            yield _unpacked(memoryview(message.metadata), message.body)
        except (struct.error, IndexError) as error:
            raise ValueError("the metadata of a batch are damaged") from error


def _unpacked(metadata: memoryview, body: Any) -> int:  # noqa: ANN401
    root = _follow(metadata, 0)
    kind, header = _field(metadata, root, _HEADER_TYPE), _field(metadata, root, _HEADER)
    if kind is None or header is None or metadata[kind] not in {_DICTIONARY, _BATCH}:
        return 0
    batch = _follow(metadata, header)
    if metadata[kind] == _DICTIONARY:
        data = _field(metadata, batch, _DATA)
        if data is None:
            return 0
        batch = _follow(metadata, data)
    if _field(metadata, batch, _COMPRESSION) is None:
        return 0 if body is None else len(body)
    buffers = _field(metadata, batch, _BUFFERS)
    return 0 if buffers is None else _stated(metadata, _follow(metadata, buffers), memoryview(body))


def _stated(metadata: memoryview, vector: int, body: memoryview) -> int:
    """Return the sum of the unpacked sizes that the buffers of a packed batch state."""
    (n_buffers,) = struct.unpack_from("<I", metadata, vector)
    places = metadata[vector + 4 : vector + 4 + n_buffers * _BUFFER.size]
    total = 0
    for offset, length in _BUFFER.iter_unpack(places):
        if length >= 8:
            (size,) = struct.unpack_from("<q", body, offset)
            total += length if size < 0 else size  # -1 marks a buffer that is not packed
    return total


def _follow(metadata: memoryview, place: int) -> int:
    """Return the place that the offset at a place leads to."""
    (offset,) = struct.unpack_from("<I", metadata, place)
    return place + int(offset)


def _field(metadata: memoryview, table: int, number: int) -> int | None:
    """Return where a field of a table stands, or nothing if the table lacks it."""
    (back,) = struct.unpack_from("<i", metadata, table)
    entries = table - back
    (n_bytes,) = struct.unpack_from("<H", metadata, entries)
    place = 4 + 2 * number
    if place >= n_bytes:
        return None
    (offset,) = struct.unpack_from("<H", metadata, entries + place)
    return table + offset if offset else None
