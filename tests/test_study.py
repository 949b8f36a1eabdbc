"""What a study promises: one method a question, every number with its sentences."""

import pandas as pd
import pytest

import medialens as ml
from medialens.errors import UnknownNameError
from medialens.schemas import (
    BOUNDS,
    CUES,
    DIFFERENCES,
    DISTANCE,
    EDGES,
    EVIDENCE,
    KEYNESS,
    PROFILE,
    SPEAKING,
    VOICES,
)


def test_every_table_has_its_documented_columns_and_the_actor_beside_its_id(press):
    for table, schema in (
        (press.profile(), PROFILE),
        (press.bounds(), BOUNDS),
        (press.differences(), DIFFERENCES),
        (press.speaking(), SPEAKING),
        (press.evidence(), EVIDENCE),
        (press.edges(), EDGES),
        (press.cues(by_speaker=True), CUES),
        (press.distance(), DISTANCE),
    ):
        schema.check(table)
        assert list(table.columns).index("actor") == list(table.columns).index("actor_id") + 1


def test_evidence_adds_up_to_the_profile(press):
    """Weight times value over the sentences of a cell is the mean that the profile prints."""
    profile = press.profile(measure="own_stance").query("status != 'too few'")
    assert len(profile) > 5
    for row in profile.itertuples():
        lines = press.evidence(row.actor_id, outlet=row.outlet, measure="own_stance")
        assert (lines["weight"] * lines["value"].fillna(0)).sum() == pytest.approx(
            row.mean, abs=1e-12
        )


def test_bounds_begin_at_the_profile_and_can_be_chosen_by_actor_and_outlet(press):
    """What is left out by default is what the profile leaves out."""
    own = press.profile(measure="own_stance").set_index(["outlet", "actor_id"])["mean"]
    found = press.bounds().set_index(["outlet", "actor_id"])["mean_without"]
    pd.testing.assert_series_equal(found.loc[own.index], own, check_names=False)
    outlet, actor = press.corpus.outlets[0], press.actors["name"].iloc[0]
    chosen = press.bounds(actors=[actor], outlet=outlet)
    assert chosen[["outlet", "actor"]].to_numpy().tolist() == [[outlet, actor]]
    with pytest.raises(UnknownNameError, match=f"did you mean '{outlet}'"):
        press.bounds(outlet=outlet[:-1])


def test_the_sentences_that_the_bounds_hang_on_can_be_read(press):
    """Those that count, of one outlet and actor, are as many as the row says."""
    row = press.bounds().sort_values("n_ambiguous").iloc[-1]
    lines = press.evidence(row["actor_id"], outlet=row["outlet"]).query("is_ambiguous")
    assert (lines["voice"] != "own").all()
    assert (lines["weight"] > 0).sum() == row["n_ambiguous"] > 0


def test_edges_name_both_ends_and_can_be_chosen_by_either(press):
    edges = press.edges(pooled=True)
    assert set(edges["outlet"]) == {"all outlets"}
    row = edges[edges["source_kind"] == "actor"].iloc[0]
    assert row["source_name"] == press.name_of(row["source"])
    chosen = press.edges(sources=[row["source_name"]], actors=[row["actor"]], pooled=True)
    assert chosen[["source", "actor_id"]].to_numpy().tolist() == [[row["source"], row["actor_id"]]]
    assert edges.loc[edges["source_kind"] == "own", "source_name"].unique().tolist() == ["own"]


def test_cues_of_chosen_actors_are_theirs_alone(press):
    speaker = press.distance(pooled=True).dropna(subset=["actor"])["actor"].iloc[0]
    assert press.cues(actors=[speaker])["actor"].unique().tolist() == [speaker]
    assert press.cues()["actor"].isna().all()
    assert press.distance(actors=[speaker])["actor"].unique().tolist() == [speaker]


def test_voices_share_out_every_word_of_every_outlet(press):
    voices = VOICES.check(press.voices())
    shares = voices[["share_own", "share_named", "share_anonymous", "share_relay"]]
    assert shares.sum(axis=1).tolist() == pytest.approx([1.0] * len(voices))
    words = press.coverage().set_index("outlet")["n_words"].to_dict()
    assert voices.set_index("outlet")["n_words"].to_dict() == words
    assert press.voices(pooled=True)["note"].tolist() == [""]


def test_evidence_can_be_asked_for_by_name_in_any_case_or_by_id(press):
    actor = press.actors.iloc[0]
    by_name = press.evidence(actor["name"].upper())
    pd.testing.assert_frame_equal(by_name, press.evidence(actor["actor_id"]))
    assert set(by_name["actor_id"]) == {actor["actor_id"]}


