"""Words near an actor, counted by hand."""

import numpy as np
import pandas as pd
import pytest

from medialens.compare.collocates import find_collocates
from medialens.compare.keyness import keyness
from medialens.schemas import COPIES, SENTENCES

EVERY = {"min_count": 1, "min_articles": 1}


@pytest.fixture
def tables(make_articles):
    """Vann (at 10) between 'old mayor' and 'spoke at length'; a second sentence without him."""
    texts = ["Old mayor Vann spoke at length. Rain fell on the old mayor.", "Old mayor Vann spoke."]
    articles = make_articles("AB", text=texts)
    rows = [("a0", 1, 0, 31), ("a0", 2, 32, 59), ("a1", 1, 0, 21)]
    sentences = SENTENCES.table(
        {"article_id": a, "sentence_id": n, "zone": "lead", "start": start, "end": end}
        for a, n, start, end in rows
    )
    nodes = pd.DataFrame(
        {"article_id": ["a0", "a1"], "sentence_id": [1, 1], "start": [10, 10], "end": [14, 14]}
    )
    return articles, COPIES.table(), sentences, nodes


def collocates(tables, **options):
    return find_collocates(*tables, **{**EVERY, **options}).set_index("word")


def test_words_within_the_window_of_the_sentence_are_near(tables):
    """Two words to either side; nothing of the next sentence, and not the name itself."""
    table = collocates(tables, window=2)
    assert table["n_near"].to_dict() == {"old": 2, "mayor": 2, "spoke": 2, "at": 1}
    assert table.loc["old", ["n_elsewhere", "range"]].tolist() == [1, 2]


def test_log_dice_is_that_of_the_formula(tables):
    """Mayor: twice near, once elsewhere, two places."""
    expected = 14 + np.log2(2 * 2 / (2 + 3))
    assert collocates(tables, window=2).loc["mayor", "log_dice"] == pytest.approx(expected)


def test_g2_and_log_ratio_are_those_of_near_against_elsewhere(tables):
    table = collocates(tables, window=2)
    counts = pd.DataFrame({"term": ["old"], "n_target": [2], "n_reference": [1]})
    row = keyness(counts, total_target=7, total_reference=7).iloc[0]
    assert table.loc["old", ["g2", "log_ratio"]].tolist() == pytest.approx(
        row[["g2", "log_ratio"]].tolist()
    )


def test_rare_and_excluded_words_are_left_out(tables):
    table = collocates(tables, window=2, min_count=2, exclude=["OLD"])
    assert sorted(table.index) == ["mayor", "spoke"]


def test_of_a_copied_text_one_article_counts(tables, make_copies):
    articles, _, sentences, nodes = tables
    both = articles.assign(outlet="A")
    table = collocates((both, make_copies(("a0", "a1")), sentences, nodes), window=2)
    assert table.loc["old", "n_near"] == 1
