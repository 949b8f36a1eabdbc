"""Commands that write notebooks and lessons."""

from pathlib import Path
from typing import Literal

import click

from medialens.cli.group import main


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
