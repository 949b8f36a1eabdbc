"""How far reporting words keep from a source, beside the outlet's habit."""

import numpy as np
import pandas as pd
import pytest

from medialens.compare.distance import compare_distance
from medialens.schemas import ATTRIBUTIONS, COPIES, DISTANCE

GAP = ["gap", "gap_low", "gap_high"]


def reports(rows):
    """Attributions of `rows`: article, speaker, class of cue."""
    return ATTRIBUTIONS.table(
        {
            "article_id": article, "attribution_id": number, "actor_id": speaker,
            "cue_class": cue_class, "depth": 1, "start": 0, "end": 5,
        }
        for number, (article, speaker, cue_class) in enumerate(rows)
    )  # fmt: skip


def habit(n, classes):
    """Each of `n` articles reports each speaker with the next of its classes."""
    return reports(
        (f"a{i}", speaker, kinds[i % len(kinds)])
        for i in range(n)
        for speaker, kinds in classes.items()
    )


def test_distance_is_distancing_less_factive_of_all_reporting_words(make_articles):
    """Orla: (3 - 1) / 5; all sources: (3 - 2) / 6; the statement without a word does not count."""
    kinds = ["distancing"] * 3 + ["factive", "assertive"]
    rows = [(f"a{i}", "orla", kind) for i, kind in enumerate(kinds)]
    rows += [("a0", None, "factive"), ("a0", "orla", "none")]
    table = compare_distance(make_articles("A" * 5), reports(rows), COPIES.table())
    row = table.set_index("actor_id").loc["orla"]
    assert row[["n_clusters", "n_cued", "n_distancing", "n_factive"]].tolist() == [5, 5, 3, 1]
    assert row["distance"] == pytest.approx(0.4)
    assert row["baseline"] == pytest.approx(1 / 6)
    assert row["gap"] == pytest.approx(0.4 - 1 / 6)


def test_all_sources_together_are_the_baseline_and_have_no_gap(make_articles):
    found = habit(40, {"orla": ["distancing"]})
    row = compare_distance(make_articles("A" * 40), found, COPIES.table()).iloc[-1]
    assert pd.isna(row["actor_id"]) and row[GAP].isna().all()
    assert row["distance"] == row["baseline"] == 1


@pytest.mark.parametrize(
    ("n", "note"),
    [
        (4, "no number: 4 distinct articles, 5 are needed"),
        (39, "no interval: 39 distinct articles, 40 are needed"),
        (40, ""),
    ],
)
def test_a_number_needs_five_articles_and_an_interval_forty(make_articles, n, note):
    """And the note says what is missing."""
    found = habit(n, {"orla": ["distancing", "neutral"], "vann": ["factive"]})
    row = compare_distance(make_articles("A" * n), found, COPIES.table()).iloc[0]
    assert row["note"] == note
    assert pd.notna(row["distance"]) == (n >= 5)
    assert row[["ci_low", "ci_high", "gap_low", "gap_high"]].notna().all() == (n >= 40)


def test_an_outlet_that_treats_all_alike_has_gaps_around_zero(make_articles):
    """Both are reported with one distancing word in four, not in the same articles."""
    kinds = ["distancing", "neutral", "neutral", "neutral"]
    found = habit(60, {"orla": kinds, "vann": kinds[::-1]})
    table = compare_distance(make_articles("A" * 60), found, COPIES.table()).dropna(subset=["gap"])
    assert len(table) == 2
    assert (table["gap_low"] < 0).all() and (table["gap_high"] > 0).all()


def test_a_source_kept_at_a_distance_is_found_beside_the_habit(make_articles):
    """Orla claims in every second article, Vann says."""
    found = habit(60, {"orla": ["distancing", "neutral"], "vann": ["neutral"]})
    table = compare_distance(make_articles("A" * 60), found, COPIES.table()).set_index("actor_id")
    assert table.loc["orla", GAP].gt(0).all()
    assert table.loc["vann", GAP].lt(0).all()


def test_the_interval_is_that_of_the_binomial_where_each_article_has_one_report(make_articles):
    """30 of 60: about .5 plus and minus 1.96 * sqrt(.25 / 60)."""
    found = habit(60, {"orla": ["distancing", "neutral"]})
    row = compare_distance(make_articles("A" * 60), found, COPIES.table()).iloc[0]
    half = 1.96 * np.sqrt(0.25 / 60)
    assert row[["ci_low", "ci_high"]].tolist() == pytest.approx([0.5 - half, 0.5 + half], abs=0.02)


def test_each_outlet_has_its_own_baseline_and_is_blind_to_the_others(make_articles):
    found = reports([(f"a{i}", "orla", ["factive", "distancing"][i % 2]) for i in range(20)])
    table = compare_distance(make_articles("AB" * 10), found, COPIES.table())
    assert table.groupby("outlet")["baseline"].first().to_dict() == {"A": -1.0, "B": 1.0}
    alone = compare_distance(make_articles("AB" * 10).query("outlet == 'A'"), found, COPIES.table())
    both = table[table["outlet"] == "A"].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, both)


def test_the_same_seed_gives_the_same_table_in_any_order_of_rows(make_articles):
    found, articles = habit(45, {"orla": ["factive", "neutral"]}), make_articles("A" * 45)
    one = compare_distance(articles, found, COPIES.table())
    other = compare_distance(articles[::-1], found[::-1], COPIES.table())
    pd.testing.assert_frame_equal(one, other, check_exact=True)
    reseeded = compare_distance(articles, found, COPIES.table(), seed=1)
    assert reseeded["ci_low"].iloc[0] != one["ci_low"].iloc[0]


def test_nobody_speaking_gives_an_empty_table(make_articles):
    """With every column in its type."""
    empty = compare_distance(make_articles("A"), ATTRIBUTIONS.table(), COPIES.table())
    pd.testing.assert_frame_equal(empty, DISTANCE.table())
