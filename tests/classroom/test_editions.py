"""The editions: students get no answer, teachers get the answers of the truth file."""

import importlib.util
import json
import re
import warnings
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner

import medialens as ml
from medialens.classroom import (
    agreement,
    answer_key,
    student_edition,
    teacher_edition,
    write_lessons,
)
from medialens.classroom.editions import _study, _values, key_table
from medialens.classroom.lessons import exercise_of, lesson_sources
from medialens.cli import main
from medialens.report.jobs import render_reports
from tests.verdict_words import page_words, verdicts_in

pytestmark = pytest.mark.usefixtures("remembering")

NAMES = [path.stem for path in lesson_sources()]
NBGRADER = {
    "schema_version", "grade", "solution", "locked", "task", "grade_id", "cell_type",
}  # fmt: skip


def kept(name):
    (path,) = (path for path in lesson_sources() if path.stem == name)
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    """Both editions, written."""
    folder = tmp_path_factory.mktemp("lessons")
    for edition in ("student", "teacher"):
        write_lessons(folder / edition, edition=edition)
    return folder


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


def test_students_get_no_solution_and_no_cell_for_teachers(name):
    made = student_edition(kept(name))
    text = "\n".join(cell["source"] for cell in made["cells"])
    assert "SOLUTION" not in text
    assert "key_answers" not in text
    assert not any("teacher" in cell["metadata"].get("tags", []) for cell in made["cells"])


def test_both_editions_are_valid_notebooks(handed_out, name):
    for edition in ("student", "teacher"):
        nbformat.validate(nbformat.read(handed_out / edition / f"{name}.ipynb", as_version=4))


def test_nbgrader_knows_each_cell_that_it_is_to_collect(name):
    marked = [cell for cell in kept(name)["cells"] if "nbgrader" in cell["metadata"]]
    ids = [cell["metadata"]["nbgrader"]["grade_id"] for cell in marked]
    assert len(set(ids)) == len(ids) >= 3
    for cell in marked:
        facts = cell["metadata"]["nbgrader"]
        assert set(facts) - {"points"} == NBGRADER
        assert ("points" in facts) == facts["grade"]
        assert facts["cell_type"] == cell["cell_type"]
        assert facts["solution"] == ("### BEGIN SOLUTION" in "".join(cell["source"]))


def test_the_metadata_pass_the_validator_of_nbgrader(handed_out, name):
    if importlib.util.find_spec("nbgrader") is None:
        pytest.skip("nbgrader is not installed")
    from nbgrader.nbgraderformat import MetadataValidator

    notebook = nbformat.read(handed_out / "student" / f"{name}.ipynb", as_version=4)
    for cell in notebook.cells:
        MetadataValidator().validate_cell(cell)


def test_students_get_the_articles_and_nothing_of_the_key(handed_out):
    for name in ("first_lesson", "valdory"):
        folder = handed_out / "student" / name
        assert not (folder / "truth.json").exists()
        given = ml.load(str(folder)).articles
        assert "event" not in given
        whole = ml.load(name).articles
        columns = ["outlet", "title", "text", "published"]
        pd.testing.assert_frame_equal(given[columns], whole[columns])


def test_nothing_that_students_get_tells_what_was_planted(handed_out):
    """No note of the key stands in any of their files."""
    truth = json.loads((handed_out / "teacher" / "valdory" / "truth.json").read_text("utf-8"))
    notes = {mark["note"] for one in truth["articles"].values() for mark in one["planted"]}
    notes |= {outlet["policy"] for outlet in truth["outlets"].values()}
    files = [path for path in (handed_out / "student").rglob("*") if path.is_file()]
    text = "\n".join(path.read_text("utf-8") for path in files)
    assert len(files) == 8 + 4 + 4
    assert not [note for note in notes if note in text]


def test_the_places_of_the_hedges_come_without_their_kind(handed_out):
    found = json.loads((handed_out / "student" / "valdory" / "exercises.json").read_text("utf-8"))
    assert {tuple(place) for place in found["hedges"]} == {("id", "start", "end")}


def drawn(folder, name):
    """Return the exercise that a lesson draws in the folder of an edition."""
    notebook = kept(name)
    values = _values(notebook)
    values["collection"] = str(folder / values["collection"])
    kind = notebook["metadata"]["medialens"]["exercise"]
    return exercise_of(kind, _study(values["collection"]), values), values["collection"]


