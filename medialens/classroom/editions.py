"""Two editions of each lesson from one notebook: the student's, and the teacher's with the key.

A lesson is kept as the teacher's version: solutions between ``### BEGIN SOLUTION`` and
``### END SOLUTION``, and cells tagged *teacher*. The editions are computed from it.
"""

import ast
import copy
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from medialens.classroom.collections import write_collection
from medialens.classroom.key import answer_key
from medialens.classroom.lessons import exercise_of, lesson_sources
from medialens.datasets import load
from medialens.errors import check_one_of
from medialens.io.atomic import write_text_atomic
from medialens.study import Study, analyse

Edition = Literal["student", "teacher"]
EDITIONS = ("student", "teacher")
TEACHER = "teacher"  # tag of the cells that students do not get
KEY_PLACE = "<!-- key -->"
STUBS = {
    "code": "# your answers go above, between the quotation marks",
    "markdown": "*Write your answer here.*",
}
NBGRADER_CONFIG = """\
# For teachers who use nbgrader: put the notebooks of this folder under source/<name>/, this file
# beside source/, then: nbgrader generate_assignment <name>
from nbconvert.preprocessors import TagRemovePreprocessor
from nbgrader.converters.generate_assignment import GenerateAssignment

c = get_config()
c.ClearSolutions.code_stub = {"python": "# your answers go above, between the quotation marks"}
c.ClearSolutions.text_stub = "*Write your answer here.*"
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"teacher"}
c.GenerateAssignment.preprocessors = [
    TagRemovePreprocessor,
    *GenerateAssignment.preprocessors.default_args[0],
]
"""
_SOLUTION = re.compile(r"^### BEGIN SOLUTION\n.*?^### END SOLUTION$", re.DOTALL | re.MULTILINE)


def student_edition(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return a lesson as students get it: no solutions and no cells for teachers.

    Parameters
    ----------
    notebook : mapping
        A lesson as it is kept, a notebook of format 4.

    Returns
    -------
    dict
        A new notebook, without outputs. In place of each solution stands a stub.
    """
    made = _without_outputs(notebook)
    made["cells"] = [cell for cell in made["cells"] if not _is_for_teachers(cell)]
    for cell in made["cells"]:
        stub = STUBS.get(cell["cell_type"], "")
        cell["source"] = _SOLUTION.sub(stub, cell["source"])
    return made


def teacher_edition(notebook: Mapping[str, Any], key: pd.DataFrame) -> dict[str, Any]:
    """Return a lesson as teachers get it: with the key of its exercise filled in.

    Parameters
    ----------
    notebook : mapping
        A lesson as it is kept, a notebook of format 4.
    key : DataFrame
        The key of the lesson's exercise, from `answer_key`.

    Returns
    -------
    dict
        A new notebook, without outputs. The solutions stay marked as such, so that nbgrader can
        take them out.
    """
    made = _without_outputs(notebook)
    for cell in made["cells"]:
        if _is_for_teachers(cell):
            cell["source"] = cell["source"].replace(KEY_PLACE, key_table(key))
    return made


def key_table(key: pd.DataFrame) -> str:
    """Return the key as a Markdown table.

    Examples
    --------
    >>> print(key_table(pd.DataFrame({"item": [1], "passage": ["He ran."], "answer": ["outlet"],
    ...                               "why": ["no cue"]})))
    | item | passage | answer | why |
    |---|---|---|---|
    | 1 | He ran. | outlet | no cue |
    """
    lines = ["| item | passage | answer | why |", "|---|---|---|---|"]
    for row in key[["item", "passage", "answer", "why"]].astype("str").to_numpy().tolist():
        lines.append("| " + " | ".join(_cell(text) for text in row) + " |")
    return "\n".join(lines)


def write_lessons(folder: str | Path, *, edition: Edition = "student") -> list[Path]:
    """Write the lessons of an edition, with the collections that they read, to be handed out.

    Parameters
    ----------
    folder : str or path
        Where to; made if it is not there. Files of the same name are written over.
    edition : {"student", "teacher"}, default "student"
        The student's has no solutions, and no answer key beside the articles. The teacher's has
        both, and a configuration for nbgrader.

    Returns
    -------
    list of Path
        The files that were written.
    """
    check_one_of("edition", edition, EDITIONS)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    notebooks = {path.name: json.loads(path.read_text("utf-8")) for path in lesson_sources()}
    written = []
    for name in sorted({str(_values(notebook)["collection"]) for notebook in notebooks.values()}):
        written += write_collection(name, target / name, with_key=edition == "teacher")
    for name, notebook in notebooks.items():
        is_student = edition == "student"
        made = (
            student_edition(notebook)
            if is_student
            else teacher_edition(notebook, _key(notebook, target))
        )
        written.append(_write(target / name, made))
    if edition == "teacher":
        config = target / "nbgrader_config.py"
        write_text_atomic(config, NBGRADER_CONFIG)
        written.append(config)
    return written


def _key(notebook: Mapping[str, Any], folder: Path) -> pd.DataFrame:
    """Return the key of a lesson with its parameters as declared, on the collection in `folder`."""
    values = _values(notebook)
    values["collection"] = str(folder / values["collection"])
    name = notebook["metadata"]["medialens"]["exercise"]
    collection = values["collection"]
    return answer_key(exercise_of(name, _study(collection), values), collection)


@cache
def _study(collection: str) -> Study:
    return analyse(load(collection))


def _values(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return the default of each parameter."""
    (cell,) = (
        cell for cell in _joined(notebook) if "parameters" in cell["metadata"].get("tags", [])
    )
    return {
        line.target.id: ast.literal_eval(line.value)
        for line in ast.parse(cell["source"]).body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.value
    }


def _without_outputs(notebook: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = copy.deepcopy(dict(notebook))
    made["cells"] = list(_joined(made))
    for cell in made["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return made


def _joined(notebook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the cells with their source as one text."""
    for cell in notebook["cells"]:
        source = cell["source"]
        yield {**cell, "source": source if isinstance(source, str) else "".join(source)}


def _is_for_teachers(cell: Mapping[str, Any]) -> bool:
    return TEACHER in cell["metadata"].get("tags", [])


def _cell(text: str) -> str:
    """Write a text into a cell of a Markdown table."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def _write(path: Path, notebook: Mapping[str, Any]) -> Path:
    write_text_atomic(path, json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
    return path
