"""How sure the outlet and its sources are. Norland, Sudmark and their people are invented."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medialens.actor import Actor, Form
from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.annotate.certainty import find_certainty, rate_certainty
from medialens.lexicons import load_lexicon
from medialens.schemas import ARTICLES, CERTAINTY, CERTAINTY_RATINGS
from medialens.text.sentences import split_sentences

ACTORS = (
    Actor("berg", "Olaf Berg", "person", (Form("Berg"),)),
    Actor("norland", "Norland", "country", ()),
)


def tables(text: str, *, title: str = "", language: str = "en") -> tuple[pd.DataFrame, ...]:
    row = {"article_id": "a", "outlet": "o", "title": title, "text": text, "language": language}
    articles = ARTICLES.table([row])
    sentences = split_sentences(articles)
    mentions = find_mentions(articles, sentences, ACTORS)
    return articles, sentences, find_attributions(
        articles, sentences, mentions, actors_table(ACTORS)
    )  # fmt: skip


def marks(text: str, **options: str) -> list[tuple[str, str]]:
    table = find_certainty(*tables(text, **options))
    return list(zip(table["surface"], table["kind"], strict=True))


def ratings(text: str) -> list[tuple[str, str]]:
    table = rate_certainty(*tables(text))
    return [(row.voice, row.level + row.polarity) for row in table.itertuples()]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The port may close.", ("may", "hedge")),
        ("Alleged raids were seen.", ("Alleged", "hedge")),
        ("It appears to be full.", ("appears", "hedge")),
        ("The port is certainly full.", ("certainly", "booster")),
        ("In fact the port is full.", ("In fact", "booster")),
        ("Berg regretted the delay.", ("regretted", "factive")),
        ("Berg knew that it was full.", ("knew", "factive")),
        ("Norland managed to pay.", ("managed to", "implicative")),
        ("Norland failed to pay.", ("failed to", "implicative")),
        ("The port is not full.", ("not", "negation")),
        ("The port isn’t full.", ("isn’t", "negation")),
        ("Is the port full?", ("?", "question")),
        ("Norland pays if it wants.", ("if", "conditional")),
        ("Norland is going to pay.", ("going to", "future")),
    ],
)
def test_a_mark_of_each_kind_is_found(text, mark):
    """One mark a sentence, with the words of the text."""
    surface = mark[0].removesuffix(" to") if mark[1] == "implicative" else mark[0]
    assert marks(text) == [(surface, mark[1])]


@pytest.mark.parametrize(
    "text",
    [
        "The port closed in May.",
        "May is warm in Norland.",
        "The might of Norland is great.",
        "Norland has the political will to pay.",
        "Against her will, she left.",
        "Will Dahl left.",
        "She opened a can and can sing like a bird.",
        "Certain groups left a clear lake.",
        "They left as soon as possible.",
        "The show is known as a walk about town.",
        "He is going to the port.",
    ],
)
def test_words_that_only_look_like_marks_are_passed_over(text):
    """Months, nouns, names, ability, comparison."""
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland won't pay.", [("won't", "future"), ("won't", "negation")]),
        ("Norland cannot pay.", [("cannot", "negation")]),
        ("It cost about 40 million.", [("about", "hedge")]),
        ("Will Norland pay?", [("Will", "future"), ("?", "question")]),
        ("They left while they might.", [("might", "hedge")]),
    ],
)
def test_contracted_and_bare_forms_are_read_as_their_words(text, expected):
    """Two marks may share one place."""
    assert marks(text) == expected


def test_a_modal_keeps_its_reading_in_a_headline_of_capitals():
    """'May' among capitals is the verb, after 'in' the month."""
    assert marks("", title="Port May Close Before Winter") == [("May", "hedge")]
    assert marks("", title="Port Closed Again in May") == []


def test_a_mark_belongs_to_whoever_uses_the_word():
    """The outlet's 'certainly' is its own, Berg's 'may' is Berg's."""
    table = find_certainty(
        *tables("Norland is certainly weak, but Berg said that Norland may be strong.")
    )
    assert table[["surface", "voice"]].to_numpy().tolist() == [
        ["certainly", "own"],
        ["may", "named"],
    ]
    assert table["attribution_id"].isna().tolist() == [True, False]


