"""Intervals and tests, beside published values and scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from medialens.compare.intervals import (
    benjamini_hochberg,
    detectable_gap,
    mean_interval,
    newcombe,
    welch_interval,
    wilson,
)

A = np.array([0.1, 0.4, -0.2, 0.0, 0.7, 0.3])
B = np.array([-0.3, 0.2, -0.5, 0.1, -0.1, -0.4, 0.0, -0.9])


@pytest.mark.parametrize(
    ("k", "n", "low", "high"), [(81, 263, 0.2553, 0.3662), (5, 100, 0.0215, 0.1118)]
)
def test_wilson_gives_the_published_values(k, n, low, high):
    """81 of 263: Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872."""
    assert wilson(k, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(0, 60), st.integers(1, 60), st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_agrees_with_scipy(k, extra, level):
    """For every share, also none and all."""
    n = k + extra - 1 or 1
    expected = stats.binomtest(k, n).proportion_ci(level, method="wilson")
    assert wilson(k, n, level=level) == pytest.approx(tuple(expected), abs=1e-12)


def test_a_share_of_nothing_has_no_interval():
    """And does not warn."""
    assert np.isnan(wilson([0, 1], [0, 2])).tolist() == [[True, False], [True, False]]
    assert np.isnan(newcombe(0, 0, 1, 2)).all()


def test_newcombe_gives_the_published_value_and_turns_with_its_samples():
    """56/70 against 48/80: Newcombe (1998), Statistics in Medicine 17, 873-890."""
    low, high = newcombe(56, 70, 48, 80)
    assert (low, high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))
    assert newcombe(48, 80, 56, 70) == (pytest.approx(-high), pytest.approx(-low))


def test_mean_interval_agrees_with_scipy():
    """Student's t over the sample."""
    expected = stats.ttest_1samp(A, 0).confidence_interval()
    assert mean_interval(A.mean(), A.var(ddof=1), len(A)) == pytest.approx(tuple(expected))


def test_one_observation_has_no_interval_and_equal_ones_have_one_without_width():
    """A variance of rounding errors counts as none."""
    low, high = mean_interval([0.3, 0.3], [np.nan, 1e-33], [1, 3])
    assert np.isnan(low[0])
    assert np.isnan(high[0])
    assert (low[1], high[1]) == (0.3, 0.3)


def test_welch_agrees_with_scipy():
    """Interval and p of the unequal-variance t test."""
    test = stats.ttest_ind(A, B, equal_var=False)
    expected = (*test.confidence_interval(), test.pvalue)
    variances, sizes = (A.var(ddof=1), B.var(ddof=1)), (len(A), len(B))
    assert welch_interval(A.mean() - B.mean(), variances, sizes) == pytest.approx(expected)


def test_welch_turns_with_its_samples():
    """Exchanging the samples mirrors the interval and keeps p."""
    low, high, p = welch_interval(0.2, (0.1, 0.3), (12, 30))
    assert welch_interval(-0.2, (0.3, 0.1), (30, 12)) == (-high, -low, pytest.approx(p))


def test_samples_without_spread_are_the_same_or_cannot_be_judged():
    """No error can be estimated from numbers that are all equal."""
    low, high, p = welch_interval([0.0, 0.5], ([0.0, 0.0], [0.0, 0.0]), ([10, 10], [12, 12]))
    assert (low[0], high[0], p[0]) == (0.0, 0.0, 1.0)
    assert np.isnan([low[1], high[1], p[1]]).all()


@pytest.mark.parametrize(
    ("n", "gap"), [(10, 0.59), (25, 0.37), (60, 0.24), (100, 0.19), (200, 0.13)]
)
def test_the_gap_that_can_be_found_shrinks_with_the_articles(n, gap):
    """2.80 standard errors at a standard deviation of .47 on both sides, by hand."""
    found = detectable_gap((0.47**2, 0.47**2), (n, n))
    assert float(found) == pytest.approx(gap, abs=0.005)
    assert float(found) == pytest.approx((1.959964 + 0.841621) * 0.47 * (2 / n) ** 0.5, rel=1e-6)


BENJAMINI_1995 = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
BENJAMINI_1995 += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]


def test_benjamini_hochberg_rejects_four_of_their_fifteen():
    """Benjamini & Hochberg (1995), their example: four at .05, Bonferroni three."""
    assert (benjamini_hochberg(BENJAMINI_1995) <= 0.05).sum() == 4
    assert (np.array(BENJAMINI_1995) * 15 <= 0.05).sum() == 3


def test_tests_that_were_not_made_are_not_counted():
    """A missing p stays missing and does not make the others dearer."""
    q = benjamini_hochberg([0.01, np.nan, 0.04])
    assert q[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(q[1])
    assert benjamini_hochberg([]).size == 0


def test_wilsons_interval_holds_the_share_to_the_last_bit():
    """A figure draws the distance to each end, and cannot draw a negative one."""
    n = np.arange(1, 400)
    for k in (0 * n, n):
        low, high = wilson(k, n)
        assert (low <= k / n).all()
        assert (high >= k / n).all()
