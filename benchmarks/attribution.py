"""How right the attributions are: who is reported to have said what, on coded articles.

FILES are JSON Lines (also gzipped) in the form of PolNeAR: id, text, and attributions, each with
source and content as lists of [start, end]. An attribution is found where the words of its content
and of ours overlap by a Jaccard index of .8; the speaker is right where the sources share a word.
"Direct" asks the same of every stretch of at least three words in double quotation marks.
"""

import argparse
import re
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from medialens.annotate.attributions import find_attributions
from medialens.schemas import ACTORS, ARTICLES, MENTIONS
from medialens.text.sentences import split_sentences
from training.rows import json_lines

ALIKE = 0.8
LEAST = 3  # words of a direct quotation
_WORD = re.compile(r"\w+(?:[’']\w+)?")
_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile('[“”"]')

Span = Sequence[int]


@dataclass
class Tally:
    """Counts of one task."""

    coded: int = 0
    found: int = 0
    right: int = 0
    speaker: int = 0

    def told(self, name: str) -> str:
        """Return precision, recall and F1, and F1 with the right speaker, in one line."""
        both = max(self.coded + self.found, 1)
        return (
            f"{name:8} coded {self.coded}, found {self.found}, "
            f"precision {100 * self.right / max(self.found, 1):.1f}, "
            f"recall {100 * self.right / max(self.coded, 1):.1f}, "
            f"F1 {200 * self.right / both:.1f}, "
            f"with the right speaker {200 * self.speaker / both:.1f}"
        )


@dataclass
class Words:
    """A text as numbered words."""

    text: str
    starts: list[int] = field(init=False)
    ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        spans = [match.span() for match in _WORD.finditer(self.text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def inside(self, spans: Iterable[Span]) -> set[int]:
        """Return the numbers of the words that the spans touch."""
        return {
            number
            for start, end in spans
            for number in range(bisect_right(self.ends, start), bisect_left(self.starts, end))
        }


@dataclass(frozen=True)
class Found:
    """One attribution of ours: its content from first to last word, and its source."""

    content: Span
    source: Span | None


def main() -> None:
    """Print the figures of every file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    given = parser.parse_args()
    for path in given.files:
        records = json_lines(path)
        began = time.perf_counter()
        found = attributions_of(records)
        seconds = time.perf_counter() - began
        n_words = sum(len(record["text"].split()) for record in records)
        print(f"{path.name}: {len(records)} articles, {n_words / seconds:,.0f} words/s")
        for name, tally in judged(records, found).items():
            print(tally.told(name), flush=True)


def attributions_of(records: Sequence[Mapping[str, Any]]) -> dict[str, list[Found]]:
    """Return our attributions of each article by its id."""
    articles = articles_of(records)
    table = find_attributions(
        articles, split_sentences(articles), MENTIONS.table(()), ACTORS.table(())
    )
    found: dict[str, list[Found]] = {}
    for (article_id, _), rows in table.groupby(["article_id", "attribution_id"], sort=False):
        first = rows.iloc[0]
        source = (
            None if pd.isna(first["source_start"]) else (first["source_start"], first["source_end"])
        )
        content = (int(rows["start"].min()), int(rows["end"].max()))
        found.setdefault(str(article_id), []).append(Found(content, source))
    return found


def articles_of(records: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the records as an `ARTICLES` table."""
    return ARTICLES.table(
        [
            dict.fromkeys(ARTICLES.columns, "")
            | {"article_id": record["id"], "text": record["text"], "published": pd.NaT}
            | {"language": "en", "source_row": number}
            for number, record in enumerate(records, 1)
        ]
    )


def judged(
    records: Sequence[Mapping[str, Any]], found: Mapping[str, list[Found]]
) -> dict[str, Tally]:
    """Return the counts of all attributions and of direct quotations."""
    tallies = {"all": Tally(), "direct": Tally()}
    for record in records:
        words, ours = Words(record["text"]), found.get(record["id"], [])
        coded = [a for a in record["attributions"] if a["source"] and a["content"]]
        _count_all(tallies["all"], words, coded, ours)
        _count_direct(tallies["direct"], words, coded, ours)
    return tallies


def _count_all(
    tally: Tally, words: Words, coded: Sequence[Mapping[str, Any]], ours: Sequence[Found]
) -> None:
    gold = [(words.inside(a["content"]), words.inside(a["source"])) for a in coded]
    mine = [(words.inside([f.content]), words.inside([f.source] if f.source else ())) for f in ours]
    pairs = sorted(
        (
            (len(c & d) / len(c | d), -i, -j)
            for i, (c, _) in enumerate(mine)
            for j, (d, _) in enumerate(gold)
            if c & d
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for likeness, i, j in pairs:
        if likeness >= ALIKE and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            tally.speaker += bool(mine[-i][1] & gold[-j][1])
    tally.coded += len(gold)
    tally.found += len(mine)
    tally.right += len(used[0])


def _count_direct(
    tally: Tally, words: Words, coded: Sequence[Mapping[str, Any]], ours: Sequence[Found]
) -> None:
    for start, end in stretches(words.text):
        here = words.inside([(start, end)])
        if len(here) < LEAST:
            continue
        half = 0.5 * (end - start)
        gold = [a for a in coded if _overlap(a["content"], start, end) > half]
        mine = [f for f in ours if len(words.inside([f.content]) & here) > 0.5 * len(here)]
        speakers = words.inside(span for a in gold for span in a["source"])
        tally.coded += bool(gold)
        tally.found += bool(mine)
        tally.right += bool(gold and mine)
        tally.speaker += bool(words.inside(f.source for f in mine if f.source) & speakers)


def _overlap(spans: Iterable[Span], start: int, end: int) -> int:
    return sum(max(0, min(end, b) - max(start, a)) for a, b in spans)


def stretches(text: str) -> list[tuple[int, int]]:
    """Return what stands in double quotation marks; an unclosed curly one ends the paragraph."""
    found = []
    for paragraph in _PARAGRAPH.finditer(text):
        opened: int | None = None
        for mark in _MARK.finditer(text, *paragraph.span()):
            if mark[0] != "“" and opened is not None:
                found.append((opened, mark.end()))
                opened = None
            elif mark[0] != "”":
                opened = mark.start()
        if opened is not None and text[opened] == "“":
            found.append((opened, paragraph.end()))
    return found


if __name__ == "__main__":
    main()
