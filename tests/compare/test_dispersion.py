"""Dispersion beside the formulas written out for one term, and its laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from medialens.compare.dispersion import dispersion_of

PARTS = st.lists(st.tuples(st.integers(0, 20), st.integers(20, 400)), min_size=2, max_size=12)


def written_out(x, sizes):
    """Return the measures of one term with every part, zeros too, in plain sums."""
    s, v, rate = sizes / sizes.sum(), x / x.sum(), x / sizes
    share = rate / rate.sum()
    kl = sum(a * np.log2(a / b) for a, b in zip(v, s, strict=True) if a)
    dp = np.abs(v - s).sum() / 2
    return {
        "range": (x > 0).sum(),
        "dp": dp,
        "dp_norm": dp / (1 - s.min()),
        "juilland_d": 1 - rate.std() / rate.mean() / np.sqrt(len(x) - 1),
        "carroll_d2": -sum(a * np.log2(a) for a in share if a) / np.log2(len(x)),
        "rosengren_s": np.sqrt(s * x).sum() ** 2 / x.sum(),
        "d_kl": kl / (1 + kl),
    }


@settings(deadline=None)  # a busy machine is no fault
@given(PARTS)
def test_the_sparse_sums_are_those_over_every_part(parts):
    """Only the parts that have the term are gone through."""
    x, sizes = np.array(parts, dtype=float).T
    if not x.any():
        return
    row = dispersion_of(sparse.csc_array(x[:, None]), sizes).iloc[0]
    expected = written_out(x, sizes)
    # The root in D turns a rounding of 1e-16 into one of 1e-8 where a word is even.
    assert row[list(expected)].tolist() == pytest.approx(list(expected.values()), abs=1e-7)


@pytest.mark.parametrize(("values", "dp_norm", "others"), [([3, 3, 3], 0, 1), ([0, 9, 0], 1, 0)])
def test_the_direction_of_each_measure(values, dp_norm, others):
    """Even, and in one part of three: DPnorm runs against D and D2."""
    column = np.array(values, dtype=float)[:, None]
    row = dispersion_of(sparse.csc_array(column), [10, 10, 10]).iloc[0]
    assert row["dp_norm"] == pytest.approx(dp_norm)
    assert row[["juilland_d", "carroll_d2"]].tolist() == pytest.approx([others] * 2, abs=1e-7)


def test_the_order_of_parts_and_terms_changes_nothing():
    """Terms come out in the order of the columns."""
    counts = np.array([[2.0, 0.0], [1.0, 5.0], [0.0, 1.0]])
    sizes = np.array([10, 20, 30])
    table = dispersion_of(sparse.csc_array(counts), sizes)
    mixed = dispersion_of(sparse.csc_array(counts[[2, 0, 1]][:, ::-1]), sizes[[2, 0, 1]])
    pd.testing.assert_frame_equal(mixed[::-1].reset_index(drop=True), table)


def test_a_stored_zero_is_no_occurrence():
    """A sparse table may hold some."""
    counts = sparse.csc_array((np.array([0.0, 2.0]), np.array([0, 1]), np.array([0, 2])), (3, 1))
    assert dispersion_of(counts, [10, 10, 10])["range"].tolist() == [1]
