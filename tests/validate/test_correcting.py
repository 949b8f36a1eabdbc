"""The corrected mean: right where the machine is wrong, and honest about its width."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.corrected import TRUE_GAP, estimates
from medialens.schemas import GOLD
from medialens.validate import corrected_gaps, corrected_profile
from medialens.validate.correcting import corrected_mean


@pytest.fixture
def press():
    def make(n_gold, *, n=200, outlets="AB", shift=0.5):
        """Make machine values of `n` articles per outlet and codes of the first `n_gold`.

        The machine reads outlet A too kindly by `shift`.
        """
        generator = np.random.default_rng(7)
        rows = []
        for outlet in outlets:
            for number in range(n):
                code = float(generator.integers(-1, 2))
                noise = float(generator.normal(scale=0.5))
                value = code * 0.6 + noise + (shift if outlet == "A" else 0.0)
                rows.append((outlet, f"{outlet}{number:03}", code, value, number < n_gold))
        table = pd.DataFrame(rows, columns=["outlet", "cluster_id", "code", "value", "is_gold"])
        table = table.assign(actor_id="k", measure="portrayal", item=table["cluster_id"])
        gold = table[table["is_gold"]].drop(columns=["value", "is_gold"])
        keys = ["outlet", "actor_id", "measure", "cluster_id", "value"]
        return table[keys], GOLD.table(gold.assign(article_id=gold["cluster_id"]))

    return make


def test_a_shift_of_the_machine_does_not_shift_the_corrected_mean():
    codes, rest = [1.0, 0.0, -1.0, 1.0], [0.6, 0.0, -0.6, 0.0, 0.6, 0.0]
    machine = [0.6, 0.0, -0.6, 0.0]
    plain = corrected_mean(codes, machine, rest)
    shifted = corrected_mean(codes, [v + 0.3 for v in machine], [v + 0.3 for v in rest])
    assert shifted.mean == pytest.approx(plain.mean)
    assert shifted.errors == pytest.approx(plain.errors)


def test_it_is_the_difference_estimator_over_all_articles(press):
    """mean(Y) - b (mean(M coded) - mean(M all)), with b the slope of Y on M."""
    means, gold = press(60, outlets="A")
    table = means.merge(gold[["cluster_id", "code"]], how="left")
    coded = table.dropna()
    slope = np.cov(coded["code"], coded["value"])[0, 1] / table["value"].var()
    by_hand = coded["code"].mean() - slope * (coded["value"].mean() - table["value"].mean())
    row = corrected_profile(means, gold).iloc[0]
    assert 0 < row["trust"] < 1  # not clipped
    assert row["mean"] == pytest.approx(by_hand)


def test_a_machine_that_knows_nothing_is_not_trusted():
    generator = np.random.default_rng(2)
    codes, machine = generator.normal(size=400), -generator.normal(size=400)
    machine -= 0.2 * codes
    found = corrected_mean(codes, machine, generator.normal(size=900))
    assert found.trust == 0.0
    assert found.mean == pytest.approx(codes.mean())


def test_where_every_article_is_coded_the_mean_is_that_of_the_codes(press):
    means, gold = press(40, n=40)
    table = corrected_profile(means, gold)
    assert table["mean"].tolist() == pytest.approx(table["gold_mean"].tolist())
    assert set(table["status"]) == {"coded in full"}


@pytest.mark.parametrize(
    ("n_gold", "status"), [(9, "too few"), (10, "thin"), (49, "thin"), (50, "enough")]
)
def test_fifty_coded_articles_of_an_outlet_bear_a_claim(press, n_gold, status):
    row = corrected_profile(*press(n_gold, outlets="A")).iloc[0]
    assert row["status"] == status
    assert np.isnan(row["mean"]) == (status == "too few")


def test_a_gap_that_the_machine_made_goes(press):
    row = corrected_gaps(*press(60)).iloc[0]
    assert row["machine_gap"] > 0.3
    assert row["ci_low"] < 0 < row["ci_high"]


def test_a_pair_with_too_few_codes_is_not_among_the_tests(press):
    row = corrected_gaps(*press(30)).iloc[0]
    assert row["status"] == "thin"
    assert np.isnan(row["q"])


def test_undecidable_articles_count_as_drawn_and_not_in_the_mean():
    codes, machine = [1.0, np.nan, 0.0, np.nan], [0.0, 0.0, 0.0, 0.0]
    assert corrected_mean(codes, machine, [0.0, 0.0]).mean == 0.5


def test_undecidable_articles_do_not_pull_the_mean_where_the_machine_reads_them_apart():
    """The machine gives +1 to what nobody can decide; the rest of the outlet has as many."""
    codes = [0.5, -0.5, 0.5, -0.5, np.nan, np.nan]
    machine = [0.5, -0.5, 0.5, -0.5, 1.0, 1.0]
    found = corrected_mean(codes, machine, machine * 3)
    assert found.trust > 0.1
    assert found.mean == pytest.approx(0.0)


def test_the_interval_holds_the_truth_as_often_as_it_says():
    """Where the machine turns the sign of the gap: 95 % of 600 intervals, give or take 2.5."""
    generator = np.random.default_rng(1)
    draws = np.array([list(estimates(60, generator)) for _ in range(600)])
    held = ((draws[:, :, 1] <= TRUE_GAP) & (draws[:, :, 2] >= TRUE_GAP)).mean(axis=0)
    assert held[0] < 0.1
    assert 0.93 <= held[1] <= 0.97
