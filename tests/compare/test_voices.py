"""Whose words an outlet prints, counted by hand."""

import pandas as pd
import pytest

from medialens.compare.voices import compare_voices
from medialens.schemas import ARTICLES, ATTRIBUTIONS, COPIES, SEGMENTS, VOICES

WORDS = ["n_words", "words_own", "words_named", "words_anonymous", "words_relay"]
SHARES = ["share_own", "share_named", "share_anonymous", "share_relay"]


def segments(rows):
    """Segments of `rows`: article, voice, words, whether their wording is ambiguous."""
    return SEGMENTS.table(
        {
            "article_id": article, "zone": "text", "start": 10 * i, "end": 10 * i + 9,
            "voice": voice, "n_words": n, "is_ambiguous": ambiguous,
        }
        for i, (article, voice, n, ambiguous) in enumerate(rows)
    )  # fmt: skip


def statements(rows):
    """Attributions of `rows`: article, voice, speaker."""
    return ATTRIBUTIONS.table(
        {
            "article_id": article, "attribution_id": i, "voice": voice, "actor_id": speaker,
            "depth": 1, "start": 10 * i, "end": 10 * i + 9,
        }
        for i, (article, voice, speaker) in enumerate(rows)
    )  # fmt: skip


def each(n, *voices):
    """In each of `n` articles one segment of 4 words per voice."""
    return segments((f"a{i}", voice, 4, False) for i in range(n) for voice in voices)


def test_words_count_for_the_voice_of_their_segment(make_articles):
    """Five articles, in each 4 words of every voice; in the last 10 own words more."""
    found = each(5, "own", "named", "anonymous", "relay")
    found = pd.concat([found, segments([("a4", "own", 10, False)])])
    table = compare_voices(make_articles("A" * 5), found, ATTRIBUTIONS.table(), COPIES.table())
    assert table[WORDS].iloc[0].tolist() == [90, 30, 20, 20, 20]
    assert table[SHARES].iloc[0].tolist() == pytest.approx([1 / 3, 2 / 9, 2 / 9, 2 / 9])


def test_direct_are_the_quoted_words_between_marks(make_articles):
    """3 of 12 reported words in each article; the outlet's own words are none of either."""
    rows = [("own", 8, False), ("named", 3, False), ("named", 7, True), ("anonymous", 2, True)]
    found = segments((f"a{i}", *row) for i in range(5) for row in rows)
    table = compare_voices(make_articles("A" * 5), found, ATTRIBUTIONS.table(), COPIES.table())
    assert table["words_direct"].iloc[0] == 15
    assert table["share_direct"].iloc[0] == pytest.approx(0.25)


def test_the_anonymity_rate_is_of_statements(make_articles):
    """One of four; the second part of a broken quotation is the same statement."""
    said = statements([("a0", "anonymous", None), *[("a1", "named", "orla")] * 3])
    said = pd.concat([said, said.tail(1)])
    table = compare_voices(make_articles("A" * 5), each(5, "own"), said, COPIES.table())
    assert table[["n_statements", "n_unnamed", "share_unnamed"]].iloc[0].tolist() == [4, 1, 0.25]


@pytest.mark.parametrize(
    ("counts", "effective"),
    [({"orla": 4}, 1.0), ({"orla": 2, "vann": 2}, 2.0), ({"orla": 3, "vann": 1}, 1.6)],
)
def test_effective_sources_are_as_many_as_their_shares_are_even(make_articles, counts, effective):
    """3 and 1 of 4: 1 / (9/16 + 1/16); a source that is no actor does not count."""
    said = [("a0", "named", name) for name, n in counts.items() for _ in range(n)]
    said = statements([*said, ("a0", "named", None)])
    row = compare_voices(make_articles("A" * 5), each(5, "own"), said, COPIES.table()).iloc[0]
    assert row["effective_sources"] == pytest.approx(effective)
    assert row[["n_identified", "n_sources"]].tolist() == [4, len(counts)]


