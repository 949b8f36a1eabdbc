"""Run: one round over all sources - list, fetch, extract, keep."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from medialens.collect.ends import End, Ended, Round
from medialens.collect.politeness import Host
from medialens.collect.settings import Feeds, load_feeds
from medialens.collect.store import HIDDEN, Store
from medialens.collect.work import Worker
from medialens.io.lock import hold

BATCH = 25  # articles written at once
BATCH_SECONDS = 5.0  # or after so long


def run_collect(path: Path, root: Path) -> Round:
    """Collect what the settings file `path` names into the folder `root`.

    Raises
    ------
    SettingsError
        If the settings are at fault.
    LockedError
        If another run holds the collection.
    """
    return collect(load_feeds(path), root)


def collect(
    feeds: Feeds,
    root: Path,
    *,
    host: Callable[[str], Host] | None = None,
    now: Callable[[], float] = time.time,
) -> Round:
    """Bring a collection up to date with its sources.

    Parameters
    ----------
    feeds : Feeds
        From `medialens.collect.settings.load_feeds`.
    root : Path
        The collection's folder.
    host : callable, optional
        Origin to `Host`, for tests.
    now : callable, optional
        Seconds since 1970, for tests.

    Returns
    -------
    Round
        What was done. The articles lie in Parquet files by month, readable as one collection.

    Raises
    ------
    LockedError
        If another run holds the collection.
    """
    make = host or (lambda origin: Host(origin, feeds.defaults))
    stamp = datetime.fromtimestamp(now(), UTC)
    done = Round(f"{stamp:%Y%m%dT%H%M%SZ}")
    with hold(root / HIDDEN):
        store = Store(root)
        try:
            worker = Worker(feeds, store, stamp, make)
            leads = worker.listed(done)
            _keep(worker.ended(leads), store, done)
            store.write_run(done.run, done.summary())
        finally:
            store.close()
    return done


def _keep(ends: Iterator[Ended | None], store: Store, done: Round) -> None:
    """Write what arrives, some articles at a time; None says that time has passed."""
    waiting: list[Ended] = []
    began = time.monotonic()
    for ended in ends:
        if ended is not None:
            waiting.append(_against_the_store(ended, store, waiting))
        rows = sum(one.row is not None for one in waiting)
        if rows >= BATCH or (waiting and time.monotonic() - began > BATCH_SECONDS):
            _flush(waiting, store, done)
            waiting, began = [], time.monotonic()
    _flush(waiting, store, done)


def _flush(waiting: Sequence[Ended], store: Store, done: Round) -> None:
    rows = [one.row for one in waiting if one.row is not None]
    visits = [(one.lead, one.visit) for one in waiting if one.visit is not None]
    if rows or visits:
        store.append(rows, visits, run=done.run)
    for one in waiting:
        done.add(one)


def _against_the_store(ended: Ended, store: Store, waiting: Sequence[Ended]) -> Ended:
    """Decide whether an article is new, another version, or known, now that it is its turn."""
    row = ended.row
    if row is None:
        return ended
    before = [one.row for one in waiting if one.row is not None]
    same = next((b for b in before if b["url"] == row["url"]), None)
    known = store.page(row["url"]) or store.page(ended.lead)
    is_known = known is not None and known.text_hash == row["text_hash"]
    if is_known or (same is not None and same["text_hash"] == row["text_hash"]):
        return Ended(ended.lead, ended.listed_in, "unchanged", visit=ended.visit)
    twin = store.same_text(row["outlet"], row["text_hash"]) or next(
        (
            b["url"]
            for b in before
            if (b["outlet"], b["text_hash"]) == (row["outlet"], row["text_hash"])
        ),
        "",
    )
    if twin:
        rule = "the same text of the outlet at another address"
        return Ended(ended.lead, ended.listed_in, "skipped", rule, visit=ended.visit)
    version = int(same["version"]) if same else (known.version if known else 0)
    end: End = "updated" if version else "collected"
    row = {**row, "version": str(version + 1)}
    return Ended(ended.lead, ended.listed_in, end, "", row, ended.visit)
