"""The index of a folder of reports: a page, the same as JSON, and a feed.

It is written anew from what the folder holds (``run.json`` of each run, ``history.jsonl`` of each
job and collection), so that it is the same whenever the folder is the same.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from medialens.io.atomic import write_text_atomic
from medialens.report import numbers
from medialens.report.digest import digest_pages
from medialens.report.html import anchor, one_line, plain, without_paths
from medialens.report.prose import problem
from medialens.report.templates import render

FEED_ENTRIES = 50
SPARK_WIDTH, SPARK_HEIGHT = 96, 24
LONG_AGO = "1970-01-01T00:00:00Z"


@dataclass(frozen=True)
class Run:
    """One run of a job on a collection, as its ``run.json`` tells it."""

    folder: str
    status: str
    finished: str
    title: str
    collection: str
    finding: str
    alerts: tuple[str, ...]
    n_articles: int | None
    error: str

    @property
    def is_good(self) -> bool:
        """Whether the run left a report."""
        return self.status == "ok"


@dataclass(frozen=True)
class Shelf:
    """All runs of one job on one collection, the newest first."""

    job: str
    collection: str
    runs: tuple[Run, ...]
    latest: str | None
    counts: tuple[int, ...]

    @property
    def newest(self) -> Run:
        """The run that came last, good or not."""
        return self.runs[0]

    @property
    def report(self) -> Run | None:
        """The last run that left a report."""
        return next((run for run in self.runs if run.is_good), None)


def write_index(out: Path) -> list[Path]:
    """Write the index of a folder of reports and its digest, as pages, JSON and feeds.

    Parameters
    ----------
    out : Path
        The folder that holds ``<job>/<collection>/<run>/run.json``.

    Returns
    -------
    list of Path
        The files written. Each replaces the one before at once; links in them are relative.
    """
    out.mkdir(parents=True, exist_ok=True)
    shelves = list(read_shelves(out))
    updated = max((run.finished for shelf in shelves for run in shelf.runs), default="")
    pages = {
        "index.html": render(
            "index.html",
            title="Reports",
            updated=updated,
            shelves=[_card(shelf) for shelf in shelves],
            n_failed=sum(not shelf.newest.is_good for shelf in shelves),
        ),
        "index.json": _json(shelves, updated),
        "feed.xml": render(
            "feed.xml",
            heading="Reports",
            id="urn:medialens:reports",
            address="feed.xml",
            page="index.html",
            updated=updated or LONG_AGO,
            entries=_entries(shelves),
        ),
        **digest_pages(out),
    }
    for name, text in pages.items():
        write_text_atomic(out / name, text)
    return [out / name for name in pages]


def read_shelves(out: Path) -> Iterator[Shelf]:
    """Yield what the folder holds, by job and collection; what is hidden or unreadable is not."""
    for place in sorted(out.glob("*/*/")):
        job, collection = place.parent.name, place.name
        if job.startswith(".") or collection.startswith("."):
            continue
        found = (_run(path.parent, out) for path in sorted(place.glob("*/run.json")))
        runs = sorted(filter(None, found), key=lambda run: (run.finished, run.folder), reverse=True)
        if runs:
            latest = place / "latest.html"
            yield Shelf(
                job,
                collection,
                tuple(runs),
                _address(latest.relative_to(out)) if latest.is_file() else None,
                _counts(place / "history.jsonl"),
            )


def _run(folder: Path, out: Path) -> Run | None:
    manifest = _read_object(folder / "run.json")
    if folder.name.startswith(".") or not manifest.get("status"):
        return None
    record = _read_object(folder / "record.json")
    error = manifest.get("error")
    error = error if isinstance(error, Mapping) else {}
    findings = manifest.get("findings") or record.get("findings") or ()
    n_articles = manifest.get("n_articles")
    return Run(
        folder=_address(folder.relative_to(out)),
        status=str(manifest["status"]),
        finished=str(manifest.get("finished") or manifest.get("started") or ""),
        title=one_line(manifest.get("title") or record.get("title") or ""),
        collection=one_line(
            (record.get("collection") or {}).get("name") or manifest.get("collection") or ""
        ),
        finding=next((text for text in map(_said, findings) if text), ""),
        alerts=tuple(filter(None, map(_said, manifest.get("alerts") or ()))),
        n_articles=n_articles if isinstance(n_articles, int) else None,
        error=without_paths(one_line(problem(error))),
    )


def _said(entry: object) -> str:
    return plain(entry.get("text") or "" if isinstance(entry, Mapping) else entry)


def _read_object(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _counts(path: Path) -> tuple[int, ...]:
    """Return the number of articles of each run, the oldest first."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ()
    return tuple(filter(lambda n: n is not None, map(_count, lines)))  # type: ignore[arg-type]


