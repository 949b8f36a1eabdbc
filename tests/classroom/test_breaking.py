"""Cases that should fool the tool: kept whole, run again, and counted with n and interval.

What the tool passes today of the cases that come with the package is written down here, case by
case. A failed one is a strict xfail: the day it starts to pass, the test says so.
"""

import json

import pytest

from medialens.classroom import add_case, pass_rates, read_cases, run_cases
from medialens.classroom.breaking import SCORERS
from medialens.errors import MedialensWarning, ReadError

# Numbers of the cases (lines of the file, from 1) that were passed when this was measured.
PASSED = {
    "target": {10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 25, 27},
    "vader_sentence": {7, 10, 17, 25, 27},
    "vader_clause": {7, 10, 12, 17, 25, 27},
    "textblob": {2, 3, 8, 10, 15, 16, 17, 18, 25, 26},
    "attributions": {28, 30, 31, 34, 36, 37, 38, 39},
}
STARTER = [(line, row.task) for line, row in enumerate(read_cases().itertuples(), 1)]


def asked():
    for line, task in STARTER:
        for scorer in SCORERS if task == "stance" else ("attributions",):
            marks = () if line in PASSED[scorer] else pytest.mark.xfail(reason="it is fooled")
            yield pytest.param(line, scorer, marks=marks, id=f"line {line} {scorer}")


@pytest.fixture(scope="module")
def results():
    table = run_cases()
    lines = {row.sentence + row.target: at for at, row in enumerate(read_cases().itertuples(), 1)}
    return table.assign(line=(table["sentence"] + table["target"]).map(lines))


@pytest.mark.parametrize(("line", "scorer"), list(asked()))
def test_the_machine_says_what_a_person_says(results, line, scorer):
    found = results[(results["line"] == line) & (results["scorer"] == scorer)]
    assert found["is_passed"].tolist() == [True]


def test_every_case_is_asked_once_of_every_scorer(results):
    n_stance = sum(task == "stance" for _, task in STARTER)
    assert len(results) == n_stance * len(SCORERS) + len(STARTER) - n_stance
    assert not results.duplicated(["line", "scorer"]).any()


def test_a_rate_has_n_and_interval_and_counts_every_case(results):
    rates = pass_rates(results)
    assert rates["n"].sum() == len(results)
    assert (rates["low"] - 1e-12 <= rates["rate"]).all()
    assert (rates["rate"] <= rates["high"] + 1e-12).all()
    whole = pass_rates(results, by=["scorer"]).set_index("scorer")
    assert {name: whole.loc[name, "n_passed"] for name in PASSED} == {
        name: len(lines) for name, lines in PASSED.items()
    }


def vann(path, **changed):
    case = {"sentence": "Vann is a “genius”.", "target": "Vann", "human": "negative"}
    return add_case(path, **case | {"kind": "irony"} | changed)


def test_a_case_comes_back_as_it_was_saved(tmp_path):
    path = tmp_path / "class.jsonl"
    assert vann(path, why="the marks")
    assert vann(path, sentence="Vann slept.", human="neutral")
    table = read_cases(path)
    assert table["sentence"].tolist() == ["Vann is a “genius”.", "Vann slept."]
    assert table["why"].tolist() == ["the marks", ""]
    assert [entry.name for entry in tmp_path.iterdir()] == ["class.jsonl"]


def test_a_repeated_case_is_told_and_not_added(tmp_path):
    path = tmp_path / "class.jsonl"
    vann(path)
    with pytest.warns(MedialensWarning, match="line 1 has this case already"):
        assert not vann(path, sentence="Vann  is a “Genius”.")
    assert len(read_cases(path)) == 1


def test_two_answers_to_one_question_are_refused(tmp_path):
    path = tmp_path / "class.jsonl"
    vann(path)
    with pytest.raises(ValueError, match="settle it first"):
        vann(path, human="positive")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"human": "bad"}, "human='bad' is not known"),
        ({"target": "Orla"}, "is not in the sentence"),
        ({"kind": " "}, "kind is empty"),
        ({"task": "mood"}, "task='mood' is not known"),
        ({"sentence": "Vann " * 500}, "2000 at most"),
    ],
)
def test_a_case_that_is_none_is_refused_and_leaves_no_file(tmp_path, changed, said):
    path = tmp_path / "class.jsonl"
    with pytest.raises(ValueError, match=said):
        vann(path, **changed)
    assert not path.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: no JSON"),
        ('["a"]', "line 2: expected an object"),
        ('{"sentence": "Vann slept."}', "line 2: has"),
        ('{"sentence": "x", "target": "y", "human": "neutral", "kind": "z"}', "line 2: target"),
        ('{"sentence": "A b.", "target": "A", "human": "neutral", "kind": "k"}', "repeats line 1"),
    ],
)
def test_a_broken_line_is_named(tmp_path, line, said):
    path = tmp_path / "class.jsonl"
    first = {"sentence": "A b.", "target": "A", "human": "neutral", "kind": "k"}
    path.write_text(json.dumps(first) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(ReadError, match=said):
        read_cases(path)
