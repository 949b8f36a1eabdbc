"""What changes from period to period."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from medialens.compare.change import compare_change
from medialens.compare.intervals import wilson
from medialens.compare.trends import compare_trends, fit_slope
from medialens.schemas import ARTICLES, CHANGE, COPIES, SCORES, TRENDS

RNG = np.random.default_rng(3)
FEBRUARY, MARCH = RNG.uniform(-1, 1, 12), RNG.uniform(-1, 1, 15)


def days(month, n):
    return [pd.Timestamp(2025, month, 1 + i, tz="UTC") for i in range(n)]


@pytest.fixture
def two_months(make_articles, make_scores):
    values = [*FEBRUARY, *MARCH]
    articles = make_articles("A" * 27, published=[*days(2, 12), *days(3, 15)])
    return make_scores([(f"a{i}", value) for i, value in enumerate(values)]), articles


def test_the_gap_to_the_month_before_is_welchs(two_months):
    """Beside scipy's."""
    row = compare_change(*two_months, COPIES.table(), period="month").iloc[-1]
    test = stats.ttest_ind(MARCH, FEBRUARY, equal_var=False)
    assert row["gap"] == pytest.approx(MARCH.mean() - FEBRUARY.mean())
    assert row[["gap_low", "gap_high", "p"]].tolist() == pytest.approx(
        [*test.confidence_interval(), test.pvalue]
    )


def test_coverage_is_the_share_of_the_outlets_articles(two_months):
    """Five of twenty articles in March have the actor's sentences; Wilson's interval."""
    scores, articles = two_months
    more = scores["article_id"].isin([f"a{i}" for i in range(17)])
    row = compare_change(scores[more], articles, COPIES.table(), period="month").iloc[-1]
    assert row[["n_outlet", "n_mentioning", "share"]].tolist() == [15, 5, pytest.approx(1 / 3)]
    assert row[["share_low", "share_high"]].tolist() == pytest.approx([*map(float, wilson(5, 15))])


def test_a_month_with_nine_articles_is_thin_and_compared_with_none(two_months):
    scores, articles = two_months
    few = compare_change(scores, articles[3:], COPIES.table(), period="month")
    assert few["status"].tolist() == ["thin", "enough"]
    assert few["gap"].isna().all()


def test_a_month_without_articles_has_a_row_and_no_mean(make_articles, make_scores):
    scores = make_scores([("a0", 0.5), ("a1", 0.5)])
    articles = make_articles("AA", published=[*days(1, 1), *days(3, 1)])
    found = compare_change(scores, articles, COPIES.table(), period="month")
    assert found["n_clusters"].tolist() == [1, 0, 1]
    assert found["mean"].isna().all()


def test_months_of_which_the_collection_has_some_days_are_partial(two_months):
    """It begins on 1 February and ends on 15 March."""
    found = compare_change(*two_months, COPIES.table(), period="month")
    assert found["is_partial"].tolist() == [False, True]


def test_a_copy_in_a_later_month_counts_in_the_month_of_the_first(two_months, make_copies):
    scores, articles = two_months
    found = compare_change(scores, articles, make_copies(("a0", "a26")), period="month")
    assert found["n_clusters"].tolist() == [12, 14]
    assert found["n_outlet"].tolist() == [12, 14]


def test_the_order_of_rows_changes_nothing(two_months):
    scores, articles = two_months
    turned = compare_change(scores[::-1], articles[::-1], COPIES.table(), period="month")
    pd.testing.assert_frame_equal(
        turned, compare_change(scores, articles, COPIES.table(), period="month")
    )


def test_the_slope_is_that_of_statsmodels():
    """WLS(...).fit(cov_type="HC3", use_t=True) of statsmodels 0.15.0 on these numbers."""
    mean = [0.10, 0.05, 0.22, 0.18, 0.30, 0.21, 0.40, 0.33]
    found = fit_slope(range(8), mean, [3, 8, 5, 12, 4, 9, 7, 6])
    assert found == pytest.approx(
        (0.04373801916932904, 0.01148934, 0.0759867, 0.016030632760805203), rel=1e-6
    )


def test_a_trend_is_the_slope_of_the_articles_by_month(make_articles, make_scores):
    """Two articles a month; the slope is that of numpy's polyfit over articles."""
    month = np.repeat(np.arange(1, 9), 2)
    values = RNG.uniform(-1, 1, 16)
    published = [pd.Timestamp(2025, m, 5, tz="UTC") for m in month]
    scores = make_scores([(f"a{i:02}", value) for i, value in enumerate(values)])
    articles = make_articles("A" * 16, published=published)
    articles = articles.assign(article_id=[f"a{i:02}" for i in range(16)])
    found = compare_trends(scores, articles, COPIES.table(), period="month")
    slopes = found.set_index("measure")["slope"]
    assert slopes["portrayal"] == pytest.approx(np.polyfit(month, values, 1)[0])
    assert slopes["coverage"] == pytest.approx(0, abs=1e-12)


def test_two_months_have_no_slope_and_say_why(two_months):
    row = compare_trends(*two_months, COPIES.table(), period="month").iloc[-1]
    assert np.isnan(row["slope"])
    assert row["note"] == "no slope: 2 periods with an article, 6 are needed"


@pytest.mark.parametrize(
    ("compare", "schema"), [(compare_change, CHANGE), (compare_trends, TRENDS)]
)
def test_nothing_to_compare_gives_an_empty_table(compare, schema):
    found = compare(SCORES.table(), ARTICLES.table(), COPIES.table())
    pd.testing.assert_frame_equal(found, schema.table())
