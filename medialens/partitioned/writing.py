"""Writing a partitioned collection: read once, sorted on disk, cut into parts."""

import atexit
import hashlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from medialens.actor import slug
from medialens.annotate.agencies import agency_named
from medialens.errors import MedialensError
from medialens.io.batch import rejects_table, skips_table
from medialens.io.lock import hold
from medialens.io.named import PARTITIONS, is_partitioned, path_of
from medialens.io.registry import Reject, Skip
from medialens.io.stream import CollectionStream
from medialens.partitioned.sorting import Row, Sorter
from medialens.partitioned.store import (
    ANNOTATED,
    FORMAT,
    OUTLINE,
    REJECTS_FILE,
    SKIPS_FILE,
    Partitioned,
)
from medialens.schemas import ARTICLES
from medialens.text.words import words

PART = 500  # articles
ORDER = ("month", "outlet", "article_id")
BLOCK = 20_000  # rows of the outline written at once
UNDATED = "undated"
STATED_OR_NOT = ("title", "url", "author", "section")


def partition(
    collection: str | Path,
    folder: str | Path,
    *,
    format: str | None = None,
    encoding: str | None = None,
    progress: bool = False,
) -> Partitioned:
    """Write a collection as Parquet files, partitioned by month and outlet.

    Parameters
    ----------
    collection : str or path
        As for `medialens.load`; it is read batch by batch and need not fit into memory.
    folder : str or path
        Where to write. A partitioned collection that is there is replaced when the new one is
        complete; parts that stay the same keep their annotations.
    format, encoding : str, optional
        As for `medialens.load`.
    progress : bool, default False
        Whether to draw a progress bar on stderr.

    Returns
    -------
    Partitioned
        The collection, opened.

    Raises
    ------
    MedialensError
        If the folder holds something else.
    LockedError
        If another process is partitioning into the folder.
    ReadError, EmptyError
        As for `medialens.load`.

    Notes
    -----
    A part is a file ``articles/month=2026-01/outlet=.../part-00000.parquet`` of at most 500
    articles, sorted by article id: pandas, Arrow, DuckDB and R read the folder as one table. The
    parts depend on the articles alone, not on the order of files or rows.
    """
    folder = Path(folder)
    if folder.exists() and any(folder.iterdir()) and not is_partitioned(folder):
        raise MedialensError(f"{folder} holds something else; name a new folder")
    stream = CollectionStream(path_of(collection), format=format, encoding=encoding)
    with _work(folder) as scratch:
        new = scratch / "new"
        new.mkdir()
        _write(stream, new, scratch, progress)
        _put_in_place(new, folder)
    return Partitioned(folder)


@contextmanager
def _work(folder: Path) -> Iterator[Path]:
    """Yield a folder to work in, beside `folder`; one process at a time has it."""
    scratch = folder.with_name(f".{folder.name}-new")
    with hold(scratch):
        try:
            _recover(folder)
            with tempfile.TemporaryDirectory(dir=scratch) as inner:
                yield Path(inner)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _put_in_place(new: Path, folder: Path) -> None:
    """Put the new collection where the old one is; whatever fails, one of them stays there."""
    old = _old(folder)
    if not folder.exists():
        new.rename(folder)
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    _recover(folder)


def _recover(folder: Path) -> None:
    """Go on where a run ended that was putting a new collection in the place of the old one."""
    old = _old(folder)
    if old.is_dir() and not folder.exists():
        old.rename(folder)
    elif old.is_dir():
        if (old / ANNOTATED).is_dir() and not (folder / ANNOTATED).exists():
            (old / ANNOTATED).rename(folder / ANNOTATED)
        shutil.rmtree(old)


