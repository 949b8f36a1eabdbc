"""Outlets in an order, where some have few articles."""

import numpy as np
import pytest

from medialens.compare.shrinkage import paule_mandel, shrink_means
from medialens.schemas import COPIES

# Thirteen trials of a vaccine: cases and others, with and without it (Colditz et al. 1994, JAMA).
TRIALS = np.array(
    [
        (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
        (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619),
        (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
        (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
    ],
    dtype=float,
)  # fmt: skip


def test_paule_mandel_of_published_trials():
    """Log risk ratios: .3181, as the metafor package prints for them."""
    a, b, c, d = TRIALS.T
    log_ratio = np.log(a / (a + b)) - np.log(c / (c + d))
    variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    assert paule_mandel(log_ratio, variance) == pytest.approx(0.3181, abs=5e-5)


def shrunk(make_articles, make_scores, means, sizes, spread=0.3):
    outlets, values = "", []
    for outlet, mean, n in zip("ABCDEFG", means, sizes, strict=False):
        outlets += outlet * n
        values += list(mean + spread * np.linspace(-1, 1, n))
    scores = make_scores([(f"a{i}", value) for i, value in enumerate(values)])
    table = shrink_means(scores, make_articles(outlets), COPIES.table())
    return table.set_index("outlet")


def test_the_fewer_articles_the_nearer_to_all_outlets(make_articles, make_scores):
    """A and B have the same mean, A on 80 articles, B on 6."""
    table = shrunk(make_articles, make_scores, (0.5, 0.5, 0, -0.1, 0.1), (80, 6, 40, 40, 40))
    assert table.loc["B", "shrunk"] < table.loc["A", "shrunk"] < 0.5
    assert (table["ci_low"] < table["shrunk"]).all()
    assert table["rank"].dropna().to_dict() == {"A": 1, "C": 3, "D": 4, "E": 2}


def test_outlets_that_differ_by_chance_alone_get_no_rank(make_articles, make_scores):
    table = shrunk(make_articles, make_scores, (0.01, 0, 0, -0.01, 0), (30,) * 5)
    assert (table["tau"] == 0).all()
    assert table["rank"].isna().all()
    assert table["shrunk"].nunique() == 1


def test_under_five_outlets_nothing_is_shrunk(make_articles, make_scores):
    assert shrunk(make_articles, make_scores, (0.5, 0, 0, 0), (30,) * 4).empty
