"""The clock of a report: the real one, or the moment that ``SOURCE_DATE_EPOCH`` names.

With that variable (seconds since 1970, as reproducible builds use it) two runs of one report write
the same bytes, names of folders and logs included: every moment is that one, and nothing lasts.
"""

import os
import time
from datetime import UTC, datetime

VARIABLE = "SOURCE_DATE_EPOCH"


def now() -> datetime:
    """Return the moment, in UTC."""
    fixed = _fixed()
    return datetime.now(UTC) if fixed is None else datetime.fromtimestamp(fixed, UTC)


def stamp() -> str:
    """Return the moment as text, such as ``2025-06-12T06:15:00Z``."""
    return now().strftime("%Y-%m-%dT%H:%M:%SZ")


def ticks() -> float:
    """Return seconds from an arbitrary beginning, to measure how long something takes."""
    return time.monotonic() if _fixed() is None else 0.0


def _fixed() -> int | None:
    text = os.environ.get(VARIABLE, "")
    return int(text) if text.isdecimal() else None
