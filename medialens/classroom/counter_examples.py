"""Counter-examples: sentences in which the words that moved a score came to something else."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from medialens.score.explain import LEAST

SHOWN = 3
SHORTEST = 4  # letters of a word that can connect two sentences
COMMON = 0.05  # share of the sentences above which a word connects nothing
FEW = 5  # sentences that a word of a small collection may stand in all the same
SIDES = {"negative": -1, "neutral": 0, "positive": 1}
PERSON, WORD, ACTOR = "a person says otherwise", "the same word", "the same actor"
COLUMNS = [
    *("kind", "shared", "actor_id", "actor", "sentence", "target_start", "target_end"),
    *("outlet", "published", "title", "label", "value", "person"),
]


def counter_examples(
    row: Mapping[str, Any],
    points: Sequence[Mapping[str, Any]],
    scored: pd.DataFrame,
    *,
    cases: pd.DataFrame | None = None,
    n: int = SHOWN,
) -> pd.DataFrame:
    """Return the strongest sentences that speak against how a sentence was scored.

    Parameters
    ----------
    row : mapping
        The scored sentence, a row of `scored`.
    points : sequence of mapping
        The words that moved its score, each with ``word`` and ``points``.
    scored : DataFrame
        Where to look: ``study.evidence()`` with the ``cluster_id`` of each article.
    cases : DataFrame, optional
        Sentences that people have coded, from `run_cases`.
    n : int, default 3
        How many.

    Returns
    -------
    DataFrame
        At most `n` rows, the strongest first: ``kind``, ``shared`` (the words in common), the
        actor, the sentence and where it stands, ``label`` and ``value`` (what the machine says
        there) and ``person`` (what a person says, where one was asked).

    Notes
    -----
    A counter-example has another label than the sentence. There are three kinds, and one of an
    earlier kind is stronger:

    1. *a person says otherwise*: a coded sentence with a moving word in it that this scorer gets
       wrong. It shows that the word misleads.
    2. *the same word*: a sentence of the collection with a moving word in it that this scorer
       reads otherwise. It shows that the word alone does not decide.
    3. *the same actor*: a sentence on the same actor in the same kind of voice, the outlet's own
       or quoted, that is read otherwise. It shows that the sentence is not the whole.

    Within a kind, more words in common are stronger, then the greater distance of the values. A
    word connects two sentences if it has four letters or more, moves the score by a tenth or
    more, to the side that the score is on (of a neutral one, to either side), and stands in no
    more than one of twenty sentences (five, in a small collection). A sentence is not its own
    counter-example, nor is one of a copy of its article; of articles that copy each other one is
    asked. What the scorer was too unsure of to count is left out.
    """
    words = _telling(row, points, scored["sentence"])
    others = _shared(_others(row, scored), words)
    parts = [
        _coded(row, words, cases),
        others[others["shared"] != ""].assign(kind=WORD),
        others[_is_beside(row, others)].assign(kind=ACTOR),
    ]
    found = pd.concat([_by_strength(row, part) for part in parts if len(part)] or parts[-1:])
    found = found.drop_duplicates("sentence").drop_duplicates("cluster_id")
    return found.head(n).reset_index(drop=True)[COLUMNS]


def _telling(
    row: Mapping[str, Any], points: Sequence[Mapping[str, Any]], sentences: "pd.Series[str]"
) -> list[str]:
    """Return the moving words that can connect two sentences."""
    side = SIDES[str(row["label"])]
    moving = [
        str(one["word"]).casefold()
        for one in points
        if abs(one["points"]) >= LEAST and one["points"] * side >= 0
    ]
    distinct = pd.Series(sentences.unique(), dtype=object).str.casefold()
    most = max(FEW, COMMON * len(distinct))
    return [
        word
        for word in dict.fromkeys(moving)
        if len(word) >= SHORTEST and distinct.str.contains(_pattern(word)).sum() <= most
    ]


def _others(row: Mapping[str, Any], scored: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences that count and have another label; each once."""
    is_other = (
        scored["label"].notna()
        & ~scored["is_uncertain"].astype(bool)
        & (scored["outcome"] != "leftover")
        & (scored["label"] != row["label"])
        & (scored["scorer"] == row["scorer"])
        & (scored["sentence"] != row["sentence"])
        & (
            (scored["cluster_id"] != row["cluster_id"])
            | (scored["article_id"] == row["article_id"])
        )
    )
    return scored[is_other].assign(person="")


def _shared(table: pd.DataFrame, words: Sequence[str]) -> pd.DataFrame:
    """Add which of the words stand in the segment: what the scorer has read."""
    segments = table["segment"].str.casefold()
    columns = [segments.str.contains(_pattern(word)).map({True: word, False: ""}) for word in words]
    rows = zip(*columns, strict=True) if columns else [()] * len(table)
    return table.assign(shared=[", ".join(filter(None, row)) for row in rows])


def _pattern(word: str) -> str:
    return rf"(?<!\w){re.escape(word)}(?!\w)"


def _is_beside(row: Mapping[str, Any], table: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which sentences are on the same actor, in the same kind of voice."""
    is_own = table["voice"] == "own"
    return (table["actor_id"] == row["actor_id"]) & (is_own == (row["voice"] == "own"))


def _coded(
    row: Mapping[str, Any], words: Sequence[str], cases: pd.DataFrame | None
) -> pd.DataFrame:
    """Return the coded sentences with one of the words that the scorer reads wrongly."""
    if cases is None or cases.empty:
        return pd.DataFrame(columns=COLUMNS)
    wrong = cases[(cases["scorer"] == row["scorer"]) & ~cases["is_passed"].astype(bool)]
    wrong = wrong[(wrong["task"] == "stance") & (wrong["human"] != row["label"])]
    starts = [
        sentence.find(target)
        for sentence, target in zip(wrong["sentence"], wrong["target"], strict=True)
    ]
    table = wrong.assign(
        kind=PERSON, segment=wrong["sentence"], target_start=starts, outlet="", title="",
        target_end=wrong["target"].str.len() + starts, published=pd.NaT,
        label=wrong["machine"], person=wrong["human"], article_id="", start=range(len(wrong)),
        cluster_id=[f"case {at}" for at in range(len(wrong))], actor_id="",
        actor=wrong["target"],
    )  # fmt: skip
    table = _shared(table, words)
    return table[table["shared"] != ""]


def _by_strength(row: Mapping[str, Any], table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one kind, the strongest first."""
    order = table.assign(
        n_shared=[-len(shared.split(", ")) if shared else 0 for shared in table["shared"]],
        distance=-(table["value"] - row["value"]).abs(),
    ).sort_values(["n_shared", "distance", "article_id", "start"], kind="stable")
    return table.loc[order.index]
