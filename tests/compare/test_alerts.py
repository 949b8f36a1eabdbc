"""What alerts and the digest promise."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from medialens.compare.alerts import find_alerts
from medialens.compare.digest import digest
from medialens.compare.expected import expected_counts, surprise
from medialens.compare.tiers import judge_actors, judge_totals
from medialens.schemas import ALERTS, ARTICLES, COPIES

MONDAY = pd.Timestamp("2025-01-06", tz="UTC")
USUAL = [2, 3, 1, 2, 4, 2, 3, 2, 1, 3, 2, 2]
MENTIONS = pd.DataFrame({"article_id": [], "actor_id": []}, dtype="str")


def collection(totals, **actors):
    """Make one outlet's articles, so many a week, and of them those that name an actor.

    The last article of a week is of its Sunday, so that every week is whole.
    """
    articles, mentions = [], []
    for week, total in enumerate(totals):
        start = MONDAY + pd.Timedelta(weeks=week)
        for i in range(total):
            key = f"w{week}-{i}"
            day = start if i < total - 1 else start + pd.Timedelta(days=6)
            row = {"article_id": key, "outlet": "Post", "published": day, "title": "", "text": ""}
            articles.append(row | {"language": "en", "url": ""})
            named = [actor for actor, counts in actors.items() if i < counts[week]]
            mentions += [{"article_id": key, "actor_id": actor} for actor in named]
    return pd.DataFrame(mentions), ARTICLES.table(articles), COPIES.table()


def tiers(found):
    return dict(zip(found["actor_id"].fillna("all"), found["tier"], strict=True))


def test_without_bursts_the_expected_count_is_bayes_guess():
    """A Poisson mean with Jeffreys' prior: negative binomial of size sum + 1/2."""
    mean, variance = expected_counts([[2, 2, 2, 2]])
    known = stats.nbinom(8.5, 4 / 5)
    assert (mean[0], variance[0]) == pytest.approx((known.mean(), known.var()))
    assert surprise([7], mean, variance)[0] == pytest.approx(2 * known.sf(6))


def test_seven_times_the_usual_is_a_shift_and_the_usual_is_nothing():
    assert judge_actors([[*USUAL, 14], [*USUAL, 2]])["tier"].tolist() == ["shift", "none"]


def test_what_many_comparisons_bring_by_chance_is_only_watched():
    """Eight after two a week: a shift alone, a watch among forty series."""
    assert judge_actors([[*USUAL, 8]])["tier"].tolist() == ["shift"]
    among = judge_actors([[*USUAL, 8], *[[*USUAL, 2]] * 40])
    assert among["tier"].tolist() == ["watch"] + ["none"] * 40


def test_a_watch_that_lasts_becomes_a_shift():
    """It is told against the weeks before it began."""
    among = judge_actors([[0, *USUAL[1:], 8, 8], *[[*USUAL, 2, 2]] * 40])
    assert among.loc[0, ["tier", "note"]].tolist() == ["shift", "for the second period"]
    assert among.loc[0, "usual"] == pytest.approx(np.mean([0, *USUAL[1:]]))


def test_fewer_than_five_articles_are_never_an_alert():
    """Four after none in twelve weeks, alone in the table."""
    row = judge_actors([[*[0] * 12, 4]]).iloc[0]
    assert row["q"] < 0.10
    assert row["tier"] == "none"


def test_a_feed_that_broke_is_one_alert_in_place_of_many():
    """Three articles after twenty a week; all three actors are gone."""
    usual = [20] * 12
    counts = {actor: [10] * 12 + [0] for actor in ("orla", "vann", "pell")}
    found = find_alerts(*collection([*usual, 3], **counts))
    assert tiers(found) == {"all": "composition", "orla": "none", "vann": "none", "pell": "none"}
    assert digest(found) == [
        "Post has 3 articles in the week from 31 March 2025, after 20.0 a week before (usual "
        "range 12 to 30). Its feed may have changed; its 3 counts by actor were not compared."
    ]


def test_a_total_as_usual_is_no_change_of_composition():
    assert judge_totals([[*[20] * 12, 22]])["tier"].tolist() == ["none"]


def test_a_week_that_is_not_over_is_not_compared():
    """The collection ends on a Monday with one article; the week before is told."""
    found = find_alerts(*collection([20] * 13 + [1], orla=[*USUAL, 2, 0]), until="2025-04-07")
    assert found["period_start"].unique().tolist() == [pd.Timestamp("2025-03-31", tz="UTC")]
    assert digest(found) == [
        "In the week from 31 March 2025 nothing stands out: 2 counts compared."
    ]


def test_ids_hang_on_what_is_told_and_not_on_the_rest_of_the_collection():
    """Another actor is added; the id of the first stays."""
    alone = find_alerts(*collection([20] * 13, orla=[*USUAL, 14]))
    both = find_alerts(*collection([20] * 13, orla=[*USUAL, 14], vann=[*USUAL, 2]))
    ids = [dict(zip(t["actor_id"], t["finding_id"], strict=True))["orla"] for t in (alone, both)]
    assert ids[0] == ids[1]
    assert both["finding_id"].is_unique


def test_copies_are_counted_once(make_copies):
    """Fourteen articles of one text are one article."""
    mentions, articles, _ = collection([20] * 13, orla=[*USUAL, 14])
    found = find_alerts(mentions, articles, make_copies(tuple(f"w12-{i}" for i in range(14))))
    assert found.set_index("actor_id").loc["orla", "n_now"] == 1


def test_a_short_history_is_said():
    found = find_alerts(*collection([20] * 5, orla=[2] * 5))
    assert digest(found) == [
        "In the week from 3 February 2025 not compared: 4 whole periods before, 12 are needed."
    ]


def test_a_digest_has_five_items_and_says_how_many_more():
    actors = {f"actor {i}": [*USUAL, 14] for i in range(7)}
    said = digest(find_alerts(*collection([20] * 13, **actors)))
    assert len(said) == 6
    assert said[-1] == "2 more in the table of alerts."
    assert "14 articles on actor 0" in said[0]


def test_no_dated_article_gives_an_empty_table():
    found = find_alerts(MENTIONS, ARTICLES.table(), COPIES.table())
    pd.testing.assert_frame_equal(found, ALERTS.table())
    assert digest(found) == ["No whole period to compare."]
