"""Options: those that several commands have."""

import os
from collections.abc import Callable

import click

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


def with_table_output(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say where a table goes, and in which form."""
    return table_output[0](table_output[1](command))
