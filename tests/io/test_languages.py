"""What the languages promise: codes as stated, detected only where nothing is stated."""

import sys

import pytest

from medialens.io.languages import Languages, language_code

FRENCH = (
    "Le conseil de la ville a décidé lundi de reconstruire le vieux pont, ont dit les élus. " * 3
)
ENGLISH = "The council of the town decided on Monday to rebuild the old bridge, members said. " * 3


@pytest.mark.parametrize(
    ("stated", "code"),
    [("EN", "en"), ("en_US", "en"), ("eng", "en"), ("Français", "fr"), ("zh-Hans-CN", "zh"),
     ("", ""), ("unknown", ""), ("xxx", "")],
)  # fmt: skip
def test_codes_and_names_become_iso_639_1(stated, code):
    assert language_code(stated) == code


def test_what_is_stated_stays_and_nothing_is_loaded(monkeypatch):
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert Languages().fill(["fr", "en"], [ENGLISH, FRENCH]) == ["fr", "en"]


def test_what_is_not_stated_is_detected():
    assert Languages().fill(["", "", "de"], [ENGLISH, FRENCH, ""]) == ["en", "fr", "de"]


def test_a_short_text_takes_the_majority():
    assert Languages().fill(["", "", ""], [FRENCH, FRENCH + "Oui.", "Brief note."]) == ["fr"] * 3


def test_a_tie_goes_to_the_first_code_of_the_alphabet():
    assert Languages().fill(["", "fr", "en"], ["Note.", "a", "b"]) == ["en", "fr", "en"]


def test_only_short_texts_are_detected_all_the_same():
    assert all(Languages().fill(["", ""], ["The old bridge.", "Le pont."]))
