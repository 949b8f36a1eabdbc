"""Simulated collections: what is planted is there, and nothing else."""

import numpy as np
import pandas as pd
import pytest

import medialens as ml
from medialens.compare.differences import compare_outlets
from medialens.compare.profile import compare_profiles
from medialens.datasets import Design, Press, power, simulate
from medialens.schemas import ARTICLES, COPIES, SCORES

KIND = Press("Kind", 40, stance={"Ada Lorne": 0.3}, slant={"Tomas Vrell": -0.3})
PLAIN = Press("Plain", 40)


@pytest.fixture(scope="module")
def drawn():
    return simulate([KIND, PLAIN], seed=5)


def test_the_same_seed_draws_the_same_collection(drawn):
    again, other = simulate([KIND, PLAIN], seed=5), simulate([KIND, PLAIN], seed=6)
    pd.testing.assert_frame_equal(drawn.scores, again.scores)
    assert drawn.corpus.fingerprint == again.corpus.fingerprint != other.corpus.fingerprint


def test_every_outlet_prints_what_was_ordered(drawn):
    assert drawn.articles["outlet"].value_counts().to_dict() == {"Kind": 40, "Plain": 40}
    for schema, table in ((ARTICLES, drawn.articles), (SCORES, drawn.scores)):
        schema.check(table)


def test_what_is_planted_is_the_mean_of_many_articles():
    """Two thousand articles an outlet; the events' tone is the same for both."""
    many = simulate([Press("Kind", 2000, stance={"Ada Lorne": 0.3}), Press("Plain", 2000)])
    table = compare_outlets(many.scores, many.articles, COPIES.table(), many.events, draws=99)
    row = table.set_index(["actor_id", "measure"]).loc[("ada-lorne", "own_stance")]
    assert row["matched_low"] < 0.3 < row["matched_high"]
    assert row["matched_high"] - row["matched_low"] < 0.1


def test_copies_are_planted_as_ordered():
    """Forty percent of fifty articles, four prints a text: five texts."""
    one = simulate([Press("Copier", 50, copied=0.4), Press("Plain", 10)])
    assert one.copies["cluster_id"].nunique() == 5
    assert one.copies.groupby("cluster_id").size().tolist() == [4] * 5
    assert len(one.articles) == 60


def test_the_texts_hold_the_planted_sentences(drawn):
    """Every actor of an article stands in its text, in as many sentences as planned."""
    article = drawn.corpus.articles.iloc[0]
    facts = drawn.facts[drawn.facts["article_id"] == article["article_id"]]
    for name, n in facts["actor"].value_counts().items():
        assert article["text"].count(name) == n


def test_planted_copies_are_found_in_the_texts():
    one = simulate([Press("Copier", 20, copied=0.4), Press("Plain", 10)])
    found = ml.analyse(one.corpus, scorer="vader_clause").copies
    assert set(one.copies["article_id"]) <= set(found["article_id"])


def test_words_of_an_outlets_liking_are_there_at_their_rate():
    one = simulate([Press("Lamps", 200, words={"lantern": 10.0}), Press("Plain", 10)])
    texts = one.corpus.articles.groupby("outlet")["text"].agg(" ".join)
    rate = 1000 * texts["Lamps"].count("lantern") / len(texts["Lamps"].split())
    assert 8 < rate < 12
    assert "lantern" not in texts["Plain"]


def test_selection_alone_makes_a_raw_gap_and_no_matched_one():
    """One outlet prefers good news, the other bad; both write alike."""
    presses = (Press("Sun", 1500, selection=1.0), Press("Rain", 1500, selection=-1.0))
    one = simulate(Design(presses, tone=0.4))
    rows = compare_outlets(one.scores, one.articles, one.copies, one.events, draws=99)
    rows = rows[rows["measure"] == "own_stance"]
    assert (rows["gap"].abs() > 0.2).all()
    assert (rows["presentation"].abs() < 0.1).all()
    assert np.allclose(rows["selection"] + rows["presentation"], rows["gap"])


def test_what_sentences_cannot_express_is_refused():
    with pytest.raises(ValueError, match=r"at most 0\.30 in size can be planted"):
        simulate([Press("Kind", stance={"Ada Lorne": 0.5}), PLAIN])


def test_power_grows_with_the_number_of_articles():
    found = [
        power(
            Design((Press("A", n, stance={"Ada Lorne": 0.3}), Press("B", n)), ("Ada Lorne",)),
            n_draws=30,
        ).set_index("measure")["found"]["own_stance"]
        for n in (12, 80)
    ]
    assert found[0] < found[1]


def test_a_profile_of_the_planted_scores_is_that_of_the_labels(drawn):
    """The scores are the labels: mean of article means."""
    labels = drawn.facts[(drawn.facts["voice"] == "own") & (drawn.facts["actor"] == "Ada Lorne")]
    values = labels["label"].map({"negative": -1, "neutral": 0, "positive": 1})
    by_article = values.groupby([labels["outlet"], labels["article_id"]]).mean()
    expected = by_article.groupby("outlet").mean()
    table = compare_profiles(drawn.scores, drawn.articles, drawn.copies)
    table = table[(table["actor_id"] == "ada-lorne") & (table["measure"] == "own_stance")]
    assert table.set_index("outlet")["mean"].to_dict() == pytest.approx(expected.to_dict())
