"""Widgets in a lesson: answers by click and labels shuffled by button, where a widget runs.

A lesson must also run on a page, in a report and without the extra ``lab``. There a sentence stands
in the widget's place, and the rest of the lesson goes on as it is.
"""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from medialens.classroom.coding import names_in
from medialens.classroom.exercise import Exercise
from medialens.classroom.shuffling import Shuffle
from medialens.classroom.speaking import OUTLET, UNNAMED
from medialens.errors import MedialensError, ReadError
from medialens.study import Study
from medialens.widgets import Choice, Coding, Question, code

ANSWER = "answer"
MEANT = {OUTLET: "the outlet’s own words", UNNAMED: "somebody whose name we are not told"}
BY_HAND = "Here nothing can be clicked; write your answers between the quotation marks below."
NO_BUTTON = "Here is no button to press; the figure below shows the first thousand shuffles."


@dataclass(frozen=True, eq=False)
class Clickable:
    """A widget, and what stands in its place where none runs.

    Attributes
    ----------
    widget : object
        The widget, or None where there is none.
    instead : str
        What is said where it does not run.
    """

    widget: Any = field(repr=False)
    instead: str

    @property
    def answers(self) -> dict[int, str]:
        """Item to the answer that was clicked; empty where nothing was."""
        return self.widget.answers(ANSWER) if isinstance(self.widget, Coding) else {}

    def __repr__(self) -> str:
        return self.instead

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401
        plain = {"text/html": f"<p>{escape(self.instead)}</p>", "text/plain": self.instead}
        panel = self.widget.panel if isinstance(self.widget, Coding) else self.widget
        if panel is None:
            return plain
        bundle: Any = panel._repr_mimebundle_(**options)
        data, metadata = bundle
        return data | plain, metadata


def click_answers(study: Study, drawn: Exercise, *, path: str | Path) -> Clickable:
    """Return the passages of an exercise to be judged by mouse or keyboard.

    Parameters
    ----------
    study : Study
        The analysis that the exercise was drawn from.
    drawn : Exercise
        The exercise.
    path : str or Path
        The file of the answers, made with the first one; coding goes on where it stopped.

    Returns
    -------
    Clickable
        To be shown; ``answers`` holds what was clicked, for ``drawn.reveal``. The machine's
        answers reach the browser when all items are committed. Without ``medialens[lab]``, or if
        the file holds the codes of other passages, it says so in the widget's place.
    """
    sheet = drawn.sheet[["item", "sentence", "passage"]]
    choices = tuple(Choice(one, MEANT.get(one, one)) for one in drawn.choices)
    takes_names = OUTLET in drawn.choices
    question = Question(ANSWER, drawn.question, choices, is_open=takes_names)
    names = names_in(study, "\n".join(sheet["sentence"])) if takes_names else []
    try:
        coding = code(
            sheet,
            path=path,
            questions=[question],
            names=names,
            machine=lambda committed: _machine(drawn, committed),
        )
    except ReadError as error:
        return Clickable(None, f"{BY_HAND} {error}")
    except MedialensError as missing:
        return Clickable(None, f"{BY_HAND} To click: {missing}.")
    return Clickable(coding, BY_HAND)


def shuffle_button(shuffle: Shuffle) -> Clickable:
    """Return the button that shuffles the labels, once, ten or a thousand times.

    Parameters
    ----------
    shuffle : Shuffle
        From `shuffling`.

    Returns
    -------
    Clickable
        To be shown. Without ``medialens[lab]`` it says so.
    """
    try:
        from medialens.widgets.shuffling import ShuffleButton
    except ImportError as missing:
        need = f"To have one: it needs {missing.name}; pip install 'medialens[lab]'."
        return Clickable(None, f"{NO_BUTTON} {need}")
    return Clickable(ShuffleButton(shuffle.shuffled, actor=shuffle.actor), NO_BUTTON)


def _machine(drawn: Exercise, committed: pd.DataFrame) -> pd.DataFrame:
    answers = dict(zip(committed["item"], committed[ANSWER].astype(str), strict=True))
    return drawn.reveal(answers).rename(columns={"machine": ANSWER})
