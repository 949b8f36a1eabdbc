"""Store: the collection on disk - Parquet by month, each file whole or absent.

What is known comes from these files alone. The hidden folder beside them only saves requests: what
a kill leaves out of it is asked again, found to be known, and not kept twice.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from medialens.io.atomic import write_bytes_atomic, write_text_atomic
from medialens.io.dates import parse_date

HIDDEN = ".collect"
COLUMNS = (
    "outlet", "date", "title", "text", "url", "author", "section", "language",
    "version", "collected", "address", "listed_in", "text_hash",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """The latest version of a page in the collection."""

    version: int
    text_hash: str


@dataclass(frozen=True)
class Visit:
    """What the last request of an address gave, to ask again only for what is new."""

    stamp: str = ""
    etag: str = ""
    modified: str = ""
    first: float = 0.0


class Store:
    """One collection on disk; one writer at a time.

    Parameters
    ----------
    root : Path
        The folder of the collection, made if it is absent.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / HIDDEN).mkdir(parents=True, exist_ok=True)
        self._pages: dict[str, Known] = {}
        self._address: dict[str, str] = {}
        self._texts: dict[tuple[str, str], str] = {}
        for row in self._stored():
            self._remember(row)
        self._visits = sqlite3.connect(root / HIDDEN / "visits.sqlite")
        self._visits.execute(
            "create table if not exists visits (address text primary key, said text)"
        )

    def _stored(self) -> Iterator[dict[str, str]]:
        import pyarrow.parquet as pq

        names = ["outlet", "url", "address", "version", "text_hash"]
        for path in sorted(self.root.glob("[0-9]*/*.parquet")):
            yield from pq.read_table(path, columns=names).to_pylist()

    def _remember(self, row: Mapping[str, str]) -> None:
        known = Known(int(row["version"]), row["text_hash"])
        before = self._pages.get(row["url"])
        if before is None or before.version <= known.version:
            self._pages[row["url"]] = known
        self._address[row["address"]] = row["url"]
        self._texts.setdefault((row["outlet"], row["text_hash"]), row["url"])

    def page(self, address: str) -> Known | None:
        """Return the latest version of the page at an address, or of the page it moved to."""
        return self._pages.get(self._address.get(address, address))

    def same_text(self, outlet: str, text_hash: str) -> str:
        """Return the address of an article of the outlet with this text, or empty."""
        return self._texts.get((outlet, text_hash), "")

    def visit(self, address: str) -> Visit | None:
        """Return what is known of the last request of an address."""
        query = "select said from visits where address = ?"
        found = self._visits.execute(query, (address,)).fetchone()
        return Visit(**json.loads(found[0])) if found else None

    def append(
        self, rows: Sequence[Mapping[str, str]], visits: Iterable[tuple[str, Visit]], *, run: str
    ) -> None:
        """Write articles, each month to a file of its own; then remember the requests."""
        by_month: dict[str, list[Mapping[str, str]]] = {}
        for row in rows:
            by_month.setdefault(month_of(row), []).append(row)
        for month, here in sorted(by_month.items()):
            write_bytes_atomic(_unused(self.root / month, run, ".parquet"), _parquet(here))
        for row in rows:
            self._remember(row)
        self._visits.executemany(
            "insert or replace into visits values (?, ?)",
            [(address, json.dumps(asdict(visit))) for address, visit in visits],
        )
        self._visits.commit()

    def write_run(self, run: str, said: Mapping[str, Any]) -> None:
        """Keep what a run did, its rejects included."""
        path = _unused(self.root / HIDDEN / "runs", run, ".json")
        write_text_atomic(path, json.dumps(said, indent=1, ensure_ascii=False))

    def close(self) -> None:
        """Close the file of requests."""
        self._visits.close()


def _unused(folder: Path, run: str, suffix: str) -> Path:
    """Return a name that no file has: two runs may begin in the same second."""
    paths = (folder / f"{run}-{n:04}{suffix}" for n in count(1))
    return next(path for path in paths if not path.exists())


def month_of(row: Mapping[str, str]) -> str:
    """Return the month of an article, or that of its collection where it has no date.

    Examples
    --------
    >>> month_of({"date": "2025-03-31T23:00:00Z", "collected": "2025-04-02T00:00:00Z"})
    '2025-03'
    """
    published: datetime | None = parse_date(row["date"])[0] if row["date"] else None
    return f"{published:%Y-%m}" if published else row["collected"][:7]


def hash_of(title: str, text: str) -> str:
    """Return what changes when title or text of an article change beyond their spacing."""
    said = " ".join(f"{title}\n{text}".split())
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]


def _parquet(rows: Sequence[Mapping[str, str]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {name: pa.array([_clean(row[name]) for row in rows], pa.string()) for name in COLUMNS}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def _clean(value: str) -> str:
    return value.encode("utf-8", "replace").decode("utf-8")
