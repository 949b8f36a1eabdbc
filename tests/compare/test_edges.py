"""Who speaks about whom, counted by hand."""

import numpy as np
import pandas as pd
import pytest

from medialens.compare.edges import compare_edges
from medialens.compare.profile import compare_profiles
from medialens.errors import SchemaError
from medialens.schemas import ARTICLES, COPIES, EDGES, SCORES, UNITS

COUNTS = ["n_sentences", "n_negative", "n_neutral", "n_positive", "n_unscored"]


@pytest.fixture
def make_edges(make_articles, make_copies):
    def make(rows, outlets, *clusters):
        """Compare `rows` of article, voice, speaker, actor spoken of, value; one sentence each."""
        units = UNITS.table(
            {
                "article_id": article, "sentence_id": number, "start": 0, "end": 4,
                "actor_id": actor, "voice": voice, "speaker_id": speaker, "value": value,
            }
            for number, (article, voice, speaker, actor, value) in enumerate(rows)
        )  # fmt: skip
        return compare_edges(*tables(units), make_articles(outlets), make_copies(*clusters))

    def tables(units):
        names = {-1.0: "negative", 0.0: "neutral", 1.0: "positive"}
        scored = units.assign(label=np.sign(units["value"]).map(names), is_uncertain=False)
        stance = scored["voice"].map(lambda v: "own_stance" if v == "own" else "voiced_stance")
        both = pd.concat([scored.assign(measure="portrayal"), scored.assign(measure=stance)])
        return units[list(UNITS.columns)], SCORES.table(both)[list(SCORES.columns)]

    return make


def test_each_source_has_its_own_row_and_no_sentence_counts_twice(make_edges):
    """Orla blames Vann once and praises Vann once; Quill is neutral; the outlet praises."""
    table = make_edges(
        [
            ("a0", "named", "orla", "vann", -1.0), ("a0", "named", "orla", "vann", 1.0),
            ("a1", "named", "quill", "vann", 0.0), ("a1", "own", None, "vann", 0.5),
        ],
        "AA",
    ).set_index("source")  # fmt: skip
    assert table["source_kind"].to_dict() == {"orla": "actor", "quill": "actor", "own": "own"}
    assert table.loc["orla", COUNTS].tolist() == [2, 1, 0, 1, 0]
    assert table.loc["quill", COUNTS].tolist() == [1, 0, 1, 0, 0]
    assert table.loc["own", COUNTS].tolist() == [1, 0, 0, 1, 0]


@pytest.mark.parametrize("voice", ["named", "anonymous", "relay", "own"])
def test_a_source_that_is_no_actor_goes_by_its_voice(make_edges, voice):
    row = make_edges([("a0", voice, None, "vann", 0.0)], "A").iloc[0]
    assert (row["source"], row["source_kind"]) == (voice, voice)


def test_an_outlet_passed_on_that_is_an_actor_goes_by_its_id(make_edges):
    row = make_edges([("a0", "relay", "the-bell", "vann", 0.0)], "A").iloc[0]
    assert (row["source"], row["source_kind"]) == ("the-bell", "actor")


def test_speaking_of_oneself_is_kept_and_marked(make_edges):
    rows = [("a0", "named", "orla", "orla", 1.0), ("a0", "named", "orla", "vann", -1.0)]
    assert make_edges(rows, "A")["is_self"].tolist() == [True, False]


def test_the_mean_of_mixed_words_is_zero_and_stands_beside_its_counts(make_edges):
    """Five articles, in each one word of praise and one of blame."""
    rows = [(f"a{i}", "named", "orla", "vann", v) for i in range(5) for v in (-1.0, 1.0)]
    row = make_edges(rows, "A" * 5).iloc[0]
    assert row["mean"] == 0
    assert row[COUNTS].tolist() == [10, 5, 0, 5, 0]


def test_copies_within_the_outlet_bear_one_article(make_edges):
    """Six articles, two of them copies: (avg(1, 0.5) + 0 * 4) / 5, thin."""
    rows = [(f"a{i}", "named", "orla", "vann", v) for i, v in enumerate([1, 0.5, 0, 0, 0, 0])]
    row = make_edges(rows, "A" * 6, ("a0", "a1")).iloc[0]
    assert row["mean"] == pytest.approx(0.15)
    assert (row["n_articles"], row["n_clusters"], row["status"]) == (6, 5, "thin")


def test_four_articles_give_counts_and_no_mean(make_edges):
    rows = [(f"a{i}", "named", "orla", "vann", -1.0) for i in range(4)]
    row = make_edges(rows, "A" * 4).iloc[0]
    assert row["status"] == "too few" and row[["mean", "ci_low", "ci_high"]].isna().all()
    assert row["n_negative"] == 4


def test_what_has_no_value_is_counted_apart(make_edges):
    rows = [("a0", "named", "orla", "vann", None), ("a0", "named", "orla", "vann", 1.0)]
    assert make_edges(rows, "A").iloc[0][COUNTS].tolist() == [2, 0, 0, 1, 1]


def test_edges_stay_within_their_outlet(make_edges):
    rows = [("a0", "named", "orla", "vann", 1.0), ("a1", "named", "orla", "vann", -1.0)]
    assert make_edges(rows, "AB")[["outlet", "n_positive"]].to_numpy().tolist() == [
        ["A", 1],
        ["B", 0],
    ]


def test_swapping_who_speaks_moves_the_edge_and_leaves_the_numbers(make_edges):
    """Sources trade places; actors spoken of keep their counts."""
    rows = [("a0", "named", "orla", "vann", 1.0), ("a0", "named", "quill", "vann", -1.0)]
    swap = {"orla": "quill", "quill": "orla"}
    swapped = [(a, v, swap[s], k, x) for a, v, s, k, x in rows]
    one, other = (make_edges(r, "A").set_index("source")["n_positive"] for r in (rows, swapped))
    assert (one["orla"], one["quill"]) == (other["quill"], other["orla"]) == (1, 0)


def test_over_all_sources_the_sentences_are_those_of_the_profile(press):
    """Each unit has one source: the edges to an actor add up to its portrayal."""
    edges = press.edges().groupby(["outlet", "actor_id"])[["n_sentences", "n_negative"]].sum()
    scores, articles = press.tables.scores, press.corpus.articles
    profile = compare_profiles(scores, articles, press.copies)
    profile = profile[profile["measure"] == "portrayal"].set_index(["outlet", "actor_id"])
    expected = profile[["n_mentions", "n_negative"]].sort_index()
    assert edges.to_numpy().tolist() == expected.to_numpy().tolist()


def test_the_order_of_rows_changes_nothing(press):
    """To the last bit."""
    found, articles = press.tables, press.corpus.articles
    one = compare_edges(found.units, found.scores, articles, press.copies)
    turned = (table.iloc[::-1] for table in (found.units, found.scores, articles))
    pd.testing.assert_frame_equal(compare_edges(*turned, press.copies), one, check_exact=True)


def test_nothing_said_gives_an_empty_table():
    """With every column in its type."""
    empty = compare_edges(UNITS.table(), SCORES.table(), ARTICLES.table(), COPIES.table())
    pd.testing.assert_frame_equal(empty, EDGES.table())


def test_a_table_without_a_column_is_refused():
    """The message names the table."""
    units = UNITS.table().drop(columns="speaker_id")
    with pytest.raises(SchemaError, match="units table"):
        compare_edges(units, SCORES.table(), ARTICLES.table(), COPIES.table())
