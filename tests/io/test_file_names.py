"""What the names of files promise: the fields a pattern names, nothing where it does not fit."""

import pytest

from medialens.errors import SettingsError
from medialens.io.collection import load_collection
from medialens.io.file_names import fields_in_name, name_pattern


@pytest.mark.parametrize(
    ("name", "pattern", "fields"),
    [
        ("Post/2025-03-01_flood.txt", "{outlet}/{date}_{title}",
         {"outlet": "Post", "date": "2025-03-01", "title": "flood"}),
        ("2025-03-01 Post - Flood.v2.txt", "{date} {outlet} - {title}",
         {"date": "2025-03-01", "outlet": "Post", "title": "Flood.v2"}),
        ("x7/Post.html", "{}/{outlet}", {"outlet": "Post"}),
        ("a.b/Post.txt", "a.b/{outlet}", {"outlet": "Post"}),
        ("deep/er/Post.txt", "{outlet}", None),
        ("axb/Post.txt", "a.b/{outlet}", None),
    ],
)  # fmt: skip
def test_a_pattern_names_the_parts_of_a_path(name, pattern, fields):
    assert fields_in_name(name, name_pattern(pattern)) == fields


@pytest.mark.parametrize(
    ("pattern", "flaw"),
    [("{outlte}", "no field"), ("{date}{date}", "twice"), ("plain", "no field in braces")],
)
def test_a_pattern_that_makes_no_sense_is_refused(pattern, flaw):
    with pytest.raises(ValueError, match=flaw):
        name_pattern(pattern)


def test_the_settings_give_the_pattern_of_a_collection(tmp_path):
    (tmp_path / "collection.toml").write_text('file_names = "{date}--{outlet}"')
    (tmp_path / "2025-03-01--Post.txt").write_text("The bridge is closed.")
    (tmp_path / "notes.txt").write_text("The ferry sails.")
    corpus = load_collection(tmp_path)
    assert sorted(corpus.outlets) == ["Post", "unknown outlet"]
    assert "file name does not fit the pattern: 1 article" in corpus.notices


def test_a_wrong_pattern_in_the_settings_names_the_key(tmp_path):
    (tmp_path / "collection.toml").write_text('file_names = "{nonsense}"')
    with pytest.raises(SettingsError, match="file_names"):
        load_collection(tmp_path)
