"""The summary of the report that holds everything on one page."""

import pytest

from medialens.report import compare_words, whose_words
from medialens.report.coded import coded
from medialens.report.comparing import compare_findings, compare_limits, events_covered


@pytest.fixture(scope="module")
def parts(press):
    actors = press.top_actors(6)
    return press, actors, whose_words(press, actors), compare_words(press), coded(press, None)


def test_the_summary_has_five_sentences_at_most_and_gaps_come_first(parts):
    findings = compare_findings(*parts)
    assert 3 <= len(findings) <= 5
    assert "writes more negatively of" in findings[0].text


def test_a_grave_flaw_comes_before_everything(parts, monkeypatch):
    study, *rest = parts
    flaws = study.flaws().assign(severity=1, found="One outlet is silent.", meaning="Mend it.")
    monkeypatch.setattr(type(study), "flaws", lambda _: flaws)
    assert compare_findings(study, *rest)[0].text == "One outlet is silent. Mend it."


def test_no_limit_is_told_twice(parts):
    study, actors, *_, codes = parts
    said = compare_limits(study, actors, codes)
    assert len(said) == len(set(said))


def test_events_are_listed_with_who_covers_them(parts):
    table = events_covered(parts[0])
    assert table["n_outlets"].is_monotonic_decreasing
    assert table["covered_by"].str.count(",").add(1).tolist() == table["n_outlets"].tolist()
