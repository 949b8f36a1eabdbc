"""The desk of one run: a hidden folder, its log and manifest, until it gets its final name."""

import inspect
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from medialens import errors
from medialens.citing.provenance import versions
from medialens.report import clock
from medialens.report import folder as folders
from medialens.report.changes import changes_since, read_memory
from medialens.report.history import LATEST, publish, record_run
from medialens.report.jobfile import AlertRule
from medialens.report.private import Veil, escaped, veil
from medialens.report.thresholds import judge, watched

if TYPE_CHECKING:
    from nbformat import NotebookNode

KEPT = ("title", "metrics", "alerts", "findings", "changes", "news")  # of the record
LOG_SHOWN = 60  # lines of the log on the page of a failed run

Status = Literal["ok", "failed", "cancelled"]


@dataclass(frozen=True)
class RunResult:
    """How a report went.

    Parameters
    ----------
    status : {"ok", "failed", "cancelled"}
        ``"ok"`` also where an unchanged report was found.
    folder : Path
        The run's folder.
    latest : Path or None
        The page of the last good run of this job and collection, if there is one.
    manifest : dict
        The content of ``run.json``.
    skipped : bool
        Whether nothing had changed and no kernel was started.
    message : str
        One line that says what went wrong; empty if nothing did.
    exit_status : int
        What a command that rendered this report alone should end with.
    is_transient : bool
        Whether a failed report may succeed when it is tried again.
    """

    status: Status
    folder: Path
    latest: Path | None
    manifest: Mapping[str, Any]
    skipped: bool = False
    message: str = ""
    exit_status: int = 0
    is_transient: bool = False

    def facts(self) -> dict[str, Any]:
        """Return the result as JSON values, one line of a log."""
        known = {name: self.manifest.get(name) for name in ("job", "collection", "seconds")}
        return {
            **known,
            "status": "unchanged" if self.skipped else self.status,
            "alerts": [alert["text"] for alert in self.manifest.get("alerts") or ()],
            "message": self.message,
            "folder": str(self.folder),
            "latest": None if self.latest is None else str(self.latest),
        }


