"""Keywords of an outlet: counts over distinct articles, p from shuffled articles."""

import itertools

import numpy as np
import pandas as pd
import pytest

from medialens.compare.keyness import keyness
from medialens.compare.keywords import compare_keywords, rank_keywords
from medialens.errors import EmptyError, SchemaError, UnknownNameError
from medialens.schemas import COPIES, KEYNESS

TEXTS = {
    "A": ["Flood flood water here", "flood water there", "the flood and water"],
    "B": ["storm water here", "the storm and storm", "storm storm there", "wind"],
}
EVERY = {"min_count": 1, "min_articles": 1}


@pytest.fixture
def articles(make_articles):
    outlets = [outlet for outlet, texts in TEXTS.items() for _ in texts]
    texts = [text for texts in TEXTS.values() for text in texts]
    return make_articles(outlets, text=texts)


def noise(make_articles, *, planted=0):
    """Return 24 articles of random words; `planted` times 'levee' in each article of A."""
    rng = np.random.default_rng(3)
    words = [f"w{letter}" for letter in "abcdefghij"]
    texts = [" ".join(rng.choice(words, 80)) for _ in range(24)]
    outlets = ["A", "B"] * 12
    texts = [
        text + " levee" * (planted if outlet == "A" else 1)
        for text, outlet in zip(texts, outlets, strict=True)
    ]
    return make_articles(outlets, text=texts)


def test_counts_ranges_and_measures_are_those_of_the_articles(articles):
    """Flood: four times in three articles of A, never in B, in any case."""
    table = compare_keywords(articles, COPIES.table(), target="A", **EVERY).set_index("term")
    row = table.loc["flood"]
    assert row[["n_target", "n_reference", "range_target", "range_reference"]].tolist() == [
        4, 0, 3, 0,
    ]  # fmt: skip
    assert row["per_million_target"] == pytest.approx(4 / 11 * 1e6)
    counts = table[["n_target", "n_reference"]].reset_index()
    assert table["g2"].tolist() == pytest.approx(keyness(counts)["g2"].tolist())


def test_headlines_are_counted_too(make_articles):
    """A headline is part of the article."""
    articles = make_articles("AB", title=["Flood!", ""], text=["water", "water"])
    table = compare_keywords(articles, COPIES.table(), target="A", **EVERY)
    assert table["term"].tolist() == ["flood", "water"]


def test_copies_are_counted_once_a_side(make_articles, make_copies):
    """One wire text in three articles of A and one of B: one on each side."""
    articles = make_articles("AAAB", text=["flood"] * 4)
    copies = make_copies(("a0", "a1", "a2", "a3"))
    row = compare_keywords(articles, copies, target="A", **EVERY).iloc[0]
    assert row[["n_target", "n_reference"]].tolist() == [1, 1]


def test_the_reference_is_every_other_outlet_or_the_one_named(make_articles):
    """Three outlets, a word each."""
    articles = make_articles("ABC", text=["x1 all", "x2 all", "x3 all"])
    every = compare_keywords(articles, COPIES.table(), target="A", **EVERY)
    named = compare_keywords(articles, COPIES.table(), target="A", reference="B", **EVERY)
    assert every["term"].tolist() == ["all", "x1", "x2", "x3"]
    assert named["term"].tolist() == ["all", "x1", "x2"]


def test_rare_and_excluded_words_are_not_tested_but_count_as_words(articles):
    """The size of a side does not depend on the words left out."""
    table = compare_keywords(
        articles, COPIES.table(), target="A", min_count=4, min_articles=3, exclude=["WATER"]
    )
    assert table["term"].tolist() == ["flood", "storm"]
    assert table["per_million_target"].iloc[0] == pytest.approx(4 / 11 * 1e6)


def test_p_is_the_share_of_shuffles_that_reach_the_observed_g2(make_articles):
    """Three against three articles: all 20 labellings by hand, two of them reach the observed."""
    flood = [5, 4, 3, 0, 0, 1]
    texts = ["flood " * n + "water " * (10 - n) for n in flood]
    table = compare_keywords(
        make_articles("AAABBB", text=texts), COPIES.table(), target="A", permutations=1999, **EVERY
    )
    sums = [sum(chosen) for chosen in itertools.combinations(flood, 3)]
    exact = np.mean([abs(total - 6.5) >= 12 - 6.5 for total in sums])
    assert exact == 0.1
    assert table["p"].tolist() == pytest.approx([exact, exact], abs=0.02)


def test_a_word_that_one_article_repeats_is_no_keyword(make_articles):
    """Forty times 'levee' in one of twelve articles: g2 is huge, p is not small."""
    articles = noise(make_articles)
    text = articles["text"].where(articles["article_id"] != "a0", articles["text"] + " levee" * 40)
    table = compare_keywords(articles.assign(text=text), COPIES.table(), target="A")
    row = table.set_index("term").loc["levee"]
    assert row["g2"] > 15
    assert row["p"] > 0.3


