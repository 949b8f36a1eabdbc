"""The documentation is tested: pages made from the code, links, examples."""

import ast
import doctest
import importlib.util
import re
import sys
import tomllib
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pytest
from nbclient import NotebookClient

import medialens as ml

pytestmark = pytest.mark.usefixtures("remembering")

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.fixture(scope="module")
def pages():
    spec = importlib.util.spec_from_file_location("update_pages", ROOT / "docs" / "update_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_command_line_page_is_what_the_commands_say(pages):
    """If this fails: python docs/update_pages.py."""
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == pages.cli_page()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="signatures are as Python 3.11 writes them")
def test_the_reference_page_is_what_the_docstrings_say(pages):
    """If this fails: python docs/update_pages.py."""
    assert (ROOT / "docs" / "reference.md").read_text("utf-8") == pages.reference_page()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"https?:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_example_of_the_readme_prints_what_the_readme_shows():
    """The python block is run; its output is the block after it.

    Another kind of processor may round a last digit otherwise.
    """
    text = (ROOT / "README.md").read_text("utf-8")
    code, shown = re.search(r"```python\n(.*?)```\n+```text\n(.*?)```", text, re.DOTALL).groups()
    assert len(code.strip().splitlines()) == 5
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "README", "exec"), {})
    assert _words(out.getvalue()) == _words(shown)
    assert _numbers(out.getvalue()) == pytest.approx(_numbers(shown), abs=0.011)


def _words(text: str) -> list[str]:
    return re.sub(r"-?\d+\.\d+", "", text).split()


def _numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.\d+", text)]


# Blocks that are not run here, with the reason.
NOT_RUN = {
    "recipes.md": "a DAG runs inside Airflow, which is no dependency of the tests",
    "validating.md": "reads a sample that people have coded; tests/validate make the same calls",
}
EXAMPLES = [page for page in PAGES if "```python" in page.read_text("utf-8")]
RUN = [page for page in EXAMPLES if page.name not in {"README.md", *NOT_RUN}]


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """A folder with the two files that examples read."""
    monkeypatch.chdir(tmp_path)
    events = "article_id,event_id,label\n8d3dca88465e0fe0,41a629e81853e0e6,Marrin resigns\n"
    (tmp_path / "events.csv").write_text(events, "utf-8")
    table = ml.load("first_lesson").articles[["outlet", "published", "title", "text"]]
    table.to_parquet(tmp_path / "ten_years.parquet")
    yield
    plt.close("all")


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem)
def test_the_examples_of_a_page_run_from_top_to_bottom(page):
    """Blocks with ``>>>`` must print what they show, too."""
    text = page.read_text("utf-8")
    names = {}
    for number, example in enumerate(re.findall(r"```python\n(.*?)```", text, re.DOTALL)):
        if example.startswith(">>>"):
            test = doctest.DocTestParser().get_doctest(example, names, page.name, None, number)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            said = []
            runner.run(test, out=said.append, clear_globs=False)
            assert not runner.summarize(verbose=False).failed, "".join(said)
            names = test.globs
        else:
            exec(compile(example, page.name, "exec"), names)


def test_every_page_with_examples_is_run_or_says_why_not():
    assert {page.name for page in EXAMPLES} >= set(NOT_RUN)
    assert {"researcher.md", "change.md", "events.md", "worked.md"} <= {page.name for page in RUN}


def test_the_page_of_dependencies_has_those_of_the_package():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    direct = {re.split(r"[^\w-]", one)[0] for one in declared["dependencies"]}
    assert set(re.findall(r"^\| ([\w-]+) \| [\d.]+ \|", page, re.MULTILINE)) == direct
    assert f"**{len(direct)} direct dependencies" in page
    extras = set(re.findall(r"`([a-z]+)`", page.split("## Extras")[1]))
    assert set(declared["optional-dependencies"]) <= extras


def test_every_page_of_the_site_is_in_its_contents():
    listed = (ROOT / "docs" / "index.md").read_text("utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").with_suffix("").as_posix()
        assert name in {"README", "index"} or name.startswith("decisions/0") or name in listed


OUTSIDE = ROOT / "docs" / "examples" / "outside.ipynb"


def test_the_notebook_from_outside_uses_public_names_only():
    code = "\n".join(c.source for c in nbformat.read(OUTSIDE, 4).cells if c.cell_type == "code")
    tree = ast.parse(code)
    imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    assert imported == {"medialens", "pandas"}
    for node in (n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)):
        public = importlib.import_module(node.module).__all__
        assert {name.name for name in node.names} <= set(public)
    assert set(re.findall(r"\bml\.(\w+)", code)) <= set(ml.__all__)
    assert not re.search(r"\._|\bdef |\bfor ", code)


@pytest.mark.notebook
def test_the_notebook_from_outside_finds_what_was_printed(tmp_path):
    """Run as it stands, in a folder of its own; then its tables are compared."""
    notebook = nbformat.read(OUTSIDE, 4)
    check = (
        "assert (both['g2'] - both['g2_printed']).abs().max() < 1e-6\n"
        "assert (both['log_ratio'] - both['log_ratio_printed']).abs().max() < 1e-6\n"
        "assert (round(two_cells, 2), round(four_cells, 2)) == (534.64, 535.86)\n"
        "assert len(ax.get_lines()) + len(ax.collections) > 0"
    )
    notebook.cells.append(nbformat.v4.new_code_cell(check))
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": tmp_path}})
    client.execute()


def update_outputs():
    """Return the script that writes what examples print."""
    spec = importlib.util.spec_from_file_location("outputs", ROOT / "docs" / "update_outputs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", update_outputs().PAGES, ids=lambda path: path.stem)
def test_the_outputs_in_a_guide_are_what_its_examples_print(path, tmp_path, monkeypatch):
    """If this fails: python docs/update_outputs.py.

    Another kind of processor may round a last digit otherwise.
    """
    import matplotlib as mpl

    from medialens.score import registry

    mpl.use("agg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(registry, "_FACTORIES", dict(registry._FACTORIES))
    page = path.read_text("utf-8")
    assert page.count("```text\n") > 3
    printed = update_outputs().with_outputs(page)
    assert _words(printed) == _words(page)
    assert _numbers(printed) == pytest.approx(_numbers(page), abs=0.011)


def test_every_changelog_fragment_is_of_a_known_kind():
    kinds = {"feature", "bugfix", "doc", "removal"}
    for fragment in (ROOT / "changelog.d").glob("*.md"):
        if fragment.name != "README.md":
            assert fragment.suffixes[0].lstrip(".") in kinds
            assert fragment.read_text("utf-8").strip()
