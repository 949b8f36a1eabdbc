"""The packaged word lists: readable, sourced, free of doubles."""

from importlib import resources

import pytest

from medialens.errors import UnknownNameError
from medialens.lexicons import lexicon_names, load_lexicon


def test_a_list_is_read_by_its_columns():
    """Capitals and demonyms come under their column names."""
    row = next(row for row in load_lexicon("countries") if row["name"] == "Norway")
    assert row == {
        "name": "Norway",
        "aliases": "",
        "demonyms": "Norwegian|Norwegians",
        "capital": "Oslo",
    }


def test_an_unknown_list_is_refused_with_the_nearest_name():
    """The message helps with a slip of the pen."""
    with pytest.raises(UnknownNameError, match="did you mean 'countries'"):
        load_lexicon("countrys")


@pytest.mark.parametrize("name", lexicon_names())
def test_every_list_has_rows_of_its_columns_and_says_where_they_come_from(name):
    """The header comment names the sources; no row has more cells than the header."""
    source = resources.files("medialens.lexicons").joinpath(f"{name}.tsv").read_text("utf-8")
    rows = [line for line in source.splitlines() if line.strip() and not line.startswith("#")]
    assert source.startswith("#")
    assert len(rows) > 1
    assert max(line.count("\t") for line in rows) == rows[0].count("\t")
    assert all(line.split("\t")[0].strip() for line in rows)


@pytest.mark.parametrize(
    "name", ["bodies", "countries", "given_names", "not_names", "outlets", "places", "titles"]
)
def test_names_stand_in_a_list_only_once(name):
    """A double would hide the second entry."""
    firsts = [next(iter(row.values())) for row in load_lexicon(name)]
    assert sorted(firsts) == sorted(set(firsts))


def test_countries_cover_the_united_nations():
    """193 members and more."""
    assert len(load_lexicon("countries")) > 195
