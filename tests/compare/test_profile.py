"""What a profile promises: the distinct article is the unit, and few articles give no number."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from medialens.compare.profile import compare_profiles
from medialens.errors import SchemaError
from medialens.schemas import ARTICLES, COPIES, PROFILE, SCORES

NUMBERS = ["mean", "ci_low", "ci_high"]


def world(values_by_article):
    """Return scores and articles of outlets A and B, articles taking turns."""
    ids = [f"a{i:03d}" for i in range(len(values_by_article))]
    articles = ARTICLES.table(
        {"article_id": article, "outlet": "AB"[i % 2]} for i, article in enumerate(ids)
    )
    scores = SCORES.table(
        {
            "article_id": article,
            "sentence_id": number,
            "start": 0,
            "end": 4,
            "actor_id": "orla",
            "voice": "own",
            "measure": "own_stance",
            "value": value,
        }
        for article, values in zip(ids, values_by_article, strict=True)
        for number, value in enumerate(values)
    )
    return scores, articles


WORLDS = st.lists(
    st.lists(st.one_of(st.none(), st.floats(-1, 1, width=16)), max_size=4), min_size=1, max_size=26
)


def test_mean_of_articles_not_of_sentences(make_scores, make_articles):
    """Five articles, one with three sentences: (1 + 0 + 0 + 0 + 0) / 5."""
    scores = make_scores([("a0", 1.0)] * 3 + [(f"a{i}", 0.0) for i in range(1, 5)])
    row = compare_profiles(scores, make_articles("AAAAA"), COPIES.table()).iloc[0]
    assert row["mean"] == pytest.approx(0.2)
    assert row[["n_mentions", "n_articles", "n_clusters"]].tolist() == [7, 5, 5]
    assert row[["n_negative", "n_neutral", "n_positive"]].tolist() == [0, 4, 3]


def test_copies_within_the_outlet_are_one_article(make_scores, make_articles, make_copies):
    """Six articles, two of them copies: (avg(1, 0.5) + 0 * 4) / 5."""
    scores = make_scores([("a0", 1.0), ("a1", 0.5), *((f"a{i}", 0.0) for i in range(2, 6))])
    row = compare_profiles(scores, make_articles("A" * 6), make_copies(("a0", "a1"))).iloc[0]
    assert row["mean"] == pytest.approx(0.15)
    assert (row["n_articles"], row["n_clusters"], row["status"]) == (6, 5, "thin")


def test_copies_in_two_outlets_count_in_each(make_scores, make_articles, make_copies):
    """What an outlet took over it printed too."""
    scores = make_scores([("a0", 1.0), ("a1", 1.0)])
    profile = compare_profiles(scores, make_articles("AB"), make_copies(("a0", "a1")))
    assert profile["n_clusters"].tolist() == [1, 1]


def test_the_interval_is_students_over_distinct_articles(make_scores, make_articles):
    """Beside scipy's."""
    values = [0.1, 0.4, -0.2, 0.0, 0.7, 0.3]
    scores = make_scores([(f"a{i}", value) for i, value in enumerate(values)])
    row = compare_profiles(scores, make_articles("A" * 6), COPIES.table()).iloc[0]
    expected = stats.ttest_1samp(values, 0).confidence_interval()
    assert (row["ci_low"], row["ci_high"]) == pytest.approx(tuple(expected))


@pytest.mark.parametrize(
    ("n", "status"), [(1, "too few"), (4, "too few"), (5, "thin"), (9, "thin"), (10, "enough")]
)
def test_few_articles_give_no_number(make_scores, make_articles, n, status):
    """Under five distinct articles neither mean nor interval is given."""
    scores = make_scores([(f"a{i}", i / 10) for i in range(n)])
    row = compare_profiles(scores, make_articles("A" * n), COPIES.table()).iloc[0]
    assert row["status"] == status
    assert row[NUMBERS].isna().all() == (status == "too few")
    assert row[NUMBERS].notna().all() == (status != "too few")


def test_units_without_a_value_are_counted_and_left_out(make_scores, make_articles):
    """An article with nothing but such units is none of the articles behind the mean."""
    scores = make_scores([("a0", np.nan), *((f"a{i}", 0.5) for i in range(1, 6)), ("a1", np.nan)])
    row = compare_profiles(scores, make_articles("A" * 6), COPIES.table()).iloc[0]
    assert row[["n_mentions", "n_unscored", "n_articles"]].tolist() == [7, 2, 5]
    assert row["mean"] == 0.5


