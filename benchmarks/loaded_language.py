"""Hedge drops, planted and look-alike, and hits of loaded language to judge by hand.

Without a collection: one hundred invented pairs of sentences in which the second states what the
first left open, and one hundred decoys in which it does not. With one: hits of each family, drawn
at random, to read.
"""

import argparse
import random

import pandas as pd

import medialens as ml
from medialens.schemas import ARTICLES

DOUBTED = (
    "The {adj} {noun} at the {place} is only alleged by two former clerks.",
    "Neighbors spoke of an alleged {adj} {noun} at the {place}.",
    "A reported {noun} at the {place} has not been seen by anybody else.",
    "The purported {noun} was first mentioned in a letter to the {place}.",
    "Critics point to the supposed {noun} behind the {place} accounts.",
    "The papers describe a suspected {adj} {noun} at the {place}.",
)
STATED = (
    "The {noun} has cost the city two million.",
    "This {noun} led to the delay of the works.",
    "That {noun}, small as it seems, has changed the mood in town.",
    "The {adj} {noun} continues to trouble the new mayor.",
    "This {adj} {noun} was the reason for the vote.",
)
DECOYS = (
    "The alleged {noun} has cost the city two million.",
    "The {noun} may have cost the city two million.",
    "The {noun}, she said, has cost the city two million.",
    "The {noun} was confirmed by the auditors on Monday.",
    "The {other} has cost the city two million.",
    "If the {noun} is real, the works stop.",
    "A new {other} was opened at the {place}.",
    "Nobody at the {place} has seen the {noun}.",
)
BETWEEN = (
    "The hall was full.",
    "It rained for most of the day.",
    "The meeting went on until ten.",
    "",
)
NOUNS = (
    "fraud",
    "leak",
    "cartel",
    "sabotage",
    "bribe",
    "forgery",
    "plot",
    "breach",
    "swindle",
    "hoax",
)
OTHERS = ("bridge", "tramway", "festival", "school", "ferry")
ADJECTIVES = ("secret", "costly", "quiet", "long", "strange")
PLACES = ("harbor", "mint", "water board", "town hall", "museum")


def main() -> None:
    """Print precision and recall on planted pairs, or hits of a collection."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--collection")
    parser.add_argument("--hits", type=int, default=100, help="per family")
    given = parser.parse_args()
    if given.collection:
        _print_hits(given.collection, given.hits)
        return
    generator = random.Random(3)
    planted = [_text(generator, STATED) for _ in range(100)]
    decoys = [_text(generator, DECOYS) for _ in range(100)]
    found = _drops([*planted, *decoys])
    right, wrong = len(found & set(range(100))), len(found - set(range(100)))
    print(f"planted found {right} of 100, decoys taken {wrong} of 100, precision "
          f"{right / max(1, right + wrong):.2f}")  # fmt: skip


def _text(generator: random.Random, endings: tuple[str, ...]) -> str:
    words = {
        "noun": generator.choice(NOUNS), "other": generator.choice(OTHERS),
        "adj": generator.choice(ADJECTIVES), "place": generator.choice(PLACES),
    }  # fmt: skip
    parts = [generator.choice(DOUBTED), generator.choice(BETWEEN), generator.choice(endings)]
    return " ".join(part.format(**words) for part in parts if part)


def _drops(texts: list[str]) -> set[int]:
    rows = [
        {"article_id": f"t{n:03}", "outlet": "Echo", "title": "", "text": text, "language": "en"}
        for n, text in enumerate(texts)
    ]
    study = ml.analyse(ml.Corpus(ARTICLES.table(rows)), actors=(), scorer="vader_clause")
    hits = study.loaded()
    return {int(one[1:]) for one in hits[hits["family"] == "hedge drop"]["article_id"]}


def _print_hits(collection: str, n: int) -> None:
    hits = ml.analyse(ml.load(collection), scorer="vader_clause").loaded()
    for family, here in hits.groupby("family"):
        print(f"## {family}: {len(here)} hits")
        for row in here.sample(min(n, len(here)), random_state=1).itertuples():
            print(f"[{row.rule}] <{row.surface}> {row.sentence}".replace("\n", " "))


if __name__ == "__main__":
    pd.set_option("display.width", 200)
    main()
