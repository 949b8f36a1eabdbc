"""Wordings that carry a standpoint, in invented sentences."""

import pytest

import medialens as ml
from medialens.compare.loaded import compare_loaded
from medialens.schemas import ARTICLES


def study_of(*texts, outlets="AB"):
    rows = [
        {"article_id": f"a{n}", "outlet": outlets[n % len(outlets)], "title": "", "text": text,
         "language": "en"}
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return ml.analyse(ml.Corpus(ARTICLES.table(rows)), actors=(), scorer="vader_clause")


def hits(text, family):
    table = study_of(text).loaded()
    return table.loc[table["family"] == family, "surface"].tolist()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mistakes were made at the mint.", ["were made"]),
        ("Nine men were killed in the raid.", ["were killed"]),
        ("The clerk was sacked by the mayor.", []),
        ("Cakes were made for the fair.", []),
        ("Shots were fired near the bridge.", ["were fired"]),
        ("The clerk was fired on Monday.", []),
    ],
)
def test_a_passive_of_harm_error_or_decision_without_a_doer(text, found):
    assert hits(text, "passive") == found


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Undocumented immigrants met the mayor.", "irregular migration: undocumented"),
        ("Illegal aliens met the mayor.", "irregular migration: illegal alien"),
        ("The death tax was debated.", "inheritance tax: death tax"),
    ],
)
def test_a_label_is_told_with_its_set_and_member(text, rule):
    table = study_of(text).loaded()
    assert table.loc[table["family"] == "label", "rule"].tolist() == [rule]


def test_a_form_with_another_meaning_is_no_label():
    assert hits("Amnesty International wrote a letter.", "label") == []


@pytest.mark.parametrize(
    "later",
    ["The fraud has cost the city two million.", "This fraud, old as it is, has changed the town."],
)
def test_what_was_alleged_and_is_then_stated_is_a_hedge_drop(later):
    text = f"Neighbors spoke of an alleged fraud at the mint. It rained. {later}"
    assert len(hits(text, "hedge drop")) == 1


@pytest.mark.parametrize(
    "later",
    [
        "The alleged fraud has cost the city two million.",
        "The fraud may have cost the city two million.",
        "The fraud was confirmed by the auditors.",
        "The bridge has cost the city two million.",
    ],
)
def test_what_stays_open_or_is_settled_is_none(later):
    text = f"Neighbors spoke of an alleged fraud at the mint. It rained. {later}"
    assert hits(text, "hedge drop") == []


def test_words_in_marks_are_listed_where_nobody_is_quoted():
    assert hits("The council opened the “park” on Monday.", "scare quotes") == ["park"]
    assert hits("Berg said that the “park” was his idea.", "scare quotes") == []
    assert hits("She appeared on “Morning Talk” on Monday.", "scare quotes") == []


def test_rates_keep_own_and_quoted_words_apart():
    """A says it, B quotes it."""
    study = study_of(
        "Illegal aliens met the mayor of the town.",
        "The clerk said: “Illegal aliens met the mayor of the town.”",
    )
    table = study.loaded_rates()
    table = table[table["rule"] == "irregular migration: illegal alien"]
    found = table.set_index(["outlet", "voice"])["n_hits"].to_dict()
    assert found == {("A", "own"): 1, ("A", "quoted"): 0, ("B", "own"): 0, ("B", "quoted"): 1}


def test_copies_count_once():
    text = "Illegal aliens met the mayor of the town on Monday in the hall by the water works."
    study = study_of(text, text, outlets="A")
    copies = study.copies
    table = compare_loaded(study.corpus.articles, study._loaded, study.segments, copies)
    assert table[table["rule"].isna() & (table["family"] == "label")]["n_clusters"].max() == 1
