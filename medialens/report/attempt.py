"""One attempt at a report: the notebook in a kernel, from an empty desk to a finished folder."""

import copy
import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from medialens.errors import ReportError
from medialens.report import folder as folders
from medialens.report.desk import Desk, RunResult
from medialens.report.plan import Plan
from medialens.report.private import Veil, veil

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from medialens.report.failure import Failure
    from medialens.report.forks import Forks

INJECTED = "injected-parameters"
DROPPED = ("PYTHONSTARTUP", "PYTHONINSPECT", "JPY_SESSION_NAME", "JPY_PARENT_PID")


def silent(line: str) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Options:
    """How reports are rendered.

    Parameters
    ----------
    timeout, cell_timeout : float
        Seconds for a whole report and for one cell.
    memory : int, optional
        MB that the notebook's process may hold; by default what the computer has.
    keep : int
        Finished runs kept per job and collection, and as many that failed.
    retries : int
        How often a report is tried again whose kernel died or ran out of time.
    force : bool
        Render also where nothing has changed since the last good run.
    as_pdf : bool
        Print each report to ``report.pdf`` as well, where Chromium or Chrome is installed.
    progress : callable
        Takes one line about what is going on.
    stop : threading.Event
        When set, running kernels are ended and their reports cancelled.
    forks : Forks, optional
        Where kernels are forked from, see `medialens.report.forks`.
    """

    timeout: float = 1800
    cell_timeout: float = 900
    memory: int | None = None
    keep: int = 10
    retries: int = 0
    force: bool = False
    as_pdf: bool = False
    progress: Callable[[str], None] = silent
    stop: threading.Event = field(default_factory=threading.Event)
    forks: "Forks | None" = None


class Cancelled(ReportError):
    """Raised when a run was told to stop."""

    exit_status = 130


class Attempt:
    """One execution of a plan, from the empty desk to a folder with its final name."""

    def __init__(self, plan: Plan, options: Options) -> None:
        self.plan, self.options = plan, options

    def run(self) -> RunResult:
        """Execute the notebook and leave a finished folder, or none."""
        plan = self.plan
        hide = veil({plan.out.resolve(): "<reports>", **plan.source.places})
        desk = Desk(plan.shelf, plan.manifest(), hide)
        desk.hide = Veil({**hide.places, str(desk.work.resolve()): "."})
        try:
            return self._run(desk)
        except OSError:  # the disk is full, or the folder can't be written
            folders.remove(desk.work)
            raise
        except BaseException:
            desk.cancel()
            raise

    def _run(self, desk: Desk) -> RunResult:
        notebook, failure = self._execute(desk)
        if failure is None:
            return self._finish(desk, notebook)
        desk.log(f"failed: {failure.type}: {failure.message}")
        for line in failure.traceback.split("\n") if failure.traceback else ():
            desk.log(f"  {line}")
        result = desk.fail(
            failure.type,
            failure.message,
            **_place(failure, notebook),
        )
        return replace(result, is_transient=failure.is_transient)

    def _execute(self, desk: Desk) -> "tuple[NotebookNode, Failure | None]":
        env = environment(desk.work.resolve())
        if self.options.forks:
            self.options.forks.prepare(env)
        from medialens.report.engine import Limits, execute_notebook

        notebook = self._parameterized(self.plan.source.address)
        desk.log(f"started {desk.known['notebook']} on {desk.known['collection']}")
        failure = execute_notebook(
            notebook,
            folder=desk.work.resolve(),
            limits=Limits(
                run=self.options.timeout,
                cell=self.options.cell_timeout,
                memory=self.options.memory,
            ),
            env=env,
            say=desk.log,
            stop=self.options.stop,
            forks=self.options.forks,
        )
        if self.options.stop.is_set():
            raise Cancelled("the run was told to stop")
        return self._public(notebook, desk), failure

    def _finish(self, desk: Desk, notebook: "NotebookNode") -> RunResult:
        record = _read_record(desk.work / "record.json")
        if record is None:
            desk.log("failed: no complete record")
            return desk.fail("ReportError", "the notebook ended without `run.finish()`")
        desk.log("finished")
        try:
            return desk.succeed(record, notebook, self.plan.rules, as_pdf=self.options.as_pdf)
        except (ValueError, TypeError, KeyError, AttributeError, LookupError) as error:
            desk.log(f"failed while the page was written: {type(error).__name__}: {error}")
            return desk.fail(type(error).__name__, f"the page could not be written: {error}")

    def _parameterized(self, address: str) -> "NotebookNode":
        import nbformat
        from papermill.parameterize import parameterize_notebook

        content = copy.deepcopy(self.plan.notebook.content)
        notebook: NotebookNode = nbformat.from_dict(content)  # type: ignore[no-untyped-call]
        notebook.metadata["papermill"] = {}
        notebook = parameterize_notebook(
            notebook, self.plan.injected(address), kernel_name="python3", language="python"
        )
        for cell in notebook.cells:
            if INJECTED in cell.metadata.get("tags", []):
                cell["id"] = INJECTED
        return notebook

    def _public(self, notebook: "NotebookNode", desk: Desk) -> "NotebookNode":
        """Return the executed notebook as it may be shared, and write it."""
        shown = self._parameterized(self.plan.source.label)
        del notebook.metadata["papermill"]
        for cell, public in zip(notebook.cells, shown.cells, strict=True):
            cell.metadata.pop("papermill", None)
            cell.source = public.source
            if cell.cell_type == "code":
                cell.outputs = desk.hide(cell.outputs)
        desk.write_notebook(notebook)
        return notebook


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a kernel that records into `folder`."""
    kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
    return {
        **kept,
        "MEDIALENS_RUN_FOLDER": str(folder),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
    }


def _read_record(path: Path) -> dict[str, Any] | None:
    """Return what the recorder left, or None if it did not come to its end."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and record.get("complete") is True else None


def _place(failure: "Failure", notebook: "NotebookNode") -> dict[str, object]:
    if failure.cell is None or not 0 <= failure.cell < len(notebook.cells):
        return {}
    return {"cell": failure.cell + 1, "source": notebook.cells[failure.cell].source}
