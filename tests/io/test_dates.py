"""What the date parser promises: one reading or none."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.io.dates import parse_date


@pytest.mark.parametrize(
    "value",
    [
        "2012-06-13",
        "2012-6-13",
        "20120613",
        "2012/06/13",
        "13 June 2012",
        "June 13, 2012",
        "June 13th, 2012",
        "13-Jun-2012",
        "Wednesday, 13 June 2012",
        "13/06/2012",
        "06/13/2012",
        "13.06.2012",
        "13. Juni 2012",
        "mercredi 13 juin 2012",
        "13 de junio de 2012",
        " 13\u00a0June  2012 ",
    ],
)
def test_forms_with_one_reading_are_read(value):
    assert parse_date(value) == (datetime(2012, 6, 13, tzinfo=UTC), "")


@pytest.mark.parametrize(
    ("value", "hour"),
    [
        ("2012-06-13T10:00:00Z", 10),
        ("2012-06-13 10:00", 10),
        ("2012-06-13T10:00:00.000+02:00", 8),
        ("2012-06-13T10:00+0200", 8),
        ("Wed, 13 Jun 2012 10:00:00 GMT", 10),
        ("13 Jun 2012 10:00:00 EST", 15),
        ("June 13, 2012 at 3:00 PM", 15),
        ("June 13, 2012, 12:00 a.m.", 0),
        ("20120613T100000Z", 10),
        ("20120613100000", 10),
    ],
)
def test_times_are_brought_to_utc(value, hour):
    assert parse_date(value) == (datetime(2012, 6, 13, hour, tzinfo=UTC), "")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("03/04/2012", "has two readings; write 2012-04-03 or 2012-03-04"),
        ("3.4.2012", "has two readings"),
        ("2012", "not a date in a form"),
        ("June 2012", "not a date in a form"),
        ("1339580000", "not a date in a form"),
        ("yesterday", "not a date in a form"),
        ("2023-02-29", "no date of the calendar"),
        ("31/04/2012", "no date of the calendar"),
        ("2012-06-13T25:00", "no date of the calendar"),
        ("9999-12-31", "not between 1600 and 2100"),
        ("x" * 60, "not a date in a form"),
        ("13 Smarch 2012", "no month"),
        ("2012-06-13 10:00 IST", "time zone that is not known"),
        ("2012-06-13 13:00 PM", "no such hour"),
    ],
)
def test_what_has_no_single_reading_stays_missing_with_value_and_reason(value, reason):
    day, note = parse_date(value)
    assert day is None
    assert note.startswith(repr(value))
    assert reason in note


def test_an_absent_date_is_called_absent():
    assert parse_date("  ") == (None, "no date given")


@given(
    st.datetimes(datetime(1700, 1, 1), datetime(2099, 12, 30)),
    st.integers(-12 * 60, 14 * 60),
)
def test_every_iso_time_comes_back(time, minutes):
    """A time in any zone, printed as ISO 8601, is read as the same moment."""
    zoned = time.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_date(zoned.isoformat())[0] == zoned


@given(st.dates(date(1700, 1, 1), date(2099, 12, 31)))
def test_a_slash_date_is_never_guessed(day):
    """Read in either order it is right, or it stays missing."""
    for form in ("%d/%m/%Y", "%m/%d/%Y"):
        found, note = parse_date(day.strftime(form))
        assert (found.date() == day) if found else "two readings" in note


@given(st.text(max_size=40))
def test_no_text_is_an_error(value):
    found, note = parse_date(value)
    assert (found is None) == bool(note)
