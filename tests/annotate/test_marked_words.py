"""Quotation marks that report no speech. Norland, Sudmark and their people are invented."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medialens.actor import Actor, Form
from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.annotate.marked_words import find_marked_words
from medialens.schemas import ARTICLES, MARKED_WORDS
from medialens.text.sentences import split_sentences

ACTORS = (
    Actor("berg", "Olaf Berg", "person", (Form("Berg"),)),
    Actor("ruiz", "Ana Ruiz", "person", (Form("Ruiz"),)),
    Actor("norland", "Norland", "country", ()),
    Actor("herald", "Norland Herald", "outlet", ()),
)


def marked(text: str, *, title: str = "", language: str = "en") -> pd.DataFrame:
    row = {"article_id": "a", "outlet": "o", "title": title, "text": text, "language": language}
    articles = ARTICLES.table([row])
    sentences = split_sentences(articles)
    mentions = find_mentions(articles, sentences, ACTORS)
    found = find_attributions(articles, sentences, mentions, actors_table(ACTORS))
    return find_marked_words(articles, sentences, found, mentions)


def readings(text: str) -> list[tuple[str, str]]:
    table = marked(text)
    return list(zip(table["words"], table["kind"], strict=True))


def test_marks_inside_an_indirect_report_are_partial():
    """The reporter's 'under the guise of' leaks in; whose word it is stays open for a reader."""
    table = marked(
        "Berg warned that Norland is considering sending guards to the port under the guise of "
        "a 'convoy of the willing'."
    )
    row = table.iloc[0]
    assert (row["words"], row["kind"], row["licence"]) == (
        "convoy of the willing", "partial", "warned",
    )  # fmt: skip
    assert (row["voice"], row["attribution_id"]) == ("named", 0)


def test_a_term_used_by_somebody_is_a_mention_of_the_term():
    """The user of the term, not the outlet, is the voice around it."""
    row = marked(
        "The row has become an 'invisible siege', a term used by media to describe raids."
    ).iloc[0]
    assert (row["words"], row["kind"], row["licence"], row["voice"]) == (
        "invisible siege", "term", "a term used by", "anonymous",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "licence"),
    [
        ("The so-called 'quiet fleet' sailed.", "quiet fleet", "so-called"),
        ("The deal, known as “the Quay Pact,” holds.", "the Quay Pact", "known as"),
        ("A plan called 'Free Port' failed.", "Free Port", "called"),
        ("The plan, dubbed 'Free Port' by critics, failed.", "Free Port", "dubbed"),
        ("Berg said the law used the word 'wreck'.", "wreck", "the word"),
    ],
)
def test_a_phrase_of_naming_makes_a_term(text, words, licence):
    """And is the licence of the row."""
    table = marked(text)
    assert table[["words", "kind", "licence"]].to_numpy().tolist() == [[words, "term", licence]]


def test_called_with_an_object_reports_and_does_not_name():
    """'Berg called the port a wreck' is Berg's judgement, not the port's name."""
    assert readings("Berg called the port 'a wreck'.") == [("a wreck", "partial")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("According to 'Norland.web', the port is full.", "Norland.web"),
        ("Berg told 'Norland Herald' that the port is full.", "Norland Herald"),
        ("It stood in the newspaper 'Sud Blatt' on Monday.", "Sud Blatt"),
        ("'Ana Ruiz' was the name on the door.", "Ana Ruiz"),
    ],
)
def test_marks_round_an_outlet_or_actor_are_a_name(text, words):
    """A web address, a known actor, or what bears a name."""
    assert readings(text) == [(words, "name")]


@pytest.mark.parametrize(
    "text",
    [
        "In the play 'Old Harbor' a man dies.",
        "“Old Harbor”, a new novel by Ruiz, won.",
        "She read “Old Harbor,” a book, twice.",
        "An article titled 'Old Harbor' came out.",
    ],
)
def test_capitals_beside_a_work_are_a_title(text):
    """Before or after the marks, the comma inside or outside."""
    assert readings(text) == [("Old Harbor", "title")]


def test_a_title_may_be_longer_than_a_scare_quote():
    """Four words are the limit of what nothing licenses only."""
    text = "Her novel “The Long Road to the Old Port” won a prize."
    assert readings(text) == [("The Long Road to the Old Port", "title")]


def test_short_marks_that_nothing_licenses_are_scare_quotes():
    """In the outlet's own words, with no attribution."""
    row = marked("The 'friends' of Norland stayed at home.").iloc[0]
    assert (row["words"], row["kind"], row["licence"], row["voice"]) == (
        "friends", "scare", "", "own",
    )  # fmt: skip
    assert pd.isna(row["attribution_id"])


@pytest.mark.parametrize(
    "text",
    [
        "“No,” Berg said.",
        "“The ‘free’ port is a bad joke, and I am tired,” Berg said.",
        "Berg said the port “is a very bad joke with a ‘free’ label”.",
        "The sign “we are closed for the whole winter” hung there.",
        "The port is full, and nothing is quoted.",
        "",
    ],
)
def test_speech_and_what_is_marked_within_it_are_not_listed(text):
    """Nor are longer stretches without a licence."""
    assert readings(text) == []


def test_headlines_are_read_too():
    """Offsets point into the title."""
    row = marked("The port is full.", title="Port 'to close by May'").iloc[0]
    assert (row["zone"], row["start"], row["end"], row["kind"]) == ("headline", 5, 22, "scare")


def test_other_languages_are_left_out():
    """Cues and licences are English."""
    table = marked("Der 'Freund' blieb.", language="de")
    pd.testing.assert_frame_equal(table, MARKED_WORDS.table())


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "«»", "„“"])
def test_the_kind_of_mark_changes_nothing(marks):
    """Metamorphic: straight, curly, single or guillemets."""
    assert readings(f"The {marks[0]}friends{marks[1]} stayed.") == [("friends", "scare")]


WORDS = st.sampled_from(
    ["Berg", "said", "the", "film", "“", "”", "'", ",", ".", "so-called", "word", "Sud.web", "\n"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_every_row_points_at_its_words(text):
    """Law: the words stand between start and end, and kinds are the five."""
    for row in marked(text).itertuples():
        assert row.words in text[row.start : row.end]
        assert row.kind in {"term", "title", "name", "partial", "scare"}
