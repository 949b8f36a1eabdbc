"""Selections: part of a collection or a study, with everything still accounted for."""

import pandas as pd
import pytest

import medialens as ml
from medialens.compare.health import describe_health
from medialens.errors import EmptyError, UnknownNameError
from medialens.schemas import ARTICLES, REJECTS, SKIPS


@pytest.fixture
def town():
    """Six articles of two outlets, the last without a date; one reject, two skips."""
    rows = [
        {"article_id": f"a{i}", "outlet": "AB"[i % 2], "title": f"t{i}", "text": "x " * 60,
         "published": None if i == 5 else f"2026-0{i // 2 + 1}-1{i}", "section": "xy"[i // 3]}
        for i in range(6)
    ]  # fmt: skip
    rejects = REJECTS.table([{"source_file": "f", "field": "text", "reason": "empty"}])
    skips = SKIPS.table([{"source_file": "f", "rule": "a repeated article"}] * 2)
    return ml.Corpus(ARTICLES.table(rows), rejects, skips, name="Town", slug="town")


def ids(corpus):
    return sorted(corpus.articles["article_id"])


@pytest.mark.parametrize(
    ("select", "kept"),
    [
        (lambda c: c["A"], ["a0", "a2", "a4"]),
        (lambda c: c[c.outlet == "A"], ["a0", "a2", "a4"]),
        (lambda c: c[(c.outlet == "B").to_numpy()], ["a1", "a3", "a5"]),
        (lambda c: c[[name == "B" for name in c.outlet]], ["a1", "a3", "a5"]),
        (lambda c: c[c.published >= "2026-02"], ["a2", "a3", "a4"]),
        (lambda c: c.between("2026-01", "2026-01"), ["a0", "a1"]),
        (lambda c: c.between("2026-01-11", "2026-02-12"), ["a1", "a2"]),
        (lambda c: c.where(until="2026-02"), ["a0", "a1", "a2", "a3"]),
        (lambda c: c.where(since="2026"), ["a0", "a1", "a2", "a3", "a4"]),
        (lambda c: c[c.articles["section"] == "y"], ["a3", "a4", "a5"]),
    ],
)  # fmt: skip
def test_a_selection_holds_the_articles_that_were_asked_for(town, select, kept):
    assert ids(select(town)) == kept


def test_what_is_not_selected_is_counted_so_that_the_sum_stays(town):
    """Seen = kept + not selected + rejected + skipped, however often a selection is selected."""
    part = town["A"].between("2026-01", "2026-02")
    assert (part.n_seen, len(part), part.n_unselected) == (9, 2, 4)
    assert part.n_seen == len(part) + part.n_unselected + len(part.rejects) + part.n_skipped
    assert "9 seen = 2 kept + 4 not in this selection + 1 rejected + 2 skipped" in repr(part)
    health = describe_health(part, ml.Study(part).copies)
    assert health["count"][0] == health["count"][1:5].sum() == 9
    assert health["item"][4] == "not selected"
    assert "not selected" not in describe_health(town, ml.Study(town).copies)["item"].tolist()


def test_a_selection_keeps_the_settings_of_its_collection():
    corpus = ml.load("valdory")
    part = corpus["Harbour Radio"]
    assert (part.name, part.licence, part.actors) == (corpus.name, corpus.licence, corpus.actors)
    assert part.mapping == corpus.mapping and part.fingerprint != corpus.fingerprint


@pytest.mark.parametrize(
    ("key", "error", "said"),
    [
        ("C", UnknownNameError, "outlet 'C' is not known"),
        (0, TypeError, "picks no articles"),
        ([True], ValueError, "1 values for 6 articles"),
        ([1, 0, 1, 0, 1, 0], TypeError, "True and False"),
        (pd.Series([True] * 6, index=range(1, 7)), ValueError, "another table"),
        ([False] * 6, EmptyError, "no article of that kind"),
    ],
)
def test_what_picks_nothing_is_told(town, key, error, said):
    with pytest.raises(error, match=said):
        town[key]


@pytest.mark.parametrize("day", ["2026-13", "March", "2026-02-30"])
def test_a_day_that_is_none_is_told(town, day):
    with pytest.raises(ValueError, match="is no day"):
        town.between(day, "2026-03")


def test_a_sample_is_the_same_for_the_same_seed_in_whatever_order_the_rows_are(town):
    turned = ml.Corpus(town.articles.iloc[::-1].reset_index(drop=True))
    assert ids(town.sample(3, seed=7)) == ids(turned.sample(3, seed=7))
    draws = {tuple(ids(town.sample(3, seed=seed))) for seed in range(20)}
    assert len(draws) > 5


def test_a_sample_by_outlet_has_so_many_of_each(town):
    part = town.sample(2, by="outlet")
    assert part.outlet.value_counts().to_dict() == {"A": 2, "B": 2}
    assert len(town.sample(10, by="outlet")) == 6
    assert "up to 2 articles per outlet, seed 0" in part.notices[-1]
    with pytest.raises(UnknownNameError, match="did you mean 'outlet'"):
        town.sample(2, by="outlets")
    with pytest.raises(ValueError, match="at least 1"):
        town.sample(0)


def test_every_article_is_as_likely_to_be_drawn(town):
    """Over 600 seeds each of six articles is in a sample of three about half of the time."""
    drawn = pd.Series([key for seed in range(600) for key in ids(town.sample(3, seed=seed))])
    assert drawn.value_counts().between(240, 360).all()


def test_a_part_of_a_study_has_the_same_rows_as_before(press):
    """Mentions, attributions and scores are taken over, not made again."""
    part = press.select(outlet="Harbour Radio")
    assert part.is_annotated and part.corpus.outlets == ["Harbour Radio"]
    of_outlet = press.corpus["Harbour Radio"].articles["article_id"]
    for name in ("mentions", "attributions", "units", "scores", "sentences"):
        table = getattr(press.tables, name)
        expected = table[table["article_id"].isin(of_outlet)].reset_index(drop=True)
        pd.testing.assert_frame_equal(getattr(part.tables, name), expected)
    pd.testing.assert_frame_equal(part.profile(), press["Harbour Radio"].profile())


def test_a_part_of_a_study_is_what_a_new_study_of_those_articles_finds(press):
    """With a catalogue an article is read alone: selecting and analysing can change places."""
    part = press.select(since="2025-06", until="2025-07")
    anew = ml.analyse(press.corpus.between("2025-06", "2025-07"))
    pd.testing.assert_frame_equal(part.tables.scores, anew.tables.scores)
    pd.testing.assert_frame_equal(part.profile(), anew.profile())


def test_a_study_is_selected_by_actor_event_and_mask(press):
    actor = press.select(actor="Petra Hallam")
    assert set(actor.tables.mentions.query("actor_id == 'petra-hallam'")["article_id"]) == set(
        actor.corpus.articles["article_id"]
    )
    event = press.events["event_id"].iloc[0]
    assert len(press.select(event=event).corpus) == (press.events["event_id"] == event).sum()
    mask = press.corpus.articles["section"] == press.corpus.articles["section"].iloc[0]
    assert len(press.select(articles=mask).corpus) == mask.sum()


@pytest.mark.parametrize("wrong", [{"actor": "Petra Halam"}, {"event": "e"}, {"outlet": "Radio"}])
def test_a_selection_by_an_unknown_name_is_told(press, wrong):
    with pytest.raises(UnknownNameError, match="is not known"):
        press.select(**wrong)


def test_a_selection_without_articles_is_an_error(press):
    with pytest.raises(EmptyError):
        press.select(outlet="Harbour Radio", since="2030")
