"""Render one report: run the notebook, write its folder, publish it; or say why not.

Everything that can be checked is checked before a kernel starts or a folder is touched. From then
on the outcome is a `RunResult`, also where the notebook failed: the partial notebook, the log and
a page in plain words stay, and the last good report keeps its place.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from medialens.io.lock import hold
from medialens.report import folder as folders
from medialens.report.attempt import Attempt, Options
from medialens.report.desk import RunResult
from medialens.report.history import publish
from medialens.report.notebooks import read_notebook
from medialens.report.plan import Plan, make_plan, read_source

__all__ = ["Options", "RunResult", "render", "run_report", "unchanged"]


def run_report(
    notebook: Path,
    collection: str,
    *,
    out: Path,
    parameters: Mapping[str, object] | None = None,
    job: str | None = None,
    options: Options | None = None,
) -> RunResult:
    """Render `notebook` on `collection` into a folder below `out`.

    Parameters
    ----------
    notebook : Path
        A notebook whose cell tagged ``parameters`` declares at least ``collection: str``, and that
        records its results (`medialens.report.start`).
    collection : str
        Path or bundled name of the collection.
    out : Path
        The folder of all reports.
    parameters : mapping, optional
        Values for declared parameters, as text or of the declared type.
    job : str, optional
        Name of the job; the notebook's name by default.
    options : Options, optional
        Limits, retries, what is kept.

    Returns
    -------
    RunResult
        Also for a notebook that failed; ``message`` says why in one line.

    Raises
    ------
    ParameterError, ReadError, EmptyError, UnknownNameError
        Before anything is touched, if notebook, parameters or collection are not usable.
    LockedError
        If another process is rendering into `out`.
    """
    plan = make_plan(
        read_notebook(notebook),
        read_source(collection),
        parameters=parameters or {},
        out=out,
        job=job,
    )
    with hold(out):
        return render(plan, options or Options())


def render(plan: Plan, options: Options) -> RunResult:
    """Render `plan`, unless its last good run has the same key; the lock is held by the caller."""
    title = f"{plan.job} on {plan.source.label}"
    if not options.force and (found := unchanged(plan)) and not _lacks_pdf(found[0], options):
        options.progress(f"{title}: unchanged")
        return RunResult("ok", found[0], publish(*found), found[1], skipped=True)
    options.progress(f"{title}: rendering")
    result = Attempt(plan, options).run()
    for _ in range(options.retries):
        if not result.is_transient:
            break
        options.progress(f"{title}: trying again ({result.message})")
        result = Attempt(plan, options).run()
    folders.prune(plan.shelf, options.keep)
    options.progress(f"{title}: {result.status}, {result.manifest['seconds']:.1f} s")
    return result


def _lacks_pdf(folder: Path, options: Options) -> bool:
    """Whether a finished run has no PDF although one is asked for and can be made."""
    from medialens.report.pdf import find_browser

    return options.as_pdf and not (folder / "report.pdf").is_file() and find_browser() is not None


def unchanged(plan: Plan) -> tuple[Path, dict[str, Any]] | None:
    """Return the last good run and its manifest if it has the plan's key, else None."""
    found = folders.last_good(plan.shelf)
    return found if found and found[1].get("key") == plan.key else None
