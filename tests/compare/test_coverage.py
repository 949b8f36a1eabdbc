"""How much, when, in which language: counted by hand."""

import pandas as pd
import pytest

from medialens.compare.coverage import compare_coverage, coverage_by_language, coverage_over_time
from medialens.schemas import ARTICLES, COPIES, COVERAGE, LANGUAGES, TIMELINE


def dated(make_articles, *days, outlets=None):
    return make_articles(outlets or "A" * len(days), published=pd.to_datetime(list(days), utc=True))


def test_articles_words_and_dates_are_counted(make_articles, make_copies):
    """Headline words count; a copy within the outlet is not distinct; no date is told."""
    articles = make_articles(
        "AAAB",
        title=["One two", "", "", "x"],
        text=["three four five", "a b", "a b", ""],
        published=pd.to_datetime(["2025-01-02", "2025-03-01", None, None], utc=True),
    )
    table = compare_coverage(articles, make_copies(("a1", "a2")))
    assert table.columns.tolist() == list(COVERAGE.columns)
    first = table.iloc[0]
    numbers = ["n_articles", "n_distinct", "n_words", "median_words", "n_undated"]
    assert first[numbers].tolist() == [3, 2, 9, 2.0, 1]
    assert (first["first"].day, first["last"].month) == (2, 3)
    assert table.iloc[1][["n_words", "n_undated"]].tolist() == [1, 1]
    assert table.iloc[1][["first", "last"]].isna().all()


@pytest.mark.parametrize(
    ("period", "starts"),
    [
        ("day", ["2024-12-30", "2024-12-31", "2025-01-01", "2025-01-02"]),
        ("week", ["2024-12-30"]),
        ("month", ["2024-12-01", "2025-01-01"]),
        ("quarter", ["2024-10-01", "2025-01-01"]),
        ("year", ["2024-01-01", "2025-01-01"]),
    ],
)
def test_periods_start_where_the_calendar_says(make_articles, period, starts):
    """30 December 2024 is a Monday; the days between the two articles are filled with 0."""
    articles = dated(make_articles, "2024-12-30T23:59:59", "2025-01-02T00:00:00")
    table = coverage_over_time(articles, period=period)
    assert table["period_start"].dt.strftime("%Y-%m-%d").tolist() == starts
    assert table["n_articles"].sum() == 2


def test_weeks_start_on_monday_also_before_1970(make_articles):
    """Sunday 4 and Monday 5 January 1970, Wednesday 31 December 1969."""
    articles = dated(make_articles, "1970-01-04", "1970-01-05", "1969-12-31")
    table = coverage_over_time(articles, period="week")
    assert table["period_start"].dt.strftime("%Y-%m-%d").tolist() == ["1969-12-29", "1970-01-05"]
    assert table["n_articles"].tolist() == [2, 1]


def test_every_outlet_has_every_period_of_the_collection(make_articles):
    """B has nothing in the first two months."""
    days = ["2024-01-05", "2024-03-05", "2024-03-09"]
    table = coverage_over_time(dated(make_articles, *days, outlets="AAB"), period="month")
    assert table["outlet"].tolist() == ["A"] * 3 + ["B"] * 3
    assert table["n_articles"].tolist() == [1, 0, 1, 0, 0, 1]


@pytest.mark.parametrize(
    ("last", "n_periods"),
    [
        ("2024-01-31", 31),
        ("2024-02-01", 5),
        ("2024-07-01", 7),
        ("2027-02-01", 13),
        ("2044-01-01", 21),
    ],
)
def test_the_period_fits_the_span(make_articles, last, n_periods):
    """Days, weeks, months, quarters, years, from 1 January 2024, a Monday."""
    table = coverage_over_time(dated(make_articles, "2024-01-01", last))
    assert len(table) == n_periods


def test_undated_articles_are_left_out_of_the_timeline(make_articles):
    """And nothing dated gives no row."""
    assert coverage_over_time(dated(make_articles, "2024-01-01", None))["n_articles"].sum() == 1
    pd.testing.assert_frame_equal(coverage_over_time(dated(make_articles, None)), TIMELINE.table())


def test_a_period_that_is_not_known_is_refused(make_articles):
    """The message lists the choices."""
    with pytest.raises(ValueError, match="period='decade' is not known; choose one of 'auto'"):
        coverage_over_time(dated(make_articles, "2024-01-01"), period="decade")


def test_languages_are_counted_per_outlet(make_articles):
    """An unknown language is a row of its own."""
    table = coverage_by_language(make_articles("AAAB", language=["en", "en", None, "de"]))
    assert table.to_numpy().tolist() == [["A", "", 1], ["A", "en", 2], ["B", "de", 1]]


def test_no_articles_give_empty_tables():
    """With every column in its type."""
    pd.testing.assert_frame_equal(
        compare_coverage(ARTICLES.table(), COPIES.table()), COVERAGE.table()
    )
    pd.testing.assert_frame_equal(coverage_by_language(ARTICLES.table()), LANGUAGES.table())
    pd.testing.assert_frame_equal(coverage_over_time(ARTICLES.table()), TIMELINE.table())
