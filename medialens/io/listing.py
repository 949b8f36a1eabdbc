"""Listing: what a collection holds, written out as it is read."""

import json
import shutil
import tempfile
from typing import BinaryIO

from medialens.io.batch import Batch
from medialens.io.printable import printable
from medialens.io.seen import spelled
from medialens.io.stream import CollectionStream

_IN_MEMORY = 20_000_000  # bytes; what is longer goes through a temporary file


def write_articles(stream: CollectionStream, out: BinaryIO) -> None:
    """Write ``{"articles": [...], "rejected": [{"where", "reason"}]}`` as JSON in UTF-8.

    Parameters
    ----------
    stream : CollectionStream
        A collection; read to its end before the first byte is written, so that an error leaves
        no half document.
    out : binary file
        Where to write.
    """
    with (
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as articles,
        tempfile.SpooledTemporaryFile(_IN_MEMORY) as rejected,
    ):
        for batch in stream:
            for line in _records(batch):
                articles.write((b",\n" if articles.tell() else b"") + line)
            for where, reason in _rejects(batch):
                line = json.dumps({"where": where, "reason": reason}, ensure_ascii=False).encode()
                rejected.write((b",\n" if rejected.tell() else b"") + line)
        out.write(b'{"articles": [')
        _copy(articles, out)
        out.write(b'], "rejected": [')
        _copy(rejected, out)
        out.write(b"]}\n")


def write_listing(stream: CollectionStream, out: BinaryIO) -> None:
    """Write in words how many records were kept, how columns were read, and every reject."""
    n_kept, n_seen = 0, 0
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as rejected:
        for batch in stream:
            n_kept, n_seen = n_kept + len(batch.articles), n_seen + batch.n_seen
            for where, reason in _rejects(batch):
                rejected.write(_line(f"  rejected {where}: {reason}"))
        out.write(_line(f"{stream.name}: kept {n_kept} of {n_seen} records"))
        for column, name in stream.planner.mapping.items():
            out.write(_line(f"  column {column!r} read as {name}"))
        for notice in stream.observed.notices():
            out.write(_line(f"  {notice}"))
        _copy(rejected, out)


def _records(batch: Batch) -> list[bytes]:
    if not batch.articles:
        return []
    lines = batch.table.to_json(orient="records", lines=True, force_ascii=False, date_format="iso")
    return [line.encode() for line in lines.split("\n") if line]


def _rejects(batch: Batch) -> list[tuple[str, str]]:
    return [
        (printable(spelled((r.source_file, r.source_row))), printable(r.reason))
        for r in batch.rejects
    ]


def _line(text: str) -> bytes:
    return f"{printable(text)}\n".encode("utf-8", "replace")


def _copy(spooled: "tempfile.SpooledTemporaryFile[bytes]", out: BinaryIO) -> None:
    spooled.seek(0)
    shutil.copyfileobj(spooled, out)
