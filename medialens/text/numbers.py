"""How a number is written: two significant digits, a true minus sign, intervals in brackets."""

import math
from datetime import UTC, datetime

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def decimals(largest: float) -> int:
    """Return the decimals that give `largest` two significant digits, 0 to 4."""
    if not math.isfinite(largest) or largest == 0:
        return 0
    return min(4, max(0, 1 - math.floor(math.log10(float(f"{abs(largest):.1e}")))))


def number(value: float, *, places: int | None = None, signed: bool = False) -> str:
    """Write `value` with two significant digits, or with `places` decimals.

    Examples
    --------
    >>> number(-0.3141, signed=True), number(0.5, signed=True), number(1234.5), number(0.00004)
    ('−0.31', '+0.50', '1,234', '0.0000')
    """
    if not math.isfinite(value):
        return "–" if math.isnan(value) else ("∞" if value > 0 else "−∞")
    text = f"{value:,.{decimals(value) if places is None else places}f}"
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("-")
    elif signed and value > 0:
        text = f"+{text}"
    return text.replace("-", "−")


def interval(low: float, high: float, *, places: int | None = None, signed: bool = False) -> str:
    """Write an interval in brackets, both ends with the same decimals.

    Examples
    --------
    >>> interval(-0.204, 0.31)
    '[−0.20, 0.31]'
    """
    places = decimals(max(abs(low), abs(high))) if places is None else places
    ends = (number(end, places=places, signed=signed) for end in (low, high))
    return "[" + ", ".join(ends) + "]"


def probability(value: float) -> str:
    """Write a p or q value; what is smaller than one in a thousand is said to be so."""
    if math.isnan(value):
        return "–"
    return "< 0.001" if value < 0.001 else f"{value:.{3 if value < 0.01 else 2}f}"


def count(n: int, noun: str, plural: str = "") -> str:
    """Write a count with its noun.

    Examples
    --------
    >>> count(1, "article"), count(1200, "article"), count(2, "story", "stories")
    ('1 article', '1,200 articles', '2 stories')
    """
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def day(value: object) -> str:
    """Write a date or ISO text as ``3 April 2026``, in UTC; what is no date stays as it is."""
    moment = _moment(value)
    if moment is None:
        return "" if value is None else str(value)
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def period(first: object, last: object) -> str:
    """Write a period, what both ends share only once.

    Examples
    --------
    >>> period("2026-03-01", "2026-03-28"), period("2026-03-01", "2026-04-02")
    ('1 to 28 March 2026', '1 March to 2 April 2026')
    """
    start, end = day(first).split(), day(last).split()
    if start == end:
        return " ".join(end)
    while len(start) > 1 and start[-1] == end[len(start) - 1]:
        start.pop()
    return f"{' '.join(start)} to {' '.join(end)}"


def minute(value: object) -> str:
    """Write a moment as ``3 April 2026, 16:45 UTC``."""
    moment = _moment(value)
    return day(value) if moment is None else f"{day(moment)}, {moment:%H:%M} UTC"


def _moment(value: object) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime) or value != value:  # NaT is a datetime unlike itself
        return None
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
