"""Hedge drops, planted and look-alike, and hits of loaded language to judge by hand.

Without a collection: two sets of one hundred invented news texts in which a later sentence takes
for granted what an earlier one left open, and one hundred in which it only looks so. The rules were
made beside the open set; the held set was written by another hand and scored once, at the end.
With a collection: hits of each family, drawn at random, to read.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

import medialens as ml
from medialens.schemas import ARTICLES

CODED = Path(__file__).parent / "coded"
SETS = ("open", "held")


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
    for name in SETS:
        lines = (CODED / f"hedge_drops_{name}.jsonl").read_text("utf-8").splitlines()
        _print_set(name, [json.loads(line) for line in lines])


def _print_set(name: str, texts: Sequence[Mapping[str, Any]]) -> None:
    found = _drops(texts)
    kinds = Counter(_kind(text) for text in texts)
    taken = Counter(_kind(text) for text in texts if text["id"] in found)
    right = sum(taken[kind] for kind in kinds if kind != "decoy")
    placed = sum(
        text["kind"] == "drop" and any(here in text["plain"] for here in found.get(text["id"], ()))
        for text in texts
    )
    precision = f"{right / (right + taken['decoy']):.2f}" if found else "none"
    told = ", ".join(f"{kind} {taken[kind]} of {n}" for kind, n in sorted(kinds.items()))
    print(f"{name}: {told}; in the right sentence {placed}; precision {precision}")


def _kind(text: Mapping[str, Any]) -> str:
    return str(text["by"]) if text["kind"] == "drop" else "decoy"


def _drops(texts: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return the sentences that are listed as hedge drops, by the id of their text."""
    rows = [
        {
            "article_id": text["id"], "outlet": "Echo", "title": "", "text": text["text"],
            "language": "en",
        }
        for text in texts
    ]  # fmt: skip
    study = ml.analyse(ml.Corpus(ARTICLES.table(rows)), actors=(), scorer="vader_clause")
    hits = study.loaded()
    hits = hits[hits["family"] == "hedge drop"]
    return {
        str(article_id): [sentence.strip() for sentence in here["sentence"]]
        for article_id, here in hits.groupby("article_id")
    }


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
