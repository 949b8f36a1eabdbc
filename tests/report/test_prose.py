"""Sentences with values: numbers in our writing, values as text, findings with their basis."""

import pytest

from medialens.report.prose import Escaping, Writing, basis, finding_html, problem


@pytest.mark.parametrize(
    ("template", "value", "text"),
    [
        ("{x}", 1200, "1,200"),
        ("{x}", -0.3141, "−0.31"),
        ("{x:.1f}", -0.3141, "−0.3"),
        ("{x}", True, "True"),
        ("{x}", "a-b", "a-b"),
        ("{x}", None, "None"),
    ],
)
def test_a_value_is_written_by_its_kind(template, value, text):
    assert Writing().vformat(template, (), {"x": value}) == text


def test_a_value_is_escaped_and_isolated_but_the_template_is_not():
    page = Escaping().vformat("<em>{x}</em>", (), {"x": "<b>"})
    assert page == "<em><bdi>&lt;b&gt;</bdi></em>"


def test_braces_in_a_value_name_nothing():
    assert Writing().vformat("{x}", (), {"x": "{y} {0} {x.__class__}"}) == "{y} {0} {x.__class__}"


def test_a_value_that_is_not_given_is_named_with_those_that_are():
    with pytest.raises(ValueError, match=r"names \{y\}; given are \['x'\]"):
        Writing().vformat("{y}", (), {"x": 1})


def test_a_finding_stands_with_what_it_rests_on_and_leads_to_its_sentences():
    entry = {"text": "A < B.", "n": "4 articles", "interval": "[1, 2]", "evidence": "tides"}
    assert finding_html(entry) == (
        '<p class="ml-finding"><bdi>A &lt; B.</bdi> '
        '<span class="ml-basis">4 articles, 95 % interval [1, 2]. '
        '<a href="#evidence-tides">Its sentences</a></span></p>'
    )


def test_a_count_has_no_interval():
    assert basis({"n": "4 articles", "interval": None}) == "4 articles"
    assert basis({}) == ""


def test_an_error_in_words_stays_and_a_bare_word_gets_its_kind():
    """``KeyError`` says no more than the key."""
    assert problem({"type": "KeyError", "message": "'term'"}) == "KeyError: 'term'"
    assert problem({"type": "ReadError", "message": "no file there"}) == "no file there"
    assert problem({"type": "KeyError", "message": None}) == "KeyError"
    assert problem({"message": "'term'"}) == "'term'"
