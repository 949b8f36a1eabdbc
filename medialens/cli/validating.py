"""Commands that draw a sample for people to code, and read their codes."""

import sys
from pathlib import Path

import click

from medialens.cli.group import main
from medialens.cli.options import scorer_choice
from medialens.cli.output import places, say, study_of


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

    study = study_of(collection, scorer)
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
        say(f"medialens: {study.name_of(stratum.actor_id)}, {stratum.outlet}: {drawn} drawn")
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
    study = study_of(collection, key.scorer)
    found = judge(study.corpus, study.tables, study.copies, key=key, coded=coded)
    click.echo(validation_text(found), nl=False)
    for path in write_validation(found, key_path.parent):
        say(f"medialens: written: {path}")
    for place, reason in zip(places(found.rejects), found.rejects["reason"], strict=True):
        say(f"medialens: {place}: {reason}")
    sys.exit(1 if len(found.rejects) else 0)
