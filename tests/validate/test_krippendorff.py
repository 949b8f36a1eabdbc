"""Krippendorff's alpha against published values."""

import math

import numpy as np
import pytest

from medialens.validate.krippendorff import krippendorff_alpha

NONE = math.nan

# Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability, example C (4 observers,
# 12 units, missing codes). The paper prints .743, .815, .849 and .797.
EXAMPLE_C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
    [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
]

# The worked example of the Wikipedia article "Krippendorff's alpha" (3 coders, 15 units), which
# prints .691 and .811.
WIKIPEDIA = [
    [NONE, NONE, NONE, NONE, NONE, 3, 4, 1, 2, 1, 1, 3, 3, NONE, 3],
    [1, NONE, 2, 1, 3, 3, 4, 3, NONE, NONE, NONE, NONE, NONE, NONE, NONE],
    [NONE, NONE, 2, 1, 3, 4, 4, NONE, 2, 1, 1, 3, 3, NONE, 4],
]


@pytest.mark.parametrize(
    ("codes", "level", "published"),
    [
        (EXAMPLE_C, "nominal", 0.743),
        (EXAMPLE_C, "ordinal", 0.815),
        (EXAMPLE_C, "interval", 0.849),
        (EXAMPLE_C, "ratio", 0.797),
        (WIKIPEDIA, "nominal", 0.691),
        (WIKIPEDIA, "interval", 0.811),
    ],
)
def test_it_gives_the_published_values(codes, level, published):
    assert krippendorff_alpha(codes, level=level).alpha == pytest.approx(published, abs=5e-4)


def test_units_with_one_code_count_for_nothing():
    assert krippendorff_alpha(WIKIPEDIA).n_units == 12


def test_codes_that_never_differ_have_no_alpha():
    assert math.isnan(krippendorff_alpha(np.zeros((2, 20))).alpha)


def test_units_of_one_article_are_drawn_together():
    """Every unit twice: the interval of 40 pairs is that of 40 units, not that of 80."""
    codes = np.random.default_rng(3).integers(0, 3, size=(2, 40))
    codes[1, :25] = codes[0, :25]
    once = krippendorff_alpha(codes)
    twice = krippendorff_alpha(np.repeat(codes, 2, axis=1), groups=np.repeat(range(40), 2))
    assert twice.high - twice.low == pytest.approx(once.high - once.low, abs=0.01)


def test_the_same_seed_gives_the_same_interval():
    codes = np.random.default_rng(4).integers(0, 3, size=(2, 30))
    assert krippendorff_alpha(codes, seed=8) == krippendorff_alpha(codes, seed=8)
