"""What a level shift promises."""

import numpy as np
import pandas as pd
import pytest

from medialens.compare.shifts import find_shifts, shift_of
from medialens.schemas import ARTICLES, COPIES, SCORES, SHIFTS

WEEKS = 12


@pytest.fixture
def weekly(make_articles, make_scores):
    def make(levels, spread=0.1):
        """Make four articles a week, evenly spread around the week's level."""
        values = np.add.outer(levels, np.array([-1.5, -0.5, 0.5, 1.5]) * spread).ravel()
        first = pd.Timestamp("2025-01-06", tz="UTC")
        published = [first + pd.Timedelta(weeks=i // 4) for i in range(len(values))]
        articles = make_articles("A" * len(values), published=published)
        return make_scores([(f"a{i}", v) for i, v in enumerate(values)]), articles, COPIES.table()

    return make


def portrayal(found):
    return found[found["measure"] == "portrayal"].iloc[0]


def test_a_step_is_found_where_it_is_and_how_large(weekly):
    """From 0 to 0.5 in the eighth week, 24 February."""
    row = portrayal(find_shifts(*weekly([0.0] * 7 + [0.5] * 5), period="week"))
    assert row["shift_start"] == pd.Timestamp("2025-02-24", tz="UTC")
    assert row[["n_before", "n_after", "gap"]].tolist() == [28, 20, pytest.approx(0.5)]
    assert row["is_shift"] and row["note"] == ""


def test_p_is_the_share_of_orders_with_as_large_a_step():
    """Of the 924 orders of six low and six high weeks two are as clear as the one seen."""
    _, p = shift_of(np.full(12, 5.0), np.repeat([0.0, 1.0], 6), permutations=20_000)
    assert p == pytest.approx(2 / 924, abs=0.001)


def test_an_even_series_says_that_there_is_none(weekly):
    row = portrayal(find_shifts(*weekly([0.1, -0.1] * 6), period="week"))
    assert not row["is_shift"]
    assert row["note"] == "no shift beyond chance"
    assert row[["shift_start", "gap", "ci_low"]].isna().all()


def test_a_short_series_says_why_none_was_looked_for(weekly):
    row = portrayal(find_shifts(*weekly([0.0, 0.0, 0.9, 0.9, 0.9]), period="week"))
    assert np.isnan(row["p"])
    assert row["note"].startswith("not looked for: 3 periods and 10 distinct articles")


def test_chance_alone_gives_few_shifts():
    """Two hundred series of noise: about one in twenty has p < .05."""
    generator = np.random.default_rng(5)
    n = np.full(15, 4.0)
    draws = [shift_of(n, generator.normal(size=15), permutations=199) for _ in range(200)]
    assert 2 <= sum(p < 0.05 for _, p in draws) <= 20


def test_the_same_seed_gives_the_same_table_in_any_order(weekly):
    scores, articles, copies = weekly([0.0] * 6 + [0.2] * 6)
    turned = find_shifts(scores[::-1], articles[::-1], copies, period="week")
    pd.testing.assert_frame_equal(turned, find_shifts(scores, articles, copies, period="week"))


def test_the_share_of_articles_on_an_actor_can_shift(make_articles, make_scores):
    """None of four articles a week, then all of them."""
    first = pd.Timestamp("2025-01-06", tz="UTC")
    published = [first + pd.Timedelta(weeks=i // 4) for i in range(48)]
    scores = make_scores([(f"a{i}", 0.0) for i in range(24, 48)])
    found = find_shifts(scores, make_articles("A" * 48, published=published), COPIES.table())
    row = found[found["measure"] == "coverage"].iloc[0]
    assert row[["mean_before", "mean_after"]].tolist() == [0, 1]
    assert row["shift_start"] == first + pd.Timedelta(weeks=6)


def test_nothing_to_look_at_gives_an_empty_table():
    found = find_shifts(SCORES.table(), ARTICLES.table(), COPIES.table())
    pd.testing.assert_frame_equal(found, SHIFTS.table())
