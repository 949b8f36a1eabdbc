"""The medialens command: each subcommand parses, calls one public function, prints.

Results go to stdout, progress and messages to stderr. Exit status: 0 done, 1 part of it failed,
2 misuse, 3 nothing produced, 75 locked, 130 interrupted, 143 ended.
"""

import json
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import click

from medialens import __version__
from medialens.errors import MedialensError, MedialensWarning
from medialens.io.printable import printable

if TYPE_CHECKING:
    import pandas as pd

    from medialens.partitioned import PartitionedStudy
    from medialens.report.execute import RunResult
    from medialens.study import Study

SEVERITIES = {1: "mend before comparing", 2: "look at", 3: "know"}
FORMATS = ("text", "csv", "jsonl", "parquet")

table_output = (
    click.option(
        "-o", "--output", type=click.Path(dir_okay=False), help="Write to FILE instead of stdout."
    ),
    click.option(
        "--to",
        "form",
        type=click.Choice(FORMATS),
        help="Form of the table; by default text on a terminal, else csv (or FILE's suffix).",
    ),
)
scorer_choice = click.option(
    "--scorer",
    default=None,
    metavar="NAME",
    help="Sentiment scorer: target (default), vader_clause, vader_sentence or textblob.",
)


def _set(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    """Return what puts an option into the environment while the command runs."""

    def put(context: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is None:
            return
        before = os.environ.get(name)
        os.environ[name] = value
        context.call_on_close(lambda: _put_back(name, before))

    return put


def _put_back(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value


def engine_choice(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say who annotates and scores."""
    engine = click.option(
        "--engine",
        type=click.Choice(["auto", "serial", "processes", "dask"]),
        expose_value=False,
        callback=_set("MEDIALENS_ENGINE"),
        help="Who reads the articles: this process, one per core, or a Dask cluster.",
    )
    scheduler = click.option(
        "--scheduler",
        metavar="ADDRESS",
        expose_value=False,
        callback=_set("MEDIALENS_SCHEDULER"),
        help="Address of the Dask scheduler, such as tcp://host:8786.",
    )
    return engine(scheduler(command))


def _with_table_output(command: Callable[..., None]) -> Callable[..., None]:
    return table_output[0](table_output[1](command))


class _Lines(click.Group):
    """A group whose errors are one readable line and an exit status."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("medialens: interrupted", err=True)
            sys.exit(130)
        except (MedialensError, ValueError, OSError) as error:
            if ctx.params.get("debug"):
                traceback.print_exc()
            _fail(error)


def _fail(error: Exception) -> NoReturn:
    message = " ".join(printable(str(error)).split()) or type(error).__name__
    click.echo(f"medialens: {message}", err=True)
    sys.exit(getattr(error, "exit_status", 2 if isinstance(error, ValueError) else 1))


@click.group(cls=_Lines, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="medialens")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Compare how outlets cover the same actors, with the sentences behind every number.

    COLLECTION is a file or folder (CSV, JSON, JSON Lines, Parquet, text, HTML), with an optional
    collection.toml, or the name of a bundled collection.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    warnings.showwarning = _show_warning  # type: ignore[assignment]


def _show_warning(message: Warning | str, category: type[Warning], *_: object) -> None:
    if issubclass(category, MedialensWarning):
        click.echo(f"medialens: note: {printable(str(message))}", err=True)


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
            progress=_say,
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
        progress=_log if as_json else _say,
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


def _log(line: str) -> None:
    """Write a line of the log as a JSON object to stderr."""
    from medialens.report.clock import stamp

    click.echo(json.dumps({"time": stamp(), "message": printable(line)}), err=True)


def _say(line: str) -> None:
    click.echo(printable(line), err=True)


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
            _say(f"medialens: {message}")
        if good:
            click.echo(str(out / "index.html"))
    if len(good) < len(results):
        sys.exit(1 if good else _worst(results))


def _worst(results: "list[RunResult]") -> int:
    """Exit status where nothing was produced: 2 if every report was misused, else 3."""
    return 2 if all(result.exit_status == 2 for result in results) else 3


@main.command()
@click.argument("path")
@click.option("--format", "format_", metavar="F", help="Reader to use instead of the suffix's.")
@click.option("--encoding", help="Encoding of text files, where it is not UTF-8.")
@click.option("--json", "as_json", is_flag=True, help="Print articles and rejects as JSON.")
def read(path: str, format_: str | None, encoding: str | None, as_json: bool) -> None:
    """Read PATH and say what was kept and what was rejected, and why."""
    from medialens.datasets import stream
    from medialens.io.listing import write_articles, write_listing

    found = stream(path, format=format_, encoding=encoding)
    write = write_articles if as_json else write_listing
    write(found, sys.stdout.buffer)


def _places(rejects: "pd.DataFrame") -> list[str]:
    rows = rejects["source_row"].astype("str").fillna("")
    return [
        f"{file} row {row}" if row else file
        for file, row in zip(rejects["source_file"], rows, strict=True)
    ]


@main.command()
@click.argument("collection")
@_with_table_output
def check(collection: str, output: str | None, form: str | None) -> None:
    """Print the health of COLLECTION: kept, rejected, copies, dates, languages, outlets.

    What can mislead a comparison follows on stderr, the gravest first.
    """
    from medialens.datasets import load
    from medialens.study import Study

    study = _parts_study(collection) or Study(load(collection))
    corpus = study.corpus
    _emit(study.health(), output, form)
    for flaw in study.flaws().to_dict("records"):
        _say(f"medialens: {SEVERITIES[int(flaw['severity'])]}: {flaw['found']} {flaw['meaning']}")
    for notice in corpus.notices:
        _say(f"medialens: note: {notice}")


@main.command("partition")
@click.argument("collection")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write; a partitioned collection that is there is replaced.",
)
def partition_(collection: str, folder: Path) -> None:
    """Write COLLECTION as Parquet files by month and outlet, for collections larger than memory.

    check, actors, keywords and report take the folder as a COLLECTION and read it part by part.
    """
    from medialens.partitioned import partition

    parts = partition(collection, folder, progress=True)
    _say(repr(parts))
    click.echo(str(folder))


@main.command()
@click.argument("collection")
@click.option(
    "--by",
    type=click.Choice(["outlet", "article"]),
    default="outlet",
    show_default=True,
    help="One row per outlet and measure, or per article.",
)
@click.option(
    "--suggest",
    is_flag=True,
    help="Draft the actor catalogue instead, as TOML for collection.toml (or a table with --to).",
)
@scorer_choice
@_with_table_output
@engine_choice
def actors(
    collection: str,
    by: str,
    suggest: bool,
    scorer: str | None,
    output: str | None,
    form: str | None,
) -> None:
    """Print how each outlet speaks of each actor: means with n and interval.

    With --by article: who is named and who speaks in each article. With --suggest: a catalogue of
    the actors for you to edit, doubtful merges first.
    """
    if suggest:
        _suggest(collection, output, form)
        return
    if by == "article":
        _emit(_study(collection, scorer).by_article(), output, form)
        return
    study = _parts_study(collection, scorer) or _study(collection, scorer)
    _emit(study.profile(), output, form)


def _suggest(collection: str, output: str | None, form: str | None) -> None:
    """Write a catalogue draft: as TOML, or as a table where one is asked for."""
    from medialens.catalogue import suggest_actors
    from medialens.datasets import load
    from medialens.io.catalogue import catalogue_text

    corpus = load(collection)
    is_table = form or (output and Path(output).suffix.lstrip(".") in FORMATS)
    draft = suggest_actors(corpus, output=None if is_table else output)
    if is_table:
        _emit(draft, output, form)
    elif not output:
        text = catalogue_text(draft, name=corpus.name)
        click.echo(text.encode("utf-8"), nl=False)


@main.command()
@click.argument("collection")
@_with_table_output
@engine_choice
def quotes(collection: str, output: str | None, form: str | None) -> None:
    """Print the attributions: who is reported to have said what, with the speaker resolved."""
    _emit(_study(collection).quotes(), output, form)


@main.command()
@click.argument("collection")
@_with_table_output
def events(collection: str, output: str | None, form: str | None) -> None:
    """Print the events: which articles are about the same one."""
    _emit(_study(collection).events, output, form)


@main.command()
@click.argument("collection")
@click.option("--least-outlets", type=click.IntRange(min=1), default=2, show_default=True)
@_with_table_output
def omissions(collection: str, least_outlets: int, output: str | None, form: str | None) -> None:
    """Print who covers which event, and who does not."""
    _emit(_study(collection).omissions(least_outlets=least_outlets), output, form)


@main.command()
@click.argument("feeds", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="COLLECTION")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def collect(feeds: Path, out: Path, as_json: bool) -> None:
    """Bring a collection up to date with the feeds and sitemaps that FEEDS names.

    The one command that uses the network. Exit status 1: a source gave nothing; the others were
    collected. 75: another run holds the collection.
    """
    try:
        from medialens.collect.run import run_collect
    except ModuleNotFoundError as error:
        raise MedialensError("collecting needs: pip install 'medialens[collect,web]'") from error

    told = run_collect(feeds, out)
    click.echo(told.as_json() if as_json else told.as_text())
    if told.failed:
        sys.exit(1)


@main.command()
@click.argument("collection")
@click.option("--by", type=click.Choice(["outlet"]), default="outlet", show_default=True)
@click.option("--target", required=True, metavar="OUTLET", help="The outlet in question.")
@click.option("--reference", metavar="OUTLET", help="Compared with; default: all the others.")
@click.option("--voice", type=click.Choice(["own", "quoted"]), help="Default: all words.")
@click.option("--longest", type=click.IntRange(1, 4), default=1, help="Words of a sequence.")
@click.option("--top", type=click.IntRange(min=1), help="Only the N strongest on either side.")
@_with_table_output
def keywords(  # noqa: PLR0913 - one parameter per option
    collection: str,
    by: str,
    target: str,
    reference: str | None,
    voice: Literal["own", "quoted"] | None,
    longest: int,
    top: int | None,
    output: str | None,
    form: str | None,
) -> None:
    """Print the words that one outlet uses unusually often or seldom (keyness)."""
    from medialens.compare.keywords import rank_keywords

    parts = _parts_study(collection) if voice is None and longest == 1 else None
    if parts:
        table = parts.keywords(target, reference)
    else:
        table = _study(collection).keywords(target, reference, voice=voice, longest=longest)
    _emit(rank_keywords(table, top=top) if top else table, output, form)


@main.command()
@click.argument("collection")
@click.option("--actor", required=True, metavar="NAME", help="Name or id of the actor.")
@click.option("--outlet", metavar="OUTLET", help="Only this outlet.")
@click.option(
    "--measure",
    type=click.Choice(["portrayal", "own_stance", "voiced_stance"]),
    help="Any voice (default), the outlet's own, or quoted.",
)
@scorer_choice
@_with_table_output
@engine_choice
def evidence(
    collection: str,
    actor: str,
    outlet: str | None,
    measure: Any,  # noqa: ANN401 - click.Choice has checked it
    scorer: str | None,
    output: str | None,
    form: str | None,
) -> None:
    """Print the sentences behind a number, with score, voice and the words that moved it."""
    _emit(_study(collection, scorer).evidence(actor, outlet=outlet, measure=measure), output, form)


@main.command()
@click.option(
    "--targets",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="JSON Lines: id, sentence, and the target's start and end in it.",
)
@scorer_choice
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to FILE.")
def score(targets: str, scorer: str | None, output: str | None) -> None:
    """Score how sentences speak of the targets marked in them, one JSON object a line.

    Prints id, label (the most probable of negative, neutral, positive), p_negative, p_neutral,
    p_positive, is_uncertain and outcome (scored, or cropped where a sentence was too long to be
    read whole). Lines that cannot be scored are named on stderr; the exit status is then 1. The
    environment variable MEDIALENS_THREADS sets how many processor cores the model uses.
    """
    from medialens.io.targets import read_targets
    from medialens.score import DEFAULT_SCORER, score_targets

    read = read_targets(targets)
    scored = score_targets(read.rows, scorer=scorer or DEFAULT_SCORER)
    _emit(scored, output, "jsonl")
    for place, reason in zip(_places(read.rejects), read.rejects["reason"], strict=True):
        _say(f"medialens: {place}: {reason}")
    _say(f"{read.n_seen} seen = {len(scored)} scored + {len(read.rejects)} rejected")
    sys.exit(1 if len(read.rejects) else 0)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
def notebooks(folder: Path) -> None:
    """Copy the report templates and lessons into DIR, to edit and run in JupyterLab."""
    from medialens.report.notebooks import copy_notebooks

    for path in copy_notebooks(folder):
        click.echo(str(path))


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--edition",
    type=click.Choice(["student", "teacher", "static"]),
    default="student",
    show_default=True,
    help="The student's has neither solutions nor answer key; the teacher's has both. The static "
    "one is pages for computers without medialens.",
)
def lessons(folder: Path, edition: Literal["student", "teacher", "static"]) -> None:
    """Write the lessons and the collections that they read into DIR, to hand out to a class."""
    from medialens.classroom import write_lessons
    from medialens.classroom.pages import write_pages

    made = write_pages(folder) if edition == "static" else write_lessons(folder, edition=edition)
    for path in made:
        click.echo(str(path))


@main.group(short_help="Draw a sample for people to code, and read their codes back.")
def validate() -> None:
    """Check the machine's values against people: draw a sample to code, read the codes back."""


@validate.command("sample")
@click.argument("collection")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the sheets (for_coders/) and the key (key/).",
)
@click.option(
    "--actor",
    "actors",
    multiple=True,
    metavar="NAME",
    help="Actor to code, by name or id; repeatable. Default: the one named in most articles.",
)
@click.option(
    "--n-per-outlet",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="Distinct articles to draw per outlet and actor; a corrected mean needs 50.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Another seed draws other articles.",
)
@click.option(
    "--coders",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Sheets to write, each in its own order.",
)
@scorer_choice
def validate_sample(
    collection: str,
    folder: Path,
    actors: tuple[str, ...],
    n_per_outlet: int,
    seed: int,
    coders: int,
    scorer: str | None,
) -> None:
    """Draw articles of each outlet at random, for people to code how an actor is spoken of.

    Writes one sheet per coder, without outlets and machine values, the codebook, and the key that
    coders must not see. Prints their paths.
    """
    from medialens.validate import draw_sample, write_sample

    study = _study(collection, scorer)
    sample = draw_sample(
        study.corpus,
        study.tables,
        study.copies,
        actors=study.top_actors(1, names=actors),
        n_per_outlet=n_per_outlet,
        seed=seed,
    )
    for stratum in sample.key.strata:
        drawn = f"{stratum.n_drawn} of {stratum.n_articles} distinct articles"
        _say(f"medialens: {study.name_of(stratum.actor_id)}, {stratum.outlet}: {drawn} drawn")
    for path in write_sample(sample, folder, coders=coders):
        click.echo(str(path))


@validate.command("agree")
@click.argument("collection")
@click.argument(
    "coded",
    nargs=-1,
    required=True,
    metavar="CODED...",
    type=click.Path(path_type=Path),
)
@click.option(
    "--key",
    "key_path",
    required=True,
    metavar="KEY",
    type=click.Path(path_type=Path),
    help="The sample's key.json.",
)
def validate_agree(collection: str, coded: tuple[Path, ...], key_path: Path) -> None:
    """Read the CODED sheets of COLLECTION (CSV or .xlsx, one per coder) and compare.

    Prints how far the coders agree, how the machine errs in each outlet, and the outlets' means
    and gaps with the machine's errors taken out. Writes gold.csv and these tables beside the key.
    What cannot be used is named on stderr; the exit status is then 1.
    """
    from medialens.validate import judge, read_key, validation_text, write_validation

    key = read_key(key_path)
    study = _study(collection, key.scorer)
    found = judge(study.corpus, study.tables, study.copies, key=key, coded=coded)
    click.echo(validation_text(found), nl=False)
    for path in write_validation(found, key_path.parent):
        _say(f"medialens: written: {path}")
    for place, reason in zip(_places(found.rejects), found.rejects["reason"], strict=True):
        _say(f"medialens: {place}: {reason}")
    sys.exit(1 if len(found.rejects) else 0)


def _parts_study(collection: str, scorer: str | None = None) -> "PartitionedStudy | None":
    """Return the study of a partitioned collection; nothing if it is not one."""
    from medialens.partitioned import Partitioned, PartitionedStudy, is_partitioned
    from medialens.score import DEFAULT_SCORER

    if not is_partitioned(collection):
        return None
    return PartitionedStudy(Partitioned(collection), scorer=scorer or DEFAULT_SCORER, progress=True)


def _study(collection: str, scorer: str | None = None) -> "Study":
    from medialens.datasets import load
    from medialens.score import DEFAULT_SCORER
    from medialens.study import analyse

    return analyse(load(collection), scorer=scorer or DEFAULT_SCORER, progress=True)


def _emit(table: "pd.DataFrame", output: str | None, form: str | None) -> None:
    """Write `table` to a file or to stdout in the form asked for."""
    from medialens.io.export import format_table

    if form is None:
        suffix = Path(output).suffix.lstrip(".") if output else ""
        guess = "text" if sys.stdout.isatty() else "csv"
        form = suffix if suffix in FORMATS else guess
    payload = format_table(table, form)
    if output:
        from medialens.io.atomic import write_bytes_atomic

        write_bytes_atomic(Path(output), payload)
    else:
        click.echo(payload, nl=False)


if __name__ == "__main__":
    main()
