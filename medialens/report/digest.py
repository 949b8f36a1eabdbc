"""The digest of a folder of reports: one page, five items at most, and quiet days say so.

It is written anew from the runs that the folder holds, one digest for each day on which reports
were made: what failed, what passed a threshold, which counts stand out, which estimates moved.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from medialens.report import numbers
from medialens.report.changes import moved_sentence
from medialens.report.html import one_line, plain, without_paths
from medialens.report.prose import problem
from medialens.report.templates import render

MOST = 5
QUIET = "Nothing stood out."
DAYS = 30  # entries of the feed
LONG_AGO = "1970-01-01T00:00:00Z"
KINDS = ("failed", "alert", "stands out", "moved")  # the gravest first


@dataclass(frozen=True)
class Item:
    """One thing that is new, and the report that tells more of it."""

    kind: str
    text: str
    report: str
    address: str


@dataclass(frozen=True)
class Digest:
    """What was new on one day: at most `MOST` items, and what they were chosen from."""

    day: str
    updated: str
    items: tuple[Item, ...]
    n_more: int
    n_reports: int
    n_new: int
    n_compared: int

    @property
    def basis(self) -> str:
        """How much was looked at, in a sentence."""
        return (
            f"{numbers.count(self.n_reports, 'report')}, {numbers.count(self.n_new, 'article')} "
            f"new since the reports before, {numbers.count(self.n_compared, 'estimate')} compared "
            "with them."
        )

    @property
    def summary(self) -> str:
        """The digest in one paragraph."""
        if not self.items:
            return f"Nothing stands out. {self.basis}"
        more = f" {self.n_more:,} more in the reports." if self.n_more else ""
        return " ".join(item.text for item in self.items) + more


def digest_pages(out: Path) -> dict[str, str]:
    """Return ``digest.html``, ``digest.json`` and ``digest.xml`` of a folder of reports."""
    digests = list(read_digests(out))
    newest = digests[0] if digests else None
    updated = newest.updated if newest else LONG_AGO
    return {
        "digest.html": render(
            "digest.html",
            title="What is new",
            digest=newest,
            earlier=[
                {"day": one.day, "said": [item.text for item in one.items] or [QUIET]}
                for one in digests[1:8]
            ],
        ),
        "digest.json": _json(digests),
        "digest.xml": render(
            "feed.xml",
            heading="What is new",
            id="urn:medialens:digest",
            address="digest.xml",
            page="digest.html",
            updated=updated,
            entries=[_entry(one) for one in digests],
        ),
    }


def read_digests(out: Path) -> Iterator[Digest]:
    """Yield the digest of each day on which reports were made, the newest first."""
    runs = sorted(_runs(out), key=lambda run: run["finished"], reverse=True)
    days = groupby(runs, key=lambda run: str(run["finished"])[:10])
    for _, (day, here) in zip(range(DAYS), days, strict=False):
        yield _digest(day, list(here))


def _runs(out: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(out.glob("*/*/*/run.json")):
        folder = path.parent
        if any(part.startswith(".") for part in folder.relative_to(out).parts):
            continue
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(manifest, dict) and manifest.get("status") and manifest.get("finished"):
            parts = folder.relative_to(out).parts
            address = "/".join(quote(part, safe="-._~") for part in (*parts, "report.html"))
            yield {**manifest, "shelf": parts[:2], "address": address}


def _digest(day: str, runs: Sequence[Mapping[str, Any]]) -> Digest:
    """Return the digest of a day: of each job and collection, what its last run said."""
    last: dict[tuple[str, ...], Mapping[str, Any]] = {}
    for run in runs:
        last.setdefault(run["shelf"], run)
    found: dict[str, Item] = {}
    for item in (item for run in last.values() for item in _items(run)):
        found.setdefault(item.text, item)  # several reports on one collection say the same
    items = sorted(found.values(), key=lambda item: KINDS.index(item.kind))
    changes = [change for run in runs if (change := run.get("changes"))]
    new = {(run["shelf"][1], run["finished"]): _n_new(run) for run in last.values()}
    return Digest(
        day=day,
        updated=max(str(run["finished"]) for run in runs),
        items=tuple(items[:MOST]),
        n_more=max(0, len(items) - MOST),
        n_reports=len(last),
        n_new=sum(_by_collection(new).values()),
        n_compared=sum(int(change.get("n_compared") or 0) for change in changes),
    )


def _by_collection(new: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """Return the new articles of each collection; several reports count the same ones."""
    most: dict[str, int] = {}
    for (collection, _), n in new.items():
        most[collection] = max(n, most.get(collection, 0))
    return most


def _n_new(run: Mapping[str, Any]) -> int:
    return sum(((run.get("changes") or {}).get("new") or {}).values())


def _items(run: Mapping[str, Any]) -> Iterable[Item]:
    collection = one_line(run.get("collection") or "")
    title = one_line(run.get("title") or run.get("job") or "report")
    where = {"report": f"{title}: {collection}", "address": run["address"]}
    if run["status"] != "ok":
        error = run.get("error")
        said = without_paths(one_line(problem(error if isinstance(error, Mapping) else {})))
        text = f"{one_line(run.get('job') or 'a job')} on {collection} {run['status']}: {said}"
        yield Item("failed", text, **where)
        return
    for alert in run.get("alerts") or ():
        yield Item("alert", f"{collection}: {plain(alert.get('text') or '')}", **where)
    for text in run.get("news") or ():
        yield Item("stands out", f"{collection}: {plain(text)}", **where)
    for moved in (run.get("changes") or {}).get("moved") or ():
        yield Item("moved", f"{collection}: {plain(moved_sentence(moved))}", **where)


def _entry(digest: Digest) -> dict[str, Any]:
    n = len(digest.items) + digest.n_more
    return {
        "id": f"urn:medialens:digest:{digest.day}",
        "title": f"{numbers.day(digest.day)}: {numbers.count(n, 'item') if n else 'quiet'}",
        "address": "digest.html",
        "updated": digest.updated,
        "summary": digest.summary,
    }


def _json(digests: Sequence[Digest]) -> str:
    days = [{**asdict(one), "is_quiet": not one.items} for one in digests]
    return plain(json.dumps({"digests": days}, ensure_ascii=False, indent=1)) + "\n"
