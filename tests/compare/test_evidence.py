"""The sentences behind a number add up to it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medialens.compare.evidence import find_evidence
from medialens.compare.profile import compare_profiles
from medialens.errors import UnknownNameError
from medialens.schemas import ARTICLES, COPIES, EVIDENCE, SCORES, UNITS

KEYS = ["article_id", "sentence_id", "actor_id", "voice", "start", "end"]


def scored(units, values):
    """Return the two rows of scores that each unit has."""
    table = units.assign(value=values, scorer="test", trace="[]")
    stance = np.where(table["voice"] == "own", "own_stance", "voiced_stance")
    both = [table.assign(measure="portrayal"), table.assign(measure=stance)]
    return SCORES.table(pd.concat(both))[list(SCORES.columns)]


@st.composite
def worlds(draw):
    """Draw up to 16 articles of two outlets, some copies, and units.

    Units may repeat, lack a value, or have one that is too unsure to count.
    """
    n = draw(st.integers(6, 16))
    ids = [f"a{i:02d}" for i in range(n)]
    articles = ARTICLES.table(
        {"article_id": i, "outlet": draw(st.sampled_from("AAB")), "title": "", "text": ""}
        for i in ids
    )
    copies = COPIES.table(
        {"article_id": i, "cluster_id": draw(st.sampled_from(["a00", "a01"]))} for i in ids[:4]
    )
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(ids),
                st.integers(0, 2),
                st.sampled_from(["own", "named"]),
                st.one_of(st.none(), st.floats(-1, 1)),
                st.booleans(),
            ),
            min_size=1,
            max_size=60,
        )
    )
    units = UNITS.table(
        pd.DataFrame(
            rows, columns=["article_id", "sentence_id", "voice", "value", "is_uncertain"]
        ).assign(actor_id="orla", start=0, end=4, sentence="Orla.", target_start=0, target_end=4)
    )
    units["is_uncertain"] &= units["value"].notna()
    scores = scored(units, units["value"])
    return units.drop(columns=["value", "is_uncertain"]), scores, articles, copies


@settings(deadline=None, max_examples=30)
@given(worlds(), st.sampled_from(["portrayal", "own_stance", "voiced_stance"]))
def test_weighted_values_add_up_to_the_profiles_mean(world, measure):
    """To 1e-12, for every outlet, also with copies, unscored and unsure sentences."""
    units, scores, articles, copies = world
    profile = compare_profiles(scores, articles, copies).query("measure == @measure")
    evidence = find_evidence(units, scores, articles, copies, measure=measure)
    for row in profile.dropna(subset=["mean"]).itertuples():
        mine = evidence[evidence["outlet"] == row.outlet]
        assert (mine["weight"] * mine["value"]).sum() == pytest.approx(row.mean, abs=1e-12)
        assert mine["weight"].sum() == pytest.approx(1.0, abs=1e-12)
    assert len(evidence) == profile["n_mentions"].sum()


@pytest.fixture
def world(make_units, make_articles):
    units = make_units(["a0", "a0", "a1", "a2", "a3"])
    values = [0.2, np.nan, -0.9, 0.4, 0.1]
    articles = make_articles("AAAB", title=["T0", "T1", "T2", "T3"], url="http://example.org")
    return units, scored(units, values), articles, COPIES.table()


def test_a_sentence_that_was_not_scored_is_shown_without_weight(world):
    """A missing value is not 0."""
    row = find_evidence(*world).query("article_id == 'a0' and sentence_id == 2").iloc[0]
    assert np.isnan(row["value"])
    assert row["weight"] == 0.0


def test_a_sentence_the_scorer_is_unsure_of_keeps_its_value_without_weight(world):
    """The reader sees what was not counted; the others share its weight."""
    units, scores, articles, copies = world
    scores = scores.assign(
        is_uncertain=scores["article_id"] == "a1", label="neutral", p_neutral=0.4, outcome="scored"
    )
    evidence = find_evidence(units, scores, articles, copies, outlet="A")
    row = evidence.query("article_id == 'a1'").iloc[0]
    assert row[["value", "weight", "label", "p_neutral"]].tolist() == [-0.9, 0.0, "neutral", 0.4]
    assert row["is_uncertain"]
    assert evidence["weight"].tolist() == pytest.approx([1 / 2, 0, 0, 1 / 2])


def test_evidence_carries_what_a_reader_needs_to_check_it(world):
    """Outlet, date, headline, address, sentence and offsets: the columns of the schema alone."""
    evidence = find_evidence(*world, outlet="B")
    assert evidence.columns.tolist() == list(EVIDENCE.columns)
    row = evidence.iloc[0]
    assert row[["title", "url", "sentence"]].tolist() == [
        "T3",
        "http://example.org",
        "Orla is there.",
    ]
    assert row["sentence"][row["target_start"] : row["target_end"]] == "Orla"


def test_n_takes_the_sentences_that_move_each_outlets_mean_most(world):
    """In either direction; the weights stay those of all sentences."""
    shown = find_evidence(*world, n=2)
    assert shown["value"].tolist() == [-0.9, 0.4, 0.1]
    assert shown["weight"].tolist() == pytest.approx([1 / 3, 1 / 3, 1.0])


def test_one_actor_one_outlet_one_measure(world):
    """What is asked for is what comes."""
    units, scores, articles, copies = world
    other = {"actor_id": "vann"}
    units = pd.concat([units, units.assign(**other)], ignore_index=True)
    scores = pd.concat([scores, scores.assign(**other)], ignore_index=True)
    found = find_evidence(units, scores, articles, copies, actor_id="vann", outlet="A")
    assert set(found["actor_id"]) == {"vann"}
    assert set(found["outlet"]) == {"A"}
    assert len(found) == 4
    assert find_evidence(units, scores, articles, copies, measure="voiced_stance").empty


def test_what_does_not_exist_is_refused(world):
    """Outlet, measure and number are checked."""
    with pytest.raises(UnknownNameError, match="outlet 'Z'"):
        find_evidence(*world, outlet="Z")
    with pytest.raises(ValueError, match="measure='tone' is not known"):
        find_evidence(*world, measure="tone")
    with pytest.raises(ValueError, match="n=0"):
        find_evidence(*world, n=0)


def test_nothing_scored_gives_an_empty_table():
    """With every column in its type."""
    empty = (UNITS.table(), SCORES.table(), ARTICLES.table(), COPIES.table())
    pd.testing.assert_frame_equal(find_evidence(*empty), EVIDENCE.table())
