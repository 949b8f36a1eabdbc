"""What a page needs to know of a lesson beside its notebook: what is asked, and of what.

A notebook speaks of cells to run; `reworded` says the same of a page. A text of the notebook that
is no longer there is an error, so that page and notebook cannot drift apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from medialens.classroom.label_shuffles import LabelShuffle
from medialens.study import Study

LUCK = "Extra: is it the luck of the draw? (5 minutes)"
CLICK = (  # what a notebook says of its widget
    " Click your answers, or write them between the quotation marks below. What you click is "
    "counted first, and it is kept when you close the notebook."
)


@dataclass(frozen=True)
class Asked:
    """What is asked of each passage, and which answers there are.

    The question may hold ``{subject}``, the name of whom the item is about.
    """

    question: str
    mark: str
    shown: Mapping[str, str]  # answers as a reader reads them, in order
    named: str = ""  # the choice that takes a name, if there is one


@dataclass(frozen=True)
class Shuffled:
    """The step with the shuffle: its title, question and measure, and what its numbers are."""

    title: str
    question: str
    measure: str
    unit: str
    after: str
    of: Callable[[Study], LabelShuffle | None]


@dataclass(frozen=True)
class Plan:
    """A lesson as a page: its notebook, the guess, what is asked, the shuffle.

    Without `outlets_guessed` the guess is written, not chosen. Where a lesson `is_blind`, outlets
    and headlines are told after the commitment. Tables named in `open_tables` come after the reveal
    and hold nothing of the machine's, so that they stand on the printed worksheet too.
    """

    notebook: str
    summary: str
    guess: str
    asked: Asked
    outlets_guessed: bool = False
    is_blind: bool = False
    open_tables: tuple[str, ...] = ()
    shuffled: Shuffled | None = None
    reworded: Mapping[str, str] = field(default_factory=dict)
