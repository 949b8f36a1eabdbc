"""Omissions: who covers an event, who left it out, and of whom nothing can be said."""

import pandas as pd
import pytest

from medialens.compare.omissions import compare_omissions
from medialens.schemas import ARTICLES, COPIES, EVENTS, OMISSIONS


def events(*pairs):
    return EVENTS.table(
        {"article_id": a, "event_id": e, "label": "the fire", "origin": "matched"} for a, e in pairs
    )


@pytest.fixture
def table(make_articles):
    """A and B report on day 10; C has an article on day 12, D none before day 20."""
    days = [f"2025-01-{day}" for day in (10, 11, 10, 12, 20)]
    return make_articles("AABCD", published=pd.to_datetime(days, utc=True))


FIRE = [("a0", "fire"), ("a1", "fire"), ("a2", "fire")]


def test_only_who_publishes_at_the_time_can_leave_out(table):
    """C is there and silent, D is not there: two of three cover the event."""
    found = compare_omissions(table, events(*FIRE), COPIES.table())
    assert found["outlet"].tolist() == ["A", "B", "C", "D"]
    assert found["status"].tolist() == ["covered", "covered", "left out", "not publishing"]
    assert found["share"].tolist() == pytest.approx([2 / 3] * 4)
    wide = compare_omissions(table, events(*FIRE), COPIES.table(), days=9)
    assert wide["status"].tolist()[3] == "left out"


def test_articles_and_distinct_articles_are_counted(table, make_copies):
    """A's second article repeats its first."""
    found = compare_omissions(table, events(*FIRE), make_copies(("a0", "a1")))
    assert found["n_articles"].tolist() == [2, 1, 0, 0]
    assert found["n_clusters"].tolist() == [1, 1, 0, 0]
    assert found["first"].dt.day.tolist()[:2] == [10, 10]
    assert found["first"].isna().tolist() == [False, False, True, True]


def test_articles_that_may_have_been_missed_are_counted(table):
    """C's article of that time is in no event; once it is in another, nothing is left to check."""
    found = compare_omissions(table, events(*FIRE), COPIES.table())
    assert found["n_unmatched"].tolist() == [0, 0, 1, 0]
    other = events(*FIRE, ("a3", "fair"), ("a4", "fair"))
    found = compare_omissions(table, other, COPIES.table())
    assert found.loc[found["event_id"] == "fire", "n_unmatched"].tolist() == [0, 0, 0, 0]


def test_an_event_of_one_outlet_does_not_count(table):
    """Unless it is asked for."""
    alone = events(("a0", "fire"), ("a1", "fire"))
    assert compare_omissions(table, alone, COPIES.table()).empty
    assert len(compare_omissions(table, alone, COPIES.table(), least_outlets=1)) == 4


def test_nothing_is_said_of_an_event_without_dates(make_articles):
    """C publishes, but nobody knows when the event was."""
    days = pd.to_datetime([None, None, "2025-01-10"], utc=True)
    table = make_articles("ABC", published=days)
    found = compare_omissions(table, events(("a0", "fire"), ("a1", "fire")), COPIES.table())
    assert found["status"].tolist() == ["covered", "covered", "undated"]
    assert found["share"].tolist() == [1.0] * 3


def test_no_events_give_an_empty_table():
    """With every column in its type."""
    found = compare_omissions(ARTICLES.table(), EVENTS.table(), COPIES.table())
    pd.testing.assert_frame_equal(found, OMISSIONS.table())


def test_options_out_of_range_are_refused(table):
    """Zero outlets cover everything."""
    with pytest.raises(ValueError, match="choose 1 or more"):
        compare_omissions(table, events(*FIRE), COPIES.table(), least_outlets=0)
