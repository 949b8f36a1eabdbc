"""What the settings promise: every slip is named with its file and key."""

from datetime import date

import pytest

from medialens.actor import Form
from medialens.errors import SettingsError
from medialens.io.settings import CollectionSettings, check_encoding, read_settings


@pytest.fixture
def read(tmp_path):
    def _read(text):
        path = tmp_path / "collection.toml"
        path.write_text(text, encoding="utf-8")
        return read_settings(path)

    return _read


def test_every_key_may_be_left_out(read):
    assert read("") == CollectionSettings()


def test_the_catalogue_becomes_actors_with_dated_forms(read):
    settings = read(
        """
        [[actor]]
        id = "council"
        name = "City Council"
        kind = "organisation"

        [[actor]]
        name = "Ada Quill"
        kind = "person"
        aliases = ["Quill", "Ada Quill"]
        titles = [{ text = "the mayor", from = 2025-01-01, to = 2025-05-11 }]
        metonyms = ["Town Hall"]
        part_of = "council"
        """
    )
    quill = settings.actors[1]
    assert (quill.actor_id, quill.kind, quill.part_of) == ("ada-quill", "person", "council")
    assert quill.forms == (
        Form("Ada Quill"),
        Form("Quill"),
        Form("the mayor", "title", date(2025, 1, 1), date(2025, 5, 11)),
        Form("Town Hall", "metonym"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nmae = 'x'", "the key 'nmae' is not known; did you mean 'name'"),
        ("name = 7", r"name: .*string \(found 7\)"),
        ("name = 'x'\nname = 'y'", "line 2"),
        ("name = ", "line 1"),
        ("[columns]\ntxt = 'body'", "'txt' is no field of an article; did you mean 'text'"),
        ("[columns]\ntext = 1", "columns, text"),
        ("encoding = 'utf-9000'", "'utf-9000' is not a known encoding"),
        ("files = ['../secret.csv']", "must be a path inside the folder"),
        ("files = ['/etc/x.csv']", "must be a path inside the folder"),
        ("[[actor]]\nid = 'a'", "actor 1, name"),
        ("[[actor]]\nname = 'A'\nkind = 'persn'", "actor 1, kind.*'person'"),
        ("[[actor]]\nname = 'A'\nalias = ['B']", "'actor 1, alias' .* did you mean 'aliases'"),
        ("[[actor]]\nname = 'A'\n[[actor]]\nname = 'A'", "the id 'a' is given to 2 actors"),
        ("[[actor]]\nname = 'A'\npart_of = 'b'", "'A' is part of 'b', no actor's id"),
        (
            "[[actor]]\nname = 'A'\ntitles = [{ text = 'x', from = 2025-02-01, to = 2025-01-01 }]",
            r"actor 1, titles 1.*from \(2025-02-01\) is later than to",
        ),
        (
            "[[actor]]\nname = 'A'\ntitles = [{ text = 'x', form = 2025-02-01 }]",
            "did you mean 'from'",
        ),
        ("[[actor]]\nname = 'A'\ntitles = [{ text = 'x', from = 2025 }]", "actor 1, titles 1"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_file_and_key(read, text, said):
    with pytest.raises(SettingsError, match=rf"(?s)collection\.toml.*{said}"):
        read(text)


def test_a_name_may_be_set_apart_from_an_actor(read):
    settings = read('[[actor]]\nname = "Ada Venn"\nnot = ["Bill Venn"]\n')
    assert settings.actors[0].apart == ("Bill Venn",)


def test_a_name_cannot_be_an_actors_and_not_an_actors(read):
    with pytest.raises(SettingsError, match="'Venn' is both a form of 'Ada Venn' and under 'not'"):
        read('[[actor]]\nname = "Ada Venn"\naliases = ["Venn"]\nnot = ["Venn"]\n')


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"gone\.toml cannot be read"):
        read_settings(tmp_path / "gone.toml")


def test_bytes_that_are_no_utf8_are_refused(tmp_path):
    (tmp_path / "collection.toml").write_bytes(b"name = '\xff'")
    with pytest.raises(SettingsError, match="not TOML in UTF-8"):
        read_settings(tmp_path / "collection.toml")


@pytest.mark.parametrize("encoding", ["rot13", "base64", "nonsense", "a\0b"])
def test_only_text_encodings_are_encodings(encoding):
    with pytest.raises(ValueError, match="not a known encoding"):
        check_encoding(encoding)
