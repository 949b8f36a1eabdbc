"""Parquet and Arrow files, in batches; every value as text."""

from collections.abc import Iterator
from typing import Any

from medialens.errors import ReadError
from medialens.io.arrow_columns import check_unpacked, records_of
from medialens.io.arrow_sizes import unpacked_sizes
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

_BATCH = 25  # rows: one cell may be large
_BUFFER = 1 << 20  # bytes of a column read at once
_MARK = b"ARROW1"  # how Arrow files begin, and end


def read_parquet(source: Source) -> Iterator[Record | Reject]:
    """Yield the rows of a Parquet file.

    Parameters
    ----------
    source : Source
        The file.

    Yields
    ------
    Record or Reject
        `source_row` is the 1-based row.

    Raises
    ------
    ReadError
        If the file is damaged, or unpacks to far more than its size.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    def batches() -> Iterator[Any]:
        # One group of rows at a time, and its memory given back, or it grows with the file.
        with pq.ParquetFile(source.path, buffer_size=_BUFFER) as file:
            for group in range(file.num_row_groups):
                yield from file.iter_batches(_BATCH, row_groups=[group])
                pa.default_memory_pool().release_unused()

    yield from _undamaged(records_of(batches(), source), source, "Parquet")


def read_arrow(source: Source) -> Iterator[Record | Reject]:
    """Yield the rows of an Arrow file (Feather version 2), or of an Arrow stream.

    Parameters
    ----------
    source : Source
        The file.

    Yields
    ------
    Record or Reject
        `source_row` is the 1-based row.

    Raises
    ------
    ReadError
        If the file is damaged, or unpacks to far more than its size.
    """
    yield from _undamaged(records_of(_slices(source), source), source, "Arrow")


def _slices(source: Source) -> Iterator[Any]:
    """Yield the batches of an Arrow file or stream in slices, each batch looked through first.

    A file is a stream between two marks, and read as one; its end states how many batches it has.
    """
    import pyarrow as pa

    n_stated, n_batches = None, 0
    with pa.memory_map(str(source.path)) as file:
        content = file.read_buffer()
        if content[: len(_MARK)].to_pybytes() == _MARK:
            n_stated = pa.ipc.open_file(content).num_record_batches
            content = content[8:]
        check_unpacked(unpacked_sizes(pa.ipc.MessageReader.open_stream(content)), source)
        for batch in pa.ipc.open_stream(content):
            n_batches += 1
            batch.validate(full=True)  # what points beyond its buffers would crash the process
            for start in range(0, batch.num_rows, _BATCH):
                yield batch.slice(start, _BATCH)
    if n_stated not in {None, n_batches}:
        raise ValueError(f"it states {n_stated:,} batches and has {n_batches:,}")


def _undamaged(records: Iterator[Record], source: Source, kind: str) -> Iterator[Record]:
    """Yield the records; what the library finds wrong with the file becomes a ``ReadError``."""
    import pyarrow as pa

    try:
        yield from records
    except (pa.ArrowException, OSError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise ReadError(f"{source.name} is a damaged {kind} file: {said}") from error