def _count(line: str) -> int | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    if not isinstance(entry, dict) or entry.get("status", "ok") != "ok":
        return None
    metrics = entry.get("metrics")
    n = entry.get("n_articles", metrics.get("n_articles") if isinstance(metrics, dict) else None)
    return n if isinstance(n, int) and not isinstance(n, bool) else None


def _address(path: Path) -> str:
    """Return a relative path as an address that no name can turn into anything else."""
    return "/".join(quote(part, safe="-._~") for part in path.parts)


def _card(shelf: Shelf) -> dict[str, Any]:
    newest, report = shelf.newest, shelf.report
    shown = report or newest
    return {
        "id": f"{anchor(shelf.job)}-{anchor(shelf.collection)}",
        "job": shelf.job,
        "collection": shown.collection or shelf.collection,
        "title": shown.title or shelf.job,
        "address": shelf.latest or (f"{report.folder}/report.html" if report else None),
        "finished": shown.finished,
        "articles": "" if shown.n_articles is None else numbers.count(shown.n_articles, "article"),
        "change": _change(shelf.counts),
        "spark": _spark(shelf.counts),
        "finding": report.finding if report else "",
        "alerts": report.alerts if report else (),
        "failed": None if newest.is_good else {**asdict(newest), "is_only": report is None},
        "n_runs": numbers.count(len(shelf.runs), "run"),
    }


def _change(counts: Sequence[int]) -> str:
    if len(counts) < 2:
        return ""
    change = counts[-1] - counts[-2]
    if not change:
        return "as many as the run before"
    return f"{abs(change):,} {'more' if change > 0 else 'fewer'} than the run before"


def _spark(counts: Sequence[int]) -> dict[str, Any] | None:
    """Return the points of a small line of the counts, from zero upwards; None below two runs."""
    shown = counts[-30:]
    if len(shown) < 2:
        return None
    step, top = (SPARK_WIDTH - 6) / (len(shown) - 1), max(*shown, 1)
    points = [
        (round(3 + at * step, 1), round(SPARK_HEIGHT - 3 - (SPARK_HEIGHT - 6) * n / top, 1))
        for at, n in enumerate(shown)
    ]
    return {
        "points": " ".join(f"{x},{y}" for x, y in points),
        "end": points[-1],
        "width": SPARK_WIDTH,
        "height": SPARK_HEIGHT,
        "label": f"Articles in the last {len(shown)} runs: from {shown[0]:,} to {shown[-1]:,}",
    }


def _json(shelves: Sequence[Shelf], updated: str) -> str:
    reports = [
        {
            "job": shelf.job,
            "collection": shelf.collection,
            "latest": shelf.latest,
            "n_articles_by_run": list(shelf.counts),
            "runs": [asdict(run) for run in shelf.runs],
        }
        for shelf in shelves
    ]
    text = json.dumps({"updated": updated, "reports": reports}, ensure_ascii=False, indent=1)
    return plain(text) + "\n"


def _entries(shelves: Sequence[Shelf]) -> list[dict[str, Any]]:
    entries = [
        {
            "id": f"urn:medialens:{run.folder}",
            "title": f"{run.title or shelf.job}: {shelf.collection}"
            + ("" if run.is_good else " (failed)"),
            "address": f"{run.folder}/report.html",
            "updated": run.finished or LONG_AGO,
            "summary": " ".join((*run.alerts, run.finding if run.is_good else run.error)),
        }
        for shelf in shelves
        for run in shelf.runs
    ]
    return sorted(entries, key=lambda entry: (entry["updated"], entry["id"]), reverse=True)[
        :FEED_ENTRIES
    ]
