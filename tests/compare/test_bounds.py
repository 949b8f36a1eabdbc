"""Own stance without and with the wording of indirect speech, counted by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from medialens.compare.bounds import compare_bounds
from medialens.compare.profile import compare_profiles
from medialens.errors import SchemaError
from medialens.schemas import ARTICLES, BOUNDS, COPIES, SCORES

MEANS = ["mean_without", "mean_with"]
ESTIMATES = [*MEANS, "without_low", "without_high", "with_low", "with_high", "low", "high"]
SIZES = ["n_articles_without", "n_clusters_without", "n_articles_with", "n_clusters_with"]
OWN = [(f"a{i}", "own", 0.0) for i in range(5)]  # one neutral own sentence in each of 5 articles


def scored(rows):
    """Both measures of `rows`: article, own, open (ambiguous) or quoted, and value; of Orla."""
    labels = {-1.0: "negative", 0.0: "neutral", 1.0: "positive"}
    units = pd.DataFrame(
        {
            "article_id": article, "sentence_id": number, "start": 0, "end": 4,
            "actor_id": "orla", "voice": "own" if kind == "own" else "named",
            "is_ambiguous": kind == "open", "value": value,
        }
        for number, (article, kind, value) in enumerate(rows)
    )  # fmt: skip
    stance = np.where(units["voice"] == "own", "own_stance", "voiced_stance")
    units = units.astype({"value": float})
    units = units.assign(label=np.sign(units["value"]).map(labels))
    both = [units.assign(measure="portrayal"), units.assign(measure=stance)]
    return SCORES.table(pd.concat(both, ignore_index=True))


def as_own(scores):
    """The same scores with every ambiguous unit an own one."""
    moved = scores["is_ambiguous"] & (scores["measure"] == "voiced_stance")
    return scores.assign(measure=scores["measure"].mask(moved, "own_stance"))


UNITS = st.tuples(
    st.integers(0, 11),
    st.sampled_from(["own", "own", "open", "quoted"]),
    st.one_of(st.none(), st.floats(-1, 1, width=16)),
)
WORLDS = st.lists(UNITS, min_size=1, max_size=40)


def world(rows):
    """Scores of `rows` in twelve articles of outlets A and B, which take turns."""
    articles = ARTICLES.table({"article_id": f"a{i:02}", "outlet": "AB"[i % 2]} for i in range(12))
    return scored((f"a{i:02}", kind, value) for i, kind, value in rows), articles


def test_the_first_mean_leaves_ambiguous_wording_out_and_the_second_counts_it(make_articles):
    """Blame in one of five articles: 0 and (0 + 0 + 0 + 0 - 0.5) / 5."""
    table = compare_bounds(
        scored([*OWN, ("a4", "open", -1.0)]), make_articles("AAAAA"), COPIES.table()
    )
    row = table.iloc[0]
    assert row[MEANS].tolist() == pytest.approx([0.0, -0.1])
    assert row[["low", "high"]].tolist() == pytest.approx([-0.1, 0.0])
    assert row[["n_own", "n_ambiguous"]].tolist() == [5, 1]
    assert not row["changes_sign"]


def test_quoted_words_count_in_neither_mean(make_articles):
    """What a source says in quotation marks is not the outlet's."""
    rows = [*OWN, ("a4", "quoted", -1.0)]
    row = compare_bounds(scored(rows), make_articles("AAAAA"), COPIES.table()).iloc[0]
    assert row[MEANS].tolist() == [0.0, 0.0]
    assert row["n_ambiguous"] == 0


def test_an_article_with_ambiguous_wording_alone_is_in_the_second_mean_only(make_articles):
    """Five articles and six: 0 / 5 and -1 / 6."""
    rows = [*OWN, ("a5", "open", -1.0)]
    row = compare_bounds(scored(rows), make_articles("A" * 6), COPIES.table()).iloc[0]
    assert row[SIZES].tolist() == [5, 5, 6, 6]
    assert row["mean_with"] == pytest.approx(-1 / 6)


