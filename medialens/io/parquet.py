"""Parquet and Arrow files, in batches; every value as text."""

from collections.abc import Iterator
from typing import Any

from medialens.errors import ReadError
from medialens.io.arrow_columns import records_of
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

_BATCH = 25  # rows: one cell may be large


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
    import pyarrow.parquet as pq

    def batches() -> Iterator[Any]:
        with pq.ParquetFile(source.path) as file:
            yield from file.iter_batches(_BATCH)

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
    import pyarrow as pa

    def batches() -> Iterator[Any]:
        with pa.OSFile(str(source.path)) as file:
            if file.read(6) == b"ARROW1":
                reader = pa.ipc.open_file(file)
                yield from map(reader.get_batch, range(reader.num_record_batches))
            else:
                file.seek(0)
                yield from pa.ipc.open_stream(file)

    sliced = (
        batch.slice(start, _BATCH)
        for batch in batches()
        for start in range(0, batch.num_rows, _BATCH)
    )
    yield from _undamaged(records_of(sliced, source), source, "Arrow")


def _undamaged(records: Iterator[Record], source: Source, kind: str) -> Iterator[Record]:
    """Yield the records; what the library finds wrong with the file becomes a ``ReadError``."""
    import pyarrow as pa

    try:
        yield from records
    except (pa.ArrowException, OSError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise ReadError(f"{source.name} is a damaged {kind} file: {said}") from error
