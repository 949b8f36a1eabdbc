"""Dates: what can be read in one way only is read; the rest stays missing, with the reason."""

import re
from datetime import UTC, datetime, timedelta, timezone

FIRST_YEAR, LAST_YEAR = 1600, 2100  # a year outside is a slip of the pen or of the machine
_LONGEST = 60  # characters

_MONTHS = """
january jan janvier januar jänner enero gennaio janeiro januari
february feb février fevrier februar febrero febbraio fevereiro februari
march mar mars märz marzo março maart
april apr avril abril aprile
may mai mayo maggio maio mei
june jun juin juni junio giugno junho
july jul juillet juli julio luglio julho
august aug août aout agosto augustus
september sep sept septembre septiembre settembre setembro
october oct octobre oktober octubre ottobre outubro
november nov novembre noviembre novembro
december dec décembre decembre dezember diciembre dicembre dezembro
"""
_MONTH_OF = {
    name: number
    for number, names in enumerate(_MONTHS.strip().splitlines(), start=1)
    for name in names.split()
}
# Hours from UTC of the zone names that RFC 5322 defines, and of the unambiguous European ones.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6,
    "mst": -7, "pdt": -7, "pst": -8, "cet": 1, "cest": 2,
}  # fmt: skip

_TIME = (
    r"(?:(?:T|,?\s+(?:at\s+|[-–]\s+)?)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>[+-]\d{2}(?::?\d{2})?|[a-z]{1,5})?)?"
)
_WEEKDAY = r"(?:[^\W\d]{2,10}\.?,?\s+)?"
_FORMS = tuple(
    re.compile(form + _TIME, re.I)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
        r"(?P<year>\d{4})\.(?P<month>\d{1,2})\.(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        _WEEKDAY
        + r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?[\s-]+(?:de\s+)?(?P<name>[^\W\d]{3,10})\.?,?"
        + r"[\s-]+(?:de\s+)?(?P<year>\d{4})",
        _WEEKDAY
        + r"(?P<name>[^\W\d]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
    )
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})T?"
    r"(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})(?P<zone>Z)?"
)
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4})" + _TIME, re.I
)


def parse_date(value: str) -> tuple[datetime | None, str]:
    """Return the time in UTC that `value` states, or nothing and the reason.

    Parameters
    ----------
    value : str
        As the file has it. ISO 8601, RFC 5322 and dates with the month in words (English,
        French, German, Spanish, Italian, Portuguese, Dutch) are read. A time without a zone is
        taken as UTC, so that the calendar day stays the one that is printed.

    Returns
    -------
    datetime or None
        The time in UTC.
    str
        Empty, or why there is none: ``"'03/04/2012' has two readings; write 2012-04-03 or
        2012-03-04"``.

    Examples
    --------
    >>> parse_date("Wed, 13 Jun 2012 10:00:00 +0200")[0].isoformat()
    '2012-06-13T08:00:00+00:00'
    >>> parse_date("03/04/2012")
    (None, "'03/04/2012' has two readings; write 2012-04-03 or 2012-03-04")
    """
    text = " ".join(value.split())
    if not text:
        return None, "no date given"
    if len(text) > _LONGEST:
        return None, f"{text[:_LONGEST]!r}… is too long for a date"
    try:
        return _parse(text)
    except _NoDateError as reason:
        return None, f"{text!r} {reason}"
    except (ValueError, OverflowError):
        return None, f"{text!r} is no date of the calendar"


class _NoDateError(Exception):
    """Why a value is not read as a date."""


def _parse(text: str) -> tuple[datetime, str]:
    numeric = _NUMERIC.fullmatch(text)
    parts = _ordered(numeric) if numeric else None
    for form in (_COMPACT, *_FORMS):
        found = None if parts else form.fullmatch(text)
        if found:
            parts = found.groupdict()
    if not parts:
        raise _NoDateError("is not a date in a form that is known; write it as 2012-06-13")
    if not FIRST_YEAR <= int(parts["year"] or 0) <= LAST_YEAR:
        raise _NoDateError(f"is not between {FIRST_YEAR} and {LAST_YEAR}")
    return _time(parts), ""


def _ordered(numeric: re.Match[str]) -> dict[str, str | None]:
    """Return day and month of a date like 13/04/2012, if only one reading is possible."""
    parts = numeric.groupdict()
    a, b, year = int(parts["a"]), int(parts["b"]), parts["year"]
    if a <= 12 and b <= 12 and a != b:
        raise _NoDateError(f"has two readings; write {year}-{b:02}-{a:02} or {year}-{a:02}-{b:02}")
    day, month = (a, b) if b <= 12 else (b, a)
    return {**parts, "day": str(day), "month": str(month)}


def _time(parts: dict[str, str | None]) -> datetime:
    hour = _hour(int(parts.get("hour") or 0), parts.get("half"))
    fraction = (parts.get("fraction") or "0").ljust(6, "0")[:6]
    local = datetime(
        int(parts["year"] or 0),
        _month(parts),
        int(parts["day"] or 0),
        hour,
        int(parts.get("minute") or 0),
        int(parts.get("second") or 0),
        int(fraction),
        tzinfo=_zone(parts.get("zone")),
    )
    return local.astimezone(UTC)


def _month(parts: dict[str, str | None]) -> int:
    name = parts.get("name")
    if not name:
        return int(parts["month"] or 0)
    if name.casefold() not in _MONTH_OF:
        raise _NoDateError(f"has no month that is known ({name!r})")
    return _MONTH_OF[name.casefold()]


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise _NoDateError("has no such hour")
    return hour % 12 + (12 if half.casefold().startswith("p") else 0)


def _zone(zone: str | None) -> timezone:
    if not zone:
        return UTC
    if zone[0] in "+-":
        sign = -1 if zone[0] == "-" else 1
        hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or 0)
        return timezone(sign * timedelta(hours=hours, minutes=minutes))
    if zone.casefold() not in _ZONES:
        raise _NoDateError(f"has a time zone that is not known ({zone!r})")
    return timezone(timedelta(hours=_ZONES[zone.casefold()]))
