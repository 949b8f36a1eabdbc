"""Values are read by the declared type alone."""

import ast
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medialens.report.kinds import Kind, guess_kind, read_kind


def kind(text):
    return read_kind(ast.parse(text, mode="eval").body)


@pytest.mark.parametrize(
    ("annotation", "given_value", "value"),
    [
        ("str", "007", "007"),
        ("str", "no", "no"),
        ("str", "None", "None"),
        ("str", "", ""),
        ("str", datetime.date(2026, 3, 1), "2026-03-01"),
        ("str | None", "None", None),
        ("None | str", "", None),
        ("Optional[str]", None, None),
        ("'str | None'", "Post", "Post"),
        ("int", " 12 ", 12),
        ("int", -3, -3),
        ("float", "1e3", 1000.0),
        ("float", 2, 2.0),
        ("bool", "No", False),
        ("bool", "1", True),
        ("bool", False, False),
        ("list", "a, b,", ["a", "b"]),
        ("list[str]", '["a, b", "c"]', ["a, b", "c"]),
        ("list[int]", ("1", 2), [1, 2]),
        ("list[int] | None", "None", None),
        ("Literal['day', 7]", "7", 7),
        ("Literal['day']", "day", "day"),
    ],
)
def test_a_value_is_brought_to_the_declared_type(annotation, given_value, value):
    coerced = kind(annotation).coerce(given_value)
    assert coerced == value and type(coerced) is type(value)


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        ("str", 7),
        ("str", None),
        ("str", False),
        ("str", "\udc80"),
        ("int", "7.0"),
        ("int", "1_000"),
        ("int", True),
        ("float", "nan"),
        ("float", "inf"),
        ("float", True),
        ("bool", "maybe"),
        ("bool", 2),
        ("list[int]", "1,x"),
        ("list[str]", "[1]"),
        ("list[str]", {"a": 1}),
        ("Literal['day', 7]", "week"),
    ],
)
def test_a_value_of_another_type_is_refused(annotation, value):
    with pytest.raises((ValueError, TypeError)):
        kind(annotation).coerce(value)


@pytest.mark.parametrize("annotation", ["dict", "int | str", "set[str]", "np.ndarray"])
def test_a_type_that_is_none_of_ours_is_refused(annotation):
    with pytest.raises(ValueError):
        kind(annotation)


def test_an_unannotated_default_tells_its_kind():
    assert guess_kind(None) == Kind("str", optional=True)
    assert guess_kind(True).name == "bool"
    with pytest.raises(ValueError):
        guess_kind({})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_stays_exactly_as_it_was_given(text):
    """A declared text is never read as anything else."""
    assert kind("str").coerce(text) == text


@given(st.lists(st.integers(-1000, 1000)))
def test_a_list_survives_being_written_with_commas(numbers):
    """Reading what was written gives the list again."""
    assert kind("list[int]").coerce(",".join(map(str, numbers))) == numbers