def test_each_mean_has_students_interval_over_its_own_articles(make_articles):
    """Beside scipy's."""
    own = [0.1, 0.4, -0.2, 0.0, 0.7]
    rows = [*((f"a{i}", "own", v) for i, v in enumerate(own)), ("a5", "open", -0.9)]
    row = compare_bounds(scored(rows), make_articles("A" * 6), COPIES.table()).iloc[0]
    for side, values in (("without", own), ("with", [*own, -0.9])):
        expected = stats.ttest_1samp(values, 0).confidence_interval()
        ends = row[[f"{side}_low", f"{side}_high"]].tolist()
        assert ends == pytest.approx(list(expected))


@pytest.mark.parametrize(
    ("own", "reported", "changes"),
    [(-0.1, 1.0, True), (0.1, -1.0, True), (-0.1, -1.0, False), (0.0, -1.0, False)],
)
def test_a_sign_changes_where_the_two_means_lie_on_either_side_of_zero(
    make_articles, own, reported, changes
):
    """Zero itself is on no side."""
    rows = [(f"a{i}", kind, v) for i in range(5) for kind, v in (("own", own), ("open", reported))]
    row = compare_bounds(scored(rows), make_articles("AAAAA"), COPIES.table()).iloc[0]
    assert row["changes_sign"] == changes


def test_the_rounding_of_values_that_cancel_has_no_sign(make_articles):
    """0.1 + 0.2 - 0.3 is not quite zero in a computer."""
    values = [-0.1, -0.2, 0.3, 0.0, 0.0]
    rows = [*((f"a{i}", "own", v) for i, v in enumerate(values)), ("a0", "open", 1.0)]
    row = compare_bounds(scored(rows), make_articles("AAAAA"), COPIES.table()).iloc[0]
    assert row["mean_without"] == pytest.approx(0, abs=1e-15)
    assert not row["changes_sign"]


def test_too_few_articles_give_no_mean_and_one_mean_gives_no_bounds(make_articles):
    """Four articles with own words, five with either."""
    rows = [*OWN[:4], ("a4", "open", 1.0)]
    row = compare_bounds(scored(rows), make_articles("AAAAA"), COPIES.table()).iloc[0]
    assert row["status"] == "too few"
    assert row["mean_with"] == pytest.approx(0.2)
    assert row[["mean_without", "without_low", "low", "high"]].isna().all()
    assert not row["changes_sign"]


def test_an_actor_of_whom_only_sources_speak_is_a_row_without_bounds(make_articles):
    """No own unit, five ambiguous ones."""
    rows = [(f"a{i}", "open", 0.5) for i in range(5)]
    row = compare_bounds(scored(rows), make_articles("AAAAA"), COPIES.table()).iloc[0]
    assert row[["n_own", "n_ambiguous", *SIZES]].tolist() == [0, 5, 0, 0, 5, 5]
    assert row["status"] == "too few"


def test_what_does_not_count_is_counted_as_such(make_articles):
    """One own unit without a value, one ambiguous unit that the scorer is unsure of."""
    scores = scored([*OWN, ("a0", "own", np.nan), ("a1", "open", 1.0)])
    scores = scores.assign(is_uncertain=scores["value"] == 1.0)
    row = compare_bounds(scores, make_articles("AAAAA"), COPIES.table()).iloc[0]
    assert row[["n_own", "n_ambiguous", "n_unscored"]].tolist() == [5, 0, 2]
    assert row[MEANS].tolist() == [0.0, 0.0]


def test_the_two_means_are_not_the_extremes_over_every_assignment(make_articles):
    """Praise and blame: none and all give 0, the praise alone 0.5 in each article."""
    rows = [(f"a{i}", *unit) for i in range(5) for unit in (("open", 1.0), ("open", -1.0))]
    bounds = compare_bounds(scored([*OWN, *rows]), make_articles("AAAAA"), COPIES.table()).iloc[0]
    praise = [row for row in rows if row[2] > 0]
    taken = compare_bounds(scored([*OWN, *praise]), make_articles("AAAAA"), COPIES.table())
    assert bounds[["low", "high"]].tolist() == [0.0, 0.0]
    assert taken["mean_with"].iloc[0] == pytest.approx(0.5)


