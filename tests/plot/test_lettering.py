"""Names in any script: drawable, and short enough for their place."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.plot.lettering import drawable, families, listed, name_text, shorten


def cells(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def test_a_font_that_comes_with_matplotlib_is_always_there():
    assert "DejaVu Sans" in families()


def test_letters_that_the_fonts_have_are_left_alone():
    assert drawable("Café “Ágora” Правда") == "Café “Ágora” Правда"


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("Post \ud800", "Post □"),  # half of a surrogate pair
        ("Post\n\t Star", "Post Star"),
        ("Po\u200bst\u202e", "Post"),  # zero-width space, turn of direction
        ("Post\ue000", "Post□"),  # private use
        ("\x1b\r0", "0"),  # a control, then a line break
        ("\x00", ""),
        (7, "7"),
    ],
)
def test_what_no_font_can_write_is_a_box_or_nothing(name, drawn):
    assert drawable(name) == drawn


def test_a_short_name_stays_as_it_is():
    assert shorten("The Post") == "The Post"


def test_a_longer_name_is_broken_at_a_space():
    assert shorten("The Northern Harbour Chronicle", width=20) == "The Northern Harbour\nChronicle"


def test_what_does_not_fit_is_left_out_of_the_middle():
    name = "The Northern Harbour Evening Chronicle and Advertiser"
    assert shorten(name, width=20) == "The Northern…\nand Advertiser"
    assert shorten(name, width=21, lines=1) == "The Northe…Advertiser"
    assert shorten(name, width=20, lines=3) == (
        "The Northern Harbour\nEvening Chronicle\nand Advertiser"
    )


def test_a_word_longer_than_a_line_is_broken_within():
    assert shorten("Donaudampfschiff", width=10) == "Donaudampf\nschiff"
    assert shorten("Donaudampfschifffahrt", width=8) == "Donauda…\nifffahrt"


def test_chinese_letters_count_double():
    """Where no font has them, a box stands for each and counts once."""
    assert cells(shorten("晚" * 14, width=28)) <= 28


def test_a_name_of_nothing_is_said_in_words():
    assert shorten("") == shorten("\u200b") == "(no name)"


@given(st.text(max_size=90), st.integers(10, 40), st.integers(1, 3))
def test_any_name_fits_the_lines_it_is_given(name, width, lines):
    shown = shorten(name, width=width, lines=lines).split("\n")
    assert 1 <= len(shown) <= lines
    assert all(0 < cells(line) <= width for line in shown)


@given(st.text(max_size=40))
def test_making_drawable_twice_changes_nothing_more(name):
    assert drawable(drawable(name)) == drawable(name)


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["A"], "A"), (["A", 2], "A and 2"), ("ABC", "A, B and C")]
)
def test_names_are_listed_in_words(names, words):
    assert listed(names) == words


def test_names_from_the_data_are_never_read_as_formulas():
    assert name_text(fontsize=9) == {
        "parse_math": False,
        "family": list(families()),
        "fontsize": 9,
    }
