"""Words on which several outlets differ."""

import numpy as np
import pytest

from medialens.compare.keyness import keyness
from medialens.compare.keywords_across import compare_keywords_across
from medialens.errors import EmptyError
from medialens.schemas import COPIES

EVERY = {"min_count": 1, "min_articles": 1}


@pytest.fixture
def three(make_articles):
    """Twelve articles an outlet; A says flood, B and C do not, all say rain."""
    generator = np.random.default_rng(2)
    texts = [
        " ".join(["rain"] * 3 + ["flood" if outlet == "A" else "dry"] * 2
                 + list(generator.choice(["x", "y", "z"], 20)))
        for outlet in "ABC" * 12
    ]  # fmt: skip
    return make_articles("ABC" * 12, text=texts)


def test_a_word_of_one_outlet_stands_out_there_and_nowhere_rains(three):
    table = compare_keywords_across(three, COPIES.table(), **EVERY).set_index(["term", "outlet"])
    assert table.loc[("flood", "A"), "p_outlet"] < 0.01 < table.loc[("rain", "A"), "p_outlet"]
    assert table.loc[("flood", "A"), "residual"] > 0 > table.loc[("flood", "B"), "residual"]
    assert table.loc["flood"]["q"].max() < 0.05


def test_with_two_outlets_the_g2_is_that_of_the_pair(three):
    two = three[three["outlet"] != "C"]
    across = compare_keywords_across(two, COPIES.table(), permutations=0, **EVERY)
    wide = across.pivot_table("n", "term", "outlet").reset_index()
    pair = keyness(wide.rename(columns={"A": "n_target", "B": "n_reference"}))
    mine = across[across["outlet"] == "A"]["g2"]
    assert mine.to_numpy() == pytest.approx(pair["g2"].abs().to_numpy())


def test_the_residuals_of_a_term_weighted_by_their_error_add_up_to_nothing(three):
    """What some outlets have above the expected, the others lack."""
    table = compare_keywords_across(three, COPIES.table(), permutations=0, **EVERY)
    share = table["n"] / table["per_million"].replace(0, np.nan) * 1e6
    sizes = share.groupby(table["outlet"]).transform("median")
    total = table.groupby("term")["n"].transform("sum")
    expected = total * sizes / sizes.groupby(table["term"]).transform("sum")
    sums = (table["n"] - expected).groupby(table["term"]).sum()
    assert sums.to_numpy() == pytest.approx(0, abs=1e-6)


def test_one_outlet_alone_is_refused(make_articles):
    with pytest.raises(EmptyError, match="two outlets"):
        compare_keywords_across(make_articles("AA", text=["x", "y"]), COPIES.table(), **EVERY)
