"""The interface speaks a second language; what it reports stays as it is."""

import ast
import re
from pathlib import Path

import pytest

from medialens.errors import SettingsError, UnknownNameError
from medialens.report import language
from medialens.report.evidence import evidence_html
from medialens.report.jobs import read_jobs
from medialens.report.page import render_page
from medialens.report.tables import table_html

REPORT = Path(language.__file__).parent
FIELD = re.compile(r"{\w+}")
PLURALS = ("article", "outlet", "sentence", "row", "record", "report", "file", "run")


def said_in_templates():
    for path in sorted((REPORT / "templates").glob("*.html")):
        for _, text in re.findall(r"\b_\((['\"])(.+?)\1[,)]", path.read_text("utf-8")):
            yield text


def said_in_code():
    for path in sorted(REPORT.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_said = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
            if is_said and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


@pytest.mark.parametrize("code", [one for one in language.known_languages() if one != "en"])
def test_every_text_has_its_like_with_the_same_fields(code):
    texts = language.catalog(code)
    wanted = {*said_in_templates(), *said_in_code(), *PLURALS, *(f"{one}s" for one in PLURALS)}
    assert wanted - {""} <= set(texts)
    for text, shown in texts.items():
        assert sorted(FIELD.findall(text)) == sorted(FIELD.findall(shown))


def test_a_page_in_german_marks_what_is_english(told, manifest):
    with language.in_language("de"):
        page = render_page(*told, manifest)
    assert '<html lang="de">' in page
    assert "Was auffällt" in page
    assert "Methode und Grenzen" in page
    assert '<div class="story" lang="en">' in page
    assert "What stands out" not in page
    assert "22. November 2026" in page


def test_tables_and_evidence_have_their_notes_in_german(profile, evidence):
    with language.in_language("de"):
        assert "In Klammern: 95-%-Intervall." in table_html(profile, caption="Stance")
        shown = evidence_html(evidence, name="council", title="Sentences", limit=3)
    assert "Eigene Worte des Mediums" in shown
    assert "bewertet mit" in shown


def test_afterwards_the_language_is_as_before(monkeypatch):
    monkeypatch.delenv("MEDIALENS_LANGUAGE", raising=False)
    with language.in_language("de"):
        assert language.say("Reports") == "Berichte"
    assert language.say("Reports") == "Reports"


def test_an_unknown_language_is_refused_with_those_that_are_known(tmp_path):
    with (
        pytest.raises(UnknownNameError, match="choose one of 'de', 'en'"),
        language.in_language("xx"),
    ):
        pass
    path = tmp_path / "jobs.toml"
    job = '[[job]]\nname = "a"\ncollections = ["x"]\n'
    path.write_text(f'[defaults]\nlanguage = "xx"\n{job}', "utf-8")
    with pytest.raises(SettingsError, match="language 'xx' is not known"):
        read_jobs(path)
