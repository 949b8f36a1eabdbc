"""Candidates for an exact comparison."""

import numpy as np
import pytest

from medialens.annotate.copy_candidates import candidates, sampled
from medialens.annotate.runs import Runs


def hashes(seed, n):
    return np.sort(np.random.default_rng(seed).integers(2**63, size=n, dtype=np.uint64))


def pairs(*texts):
    runs = [
        Runs(
            np.unique(np.array(text, np.uint64)), np.arange(0), np.zeros(0, bool), np.ones(0, bool)
        )
        for text in texts
    ]
    return list(candidates(runs, np.arange(len(runs))))


def test_one_run_in_four_is_looked_up():
    """Chosen by its hash, so that two texts with a run in common agree on it."""
    runs = hashes(1, 4_000)
    assert sampled(runs).tolist() == [run for run in runs.tolist() if run % 4 == 0]


def test_every_run_of_a_short_text_is_looked_up():
    """Of six runs, a quarter may be none."""
    assert len(sampled(hashes(2, 6))) == 6
    assert all(pairs(hashes(n, 6), hashes(n, 6)[:5]) == [(0, 1)] for n in range(50))


def test_a_text_contained_in_a_longer_one_is_a_candidate():
    """A tenth of the longer one; a text of its own is none."""
    long = hashes(3, 4_000)
    assert pairs(long, long[::10], hashes(4, 400)) == [(0, 1)]


def test_a_few_common_runs_make_no_candidate():
    """A phrase of one in a hundred runs."""
    one, two = hashes(5, 1_000), hashes(6, 1_000)
    assert pairs(one, np.concatenate([two, one[:10]])) == []


def test_pairs_are_sorted_by_the_later_text():
    """So that a text is compared with the earliest first."""
    text = hashes(7, 200)
    assert pairs(text, text, text) == [(0, 1), (0, 2), (1, 2)]


def test_of_a_text_printed_everywhere_the_first_and_the_one_before_count():
    """Pairs grow with the printings, not with their square."""
    found = pairs(*[hashes(8, 200)] * 100)
    assert len(found) == 99 + 98
    assert {left for left, right in found if right == 60} == {0, 59}


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_texts_without_runs_have_no_candidates(texts):
    """Nothing is alike nothing."""
    assert pairs(*texts) == []


def test_counting_in_blocks_changes_nothing(monkeypatch):
    """A block for every few runs."""
    texts = [np.concatenate([hashes(9, 300)[n:], hashes(20 + n, 200)]) for n in range(8)]
    whole = pairs(*texts)
    monkeypatch.setattr("medialens.annotate.copy_candidates.BLOCK", 7)
    assert pairs(*texts) == whole
    monkeypatch.setattr("medialens.annotate.copy_candidates.TEXTS", 1)  # a part for every text
    assert pairs(*texts) == whole
    assert len(whole) == 28
