"""What streaming promises: the same articles as loading, in batches whose size is bounded."""

import io
import json

import pandas as pd
import pytest

from medialens.errors import EmptyError, ReadError, SettingsError
from medialens.io import batch as batches
from medialens.io.collection import load_collection
from medialens.io.listing import write_articles, write_listing
from medialens.io.stream import CollectionStream
from medialens.schemas import ARTICLES


@pytest.fixture
def press(tmp_path):
    """A folder with two files, one repeated article, one row that is cut short."""
    lines = [f"P{n % 3},Headline {n},The council met again on day {n}." for n in range(25)]
    head = "outlet,title,text"
    (tmp_path / "a.csv").write_text("\n".join([head, *lines[:15], "P1,Cut short"]))
    (tmp_path / "b.csv").write_text("\n".join([head, *lines[15:], lines[3]]))
    return tmp_path


def test_batches_hold_what_loading_holds(press, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_RECORDS", 4)
    streamed = ARTICLES.table(pd.concat([batch.table for batch in CollectionStream(press)]))
    pd.testing.assert_frame_equal(streamed, load_collection(press).articles)


def test_no_batch_holds_more_records_than_its_limit(press, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_RECORDS", 4)
    assert [batch.n_seen for batch in CollectionStream(press)] == [4, 4, 4, 4, 4, 4, 3]


def test_a_batch_ends_early_where_its_articles_are_long(press, monkeypatch):
    monkeypatch.setattr(batches, "BATCH_CHARACTERS", 100)
    assert max(len(batch.articles) for batch in CollectionStream(press)) == 4


def test_every_record_is_kept_rejected_or_skipped(press):
    (batch,) = CollectionStream(press)
    assert (len(batch.articles), len(batch.rejects), len(batch.skips)) == (25, 1, 1)
    assert batch.n_seen == 27


def test_a_repeated_article_is_skipped_with_both_places(press):
    (batch,) = CollectionStream(press)
    (skip,) = batch.skips
    assert (skip.source_file, skip.source_row, skip.note) == ("b.csv", 12, "repeats a.csv row 5")


@pytest.mark.parametrize(
    ("policy", "n_kept", "n_rejected"), [("skip", 25, 1), ("reject", 25, 2), ("keep", 26, 1)]
)
def test_the_settings_say_what_becomes_of_a_repeated_article(press, policy, n_kept, n_rejected):
    (press / "collection.toml").write_text(f'duplicates = "{policy}"')
    corpus = load_collection(press)
    assert (len(corpus), len(corpus.rejects), corpus.n_seen) == (n_kept, n_rejected, 27)


def test_a_repeated_article_that_is_kept_has_an_id_of_its_own(press):
    (press / "collection.toml").write_text('duplicates = "keep"')
    articles = load_collection(press).articles
    first, again = articles.loc[articles["title"] == "Headline 3", "article_id"]
    assert again == f"{first}-2"


def test_the_policy_for_repeated_articles_is_one_that_is_known(press):
    (press / "collection.toml").write_text('duplicates = "merge"')
    with pytest.raises(SettingsError, match="duplicates"):
        CollectionStream(press)


def test_a_file_given_by_itself_fails_by_its_name(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,text\nOne.,Two.\n")
    with pytest.raises(ReadError, match=r"a\.csv"):
        list(CollectionStream(path))


def test_nothing_kept_is_an_error_that_gives_the_commonest_reason(tmp_path):
    (tmp_path / "a.csv").write_text("title,text\nA\nB\nC,!\n")
    with pytest.raises(EmptyError, match="2 of 3 rejected because: 1 cell"):
        list(CollectionStream(tmp_path))


def test_the_listing_in_json_holds_articles_and_rejects(press):
    out = io.BytesIO()
    write_articles(CollectionStream(press), out)
    found = json.loads(out.getvalue())
    assert len(found["articles"]) == 25
    assert found["rejected"] == [
        {"where": "a.csv row 17", "reason": "2 cells, but the header has 3"}
    ]


def test_a_listing_that_fails_writes_nothing(tmp_path):
    (tmp_path / "a.csv").write_text("title,text\nA,!\n")
    out = io.BytesIO()
    with pytest.raises(EmptyError):
        write_articles(CollectionStream(tmp_path / "a.csv"), out)
    assert out.getvalue() == b""


def test_the_listing_in_words_says_counts_mapping_notices_and_rejects(press):
    out = io.BytesIO()
    write_listing(CollectionStream(press), out)
    first, *rest = out.getvalue().decode().splitlines()
    assert first.endswith("kept 25 of 27 records")
    assert "  column 'outlet' read as outlet" in rest
    assert rest[-1] == "  rejected a.csv row 17: 2 cells, but the header has 3"
