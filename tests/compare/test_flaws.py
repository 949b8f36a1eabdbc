"""What can mislead a comparison, found in small collections with one flaw each."""

import pandas as pd
import pytest

from medialens.compare.copy_pairs import copies_by_pair
from medialens.compare.flaws import find_flaws
from medialens.compare.outlet_names import look_alikes
from medialens.schemas import COPIES

LONG = "It rained in the harbor all day and nobody went out. " * 8


def flaws(articles, copies=None, kind=None):
    table = find_flaws(articles, COPIES.table() if copies is None else copies)
    return table if kind is None else table[table["kind"] == kind]


@pytest.fixture
def sound(make_articles):
    """Two outlets of twelve articles each, one a day."""
    days = pd.date_range("2025-03-01", periods=12, tz="UTC")
    return make_articles(
        ["Echo"] * 12 + ["Post"] * 12,
        published=[*days, *days],
        text=[f"Number {n}. {LONG}" + "x" * n for n in range(24)],
        title="A title",
        url=[f"https://x.example/{n}" for n in range(24)],
        author="A. Writer",
    )


def test_a_sound_collection_has_no_flaws(sound):
    assert flaws(sound).empty


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("The Post", "post.com", True),
        ("Süd-Post", "Sud Post", True),
        ("BBC", "BBC News", False),
        ("Morning Star", "Morning Stat", False),
    ],
)
def test_names_that_look_like_one_outlet_are_told(first, second, is_same):
    (pair,) = look_alikes([first, second])
    assert pair.is_same == is_same


@pytest.mark.parametrize(("first", "second"), [("Echo", "Etch"), ("Post", "Echo"), ("CNN", "CBN")])
def test_names_of_two_outlets_are_not(first, second):
    assert [*look_alikes([first, second])] == []


def test_a_silence_while_others_publish_is_grave(sound):
    """The Post stops after six days and starts again after a month."""
    moved = sound["published"] + pd.Timedelta(days=30)
    late = sound["published"] > pd.Timestamp("2025-03-06", tz="UTC")
    articles = sound.assign(
        published=sound["published"].mask((sound["outlet"] == "Post") & late, moved)
    )
    (row,) = flaws(articles, kind="silences").to_dict("records")
    assert (row["severity"], row["n"]) == (1, 30)
    assert "Post has no article from 7 March 2025 to 5 April 2025" in row["found"]


def test_outlets_without_a_common_day_are_grave(sound):
    later = sound["published"] + pd.Timedelta(days=60)
    articles = sound.assign(published=sound["published"].mask(sound["outlet"] == "Post", later))
    assert "Echo ends before Post begins" in flaws(articles, kind="silences")["found"].iloc[0]


def test_a_day_that_holds_half_of_an_outlet_is_told(sound):
    day = pd.Timestamp("2025-03-05", tz="UTC")
    articles = sound.assign(published=sound["published"].mask(sound["outlet"] == "Post", day))
    assert "12 of 12 articles of Post" in flaws(articles, kind="silences")["found"].iloc[0]


@pytest.mark.parametrize(
    ("ending", "said"),
    [(" and the mayor...", "cut off"), (" [+2311 chars]", "cut off"), (" Read more", "cut off"),
     (" The cafÃ© closed.", "broken letters"), ("\nSubscribe to our letter", "the same line")],
)  # fmt: skip
def test_odd_texts_are_told_with_their_articles(ending, said, sound):
    texts = sound["text"].where(sound["outlet"] == "Echo", sound["text"] + ending)
    (row,) = flaws(sound.assign(text=texts), kind="texts").to_dict("records")
    assert said in row["found"]
    assert (row["outlet"], row["n"], row["of"]) == ("Post", 12, 12)
    ids = sound.loc[sound["outlet"] == "Post", "article_id"]
    assert sorted(row["articles"].split(" | ")) == sorted(ids)


def test_texts_cut_at_one_length_are_told(sound):
    texts = sound["text"].where(sound["outlet"] == "Echo", sound["text"].str[:300])
    assert "same length (300 characters)" in flaws(sound.assign(text=texts), kind="texts")[
        "found"
    ].iloc[0]  # fmt: skip


def test_what_is_missing_is_told_with_the_outlets(sound):
    authors = sound["author"].where(sound["outlet"] == "Echo", "")
    (row,) = flaws(sound.assign(author=authors), kind="missing").to_dict("records")
    assert row["found"] == "12 of 24 articles have no author (Post 12 of 12)."


def test_outlets_under_ten_articles_are_in_no_comparison(sound):
    assert "Post 9" in flaws(sound.head(21), kind="sizes")["found"].iloc[0]


def test_copies_are_counted_by_pair_and_by_who_is_first(make_articles):
    """Two texts that the Echo prints after the Post, one of an agency."""
    days = pd.to_datetime(["2025-03-02", "2025-03-04", "2025-03-01", "2025-03-03"], utc=True)
    articles = make_articles(["Echo", "Echo", "Post", "Post"], published=days)
    rows = [("a2", "a2", None), ("a0", "a2", "VPA"), ("a3", "a3", None), ("a1", "a3", None)]
    copies = COPIES.table(
        {"article_id": a, "cluster_id": c, "agency": agency} for a, c, agency in rows
    )
    table = copies_by_pair(articles, copies).set_index("outlet")
    assert table.loc["Echo", ["n_shared", "n_later", "n_agency"]].tolist() == [2, 2, 1]
    assert table.loc["Post", ["n_shared", "n_later"]].tolist() == [2, 0]


def test_large_numbers_are_told_in_thousands(make_articles):
    articles = make_articles(["Echo"] * 1200, author="")
    told = flaws(articles, kind="missing")["found"]
    assert told.str.startswith("1,200 of 1,200 articles have no author").any()
