"""The lessons: their notebooks, and the exercise of each from its parameters."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from medialens.classroom.coverage import coverage_exercise
from medialens.classroom.exercise import Exercise
from medialens.classroom.hedges import hedge_exercise
from medialens.classroom.pairs import pair_exercise
from medialens.classroom.roles import role_exercise
from medialens.classroom.speaking import speaking_exercise
from medialens.classroom.stances import stance_exercise
from medialens.classroom.surprises import reading_exercise
from medialens.classroom.verbs import verb_exercise
from medialens.io.packaged import packaged_folder
from medialens.study import Study

Values = Mapping[str, Any]


def lesson_sources() -> list[Path]:
    """Return the notebooks of the lessons as they are kept, in the order of the lessons."""
    return sorted((packaged_folder("notebooks") / "lessons").glob("[!.]*.ipynb"))


def exercise_of(name: str, study: Study, values: Values) -> Exercise:
    """Return the exercise `name` as a lesson with these parameters draws it."""
    size = {"n": values["items"], "seed": values["seed"]}
    return DRAWN[name](study, values, size)


def _outlets(values: Values) -> list[str]:
    return str(values["outlets"]).split(", ")


DRAWN: dict[str, Callable[[Study, Values, dict[str, int]], Exercise]] = {
    "speaking": lambda study, _, size: speaking_exercise(study, **size),
    "verbs": lambda study, values, size: verb_exercise(study, outlets=_outlets(values), **size),
    "roles": lambda study, values, size: role_exercise(study, actor=values["actor"], **size),
    "hedges": lambda study, values, size: hedge_exercise(
        study, collection=values["collection"], **size
    ),
    "stances": lambda study, values, size: stance_exercise(
        study, actor=values["actor"], outlets=_outlets(values), **size
    ),
    "coverage": lambda study, _, size: coverage_exercise(study, **size),
    "pairs": lambda study, values, size: pair_exercise(
        study, actors=[values["actor"]], outlets=_outlets(values), **size
    ),
    "readings": lambda study, values, size: reading_exercise(study, actor=values["actor"], **size),
}
