"""Commands that render reports, or say when they are due."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from medialens.cli.group import main
from medialens.cli.options import engine_choice
from medialens.cli.output import log, say

if TYPE_CHECKING:
    from medialens.report.execute import RunResult


@main.command()
@click.argument("collections", nargs=-1, metavar="[COLLECTION]...")
@click.option(
    "-n",
    "--notebook",
    "notebooks",
    multiple=True,
    metavar="NOTEBOOK",
    help="Bundled notebook (compare, coverage, actors, voices, keywords) or a path; repeatable. "
    "Default: these five.",
)
@click.option(
    "-p",
    "--parameter",
    "parameters",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="Set a parameter that the notebook declares; repeatable.",
)
@click.option(
    "-o",
    "--output",
    "out",
    default="reports",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the reports and their index.",
)
@click.option("--force", is_flag=True, help="Render again even if nothing changed.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Reports rendered at the same time.",
)
@click.option("--language", metavar="CODE", help="Language of the interface: en or de.")
@click.option("--pdf", "as_pdf", is_flag=True, help="Print each as PDF too, by Chromium or Chrome.")
@engine_choice
def report(
    collections: tuple[str, ...],
    notebooks: tuple[str, ...],
    parameters: tuple[tuple[str, str], ...],
    out: Path,
    language: str | None,
    **how: Any,  # noqa: ANN401 - force, jobs and as_pdf go on as they are
) -> None:
    """Render the reports of collections and their index (the main job).

    Without COLLECTION, the bundled collections. Prints the path of each report.
    """
    from medialens.datasets import bundled
    from medialens.report.jobs import default_notebooks, render_reports
    from medialens.report.language import in_language

    with in_language(language):
        results = render_reports(
            collections or bundled(),
            notebooks=notebooks or default_notebooks(collections),
            parameters=dict(parameters),
            out=out,
            progress=say,
            **how,
        )
    _finish(results, out)


@main.command()
@click.argument("jobs", type=click.Path(path_type=Path), metavar="JOBS.toml")
@click.option("--only", metavar="JOB", help="Run this job alone.")
@click.option("--dry-run", is_flag=True, help="Say what would be rendered, render nothing.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first report that fails.")
@click.option("--force", is_flag=True, help="Render again even if nothing changed.")
@click.option(
    "--jobs",
    "workers",
    type=click.IntRange(min=1),
    help="Reports rendered at the same time; default: what JOBS.toml says, else 1.",
)
@click.option("--json", "as_json", is_flag=True, help="Log and results as JSON lines.")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the reports; default: what JOBS.toml says.",
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day from which relative periods count, such as 2025-06-12.",
)
@engine_choice
def run(
    jobs: Path,
    workers: int | None,
    as_json: bool,
    out: Path | None,
    today: datetime | None,
    **how: Any,  # noqa: ANN401 - only, dry_run, fail_fast and force go on as they are
) -> None:
    """Render the reports that JOBS.toml lists: unattended, one failure does not stop the others."""
    from medialens.report.jobs import read_jobs, run_jobs

    settings = read_jobs(jobs).having(jobs=workers, out=out and out.absolute())
    results = run_jobs(
        settings,
        progress=log if as_json else say,
        today=today.date() if today else None,
        **how,
    )
    if not how["dry_run"]:
        _finish(results, settings.out, as_json=as_json)


@main.command()
@click.argument("jobs", type=click.Path(path_type=Path), metavar="JOBS.toml")
@click.option(
    "--as",
    "form",
    type=click.Choice(["cron", "systemd", "github"]),
    default="cron",
    show_default=True,
    help="A line for crontab, a service with its timer, or a workflow.",
)
@click.option("--at", default="06:15", show_default=True, help="Time of day.")
@click.option(
    "--days",
    default="mon",
    show_default=True,
    help="Days, such as mon,thu or mon-fri, daily or weekdays.",
)
def schedule(jobs: Path, form: Literal["cron", "systemd", "github"], at: str, days: str) -> None:
    """Print what to install so that JOBS.toml is run on schedule; installs nothing."""
    from medialens.report.schedule import schedule_lines

    click.echo(schedule_lines(jobs, form=form, at=at, days=days), nl=False)


@main.command()
@click.option("--clear", is_flag=True, help="Forget everything that is kept.")
def cache(clear: bool) -> None:
    """Show where annotations and scores are kept, so that known articles are not read again.

    MEDIALENS_CACHE names another folder, or "off".
    """
    from medialens.io.cache import open_cache

    kept = open_cache()
    if kept is None:
        click.echo("nothing is kept: MEDIALENS_CACHE=off")
        return
    if clear:
        kept.clear()
    n, size = kept.size()
    click.echo(
        f"{kept.path}: {n:,} entries, {size / 1e6:,.1f} MB, at most {kept.largest / 1e6:,.0f} MB"
    )


def _finish(results: "list[RunResult]", out: Path, *, as_json: bool = False) -> None:
    """Print the reports' paths and end with the status that says how it went."""
    good = [result for result in results if result.status == "ok"]
    if as_json:
        for result in results:
            click.echo(json.dumps(result.facts()))
    else:
        for result in good:
            click.echo(str(result.latest))
        for message in dict.fromkeys(result.message for result in results if result.message):
            say(f"medialens: {message}")
        if good:
            click.echo(str(out / "index.html"))
    if len(good) < len(results):
        sys.exit(1 if good else _worst(results))


def _worst(results: "list[RunResult]") -> int:
    """Exit status where nothing was produced: 2 if every report was misused, else 3."""
    return 2 if all(result.exit_status == 2 for result in results) else 3
