"""Copies among more texts than memory holds."""

import tempfile
from pathlib import Path

import pandas as pd

from medialens.annotate.copies import copies_among, earliest_first
from medialens.annotate.runs import RunMaker
from medialens.io.atomic import write_bytes_atomic
from medialens.partitioned.shelf import OnDisk, Shelf
from medialens.partitioned.store import COPIES_FILE, Partitioned, give_back
from medialens.schemas import COPIES

KEY = "fingerprint"


def copies_of(collection: Partitioned) -> pd.DataFrame:
    """Return the copies in the collection: a `COPIES` table, as `find_copies` gives it.

    They are found once and kept in the collection's folder. The runs of the texts lie on the disk
    meanwhile, about 4 KB an article, in the collection's folder.
    """
    path = collection.folder / COPIES_FILE
    known = _known(path, collection.fingerprint)
    if known is not None:
        return known
    table = _found(collection)
    _keep(table, path, collection.fingerprint)
    give_back()
    return table


def _found(collection: Partitioned) -> pd.DataFrame:
    ordered = earliest_first(collection.outlined("article_id", "outlet", "published", "n_tokens"))
    agencies = collection.outlined("agency")["agency"].array
    give_back()
    make = RunMaker()
    with tempfile.TemporaryDirectory(prefix=".copies-", dir=collection.folder) as scratch:
        shelf = Shelf(Path(scratch) / "runs.bin")
        try:
            for _, articles in collection.texts():
                for text in articles["text"]:
                    shelf.add(make(text))
            return copies_among(
                ordered,
                shelf.arranged(ordered["row"].to_numpy()),
                collection.ids,
                lambda row, _: agencies[row] or None,
                drawers=OnDisk(Path(scratch)),
            )
        finally:
            shelf.close()


def _known(path: Path, fingerprint: str) -> pd.DataFrame | None:
    import pyarrow.parquet as pq

    if not path.is_file():
        return None
    table = pq.read_table(path, use_threads=False)
    if (table.schema.metadata or {}).get(KEY.encode()) != fingerprint.encode():
        return None
    found = COPIES.table(table.to_pandas())
    give_back()
    return found


def _keep(table: pd.DataFrame, path: Path, fingerprint: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = pa.Table.from_pandas(table, preserve_index=False)
    rows = rows.replace_schema_metadata({**(rows.schema.metadata or {}), KEY: fingerprint})
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd")
    write_bytes_atomic(path, sink.getvalue().to_pybytes())