def test_each_evidence_row_points_at_the_words_of_its_article(press):
    articles = press.corpus.articles.set_index("article_id")
    for row in press.evidence().head(300).itertuples():
        source = articles.at[row.article_id, "title" if row.zone == "headline" else "text"]
        assert source[row.start : row.end] == row.sentence[row.target_start : row.target_end]


def test_unknown_actor_and_outlet_are_named_with_the_nearest_known_one(press):
    outlet = press.corpus.outlets[0]
    with pytest.raises(UnknownNameError, match=f"did you mean '{outlet}'"):
        press.keywords(outlet[:-1])
    with pytest.raises(UnknownNameError, match="actor 'Nobody Atall' is not known"):
        press.evidence("Nobody Atall")


def test_quotes_show_the_very_words_of_the_article(press):
    articles = press.corpus.articles.set_index("article_id")
    quotes = press.quotes()
    assert len(quotes) > 100
    for row in quotes.head(200).itertuples():
        source = articles.at[row.article_id, "title" if row.zone == "headline" else "text"]
        assert row.content in source


def test_keywords_leave_actors_names_out_unless_asked(press):
    outlet = press.corpus.outlets[0]
    surnames = {name.split()[-1].casefold() for name in press.actors["name"]}
    without = press.keywords(outlet, permutations=0)
    KEYNESS.check(without)
    assert not surnames & set(without["term"])
    with_names = press.keywords(outlet, exclude_actors=False, permutations=0)
    assert surnames & set(with_names["term"])


def test_the_order_of_the_rows_of_a_collection_changes_nothing(press):
    """The same articles in another order give the same tables."""
    corpus = press.corpus
    turned = corpus.articles.sample(frac=1, random_state=3).reset_index(drop=True)
    other = ml.analyse(ml.Corpus(turned, actors=corpus.actors))
    pd.testing.assert_frame_equal(other.profile(), press.profile())
    pd.testing.assert_frame_equal(other.tables.attributions, press.tables.attributions)


def test_by_article_lists_actors_of_each_article_most_named_first(press):
    table = press.by_article()
    counts = table.groupby("article_id")["n_mentions"]
    assert counts.apply(lambda n: n.is_monotonic_decreasing).all()
    assert set(table["article_id"]) <= set(press.corpus.articles["article_id"])


def test_by_article_leaves_out_what_the_scorer_is_unsure_of(lone_article, hesitant):
    text = "Ines Hollis is wonderful. Ines Hollis is perhaps awful."
    corpus = ml.Corpus(lone_article.articles.assign(text=text))
    hollis = ml.Actor("hollis", "Ines Hollis", "person")
    row = ml.analyse(corpus, actors=[hollis], scorer=hesitant).by_article().iloc[0]
    assert row["n_mentions"] == 2
    assert row["n_own"] == 1
    assert row["own_mean"] > 0


def test_a_collection_of_one_article_is_analysed_and_compares_nothing(lone_article):
    study = ml.analyse(lone_article)
    assert study.differences().empty
    assert set(study.profile()["status"]) <= {"too few"}
    assert study.profile()["mean"].isna().all()


def test_a_study_shows_itself_in_text_and_html(press):
    assert "not validated by a person" in repr(press)
    assert press.actors["name"].iloc[0] in press._repr_html_()


@pytest.mark.parametrize("ask", ["marked_words", "certainty"])
def test_marked_words_and_certainty_show_outlet_words_and_sentence(lone_article, ask):
    """The words of a row stand in its sentence."""
    text = "The 'friends' of Ines Hollis may not stay. Hollis said that they “must go”."
    corpus = ml.Corpus(lone_article.articles.assign(text=text))
    hollis = ml.Actor("hollis", "Ines Hollis", "person")
    table = getattr(ml.analyse(corpus, actors=[hollis], scorer="vader_sentence"), ask)()
    assert set(table["outlet"]) == {"The Bell"}
    words = table["words"] if "words" in table else table["surface"]
    assert len(words) == 2
    assert all(word in line for word, line in zip(words, table["sentence"], strict=True))


def test_certainty_can_be_rated_sentence_by_sentence(lone_article):
    """One row per sentence and source, with the level and the polarity."""
    corpus = ml.Corpus(lone_article.articles.assign(text="The bridge may not open."))
    table = ml.analyse(corpus, actors=[], scorer="vader_sentence").certainty(rated=True)
    row = table[["level", "polarity", "marks", "sentence"]].iloc[0].tolist()
    assert row == ["PS", "-", "may | not", "The bridge may not open."]
