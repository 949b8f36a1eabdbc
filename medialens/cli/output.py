"""Output: tables to a file or to stdout, messages to stderr, the studies behind them."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from medialens.cli.options import FORMATS
from medialens.io.printable import printable

if TYPE_CHECKING:
    import pandas as pd

    from medialens.partitioned import PartitionedStudy
    from medialens.study import Study


def log(line: str) -> None:
    """Write a line of the log as a JSON object to stderr."""
    from medialens.report.clock import stamp

    click.echo(json.dumps({"time": stamp(), "message": printable(line)}), err=True)


def say(line: str) -> None:
    """Write a message to stderr."""
    click.echo(printable(line), err=True)


def emit(table: "pd.DataFrame", output: str | None, form: str | None) -> None:
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


def places(rejects: "pd.DataFrame") -> list[str]:
    """Return file and row of each reject."""
    rows = rejects["source_row"].astype("str").fillna("")
    return [
        f"{file} row {row}" if row else file
        for file, row in zip(rejects["source_file"], rows, strict=True)
    ]


def study_of(collection: str, scorer: str | None = None) -> "Study":
    """Return the analysis of a collection, with a progress bar on a terminal."""
    from medialens.datasets import load
    from medialens.score import DEFAULT_SCORER
    from medialens.study import analyse

    return analyse(load(collection), scorer=scorer or DEFAULT_SCORER, progress=True)


def parts_study_of(collection: str, scorer: str | None = None) -> "PartitionedStudy | None":
    """Return the study of a partitioned collection; nothing if it is not one."""
    from medialens.partitioned import Partitioned, PartitionedStudy, is_partitioned
    from medialens.score import DEFAULT_SCORER

    if not is_partitioned(collection):
        return None
    return PartitionedStudy(Partitioned(collection), scorer=scorer or DEFAULT_SCORER, progress=True)
