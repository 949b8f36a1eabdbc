"""The target-aware scorer: what it gives, what it refuses, and that it reads who did what."""

import numpy as np
import pandas as pd
import pytest

from medialens.score import get_scorer
from medialens.score.base import LABELS
from medialens.score.target import Question, TargetScorer


def ask(sentence: str, target: str, **columns: object) -> pd.Series:
    """The result row for one sentence and target."""
    start = sentence.index(target)
    row = {"segment": sentence, "target_start": start, "target_end": start + len(target), **columns}
    return get_scorer("target")(pd.DataFrame([row])).iloc[0]


@pytest.mark.parametrize(
    ("sentence", "target", "label"),
    [
        ("Marek shelled the brave and innocent villagers.", "Marek", "negative"),
        ("The senator lied to the committee about the payments.", "The senator", "negative"),
        ("The minister accused the Harrow Bank of fraud.", "the Harrow Bank", "negative"),
        ("The minister accused the Harrow Bank of fraud.", "The minister", "neutral"),
        ("Okafor was praised for saving three children from the fire.", "Okafor", "positive"),
        ("Lindqvist met Okafor in Vienna on Tuesday.", "Lindqvist", "neutral"),
    ],
)
def test_it_reads_who_did_what_to_whom(sentence, target, label):
    assert ask(sentence, target)["label"] == label


def test_probabilities_sum_to_one_and_make_the_value():
    row = ask("Okafor misled the court.", "Okafor")
    p = row[["p_negative", "p_neutral", "p_positive"]].to_numpy(dtype=float)
    assert p.sum() == pytest.approx(1.0)
    assert row["value"] == pytest.approx(p[2] - p[0])
    assert row["label"] == LABELS[int(np.argmax(p))]


def test_what_has_no_majority_is_uncertain():
    scorer = TargetScorer()
    sentences = [f"Okafor {verb} the plan on Monday." for verb in VERBS]
    answers = scorer.answers([Question(s, 0, 6) for s in sentences])
    for answer in answers:
        assert answer.is_uncertain == (max(answer[:3]) < scorer.uncertain_below)


VERBS = [
    "left",
    "kept",
    "read",
    "sold",
    "bent",
    "broke",
    "defended",
    "abandoned",
    "shelved",
    "blessed",
    "mocked",
    "saw",
]


def test_another_language_is_not_scored():
    row = ask("Okafor hat das Gericht belogen.", "Okafor", language="de")
    assert row["outcome"] == "other_language"
    assert np.isnan(row["value"])
    assert row["label"] is None


@pytest.mark.parametrize("span", [(90, 95), (6, 7), (3, 3)])
def test_a_target_outside_the_words_is_named_not_guessed(span):
    row = {"segment": "Okafor misled the court.", "target_start": span[0], "target_end": span[1]}
    result = get_scorer("target")(pd.DataFrame([row])).iloc[0]
    assert result["outcome"] == "no_target"
    assert np.isnan(result["p_neutral"])


def test_a_very_long_sentence_is_cropped_and_says_so():
    long = "The talks went on, " * 200 + "Okafor misled the court" + ", the talks went on" * 200
    row = ask(long, "Okafor")
    assert row["outcome"] == "cropped"
    assert np.isfinite(row["value"])


def test_the_same_labels_and_numbers_on_every_run():
    sentences = [f"Okafor {verb} the plan of {n} pages." for n, verb in enumerate(VERBS)]
    questions = [Question(s, 0, 6) for s in sentences]
    first = TargetScorer(threads=1).answers(questions)
    assert TargetScorer(threads=2).answers(questions[::-1])[::-1] == first


def test_an_empty_table_stays_empty():
    empty = pd.DataFrame({"segment": [], "target_start": [], "target_end": []})
    assert len(get_scorer("target")(empty)) == 0
