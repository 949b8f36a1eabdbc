"""A lesson's story laid out for its page: sections by heading, with a part where a cell asks.

What comes after the reveal goes into the packed part of the page, not into its text.
"""

import html
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from markupsafe import Markup

from medialens.classroom.exercise import Exercise
from medialens.classroom.label_shuffles import LabelShuffle
from medialens.classroom.lesson_story import LessonStory
from medialens.classroom.page_exercise import PageExercise, exercise_of
from medialens.classroom.page_items import items_of
from medialens.classroom.page_plan import Plan, Shuffled
from medialens.classroom.sealing import Node, tree_of
from medialens.report.html import anchor

HEADING = re.compile(r"<h2>(?P<title>.*?)</h2>", re.DOTALL)
STUB = re.compile(r"<p><em>Write your answer here\.</em></p>\n?")
SHEETS = re.compile(r'id="table-(sheet|revealed|answers)"')
MINUTES = re.compile(r"\s*\((?P<minutes>\d+) minutes?\)")

Kind = Literal[
    "prose", "shown", "sealed", "guess", "sheet", "reveal", "ratings", "notes", "shuffle"
]


@dataclass(frozen=True)
class Part:
    """A piece of a section, as the template draws it; `told` is what its kind needs."""

    kind: Kind
    told: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        try:
            return self.told[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass
class Section:
    """A step of the lesson: a heading and what stands under it."""

    title: str
    is_later: bool = False  # closed until the answers are committed
    is_last: bool = False
    is_extra: bool = False  # not in the notebook
    parts: list[Part] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The heading without its minutes."""
        return MINUTES.sub("", self.title)

    @property
    def address(self) -> str:
        """The name of the section on its page."""
        return f"step-{anchor(self.label)}"

    @property
    def minutes(self) -> int:
        """How long it takes; 0 where the heading does not say."""
        found = MINUTES.search(self.title)
        return int(found["minutes"]) if found else 0


@dataclass
class Layout:
    """The whole page: its exercise, what opens it, its sections, what is packed."""

    exercise: PageExercise
    lead: str = ""
    sections: list[Section] = field(default_factory=list)
    blocks: list[list[Node]] = field(default_factory=list)
    shuffle: LabelShuffle | None = None
    is_revealed: bool = False


def lay_out(story: LessonStory, plan: Plan) -> Layout:
    """Return the sections of a lesson's page.

    Raises
    ------
    ValueError
        If the notebook has no exercise or no reveal: it can't be done on a page.
    """
    layout = Layout(exercise_of(story))
    asking = {name for name, value in story.names.items() if isinstance(value, Exercise)}
    for piece in story.pieces:
        if piece.kind == "prose":
            _tell(piece.html, layout)
        elif piece.kind == "made":
            _ask(_kind_of(piece.names, asking), story, plan, layout)
        elif not SHEETS.search(piece.html):
            _show(piece.html, layout, plan.open_tables)
    _check(layout, plan)
    layout.shuffle = plan.shuffled.of(story.names["study"]) if plan.shuffled else None
    if plan.shuffled and layout.shuffle:
        _insert_shuffle(plan.shuffled, layout)
    for section in layout.sections:
        if section.is_later and not section.is_extra:
            section.parts.append(Part("notes"))
    layout.sections[-1].is_last = True
    return layout


def _tell(page: str, layout: Layout) -> None:
    before, *rest = HEADING.split(page)
    _add_prose(before, layout)
    for title, text in zip(rest[::2], rest[1::2], strict=True):
        label = html.unescape(re.sub(r"<[^>]+>", "", title))
        layout.sections.append(Section(label, is_later=layout.is_revealed))
        _add_prose(text, layout)


def _add_prose(text: str, layout: Layout) -> None:
    text = STUB.sub("", text)  # a page has a field to write into
    if not text.strip():
        return
    if layout.sections:
        layout.sections[-1].parts.append(Part("prose", {"html": Markup(text)}))
    else:
        layout.lead += text


def _show(page: str, layout: Layout, open_tables: Collection[str]) -> None:
    """Show an output; after the reveal it may hold what the machine thinks, and is packed."""
    if not layout.sections or (layout.is_revealed and not layout.sections[-1].is_later):
        return  # what the reveal's own cells say of answers that nobody has given yet
    is_open = any(f'id="table-{name}"' in page for name in open_tables)
    if layout.is_revealed and not is_open:
        layout.blocks.append(tree_of(page))
        layout.sections[-1].parts.append(Part("sealed", {"block": len(layout.blocks) - 1}))
    else:
        layout.sections[-1].parts.append(Part("shown", {"html": Markup(page)}))


def _kind_of(names: frozenset[str], asking: set[str]) -> Kind | None:
    if "my_guess" in names:
        return "guess"
    if names & asking:
        return "sheet"
    if "my_ratings" in names:
        return "ratings"
    return "reveal" if "revealed" in names else None


def _ask(kind: Kind | None, story: LessonStory, plan: Plan, layout: Layout) -> None:
    if kind is None or not layout.sections:
        return
    told = {}
    if kind == "guess":
        told = _guess(story, plan)
    elif kind == "sheet":
        told = _sheet(story, plan, layout.exercise)
    elif kind == "ratings":
        told = {"rated": list(story.names["my_ratings"])}
    layout.sections[-1].parts.append(Part(kind, told))
    layout.is_revealed |= kind == "reveal"


def _guess(story: LessonStory, plan: Plan) -> dict[str, Any]:
    outlets = sorted(set(story.names["corpus"].articles["outlet"]))
    choices = [*outlets, "none of them"] if plan.outlets_guessed else []
    return {"question": plan.guess, "choices": choices}


def _sheet(story: LessonStory, plan: Plan, exercise: PageExercise) -> dict[str, Any]:
    return {
        "entries": items_of(exercise.sheet, exercise.subjects, is_blind=plan.is_blind),
        "question": plan.asked.question,
        "mark": plan.asked.mark,
        "choices": list(plan.asked.shown.items()),
        "named": plan.asked.named,
        "names": sorted(story.names["study"].actors["name"]),
    }


def _check(layout: Layout, plan: Plan) -> None:
    there = {part.kind for section in layout.sections for part in section.parts}
    if "reveal" not in there:
        raise ValueError(
            f"notebook {plan.notebook!r} assigns no `revealed`: its page would never show what it "
            "keeps back"
        )


def _insert_shuffle(shuffled: Shuffled, layout: Layout) -> None:
    section = Section(shuffled.title, is_later=True, is_extra=True)
    told = {name: getattr(shuffled, name) for name in ("question", "measure", "unit")}
    section.parts.append(Part("shuffle", told))
    after = [at for at, one in enumerate(layout.sections) if shuffled.after in one.label]
    layout.sections.insert(after[-1] + 1, section)
