"""Wordings that carry a standpoint, in invented sentences."""

from collections import Counter

import pytest

import medialens as ml
from medialens.compare.loaded import compare_loaded
from medialens.lexicons import load_lexicon
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


@pytest.mark.parametrize(
    "text", ["Amnesty International wrote a letter.", "The council took control of its spending."]
)
def test_a_form_with_another_meaning_is_no_label(text):
    assert hits(text, "label") == []


def test_an_open_word_is_a_label_only_beside_what_shows_its_meaning():
    assert hits("The Cuban regime met the mayor.", "label") == ["regime"]
    assert hits("A new regime of exercise met with laughter.", "label") == []


def test_every_set_of_labels_has_two_members_and_no_form_stands_twice():
    rows = load_lexicon("labels")
    members = Counter(row["set"] for row in rows)
    forms = Counter(form for row in rows for form in row["words"].split("|"))
    assert min(members.values()) >= 2
    assert max(forms.values()) == 1


def test_a_hit_says_why_it_is_no_fault():
    notes = study_of("Illegal aliens met the mayor, and mistakes were made.").loaded()["note"]
    assert all(note.startswith("not a fault: ") for note in notes)
    assert "names people by the law that is broken, and as strangers" in notes.iloc[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The clerk claimed that the ferry was late.", ["claimed"]),
        ("The clerk denied the visa in May.", []),
        ("The harbor was known as the gate of the north.", []),
    ],
)
def test_a_verb_that_reports_no_words_is_left_out(text, found):
    assert hits(text, "verb") == found


@pytest.mark.parametrize(
    ("text", "family", "found"),
    [
        ("The ferry may be late.", "hedge", ["may"]),
        ("Ferries are more likely to be late in May.", "hedge", []),
        ("The ferry is clearly late.", "booster", ["clearly"]),
        ("The clerks must show their cards.", "booster", []),
    ],
)
def test_a_mark_of_certainty_in_another_sense_is_left_out(text, family, found):
    assert hits(text, family) == found


@pytest.mark.parametrize(
    "later",
    ["The fraud has cost the city two million.", "This fraud, old as it is, has changed the town."],
)
def test_what_was_alleged_and_is_then_stated_is_a_hedge_drop(later):
    text = f"Neighbors spoke of an alleged fraud at the mint. It rained. {later}"
    assert len(hits(text, "hedge drop")) == 1


@pytest.mark.parametrize(
    "first",
    [
        "The baker claims that a cartel runs the mint.",
        "Reportedly, a cartel met at the mint.",
        "A cartel may have met at the mint.",
    ],
)
def test_what_only_a_source_or_a_rumor_has_is_open_too(first):
    assert hits(f"{first} It rained. The cartel has ruined the town.", "hedge drop") != []


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("The clerk may have leaked the budget.", "The leak cost the town a loan."),
        ("The mayor is said to have resigned.", "Few were surprised by her resignation."),
        ("Auditors suspect that a cashier embezzled it.", "The victims of the theft are poor."),
        ("There are rumors of a merger at the mill.", "In the wake of the merger, ten men left."),
        ("Was there a bribe at the mint?", "Thanks to the bribe, the gate stayed open."),
    ],
)
def test_what_was_open_is_taken_for_granted_by_a_definite_phrase_anywhere(first, later):
    assert len(hits(f"{first} It rained. {later}", "hedge drop")) == 1


@pytest.mark.parametrize(
    "later",
    [
        "The fraud claims amused the town.",
        "Rumors of the fraud amused the town.",
        "The fraud at the bakery was another matter.",
        "The fraud never happened.",
        "The fraud, the clerk stated, cost two million.",
        "Without any fraud, the mint lost two million.",
    ],
)
def test_what_is_only_spoken_of_or_another_thing_is_none(later):
    assert hits(f"There may have been a fraud at the mint. It rained. {later}", "hedge drop") == []


def test_what_was_named_before_the_doubt_was_never_open():
    text = "The fraud is over. The baker suspects a fraud. It rained. The fraud cost two million."
    assert hits(text, "hedge drop") == []


def test_words_marked_as_doubtful_are_taken_up_by_this():
    first = "The ghost of a 'hidden flood' - a term for the town's alleged debts - is back."
    later = "This silent flood has become a burden."
    assert hits(f"{first} It rained. {later}", "hedge drop") == ["This silent flood"]


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


def test_a_hit_names_the_report_that_holds_it():
    table = study_of("The clerk said: “Illegal aliens met the mayor.”").loaded()
    found = table.loc[table["family"] == "label", ["voice", "attribution_id"]]
    assert found.values.tolist() == [["named", 0]]


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
