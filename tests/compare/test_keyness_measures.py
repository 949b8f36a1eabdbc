"""Laws of the keyness measures, and what they make of counts of 0."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from medialens.compare import keyness_measures as measures
from medialens.compare.keyness import keyness, log_ratio_of

SIDES = st.integers(2, 5_000).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size)))


@settings(deadline=None)  # a busy machine is no fault
@given(SIDES, SIDES, st.booleans())
def test_chi_squared_is_scipys_with_and_without_yates(target, reference, is_corrected):
    """On every two-by-two table that scipy accepts."""
    (a, c), (b, d) = target, reference
    found = measures.chi_squared(a, b, c, d, yates="clamped" if is_corrected else "none")
    if 0 < a + b < c + d:
        table = [[a, b], [c - a, d - b]]
        expected = chi2_contingency(table, correction=is_corrected).statistic
        assert abs(found) == pytest.approx(expected, rel=1e-8, abs=1e-8)
    else:
        assert found == 0


@settings(deadline=None)  # a busy machine is no fault
@given(SIDES, SIDES)
def test_exchanging_the_sides_turns_the_sign(target, reference):
    """Of every measure that has one."""
    (a, c), (b, d) = target, reference
    if not 0 < a + b < c + d:
        return
    for name in ("chi_squared", "williams_g2", "difference_coefficient", "conservative_log_ratio"):
        measure = getattr(measures, name)
        assert measure(b, a, d, c) == pytest.approx(-measure(a, b, c, d), rel=1e-7, abs=1e-7)


@pytest.mark.parametrize("yates", ["none", "clamped", "unclamped"])
def test_the_sign_says_who_uses_the_word_more(yates):
    """3 of 10 against 7 of 9, and the other way round."""
    found = measures.chi_squared([3, 7], [7, 3], [10, 9], [9, 10], yates=yates)
    assert np.sign(found).tolist() == [-1, 1]


def test_a_reference_without_the_word_has_no_finite_ratio():
    """5 of 100 against 0 of 100; the difference coefficient and simple maths stay finite."""
    side = (5, 0, 100, 100)
    assert measures.percent_difference(*side) == measures.odds_ratio(*side) == np.inf
    assert measures.difference_coefficient(*side) == 1
    assert measures.simple_maths(*side) == pytest.approx(50_001)


def test_lrc_is_never_farther_from_zero_than_the_log_ratio():
    """A cautious size; and the more terms are tested, the more cautious."""
    side = (60, 20, 10_000, 10_000)
    alone, among = (measures.conservative_log_ratio(*side, n_tests=n) for n in (1, 1000))
    assert 0 < among < alone < log_ratio_of(*side)


@settings(deadline=None)  # a busy machine is no fault
@given(SIDES, SIDES)
def test_two_corpora_are_the_full_g2(target, reference):
    """With one degree of freedom; the sign is left out."""
    (a, c), (b, d) = target, reference
    g2, df, _ = measures.g2_of_corpora([a, b], [c, d])
    counts = pd.DataFrame({"term": ["x"], "n_target": [a], "n_reference": [b]})
    full = keyness(counts, total_target=c, total_reference=d)["g2"].iloc[0]
    assert (float(g2), df) == (pytest.approx(abs(full), abs=1e-6), 1)


def test_a_word_that_nobody_uses_is_no_evidence():
    """Nor is one that is every word of both sides."""
    for side in ((0, 0, 10, 20), (10, 20, 10, 20)):
        assert measures.williams_g2(*side) == measures.chi_squared(*side) == 0


def test_further_measures_are_columns_beside_the_old_ones():
    """LRC is corrected for the two terms; BIC needs the table's g2."""
    counts = pd.DataFrame({"term": ["a", "b"], "n_target": [60, 3], "n_reference": [20, 4]})
    table = keyness(counts, total_target=10_000, total_reference=10_000)
    more = measures.with_measures(
        table, ["lrc", "bic"], total_target=10_000, total_reference=10_000
    )
    assert more.columns.tolist() == [*table.columns, "lrc", "bic"]
    assert more.loc[0, "lrc"] == measures.conservative_log_ratio(60, 20, 10_000, 10_000, n_tests=2)
    assert more.loc[0, "bic"] == pytest.approx(table.loc[0, "g2"] - np.log(20_000))


def test_an_unknown_measure_is_named_with_those_there_are():
    """As everywhere."""
    table = pd.DataFrame({"n_target": [1], "n_reference": [1]})
    with pytest.raises(ValueError, match=r"measure='mi3' is not known.*'williams_g2'"):
        measures.with_measures(table, ["mi3"], total_target=10, total_reference=10)
