"""The exercise of a lesson's story: the sheet that is shown, the answers that are kept back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from medialens.classroom.lesson_story import LessonStory
from medialens.classroom.speaking import _passages

KEYS = ["outlet", "title", "sentence", "passage"]


@dataclass(frozen=True)
class PageExercise:
    """What a page asks and answers.

    ``sheet`` has ``item``, ``outlet``, ``title``, ``sentence`` and ``passage``; ``machine`` has
    ``item``, ``machine``, ``accepted`` and ``why``; ``subjects`` names whom an item is about.
    """

    sheet: pd.DataFrame
    machine: pd.DataFrame
    subjects: Mapping[int, str] = field(default_factory=dict)


def exercise_of(story: LessonStory) -> PageExercise:
    """Return the exercise that a lesson's cells have made."""
    for value in story.names.values():
        if is_exercise(value):
            return PageExercise(value.sheet, value.machine, _subjects(value))
    sheet = story.names["sheet"]
    pool = _passages(story.names["study"]).drop_duplicates(KEYS)
    machine = sheet.merge(pool, on=KEYS, how="left")[["item", "machine", "accepted", "why"]]
    return PageExercise(sheet, machine)


def is_exercise(value: object) -> bool:
    """Tell whether a value of a notebook is an exercise: it has a sheet and the answers to it."""
    return all(hasattr(value, name) for name in ("sheet", "machine", "choices"))


def _subjects(exercise: Any) -> dict[int, str]:  # noqa: ANN401
    """Return the names of the actors that items are about; nothing for items about none."""
    pairs = exercise.places[["item", "subject"]].itertuples(index=False)
    named = ((item, exercise.names.get(subject, "")) for item, subject in pairs)
    return {int(item): name for item, name in named if name}