def _old(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-old")


def opened(collection: str | Path) -> Partitioned:
    """Return a partitioned collection; any other is partitioned for as long as this process lasts.

    Parameters
    ----------
    collection : str or path
        The folder of a partitioned collection, or a collection as for `medialens.load`.
    """
    if is_partitioned(collection):
        return Partitioned(collection)
    scratch = tempfile.mkdtemp(prefix="medialens-parts-")
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    return partition(collection, Path(scratch) / "parts")


def _write(stream: CollectionStream, new: Path, scratch: Path, progress: bool) -> None:
    sorter, outcomes = Sorter(scratch, ORDER), _Outcomes(new)
    with tqdm(unit="article", disable=None if progress else True) as bar:
        for batch in stream:
            table = batch.table
            month = table["published"].dt.strftime("%Y-%m").fillna(UNDATED).astype("str")
            sorter.add(table.assign(month=month))
            outcomes.take(batch.rejects, batch.skips)
            bar.update(len(table))
    n_rejects, n_skips = outcomes.close()
    parts = list(_parts(sorter, new))
    settings = stream.settings
    manifest = {
        "format": FORMAT,
        "name": stream.name,
        "slug": slug(stream.own_name),
        "licence": settings.licence,
        "description": settings.description,
        "language": settings.language,
        "mapping": stream.planner.mapping,
        "notices": list(stream.observed.notices()),
        "actors": [asdict(actor) for actor in settings.actors],
        "n_rejects": n_rejects,
        "n_skips": n_skips,
        "parts": parts,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, default=str)
    (new / PARTITIONS).write_text(text, encoding="utf-8", errors="replace")


class _Outcomes:
    """Writes rejects and skips as they come: there may be as many as articles."""

    def __init__(self, folder: Path) -> None:
        self._writers = {
            name: _Writer(folder / file)
            for name, file in (("rejects", REJECTS_FILE), ("skips", SKIPS_FILE))
        }
        self._counts: Counter[str] = Counter()

    def take(self, rejects: list[Reject], skips: list[Skip]) -> None:
        self._counts.update(rejects=len(rejects), skips=len(skips))
        self._writers["rejects"].add(rejects_table(rejects))
        self._writers["skips"].add(skips_table(skips))

    def close(self) -> tuple[int, int]:
        for writer in self._writers.values():
            writer.close()
        return self._counts["rejects"], self._counts["skips"]


class _Writer:
    """One Parquet file, written table by table."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: Any = None

    def add(self, table: pd.DataFrame) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows = pa.Table.from_pandas(table, preserve_index=False)
        if self._file is None:
            self._file = pq.ParquetWriter(self._path, rows.schema, compression="zstd")
        if len(table):
            self._file.write_table(rows)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def _parts(rows: Iterable[Row], folder: Path) -> Iterator[dict[str, Any]]:
    """Write the sorted rows as parts and their outline; yield what the manifest says of each."""
    outline = _Writer(folder / OUTLINE)
    held: list[Row] = []
    for n_parts, (month, outlet, number, part) in enumerate(_cut(rows)):
        table = ARTICLES.table(pd.DataFrame(part).drop(columns="month"))
        table = table.sort_values("article_id", ignore_index=True)
        place = Path("articles", f"month={month}", f"outlet={_folder_name(outlet)}")
        path = place / f"part-{number:05d}.parquet"
        (folder / place).mkdir(parents=True, exist_ok=True)
        table.to_parquet(folder / path, index=False, compression="zstd")
        held += _outlined(table, n_parts)
        if len(held) >= BLOCK:
            outline.add(_sized(held))
            held = []
        yield {
            "path": path.as_posix(),
            "month": month,
            "outlet": outlet,
            "n_articles": len(table),
            "digest": _digest(table),
        }
    if held:
        outline.add(_sized(held))
    outline.close()


def _sized(rows: list[Row]) -> pd.DataFrame:
    """Return rows of the outline in small numbers."""
    return pd.DataFrame(rows).astype(dict.fromkeys(("n_words", "n_tokens", "part"), "int32"))


def _cut(rows: Iterable[Row]) -> Iterator[tuple[str, str, int, list[Row]]]:
    """Yield month, outlet, number and rows of each part."""
    for (month, outlet), group in groupby(rows, key=lambda row: (row["month"], row["outlet"])):
        number, part = 0, []
        for row in group:
            part.append(row)
            if len(part) == PART:
                yield month, outlet, number, part
                number, part = number + 1, []
        if part:
            yield month, outlet, number, part


def _outlined(table: pd.DataFrame, part: int) -> Iterator[Row]:
    """Yield what is known of each article without its texts."""
    for row in table.to_dict("records"):
        yield {
            "article_id": row["article_id"],
            "outlet": row["outlet"],
            "published": row["published"],
            "language": row["language"] or "",
            **{
                f"has_{name}": _is_there(row[name])
                for name in ("title", "url", "author", "section")
            },
            "n_words": len(words(row["title"] or "")) + len(words(row["text"])),
            "n_tokens": len(row["text"].split()),
            "agency": agency_named(row["text"], _text(row["author"]), row["outlet"]) or "",
            "part": part,
        }


def _is_there(value: object) -> bool:
    return bool(_text(value).strip())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _folder_name(outlet: str) -> str:
    """Return a name that no two outlets share and every file system takes."""
    digest = hashlib.blake2b(outlet.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{slug(outlet)[:40]}-{digest}"


def _digest(table: pd.DataFrame) -> str:
    """Return what changes when anything of the part's articles does."""
    digest = hashlib.blake2b(digest_size=12)
    for row in table.drop(columns=["source_file", "source_row"]).itertuples(index=False):
        digest.update("\x1f".join(map(str, row)).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()
