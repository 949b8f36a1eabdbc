"""Labels of two groups change hands: the gap, its interval, the count of all ways."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from medialens.classroom.label_shuffles import label_shuffle


def table(first, second):
    labels = ["x"] * len(first) + ["y"] * len(second)
    names = [f"article {at}" for at in range(len(labels))]
    return pd.DataFrame({"name": names, "label": labels, "value": [*first, *second]})


@pytest.mark.parametrize(
    ("first", "second"),
    [([0.1, 0.4, 0.35], [0.6, 0.2, 0.9, 0.75]), ([1.0, 1.0, 2.0], [1.0, 2.0, 3.0])],
)
def test_all_ways_are_counted_as_scipy_counts_them(first, second):
    """The exact two-sided test of a difference of means; gaps that are equal count as large."""
    found = label_shuffle(table(first, second), ("x", "y"))
    exact = stats.permutation_test(
        (first, second),
        lambda a, b, axis: np.abs(np.mean(a, axis=axis) - np.mean(b, axis=axis)).round(12),
        vectorized=True,
        n_resamples=np.inf,
        alternative="greater",
    )
    assert found.n_as_large / found.n_ways == pytest.approx(exact.pvalue)


def test_the_gap_has_welchs_interval():
    """The interval is the one that SciPy gives for two means of unequal spread."""
    first, second = [0.1, 0.4, 0.35], [0.6, 0.2, 0.9, 0.75]
    found = label_shuffle(table(first, second), ("x", "y"))
    expected = stats.ttest_ind(first, second, equal_var=False).confidence_interval()
    assert (found.ci_low, found.ci_high) == pytest.approx((expected.low, expected.high))


def test_other_labels_are_left_out_and_one_article_has_no_interval():
    """A group of one has a gap and no interval; a third outlet plays no part."""
    more = pd.concat([table([0.5], [0.1, 0.2]), table([], [0.9]).assign(label="z")])
    found = label_shuffle(more, ("x", "y"))
    assert [row.label for row in found.rows] == ["x", "y", "y"]
    assert found.ci_low is None
    assert (found.n_as_large, found.n_ways) == (1, 3)


def test_too_many_ways_are_not_tried():
    """Of 40 articles there are more ways than a page could have counted."""
    found = label_shuffle(table(range(20), range(20)), ("x", "y"))
    assert (found.n_ways, found.n_as_large) == (None, None)
