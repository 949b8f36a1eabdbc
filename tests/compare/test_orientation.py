"""A gap is told from the outlet that is asked about first."""

import pandas as pd
import pytest

import medialens as ml
from medialens.compare.orientation import told_from
from medialens.errors import MedialensWarning


def test_turning_a_row_twice_gives_it_back(press):
    table = press.differences()
    first, second = table.loc[0, ["outlet_a", "outlet_b"]]
    turned = told_from(table, second)
    assert turned.loc[0, ["outlet_a", "outlet_b"]].tolist() == [second, first]
    both = table["outlet_a"].eq(first) & table["outlet_b"].eq(second)
    assert both.any()
    pd.testing.assert_frame_equal(told_from(turned[both], first), table[both])


def test_sign_interval_and_counts_turn_with_the_row(press):
    there = press.compare("The Meridian", "Oxmere Tribune", actor="Edda Marrin")
    back = press.compare("Oxmere Tribune", "The Meridian", actor="Edda Marrin")
    assert set(there["outlet_a"]) == {"The Meridian"} and set(back["outlet_b"]) == {"The Meridian"}
    assert (there["gap"] == -back["gap"]).all() and (there["ci_low"] == -back["ci_high"]).all()
    assert (there["n_a"] == back["n_b"]).all() and (there["q"] == back["q"]).all()
    assert (there["ci_low"] < there["gap"]).all() and (there["gap"] < there["ci_high"]).all()


def test_a_gap_is_the_difference_of_the_two_means(press):
    row = press.compare("The Meridian", "Oxmere Tribune", actor="Edda Marrin").set_index("measure")
    means = press.profile(actors=["Edda Marrin"]).set_index(["outlet", "measure"])["mean"]
    expected = means["The Meridian", "own_stance"] - means["Oxmere Tribune", "own_stance"]
    assert row.loc["own_stance", "gap"] == pytest.approx(expected)


def test_too_few_articles_are_told_not_passed_over(lesson):
    first, second = lesson.corpus.outlets[:2]
    with pytest.warns(MedialensWarning, match="ten distinct articles each"):
        assert lesson.compare(first, second).empty
    with pytest.raises(ml.errors.UnknownNameError, match="outlet"):
        lesson.compare(first, "nobody")
