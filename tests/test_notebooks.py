"""The notebooks: thin, without outputs, with declared parameters, and they run as they are."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from medialens.report.jobs import render_reports
from medialens.report.parameters import declared_parameters
from tests.verdict_words import page_words, verdicts_in

pytestmark = pytest.mark.usefixtures("remembering")

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("[!.]*.ipynb"))


def cells(path: Path, kind: str):
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == kind]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_valid_and_has_neither_outputs_nor_counts(path):
    nbformat.validate(nbformat.read(path, as_version=4))
    assert not any(cell.outputs or cell.execution_count for cell in cells(path, "code"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_holds_calls_and_no_logic(path):
    """No function, class or import beyond the package; cells of a few lines."""
    for cell in cells(path, "code"):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert len(lines) <= 24
        assert not any(line.startswith(("def ", "class ", "async ")) for line in lines)
        imports = [line for line in lines if line.startswith(("import ", "from "))]
        assert all("medialens" in line for line in imports)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_parameter_has_a_type_a_default_and_help(path):
    declared = declared_parameters(nbformat.read(path, as_version=4))
    assert "collection" in declared
    assert all(parameter.help for parameter in declared.values())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_prose_stands_before_every_section_and_the_last_cell_closes_the_report(path):
    assert cells(path, "markdown")[0].source.startswith("# ")
    assert cells(path, "code")[-1].source == "run.finish()"


@pytest.mark.notebook
@pytest.mark.parametrize("name", ["compare", "coverage", "actors", "voices", "keywords", "parts"])
def test_plain_papermill_runs_it_too(name, tmp_path):
    """What Airflow and others call: papermill in, papermill out, a parameter by -p."""
    target = tmp_path / "out.ipynb"
    done = subprocess.run(
        [
            sys.executable, "-m", "papermill", str(ROOT / "notebooks" / f"{name}.ipynb"),
            str(target), "-p", "collection", "first_lesson", "-k", "python3",
        ],
        capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    executed = nbformat.read(target, as_version=4)
    kinds = [
        output.metadata.get("medialens", {}).get("kind")
        for cell in executed.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "display_data"
    ]
    assert {"corpus", "summary", "finish"} <= set(kinds)


@pytest.fixture(scope="module")
def keywords_of_valdory(tmp_path_factory):
    """A report of the fictional press."""
    out = tmp_path_factory.mktemp("valdory")
    (good,) = render_reports(["valdory"], notebooks=["keywords"], out=out)
    return good


@pytest.mark.notebook
def test_an_earlier_report_is_untouched_by_a_run_that_is_misused(keywords_of_valdory):
    """A wrong outlet fails inside the notebook; the last good page stays, byte for byte."""
    good, out = keywords_of_valdory, keywords_of_valdory.folder.parents[2]
    before = good.latest.read_bytes()
    (bad,) = render_reports(
        ["valdory"], notebooks=["keywords"], parameters={"target": "The Meridan"}, out=out
    )
    assert (bad.status, bad.exit_status) == ("failed", 2)
    assert "did you mean 'The Meridian'" in bad.message
    assert good.latest.read_bytes() == before


@pytest.mark.notebook
def test_a_report_of_valdory_passes_no_verdict(keywords_of_valdory, press):
    """In our own words; what the articles say is theirs."""
    articles = press.corpus.articles
    page = page_words(keywords_of_valdory.latest.read_text("utf-8"))
    assert verdicts_in(page, [*articles["text"], *articles["title"]]) == []
