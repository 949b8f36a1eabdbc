"""Classroom: what a lesson needs - predict, code by hand, reveal, disagree, explain, revise.

The machine's answers stay hidden until the student has committed to an answer of their own.
"""

from medialens.classroom.agreeing import ClassAgreement, class_agreement
from medialens.classroom.coding import code_passages
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
    "ClassAgreement",
    "agreement",
    "class_agreement",
    "code_passages",
    "coding_sheet",
    "reveal",
    "reveal_if_committed",
]
