"""Numbers are written the same way everywhere: two digits, a true minus, brackets."""

import math
from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.report.numbers import (
    count,
    day,
    decimals,
    interval,
    minute,
    number,
    period,
    probability,
)

FINITE = st.floats(-1e9, 1e9, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.3141, "0.31"),
        (0.0996, "0.10"),
        (3.14, "3.1"),
        (9.96, "10"),
        (31.4, "31"),
        (1234.5, "1,234"),
        (0.00031, "0.0003"),
        (0.0, "0"),
        (-2.5, "−2.5"),
    ],
)
def test_a_number_has_two_significant_digits_and_at_most_four_decimals(value, text):
    assert number(value) == text


@pytest.mark.parametrize("value", [-0.0, -0.000001, -0.001])
def test_nothing_is_negative_that_is_written_as_zero(value):
    assert number(value, places=2) == number(value, places=2, signed=True) == "0.00"


def test_a_sign_is_written_where_direction_is_the_point():
    assert number(0.2, signed=True) == "+0.20"
    assert number(-0.2, signed=True) == "−0.20"


def test_what_is_no_number_is_no_word_either():
    assert [number(value) for value in (math.nan, math.inf, -math.inf)] == ["–", "∞", "−∞"]


@given(FINITE)
def test_changing_the_sign_of_a_number_changes_its_sign_alone(value):
    assert number(-value, signed=True).strip("+−") == number(value, signed=True).strip("+−")


@given(FINITE, st.integers(0, 4))
def test_a_written_number_reads_back_as_that_number(value, places):
    """Half a unit of the last place is all that is lost."""
    read = float(number(value, places=places).replace(",", "").replace("−", "-"))
    assert read == pytest.approx(value, abs=0.5000001 * 10**-places)


@given(FINITE)
def test_decimals_are_never_more_than_four(value):
    assert 0 <= decimals(value) <= 4


def test_both_ends_of_an_interval_have_the_same_decimals():
    assert interval(-0.204, 3.1) == "[−0.2, 3.1]"
    assert interval(-0.05, 0.0, signed=True) == "[−0.050, 0.000]"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.04, "0.04"), (0.0456, "0.05"), (0.0012, "0.001"), (0.0009, "< 0.001"), (0, "< 0.001")],
)
def test_a_small_probability_is_said_to_be_small(value, text):
    assert probability(value) == text


def test_a_missing_probability_is_a_dash():
    assert probability(math.nan) == "–"


def test_one_is_singular_and_none_is_plural():
    assert [count(n, "article") for n in (0, 1, 2)] == ["0 articles", "1 article", "2 articles"]


@pytest.mark.parametrize(
    "value",
    [
        "2026-04-03",
        "2026-04-03T22:30:00Z",
        "2026-04-04T00:30:00+02:00",
        datetime(2026, 4, 3),
        datetime(2026, 4, 4, 1, tzinfo=timezone(timedelta(hours=2))),
        pd.Timestamp("2026-04-03 12:00", tz="UTC"),
    ],
)
def test_a_day_is_written_in_utc(value):
    assert day(value) == "3 April 2026"


@pytest.mark.parametrize(("value", "text"), [("spring", "spring"), (None, ""), ("", "")])
def test_what_is_no_date_stays_as_it_is(value, text):
    assert day(value) == minute(value) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-03-01", "2026-03-01", "1 March 2026"),
        ("2026-03-01", "2026-03-28", "1 to 28 March 2026"),
        ("2026-03-01", "2026-04-01", "1 March to 1 April 2026"),
        ("2025-03-01", "2026-03-01", "1 March 2025 to 1 March 2026"),
        ("2026-03-05", "2026-04-05", "5 March to 5 April 2026"),
    ],
)
def test_a_period_says_once_what_both_ends_share(first, last, text):
    assert period(first, last) == text


def test_a_moment_has_its_minute_and_zone():
    assert minute(datetime(2026, 4, 3, 16, 45, tzinfo=UTC)) == "3 April 2026, 16:45 UTC"
