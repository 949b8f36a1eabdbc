"""The figures of the model card, on numbers that can be checked by hand."""

import numpy as np
import pytest

from training.measures import (
    accuracy,
    bootstrap,
    calibration_error,
    calibration_floor,
    fitted_temperature,
    macro_f1,
    softmax,
)

GOLD = np.array([0, 0, 1, 1, 2, 2])


def test_macro_f1_is_the_mean_over_the_three_classes():
    """Three of six wrong, one in each class: every F1 is a half."""
    assert macro_f1(GOLD, np.array([0, 1, 1, 2, 2, 0])) == pytest.approx(0.5)
    assert macro_f1(GOLD, GOLD) == 1.0


def test_a_class_that_is_never_guessed_counts_zero():
    assert macro_f1(GOLD, np.ones(6, dtype=int)) == pytest.approx((0 + 0.5 + 0) / 3)


def test_calibration_error_is_the_gap_between_confidence_and_accuracy():
    """Sure to 0.8 four times and right twice: the gap is 0.3."""
    p = np.array([[0.8, 0.1, 0.1]] * 4)
    assert calibration_error(np.array([0, 0, 1, 1]), p) == pytest.approx(0.3)


def test_the_temperature_cools_what_is_too_sure():
    """Logits that say .95 and are right in three of four cases want a temperature above 1."""
    logits = np.array([[3.0, 0.0, 0.0]] * 40)
    gold = np.array(([0] * 3 + [1]) * 10)
    temperature = fitted_temperature(gold, logits)
    assert temperature > 1.0
    assert softmax(logits, temperature)[0, 0] == pytest.approx(0.75, abs=0.02)


def test_the_bootstrap_draws_whole_groups():
    """With one group there is nothing to draw: the interval is the value."""
    guess = np.array([0, 0, 1, 1, 2, 0])
    low, high = bootstrap(accuracy, GOLD, guess, groups=["a"] * 6)
    assert low == high == pytest.approx(5 / 6)


def test_exact_probabilities_still_show_some_error_in_a_small_sample():
    """The floor falls as the sample grows, and certainty has none."""
    p = np.array([[0.7, 0.2, 0.1]] * 50)
    small, large = calibration_floor(p), calibration_floor(np.repeat(p, 40, axis=0))
    assert 0.02 < small < 0.08
    assert large < small / 4
    assert calibration_floor(np.array([[1.0, 0.0, 0.0]] * 5)) == 0.0
