"""Coreference: pronouns and descriptions as mentions."""

import pytest

from medialens.actor import Actor, Form
from medialens.annotate.actors import find_mentions
from medialens.schemas import ARTICLES
from medialens.text.sentences import split_sentences

ADA = Actor("ada", "Ada Venn", "person", (Form("Ada Venn"), Form("Venn")))
KARL = Actor("karl", "Karl Berg", "person", (Form("Karl Berg"), Form("Berg")))
PAUL = Actor("paul", "Paul Lund", "person", (Form("Paul Lund"), Form("Lund")))
UNION = Actor("union", "Sea Agency", "organisation", (Form("Sea Agency"),))
TEXAS = Actor("texas", "Texas", "place", (Form("Texas"),))
ACTORS = (ADA, KARL, PAUL, UNION, TEXAS)


def references(text, title="", language="en"):
    """Return (surface, actor) of every pronoun and description."""
    row = {"article_id": "a", "outlet": "Post", "title": title, "text": text, "language": language}
    articles = ARTICLES.table([row])
    table = find_mentions(articles, split_sentences(articles), ACTORS)
    table = table[table["kind"].isin(["pronoun", "title"])]
    return list(table[["surface", "actor_id"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Venn won. She thanked nobody.", [("She", "ada")]),
        ("Karl Berg met Ada Venn. He thanked her.", [("He", "karl"), ("her", "ada")]),
        ("Karl Berg praised himself.", [("himself", "karl")]),
        ("Karl Berg blamed Paul Lund for his plan.", [("his", "paul")]),
        ("After he lost the vote, Karl Berg left.", [("he", "karl")]),
        ("Karl Berg, who sold his house, left.", [("his", "karl")]),
    ],
)
def test_a_pronoun_stands_for_the_person_whose_sex_and_place_fit(text, expected):
    """Sex, subject before object, and the words between decide."""
    assert references(text) == expected


def test_a_speaker_is_not_he_in_his_own_words():
    """In direct speech "he" is somebody else."""
    text = "Karl Berg met Paul Lund on Monday. “He was late,” Berg said."
    assert references(text) == [("He", "paul")]


def test_a_speaker_is_he_in_indirect_speech():
    """In "Berg said he ..." Berg speaks of Berg."""
    assert references("Karl Berg said he was late.") == [("he", "karl")]


def test_two_persons_of_equal_standing_leave_a_pronoun_without_a_row():
    """Precision goes first."""
    text = "Karl Berg and Paul Lund met. He was late."
    assert references(text) == []


def test_somebody_without_a_name_takes_a_pronoun_away():
    """Here "she" is the nanny, who is no actor."""
    assert references("The nanny of Ada Venn came at noon. She was late.") == []


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("Sen. Karl Berg of Texas met Paul Lund. The Texas senator left.", "The Texas senator"),
        ("Karl Berg, the mayor, met Paul Lund. In May the mayor left.", "the mayor"),
        ("Rep. Karl Berg (R-Texas) met Paul Lund. The Republican left.", "The Republican"),
    ],
)
def test_a_description_stands_for_whom_the_article_describes_so(text, description):
    """By title, apposition, or party and state in brackets."""
    assert (description, "karl") in references(text)


def test_a_body_is_taken_up_by_a_noun_that_fits_its_name():
    """Here "the agency" is the Sea Agency, and "the court" is nobody."""
    text = "The Sea Agency closed. On Monday the agency opened. On Tuesday the court opened."
    assert references(text) == [("the agency", "union")]


def test_a_body_that_speaks_is_it_in_its_own_report():
    """Else "it" mostly stands for things."""
    assert references("The Sea Agency said it had closed.") == [("it", "union")]
    assert references("The Sea Agency rose. It rained.") == []


def test_a_place_in_a_description_of_a_person_is_no_mention():
    """It is a person of whom "the Texas senator" speaks."""
    row = {"article_id": "a", "outlet": "Post", "title": "", "text": "The Texas senator left."}
    articles = ARTICLES.table([row])
    assert find_mentions(articles, split_sentences(articles), ACTORS).empty


def test_nothing_is_carried_from_one_article_to_another():
    """Each article names its own people."""
    rows = [
        {"article_id": "a", "outlet": "Post", "title": "", "text": "Karl Berg won."},
        {"article_id": "b", "outlet": "Post", "title": "", "text": "He won."},
    ]
    articles = ARTICLES.table(rows)
    assert list(find_mentions(articles, split_sentences(articles), ACTORS)["article_id"]) == ["a"]


def test_other_languages_have_no_pronouns():
    """The rules are for English."""
    assert references("Ada Venn won. She won.", language="de") == []
