"""The documentation is tested: pages made from the code, links, examples, words not used."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
VERDICTS = re.compile(
    r"\b(bias score|trustworth\w*|truth score|propagandist\w*|unbiased|left-right)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def pages():
    spec = importlib.util.spec_from_file_location("update_pages", ROOT / "docs" / "update_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_command_line_page_is_what_the_commands_say(pages):
    """If this fails: python docs/update_pages.py."""
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == pages.cli_page()


def test_the_reference_page_is_what_the_docstrings_say(pages):
    """If this fails: python docs/update_pages.py."""
    assert (ROOT / "docs" / "reference.md").read_text("utf-8") == pages.reference_page()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"https?:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_speaks_in_verdicts(page):
    assert not VERDICTS.search(page.read_text("utf-8"))


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


def test_the_examples_of_the_researchers_guide_run_from_top_to_bottom():
    text = (ROOT / "docs" / "guide" / "researcher.md").read_text("utf-8")
    examples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(examples) >= 6
    names = {}
    for example in examples:
        exec(compile(example, "researcher.md", "exec"), names)
    assert names["study"].scorer == "target"


def test_the_outputs_in_the_exploring_guide_are_what_its_examples_print(tmp_path, monkeypatch):
    """If this fails: python docs/update_outputs.py."""
    import matplotlib as mpl

    from medialens.score import registry

    mpl.use("agg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(registry, "_FACTORIES", dict(registry._FACTORIES))
    spec = importlib.util.spec_from_file_location("outputs", ROOT / "docs" / "update_outputs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "guide" / "exploring.md").read_text("utf-8")
    assert page.count("```text\n") > 10
    assert module.with_outputs(page) == page


def test_every_changelog_fragment_is_of_a_known_kind():
    kinds = {"feature", "bugfix", "doc", "removal"}
    for fragment in (ROOT / "changelog.d").glob("*.md"):
        if fragment.name != "README.md":
            assert fragment.suffixes[0].lstrip(".") in kinds
            assert fragment.read_text("utf-8").strip()