@pytest.mark.parametrize(
    ("n", "status", "note"),
    [
        (4, "too few", "no number: 4 distinct articles, 5 are needed"),
        (9, "thin", "no interval: 9 distinct articles, 40 are needed"),
        (39, "enough", "no interval: 39 distinct articles, 40 are needed"),
        (40, "enough", ""),
    ],
)
def test_few_articles_give_no_share_and_under_forty_no_interval(make_articles, n, status, note):
    """And the note says what is missing."""
    found = each(n, "own", "named")
    row = compare_voices(make_articles("A" * n), found, ATTRIBUTIONS.table(), COPIES.table()).iloc[
        0
    ]
    assert (row["status"], row["note"]) == (status, note)
    assert row[SHARES].notna().all() == (n >= 5)
    assert row[["own_low", "own_high"]].notna().all() == (n >= 40)
    assert row["words_own"] == 4 * n


def test_copies_count_as_printed_and_as_one_article_of_evidence(make_articles, make_copies):
    """41 articles, two of them copies: all words count, and 40 distinct ones are enough."""
    found, copies = each(41, "own"), make_copies(("a0", "a1"))
    row = compare_voices(make_articles("A" * 41), found, ATTRIBUTIONS.table(), copies).iloc[0]
    assert row[["n_articles", "n_clusters", "n_words", "note"]].tolist() == [41, 40, 164, ""]
    three = make_copies(("a0", "a1", "a2"))
    row = compare_voices(make_articles("A" * 41), found, ATTRIBUTIONS.table(), three).iloc[0]
    assert row["note"] == "no interval: 39 distinct articles, 40 are needed"


def test_the_interval_holds_the_share_and_narrows_with_more_articles(make_articles):
    """Articles are wholly own or wholly quoted, half of them each."""

    def ends(n):
        rows = [(f"a{i}", ("own", "named")[i % 2], 50, False) for i in range(n)]
        articles = make_articles("A" * n)
        found = compare_voices(articles, segments(rows), ATTRIBUTIONS.table(), COPIES.table())
        return found[["own_low", "share_own", "own_high"]].iloc[0].tolist()

    few, many = ends(40), ends(160)
    assert few[0] < 0.5 < few[2] and many[1] == 0.5
    assert few[2] - few[0] == pytest.approx(2 * (many[2] - many[0]), rel=0.15)


def test_the_same_seed_gives_the_same_table_in_any_order_of_rows(make_articles):
    rows = [(f"a{i}", ("own", "named")[i % 2], 50 + i, False) for i in range(45)]
    articles, found = make_articles("A" * 45), segments(rows)
    one = compare_voices(articles, found, ATTRIBUTIONS.table(), COPIES.table())
    other = compare_voices(articles[::-1], found[::-1], ATTRIBUTIONS.table(), COPIES.table())
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_an_outlet_without_words_is_a_row_of_zeros_without_shares(make_articles):
    table = compare_voices(
        make_articles("A" * 5), SEGMENTS.table(), ATTRIBUTIONS.table(), COPIES.table()
    )
    row = table.iloc[0]
    assert row[[*WORDS, "n_statements", "n_sources"]].tolist() == [0] * 7
    assert row[[*SHARES, "share_unnamed", "effective_sources"]].isna().all()


def test_rows_on_other_articles_are_left_out(make_articles):
    """The articles decide what is compared."""
    found = each(6, "own")
    articles = make_articles("AAAAAB").query("outlet == 'A'")
    table = compare_voices(articles, found, statements([("a5", "named", "orla")]), COPIES.table())
    assert table[["outlet", "n_words", "n_statements"]].to_numpy().tolist() == [["A", 20, 0]]


def test_no_article_gives_an_empty_table():
    """With every column in its type."""
    empty = compare_voices(ARTICLES.table(), SEGMENTS.table(), ATTRIBUTIONS.table(), COPIES.table())
    pd.testing.assert_frame_equal(empty, VOICES.table())
