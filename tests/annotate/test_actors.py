"""Mentions of catalogue actors. Norland, Sudmark and their people are invented."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medialens.actor import Actor, Form
from medialens.annotate.actors import actors_table, find_mentions
from medialens.schemas import ARTICLES
from medialens.text.sentences import split_sentences

NORLAND = Actor("norland", "Norland", "country", (Form("Norstad", "metonym"),))
NORWAY = Actor("norway", "Norway", "country", (Form("Oslo", "metonym"),))
ANNA = Actor("anna", "Anna Meyer", "person")
KARL = Actor("karl", "Karl Meyer", "person")
BERG = Actor("berg", "Olaf Berg", "person", (Form("the prime minister", "title"),))


def article(text, title="", published=None, article_id="a"):
    row = {"article_id": article_id, "outlet": "Post", "title": title, "text": text}
    return ARTICLES.table([row | {"published": published}])


def mentions(text, *actors, title="", published=None):
    articles = article(text, title, published)
    return find_mentions(articles, split_sentences(articles), actors)


def found(text, *actors, **options):
    """Return (surface, actor) of every mention by name, title or metonym."""
    table = mentions(text, *actors, **options)
    table = table[table["kind"] != "pronoun"]
    return list(table[["surface", "actor_id"]].itertuples(index=False, name=None))


def test_a_person_is_found_by_name_surname_and_title():
    """The possessive is not part of the mention; the longest form wins."""
    table = mentions("Olaf Berg spoke. Berg’s plan failed. The Prime Minister left.", BERG)
    assert table["surface"].tolist() == ["Olaf Berg", "Berg", "The Prime Minister"]
    assert table["kind"].tolist() == ["name", "name", "title"]
    assert table["sentence_id"].tolist() == [1, 2, 3]


def test_offsets_point_into_the_title_for_the_headline():
    """Sentence 0 is the title."""
    table = mentions("He left.", BERG, title="“Berg” leaves")
    assert table.loc[0, ["zone", "start", "end", "surface"]].tolist() == ["headline", 1, 5, "Berg"]


@pytest.mark.parametrize(
    "text",
    [
        "The berg melted.",
        "Inga Berg spoke.",
        "T. Berg spoke.",
        "They met in Berg Tower.",
        "Olaf Bergson spoke.",
        "Kim Lund-Berg spoke.",
        "See berg.example or @Berg.",
    ],
)
def test_a_word_or_another_name_is_no_mention(text):
    """Case, first names, longer names, hyphens and addresses."""
    assert found(text, BERG) == []


def test_hyphens_to_small_letters_and_between_actors_leave_a_name_free():
    """'Berg-led', 'anti-Berg' and the summit of two."""
    assert found("The Berg-led, anti-Meyer talks.", BERG, ANNA) == [
        ("Berg", "berg"),
        ("Meyer", "anna"),
    ]
    assert len(found("The Berg-Meyer talks.", BERG, ANNA)) == 2


def test_a_name_in_capitals_is_found():
    """Headlines in capitals throughout."""
    assert found("x", BERG, title="OLAF BERG QUITS") == [("OLAF BERG", "berg")]


def test_an_acronym_is_not_found_in_a_pronoun_in_capitals():
    """'US' in a headline in capitals may be the pronoun."""
    states = Actor("us", "United States", "country", (Form("US"),))
    assert found("Quiet.", states, title="LET US GO HOME") == []
    assert found("The US left.", states) == [("US", "us")]


@pytest.mark.parametrize(
    "text",
    [
        "The Bank of Norland met.",
        "He reads Norland.example daily.",
        "The Norland National Security Strategy came out.",
    ],
)
def test_a_country_inside_another_name_is_not_the_country(text):
    """Organisations, documents and domain names."""
    assert found(text, NORLAND) == []


@pytest.mark.parametrize(
    ("text", "is_state"),
    [
        ("Norstad warned its neighbours.", True),
        ("Norstad has not yet agreed.", True),
        ("They defended Norstad’s interests.", True),
        ("It has consequences for Norstad.", True),
        ("Talks with Norstad failed.", True),
        ("The minister urged Norstad to wait.", True),
        ("It rained in Norstad.", False),
        ("He flew from Norstad to the coast.", False),
        ("A flight to Norstad was late.", False),
        ("He left for Norstad.", False),
        ("Norstad’s streets were empty.", False),
        ("Norstad is a fine town.", False),
    ],
)
def test_a_capital_stands_for_the_state_only_when_it_acts(text, is_state):
    """METHOD 1.2: subject of a verb of will, owner of interests, recipient of an act."""
    assert found(text, NORLAND) == ([("Norstad", "norland")] if is_state else [])


def test_an_adjective_counts_only_with_a_word_for_the_state():
    """People, goods and officials are not the state."""
    text = "The Norwegian government met Norwegian fishermen. Norwegian officials left."
    table = mentions(text, NORWAY)
    assert table["surface"].tolist() == ["Norwegian government"]
    assert table["kind"].tolist() == ["metonym"]


def test_what_an_adjective_says_a_state_does_names_the_state():
    """Policy and aggression have a state behind them, fish has not."""
    text = "Norwegian aggression must stop. Norwegian policy failed. Norwegian fish is good."
    assert [actor for _, actor in found(text, NORWAY)] == ["norway", "norway"]


def test_a_leader_is_not_the_state_and_the_state_not_its_leader():
    """Nothing is rolled up."""
    assert found("Norland waits. Berg waits.", NORLAND, BERG) == [
        ("Norland", "norland"),
        ("Berg", "berg"),
    ]


def test_a_shared_surname_means_who_was_named_last():
    """Anna, then Karl."""
    text = "Anna Meyer spoke. Meyer left. Karl Meyer came. Meyer sat."
    assert [actor for _, actor in found(text, ANNA, KARL)] == ["anna", "anna", "karl", "karl"]


@pytest.mark.parametrize("text", ["Meyer spoke.", "Anna Meyer met Karl Meyer. Meyer spoke."])
def test_a_shared_surname_that_stays_open_is_no_mention(text):
    """Nobody named before, or both in one sentence."""
    assert ("Meyer", "anna") not in found(text, ANNA, KARL)
    assert ("Meyer", "karl") not in found(text, ANNA, KARL)


def test_a_shared_surname_in_the_headline_means_the_one_the_article_names():
    """Only Karl is named in full."""
    assert found("Karl Meyer went.", ANNA, KARL, title="Meyer goes")[0] == ("Meyer", "karl")


def test_a_title_means_its_holder_of_the_day():
    """Berg until May, Lund from June."""
    berg = Actor("berg", "Olaf Berg", "person", (
        Form("the prime minister", "title", valid_to=date(2025, 5, 31)),))  # fmt: skip
    lund = Actor("lund", "Ida Lund", "person", (
        Form("the prime minister", "title", valid_from=date(2025, 6, 1)),))  # fmt: skip
    text = "The prime minister spoke."
    may, june = pd.Timestamp("2025-05-31", tz="UTC"), pd.Timestamp("2025-06-01", tz="UTC")
    assert found(text, berg, lund, published=may) == [("The prime minister", "berg")]
    assert found(text, berg, lund, published=june) == [("The prime minister", "lund")]
    assert found(text, berg, lund) == []
    assert found(text, berg) == [("The prime minister", "berg")]


def test_a_surname_that_is_a_month_needs_its_bearer():
    """'In May' is the month; 'May' at the start of a sentence only with the full name."""
    may = Actor("may", "Ruth May", "person")
    assert found("In May it rained. May was warm.", may) == []
    assert found("Ruth May came in May. Then May left.", may) == [
        ("Ruth May", "may"),
        ("May", "may"),
    ]


def test_another_countrys_senate_is_not_this_one():
    """The adjective tells whose body it is."""
    senate = Actor("senate", "Senate", "organisation")
    assert found("The Senate met; the Norwegian Senate did not.", senate) == [("Senate", "senate")]


def test_no_actors_no_mentions():
    """An empty table keeps its columns."""
    assert mentions("Olaf Berg spoke.").empty
    assert "actor_id" in mentions("").columns


def test_the_actors_table_joins_the_forms():
    """One row per actor, sorted by id."""
    table = actors_table([NORWAY, BERG])
    assert table["actor_id"].tolist() == ["berg", "norway"]
    assert table["aliases"].tolist() == ["the prime minister", "Oslo"]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(
    ["Anna Meyer", "Meyer", "Norland", "the prime minister", "Norstad", "said", "in", "for", ".",
     "Tower", "’s", "-", "“", "Bank of"]), max_size=14))  # fmt: skip
def test_mentions_do_not_overlap_and_say_what_the_text_has(parts):
    """A law for any order of the words, whatever the order of the actors."""
    text = " ".join(parts)
    table = mentions(text, ANNA, KARL, NORLAND, BERG)
    pd.testing.assert_frame_equal(table, mentions(text, BERG, NORLAND, KARL, ANNA))
    reached = 0
    for row in table.itertuples():
        assert row.start >= reached
        assert text[row.start : row.end] == row.surface
        reached = row.end
