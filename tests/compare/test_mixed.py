"""Outlets compared with events and authors as random effects."""

import numpy as np
import pandas as pd
import pytest

from medialens.compare.matched import match_events
from medialens.compare.mixed import compare_mixed
from medialens.schemas import COPIES


@pytest.fixture
def news(make_articles, make_scores):
    """Two outlets, thirty events covered by both, events far apart, A kinder by .2."""
    generator = np.random.default_rng(4)
    tone = np.repeat(generator.normal(0, 0.5, 30), 2)
    values = tone + generator.normal(0, 0.1, 60) + np.tile([0.2, 0.0], 30)
    articles = make_articles("AB" * 30, author="")
    scores = make_scores([(f"a{i}", value) for i, value in enumerate(values)])
    events = pd.DataFrame(
        {"article_id": [f"a{i}" for i in range(60)], "event_id": [f"e{i // 2}" for i in range(60)]}
    )
    return scores, articles, COPIES.table(), events


def test_where_both_cover_every_event_the_gap_is_the_matched_one(news):
    """A balanced design: half the gap on each side of the mean of the outlets."""
    scores, articles, _, events = news
    table = compare_mixed(*news).set_index("outlet")
    assert table["is_converged"].all()
    rows = events.merge(articles).merge(scores)
    split = match_events(
        rows["value"].to_numpy(), (rows["outlet"] == "A").to_numpy(), rows["event_id"], draws=9
    )
    assert table.loc["A", "gap"] == pytest.approx(split.gap.value / 2, abs=1e-6)
    assert table.loc["B", "gap"] == pytest.approx(-split.gap.value / 2, abs=1e-6)
    width = table.loc["A", "ci_high"] - table.loc["A", "ci_low"]
    assert width == pytest.approx((split.gap.high - split.gap.low) / 2, rel=0.1)
    assert table["sd_event"].iloc[0] == pytest.approx(0.5, abs=0.15)


def test_values_that_do_not_vary_have_no_model_and_say_so(news):
    scores, articles, copies, events = news
    table = compare_mixed(scores.assign(value=0.0), articles, copies, events)
    assert table["gap"].isna().all()
    assert table["note"].unique().tolist() == ["no model: the values do not vary"]


def test_outlets_under_ten_articles_are_left_out(news):
    scores, articles, copies, events = news
    few = pd.concat([part.head(9) for _, part in articles.groupby("outlet")])
    assert compare_mixed(scores, few, copies, events).empty
