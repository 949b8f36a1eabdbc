"""Periods in words: the days they mean are fixed once, and are whole."""

from datetime import date

import pytest

from medialens.errors import SettingsError
from medialens.report.periods import days_of

THURSDAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("period", "since", "until", "step"),
    [
        ("today", "2026-03-05", "2026-03-05", None),
        ("Yesterday", "2026-03-04", "2026-03-04", None),
        ("last 7 days", "2026-02-26", "2026-03-04", None),
        ("last 1 day", "2026-03-04", "2026-03-04", None),
        ("last 2 weeks", "2026-02-19", "2026-03-04", None),
        ("last 1 month", "2026-02-05", "2026-03-04", None),
        ("this week", "2026-03-02", "2026-03-05", None),
        ("last week", "2026-02-23", "2026-03-01", None),
        ("this month", "2026-03-01", "2026-03-05", None),
        ("last month", "2026-02-01", "2026-02-28", None),
        ("last quarter", "2025-10-01", "2025-12-31", None),
        ("this year", "2026-01-01", "2026-03-05", None),
        ("last year", "2025-01-01", "2025-12-31", None),
        ("this month against the last", "2026-02-01", "2026-03-05", "month"),
        ("last week against the one before", "2026-02-16", "2026-03-01", "week"),
        ("2025-06-01..2025-06-30", "2025-06-01", "2025-06-30", None),
    ],
)
def test_a_period_means_these_days(period, since, until, step):
    days = days_of(period, THURSDAY)
    assert (days.since.isoformat(), days.until.isoformat(), days.step) == (since, until, step)


def test_a_month_back_from_its_last_day_ends_in_the_shorter_one():
    assert days_of("last 1 month", date(2026, 3, 31)).since == date(2026, 2, 28)
    assert days_of("last 12 months", date(2024, 2, 29)).since == date(2023, 2, 28)


@pytest.mark.parametrize(
    "period",
    ["", "recently", "last 0 days", "2025-06-30..2025-06-01", "2025-13-01..x",
     "last 7 days against the last", "next week"],
)  # fmt: skip
def test_other_words_are_refused_with_those_that_are_known(period):
    with pytest.raises(SettingsError, match="is not known; write one of 'today'"):
        days_of(period, THURSDAY)
