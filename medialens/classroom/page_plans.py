"""What a page needs to know of a lesson beside its notebook: what is asked, and of what.

A notebook speaks of cells to run; `reworded` says the same of a page. A text of the notebook that
is no longer there is an error, so that page and notebook cannot drift apart.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from medialens.classroom.label_shuffles import LabelShuffle, label_shuffle
from medialens.classroom.speaking import OUTLET, UNNAMED, _passages
from medialens.study import Study


@dataclass(frozen=True)
class Asked:
    """What is asked of each passage, and which answers there are."""

    question: str
    mark: str
    choices: tuple[tuple[str, str], ...]
    named: str = ""  # the choice that takes a name, if there is one
    shown: Mapping[str, str] = field(default_factory=dict)  # answers as a reader reads them


@dataclass(frozen=True)
class Shuffled:
    """The step with the shuffle: its title, question and measure, and where the numbers are from."""

    title: str
    question: str
    measure: str
    unit: str
    after: str
    of: Callable[[Study], LabelShuffle]


@dataclass(frozen=True)
class Plan:
    """A lesson as a page: its notebook, the guess, the items, the machine's answers, the shuffle.

    `answers` returns, for a study and a sheet, one row per item: ``item``, ``machine``,
    ``accepted``, ``why`` and ``clues``, a list of (what it is, the words).
    """

    notebook: str
    summary: str
    guess: str
    asked: Asked
    answers: Callable[[Study, pd.DataFrame], pd.DataFrame]
    shuffled: Shuffled | None = None
    reworded: Mapping[str, str] = field(default_factory=dict)


def speaking_answers(study: Study, sheet: pd.DataFrame) -> pd.DataFrame:
    """Return the machine's answers to the sheet of the first lesson, with the words it went by."""
    keys = ["outlet", "title", "sentence", "passage"]
    table = sheet.merge(_passages(study).drop_duplicates(keys), on=keys, how="left")
    table["clues"] = [_speaking_clues(row) for row in table.to_dict("records")]
    return table[["item", "machine", "accepted", "why", "clues"]]


def reported_share(study: Study) -> LabelShuffle:
    """Return the share of sentences with reported words, of the two outlets with most articles."""
    spans = study.tables.attributions.query("zone != 'headline'")[["article_id", "start", "end"]]
    sentences = study.tables.sentences.query("zone != 'headline'")
    met = sentences.merge(spans, on="article_id", suffixes=("", "_span"))
    met = met[(met["start"] < met["end_span"]) & (met["start_span"] < met["end"])]
    n_met = met.groupby("article_id")["sentence_id"].nunique()
    share = (n_met / sentences.groupby("article_id").size()).fillna(0.0)
    articles = study.corpus.articles.set_index("article_id").loc[share.index]
    table = pd.DataFrame(
        {"name": articles["title"], "label": articles["outlet"], "value": share}
    )
    first, second = table["label"].value_counts().sort_index().nlargest(2).index
    return label_shuffle(table, (first, second))


def _speaking_clues(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the source and the reporting word of a reported passage, as its `why` names them."""
    found = re.fullmatch(r"cue “(?P<cue>.*)”, source “(?P<source>.*)”", str(row["why"]))
    if not found:
        return []
    return [("source", found["source"]), ("reporting word", found["cue"])]


FIRST = Plan(
    notebook="01_who_is_speaking",
    summary="A pool turns green, and three outlets tell it. Whose words is each sentence made of?",
    guess="Which outlet is harder on the mayor in its own words?",
    asked=Asked(
        question="Whose words are underlined?",
        mark="Mark the words in the sentence that tell you, if any do.",
        choices=((OUTLET, "the outlet’s own words"), (UNNAMED, "somebody whose name we are not told")),
        named="this person or body:",
        shown={OUTLET: "the outlet’s own words", UNNAMED: "somebody whose name we are not told"},
    ),
    answers=speaking_answers,
    shuffled=Shuffled(
        title="Extra: is it the luck of the draw? (5 minutes)",
        question="Does one outlet print more of other people’s words than the other? Take the names "
        "off the articles, shuffle them, and put them back. How often does luck alone make a gap "
        "as large as the real one?",
        measure="Share of the sentences that hold reported words, as the machine sees it",
        unit="share",
        after="Explain",
        of=reported_share,
    ),
    reworded={
        "You need this notebook, a neighbour": "You need this page, a neighbour",
        "Write your guess between the quotation marks, run the cell, and don't change it again.": (
            "Choose below and keep your guess; then it can't be changed any more."
        ),
        "`outlet`: the outlet says it": "**the outlet**: it says this",
        "the name of the person or body": "**a person or body**: write the name of the one",
        "`unnamed`: somebody": "**somebody unnamed**: one",
        "before you write.": "before you answer.",
        "The machine shows its answers when you have committed to all of yours. Until then it "
        "only says which ones are open. The column *why* holds the words it went by:": (
            "The machine shows its answers when you have committed to all of yours, with the "
            "words it went by, in a box:"
        ),
    },
)

PLANS = (FIRST,)
