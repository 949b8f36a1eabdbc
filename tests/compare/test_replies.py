"""Who is heard where somebody speaks ill of them."""

import pandas as pd
import pytest

from medialens.compare.intervals import wilson
from medialens.compare.replies import compare_replies, find_criticism, find_heard
from medialens.schemas import ACTORS, ATTRIBUTIONS, SCORES, UNITS

CAST = ACTORS.table([{"actor_id": "rhee", "part_of": "union"}, {"actor_id": "union"},
                     {"actor_id": "vann"}])  # fmt: skip


def scored(*rows):
    """Make units and scores of (article, actor, speaker or None, label)."""
    units, scores = [], []
    for at, (article, actor, speaker, label) in enumerate(rows):
        place = {"article_id": article, "sentence_id": at, "start": 0, "end": 4, "actor_id": actor,
                 "voice": "named" if speaker else "own"}  # fmt: skip
        measures = ("portrayal", "voiced_stance" if speaker else "own_stance")
        units.append({**place, "speaker_id": speaker})
        value = {"negative": -0.8, "neutral": 0.0, "positive": 0.8}[label]
        scores += [{**place, "measure": m, "value": value, "label": label} for m in measures]
    return UNITS.table(units), SCORES.table(scores)


def test_criticism_by_the_outlet_and_by_others_counts(make_articles):
    found = find_criticism(
        *scored(
            ("a0", "union", None, "negative"),
            ("a0", "union", "vann", "negative"),
            ("a1", "union", "vann", "negative"),
            ("a2", "union", None, "neutral"),
            ("a3", "union", None, "positive"),
        ),
        CAST,
    )
    assert found.to_numpy().tolist() == [["a0", "union", True], ["a1", "union", False]]


@pytest.mark.parametrize("speaker", ["union", "rhee"])
def test_an_actor_whose_own_side_speaks_ill_of_it_is_not_criticized(speaker):
    assert find_criticism(*scored(("a0", "union", speaker, "negative")), CAST).empty


def test_a_value_that_is_too_unsure_is_no_criticism():
    units, scores = scored(("a0", "union", None, "negative"))
    assert find_criticism(units, scores.assign(is_uncertain=True), CAST).empty


def test_whoever_belongs_to_an_actor_speaks_for_it():
    said = ATTRIBUTIONS.table([{"article_id": "a0", "attribution_id": 0, "actor_id": "rhee"}])
    heard = find_heard(said, CAST)
    assert sorted(heard["actor_id"]) == ["rhee", "union"]


def test_the_rate_is_that_of_distinct_articles(make_articles, make_copies):
    """Six articles, two of them one text: five criticize, two of the five report the side."""
    articles = make_articles("AAAAAA")
    criticism = pd.DataFrame(
        {"article_id": articles["article_id"], "actor_id": "union", "is_own": [True] + [False] * 5}
    )
    heard = pd.DataFrame({"article_id": ["a0", "a1", "a5"], "actor_id": "union"})
    row = compare_replies(articles, criticism, heard, make_copies(("a0", "a1"))).iloc[0]
    assert (row["n_criticizing"], row["n_replied"], row["n_own"], row["status"]) == (
        5,
        2,
        1,
        "thin",
    )
    low, high = wilson(2, 5)
    assert row[["share_replied", "replied_low", "replied_high"]].tolist() == pytest.approx(
        [0.4, low, high]
    )


def test_under_five_articles_there_are_counts_and_no_rate(make_articles, make_copies):
    articles = make_articles("AAAA")
    criticism = pd.DataFrame(
        {"article_id": articles["article_id"], "actor_id": "union", "is_own": False}
    )
    heard = pd.DataFrame({"article_id": ["a0"], "actor_id": "union"})
    row = compare_replies(articles, criticism, heard, make_copies()).iloc[0]
    assert (row["n_criticizing"], row["n_replied"], row["status"]) == (4, 1, "too few")
    assert pd.isna(row["share_replied"])