def test_would_is_the_future_in_an_indirect_report():
    """And a conditional in the outlet's own words."""
    assert marks("Berg said the port would open.") == [("would", "future")]
    assert marks("The port would open.") == [("would", "conditional")]


def test_a_dropped_hedge_leaves_two_rows_to_compare():
    """Alleged in one sentence and asserted in a later one: U, then CT, both of the outlet."""
    text = "Alleged raids on the port were seen.\nThe raids on the port have changed Norland."
    table = rate_certainty(*tables(text))
    assert table[["sentence_id", "voice", "level", "polarity", "marks"]].to_numpy().tolist() == [
        [1, "own", "U", "u", "Alleged"],
        [2, "own", "CT", "+", ""],
    ]


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("The port is full.", "CT+"),
        ("The port is not full.", "CT-"),
        ("The port is probably full.", "PR+"),
        ("The port may be full.", "PS+"),
        ("It is unlikely that the port is full.", "PR-"),
        ("Norland failed to pay.", "CT-"),
        ("Norland did not fail to pay.", "CT+"),
        ("Norland could not pay.", "CT-"),
        ("Is the port full?", "Uu"),
        ("If Norland pays, the port opens.", "Uu"),
        ("It is not clear whether Norland paid.", "Uu"),
        ("About 40 ships left.", "CT+"),
        ("Berg, who was not there, opened the port.", "CT+"),
        ("The port did not open because no ship came.", "CT-"),
        ("Because the money did not come, the port did not open.", "CT-"),
        ("Norland paid, but it did not want to.", "CT+"),
    ],
)
def test_an_own_sentence_is_rated_by_the_marks_of_its_main_clause(text, rating):
    """Level and polarity as in FactBank."""
    assert ratings(text) == [("own", rating)]


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("Reports suggest that the port is full.", ("anonymous", "PR+")),
        ("Berg denied these claims.", ("named", "CT-")),
        ("Berg denied that the port is not full.", ("named", "CT+")),
        ("Berg said that the port may be full.", ("named", "PS+")),
        ("“We will not pay,” Berg said.", ("named", "CT-")),
    ],
)
def test_the_cue_of_a_report_counts_for_its_source(text, rating):
    """Cue and source make no row of the outlet's own."""
    assert ratings(text) == [rating]


def test_two_sources_of_a_sentence_are_rated_apart():
    """The outlet asserts, Berg hedges."""
    text = "Norland is certainly weak, but Berg said that Norland may be strong."
    assert ratings(text) == [("own", "CT+"), ("named", "PS+")]


def test_other_languages_and_empty_texts_give_empty_tables():
    """With all their columns."""
    for options in ({"text": ""}, {"text": "Es kann nicht may sein.", "language": "de"}):
        found = tables(**options)
        pd.testing.assert_frame_equal(find_certainty(*found), CERTAINTY.table())
        pd.testing.assert_frame_equal(rate_certainty(*found), CERTAINTY_RATINGS.table())


def test_no_word_of_the_list_stands_twice():
    """The kind of a word depends on the word and its condition only."""
    rows = load_lexicon("certainty")
    forms = [
        " ".join([form, *row["word"].split()[1:]])
        for row in rows
        for form in (row["word"].split()[0], *row["forms"].split())
    ]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize(
    ("kind", "fewest"), [("hedge", 80), ("booster", 45), ("factive", 30), ("implicative", 30)]
)
def test_the_list_is_of_the_size_of_its_sources(kind, fewest):
    """Hyland, Hooper, Karttunen."""
    assert sum(row["kind"] == kind for row in load_lexicon("certainty")) >= fewest


WORDS = st.sampled_from(
    ["Berg", "said", "that", "may", "May", "won't", "?", "if", ",", ".", "“", "”", "not", "\n"]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_marks_stand_where_they_say_and_no_sentence_has_a_source_twice(text):
    """Law: surface is the text between the offsets; ratings are one per sentence and source."""
    found = tables(text)
    for row in find_certainty(*found).itertuples():
        assert text[row.start : row.end] == row.surface
    rated = rate_certainty(*found)
    assert not rated.duplicated(["article_id", "sentence_id", "attribution_id"]).any()
    assert (rated["polarity"].eq("u") == rated["level"].eq("U")).all()
