"""Keyness beside published values and independent implementations."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from medialens.compare.keyness import MEASURES, keyness
from medialens.errors import SchemaError


def one(a, b, c, d, **options):
    """Return the measures of one term: `a` of `c` words against `b` of `d`."""
    counts = pd.DataFrame({"term": ["x"], "n_target": [a], "n_reference": [b]})
    return keyness(counts, total_target=c, total_reference=d, **options).iloc[0]


CELLS = st.integers(1, 10_000).flatmap(lambda c: st.tuples(st.integers(0, c), st.just(c)))


@pytest.mark.parametrize(
    ("a", "b", "rayson", "full"),
    [
        (540, 7525, 534.64, 535.86),
        (227, 3635, 183.53, 183.72),
        (29, 504, 20.50, None),
        (431, 5892, 437.88, None),
        (16, 650, 0.32, None),
        (540, 0, 4180.78, 4183.24),
    ],
)
def test_g2_gives_the_values_of_the_ucrel_calculator(a, b, rayson, full):
    """UCREL's log-likelihood calculator, 116,000 and 5,451,382 words; as in the tests of CLiC."""
    assert one(a, b, 116_000, 5_451_382, variant="rayson")["g2"] == pytest.approx(rayson, abs=0.005)
    if full is not None:
        assert one(a, b, 116_000, 5_451_382)["g2"] == pytest.approx(full, abs=0.005)


@pytest.mark.parametrize(
    ("a", "b", "c", "d", "g2"),
    [
        (7, 0, 10_000, 100_000, 33.57),
        (0, 536, 10_000, 100_000, -102.17),
        (10, 10, 150, 150, 0.0),
        (52, 57, 50_000, 75_000, 2.65),
        (348, 99, 1_000_000, 1_000_000, 147),
        (392, 170, 1_000_000, 1_000_000, 90),
    ],
)
def test_raysons_g2_gives_published_values(a, b, c, d, g2):
    """Of CLiC's tests, Lancaster's slides (52 v 57) and Rayson's note on 'keep' (last two).

    CLiC, University of Birmingham (0 v 536 is 2 * 536 * ln 1.1, by hand); Rayson, P. (2002),
    message to the Corpora List: the word and the lemma.
    """
    digits = 0.5 if isinstance(g2, int) else 0.005
    assert one(a, b, c, d, variant="rayson")["g2"] == pytest.approx(g2, abs=digits)


def test_full_g2_gives_dunnings_value():
    """Dunning (1993), p. 72: the table 10, 0, 3, 31764."""
    assert one(10, 3, 10, 31_767)["g2"] == pytest.approx(167.23, abs=0.005)


@pytest.mark.parametrize(
    ("a", "b", "g2", "log_ratio"),
    [
        (936, 805, 9325.545870235248, 8.39869914711237),
        (94, 749, 489.76319835728026, 5.193762497849106),
        (770, 56155, 1402.6122546487973, 1.99381617809461),
        (8, 0, 90.8496587769634, 12.268767582826236),
    ],
)
def test_keyness_agrees_with_the_r_package_corpora(a, b, g2, log_ratio):
    """Evert, corpora 0.6, test data of 1,177 and 341,805 words: Keim, Abstrich, Mensch, ABs."""
    row = one(a, b, 1_177, 341_805)
    assert row["g2"] == pytest.approx(g2, rel=1e-10)
    assert row["log_ratio"] == pytest.approx(log_ratio, rel=1e-12)


def test_seven_against_two_in_a_thousand():
    """The example of corpora::keyness: 7.5 against 2.5 is log2 3."""
    row = one(7, 2, 1000, 1000)
    assert row["g2"] == pytest.approx(2.954494, abs=5e-7)
    assert row["log_ratio"] == pytest.approx(np.log2(3))


def test_log_ratio_without_zeros_and_its_katz_interval():
    """52 of 50,000 against 57 of 75,000, counts as they are (Hardie): by hand."""
    row = one(52, 57, 50_000, 75_000, zeros="hardie")
    assert row["log_ratio"] == pytest.approx(0.4525, abs=5e-5)
    assert row["log_ratio_low"] == pytest.approx(-0.0895, abs=5e-5)
    assert row["log_ratio_high"] == pytest.approx(0.9945, abs=5e-5)


def test_zeros_by_either_convention():
    """8 of 100 against 0 of 100: log2(8 / .5) or log2(8.5 / .5)."""
    assert one(8, 0, 100, 100, zeros="hardie")["log_ratio"] == pytest.approx(4.0)
    assert one(8, 0, 100, 100)["log_ratio"] == pytest.approx(np.log2(17))


@settings(deadline=None)
@given(CELLS, CELLS)
def test_full_g2_is_scipys_g_test(target, reference):
    """On every two-by-two table that scipy accepts."""
    (a, c), (b, d) = target, reference
    g2 = one(a, b, c, d)["g2"]
    if 0 < a + b < c + d:
        table = [[a, b], [c - a, d - b]]
        expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert abs(g2) == pytest.approx(expected, rel=1e-9, abs=1e-8)
    else:
        assert g2 == 0


@settings(deadline=None)
@given(CELLS, CELLS, st.sampled_from(["full", "rayson"]), st.sampled_from(["walter", "hardie"]))
def test_exchanging_target_and_reference_turns_every_sign(target, reference, variant, zeros):
    """The interval is mirrored."""
    (a, c), (b, d) = target, reference
    row = one(a, b, c, d, variant=variant, zeros=zeros)
    turned = one(b, a, d, c, variant=variant, zeros=zeros)
    assert turned["g2"] == pytest.approx(-row["g2"], rel=1e-9, abs=1e-8)
    assert turned["log_ratio"] == pytest.approx(-row["log_ratio"], abs=1e-12)
    assert turned["log_ratio_low"] == pytest.approx(-row["log_ratio_high"], abs=1e-12)


def test_columns_and_order_are_kept_and_totals_default_to_the_sums():
    """Per million words: 3 of 4 and 1 of 10."""
    counts = pd.DataFrame(
        {"term": ["b", "a"], "n_target": [3, 1], "n_reference": [1, 9], "note": ["x", "y"]}
    )
    table = keyness(counts)
    assert table.columns.tolist() == [*counts.columns, *MEASURES]
    assert table["term"].tolist() == ["b", "a"]
    assert table.loc[0, ["per_million_target", "per_million_reference"]].tolist() == [75e4, 1e5]


def test_no_terms_give_no_rows():
    """The columns are there."""
    counts = pd.DataFrame({"term": [], "n_target": [], "n_reference": []})
    assert keyness(counts).columns.tolist() == [*counts.columns, *MEASURES]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: one(5, 0, 4, 10), "more than total_target=4"),
        (lambda: one(-1, 0, 4, 10), "negative"),
        (lambda: one(0, 1, 0, 10), "the target has no words"),
        (lambda: one(1, 1, 4, 10, variant="g3"), "variant='g3' is not known"),
        (lambda: one(1, 1, 4, 10, zeros="none"), "zeros='none' is not known"),
    ],
)
def test_counts_that_cannot_be_are_refused(call, message):
    """The message says what is wrong."""
    with pytest.raises(ValueError, match=message):
        call()


def test_a_missing_column_is_named():
    """As everywhere."""
    with pytest.raises(SchemaError, match="n_reference"):
        keyness(pd.DataFrame({"term": ["x"], "n_target": [1]}))
