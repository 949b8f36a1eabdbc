"""Who is spoken about and who speaks, counted by hand."""

import pandas as pd
import pytest

from medialens.compare.intervals import wilson
from medialens.compare.speaking import compare_speaking
from medialens.schemas import ARTICLES, ATTRIBUTIONS, MENTIONS, SPEAKING


@pytest.fixture
def tables(make_articles):
    texts = ["Orla met Vann.", 'Vann said: "We won," then "We are glad."', "Nothing.", "Vann left."]
    articles = make_articles("AAAB", text=texts, title=["", "Vann: we won", "", ""])
    mentions = MENTIONS.table(
        {"article_id": article, "sentence_id": 1, "start": start, "actor_id": actor}
        for article, start, actor in [
            ("a0", 0, "orla"), ("a0", 9, "vann"), ("a1", 0, "vann"), ("a1", 4, "vann"),
            ("a3", 0, "vann"),
        ]
    )  # fmt: skip
    attributions = ATTRIBUTIONS.table(
        {
            "article_id": "a1",
            "attribution_id": number,
            "zone": zone,
            "start": start,
            "end": end,
            "actor_id": actor,
        }
        for number, zone, start, end, actor in [
            (0, "headline", 6, 12, "vann"),
            (1, "body", 11, 18, "vann"),
            (1, "body", 27, 39, "vann"),
            (2, "body", 0, 4, None),
        ]
    )
    return articles, mentions, attributions


def test_articles_statements_and_words_are_counted(tables):
    """Vann in A: named in two of three articles, speaks in one, two statements, 2 + 2 + 3 words."""
    table = compare_speaking(*tables).set_index(["actor_id", "outlet"])
    row = table.loc[("vann", "A")]
    counts = ["n_articles", "n_mentioning", "n_voicing", "n_statements", "words_quoted"]
    assert row[counts].tolist() == [3, 2, 1, 2, 7]
    assert row["share_mentioning"] == pytest.approx(2 / 3)
    low, high = wilson(1, 3)
    assert row[["share_voicing", "voicing_low", "voicing_high"]].tolist() == pytest.approx(
        [1 / 3, low, high]
    )


def test_an_outlet_that_passes_an_actor_over_is_a_row_of_zeros(tables):
    """Orla is in A alone; the share 0 of B has an interval."""
    row = compare_speaking(*tables).set_index(["actor_id", "outlet"]).loc[("orla", "B")]
    assert row[["n_mentioning", "n_voicing", "share_mentioning"]].tolist() == [0, 0, 0]
    assert row["mentioning_high"] > 0.5


def test_rows_on_other_articles_are_left_out(tables):
    """The articles decide what is compared."""
    articles, mentions, attributions = tables
    table = compare_speaking(articles[articles["outlet"] == "B"], mentions, attributions)
    assert table[["outlet", "actor_id", "n_mentioning"]].to_numpy().tolist() == [["B", "vann", 1]]


def test_nobody_mentioned_gives_an_empty_table(tables):
    """With every column in its type."""
    empty = compare_speaking(tables[0], MENTIONS.table(), ATTRIBUTIONS.table())
    pd.testing.assert_frame_equal(empty, SPEAKING.table())
    nothing = compare_speaking(ARTICLES.table(), MENTIONS.table(), ATTRIBUTIONS.table())
    pd.testing.assert_frame_equal(nothing, SPEAKING.table())
