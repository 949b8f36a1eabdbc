"""Whose words a mention stands in. Norland, Sudmark and their people are invented."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medialens.actor import Actor, Form
from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.annotate.segments import find_segments
from medialens.annotate.units import find_units
from medialens.schemas import ARTICLES
from medialens.text.sentences import split_sentences

ACTORS = (
    Actor("berg", "Olaf Berg", "person", (Form("Berg"),)),
    Actor("ruiz", "Ana Ruiz", "person", (Form("Ruiz"),)),
    Actor("norland", "Norland", "country", ()),
)


def units(text: str, actors: tuple[Actor, ...] = ACTORS) -> pd.DataFrame:
    articles = ARTICLES.table([{"article_id": "a", "outlet": "o", "title": "", "text": text}])
    sentences = split_sentences(articles)
    mentions = find_mentions(articles, sentences, actors)
    found = find_attributions(articles, sentences, mentions, actors_table(actors))
    return find_units(articles, sentences, mentions, found)


def voices(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (r.actor_id, r.voice, r.speaker_id if isinstance(r.speaker_id, str) else None)
        for r in units(text).itertuples()
    ]


def test_a_sentence_of_the_outlet_is_its_own_voice():
    """And the whole sentence is the segment."""
    table = units("Norland ruined the port.")
    assert voices("Norland ruined the port.") == [("norland", "own", None)]
    assert table["segment"][0] == table["sentence"][0]


def test_wrapping_a_sentence_in_a_report_moves_it_to_the_speaker():
    """Metamorphic: 'X said that' turns own into named; X is spoken of by the outlet."""
    assert voices("Ruiz said that Norland ruined the port.") == [
        ("norland", "named", "ruiz"),
        ("ruiz", "own", None),
    ]


def test_the_deepest_source_has_the_word():
    """In 'Ruiz said Berg claimed that' it is Berg."""
    assert voices("Ruiz said Berg claimed that Norland ruined the port.") == [
        ("berg", "named", "ruiz"),
        ("norland", "named", "berg"),
        ("ruiz", "own", None),
    ]


def test_two_voices_of_one_sentence_are_two_rows_with_their_own_segments():
    """Each segment is as long as the sentence and blanks the other voice."""
    table = units("Norland is weak, but Berg said that Norland is strong.")
    own = table[(table["actor_id"] == "norland") & (table["voice"] == "own")].iloc[0]
    named = table[(table["actor_id"] == "norland") & (table["voice"] == "named")].iloc[0]
    assert own["segment"].split() == ["Norland", "is", "weak,", "but", "Berg", "said", "that", "."]
    assert named["segment"].split() == ["Norland", "is", "strong"]
    assert len(own["segment"]) == len(named["segment"]) == len(own["sentence"])


def test_two_reports_of_one_speaker_are_two_rows():
    """Praise and blame in one sentence do not hide each other."""
    table = units("Berg praised Norland but said that Norland is late.")
    named = table[(table["actor_id"] == "norland") & (table["voice"] == "named")]
    assert [segment.split() for segment in named["segment"]] == [
        ["Norland"],
        ["Norland", "is", "late"],
    ]
    assert named["speaker_id"].tolist() == ["berg", "berg"]


def test_two_speakers_of_one_sentence_are_two_rows():
    """Each with the speaker's own words."""
    text = "Berg said that Norland is late, and Ruiz claimed that Norland is early."
    assert [row for row in voices(text) if row[0] == "norland"] == [
        ("norland", "named", "berg"),
        ("norland", "named", "ruiz"),
    ]


@pytest.mark.parametrize(
    ("text", "is_ambiguous"),
    [
        ("Norland ruined the port.", False),
        ("Berg said that Norland ruined the port.", True),
        ("Norland, according to some analysts, ruined the port.", True),
        ("“Norland ruined the old port,” Berg said.", False),
        ("Berg said that Norland “ruined the old port”.", True),
        ("Berg said that it was “all the fault of Norland”.", False),
        ("Ruiz said Berg claimed that Norland ruined the port.", False),
        ("The “war of Norland” went on.", False),
    ],
    ids=["own", "indirect", "unnamed", "direct", "before marks", "in marks", "depth 2", "scare"],
)
def test_unquoted_words_that_the_outlet_reports_are_ambiguous(text, is_ambiguous):
    """The outlet may have chosen them; not its own words, quoted ones, or a source's report."""
    table = units(text).set_index("actor_id")
    assert table.loc["norland", "is_ambiguous"] == is_ambiguous


