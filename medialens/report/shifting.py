"""Shifting: the words in which two outlets differ on an actor, where their stances differ most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from medialens.errors import EmptyError
from medialens.report import numbers
from medialens.schemas import EVIDENCE, WORD_SHIFT
from medialens.study import Study
from medialens.text.normal import searchable
from medialens.text.words import words

TOP = 14  # words drawn
ENGLISH = "en"


@dataclass(frozen=True)
class Shift:
    """One word shift, in words and as tables.

    Parameters
    ----------
    target, reference : str
        The outlet that writes more positively of the actor, and the other.
    table : DataFrame
        A `WORD_SHIFT` table; empty where nothing can be computed.
    evidence : DataFrame
        The sentences with the words drawn: `EVIDENCE` with the column ``term``.
    title, subtitle, note : str
        What the figure shows; on how many articles and sentences it rests; how to read it.
    why : str
        Why there is none; empty where there is one.
    top : int
        Words to draw, of which `evidence` has the sentences.
    """

    target: str = ""
    reference: str = ""
    table: pd.DataFrame = field(default_factory=WORD_SHIFT.table)
    evidence: pd.DataFrame = field(default_factory=EVIDENCE.table)
    title: str = ""
    subtitle: str = ""
    note: str = ""
    why: str = ""
    top: int = TOP


def word_shift(study: Study, actors: Sequence[str]) -> Shift:
    """Return the words behind the largest gap between two outlets' own stances.

    Of all gaps of these actors in the outlets' own words, the largest; its words are counted
    in the sentences that name the actor and valued by VADER's word list.
    """
    if study.corpus.articles["language"].mode().tolist()[:1] != [ENGLISH]:
        return _none("its word list is English, and most articles here are not")
    gaps = study.differences(actors=actors).query("measure == 'own_stance'")
    if gaps.empty:
        return _none("no two outlets have ten distinct articles each on one of these actors")
    row = gaps.iloc[int(gaps["gap"].abs().argmax())].to_dict()
    target, reference = row["outlet_a"], row["outlet_b"]
    if row["gap"] < 0:
        target, reference = reference, target
    try:
        table = study.word_shift(row["actor_id"], target, reference, valences())
    except EmptyError:
        return _none(f"{target} or {reference} uses none of its words on {row['actor']}")
    table = table[table["contribution"] != 0].reset_index(drop=True)
    read = study.evidence(row["actor_id"], measure="own_stance")
    read = read[read["outlet"].isin([target, reference])]
    return Shift(
        target,
        reference,
        table,
        _with_words(read, table["term"].head(TOP).tolist()),
        title=f"Which words on {row['actor']} are kinder in {target} than in {reference}",
        subtitle=_basis(read, (target, reference), len(table)),
        note=_note(row, float(table["contribution"].sum()), (target, reference)),
    )


@cache
def valences() -> Mapping[str, float]:
    """Return VADER's word list: word to mean rating, from −4 (negative) to +4 (positive)."""
    file = resources.files("vaderSentiment").joinpath("vader_lexicon.txt")
    lines = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {word.lower(): float(mean) for word, mean, *_ in lines}


def _none(why: str) -> Shift:
    return Shift(why=f"Which words make two outlets differ on an actor is not shown: {why}.")


def _with_words(read: pd.DataFrame, terms: Sequence[str]) -> pd.DataFrame:
    """Return the sentences in which each word stands, in the order of the words."""
    found = [set(map(str.lower, words(searchable(segment)))) for segment in read["segment"]]
    parts = [read[[term in here for here in found]].assign(term=term) for term in terms]
    return pd.concat(parts, ignore_index=True) if parts else read.assign(term="").head(0)


def _basis(read: pd.DataFrame, outlets: Sequence[str], n_words: int) -> str:
    """Say how many sentences and articles of each outlet were counted."""
    sides = []
    for outlet in outlets:
        here = read[read["outlet"] == outlet]
        n = len(here.drop_duplicates(["article_id", "sentence_id"]))
        articles = numbers.count(here["article_id"].nunique(), "article")
        sides.append(f"{outlet}: {numbers.count(n, 'sentence')} in {articles}")
    return f"The outlets’ own words; {'; '.join(sides)}; {numbers.count(n_words, 'word')} valued"


def _note(row: Mapping[Any, Any], total: float, outlets: Sequence[str]) -> str:
    """Say how to read the bars, and whether the words point the way of the stance."""
    gap, low, high = (float(row[name]) for name in ("gap", "ci_low", "ci_high"))
    low, high = (low, high) if gap > 0 else (-high, -low)
    ends = numbers.interval(low, high, places=2, signed=True)
    agree = (
        "Both point the same way."
        if total > 0
        else "The two point opposite ways: these words alone do not make the gap."
    )
    return (
        f"The largest gap between two outlets here: {abs(gap):.2f} on a scale from −1 to +1, 95 % "
        f"interval {ends}. VADER values words from −4 to +4 without their sentence; its "
        f"averages differ by {numbers.number(total, places=2, signed=True)}. {agree} A bar to the "
        f"right is a word that makes {outlets[0]} kinder: it uses a kind word more or an unkind "
        "one less. Few words bear this; it is a lead for reading, not a finding."
    )
