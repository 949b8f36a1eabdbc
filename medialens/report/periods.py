"""Periods of a job in words ("last 7 days"), as the days that they mean on a given day."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from medialens.errors import SettingsError

KNOWN = (
    "'today', 'yesterday', 'last 7 days' (weeks, months), 'this week' (month, quarter, year), "
    "'last week' (month, quarter, year), 'this month against the last', "
    "'2025-06-01..2025-06-30'"
)
_LAST_N = re.compile(r"last (\d{1,4}) (day|week|month)s?")
_NAMED = re.compile(r"(this|last) (week|month|quarter|year)")
_AGAINST = re.compile(r"(?P<period>.+) against the (?:last|one before|(?:week|month|year) before)")
_DATES = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Days:
    """The days of a period, both ends included; its ``step`` where it is set against another."""

    since: date
    until: date
    step: str | None = None

    def parameters(self) -> dict[str, object]:
        """Return the values for a notebook's ``since``, ``until`` and, with a step, ``period``."""
        dates: dict[str, object] = {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
        }
        return dates if self.step is None else {**dates, "period": self.step}


def days_of(period: str, today: date) -> Days:
    """Return the days that `period` means on the day `today`.

    "Last 7 days" and the like end yesterday, the last day that is over; "this week" ends today.
    Weeks begin on Monday. Where a period is set against the one before, both are meant.

    Raises
    ------
    SettingsError
        If the words are not known.

    Examples
    --------
    >>> days_of("last 7 days", date(2025, 6, 12)).parameters()
    {'since': '2025-06-05', 'until': '2025-06-11'}
    >>> days_of("last month", date(2025, 6, 12)).parameters()
    {'since': '2025-05-01', 'until': '2025-05-31'}
    >>> days_of("this month against the last", date(2025, 6, 12)).parameters()
    {'since': '2025-05-01', 'until': '2025-06-12', 'period': 'month'}
    """
    text = " ".join(period.lower().split())
    try:
        return _against(text, today) or _plain(text, today)
    except (ValueError, OverflowError):
        raise SettingsError(f"period {period!r} is not known; write one of {KNOWN}") from None


def _plain(text: str, today: date) -> Days:
    yesterday = today - timedelta(days=1)
    if text in ("today", "yesterday"):
        day = today if text == "today" else yesterday
        return Days(day, day)
    if found := _LAST_N.fullmatch(text):
        return Days(_back(today, int(found[1]), found[2]), yesterday)
    if found := _NAMED.fullmatch(text):
        start = _start(today, found[2])
        if found[1] == "this":
            return Days(start, today)
        return Days(_start(start - timedelta(days=1), found[2]), start - timedelta(days=1))
    if found := _DATES.fullmatch(text):
        days = Days(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
        if days.since <= days.until:
            return days
    raise ValueError


def _against(text: str, today: date) -> Days | None:
    found = _AGAINST.fullmatch(text)
    if found is None:
        return None
    named = _NAMED.fullmatch(found["period"])
    if named is None:
        raise ValueError
    days = _plain(found["period"], today)
    before = _start(days.since - timedelta(days=1), named[2])
    return Days(before, days.until, named[2])


def _back(today: date, n: int, unit: str) -> date:
    if n < 1:
        raise ValueError
    if unit != "month":
        return today - timedelta(days=n * (7 if unit == "week" else 1))
    year, month = divmod(today.year * 12 + today.month - 1 - n, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(today.day, last))


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    months = _MONTHS[unit]
    return date(day.year, (day.month - 1) // months * months + 1, 1)