class Desk:
    """Where one run writes.

    Parameters
    ----------
    shelf : Path
        The folder of all runs of the job and collection.
    manifest : mapping
        The part of ``run.json`` that is known before the run, with the ``key``.
    hide : Veil
        Replaces private paths in what the run says.
    """

    def __init__(self, shelf: Path, manifest: Mapping[str, Any], hide: Veil) -> None:
        self.started = clock.now()
        self.name = folders.free_name(shelf, self.started, manifest["key"])
        self.work = folders.open_work(shelf, self.name)
        self.shelf, self.known, self.hide = shelf, manifest, hide
        self._clock = clock.ticks()

    def log(self, line: str) -> None:
        """Add one event to ``log.txt``: one line, without control characters and private paths."""
        now = clock.stamp()
        with (self.work / "log.txt").open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{now} {escaped(self.hide(line))}\n")

    def succeed(
        self,
        record: Mapping[str, Any],
        notebook: "NotebookNode",
        rules: Sequence[AlertRule] = (),
        *,
        as_pdf: bool = False,
    ) -> RunResult:
        """Write page and manifest of a run that went well, and publish it."""
        from medialens.report.cells import title_of
        from medialens.report.citation import bibtex, methods_paragraph
        from medialens.report.page import render_page

        record = {
            **record,
            **self._news(record, rules),
            "title": record.get("title") or title_of(notebook),
        }
        told = {name: record.get(name) for name in KEPT}
        manifest = self._manifest("ok", {**told, "error": None})
        methods = methods_paragraph(manifest, record)
        self._write("methods.txt", methods)
        self._write("citation.bib", bibtex(manifest, record))
        manifest["files"] = self._files()
        self._write("report.html", render_page(notebook, {**record, "methods": methods}, manifest))
        if as_pdf and self._print():
            manifest["files"] = self._files()
        self._write_manifest(manifest)
        folder = folders.close_work(self.work, self.shelf / self.name)
        return RunResult("ok", folder, publish(folder, manifest), manifest)

    def _print(self) -> bool:
        """Print the page, if a browser is there; a print that fails is told of in the log."""
        from medialens.report.pdf import write_pdf

        try:
            done = write_pdf(self.work / "report.html", self.work / "report.pdf") is not None
        except errors.ReportError as error:
            self.log(f"no PDF: {error}")
            return False
        if not done:
            self.log("no PDF: neither Chromium nor Chrome is installed")
        return done

    def _files(self) -> list[str]:
        return sorted({*folders.listed_files(self.work), "run.json", "report.html"})

    def _news(self, record: Mapping[str, Any], rules: Sequence[AlertRule]) -> dict[str, Any]:
        """Return what changed since the last good report, and the alerts with those of `rules`."""
        last = folders.last_good(self.shelf)
        memory = read_memory(self.work)
        before = read_memory(last[0]) if last else None
        alerts = [*record.get("alerts", ())]
        if rules:
            now = watched(record, memory)
            past = watched(last[1], before) if last else None
            alerts += judge(rules, now, past)
        changes = changes_since(memory, before, last[1]) if last and memory else None
        return {"changes": changes, "alerts": alerts}

    def fail(self, kind: str, message: str, **more: object) -> RunResult:
        """Write page and manifest of a run that failed, beside the last good one."""
        told = {"type": kind, "message": self.hide(" ".join(message.split()))}
        manifest = self._manifest("failed", {"error": {**told, **more}})
        folder = self._leave(manifest)
        latest = self.shelf / LATEST
        return RunResult(
            "failed",
            folder,
            latest if latest.is_file() else None,
            manifest,
            message=_one_line(manifest, folder),
            exit_status=_exit_status(kind),
        )

    def cancel(self) -> None:
        """Keep what a run had written when it was told to stop."""
        self.log("cancelled")
        told = {"type": "Cancelled", "message": "the run was ended from outside"}
        self._leave(self._manifest("cancelled", {"error": told}))

    def write_notebook(self, notebook: "NotebookNode") -> None:
        """Write the notebook as it stands."""
        import nbformat

        text = nbformat.v4.writes(notebook)  # type: ignore[no-untyped-call]
        self._write("report.ipynb", f"{text}\n")

    def _leave(self, manifest: Mapping[str, Any]) -> Path:
        """Close a run that left no report: with a page that says so."""
        from medialens.report.page import render_failure

        tail = (self.work / "log.txt").read_text(encoding="utf-8").split("\n")[-LOG_SHOWN:]
        self._write("report.html", render_failure(manifest, "\n".join(tail)))
        self._write_manifest(manifest)
        final = self.shelf / f"{self.name}-{manifest['status']}"
        folder = folders.close_work(self.work, final)
        record_run(folder, manifest)
        return folder

    def _manifest(self, status: Status, told: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "status": status,
            **self.known,
            "started": self.started.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "finished": clock.stamp(),
            "seconds": round(clock.ticks() - self._clock, 2),
            **told,
            "files": self._files(),
        }

    def _write_manifest(self, manifest: Mapping[str, Any]) -> None:
        self._write("run.json", json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")

    def _write(self, name: str, text: str) -> None:
        (self.work / name).write_bytes(text.encode("utf-8", "replace"))


def refuse(
    error: Exception,
    *,
    shelf: Path,
    facts: Mapping[str, Any],
    places: Mapping[Path | str, str],
    keep: int,
) -> RunResult:
    """Leave a failed run for a report whose notebook never started, so that the index shows it.

    Parameters
    ----------
    error : Exception
        Why it could not start.
    shelf : Path
        The folder of the job and collection.
    facts : mapping
        What is known of it: job, notebook, collection.
    places : mapping
        Private paths that the error may name, and what to call them.
    keep : int
        Failed runs kept.
    """
    manifest = {**facts, "key": folders.key_of(dict(facts)), "versions": versions()}
    desk = Desk(shelf, manifest, veil({Path.cwd(): ".", **places}))
    desk.log(f"not started: {type(error).__name__}: {error}")
    result = desk.fail(type(error).__name__, str(error))
    folders.prune(shelf, keep)
    return result


def _exit_status(kind: str) -> int:
    """Return the exit status of the exception class of that name; 1 if it is none of ours."""
    found = getattr(errors, kind, None)
    if inspect.isclass(found) and issubclass(found, errors.MedialensError):
        return found.exit_status
    return 1


def _one_line(manifest: Mapping[str, Any], folder: Path) -> str:
    error = manifest["error"]
    kind = "" if hasattr(errors, error["type"]) else f"{error['type']}: "
    title = f"{manifest['job']} on {manifest['collection']} failed"
    return f"{title}: {kind}{error['message']} (see {folder / 'log.txt'})"
