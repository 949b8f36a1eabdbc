"""The tables of the report on voices: cut and ordered for a reader, nothing computed anew."""

import pytest

import medialens as ml
from medialens.report import whose_words
from medialens.schemas import ARTICLES

TEXTS = (
    "Officials said it would rain. Olaf Berg claimed that the plan failed. Berg said it rained.",
    "officials said the port was shut. Critics said that Berg lied. Ana Ruiz said Berg claimed "
    "that Ruiz ruined the port.",
)


@pytest.fixture(scope="module")
def words():
    """Two articles of two outlets, with officials, critics and two people who speak."""
    rows = [
        {"article_id": f"a{i}", "outlet": outlet, "published": "2026-03-02", "title": "",
         "text": text, "language": "en"}
        for i, (outlet, text) in enumerate(zip(("Bell", "Post"), TEXTS, strict=True))
    ]  # fmt: skip
    people = [
        ml.Actor("berg", "Olaf Berg", "person", (ml.Form("Berg"),)),
        ml.Actor("ruiz", "Ana Ruiz", "person", (ml.Form("Ruiz"),)),
    ]
    study = ml.analyse(ml.Corpus(ARTICLES.table(rows)), actors=people, scorer="vader_sentence")
    return whose_words(study, ["berg", "ruiz"])


@pytest.fixture(scope="module")
def valdory(press):
    return whose_words(press, press.top_actors(8))


def test_sources_without_a_name_are_counted_in_any_case(words):
    """Two officials of two outlets are one phrase; the more frequent phrase comes first."""
    table = words.unnamed_sources()
    assert table["source"].str.casefold().tolist() == ["officials", "critics"]
    assert table["n_statements"].tolist() == [2, 1]
    assert table["n_articles"].tolist() == [2, 1]
    assert table["outlets"].tolist() == table["where"].tolist() == ["Bell, Post", "Post"]


def test_more_than_two_outlets_are_counted_on_the_page_and_named_in_the_file(valdory):
    row = valdory.unnamed_sources().iloc[0]
    assert row["where"] == f"{row['outlets'].count(',') + 1} outlets"


def test_the_phrases_hold_every_statement_without_a_name(press, valdory):
    """The counts of the list add up to the count in the table of outlets.

    But for statements of which no words say whose they are ("it was said").
    """
    n_unnamed = press.voices(pooled=True)["n_unnamed"].iloc[0]
    quotes = press.quotes().drop_duplicates(["article_id", "attribution_id"])
    n_without = (quotes["voice"].eq("anonymous") & quotes["source"].fillna("").eq("")).sum()
    assert valdory.unnamed_sources()["n_statements"].sum() == n_unnamed - n_without
    assert n_without < n_unnamed / 10


def test_all_outlets_stand_last_where_there_are_several(words, lone_article):
    assert words.unnamed()["outlet"].tolist() == ["Bell", "Post", "all outlets"]
    alone = whose_words(ml.analyse(lone_article), [])
    assert alone.unnamed()["outlet"].tolist() == ["The Bell"]
    assert alone.cue_profile()["outlet"].tolist() == ["The Bell"]


def test_the_cue_profile_has_the_shares_of_the_cues(press, valdory):
    """One row per outlet in place of one per outlet and class."""
    wide, long = valdory.cue_profile(), press.cues()
    row = long[(long["outlet"] == "The Meridian") & (long["cue_class"] == "factive")].iloc[0]
    shown = wide[wide["outlet"] == "The Meridian"].iloc[0]
    assert shown["share_factive"] == row["share_with"]
    assert (shown["factive_low"], shown["factive_high"]) == (row["with_low"], row["with_high"])
    assert len(wide) == long["outlet"].nunique() + 1


def test_reporting_words_are_those_of_the_outlets_themselves(words):
    """Of the two that claim, one claims inside what another says: that is no word of the outlet."""
    table = words.reporting_words()
    assert table[["cue_class", "cue", "n_statements", "outlets"]].to_numpy().tolist() == [
        ["distancing", "claimed", 1, "Bell"]
    ]


def test_distances_have_evidence_and_the_largest_gap_comes_first(valdory):
    table = valdory.distances()
    assert (table["status"] != "too few").all()
    assert (table["n_distancing"] + table["n_factive"] > 0).all()
    assert table["gap"].abs().is_monotonic_decreasing


def test_edges_by_outlet_leave_out_the_outlets_own_voice(press, valdory):
    """The most sentences first, each source called as in the figure."""
    table = valdory.edges_by_outlet()
    assert "own" not in set(table["source_kind"])
    assert table["n_sentences"].is_monotonic_decreasing
    assert "other named sources" in set(table["source_name"])
    told = valdory.edges[valdory.edges["source_kind"] != "own"]
    assert table["n_sentences"].sum() == told["n_sentences"].sum()


def test_sentences_are_listed_for_those_of_whom_sources_speak(press, valdory):
    """Every edge's row leads to a list that is there and is not empty."""
    assert set(valdory.edges_by_outlet()["actor_id"]) == set(valdory.spoken_of)
    for actor_id in valdory.spoken_of:
        assert len(press.evidence(actor_id, measure="voiced_stance"))


def test_marked_words_are_listed_by_outlet_and_kind(press, valdory):
    table = valdory.marked_words("scare", "term")
    assert table["outlet"].is_monotonic_increasing
    assert set(table["kind"]) <= {"no source", "a word is mentioned"}
    kinds = press.marked_words()["kind"]
    assert len(table) == kinds.isin(["scare", "term"]).sum()


def test_the_article_to_read_has_the_deepest_chain_that_ends_with_an_actor(words):
    """Ana Ruiz quotes Olaf Berg in the second article."""
    assert words.article() == "a1"
    assert words.article("a0") == "a0"


def test_without_any_source_the_first_article_is_read():
    row = {"article_id": "a", "outlet": "o", "title": "", "text": "Rain fell.", "language": "en"}
    study = ml.analyse(ml.Corpus(ARTICLES.table([row])), actors=[], scorer="vader_sentence")
    words = whose_words(study, [])
    assert words.article() == "a"
    assert words.findings()[0].text == "0 of 2 words are those of a source."
    for table in (words.unnamed_sources(), words.reporting_words(), words.distances()):
        assert table.empty


def test_findings_open_with_words_silence_and_the_largest_edge(valdory):
    """What follows unfolds: sources without a name, and the next edge."""
    opening = [finding.text for finding in valdory.findings()]
    assert "of the words are those of a source" in opening[0]
    assert opening[1].startswith("Government of Valdory is spoken about and hardly speaks")
    assert opening[2].startswith("No actor speaks more often of another than Ilse Corrane of ")
    assert "have a source without a name" in opening[3]
    assert len(opening) == 5


def test_criticism_of_an_actor_leaves_out_its_own_side(words):
    """Ruiz is spoken ill of by Berg; what critics say of Berg is his criticism, not hers."""
    table = words.criticism("ruiz")
    assert set(table["label"]) == {"negative"}
    assert "ruiz" not in set(table["speaker_id"])
