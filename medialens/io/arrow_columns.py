"""Arrow columns: batches of Parquet and Arrow files become records, every value as text."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from medialens.errors import ReadError
from medialens.io.registry import Record
from medialens.io.source import Source

_UNPACKED_LIMIT = 4_000_000_000  # bytes of one file when unpacked
_RATIO_LIMIT = 300  # a file may unpack to so many times its size, or to 100 MB


def records_of(batches: Iterator[Any], source: Source) -> Iterator[Record]:
    """Yield the rows of Arrow record batches, `source_row` counting from 1.

    Raises
    ------
    ReadError
        If the batches are far larger than the file.
    """
    number = 0
    plain = map(_without_dictionaries, batches)
    for batch in _within_limits(((batch.nbytes, batch) for batch in plain), source):
        yield from _records(batch, source.name, number)
        number += batch.num_rows


def _without_dictionaries(batch: Any) -> Any:  # noqa: ANN401
    """Return the columns of `batch` with every value spelled out, so that their size is seen."""
    import pyarrow as pa

    arrays = [
        array.dictionary_decode() if pa.types.is_dictionary(array.type) else array
        for array in batch.columns
    ]
    return pa.RecordBatch.from_arrays(arrays, names=batch.schema.names)


def check_unpacked(sizes: Iterable[int], source: Source) -> None:
    """Raise ``ReadError`` as soon as the sizes add up to far more than the file's own."""
    for _ in _within_limits(((size, None) for size in sizes), source):
        pass


def _within_limits(sized: Iterable[tuple[int, Any]], source: Source) -> Iterator[Any]:
    packed = source.path.stat().st_size
    limit = min(_UNPACKED_LIMIT, max(100_000_000, packed * _RATIO_LIMIT))
    unpacked = 0
    for size, batch in sized:
        unpacked += size
        if unpacked > limit:
            raise ReadError(f"{source.name} has {packed:,} bytes and unpacks to over {limit:,}")
        yield batch


def _records(batch: Any, name: str, before: int) -> Iterator[Record]:  # noqa: ANN401
    columns = batch.schema.names
    read = [_column(batch.column(place)) for place in range(len(columns))]
    odd = {column: kind for column, (_, kind) in zip(columns, read, strict=True) if kind}
    rows = zip(*(values for values, _ in read), strict=True)
    for number, row in enumerate(rows, start=before + 1):
        yield Record(dict(zip(columns, row, strict=True)), name, number, odd)


def _column(array: Any) -> tuple[Sequence[str], str]:  # noqa: ANN401
    """Return the values as text, and what the column held if it was no text."""
    import pyarrow as pa

    kind = array.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind):
        return [value or "" for value in array.to_pylist()], ""
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return [(value or b"").decode("utf-8", "replace") for value in array.to_pylist()], "bytes"
    if pa.types.is_nested(kind):
        return [_nested(value) for value in array.to_pylist()], "a list or an object"
    return [value or "" for value in array.cast(pa.string()).to_pylist()], f"of type {kind}"


def _nested(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
