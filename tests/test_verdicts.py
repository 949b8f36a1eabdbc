"""No word of judgement in anything that we write: pages, notebooks, templates, scripts, messages.

Reports, lessons and their pages are looked through where they are rendered: tests/report,
tests/classroom.
"""

import ast
import re
import tomllib
from pathlib import Path

import nbformat
import pytest

from tests.verdict_words import page_words, verdicts_in

ROOT = Path(__file__).resolve().parents[1]
TEXTS = sorted(
    path
    for folder in (
        "docs",
        "corpora",
        "medialens",
        "notebooks",
        "benchmarks",
        "training",
        "changelog.d",
    )
    for path in (ROOT / folder).rglob("*.md")
) + sorted(ROOT.glob("*.md"))
NOTEBOOKS = sorted([*ROOT.glob("notebooks/**/[!.]*.ipynb"), *ROOT.glob("docs/**/*.ipynb")])
STATIC = sorted(
    path for kind in ("html", "js", "css", "xml") for path in ROOT.glob(f"medialens/**/*.{kind}")
)
LANGUAGES = sorted(ROOT.glob("medialens/report/languages/*.toml"))
CODE = sorted(ROOT.glob("medialens/**/*.py"))
WORD_LISTS = sorted(ROOT.glob("medialens/**/*.tsv"))
CASES = sorted(ROOT.glob("corpora/**/cases.jsonl"))

PAPERS = ("Computing Krippendorff's alpha-reliability",)  # titles of literature
LOOKED_FOR = {"propaganda\tdeed", "the truth is\tbooster\tCT"}
NAMES = {"truth", "truth.json"}  # of a file and a column, in code
PATTERNS = {"medialens/io/files.py"}  # names of files that are no articles


def by_name(path):
    return str(path.relative_to(ROOT))


def prose(text):
    """Return a page without its code, whose names are no words of ours, and without papers."""
    text = re.sub(r"```.*?```|``[^`]+``|`[^`]+`", " ", text, flags=re.DOTALL)
    for title in PAPERS:
        text = text.replace(title, "")
    return text


@pytest.mark.parametrize("path", TEXTS, ids=by_name)
def test_no_page_of_text_speaks_in_verdicts(path):
    assert verdicts_in(prose(path.read_text("utf-8"))) == []


def test_no_help_of_a_command_speaks_in_verdicts():
    """The page of the command line is what the commands say, all of it."""
    assert verdicts_in((ROOT / "docs" / "cli.md").read_text("utf-8")) == []


@pytest.mark.parametrize("path", WORD_LISTS, ids=by_name)
def test_a_word_list_holds_such_words_only_to_find_them_in_articles(path):
    lines = [line for line in path.read_text("utf-8").splitlines() if line not in LOOKED_FOR]
    assert verdicts_in("\n".join(lines)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=by_name)
def test_no_notebook_speaks_in_verdicts(path):
    """Prose and code: a caption stands in the code."""
    cells = nbformat.read(path, as_version=4).cells
    assert verdicts_in("\n".join(cell.source for cell in cells)) == []


@pytest.mark.parametrize("path", STATIC, ids=by_name)
def test_no_template_and_no_script_speaks_in_verdicts(path):
    """All of the file, with what a script writes and what a template's comment says."""
    assert verdicts_in(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", LANGUAGES, ids=by_name)
def test_no_translation_speaks_in_verdicts(path):
    assert verdicts_in(path.read_text("utf-8")) == []
    tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("path", CASES, ids=by_name)
def test_no_case_to_break_the_tool_speaks_in_verdicts(path):
    assert verdicts_in(path.read_text("utf-8")) == []


def test_no_message_of_the_package_speaks_in_verdicts():
    """Every string in the code but docstrings, where a statistic may be called unreliable."""
    told = [
        (by_name(path), found)
        for path in CODE
        if by_name(path) not in PATTERNS
        for text in strings_of(path)
        if text not in NAMES and (found := verdicts_in(prose(text)))
    ]
    assert told == []


def strings_of(path):
    """Yield the string constants of a module but for its docstrings and its literature."""
    if path.name == "literature.py":  # titles of papers
        return
    tree = ast.parse(path.read_text("utf-8"))
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in documented:
            yield node.value


@pytest.mark.parametrize(
    "text",
    [
        "a bias score", "The truth is out", "Reliable outlets", "untrustworthy", "propagandist",
        "0 means unbiased", "an objective paper", "the left–right axis", "Die Wahrheit",
        "unobjektiv", "fake news",
    ],
)  # fmt: skip
def test_the_list_finds_what_it_is_for(text):
    assert len(verdicts_in(text)) == 1


@pytest.mark.parametrize("text", ["in truth.json stands", "the objection", "to rely on", "bias"])
def test_the_list_leaves_other_words_alone(text):
    assert verdicts_in(text.replace("truth.json", "")) == []


def test_a_word_quoted_from_an_article_is_not_ours():
    article = "He said the truth would come out in the end."
    assert verdicts_in("“He said the truth would come out.”", [article]) == []
    assert verdicts_in("Here is the truth: he is wrong.", [article]) == ["is the truth"]


def test_the_words_of_a_page_are_those_seen_and_those_read_aloud():
    page = '<style>.truth{}</style><p title="reliable">An <b>objective</b> paper</p>'
    assert len(verdicts_in(page_words(page))) == 2
