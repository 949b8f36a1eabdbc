"""A lesson's notebook read as a page: its prose, what its cells show and what they make.

The cells run here, in one namespace and without a kernel; what they show is collected by the
reports' recorder. The notebook stays the one source of a lesson.
"""

import ast
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from medialens.errors import MedialensWarning
from medialens.report.html import markdown, one_line
from medialens.report.parameters import TAG
from medialens.report.recorder import Recorder

TITLE = re.compile(r"\s*#[ \t]+(?P<title>[^\n]+)\n*")
ELSEWHERE = frozenset({"style", "corpus", "title", "summary", "finish"})

Kind = Literal["prose", "shown", "made"]


@dataclass(frozen=True)
class Piece:
    """Something of the lesson, in the order of the notebook.

    ``prose`` and ``shown`` have HTML; `names` are those that their cell has given values to, which
    a piece ``made`` announces before anything of that cell is shown.
    """

    kind: Kind
    html: str = ""
    names: frozenset[str] = frozenset()


@dataclass
class LessonStory:
    """A lesson after all its cells have run: title, pieces in order, the values of its names."""

    title: str = ""
    pieces: list[Piece] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)
    running: frozenset[str] = frozenset()  # the names of the cell that runs


def tell_lesson(
    notebook: Mapping[str, Any], given: Mapping[str, object] | None = None
) -> LessonStory:
    """Run the cells of a lesson and return what it tells.

    Parameters
    ----------
    notebook : mapping
        A notebook of format 4, in the edition for students.
    given : mapping, optional
        Values of its parameters, in place of the defaults.

    Returns
    -------
    LessonStory
    """
    story = LessonStory()
    show = _collector(story)
    with warnings.catch_warnings():
        # A lesson says what is not answered yet; on a page nothing is.
        warnings.simplefilter("ignore", MedialensWarning)
        for position, cell in enumerate(notebook["cells"]):
            if cell["cell_type"] == "markdown":
                _read(cell["source"], story)
            elif cell["cell_type"] == "code":
                _run(cell, f"cell {position + 1}", story, show)
                if TAG in cell["metadata"].get("tags", []):
                    story.names.update(given or {})
    return story


class _PageRecorder(Recorder):
    """A recorder of a page that has no files beside it: every sentence is on the page."""

    def evidence(self, name: str, table: pd.DataFrame, **options: Any) -> None:  # noqa: ANN401
        super().evidence(name, table, **{**options, "limit": max(1, len(table))})


def _collector(story: LessonStory) -> Callable[..., None]:
    def keep(html: str, text: str, *, kind: str) -> None:
        if kind not in ELSEWHERE and html.strip():
            story.pieces.append(Piece("shown", html, story.running))

    return keep


def _read(source: str, story: LessonStory) -> None:
    opening = TITLE.match(source) if not story.title else None
    if opening:
        story.title = one_line(opening["title"])
        source = source[opening.end() :]
    page = markdown(source)
    if page.strip():
        story.pieces.append(Piece("prose", page))


def _run(cell: Mapping[str, Any], name: str, story: LessonStory, show: Callable[..., None]) -> None:
    source = cell["source"]
    made = story.running = _made(source)
    if made:
        story.pieces.append(Piece("made", names=made))
    exec(compile(source, name, "exec"), story.names)  # the package's own notebook
    if isinstance(story.names.get("run"), Recorder) and "run" in made:
        story.names["run"] = _PageRecorder(show=show)


def _made(source: str) -> frozenset[str]:
    """Return the names that a cell assigns at its own level."""
    targets = [
        target
        for statement in ast.parse(source).body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for target in (
            statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        )
    ]
    return frozenset(target.id for target in targets if isinstance(target, ast.Name))
