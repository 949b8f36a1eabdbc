"""Classroom: what a lesson needs - predict, code by hand, reveal, disagree, explain, revise.

The machine's answers stay hidden until the student has committed to an answer of their own.
"""

from medialens.classroom.blind import (
    BlindKey,
    blinded,
    reveal_outlets,
    reveal_outlets_if_committed,
)
from medialens.classroom.breaking import add_case, pass_rates, read_cases, run_cases
from medialens.classroom.shuffling import Shuffle, shuffling
from medialens.classroom.speaking import (
    OUTLET,
    UNNAMED,
    agreement,
    coding_sheet,
    reveal,
    reveal_if_committed,
)

__all__ = [
    "OUTLET",
    "UNNAMED",
    "BlindKey",
    "Shuffle",
    "add_case",
    "agreement",
    "blinded",
    "coding_sheet",
    "pass_rates",
    "read_cases",
    "reveal",
    "reveal_if_committed",
    "reveal_outlets",
    "reveal_outlets_if_committed",
    "run_cases",
    "shuffling",
]
