"""The keyword comparisons of a report: which outlets, which words, which lines."""

import pytest

import medialens as ml
from medialens.errors import UnknownNameError
from medialens.report.wording import REST, compare_words


@pytest.fixture(scope="module")
def wording(press):
    return compare_words(press, "Oxmere Tribune", "The Brennick Courier")


def test_a_target_and_a_reference_give_one_comparison(wording):
    assert [(part.target, part.reference) for part in wording.comparisons] == [
        ("Oxmere Tribune", "The Brennick Courier")
    ]


def test_without_a_target_each_large_outlet_is_compared_with_the_rest(press):
    parts = compare_words(press).comparisons
    assert [part.target for part in parts] == press.corpus.outlets
    assert {part.reference for part in parts} == {REST}


def test_small_outlets_are_left_out_and_counted(lesson):
    wording = compare_words(lesson)
    assert wording.comparisons == ()
    assert "3 of 3 outlets have fewer than ten articles" in wording.limits()[0]


def test_one_outlet_alone_has_nothing_to_compare(lone_article):
    wording = compare_words(ml.Study(lone_article))
    assert wording.table().empty
    assert wording.first is None
    assert wording.concordance().empty


def test_concordance_lines_come_from_the_target_and_hold_its_words(wording):
    lines = wording.concordance(words=3, lines=2)
    assert set(lines["outlet"]) == {"Oxmere Tribune"}
    top = wording.comparisons[0].ranked(3).table
    assert set(lines["term"].str.casefold()) <= set(top["term"])
    assert lines.groupby(lines["term"].str.casefold()).size().max() <= 2


def test_lines_begin_and_end_with_whole_words(wording, press):
    texts = " ".join(
        (press.corpus.articles["title"] + " " + press.corpus.articles["text"]).tolist()
    )
    known = set(texts.split())
    for line in wording.concordance().itertuples():
        for word in (*line.left.split()[:-1], *line.right.split()[1:]):
            assert word in known | {"…"}


def test_findings_are_at_most_three(press):
    assert len(compare_words(press).findings()) <= 3


def test_an_unknown_outlet_is_named(press):
    with pytest.raises(UnknownNameError, match="did you mean 'Oxmere Tribune'"):
        compare_words(press, "Oxmere Tribun")
