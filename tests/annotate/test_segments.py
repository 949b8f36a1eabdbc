"""Headline and text are cut into stretches of one voice. The people and papers are invented."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medialens.actor import Actor, Form
from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.annotate.segments import find_segments
from medialens.annotate.units import find_units
from medialens.errors import SchemaError
from medialens.schemas import ACTORS, ARTICLES, ATTRIBUTIONS, SEGMENTS
from medialens.text.sentences import split_sentences
from medialens.text.words import words

ACTORS_SOUGHT = (
    Actor("berg", "Olaf Berg", "person", (Form("Berg"),)),
    Actor("ruiz", "Ana Ruiz", "person", (Form("Ruiz"),)),
    Actor("ledger", "Ledger Watch", "outlet", ()),
    Actor("norland", "Norland", "country", ()),
)


def tables(text: str, title: str = "") -> tuple[pd.DataFrame, ...]:
    row = {"article_id": "a", "outlet": "The Courier", "title": title, "text": text}
    articles = ARTICLES.table([row])
    sentences = split_sentences(articles)
    mentions = find_mentions(articles, sentences, ACTORS_SOUGHT)
    actors = actors_table(ACTORS_SOUGHT)
    return articles, sentences, mentions, find_attributions(articles, sentences, mentions, actors)


def segments(text: str, title: str = "") -> pd.DataFrame:
    articles, _, _, attributions = tables(text, title)
    return find_segments(articles, attributions, actors_table(ACTORS_SOUGHT))


def cut(text: str) -> list[tuple[str, str]]:
    """Each stretch with the last of its chain."""
    return [
        (text[row.start : row.end].strip(), row.chain.split(" → ")[-1])
        for row in segments(text).itertuples()
    ]


def test_a_text_without_reported_words_is_one_stretch_of_the_outlet():
    """Depth 0, no attribution, and the chain is the outlet alone."""
    (row,) = segments("Norland ruined the port.").to_dict("records")
    assert (row["voice"], row["depth"], row["type"]) == ("own", 0, "own")
    assert row["chain"] == "The Courier"
    assert (row["start"], row["end"], row["n_words"]) == (0, 24, 4)
    assert pd.isna(row["attribution_id"])
    assert pd.isna(row["cue_class"])
    assert not row["is_ambiguous"]


def test_source_and_cue_belong_to_whoever_reports():
    """The content alone is the speaker's; what follows it is the outlet's again."""
    assert cut("Ruiz flatly claimed that Norland ruined it. Rain fell.") == [
        ("Ruiz flatly claimed that", "The Courier"),
        ("Norland ruined it", "Ana Ruiz"),
        (". Rain fell.", "The Courier"),
    ]


def test_an_appositive_after_a_quotation_is_the_outlets():
    """Whoever is quoted does not call himself bitter."""
    found = segments("“Norland is lost for many years,” said Berg, a bitter man.")
    assert found["voice"].tolist() == ["named", "own"]


def test_the_deepest_source_has_the_words_and_the_chain_names_all():
    """A source of a source stands two arrows behind the outlet."""
    text = "Ruiz said Berg claimed that Norland ruined the port."
    assert cut(text) == [
        ("Ruiz said", "The Courier"),
        ("Berg claimed that", "Ana Ruiz"),
        ("Norland ruined the port", "Olaf Berg"),
        (".", "The Courier"),
    ]
    deepest = segments(text).query("depth == 2").iloc[0]
    assert deepest["chain"] == "The Courier → Ana Ruiz → Olaf Berg"
    assert deepest["speaker_id"] == "berg"
    assert deepest["cue_class"] == "distancing"


def test_an_unnamed_source_stands_in_the_chain_by_its_phrase():
    """And by words that say so, where there is no phrase."""
    found = segments("Some analysts said that it rained.").query("depth == 1").iloc[0]
    assert found["chain"] == "The Courier → Some analysts"
    assert (found["voice"], found["source"]) == ("anonymous", "Some analysts")
    assert pd.isna(found["speaker_id"])
    said = {"article_id": "a", "attribution_id": 0, "zone": "body", "start": 0, "end": 3,
            "source": "", "voice": "anonymous", "depth": 1, "type": "direct"}  # fmt: skip
    articles = ARTICLES.table([{"article_id": "a", "outlet": "o", "title": "", "text": "Yes"}])
    bare = find_segments(articles, ATTRIBUTIONS.table([said]), ACTORS.table())
    assert bare["chain"].tolist() == ["o → a source without a name"]


def test_a_source_phrase_over_two_lines_is_one_line_of_the_chain():
    """The column source keeps it as the text has it."""
    text = "The old\nminister"
    said = {"article_id": "a", "attribution_id": 0, "zone": "body", "start": 0, "end": 3,
            "source": text, "voice": "named", "depth": 1, "type": "direct"}  # fmt: skip
    articles = ARTICLES.table([{"article_id": "a", "outlet": "o", "title": "", "text": text}])
    row = find_segments(articles, ATTRIBUTIONS.table([said]), ACTORS.table()).iloc[0]
    assert (row["chain"], row["source"]) == ("o → The old minister", text)


def test_an_outlet_that_passes_words_on_is_a_relay():
    """Its name stands in the chain like any other."""
    found = segments("Ledger Watch reported that Norland ruined the port.")
    assert found["voice"].tolist() == ["own", "relay", "own"]
    assert found["chain"][1] == "The Courier → Ledger Watch"


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("Norland ruined the port.", []),
        ("“Norland ruined the old port,” Berg said.", []),
        ("Berg said that Norland ruined the port.", ["Norland ruined the port"]),
        ("Berg said Norland “ruined the old port” in spite.", ["Norland", "in spite"]),
        ("Berg said that the deal was “easy, though not easy enough”.", ["the deal was"]),
    ],
    ids=["own", "direct", "indirect", "mixed", "mixed, marks at the end"],
)
def test_reported_words_outside_quotation_marks_are_ambiguous(text, ambiguous):
    """They may be the reporter's; own and quoted words are not."""
    found = segments(text).query("is_ambiguous")
    assert [text[a:b].strip() for a, b in zip(found["start"], found["end"], strict=True)] == (
        ambiguous
    )


