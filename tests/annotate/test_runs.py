"""Runs of five words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.annotate.runs import RunMaker

TEN = "one two three four five six seven eight nine ten"


def test_a_text_of_ten_words_has_six_runs():
    """Each run begins with one of the first six words."""
    runs = RunMaker()(TEN)
    assert len(runs.all) == 6
    assert sorted(runs.order.tolist()) == [0, 1, 2, 3, 4, 5]


def test_case_and_marks_do_not_count():
    """The words are the same."""
    make = RunMaker()
    assert make(TEN).all.tolist() == make(TEN.upper().replace(" ", ", ") + "!").all.tolist()


def test_a_run_that_comes_twice_counts_once():
    """Words 1 to 5 and words 11 to 15."""
    runs = RunMaker()(f"{TEN} {TEN}")
    assert len(runs.all) == 10
    assert runs.order[0] == runs.order[10]


@pytest.mark.parametrize("words", ["", "one", "one two", "one two three four"])
def test_under_five_words_the_whole_text_is_the_run(words):
    """A prefix is another text; nothing has no run."""
    make = RunMaker()
    assert len(make(words).all) == bool(words)
    assert not make(words).among(make(f"{words} more").all).any()


def test_a_shared_run_covers_its_five_words():
    """The first seven words are the same: three runs, seven words."""
    make = RunMaker()
    runs = make(TEN)
    in_common = runs.among(make("one two three four five six seven then others came").all)
    assert in_common.sum() == 3
    assert runs.covered(in_common).tolist() == [True] * 7 + [False] * 3


@pytest.mark.parametrize("marks", ["“”", "«»", "„“", '""'])
def test_words_in_quotation_marks_are_known(marks):
    """The middle four of ten."""
    text = f"one two three {marks[0]}four five six seven{marks[1]} eight nine ten"
    assert np.flatnonzero(RunMaker()(text).is_quoted).tolist() == [3, 4, 5, 6]


def test_runs_that_do_not_count_take_their_words_with_them():
    """A foot of five words under ten; the runs across the seam stay."""
    make = RunMaker()
    runs = make(f"{TEN} all rights are reserved here")
    left = runs.without(make("all rights are reserved here").all)
    assert len(left.all) == 10
    assert left.is_counted.tolist() == [True] * 10 + [False] * 5
    assert left.covered(np.ones(10, bool)).sum() == 14


def test_a_text_that_is_nothing_else_stays_as_it_is():
    """Otherwise copies of it would not be found."""
    runs = RunMaker()(TEN)
    assert runs.without(runs.all) is runs


@given(st.lists(st.sampled_from("abc"), max_size=30), st.lists(st.sampled_from("abc"), max_size=30))
def test_common_runs_are_those_of_the_sets(left, right):
    """Against sets of tuples; words in another order are another run."""
    make = RunMaker()
    sets = [
        {tuple(words[i : i + 5]) for i in range(max(len(words) - 4, 1))} - {()}
        for words in (left, right)
    ]
    runs = [make(" ".join(words)) for words in (left, right)]
    assert runs[0].among(runs[1].all).sum() == len(sets[0] & sets[1])
