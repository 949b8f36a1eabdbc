"""The target-aware model: how a sentence speaks of the actor that is marked in it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from medialens.models.encoder import WIDTH, Encoder, get_encoder, get_head
from medialens.models.marking import Marked, marked
from medialens.score.base import LABELS, RESULT, english

HEAD = "target"


class Question(NamedTuple):
    """A text and the offsets of the target in it."""

    text: str
    start: int
    end: int


class Answer(NamedTuple):
    """The model's answer, in the order of `RESULT`."""

    p_negative: float
    p_neutral: float
    p_positive: float
    value: float
    label: str | None
    is_uncertain: bool
    outcome: str
    trace: str


class TargetScorer:
    """A small neural network that reads a sentence with its target.

    It is the package's instrument. ``value`` is the probability of a favorable portrayal less
    that of an unfavorable one. A score whose most probable label is less probable than
    `uncertain_below` says is marked ``is_uncertain`` and counted as not scored.

    Parameters
    ----------
    threads : int, optional
        Processor cores to use; see `medialens.models.encoder.get_encoder`. The scores are the
        same with any number.

    Notes
    -----
    Only the words of the unit's voice are read (``segment``). The model, its data and its errors
    by phenomenon are described in the model card, ``docs/model-card.md``.

    References
    ----------
    Hamborg, F. & Donnay, K. (2021). NewsMTSC: a dataset for (multi-)target-dependent sentiment
    classification in political news articles. EACL.

    Examples
    --------
    The brave are the victims here; who shelled them is blamed.

    >>> from medialens.score import get_scorer
    >>> sentence = "Marek shelled the brave and innocent villagers."
    >>> row = {"segment": sentence, "target_start": 0, "target_end": 5}
    >>> get_scorer("target")(pd.DataFrame([row]))["label"].item()
    'negative'
    """

    name = HEAD

    def __init__(self, *, threads: int | None = None) -> None:
        self.threads = threads

    @property
    def describe(self) -> str:
        """One sentence for the report: what is measured and how it errs."""
        return (
            "A small neural network, trained on US political news and on sentences written for "
            "this purpose, reads each sentence with the actor marked and gives the probability "
            "that the actor is portrayed unfavorably, neither, or favorably; irony, long-range "
            "context and knowledge of the world escape it."
        )

    @property
    def uncertain_below(self) -> float:
        """The probability of the best label under which a score is marked as uncertain."""
        return float(get_head(HEAD).settings["uncertain_below"])

    def __call__(self, units: pd.DataFrame) -> pd.DataFrame:
        """Return the columns `RESULT`, row by row."""
        questions = [
            Question(*row)
            for row in zip(
                units["segment"], units["target_start"], units["target_end"], strict=True
            )
        ]
        readable = english(units)
        answers = self.answers([q for q, ok in zip(questions, readable, strict=True) if ok])
        rows = iter(answers)
        found = [next(rows) if ok else _UNREAD for ok in readable]
        return pd.DataFrame(found, columns=list(RESULT), index=units.index)

    def answers(self, questions: Sequence[Question]) -> list[Answer]:
        """Return what the model makes of each question; the same question is asked once."""
        encoder = get_encoder(self.threads)
        distinct = list(dict.fromkeys(questions))
        read = [_marked(encoder, question) for question in distinct]
        known = {question: _answer(one, None) for question, one in zip(distinct, read, strict=True)}
        asked = [(question, one) for question, one in zip(distinct, read, strict=True) if one]
        means = np.zeros((len(asked), WIDTH), dtype=np.float32)
        for position, vectors in encoder.hidden([one.ids for _, one in asked]):
            _, one = asked[position]
            means[position] = vectors[one.first : one.last].mean(axis=0)
        for (question, one), probabilities in zip(asked, get_head(HEAD)(means), strict=True):
            known[question] = _answer(one, probabilities)
        return [known[question] for question in questions]


_UNREAD = Answer(np.nan, np.nan, np.nan, np.nan, None, False, "other_language", "[]")


def _marked(encoder: Encoder, question: Question) -> Marked | None:
    pieces = encoder.pieces(question.text)
    return marked(pieces, question.start, question.end, marks=encoder.marks)


def _answer(read: Marked | None, probabilities: np.ndarray | None) -> Answer:
    if read is None or probabilities is None:
        return _UNREAD._replace(outcome="no_target")
    negative, neutral, positive = (float(p) for p in probabilities)
    best = int(probabilities.argmax())
    return Answer(
        negative,
        neutral,
        positive,
        positive - negative,
        LABELS[best],
        bool(probabilities[best] < get_head(HEAD).settings["uncertain_below"]),
        "cropped" if read.is_cropped else "scored",
        "[]",
    )
