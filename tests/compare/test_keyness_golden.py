"""Published values of keyness and dispersion measures, to the digits printed."""

import numpy as np
import pytest
from scipy import sparse
from scipy.stats import chi2

from medialens.compare import keyness_measures as measures
from medialens.compare.dispersion import dispersion_of
from medialens.compare.keyness import log_ratio_of, signed_g2
from medialens.compare.log_odds import group_log_odds, weighted_log_odds


@pytest.mark.parametrize(
    ("yates", "value"), [("none", 4.337160), ("clamped", 2.632438), ("unclamped", 2.632438)]
)
def test_chi_squared_of_three_in_ten_against_seven_in_nine(yates, value):
    """The example text of quanteda.textstats; the reference uses the word more."""
    assert measures.chi_squared(3, 7, 10, 9, yates=yates) == pytest.approx(-value, abs=5e-7)


def test_full_g2_and_its_williams_correction_of_the_same():
    assert signed_g2(*np.array([3.0, 7.0, 10.0, 9.0])) == pytest.approx(-4.534939, abs=5e-7)
    assert measures.williams_g2(3, 7, 10, 9) == pytest.approx(-4.200833, abs=5e-7)


def test_chi_squared_of_dunnings_example():
    """Dunning, T. (1993), p. 73."""
    assert measures.chi_squared(3, 0, 3, 31774) == pytest.approx(31777, abs=0.5)


def test_yates_of_pedersens_example():
    """Pedersen, T. (1996): 1, 3, 3, 1 gives .5, p .48."""
    value = measures.chi_squared(1, 3, 4, 4, yates="clamped")
    assert abs(value) == pytest.approx(0.5)
    assert chi2.sf(abs(value), 1) == pytest.approx(0.48, abs=0.005)


def test_the_two_continuity_corrections_part_where_the_difference_is_small():
    """3, 2, 14, 10: quanteda .1851001, R nothing."""
    assert measures.chi_squared(3, 2, 17, 12, yates="unclamped") == pytest.approx(0.1851001)
    assert measures.chi_squared(3, 2, 17, 12, yates="clamped") == pytest.approx(0, abs=1e-20)


def test_bic_of_wilsons_example():
    """Wilson, A. (2013), p. 7."""
    assert measures.bic(22.22, 9611 + 144925) == pytest.approx(10.27, abs=0.005)


def test_percent_difference_of_gabrielatos_and_marchi():
    """Gabrielatos & Marchi (2011)."""
    value = measures.percent_difference(206523, 178174, 959641, 1562358)
    assert value == pytest.approx(88.7, abs=0.05)


def test_odds_ratio_of_pojanapunya_and_todd():
    """Pojanapunya & Todd (2018)."""
    assert measures.odds_ratio(16217, 735, 2796938, 2087946) == pytest.approx(16.6, abs=0.05)


def test_simple_maths_of_kilgarriff():
    """Kilgarriff (2009)."""
    assert measures.simple_maths(35, 263, 112289776, 1559716979) == pytest.approx(1.1224, abs=5e-5)


def test_difference_coefficient_of_hofland_and_johansson():
    """Hofland & Johansson (1982), p. 471."""
    assert measures.difference_coefficient(18, 35, 1e6, 1e6) == pytest.approx(-0.32, abs=0.005)


@pytest.mark.parametrize(
    ("a", "b", "value"),
    [
        (936, 805, 8.07178050643346),
        (94, 749, 4.381928713757714),
        (770, 56155, 1.739272155584799),
        (8, 0, 6.020852025191708),
    ],
)
def test_lrc_of_the_r_package_corpora(a, b, value):
    """Test data of corpora 0.6 (Evert): n1 = 1,177, n2 = 341,805, m = 20,109."""
    found = measures.conservative_log_ratio(a, b, 1177, 341805, n_tests=20109)
    assert found == pytest.approx(value, rel=1e-12)


def test_measures_of_seven_against_two_in_a_thousand():
    """The example of corpora::keyness."""
    side = (7, 2, 1000, 1000)
    assert measures.conservative_log_ratio(*side) == 0
    assert measures.conservative_log_ratio(*side, positive=True) == pytest.approx(
        -0.287418, abs=5e-7
    )
    assert measures.simple_maths(*side) == pytest.approx(3.498751, abs=5e-7)
    assert log_ratio_of(*side) == pytest.approx(1.584963, abs=5e-7)