def test_a_planted_word_is_found_and_the_noise_is_not(make_articles):
    """'levee' five times as often in A; ten random words."""
    table = compare_keywords(noise(make_articles, planted=5), COPIES.table(), target="A")
    assert table.loc[table["q"] < 0.10, "term"].tolist() == ["levee"]
    assert table.set_index("term").loc["levee", "p"] == pytest.approx(1 / (50 * 999 + 1))


def test_no_permutations_leave_p_and_q_missing(articles):
    """Counts and effect sizes are there."""
    table = compare_keywords(articles, COPIES.table(), target="A", permutations=0, **EVERY)
    assert table[["p", "q"]].isna().all(axis=None)
    assert table["g2"].notna().all()


def test_the_order_of_articles_changes_nothing(articles):
    """The same seed gives the same p."""
    first = compare_keywords(articles, COPIES.table(), target="A", **EVERY)
    turned = compare_keywords(articles.iloc[::-1], COPIES.table(), target="A", **EVERY)
    pd.testing.assert_frame_equal(first, turned, check_exact=True)


def test_exchanging_target_and_reference_turns_the_signs(articles):
    """Two outlets."""
    first = compare_keywords(articles, COPIES.table(), target="A", **EVERY)
    turned = compare_keywords(articles, COPIES.table(), target="B", **EVERY)
    assert turned["g2"].tolist() == pytest.approx((-first["g2"]).tolist())
    assert turned["log_ratio"].tolist() == pytest.approx((-first["log_ratio"]).tolist())


def test_nothing_frequent_enough_gives_an_empty_table(articles):
    """With every column in its type."""
    table = compare_keywords(articles, COPIES.table(), target="A", min_count=100)
    pd.testing.assert_frame_equal(table, KEYNESS.table())


def test_sides_that_cannot_be_compared_are_refused(articles, make_articles):
    """Unknown, the same, or without a word."""
    with pytest.raises(UnknownNameError, match="outlet 'Z'"):
        compare_keywords(articles, COPIES.table(), target="Z")
    with pytest.raises(ValueError, match="both 'A'"):
        compare_keywords(articles, COPIES.table(), target="A", reference="A")
    with pytest.raises(EmptyError, match="'the other outlets' has none"):
        compare_keywords(make_articles("AA", text=["x", "y"]), COPIES.table(), target="A")
    with pytest.raises(EmptyError, match="'B' has none"):
        compare_keywords(
            make_articles("AB", text=["x", ""]), COPIES.table(), target="A", reference="B"
        )


def ranked(**columns):
    """Return five words, `columns` replaced."""
    rows = {
        "term": ["a", "b", "c", "d", "e"],
        "log_ratio": [1.0, 3.0, 2.0, -1.0, -4.0],
        "g2": [50.0, 5.0, 9.0, -30.0, -3.0],
        "q": [0.01, 0.5, 0.02, 0.03, 0.9],
    }
    return KEYNESS.table(pd.DataFrame({**rows, **columns}))


def test_established_words_are_ranked_by_log_ratio():
    """B and e are stronger, but may well be chance."""
    shown = rank_keywords(ranked())
    assert shown["term"].tolist() == ["c", "a", "d"]
    assert shown["side"].tolist() == ["target", "target", "reference"]
    assert shown["is_established"].all()
    assert rank_keywords(ranked(), top=1)["term"].tolist() == ["c", "d"]


@pytest.mark.parametrize("q", [0.4, np.nan])
def test_leads_by_g2_are_shown_where_nothing_is_established(q):
    """And the flag says so."""
    shown = rank_keywords(ranked(q=q), top=2)
    assert shown["term"].tolist() == ["a", "c", "d", "e"]
    assert not shown["is_established"].any()


def test_words_used_alike_are_on_no_side():
    """A g2 of 0 is no keyword."""
    assert rank_keywords(ranked(g2=0.0, q=0.9)).empty


def test_ranking_checks_what_it_is_given():
    """Columns and number."""
    with pytest.raises(SchemaError, match="keyness table"):
        rank_keywords(pd.DataFrame({"term": ["a"]}))
    with pytest.raises(ValueError, match="top=0"):
        rank_keywords(ranked(), top=0)
    assert rank_keywords(KEYNESS.table()).columns[-2:].tolist() == ["side", "is_established"]


def test_a_third_outlet_changes_nothing_between_two(make_articles):
    """The law of pairwise values, p included."""
    two = make_articles("AB" * 6, text=["flood rain", "storm rain"] * 6)
    three = make_articles("AB" * 6 + "C" * 6, text=["flood rain", "storm rain"] * 6 + ["calm"] * 6)
    tables = [
        compare_keywords(articles, COPIES.table(), target="A", reference="B", **EVERY)
        for articles in (two, three)
    ]
    pd.testing.assert_frame_equal(*tables)