@settings(deadline=None, max_examples=40)
@given(WORLDS, st.sampled_from([-1.0, 1.0]), st.data())
def test_where_ambiguous_words_are_all_of_one_extreme_every_assignment_lies_between(
    rows, extreme, data
):
    """Law: praise to the full never lowers an article's mean, so more of it never does."""
    rows = [(i, kind, extreme if kind == "open" else value) for i, kind, value in rows]
    scores, articles = world(rows)
    some = [row for row in rows if row[1] != "open" or data.draw(st.booleans())]
    bounds = compare_bounds(scores, articles, COPIES.table()).set_index("outlet")
    mixed = compare_bounds(world(some)[0], articles, COPIES.table()) if some else BOUNDS.table()
    for row in mixed.itertuples():
        both = bounds.loc[row.outlet]
        if not np.isnan(both["low"]):
            assert both["low"] - 1e-12 <= row.mean_with <= both["high"] + 1e-12


@settings(deadline=None, max_examples=40)
@given(WORLDS)
def test_the_means_are_those_of_the_profile_before_and_after_the_words_move(rows):
    """Law: without, the profile's own stance; with, that of the scores moved to own."""
    scores, articles = world(rows)
    bounds = compare_bounds(scores, articles, COPIES.table()).set_index("outlet")
    for side, table in (("without", scores), ("with", as_own(scores))):
        profile = compare_profiles(table, articles, COPIES.table())
        own = profile[profile["measure"] == "own_stance"].set_index("outlet")
        here = bounds.loc[own.index]
        for column, theirs in ((f"mean_{side}", "mean"), (f"{side}_low", "ci_low")):
            assert here[column].to_numpy() == pytest.approx(
                own[theirs].to_numpy(), abs=1e-12, nan_ok=True
            )
        assert here[f"n_clusters_{side}"].tolist() == own["n_clusters"].tolist()


@settings(deadline=None, max_examples=30)
@given(WORLDS)
def test_without_ambiguous_wording_the_two_means_are_equal(rows):
    """Law: to the last bit, intervals and counts too."""
    scores, articles = world([row for row in rows if row[1] != "open"] or [(0, "own", 0.5)])
    bounds = compare_bounds(scores, articles, COPIES.table())
    assert (bounds["n_ambiguous"] == 0).all()
    for one, other in (
        ("mean_without", "mean_with"), ("without_low", "with_low"), ("low", "high"),
        ("n_articles_without", "n_articles_with"),
    ):  # fmt: skip
        pd.testing.assert_series_equal(
            bounds[one], bounds[other], check_names=False, check_exact=True
        )


@settings(deadline=None, max_examples=30)
@given(WORLDS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows, random):
    """Law: to the last bit."""
    scores, articles = world(rows)
    order = list(range(len(scores)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(
        compare_bounds(scores.iloc[order], articles.iloc[::-1], COPIES.table()),
        compare_bounds(scores, articles, COPIES.table()),
        check_exact=True,
    )


@settings(deadline=None, max_examples=30)
@given(WORLDS)
def test_printing_every_article_twice_changes_no_mean_and_no_interval(rows):
    """Law: the copies collapse; only the counts of what was printed double."""
    scores, articles = world(rows)
    again = {"article_id": lambda table: table["article_id"] + "x"}
    both = pd.concat([articles, articles.assign(**again)], ignore_index=True)
    copies = COPIES.table(
        both[["article_id"]].assign(cluster_id=both["article_id"].str.removesuffix("x"))
    )
    once = compare_bounds(scores, articles, COPIES.table())
    twice = compare_bounds(pd.concat([scores, scores.assign(**again)]), both, copies)
    same = [*ESTIMATES, "n_clusters_without", "n_clusters_with", "status"]
    pd.testing.assert_frame_equal(once[same], twice[same], rtol=1e-12, atol=1e-12)
    assert (2 * once["n_ambiguous"]).tolist() == twice["n_ambiguous"].tolist()


def test_nothing_scored_gives_an_empty_table():
    """With every column in its type."""
    bounds = compare_bounds(SCORES.table(), ARTICLES.table(), COPIES.table())
    pd.testing.assert_frame_equal(bounds, BOUNDS.table())


def test_scores_that_do_not_say_what_is_ambiguous_are_refused():
    """The message names the table and the column."""
    with pytest.raises(SchemaError, match=r"scores table.*is_ambiguous"):
        compare_bounds(
            SCORES.table().drop(columns="is_ambiguous"), ARTICLES.table(), COPIES.table()
        )
