"""Labels of whole articles change hands: what the p-values promise."""

import numpy as np
import pytest
from scipy import stats

from medialens.compare.permutation import as_large, p_of, permuted, step_down, studentized


def drawn(values, is_first, **options):
    return np.concatenate(list(permuted(values, is_first, **options)))


@pytest.fixture
def groups():
    """Twenty and thirty articles, three tests, some articles without a value."""
    generator = np.random.default_rng(3)
    values = generator.normal(size=(50, 3)) * [1, 2, 0.5]
    values[generator.random(values.shape) < 0.2] = np.nan
    return values, np.arange(50) < 20


def test_the_statistic_is_welchs_t(groups):
    values, is_first = groups
    t = studentized(values, is_first[None, :].astype(float))[0]
    expected = stats.ttest_ind(
        values[is_first], values[~is_first], equal_var=False, nan_policy="omit"
    ).statistic
    assert t == pytest.approx(expected)


def test_p_is_near_welchs_where_values_are_normal(groups):
    values, is_first = groups
    t = studentized(values, is_first[None, :].astype(float))[0]
    p = p_of(as_large(drawn(values, is_first), t).sum(axis=0), 4999)
    expected = stats.ttest_ind(
        values[is_first], values[~is_first], equal_var=False, nan_policy="omit"
    ).pvalue
    assert p == pytest.approx(expected, abs=0.03)


def test_the_same_seed_gives_the_same_draws_and_blocks_do_not_matter(groups, monkeypatch):
    values, is_first = groups
    whole = drawn(values, is_first, draws=40)
    monkeypatch.setattr("medialens.compare.permutation.BLOCK", 350)
    assert drawn(values, is_first, draws=40) == pytest.approx(whole)


def test_exchanging_the_groups_turns_every_statistic(groups):
    values, is_first = groups
    one, other = (drawn(values, labels, draws=20) for labels in (is_first, ~is_first))
    assert one == pytest.approx(-other)


def test_step_down_equals_the_single_p_for_one_test():
    """With one test there is nothing to adjust for."""
    t = np.random.default_rng(1).normal(size=(999, 1))
    adjusted = step_down(t, np.array([2.0]))
    assert adjusted[0] == p_of(as_large(t, np.array([2.0])).sum(axis=0), 999)[0]


def test_step_down_follows_the_algorithm_by_hand():
    """Four draws, two tests. |t| 3 beside row maxima 1 4 2 2: one; |t| 1 beside 0 4 2 0: two."""
    t = np.array([[1.0, 0.0], [0.0, 4.0], [1.0, -2.0], [2.0, 0.0]])
    assert step_down(t, np.array([3.0, 1.0])).tolist() == [2 / 5, 3 / 5]


def test_step_down_never_ranks_a_weaker_test_before_a_stronger_one():
    generator = np.random.default_rng(5)
    observed = generator.normal(size=8)
    adjusted = step_down(generator.normal(size=(499, 8)), observed)
    assert (np.diff(adjusted[np.argsort(-np.abs(observed))]) >= 0).all()
