"""Draws behind keywords: the same with any number of threads, and the measure that they claim."""

import numpy as np
import pytest
from scipy import sparse

from medialens.compare.keyness import signed_g2
from medialens.compare.keyness_draws import (
    _shuffled,
    _Words,
    permutation_p,
    permuted_g2,
    resampled_log_ratios,
)


@pytest.fixture
def drawn():
    """Counts of 300 terms in 40 articles, one term used only in the first half."""
    rng = np.random.default_rng(1)
    counts = rng.poisson(rng.gamma(0.3, 3, size=(1, 300)), size=(40, 300)).astype(float)
    is_target = np.arange(40) < 20
    counts[:, 0] = np.where(is_target, 5, 0)
    return sparse.csc_array(counts), counts.sum(axis=1) + 50, is_target


def test_the_quick_g2_is_the_measures_own(drawn):
    counts, lengths, is_target = drawn
    labels = np.random.default_rng(2).permuted(np.tile(is_target[:, None], 25), axis=0)
    a = counts.T @ labels.astype(float)
    c = lengths @ labels
    b = np.asarray(counts.sum(axis=0))[:, None] - a
    expected = np.abs(signed_g2(a, b, c, lengths.sum() - c))
    assert permuted_g2(counts, lengths, labels) == pytest.approx(expected, abs=1e-8)


def test_any_number_of_threads_gives_the_same_p(drawn):
    one, three = (permutation_p(*drawn, 99, 5, threads=threads) for threads in (1, 3))
    assert (one == three).all()
    assert one[0] == pytest.approx(1 / (50 * 99 + 1))


def test_any_number_of_threads_gives_the_same_interval(drawn):
    one, three = (resampled_log_ratios(*drawn, 99, 5, threads=threads) for threads in (1, 3))
    assert np.array_equal(one, three)


def test_the_screen_by_chi_squared_loses_no_shuffle():
    """Counted with and without the look at chi-squared first: the same."""
    rng = np.random.default_rng(4)
    table = sparse.csc_array(rng.poisson(rng.gamma(0.3, 2, 200), (60, 200)).astype(float))
    lengths = np.asarray(table.sum(axis=1)) + rng.integers(50, 400, 60)
    is_target = np.arange(60) % 3 == 0
    labels = _shuffled(is_target, 400, np.random.SeedSequence(2))
    observed = permuted_g2(table, lengths, is_target[:, None]).ravel()
    everything = permuted_g2(table, lengths, labels) >= observed[:, None] - 1e-6
    found = _Words(table, lengths).reached(labels, observed)
    assert found.tolist() == everything.sum(axis=1).tolist()
    assert 0 < found.sum() < everything.size


def test_every_shuffle_keeps_the_size_of_the_target():
    """And every article is as often in it as any other."""
    is_target = np.arange(20) < 6
    labels = _shuffled(is_target, 4_000, np.random.SeedSequence(1))
    assert set(labels.sum(axis=0).tolist()) == {6}
    assert labels.mean(axis=1) == pytest.approx(0.3, abs=0.03)
