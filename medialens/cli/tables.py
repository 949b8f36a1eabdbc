"""Commands that read a collection and print a table."""

import sys
from pathlib import Path
from typing import Any, Literal

import click

from medialens.cli.group import main
from medialens.cli.options import FORMATS, engine_choice, scorer_choice, with_table_output
from medialens.cli.output import emit, parts_study_of, places, say, study_of
from medialens.errors import MedialensError

SEVERITIES = {1: "mend before comparing", 2: "look at", 3: "know"}


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


@main.command()
@click.argument("collection")
@with_table_output
def check(collection: str, output: str | None, form: str | None) -> None:
    """Print the health of COLLECTION: kept, rejected, copies, dates, languages, outlets.

    What can mislead a comparison follows on stderr, the gravest first.
    """
    from medialens.datasets import load
    from medialens.study import Study

    study = parts_study_of(collection) or Study(load(collection))
    flaws = study.flaws()  # first, while the outline is not yet in memory
    emit(study.health(), output, form)
    for flaw in flaws.to_dict("records"):
        say(f"medialens: {SEVERITIES[int(flaw['severity'])]}: {flaw['found']} {flaw['meaning']}")
    for notice in study.corpus.notices:
        say(f"medialens: note: {notice}")


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
    say(repr(parts))
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
@with_table_output
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
        emit(study_of(collection, scorer).by_article(), output, form)
        return
    study = parts_study_of(collection, scorer) or study_of(collection, scorer)
    emit(study.profile(), output, form)


def _suggest(collection: str, output: str | None, form: str | None) -> None:
    """Write a catalogue draft: as TOML, or as a table where one is asked for."""
    from medialens.catalogue import suggest_actors
    from medialens.datasets import load
    from medialens.io.catalogue import catalogue_text

    corpus = load(collection)
    is_table = form or (output and Path(output).suffix.lstrip(".") in FORMATS)
    draft = suggest_actors(corpus, output=None if is_table else output)
    if is_table:
        emit(draft, output, form)
    elif not output:
        text = catalogue_text(draft, name=corpus.name)
        click.echo(text.encode("utf-8"), nl=False)


@main.command()
@click.argument("collection")
@with_table_output
@engine_choice
def quotes(collection: str, output: str | None, form: str | None) -> None:
    """Print the attributions: who is reported to have said what, with the speaker resolved."""
    emit(study_of(collection).quotes(), output, form)


@main.command()
@click.argument("collection")
@with_table_output
def events(collection: str, output: str | None, form: str | None) -> None:
    """Print the events: which articles are about the same one."""
    emit(study_of(collection).events, output, form)


@main.command()
@click.argument("collection")
@click.option("--least-outlets", type=click.IntRange(min=1), default=2, show_default=True)
@with_table_output
def omissions(collection: str, least_outlets: int, output: str | None, form: str | None) -> None:
    """Print who covers which event, and who does not."""
    emit(study_of(collection).omissions(least_outlets=least_outlets), output, form)


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
@with_table_output
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

    parts = parts_study_of(collection) if voice is None and longest == 1 else None
    if parts:
        table = parts.keywords(target, reference)
    else:
        table = study_of(collection).keywords(target, reference, voice=voice, longest=longest)
    emit(rank_keywords(table, top=top) if top else table, output, form)


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
@with_table_output
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
    emit(study_of(collection, scorer).evidence(actor, outlet=outlet, measure=measure), output, form)


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
    emit(scored, output, "jsonl")
    for place, reason in zip(places(read.rejects), read.rejects["reason"], strict=True):
        say(f"medialens: {place}: {reason}")
    say(f"{read.n_seen} seen = {len(scored)} scored + {len(read.rejects)} rejected")
    sys.exit(1 if len(read.rejects) else 0)
