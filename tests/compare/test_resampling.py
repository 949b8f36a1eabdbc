"""Whole articles are drawn again, the same ones for the same seed."""

import numpy as np
import pytest

from medialens.compare import resampling
from medialens.compare.resampling import percentile_interval, resampled_ratios


def test_ratios_are_of_sums_not_means_of_ratios():
    """Two rows, 1 of 1 and 0 of 9: a draw is all of one, all of the other, or 1 of 10."""
    ratios = resampled_ratios([[1.0], [0.0]], [[1.0], [9.0]], draws=50)
    assert set(ratios.ravel().round(9)) == {0.0, 0.1, 1.0}


def test_all_columns_of_a_draw_rest_on_the_same_rows():
    """A column and its double differ by a factor in every draw."""
    parts = np.arange(12.0)
    ratios = resampled_ratios(np.column_stack([parts, 2 * parts]), np.ones((12, 2)))
    assert ratios[:, 1] == pytest.approx(2 * ratios[:, 0])


def test_a_draw_without_anything_in_the_denominator_has_no_ratio():
    ratios = resampled_ratios([[0.0], [1.0]], [[0.0], [2.0]], draws=50).ravel()
    assert np.isnan(ratios).any() and np.nanmax(ratios) == 0.5


def test_how_many_draws_are_held_at_once_changes_nothing(monkeypatch):
    parts, wholes = np.arange(40.0)[:, None], np.full((40, 1), 50.0)
    at_once = resampled_ratios(parts, wholes)
    monkeypatch.setattr(resampling, "BLOCK", 40 * 7)
    assert resampled_ratios(parts, wholes).tolist() == at_once.tolist()


def test_intervals_of_a_share_hold_the_truth_about_as_often_as_they_say():
    """300 samples of 40 articles with 5 words each, half of them quoted: 90 to 98 of 100."""
    generator = np.random.default_rng(5)
    parts = generator.binomial(5, 0.5, size=(300, 40, 1)).astype(float)
    wholes = np.full((40, 1), 5.0)
    ends = [percentile_interval(resampled_ratios(sample, wholes, draws=399)) for sample in parts]
    held = np.mean([low[0] <= 0.5 <= high[0] for low, high in ends])
    assert 0.90 <= held <= 0.98
