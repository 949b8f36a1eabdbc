"""How a report writes a number: as all of medialens does, see `medialens.text.numbers`."""

from medialens.text.numbers import (
    MONTHS,
    count,
    day,
    decimals,
    interval,
    minute,
    number,
    period,
    probability,
)

__all__ = [
    "MONTHS",
    "count",
    "day",
    "decimals",
    "interval",
    "minute",
    "number",
    "period",
    "probability",
]