def test_three_corpora():
    g2, df, p = measures.g2_of_corpora([30, 10, 20], [10_000, 10_000, 20_000])
    assert (float(g2), df) == (pytest.approx(17.290979, abs=5e-7), 2)
    assert p == pytest.approx(0.000176, abs=5e-7)
    assert measures.bic(g2, 40_000, n_corpora=3) == pytest.approx(-3.902290, abs=5e-7)


def test_weighted_log_odds_of_the_lazy_pig():
    """The example of the fightin-words package, alpha .05 for every word."""
    one = ["the", "quick", "brown", "fox", "jumps", "over", "the", "lazy", "pig"]
    other = ["the", "lazy", "purple", "pig", "jumps", "over", "the", "lazier", "donkey"]
    terms = sorted({*one, *other})
    counts = [[words.count(term) for term in terms] for words in (one, other)]
    z = weighted_log_odds(*counts, prior=0.05, total_a=9, total_b=9)[2]
    found = dict(zip(terms, z, strict=True))
    for word in ("brown", "fox", "quick"):
        assert found[word] == pytest.approx(0.689422788, abs=2e-9)
    for word in ("donkey", "lazier", "purple"):
        assert found[word] == pytest.approx(-0.689422788, abs=2e-9)
    assert found["the"] == pytest.approx(0, abs=1e-12)


def test_log_odds_of_a_group_against_all_as_tidylo_has_them():
    """The ten rows of tidylo's own tests; a pair that does not occur has no value."""
    terms = ["the", "quick", "brown", "fox", "jumped", "over", "lazy", "dog"]
    z = group_log_odds([[1, 1, 1, 1, 2, 0, 0, 0], [1, 0, 1, 0, 0, 1, 1, 2]])
    found = dict(zip(terms, z[0], strict=True))
    assert found["quick"] == pytest.approx(0.773190, abs=5e-7)
    assert found["jumped"] == pytest.approx(1.238100, abs=5e-7)
    assert found["the"] == pytest.approx(0, abs=1e-12)
    assert np.isnan(found["dog"])


def spread(values, sizes):
    column = np.asarray(values, dtype=float)[:, None]
    return dispersion_of(sparse.csc_array(column), sizes).iloc[0]


@pytest.mark.parametrize(
    ("values", "measure", "value"),
    [
        ([0, 4, 3, 2, 1], "juilland_d", 0.6464),  # Carroll (1970)
        ([2, 1, 1, 1, 0], "carroll_d2", 0.8277),  # Carroll (1970)
        ([1, 2, 3, 4, 5], "rosengren_s", 0.937),  # Gries (2008)
        ([2, 1, 0], "dp_norm", 0.5),  # Lijffijt & Gries (2012)
        ([2, 1, 0], "dp", 0.3333),
        ([1, 2, 3, 4, 5], "dp", 0.2),  # the toy corpus of Gries (2008)
        ([1, 2, 3, 4, 5], "juilland_d", 0.764298),
        ([1, 2, 3, 4, 5], "carroll_d2", 0.925634),
    ],
)
def test_dispersion_over_equal_parts(values, measure, value):
    digits = len(str(value).partition(".")[2])
    assert spread(values, [10] * len(values))[measure] == pytest.approx(
        value, abs=0.6 * 10**-digits
    )


def test_dispersion_of_allemand_over_ten_unequal_parts():
    """Lyne's example; its README prints 1 - DP under another name, .5009295."""
    values = [2, 0, 1, 1, 3, 0, 3, 0, 0, 0]
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    row = spread(values, sizes)
    expected = {"juilland_d": 0.6038797, "carroll_d2": 0.6521444, "rosengren_s": 0.4763652,
                "dp": 0.4990705, "range": 5}  # fmt: skip
    assert row[list(expected)].tolist() == pytest.approx(list(expected.values()), abs=6e-8)
    assert 1 - row["d_kl"] == pytest.approx(0.4665078, abs=6e-8)


def test_a_word_that_does_not_occur_has_no_dispersion():
    assert np.isnan(spread([0, 0], [10, 10])["dp_norm"])
