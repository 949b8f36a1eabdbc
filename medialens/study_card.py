"""The card of a study: what was found, who is in it, and how to go on."""

from typing import TYPE_CHECKING

import pandas as pd

from medialens.card import Block, Card
from medialens.glance import collection_facts, collection_notes, outlets_block

if TYPE_CHECKING:
    from medialens.study import Study

TOP = 8  # actors listed
FLAWS = 4  # flaws listed
AT_ONCE = 2_000  # articles of which the copies are looked for unasked


def study_card(study: "Study") -> Card:
    """Return the card of a study: counts, actors, outlets, health and next steps."""
    corpus = study.corpus
    if not study.is_annotated:
        return Card(
            f"Study of {corpus.name}, not annotated yet",
            facts=collection_facts(corpus),
            steps=[
                ("study.annotate(progress=True)", "find actors and reported words, and score"),
                ("study.coverage()", "how much each outlet has; needs no annotation"),
            ],
        )
    return Card(
        f"Study of {corpus.name}",
        facts=[*_found(study), *collection_facts(corpus)],
        blocks=[_actors(study.actors), outlets_block(corpus.articles)],
        notes=[*collection_notes(corpus), *_flaws(study)],
        steps=_steps(study),
    )


def _found(study: "Study") -> list[tuple[str, str]]:
    found = study.tables
    named = int(study.actors["n_articles"].gt(0).sum())
    unscored = float(found.scores["value"].isna().mean()) if len(found.scores) else 0.0
    return [
        ("actors", f"{named:,} named, {len(found.mentions):,} mentions"),
        ("reported words", f"{len(found.attributions):,} spans with a source"),
        ("scored", f"{len(found.units):,} sentences and voices, {unscored:.0%} without a value"),
        ("scorer", f"{study.scorer} (not validated by a person). {study.scorer_note}"),
        ("made by", study.made_by),
    ]


def _actors(actors: pd.DataFrame) -> Block:
    named = actors[actors["n_articles"] > 0]
    counts = ["n_articles", "n_outlets", "n_statements"]
    rows: list[tuple[str | int, ...]] = [
        (str(name), str(kind), *map(int, numbers))
        for name, kind, *numbers in named[["name", "kind", *counts]].head(TOP).to_numpy().tolist()
    ]
    left = len(named) - TOP
    more = f"and {left:,} more in study.actors" if left > 0 else ""
    columns = ("actor", "kind", "articles", "outlets", "statements")
    return Block("Actors named in most articles", columns, rows, more)


def _flaws(study: "Study") -> list[str]:
    """Return the gravest flaws, where they are cheap to know."""
    if "copies" not in study.__dict__ and len(study.corpus) > AT_ONCE:
        return ["study.flaws() looks for what can mislead a comparison"]
    flaws = study.flaws()
    shown = [
        f"{'mend first: ' if row.severity == 1 else ''}{row.found}"
        for row in flaws.head(FLAWS).itertuples()
    ]
    left = len(flaws) - FLAWS
    return [*shown, f"{left} more in study.flaws()"] if left > 0 else shown


def _steps(study: "Study") -> list[tuple[str, str]]:
    """Return calls that run as they stand, with names of this collection."""
    outlets = study.corpus.outlets
    actors = study.actors.loc[study.actors["n_articles"] > 0, "name"].tolist()
    steps = [("study.explore()", "in JupyterLab: from numbers to sentences by clicking")]
    steps.append(("study.timeline()", "articles per outlet and period"))
    steps += [("study.voices()", "whose words each outlet prints")]
    if len(outlets) > 1:
        pair = f"{outlets[0]!r}, {outlets[1]!r}"
        steps.append((f"study.keywords({pair})", "words that one uses more than the other"))
        if actors:
            compared = f"study.compare({pair}, actor={actors[0]!r})"
            steps.append((compared, "how they differ on an actor"))
    if actors:
        steps.append((f"study.evidence({actors[0]!r})", "the sentences behind the numbers"))
        steps.append((f"study.plot.profile({actors[0]!r})", "a figure; ax= draws into yours"))
    steps.append(("study.names.<Tab>", "actors and outlets, completed"))
    steps.append(('study.methods("profile")', "how it was made, as a paragraph to cite"))
    steps.append(('study.save("my-study")', "a folder of Parquet files, for pandas, R and later"))
    return steps
