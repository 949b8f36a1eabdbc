"""Group: the command itself, and how an error or a warning is told."""

import signal
import sys
import traceback
import warnings
from typing import NoReturn

import click

from medialens import __version__
from medialens.errors import MedialensError, MedialensWarning
from medialens.io.printable import printable


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
            fail(error)


def fail(error: Exception) -> NoReturn:
    """Say in one line what went wrong, and end with its exit status."""
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
