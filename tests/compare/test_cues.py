"""With which reporting words sources speak, counted by hand."""

import pandas as pd
import pytest

from medialens.compare.cues import CLASSES, compare_cues
from medialens.compare.intervals import wilson
from medialens.schemas import ARTICLES, ATTRIBUTIONS, COPIES, CUES


@pytest.fixture
def make_reports():
    def make(rows):
        """Make attributions of `rows` (article, speaker, class of cue), depth 1."""
        return ATTRIBUTIONS.table(
            {
                "article_id": article, "attribution_id": number, "actor_id": speaker,
                "cue_class": cue_class, "depth": 1, "start": 10 * number, "end": 10 * number + 5,
            }
            for number, (article, speaker, cue_class) in enumerate(rows)
        )  # fmt: skip

    return make


FIVE = [(f"a{i}", "orla", "neutral") for i in range(5)]


def test_shares_are_of_statements_and_of_articles(make_articles, make_reports):
    """Six statements in five articles, two distancing ones in one of them: 2 / 6 and 1 / 5."""
    rows = [*FIVE[1:], ("a0", "orla", "distancing"), ("a0", None, "distancing")]
    table = compare_cues(make_articles("A" * 5), make_reports(rows), COPIES.table())
    row = table.set_index("cue_class").loc["distancing"]
    assert row[["n_clusters", "n_statements", "n_cues", "n_with"]].tolist() == [5, 6, 2, 1]
    assert row["share"] == pytest.approx(1 / 3)
    low, high = wilson(1, 5)
    assert row[["share_with", "with_low", "with_high"]].tolist() == pytest.approx([0.2, low, high])


def test_every_class_has_a_row_and_the_shares_add_up_to_one(make_articles, make_reports):
    table = compare_cues(make_articles("A" * 5), make_reports(FIVE), COPIES.table())
    assert table["cue_class"].tolist() == sorted(CLASSES)
    assert table["share"].sum() == 1


def test_speakers_have_rows_of_their_own_only_where_wanted(make_articles, make_reports):
    """Of an unknown speaker there is none, but it counts among all sources."""
    reports = make_reports([*FIVE, ("a0", "vann", "factive"), ("a1", None, "none")])
    articles = make_articles("A" * 5)
    together = compare_cues(articles, reports, COPIES.table())
    assert together["actor_id"].isna().all()
    table = compare_cues(articles, reports, COPIES.table(), by_speaker=True)
    counts = table.drop_duplicates("actor_id").set_index("actor_id")["n_statements"]
    assert [*counts.dropna()] == [5, 1, 7]
    pd.testing.assert_frame_equal(table[table["actor_id"].isna()].reset_index(drop=True), together)


@pytest.mark.parametrize(("n", "status"), [(4, "too few"), (5, "thin"), (10, "enough")])
def test_few_articles_give_counts_and_no_share(make_articles, make_reports, n, status):
    rows = [(f"a{i}", "orla", "neutral") for i in range(n)]
    table = compare_cues(make_articles("A" * n), make_reports(rows), COPIES.table())
    assert set(table["status"]) == {status}
    numbers = table[["share", "share_with", "with_low", "with_high"]]
    assert numbers.isna().all(axis=None) == (status == "too few")
    assert table["n_cues"].sum() == n


def test_many_statements_in_few_articles_do_not_make_evidence(make_articles, make_reports):
    rows = [("a0", "orla", "factive")] * 50
    table = compare_cues(make_articles("A"), make_reports(rows), COPIES.table())
    assert set(table["status"]) == {"too few"}


def test_the_words_by_which_a_source_reports_another_are_not_the_outlets(
    make_articles, make_reports
):
    """At depth 2 it is the source that chooses between said and claimed."""
    reports = make_reports([*FIVE, ("a0", "vann", "distancing")])
    reports.loc[reports["actor_id"] == "vann", "depth"] = 2
    table = compare_cues(make_articles("A" * 5), reports, COPIES.table())
    assert table["n_cues"].sum() == 5


def test_the_parts_of_a_broken_quotation_are_one_statement(make_articles, make_reports):
    reports = make_reports(FIVE)
    twice = pd.concat([reports, reports.assign(start=7, end=9)])
    once = compare_cues(make_articles("A" * 5), reports, COPIES.table())
    table = compare_cues(make_articles("A" * 5), twice, COPIES.table())
    pd.testing.assert_frame_equal(table, once)


def test_a_copy_in_the_same_outlet_adds_nothing(make_articles, make_copies, make_reports):
    """a0 is printed a second time as a5."""
    rows = [*FIVE, ("a5", "orla", "neutral")]
    once = compare_cues(make_articles("A" * 5), make_reports(FIVE), COPIES.table())
    both = compare_cues(make_articles("A" * 6), make_reports(rows), make_copies(("a0", "a5")))
    pd.testing.assert_frame_equal(both, once)


def test_a_missing_class_counts_as_no_reporting_word(make_articles, make_reports):
    rows = [*FIVE[1:], ("a0", "orla", None)]
    table = compare_cues(make_articles("A" * 5), make_reports(rows), COPIES.table())
    assert table.set_index("cue_class").at["none", "n_cues"] == 1


def test_nobody_speaking_gives_an_empty_table(make_articles):
    """With every column in its type."""
    empty = compare_cues(make_articles("A"), ATTRIBUTIONS.table(), COPIES.table())
    pd.testing.assert_frame_equal(empty, CUES.table())
    nothing = compare_cues(ARTICLES.table(), ATTRIBUTIONS.table(), COPIES.table(), by_speaker=True)
    pd.testing.assert_frame_equal(nothing, CUES.table())