def test_words_about_a_speaker_are_the_outlets_and_not_ambiguous():
    """Source phrase and cue belong to whoever reports, without doubt."""
    table = units("Ruiz flatly claimed that Norland ruined the port.").set_index("actor_id")
    assert not table.loc["ruiz", "is_ambiguous"]


def test_a_headline_is_judged_by_its_own_reports():
    """Its offsets point into the title, where the text may have marks."""
    row = {"article_id": "a", "outlet": "o", "title": "Berg: Norland ruined the port",
           "text": "“Berg is as good as Norland,” Ruiz said."}  # fmt: skip
    articles = ARTICLES.table([row])
    sentences = split_sentences(articles)
    mentions = find_mentions(articles, sentences, ACTORS)
    spoken = find_attributions(articles, sentences, mentions, actors_table(ACTORS))
    table = find_units(articles, sentences, mentions, spoken).query("actor_id == 'norland'")
    assert table.set_index("zone")["is_ambiguous"].to_dict() == {"headline": True, "lead": False}


def test_several_mentions_in_one_voice_count_once():
    """By the first."""
    table = units("Norland lost and Norland won.")
    assert list(table["target_start"]) == [0]


def test_scare_quotes_stay_in_the_voice_around_them():
    """A term in marks is not somebody else's word."""
    assert voices("The “war of Norland” went on.") == [("norland", "own", None)]


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''", "«»", "„“"])
def test_every_quotation_mark_gives_the_same_chain(marks):
    """Metamorphic: the marks do not matter."""
    text = f"{marks[0]}Norland has ruined the old port,{marks[1]} Berg said."
    assert voices(text) == [("berg", "own", None), ("norland", "named", "berg")]


def test_renaming_an_actor_changes_nothing_but_the_name():
    """Metamorphic: names of the same length, so that all offsets stay."""
    text = "Ruiz said that Norland ruined the port. “It was a very good port,” Berg said."
    renamed = tuple(
        Actor(a.actor_id, a.name.replace("Berg", "Dahl"), a.kind,
              tuple(Form(f.text.replace("Berg", "Dahl")) for f in a.forms))
        for a in ACTORS
    )  # fmt: skip
    there = units(text).drop(columns=["sentence", "segment"])
    back = units(text.replace("Berg", "Dahl"), renamed).drop(columns=["sentence", "segment"])
    pd.testing.assert_frame_equal(there, back)


WORDS = st.sampled_from(
    ["Berg", "Ruiz", "Norland", "said", "that", "“", "”", ",", ".", "claimed", "is", "\n", "he"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_ambiguous_are_the_mentions_in_ambiguous_segments_of_depth_one(text):
    """Law: units and segments agree on whose wording may be whose."""
    articles = ARTICLES.table([{"article_id": "a", "outlet": "o", "title": "", "text": text}])
    sentences = split_sentences(articles)
    mentions = find_mentions(articles, sentences, ACTORS)
    actors = actors_table(ACTORS)
    spoken = find_attributions(articles, sentences, mentions, actors)
    pieces = find_segments(articles, spoken, actors)
    for unit in find_units(articles, sentences, mentions, spoken).itertuples():
        piece = pieces[(pieces["start"] <= unit.start) & (unit.start < pieces["end"])].iloc[0]
        assert unit.is_ambiguous == (piece["is_ambiguous"] and piece["depth"] == 1)


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_a_segment_is_the_sentence_with_blanks_and_keeps_its_mention(text):
    """Law: same length, same characters or a space, and the target is there."""
    for row in units(text).itertuples():
        assert len(row.segment) == len(row.sentence)
        assert all(a in (b, " ") for a, b in zip(row.segment, row.sentence, strict=True))
        assert row.segment[row.target_start] == row.sentence[row.target_start]
        assert row.sentence[row.target_start : row.target_end] == text[row.start : row.end]
