"""The exercise of a lesson's story: the sheet that is shown, the answers that are kept back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from medialens.classroom.exercise import Exercise
from medialens.classroom.lesson_story import LessonStory


@dataclass(frozen=True)
class PageExercise:
    """What a page asks and answers.

    ``sheet`` has ``item``, ``outlet``, ``title``, ``sentence`` and ``passage``; ``machine`` has
    ``item``, ``machine``, ``accepted`` and ``why``; ``subjects`` names whom an item is about.
    """

    sheet: pd.DataFrame
    machine: pd.DataFrame
    choices: tuple[str, ...] = ()
    subjects: Mapping[int, str] = field(default_factory=dict)


def exercise_of(story: LessonStory) -> PageExercise:
    """Return the exercise that a lesson's cells have made.

    Raises
    ------
    ValueError
        If they have made none.
    """
    for value in story.names.values():
        if isinstance(value, Exercise):
            return PageExercise(value.sheet, value.machine, value.choices, _subjects(value))
    raise ValueError(f"{story.title!r} makes no exercise: there is nothing to ask on its page")


def _subjects(exercise: Exercise) -> dict[int, str]:
    """Return the names of the actors that items are about; nothing for items about none."""
    pairs = exercise.places[["item", "subject"]].itertuples(index=False)
    named = ((item, exercise.names.get(subject, "")) for item, subject in pairs)
    return {int(item): name for item, name in named if name}
