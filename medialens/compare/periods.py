"""Periods of time: which one a day falls in, where it starts, and whether it is whole."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from medialens.errors import check_one_of

Period = Literal["auto", "day", "week", "month", "quarter", "year"]
Days = NDArray[np.datetime64]
Numbers = NDArray[np.int64]

LONGEST = {"day": 31, "week": 26 * 7, "month": 3 * 366, "quarter": 8 * 366}  # days, for "auto"
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def check_period(period: str, *, auto: bool = True) -> str:
    """Return `period`, or raise ``ValueError`` with the names that are known."""
    check_one_of("period", period, [*(["auto"] if auto else []), *LONGEST, "year"])
    return period


def days_of(published: "pd.Series[pd.Timestamp]") -> Days:
    """Return the UTC day of each time; NaT where there is none."""
    return published.dt.tz_convert(None).to_numpy().astype("datetime64[D]")


def fitting_period(days: Days) -> str:
    """Return the length of period that suits the span of `days`, for ``"auto"``."""
    span = (days.max() - days.min()).astype(int) + 1
    return next((period for period, longest in LONGEST.items() if span <= longest), "year")


def number_periods(days: Days, period: str) -> Numbers:
    """Return the number of each day's period, counted from the one that holds 1 January 1970.

    Examples
    --------
    >>> days = np.array(["2025-02-02", "2025-02-03"], dtype="datetime64[D]")  # Sunday, Monday
    >>> number_periods(days, "week").tolist(), number_periods(days, "month").tolist()
    ([2874, 2875], [661, 661])
    """
    if period in MONTHS:
        return days.astype("datetime64[M]").astype(np.int64) // MONTHS[period]
    numbers = days.astype(np.int64)
    return (numbers + 3) // 7 if period == "week" else numbers  # that day was a Thursday


def period_starts(numbers: Numbers, period: str) -> Days:
    """Return the first day of each numbered period.

    Examples
    --------
    >>> period_starts(np.array([2875]), "week").astype("datetime64[D]").tolist()
    [datetime.date(2025, 2, 3)]
    """
    if period in MONTHS:
        return (numbers * MONTHS[period]).astype("datetime64[M]").astype("datetime64[us]")
    days = numbers * 7 - 3 if period == "week" else numbers
    return days.astype("datetime64[D]").astype("datetime64[us]")


def whole_periods(
    first: np.datetime64, last: np.datetime64, period: str
) -> tuple[Numbers, NDArray[np.bool_]]:
    """Return the periods from that of day `first` to that of day `last`, and which are whole.

    A first or last period of which only some days lie between the two is not whole.
    """
    ends = number_periods(np.array([first, last]).astype("datetime64[D]"), period)
    numbers = np.arange(ends[0], ends[1] + 1)
    starts = period_starts(np.append(numbers, ends[1] + 1), period).astype("datetime64[D]")
    one_day = np.timedelta64(1, "D")
    return numbers, (starts[:-1] >= first) & (starts[1:] - one_day <= last)
