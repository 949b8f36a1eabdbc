"""The list of reporting words and its inflector."""

import pytest

from medialens.annotate.cues import cue_forms
from medialens.lexicons import load_lexicon


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("says", "say"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("arguing", "argue"),
        ("argued", "argue"),
        ("stresses", "stress"),
        ("admitted", "admit"),
        ("admitting", "admit"),
        ("wrote", "write"),
        ("told", "tell"),
        ("agreeing", "agree"),
    ],
)
def test_a_form_leads_to_its_verb(form, lemma):
    """Regular forms are made, irregular ones listed."""
    assert lemma in {cue.lemma for cue in cue_forms()[form]}


@pytest.mark.parametrize(
    ("lemma", "cue_class"),
    [
        ("say", "neutral"),
        ("insist", "assertive"),
        ("point out", "factive"),
        ("claim", "distancing"),
        ("admit", "concession"),
    ],
)
def test_a_verb_has_the_class_of_the_literature(lemma, cue_class):
    """Floyd (2000): the reporting verb places the writer towards the words."""
    rows = [row for row in load_lexicon("cues") if row["lemma"] == lemma and row["part"] == "verb"]
    assert [row["class"] for row in rows] == [cue_class]


def test_no_word_stands_twice_with_the_same_part():
    """A word's class depends on nothing but the list."""
    keys = [(row["lemma"], row["part"]) for row in load_lexicon("cues")]
    assert len(keys) == len(set(keys))
    assert len(keys) >= 120
