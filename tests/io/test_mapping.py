"""What the mapping promises: common names by themselves, explicit names first."""

import pytest

from medialens.io.mapping import KNOWN_NAMES, extra_names, map_columns
from medialens.schemas import ARTICLES


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("CONTENT", "text"),
        ("Article text", "text"),
        ("Headline", "title"),
        ("source.name", "outlet"),
        ("Media-Name", "outlet"),
        ("publish_date", "published"),
        ("publishedAt", "published"),
        ("link", "url"),
        ("byline", "author"),
        ("Topic", "section"),
        ("lang", "language"),
    ],
)
def test_common_names_are_known_without_regard_to_case(column, field):
    assert map_columns([column], {}) == {field: column}


def test_the_first_of_the_known_names_wins():
    assert map_columns(["content", "text"], {})["text"] == "text"


def test_an_explicit_column_wins_and_is_used_once():
    assert map_columns(["text", "body"], {"text": "body"}) == {"text": "body"}
    assert map_columns(["text"], {"title": "text"}) == {"title": "text"}


def test_an_explicit_column_that_is_absent_is_not_replaced_by_a_known_one():
    assert map_columns(["text"], {"text": "txt"}) == {}


def test_no_name_is_known_for_two_fields():
    names = [name for known in KNOWN_NAMES.values() for name in known]
    assert len(names) == len(set(names))


def test_every_field_is_a_column_of_the_articles_table():
    assert set(KNOWN_NAMES) <= set(ARTICLES.columns)


def test_other_columns_keep_their_name_unless_it_is_taken():
    names = extra_names(["ID", "body", "text", "note"], {"text": "body"}, ["text", "title"])
    assert names == {"ID": "id", "text": "text_source", "note": "note"}
