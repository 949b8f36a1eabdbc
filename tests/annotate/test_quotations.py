"""Quotations in all usual marks. The sentences are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.annotate.quotations import find_quotations

MARKS = [
    "“”",
    '""',
    "‘’",
    "''",
    "«»",
    "»«",
    "‹›",
    "„“",
    "„”",
    "‚‘",
    "””",
    ["''", "''"],
    ["``", "''"],
]


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize("marks", MARKS)
def test_every_pair_of_marks_makes_the_same_quotation(marks):
    """The stretch includes its marks."""
    text = f"She said {marks[0]}the bridge will open in May{marks[1]} and left."
    assert quoted(text) == [f"{marks[0]}the bridge will open in May{marks[1]}"]


@pytest.mark.parametrize(
    "text",
    [
        "It's Norland's plan, and the allies' money isn't there.",
        "The '90s were rock 'n' roll; ’tis over.",
        "He is 5'10\" tall.",
        "",
    ],
)
def test_apostrophes_and_measures_quote_nothing(text):
    """Marks between letters, before clipped words and after digits are no quotation marks."""
    assert quoted(text) == []


def test_a_plural_possessive_does_not_close_a_single_quotation():
    """While a later mark can close it."""
    text = "'We paid the allies' bills,' she said."
    assert quoted(text) == ["'We paid the allies' bills,'"]


def test_an_unclosed_quotation_runs_to_the_end_of_its_paragraph():
    """A quotation over paragraphs opens each of them again."""
    text = "“We will build.\n“We will pay.” He left."
    assert quoted(text) == ["“We will build.", "“We will pay.”"]
    assert [q.is_closed for q in find_quotations(text)] == [False, True]


def test_a_quotation_in_a_quotation_is_one_deeper():
    """The outer one comes first."""
    text = "“He called it ‘a wreck’ twice,” she said."
    assert [(text[q.start : q.end], q.depth) for q in find_quotations(text)] == [
        ("“He called it ‘a wreck’ twice,”", 1),
        ("‘a wreck’", 2),
    ]


@given(st.text(alphabet="ab s.,\n\"'“”‘’«»„‚‹›`5", max_size=80))
def test_quotations_nest_or_stand_apart_and_stay_in_the_text(text):
    """Law: any two are disjoint or one holds the other, and none crosses a line break."""
    found = find_quotations(text)
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
    for q in found:
        for other in found:
            assert not q.start < other.start < q.end < other.end
