"""No text of ours passes a verdict: one list of words, every text that we write."""

import ast
import re
from pathlib import Path

import pytest

from tests.verdicts import ALLOWED, said_by_us, verdicts_in

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = {
    "documentation": ["*.md", "docs/**/*.md", "docs/**/*.ipynb", "changelog.d/*.md"],
    "notebooks and lessons": ["notebooks/**/*.ipynb"],
    "templates": ["medialens/**/*.html", "medialens/**/*.xml", "medialens/**/*.css"],
    "scripts": ["medialens/**/*.js"],
    "languages": ["medialens/report/languages/*.toml"],
    "data cards": ["corpora/**/*.md", "corpora/**/*.toml"],
    "benchmarks and training": ["benchmarks/**/*.md", "training/**/*.md"],
    "citation": ["CITATION.cff", "pyproject.toml"],
}


def texts(patterns):
    for pattern in patterns:
        yield from sorted(path for path in ROOT.glob(pattern) if ".venv" not in path.parts)


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_we_write_passes_no_verdict(kind):
    paths = list(texts(WRITTEN[kind]))
    assert paths
    found = {str(path.relative_to(ROOT)): verdicts_in(path.read_text("utf-8")) for path in paths}
    assert {name: said for name, said in found.items() if said} == {}


def messages(path):
    """Yield the texts in a module's code: messages, headings, questions, docstrings."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.value


def test_what_the_program_says_passes_no_verdict():
    found = {}
    for path in texts(["medialens/**/*.py"]):
        if said := [one for text in messages(path) for one in verdicts_in(text)]:
            found[str(path.relative_to(ROOT))] = said
    assert found == {}


@pytest.mark.parametrize(
    "said",
    [
        "Its bias score is 3.", "the truth about it", "an unreliable outlet", "trustworthy",
        "Propaganda!", "unbiased words", "objectively", "on the left-right axis", "a leaderboard",
        "eine glaubwürdige Zeitung", "die Wahrheit", "a trust score", "credibility",
    ],
)  # fmt: skip
def test_such_words_are_found(said):
    assert verdicts_in(f"We say: {said} and more.")


@pytest.mark.parametrize("said", ["The key lies in `truth.json`.", "no verdict on truth"])
def test_what_is_said_not_to_exist_is_no_verdict(said):
    assert verdicts_in(said) == []


def test_every_exception_has_a_reason_and_is_needed():
    """An exception that nothing needs any more is taken out."""
    paths = [*texts(pattern for group in WRITTEN.values() for pattern in group)]
    whole = " ".join(" ".join(path.read_text("utf-8").split()) for path in paths)
    code = texts(["medialens/**/*.py"])
    whole += " ".join(" ".join(text.split()) for path in code for text in messages(path))
    assert all(ALLOWED.values())
    assert [one for one in ALLOWED if not re.search(one, whole, re.IGNORECASE)] == []


def test_an_article_may_say_what_it_likes_and_we_may_not():
    article = "She said the truth was in the water."
    page = f"<p>{article}</p><p title='x'>Two articles.</p>"
    assert said_by_us(page, [article]) == []
    assert said_by_us(f"{page}<p>The truth: they differ.</p>", [article]) == ["truth"]
    assert said_by_us('<img alt="a reliable outlet">', [article]) == ["reliable"]
