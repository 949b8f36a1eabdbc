"""Classroom: what a lesson needs - predict, code by hand, reveal, disagree, explain, revise.

The machine's answers stay hidden until the student has committed to an answer of their own.
"""

from medialens.classroom.agreeing import ClassAgreement, class_agreement
from medialens.classroom.blind import (
    BlindKey,
    blinded,
    reveal_outlets,
    reveal_outlets_if_committed,
)
from medialens.classroom.breaking import add_case, pass_rates, read_cases, run_cases
from medialens.classroom.cards import WhyCard, item_card, why_card
from medialens.classroom.class_cases import collect_cases, pass_table
from medialens.classroom.clicking import click_answers, shuffle_button
from medialens.classroom.coding import code_passages
from medialens.classroom.coverage import coverage_exercise, coverage_matrix
from medialens.classroom.editions import student_edition, teacher_edition, write_lessons
from medialens.classroom.exercise import Exercise
from medialens.classroom.hedges import dated, hedge_exercise
from medialens.classroom.key import answer_key, key_answers
from medialens.classroom.pairs import pair_exercise
from medialens.classroom.roles import role_exercise
from medialens.classroom.shuffling import Shuffle, shuffling
from medialens.classroom.speaking import (
    OUTLET,
    UNNAMED,
    agreement,
    coding_sheet,
    reveal,
    reveal_if_committed,
    speaking_exercise,
)
from medialens.classroom.stances import stance_exercise, told_by
from medialens.classroom.surprises import reading_exercise
from medialens.classroom.verbs import swapped, verb_exercise

__all__ = [
    "OUTLET",
    "UNNAMED",
    "BlindKey",
    "ClassAgreement",
    "Exercise",
    "Shuffle",
    "WhyCard",
    "add_case",
    "agreement",
    "answer_key",
    "blinded",
    "class_agreement",
    "click_answers",
    "code_passages",
    "coding_sheet",
    "collect_cases",
    "coverage_exercise",
    "coverage_matrix",
    "dated",
    "hedge_exercise",
    "item_card",
    "key_answers",
    "pair_exercise",
    "pass_rates",
    "pass_table",
    "read_cases",
    "reading_exercise",
    "reveal",
    "reveal_if_committed",
    "reveal_outlets",
    "reveal_outlets_if_committed",
    "role_exercise",
    "run_cases",
    "shuffle_button",
    "shuffling",
    "speaking_exercise",
    "stance_exercise",
    "student_edition",
    "swapped",
    "teacher_edition",
    "told_by",
    "verb_exercise",
    "why_card",
    "write_lessons",
]
