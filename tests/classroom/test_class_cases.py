"""A class's own counter-examples: taken up, kept, asked, counted for all to see."""

import pandas as pd
import pytest

from medialens.classroom import collect_cases, pass_rates, pass_table, run_cases
from medialens.classroom.breaking import RESULT
from medialens.errors import MedialensWarning

GENIUS = ("Vann is a “genius”.", "Vann", "negative", "irony")
SLEPT = ("Vann slept.", "Vann", "neutral", "no loaded word")


def test_empty_lines_are_no_cases_and_nothing_is_kept_without_a_file():
    assert collect_cases([("", "", "", ""), GENIUS, ()])["sentence"].tolist() == [GENIUS[0]]
    assert collect_cases([]).empty


def test_what_a_student_wrote_is_kept_and_a_cell_can_be_run_again(tmp_path):
    path = tmp_path / "class.jsonl"
    for _ in range(2):
        assert len(collect_cases([GENIUS], path=path)) == 1
    assert len(path.read_text("utf-8").splitlines()) == 1


def test_with_a_file_the_others_cases_are_asked_too(tmp_path):
    path = tmp_path / "class.jsonl"
    collect_cases([GENIUS], path=path)
    assert collect_cases([SLEPT], path=path)["kind"].tolist() == ["irony", "no loaded word"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("It rained.", "Vann", "neutral", "x"), "sentence 1 is not asked: target='Vann'"),
        (("Vann slept.", "Vann", "fine", "x"), "human='fine' is not known"),
        (("Vann slept.", "Vann"), "is not known"),
        (("Vann slept.", "Vann", "neutral", ""), "kind is empty"),
    ],
)
def test_a_line_that_is_no_case_is_told_and_the_others_are_asked(line, said):
    with pytest.warns(MedialensWarning, match=said):
        assert len(collect_cases([line, GENIUS])) == 1


def test_another_answer_than_the_file_has_is_told_and_not_kept(tmp_path):
    path = tmp_path / "class.jsonl"
    collect_cases([GENIUS], path=path)
    with pytest.warns(MedialensWarning, match="settle it first"):
        table = collect_cases([(*GENIUS[:2], "positive", "irony")], path=path)
    assert table["human"].tolist() == ["negative"]


def test_a_fifth_text_asks_who_speaks():
    (case,) = collect_cases(
        [("Vann said it rained.", "it rained", "Vann", "plain", "speaker")]
    ).to_dict("records")
    assert (case["task"], case["human"]) == ("speaker", "Vann")


def test_a_table_of_cases_is_asked_as_a_file_is(tmp_path):
    path = tmp_path / "class.jsonl"
    table = collect_cases([GENIUS, SLEPT], path=path)
    pd.testing.assert_frame_equal(
        run_cases(table, scorers=["vader_sentence"]), run_cases(path, scorers=["vader_sentence"])
    )


def test_no_cases_have_no_rate():
    results = run_cases(collect_cases([]))
    assert list(results) == RESULT
    assert pass_rates(results).empty
    assert pass_table(results).empty


def test_the_table_of_rates_has_n_and_interval_in_each_cell():
    results = pd.DataFrame(
        {"scorer": ["a", "a", "b"], "kind": ["irony", "denial", "irony"],
         "is_passed": [True, False, False]}
    )  # fmt: skip
    table = pass_table(results)
    assert table.index.tolist() == ["irony", "denial", "all kinds"]
    assert table.loc["all kinds", "a"] == "1 of 2 (9 to 91 %)"
    assert table.loc["denial", "b"] == ""
