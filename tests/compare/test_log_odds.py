"""Laws of the weighted log-odds."""

import numpy as np
import pytest

from medialens.compare.log_odds import group_log_odds, weighted_log_odds

A, B = np.array([30.0, 5.0, 65.0]), np.array([10.0, 5.0, 85.0])


def test_delta_variance_and_z_are_those_of_the_formula():
    """30 of 100 against 10 of 100 with one half of prior for each of three words: by hand."""
    delta, variance, z = weighted_log_odds(A, B, prior=0.5, total_a=100, total_b=100)
    assert delta[0] == pytest.approx(np.log(30.5 / 71) - np.log(10.5 / 91))
    assert variance[0] == pytest.approx(1 / 30.5 + 1 / 10.5)
    assert z == pytest.approx(delta / np.sqrt(variance))


def test_exchanging_the_groups_turns_the_sign():
    """The variance stays."""
    one = weighted_log_odds(A, B, prior=0.5, total_a=100, total_b=100)
    other = weighted_log_odds(B, A, prior=0.5, total_a=100, total_b=100)
    assert other[0] == pytest.approx(-one[0])
    assert other[1] == pytest.approx(one[1])


def test_a_heavier_background_shrinks_every_difference():
    """10 or 1,000 words of background, spread as both groups are together."""
    light, heavy = (
        weighted_log_odds(A, B, prior=alpha0 * (A + B) / 200, total_a=100, total_b=100)
        for alpha0 in (10, 1000)
    )
    assert (np.abs(heavy[0][[0, 2]]) < np.abs(light[0][[0, 2]])).all()
    assert heavy[0][1] == pytest.approx(0)


def test_each_group_against_all_is_not_two_groups_against_each_other():
    """Tidylo's pooled counts hold the group itself, so its values are others."""
    z = weighted_log_odds(A, B, prior=A + B, total_a=100, total_b=100)[2]
    grouped = group_log_odds([A, B])
    assert np.sign(grouped[0][0]) == np.sign(z[0])
    assert grouped[0][0] != pytest.approx(z[0], abs=0.01)
