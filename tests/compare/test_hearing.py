"""How much an actor is heard for how much it is named, counted by hand."""

import numpy as np
import pandas as pd
import pytest

from medialens.compare.hearing import compare_hearing
from medialens.schemas import ATTRIBUTIONS, MENTIONS


def mentions_of(*pairs):
    return MENTIONS.table({"article_id": article, "actor_id": actor} for article, actor in pairs)


def statements_of(*pairs):
    return ATTRIBUTIONS.table(
        {"article_id": article, "attribution_id": at, "actor_id": actor}
        for at, (article, actor) in enumerate(pairs)
    )


def test_the_ratio_is_that_of_the_two_shares_with_half_a_count_added(make_articles, make_copies):
    """Vann: 2 of 8 statements and 6 of 8 mentions; Orla the rest."""
    articles = make_articles("AAAAAA")
    ids = articles["article_id"]
    mentions = mentions_of(*((i, "vann") for i in ids), ("a0", "orla"), ("a1", "orla"))
    spoken = statements_of(("a0", "vann"), ("a1", "vann"), *((i, "orla") for i in ids))
    table = compare_hearing(articles, mentions, spoken, make_copies()).set_index("actor_id")
    assert table["voice_ratio"].to_dict() == pytest.approx(
        {"vann": np.log2(2.5 / 6.5), "orla": np.log2(6.5 / 2.5)}
    )
    assert table["share_mentions"].tolist() == [0.25, 0.75]


def test_who_never_speaks_has_a_finite_ratio(make_articles, make_copies):
    articles = make_articles("AAAAA")
    mentions = mentions_of(*((i, "vann") for i in articles["article_id"]))
    table = compare_hearing(articles, mentions, statements_of(("a0", "orla")), make_copies())
    ratio = table.set_index("actor_id")["voice_ratio"]
    assert ratio["vann"] == pytest.approx(np.log2(0.5 / 1) - np.log2(5.5 / 5))


def test_under_five_distinct_articles_there_is_no_ratio(make_articles, make_copies):
    """Five articles, of which two are one text."""
    articles = make_articles("AAAAA")
    ids = articles["article_id"]
    everything = mentions_of(*((i, "vann") for i in ids)), statements_of(("a2", "vann"))
    row = compare_hearing(articles, *everything, make_copies(("a0", "a1"))).iloc[0]
    assert (row["n_clusters"], row["n_mentions"], row["status"]) == (4, 4, "too few")
    assert pd.isna(row["voice_ratio"])
    assert row["note"] == "no number: 4 distinct articles, 5 are needed"


def test_a_ratio_of_many_articles_lies_in_its_interval(make_articles, make_copies):
    """Fifty articles; every fifth lets Vann speak, every other one Orla."""
    articles = make_articles("A" * 50)
    ids = articles["article_id"].tolist()
    mentions = mentions_of(*((i, actor) for i in ids for actor in ("vann", "orla")))
    spoken = statements_of(*((i, "vann") for i in ids[::5]), *((i, "orla") for i in ids[::2]))
    table = compare_hearing(articles, mentions, spoken, make_copies()).set_index("actor_id")
    vann, orla = table.loc["vann"], table.loc["orla"]
    assert vann["ratio_low"] < vann["voice_ratio"] < vann["ratio_high"] < 0
    assert 0 < orla["ratio_low"] < orla["voice_ratio"] < orla["ratio_high"]


def test_where_nobody_known_speaks_there_is_no_ratio(make_articles, make_copies):
    articles = make_articles("AAAAA")
    mentions = mentions_of(*((i, "vann") for i in articles["article_id"]))
    row = compare_hearing(articles, mentions, statements_of(), make_copies()).iloc[0]
    assert pd.isna(row["voice_ratio"])
    assert row["note"] == "no number: no known actor speaks"