def test_what_the_scorer_is_unsure_of_is_counted_and_moves_no_mean(make_scores, make_articles):
    """The sixth article has no other sentence: it bears nothing, and its label counts nowhere."""
    scores = make_scores([*((f"a{i}", 0.5) for i in range(5)), ("a4", -1.0), ("a5", -1.0)])
    unsure = scores.assign(is_uncertain=scores["value"] == -1.0)
    row = compare_profiles(unsure, make_articles("A" * 6), COPIES.table()).iloc[0]
    assert row["mean"] == 0.5
    assert row[["n_mentions", "n_unscored", "n_uncertain", "n_articles"]].tolist() == [7, 2, 2, 5]
    assert row[["n_negative", "n_neutral", "n_positive"]].tolist() == [0, 0, 5]


def test_units_are_counted_by_their_label_not_by_the_sign_of_the_value(make_scores, make_articles):
    """A probable neutral that leans to one side is neutral."""
    scores = make_scores([("a0", -0.2), ("a1", 0.1), ("a2", 0.9)])
    labelled = scores.assign(label=["neutral", "neutral", "positive"])
    row = compare_profiles(labelled, make_articles("AAA"), COPIES.table()).iloc[0]
    assert row[["n_negative", "n_neutral", "n_positive"]].tolist() == [0, 2, 1]


@settings(deadline=None, max_examples=30)
@given(WORLDS, st.integers(1, 5))
def test_unsure_and_missing_values_leave_the_same_numbers(values, every):
    """A value too unsure to count might as well not be there."""
    scores, articles = world(values)
    has_value = scores["value"].notna()
    unsure = has_value & (np.arange(len(scores)) % every == 0)
    one = compare_profiles(scores.assign(is_uncertain=unsure), articles, COPIES.table())
    gone = scores.assign(value=scores["value"].mask(unsure))
    other = compare_profiles(gone, articles, COPIES.table())
    assert one["n_uncertain"].sum() == unsure.sum()
    pd.testing.assert_frame_equal(
        one.drop(columns="n_uncertain"), other.drop(columns="n_uncertain"), check_exact=True
    )


def test_an_outlet_with_nothing_scored_is_a_row_without_a_number(make_scores, make_articles):
    """It is not left out in silence."""
    scores = make_scores([("a0", np.nan)])
    row = compare_profiles(scores, make_articles("A"), COPIES.table()).iloc[0]
    assert row[["n_mentions", "n_unscored", "n_clusters"]].tolist() == [1, 1, 0]
    assert row["status"] == "too few"


@settings(deadline=None, max_examples=30)
@given(WORLDS)
def test_printing_every_article_twice_changes_no_mean_and_no_interval(values):
    """The copies are in the copies table; only the counts of what was printed double."""
    scores, articles = world(values)
    again = {"article_id": lambda table: table["article_id"] + "x"}
    both = pd.concat([articles, articles.assign(**again)], ignore_index=True)
    copies = COPIES.table(
        both[["article_id"]].assign(cluster_id=both["article_id"].str.removesuffix("x"))
    )
    once = compare_profiles(scores, articles, COPIES.table())
    twice = compare_profiles(pd.concat([scores, scores.assign(**again)]), both, copies)
    same = ["outlet", "n_clusters", "status", *NUMBERS]
    pd.testing.assert_frame_equal(once[same], twice[same], rtol=1e-12, atol=1e-12)
    assert (2 * once["n_mentions"]).tolist() == twice["n_mentions"].tolist()


@settings(deadline=None, max_examples=30)
@given(WORLDS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(values, random):
    """To the last bit."""
    scores, articles = world(values)
    order = list(range(len(scores)))
    random.shuffle(order)
    shuffled = compare_profiles(scores.iloc[order], articles.iloc[::-1], COPIES.table())
    pd.testing.assert_frame_equal(
        shuffled, compare_profiles(scores, articles, COPIES.table()), check_exact=True
    )


def test_nothing_scored_gives_an_empty_profile():
    """With every column in its type."""
    profile = compare_profiles(SCORES.table(), ARTICLES.table(), COPIES.table())
    pd.testing.assert_frame_equal(profile, PROFILE.table())


def test_a_table_without_a_column_is_refused():
    """The message names the table and the column."""
    with pytest.raises(SchemaError, match="scores table"):
        compare_profiles(SCORES.table().drop(columns="value"), ARTICLES.table(), COPIES.table())
