"""What a gap between two outlets promises."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from medialens.compare.differences import compare_outlets
from medialens.compare.intervals import benjamini_hochberg
from medialens.schemas import ARTICLES, COPIES, DIFFERENCES, SCORES

RNG = np.random.default_rng(7)
VALUES = {"A": RNG.normal(0.2, 0.3, 12), "B": RNG.normal(-0.1, 0.4, 15), "C": RNG.normal(0, 1, 9)}
VALUES = {outlet: np.clip(values, -1, 1) for outlet, values in VALUES.items()}


@pytest.fixture
def tables(make_articles, make_scores):
    outlets = [outlet for outlet, values in VALUES.items() for _ in values]
    numbers = [value for values in VALUES.values() for value in values]
    ids = [f"a{i}" for i in range(len(outlets))]
    scores = make_scores(list(zip(ids, numbers, strict=True)))
    return scores, make_articles(outlets), COPIES.table()


def test_a_gap_is_welchs_over_distinct_articles(tables):
    """Beside scipy's; outlet C has nine articles and is not compared."""
    found = compare_outlets(*tables)
    assert found[["outlet_a", "outlet_b"]].to_numpy().tolist() == [["A", "B"]]
    row = found.iloc[0]
    test = stats.ttest_ind(VALUES["A"], VALUES["B"], equal_var=False)
    assert row["gap"] == pytest.approx(VALUES["A"].mean() - VALUES["B"].mean())
    assert [row["ci_low"], row["ci_high"]] == pytest.approx([*test.confidence_interval()])
    assert row["p"] == pytest.approx(1 / 5000)  # scipy's is smaller than 4,999 exchanges can show
    assert row[["n_a", "n_b"]].tolist() == [12, 15]
    assert row["detectable"] == pytest.approx(
        2.8015852 * np.sqrt(VALUES["A"].var(ddof=1) / 12 + VALUES["B"].var(ddof=1) / 15)
    )


def test_exchanging_two_outlets_turns_the_gap(tables):
    """The interval is mirrored, p stays."""
    scores, articles, copies = tables
    other = articles.assign(outlet=articles["outlet"].replace({"A": "B", "B": "A"}))
    row, turned = (compare_outlets(scores, table, copies).iloc[0] for table in (articles, other))
    assert turned["gap"] == -row["gap"]
    assert [turned["ci_low"], turned["ci_high"]] == pytest.approx([-row["ci_high"], -row["ci_low"]])
    assert turned["p"] == pytest.approx(row["p"])


def test_q_is_over_every_row_of_the_table(tables):
    """Two actors and two measures are four tests."""
    scores, articles, copies = tables
    other = scores.assign(actor_id="vann", value=-scores["value"] / 2 + 0.1)
    both = pd.concat([scores, other])
    every = pd.concat([both, both.assign(measure="own_stance", value=both["value"] ** 2)])
    found = compare_outlets(every, articles, copies)
    assert len(found) == 4
    assert found["q"].to_numpy() == pytest.approx(benjamini_hochberg(found["p"]))
    assert found["q"].is_monotonic_increasing


def test_copies_do_not_carry_an_outlet_over_the_threshold(make_articles, make_scores, make_copies):
    """Ten articles of which two are one text are nine."""
    scores = make_scores([(f"a{i}", i / 20) for i in range(20)])
    articles = make_articles("A" * 10 + "B" * 10)
    assert len(compare_outlets(scores, articles, COPIES.table())) == 1
    assert len(compare_outlets(scores, articles, make_copies(("a0", "a1")))) == 0


def test_articles_of_unsure_scores_alone_do_not_carry_an_outlet_over_the_threshold(tables):
    """Ten of the twelve articles of A are left, and the gap is theirs."""
    scores, articles, copies = tables
    first_two = scores["article_id"].isin(["a0", "a1"])
    row = compare_outlets(scores.assign(is_uncertain=first_two), articles, copies).iloc[0]
    assert row["n_a"] == 10
    assert row["gap"] == pytest.approx(VALUES["A"][2:].mean() - VALUES["B"].mean())
    first_three = scores["article_id"].isin(["a0", "a1", "a2"])
    assert compare_outlets(scores.assign(is_uncertain=first_three), articles, copies).empty


def test_outlets_that_never_vary_and_differ_have_a_p_and_no_interval(make_articles, make_scores):
    """No error can be known; that exchanged articles never part so cleanly is known."""
    scores = make_scores([(f"a{i}", 0.1 if i < 10 else 0.3) for i in range(20)])
    row = compare_outlets(scores, make_articles("A" * 10 + "B" * 10), COPIES.table()).iloc[0]
    assert row["gap"] == pytest.approx(-0.2)
    assert row[["ci_low", "ci_high"]].isna().all()
    assert row["p"] == pytest.approx(1 / 5000)


def test_the_family_p_is_no_smaller_than_the_single_one(tables):
    """And the number of tests is told."""
    scores, articles, copies = tables
    both = pd.concat([scores.assign(actor_id=f"x{n}", value=scores["value"] * (-1) ** n + n / 50)
                      for n in range(4)])  # fmt: skip
    found = compare_outlets(both, articles, copies)
    assert (found["p_family"] >= found["p"]).all()
    assert found["n_tests"].tolist() == [4] * 4


def test_every_article_copied_moves_nothing(tables, make_articles, make_copies):
    """Gap, interval and p are those of the distinct articles, to the last bit."""
    scores, articles, _copies = tables
    twice = articles.assign(article_id=articles["article_id"] + "-again")
    again = scores.assign(article_id=scores["article_id"] + "-again")
    clusters = make_copies(*((one, f"{one}-again") for one in articles["article_id"]))
    doubled = compare_outlets(pd.concat([scores, again]), pd.concat([articles, twice]), clusters)
    pd.testing.assert_frame_equal(doubled, compare_outlets(*tables))


def test_selection_and_presentation_make_up_the_gap(tables):
    """Twelve and fifteen articles on nine events, of which some are one outlet's alone."""
    scores, articles, copies = tables
    numbers = [*range(12), *range(3, 18), *range(9)]
    events = pd.DataFrame(
        {"article_id": articles["article_id"], "event_id": [f"e{n % 9}" for n in numbers]}
    )
    row = compare_outlets(scores, articles, copies, events).iloc[0]
    assert row["n_events"] == 9
    assert row["selection"] + row["presentation"] == pytest.approx(row["gap"], abs=1e-15)
    assert row["selection"] == pytest.approx(row["selection_one_sided"] + row["selection_mix"])
    assert row["matched_low"] < row["matched_gap"] < row["matched_high"]


def test_nothing_to_compare_gives_an_empty_table():
    """With every column in its type."""
    found = compare_outlets(SCORES.table(), ARTICLES.table(), COPIES.table())
    pd.testing.assert_frame_equal(found, DIFFERENCES.table())
