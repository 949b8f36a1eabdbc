"""Many reports: notebooks by collections, one failure apart from the others, the index last."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from medialens.errors import EmptyError, MedialensError, ReportError, unknown_name
from medialens.io.lock import hold
from medialens.io.named import is_partitioned
from medialens.report import clock
from medialens.report.attempt import Cancelled, Options, environment, silent
from medialens.report.desk import RunResult, refuse
from medialens.report.execute import render, unchanged
from medialens.report.folder import clear_leftovers, slug
from medialens.report.forks import forks
from medialens.report.index import write_index
from medialens.report.jobfile import AlertRule, Job, Jobs, read_jobs
from medialens.report.language import in_language
from medialens.report.notebooks import Notebook, find_notebook, read_notebook
from medialens.report.parameters import undeclared
from medialens.report.periods import days_of
from medialens.report.plan import Plan, Source, check_parameters, label_of, make_plan, read_source
from medialens.report.thresholds import call_commands

__all__ = ["DEFAULT_NOTEBOOKS", "read_jobs", "render_reports", "run_jobs"]

DEFAULT_NOTEBOOKS = ("compare", "coverage", "actors", "voices", "keywords")
IN_PARTS = ("parts",)  # of a partitioned collection
GLOB = set("*?[")

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """One report that was asked for; its notebook and collection may turn out to be unusable."""

    job: str
    notebook: Notebook | Exception
    collection: str
    parameters: Mapping[str, object]
    rules: tuple[AlertRule, ...] = ()


def default_notebooks(collections: Sequence[str]) -> tuple[str, ...]:
    """Return the notebooks to render where none are named.

    Raises
    ------
    ReportError
        If only some of the collections are partitioned.
    """
    in_parts = [is_partitioned(collection) for collection in collections]
    if any(in_parts) and not all(in_parts):
        raise ReportError(
            "some of the collections are partitioned: name the notebooks, or render them apart"
        )
    return IN_PARTS if any(in_parts) else DEFAULT_NOTEBOOKS


def render_reports(
    collections: Sequence[str],
    *,
    out: Path,
    notebooks: Sequence[str] = DEFAULT_NOTEBOOKS,
    parameters: Mapping[str, object] | None = None,
    jobs: int = 1,
    **options: Any,  # noqa: ANN401
) -> list[RunResult]:
    """Render each of `notebooks` on each of `collections`, and the index of `out`.

    Parameters
    ----------
    collections : sequence of str
        Paths or bundled names.
    out : Path
        The folder of all reports.
    notebooks : sequence of str
        Bundled names or paths.
    parameters : mapping, optional
        Values by name; each notebook gets those that it declares.
    jobs : int
        Reports rendered at the same time.
    **options
        Fields of `Options`: ``force``, ``progress``, ``as_pdf`` and the limits.

    Returns
    -------
    list of RunResult
        One per collection and notebook; a collection that fails does not stop the others.

    Raises
    ------
    UnknownNameError, ReadError, ReportError, ParameterError
        Before anything runs: a notebook that is none, a parameter that no notebook declares, a
        value of the wrong type; and a collection that can't be read, if it is the only one.
    LockedError
        If another process is rendering into `out`.
    """
    read = [read_notebook(find_notebook(name)) for name in notebooks]
    shared = _shared_parameters(read, parameters or {})
    sources = _Sources()
    if len(set(collections)) == 1:
        sources.need(collections[0])
    orders = [
        Order(Path(notebook.name).stem, notebook, collection, given)
        for collection in collections
        for notebook, given in zip(read, shared, strict=True)
    ]
    return _Batch(out, Options(**options), sources).run(orders, workers=jobs)


def run_jobs(
    jobs: Jobs,
    *,
    only: str | None = None,
    dry_run: bool = False,
    fail_fast: bool = False,
    force: bool = False,
    progress: Progress | None = None,
    today: date | None = None,
) -> list[RunResult]:
    """Render the reports that `jobs` lists, and the index.

    Parameters
    ----------
    jobs : Jobs
        A job file, see `read_jobs`.
    only : str, optional
        Name of the one job to run.
    dry_run : bool
        Say what would be rendered (through `progress`), render nothing.
    fail_fast : bool
        Stop at the first report that fails.
    force : bool
        Render also what has not changed.
    progress : callable, optional
        Takes one line about what is going on.
    today : date, optional
        The day that relative periods ("last 7 days") start from; by default today's, in UTC.

    Returns
    -------
    list of RunResult
        One per job and collection; nothing for a dry run.

    Raises
    ------
    UnknownNameError
        If no job is called `only`.
    LockedError
        If another process is rendering into the same folder.
    """
    chosen = [job for job in jobs.jobs if only in (None, job.name)]
    if not chosen:
        raise unknown_name("job", only, [job.name for job in jobs.jobs])
    options = Options(
        timeout=jobs.defaults.timeout,
        cell_timeout=jobs.defaults.timeout,
        memory=jobs.defaults.memory,
        as_pdf=jobs.defaults.pdf,
        keep=jobs.defaults.keep,
        retries=jobs.defaults.retries,
        force=force,
        progress=progress or silent,
    )
    batch = _Batch(jobs.out, options, _Sources(), base=jobs.path.absolute().parent)
    day = today or clock.now().date()
    orders = [order for job in chosen for order in _orders(jobs, job, day)]
    with in_language(jobs.defaults.language):
        if dry_run:
            return batch.foretell(orders)
        return batch.run(orders, workers=jobs.defaults.jobs, fail_fast=fail_fast)


def _is_there(collection: str) -> bool:
    return collection.startswith("[") or Path(collection).exists()


class _Sources:
    """The collections of a batch, each loaded once to know that it loads."""

    def __init__(self) -> None:
        self._known: dict[str, Source | Exception] = {}
        self._owners: dict[str, str] = {}
        self._lock = threading.Lock()

    def need(self, collection: str) -> Source:
        """Return the source; raise what stood in its way."""
        with self._lock:
            if collection not in self._known:
                self._known[collection] = self._read(collection)
        found = self._known[collection]
        if isinstance(found, Exception):
            raise found
        return found

    def _read(self, collection: str) -> Source | Exception:
        try:
            if GLOB & set(collection) and not _is_there(collection):
                raise EmptyError(f"nothing matches the collection {label_of(collection)!r}")
            source = read_source(collection)
        except Exception as error:
            return error
        owner = self._owners.setdefault(source.slug, source.address)
        if owner == source.address:
            return source
        # another collection of the same name has the plain folder
        digest = hashlib.sha256(source.address.encode("utf-8", "replace")).hexdigest()[:6]
        return replace(source, slug=f"{source.slug}-{digest}")


class _Batch:
    """Renders orders into one folder, under one lock."""

    def __init__(
        self, out: Path, options: Options, sources: _Sources, *, base: Path = Path()
    ) -> None:
        self.out, self.options, self.sources, self.base = out, options, sources, base

    def run(
        self, orders: Sequence[Order], *, workers: int = 1, fail_fast: bool = False
    ) -> list[RunResult]:
        with hold(self.out), forks() as kernels:
            self.options = replace(self.options, forks=kernels)
            if kernels and not (self.out / "index.json").exists():  # all is new: something will run
                kernels.prepare(environment(self.out))
            clear_leftovers(self.out)
            try:
                tasks = [partial(self._render, order) for order in orders]
                return list(_each(tasks, workers, fail_fast, self.options))
            finally:
                write_index(self.out)

    def foretell(self, orders: Sequence[Order]) -> list[RunResult]:
        for order in orders:
            try:
                plan = self._plan(order)
                fate = "unchanged" if not self.options.force and unchanged(plan) else "would render"
            except MedialensError as error:
                fate = f"would fail: {error}"
            self.options.progress(f"{order.job} on {label_of(order.collection)}: {fate}")
        return []

    def _plan(self, order: Order) -> Plan:
        if isinstance(order.notebook, Exception):
            raise order.notebook
        return make_plan(
            order.notebook,
            self.sources.need(order.collection),
            parameters=order.parameters,
            out=self.out,
            job=order.job,
            rules=order.rules,
        )

    def _render(self, order: Order) -> RunResult:
        try:
            result = render(self._plan(order), self.options)
            if result.status == "ok" and not result.skipped:
                self._alert(order, result)
            return result
        except Cancelled:
            raise
        except Exception as error:  # whatever it is, the other reports go on
            return self._refuse(order, error)

    def _alert(self, order: Order, result: RunResult) -> None:
        facts = {
            "job": order.job,
            "collection": label_of(order.collection),
            "report": str((result.folder / "report.html").absolute()),
        }
        call_commands(
            order.rules,
            result.manifest.get("alerts") or (),
            facts,
            folder=self.base,
            say=lambda line: self.options.progress(f"{order.job} on {facts['collection']}: {line}"),
        )

    def _refuse(self, order: Order, error: Exception) -> RunResult:
        label = label_of(order.collection)
        name = order.notebook.name if isinstance(order.notebook, Notebook) else None
        self.options.progress(f"{order.job} on {label}: failed before it started")
        return refuse(
            error,
            shelf=self.out / slug(order.job) / slug(label),
            facts={"job": order.job, "notebook": name, "collection": label},
            places={Path(order.collection).absolute(): label, self.out.absolute(): "<reports>"},
            keep=self.options.keep,
        )


def _each(
    tasks: Sequence[Callable[[], RunResult]], workers: int, fail_fast: bool, options: Options
) -> Iterable[RunResult]:
    """Yield the results in order; with one worker in this thread, where an interrupt reaches it."""
    if workers == 1:
        calls: Iterable[Callable[[], RunResult]] = tasks
        yield from _until_failure((task() for task in calls), fail_fast)
        return
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures: list[Future[RunResult]] = [pool.submit(task) for task in tasks]
        try:
            yield from _until_failure((future.result() for future in futures), fail_fast)
        except BaseException:
            options.stop.set()
            raise
        finally:
            for future in futures:
                future.cancel()


def _until_failure(results: Iterable[RunResult], fail_fast: bool) -> Iterable[RunResult]:
    for result in results:
        yield result
        if fail_fast and result.status != "ok":
            return


def _orders(jobs: Jobs, job: Job, today: date) -> Iterable[Order]:
    notebook: Notebook | Exception
    try:
        notebook = read_notebook(find_notebook(jobs.notebook(job)))
    except MedialensError as error:
        notebook = error
    days = days_of(job.period, today).parameters() if job.period else {}
    found = [one for entry in job.collections for one in _matching(entry, jobs.path.parent)]
    if job.compare and len(found) > 1:
        found = [json.dumps(found)]
    for collection in dict.fromkeys(found):
        yield Order(job.name, notebook, collection, days | job.params, tuple(job.alert))


def _matching(entry: str, base: Path) -> list[str]:
    """Return the paths that `entry` means below `base`; itself if it is a bundled name."""
    path = base / entry
    if path.exists():
        return [str(path)]
    if GLOB & set(entry):
        start = Path(path.anchor)
        found = start.glob(str(path.relative_to(start)))
        return sorted(str(one) for one in found if not one.name.startswith(".")) or [str(path)]
    return [str(path)] if len(Path(entry).parts) > 1 else [entry]


def _shared_parameters(
    notebooks: Sequence[Notebook], given: Mapping[str, object]
) -> list[dict[str, object]]:
    """Return for each notebook the parameters that it declares; refuse a name that none does."""
    declared = [check_parameters(notebook, {}) for notebook in notebooks]
    together = {name: parameter for found in declared for name, parameter in found.items()}
    for name in given:
        if name not in together:
            raise undeclared(name, together)
    shared = [{name: value for name, value in given.items() if name in found} for found in declared]
    for notebook, values in zip(notebooks, shared, strict=True):
        check_parameters(notebook, values)
    return shared
