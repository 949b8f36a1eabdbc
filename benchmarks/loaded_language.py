"""Hedge drops, planted and look-alike, and hits of loaded language to judge by hand.

Without a collection: one hundred invented texts in which a later sentence states what an earlier
one left open, and one hundred decoys in which it does not, half of either made from templates that
were held back while the rules were made. With one: hits of each family, drawn at random, to read.
"""

import argparse
import random

import pandas as pd

import medialens as ml
from medialens.schemas import ARTICLES

# Templates by which the rules were made.
DOUBTED = (
    "The {adj} {noun} at the {place} is only alleged by two former clerks.",
    "Neighbors spoke of an alleged {adj} {noun} at the {place}.",
    "A reported {noun} at the {place} has not been seen by anybody else.",
    "The purported {noun} was first mentioned in a letter to the {place}.",
    "Critics point to the supposed {noun} behind the {place} accounts.",
    "The papers describe a suspected {adj} {noun} at the {place}.",
    "Two clerks allege that a {adj} {noun} took place at the {place}.",
    "The mayor claims that a {noun} emptied the {place}.",
    "What some call a {adj} {noun} at the {place} has yet to be shown.",
    "Reportedly, a {noun} at the {place} began in spring.",
    "A {adj} {noun} at the {place} may have gone on for years.",
    "According to rumors, there was a {noun} at the {place}.",
    "Whether a {noun} ever took place at the {place} is disputed.",
    "Some in town believe in a {adj} {noun} at the {place}.",
    "An unconfirmed {noun} at the {place} kept the callers busy.",
    "It is said that the {place} was the scene of a {noun}.",
    "Police are looking into claims of a {adj} {noun} at the {place}.",
    "The baker insists that there was a {noun} at the {place}.",
    "Perhaps a {noun} at the {place} explains the empty till.",
    "Suspicions of a {noun} have hung over the {place} since May.",
    "Possible evidence of a {adj} {noun} turned up at the {place}.",
    "Sources close to the {place} speak of a {noun}.",
    "The supposedly {adj} {noun} at the {place} was first named in a blog.",
    "There are rumors of a {noun} at the {place}.",
)
STATED = (
    "The {noun} has cost the city two million.",
    "This {noun} led to the delay of the works.",
    "That {noun}, small as it seems, has changed the mood in town.",
    "The {adj} {noun} continues to trouble the new mayor.",
    "This {adj} {noun} was the reason for the vote.",
    "The {noun} emptied the till of the {place}.",
    "This {adj} {noun} cost nine people their posts.",
    "Because of the {noun}, the works stand still.",
    "That {noun} has made the {place} a name that people avoid.",
    "The {noun} at the {place} was the work of one family.",
    "The {noun} lasted four years.",
    "After the {noun}, nobody trusted the {place}.",
    "In all, the {noun} took eleven people to carry out.",
    "Thanks to this {noun}, a few families grew rich.",
    "It was this {noun} that brought the mayor down.",
    "The {adj} {noun} ruined the {place}.",
    "This was a {noun} of the oldest kind.",
    "That {noun} now casts its shadow over the vote.",
    "The {noun} shows how little the {place} is watched.",
    "These days the {noun} is the talk of the {place}.",
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
    "The {noun}, if there was one, has left no trace.",
    "Whether the {noun} took place is open.",
    "According to the clerks, the {noun} has cost two million.",
    "The {noun} was proven in court on Friday.",
    "The {place} has spent two million on a new {other}.",
    "“The {noun} has cost us two million,” said the clerk.",
    "There was no {noun} at the {place}, the auditors found.",
    "The {noun} that the clerks allege has cost the city nothing yet.",
    "The {noun} would be the first at the {place}.",
    "The {noun}, the mayor insists, has cost nothing.",
    "The auditors found no {noun}.",
    "Two clerks have since pleaded guilty to the {noun}.",
    "The {noun} has never been shown.",
    "The {noun} is disputed.",
    "The rumor of the {noun} has cost the mayor sleep.",
    "The {other} cost the city two million.",
    "“This {noun} led to the delay,” said the baker.",
    "The possible {noun} has made headlines.",
    "The {noun} was denied by the {place}.",
    "The {noun} is said to have cost two million.",
    "In the baker's telling, the {noun} lasted four years.",
    "The {noun} theory has few friends.",
    "This {other} has nothing to do with the {place}.",
    "The {noun} remains unproven.",
)
# Templates held back: written before the rules were last changed, and run once, after it.
HELD_DOUBTED = (
    "No one can say for sure that a {noun} took place at the {place}.",
    "The opposition speaks of a {adj} {noun} at the {place}.",
    "A {noun} at the {place} is what the letter hints at.",
    "It is unclear if a {noun} at the {place} ever happened.",
    "Some fear that the {place} was hit by a {noun}.",
    "An anonymous caller warned of a {noun} at the {place}.",
    "The paper raised the possibility of a {adj} {noun} at the {place}.",
    "A possible {noun} at the {place} is being looked into.",
    "In the words of one clerk, the {place} saw a {adj} {noun}.",
    "The {place} is at the center of an alleged {noun}.",
    "Two guards are suspected of a {noun} at the {place}.",
    "Neighbors believe a {noun} was behind the closing of the {place}.",
)
HELD_STATED = (
    "The {noun} went on for years.",
    "With the {noun}, the trust of the town was lost.",
    "That {noun} will be felt for a long time.",
    "Few have forgotten the {noun}.",
    "The {noun} hurt the poor most.",
    "This {noun}, the third in ten years, emptied the till.",
    "The {adj} {noun} is a lesson for other towns.",
    "The victims of the {noun} have not been paid.",
    "The {noun} grew from a quarrel over pay.",
    "The {noun} and its costs now fill the front pages.",
)
HELD_DECOYS = (
    "The {noun} is still only a rumor.",
    "No proof of the {noun} has been found.",
    "The {noun}, if real, would be the third in ten years.",
    "The clerk calls the {noun} an invention.",
    "The {noun} was ruled out on Friday.",
    "The {noun} did not happen, the auditors wrote.",
    "An inquiry into the {noun} was opened.",
    "The {noun} could cost the city two million.",
    "“The {noun} hurt the poor most,” a guard said.",
    "The guard says the {noun} hurt the poor most.",
    "The judges found that the {noun} had taken place.",
    "The {noun} is not proven.",
    "The talk of a {noun} has hurt the {place}.",
    "The {other} hurt the poor most.",
    "Is the {noun} real?",
    "The {noun} claims were laughed at in the hall.",
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


Templates = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
HALVES: dict[str, Templates] = {
    "seen": (DOUBTED, STATED, DECOYS),
    "held back": (HELD_DOUBTED, HELD_STATED, HELD_DECOYS),
}


def main() -> None:
    """Print precision and recall on planted pairs, or draw hits of a collection to read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--collection")
    parser.add_argument("--sheet", help="CSV file for the hits; printed where none is named")
    parser.add_argument("--hits", type=int, default=100, help="per family")
    parser.add_argument("--seed", type=int, default=3)
    given = parser.parse_args()
    if given.collection:
        drawn = _drawn(given.collection, given.hits, given.seed)
        if given.sheet:
            drawn.to_csv(given.sheet, index=False)
        else:
            print(drawn.to_string(index=False))
        return
    for half, templates in HALVES.items():
        _print_half(half, templates, random.Random(given.seed))


def _print_half(half: str, templates: Templates, generator: random.Random, n: int = 50) -> None:
    doubted, stated, decoys = templates
    planted = [_text(generator, doubted, stated) for _ in range(n)]
    others = [_text(generator, doubted, decoys) for _ in range(n)]
    found = _drops([*planted, *others])
    right, wrong = len(found & set(range(n))), len(found - set(range(n)))
    precision = f"{right / (right + wrong):.2f}" if found else "none"
    print(
        f"{half}: planted found {right} of {n} (recall {right / n:.2f}), "
        f"decoys taken {wrong} of {n}, precision {precision}"
    )


def _text(generator: random.Random, doubted: tuple[str, ...], endings: tuple[str, ...]) -> str:
    words = {
        "noun": generator.choice(NOUNS), "other": generator.choice(OTHERS),
        "adj": generator.choice(ADJECTIVES), "place": generator.choice(PLACES),
    }  # fmt: skip
    parts = [generator.choice(doubted), generator.choice(BETWEEN), generator.choice(endings)]
    return " ".join(part.format(**words) for part in parts if part)


def _drops(texts: list[str]) -> set[int]:
    rows = [
        {"article_id": f"t{n:03}", "outlet": "Echo", "title": "", "text": text, "language": "en"}
        for n, text in enumerate(texts)
    ]
    study = ml.analyse(ml.Corpus(ARTICLES.table(rows)), actors=(), scorer="vader_clause")
    hits = study.loaded()
    return {int(one[1:]) for one in hits[hits["family"] == "hedge drop"]["article_id"]}


def _drawn(collection: str, n: int, seed: int) -> pd.DataFrame:
    """Return up to `n` hits per family with their sentence and an empty cell for the reader."""
    hits = ml.analyse(ml.load(collection), scorer="vader_clause").loaded()
    parts = [
        here.sample(min(n, len(here)), random_state=seed) for _, here in hits.groupby("family")
    ]
    if not parts:
        return hits.assign(is_right="")
    columns = ["family", "rule", "surface", "voice", "sentence", "article_id", "sentence_id"]
    return pd.concat(parts)[columns].assign(is_right="")


if __name__ == "__main__":
    pd.set_option("display.width", 200)
    main()