def test_teachers_see_the_answers_that_the_truth_file_gives(handed_out, name):
    """The key in the notebook is the one that is computed anew, and it leaves no item open."""
    key = answer_key(*drawn(handed_out / "teacher", name))
    assert (key["answer"] != "").all()
    shown = nbformat.read(handed_out / "teacher" / f"{name}.ipynb", as_version=4)
    assert any(key_table(key) in cell.source for cell in shown.cells)


def test_students_judge_the_items_that_the_teachers_key_answers(handed_out, name):
    students, _ = drawn(handed_out / "student", name)
    teachers, _ = drawn(handed_out / "teacher", name)
    pd.testing.assert_frame_equal(students.sheet, teachers.sheet)
    assert answer_key(students, handed_out / "student" / "valdory").empty


def test_a_bar_in_a_passage_does_not_break_the_table_of_the_key():
    key = pd.DataFrame({"item": [1], "passage": ["a | b\nc"], "answer": ["x"], "why": ["y"]})
    assert key_table(key).splitlines()[2] == "| 1 | a \\| b c | x | y |"


def test_a_lesson_as_it_is_kept_is_not_changed_by_making_an_edition(name):
    notebook = kept(name)
    before = json.dumps(notebook)
    student_edition(notebook)
    teacher_edition(notebook, pd.DataFrame(columns=["item", "passage", "answer", "why"]))
    assert json.dumps(notebook) == before


def test_the_minutes_of_a_lesson_add_up_to_forty_five(name):
    text = "\n".join(cell["source"] for cell in student_edition(kept(name))["cells"])
    minutes = [int(found) for found in re.findall(r"^## \d\. .*\((\d+) minutes\)", text, re.M)]
    assert len(minutes) == 6
    assert sum(minutes) == 45


def test_the_command_writes_the_students_edition_unless_asked(tmp_path):
    done = CliRunner().invoke(main, ["lessons", str(tmp_path)])
    assert done.exit_code == 0
    assert str(tmp_path / "valdory" / "articles.jsonl") in done.output.splitlines()
    assert not list(tmp_path.rglob("truth.json"))


@pytest.mark.notebook
@pytest.mark.parametrize("answer", ["", "a wrong answer"])
def test_a_students_lesson_runs_and_explains(answer, name, handed_out, monkeypatch):
    """Before anybody has answered, and with wrong answers: no traceback either way."""
    monkeypatch.chdir(handed_out / "student")
    monkeypatch.setattr(ml, "analyse", _analysed)
    space = {"__name__": "__main__"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ml.errors.MedialensWarning)
        for cell in student_edition(kept(name))["cells"]:
            if cell["cell_type"] == "code":
                exec(re.sub(r'(\d+: )""', rf'\1"{answer}"', cell["source"]), space)
    revealed = space["revealed"]
    assert revealed.empty == (not answer)
    assert revealed["why"].str.len().gt(0).all()
    said = "the machine waits for your answers" if not answer else "you and the machine agree on 0"
    assert said in agreement(revealed)


@pytest.mark.notebook
def test_the_teachers_lesson_runs_as_a_report_with_the_key_in_it(name, handed_out, tmp_path):
    folder = handed_out / "teacher"
    collection = str(folder / _values(kept(name))["collection"])
    (result,) = render_reports(
        [collection], notebooks=[str(folder / f"{name}.ipynb")], out=tmp_path
    )
    assert result.status == "ok", result.message
    page = (result.folder / "report.html").read_text("utf-8")
    assert "you and the machine agree on" in page
    assert "For the teacher" in page
    assert verdicts_in(page_words(page), ml.load(collection).articles["text"]) == []


@pytest.mark.notebook
def test_a_students_lesson_is_a_report_too_with_its_parameters(handed_out, tmp_path):
    """Nothing is answered, so nothing of the machine's is shown; a parameter reaches the cells."""
    folder = handed_out / "student"
    (result,) = render_reports(
        [str(folder / "first_lesson")],
        notebooks=[str(folder / "01_who_is_speaking.ipynb")],
        parameters={"items": 4},
        out=tmp_path,
    )
    assert result.status == "ok", result.message
    page = (result.folder / "report.html").read_text("utf-8")
    assert "the machine waits for your answers" in page
    assert "For the teacher" not in page
    assert "Write your answer here." in page
    assert re.search(r"items\s*(?:<[^>]+>\s*)*4", page)
    assert verdicts_in(page_words(page), ml.load("first_lesson").articles["text"]) == []


def _analysed(corpus):
    """Analyse a collection of the lessons once for all of these tests."""
    name = "first_lesson" if len(corpus.articles) == 8 else "valdory"
    return _study(str(Path(name).resolve()))