def test_a_mark_or_a_space_alone_is_no_ambiguous_wording():
    """Between two quoted parts of one report nothing can have been put differently."""
    found = segments("Berg said it was “a bad day for Norland”, “a very bad day indeed”.")
    assert (found.loc[found["is_ambiguous"], "n_words"] > 0).all()


def test_headline_and_text_are_cut_apart():
    """Offsets of the headline point into the title."""
    title = "Berg: Norland lost"
    found = segments("Rain fell.", title)
    assert found["zone"].tolist() == ["headline", "headline", "text"]
    assert title[found["start"][1] : found["end"][1]].strip() == "Norland lost"


def test_what_is_empty_has_no_stretch():
    """No headline, no text, no article: no row, and the columns are there."""
    assert segments("").empty
    nothing = find_segments(ARTICLES.table(), ATTRIBUTIONS.table(), ACTORS.table())
    pd.testing.assert_frame_equal(nothing, SEGMENTS.table())


def test_another_table_is_refused():
    """By name, with the columns it lacks."""
    with pytest.raises(SchemaError, match="attributions table"):
        find_segments(ARTICLES.table(), ACTORS.table(), ACTORS.table())


def test_a_mention_has_the_voice_of_the_stretch_it_stands_in():
    """Units and segments agree on whose words an actor is named in."""
    text = (
        "Ruiz said Berg claimed that Norland ruined the port. “Norland is lost for good,” he said."
    )
    articles, sentences, mentions, attributions = tables(text)
    found = find_segments(articles, attributions, actors_table(ACTORS_SOUGHT))
    for unit in find_units(articles, sentences, mentions, attributions).itertuples():
        holder = found[(found["start"] <= unit.start) & (unit.start < found["end"])].iloc[0]
        assert holder["voice"] == unit.voice


WORDS = st.sampled_from(
    ["Berg", "Ruiz", "Norland", "said", "that", "“", "”", ",", ".", "claimed", "is", "\n", "he",
     "don't", ":", "Ledger Watch", "reported", "café", "\u202e", "好"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.lists(WORDS, max_size=12).map("".join)


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_the_stretches_of_a_zone_cover_it_exactly(text, title):
    """Law: each begins where the one before ended, none is empty, words add up, voices change."""
    found = segments(text, title)
    for zone, source in (("headline", title), ("text", text)):
        here = found[found["zone"] == zone]
        starts, ends = here["start"].tolist(), here["end"].tolist()
        assert [0, *ends] == ([*starts, len(source)] if source else [0])
        assert all(a < b for a, b in zip(starts, ends, strict=True))
        assert here["n_words"].sum() == len(words(source))
        voices = here[["attribution_id", "is_ambiguous"]].astype(str).apply(tuple, axis=1).tolist()
        assert all(a != b for a, b in pairwise(voices))


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_a_character_belongs_to_the_deepest_attribution_that_holds_it(text):
    """Law: asked of each attribution for each character, one by one."""
    articles, _, _, attributions = tables(text)
    found = find_segments(articles, attributions, ACTORS.table())
    for row in found.itertuples():
        for at in range(row.start, row.end):
            held = attributions[(attributions["start"] <= at) & (at < attributions["end"])]
            depth = held["depth"].max() if len(held) else 0
            assert row.depth == depth
            assert depth == 0 or row.attribution_id in held["attribution_id"].tolist()
            assert row.chain.count("→") == depth
