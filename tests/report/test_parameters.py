"""Parameters are declared in one cell and checked by name and type, before and in the kernel."""

import nbformat.v4 as nbf
import pytest

from medialens.errors import ParameterError
from medialens.report.parameters import (
    check_namespace,
    coerce_parameters,
    declared_parameters,
    parse_declarations,
)

CELL = '''\
"""What to look at."""
from typing import Literal

collection: str = "a=b#c"  # which collection
outlet: str | None = None  # one outlet against the rest
least: int = 5  # articles
by: Literal["day", "week"] = "week"
actors: list[str] = [
    "Orla",
]  # whom to follow
'''


def history(*cells, **values):
    """Return the globals of a notebook that has executed `cells`."""
    namespace = {"In": ["", *cells, "run = start(globals())"]}
    for cell in cells:
        exec(cell, namespace)
    return {**namespace, **values}


def test_the_tagged_cell_declares_names_types_defaults_and_help():
    cells = [
        nbf.new_code_cell("import this_is_never_run"),
        nbf.new_code_cell(CELL, metadata={"tags": ["parameters"]}),
    ]
    declared = declared_parameters(nbf.new_notebook(cells=cells))
    assert list(declared) == ["collection", "outlet", "least", "by", "actors"]
    assert declared["collection"].default == "a=b#c"
    assert declared["collection"].help == "which collection"
    assert str(declared["outlet"].kind) == "text, or None"
    assert declared["actors"].default == ["Orla"]
    assert declared["actors"].help == "whom to follow"
    assert declared["by"].help == ""


def test_a_notebook_without_a_tagged_cell_is_refused():
    with pytest.raises(ParameterError, match="tagged 'parameters'"):
        declared_parameters(nbf.new_notebook(cells=[nbf.new_code_cell("a: int = 1")]))


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("n: int = len('abc')", "line 1: expected `name: type = default`"),
        ("import os", "found 'import os'"),
        ("n: int", "expected"),
        ("n: int = 'x'", "parameter 'n': 'x' is not a whole number"),
        ("n: str = None", "parameter 'n': None is not text"),
        ("n: dict = {}", "type that is not supported"),
        ("n = = 1", "not Python, line 1"),
    ],
)
def test_a_cell_of_more_than_typed_literals_is_refused(cell, message):
    with pytest.raises(ParameterError, match=message):
        parse_declarations(cell)


def test_given_values_are_coerced_and_the_others_keep_their_default():
    values = coerce_parameters(parse_declarations(CELL), {"outlet": "007", "least": "3"})
    assert values["outlet"] == "007" and values["least"] == 3
    assert values["by"] == "week" and values["actors"] == ["Orla"]


def test_a_misspelt_name_is_refused_with_the_nearest_and_the_list():
    with pytest.raises(ParameterError) as refused:
        coerce_parameters(parse_declarations(CELL), {"outlt": "Post"})
    message = str(refused.value)
    assert "did you mean 'outlet'?" in message
    assert "outlet (one outlet against the rest)" in message
    assert refused.value.exit_status == 2


def test_a_value_of_the_wrong_type_is_named_with_what_was_expected():
    with pytest.raises(ParameterError, match="'by': 'year' is not one of 'day', 'week'"):
        coerce_parameters(parse_declarations(CELL), {"by": "year"})


def test_in_a_kernel_the_injected_cell_is_checked_and_coerced_in_place():
    """Plain papermill turns 7 into a number; a scheduler injects text without a comment."""
    namespace = history("import json", CELL, 'least = "7"')
    declared = check_namespace(namespace)
    assert namespace["least"] == 7
    assert list(declared) == ["collection", "outlet", "least", "by", "actors"]


def test_in_a_kernel_an_undeclared_injected_name_is_refused():
    with pytest.raises(ParameterError, match="did you mean 'outlet'"):
        check_namespace(history(CELL, '# Parameters\noutlt = "Post"'))


def test_a_number_injected_for_a_text_is_refused_rather_than_guessed():
    """``papermill -p outlet 007`` has already lost the zeros."""
    with pytest.raises(ParameterError, match="'outlet': 7 is not text"):
        check_namespace(history(CELL, "outlet = 7"))


def test_run_all_in_jupyter_passes_and_other_variables_are_let_be():
    namespace = history("x = 1", CELL, "import json", "y = 2")
    check_namespace(namespace)
    assert namespace["y"] == 2 and namespace["collection"] == "a=b#c"


def test_a_parameters_cell_that_was_edited_and_run_again_counts():
    namespace = history("old: int = 1", "print", "new: int = 2")
    assert list(check_namespace(namespace)) == ["new"]


def test_an_untyped_first_cell_declares_as_well():
    with pytest.raises(ParameterError, match="'b' is not declared"):
        check_namespace(history("a = 1", "b = 2"))


def test_a_plain_script_has_no_history_and_is_taken_as_it_is():
    namespace = {"outlet": 7}
    assert check_namespace(namespace) == {}
    assert namespace == {"outlet": 7}
