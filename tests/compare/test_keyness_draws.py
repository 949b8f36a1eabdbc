"""Draws behind keywords: the same with any number of threads, and the measure that they claim."""

import numpy as np
import pytest
from scipy import sparse

from medialens.compare.keyness import signed_g2
from medialens.compare.keyness_draws import permutation_p, permuted_g2, resampled_log_ratios


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
