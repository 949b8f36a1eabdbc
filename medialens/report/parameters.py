"""Parameters of a notebook: read without running it, checked by name, coerced by declared type.

A notebook declares its parameters in one cell of typed literal defaults with help in comments::

    outlet: str | None = None  # one outlet against the rest

The same check runs twice: before a kernel starts (`coerce_parameters`), and in the kernel
(`check_namespace`), where plain papermill, a scheduler or a person may have set them.
"""

import ast
import difflib
import io
import tokenize
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from medialens.errors import ParameterError
from medialens.report.kinds import Kind, guess_kind, read_kind

TAG = "parameters"


@dataclass(frozen=True)
class Parameter:
    """A declared parameter: its name, kind, default value and one line of help."""

    name: str
    kind: Kind
    default: object
    help: str = ""


def declared_parameters(notebook: Mapping[str, Any]) -> dict[str, Parameter]:
    """Return the parameters that `notebook` declares, in the order of their cell.

    Parameters
    ----------
    notebook : NotebookNode or dict
        A notebook of format 4.

    Raises
    ------
    ParameterError
        If no cell is tagged ``parameters``, or the cell holds more than literal defaults.
    """
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and TAG in cell["metadata"].get("tags", []):
            return parse_declarations(cell["source"])
    raise ParameterError(
        "the notebook has no code cell tagged 'parameters'; tag the cell that sets its defaults"
    )


def parse_declarations(source: str) -> dict[str, Parameter]:
    """Return the parameters that the cell `source` declares.

    Examples
    --------
    >>> declared = parse_declarations('outlet: str | None = None  # one outlet against the rest')
    >>> declared["outlet"].default, str(declared["outlet"].kind), declared["outlet"].help
    (None, 'text, or None', 'one outlet against the rest')
    """
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise ParameterError(
            f"the parameters cell is not Python, line {error.lineno}: {error.msg}"
        ) from error
    comments = _comments(source)
    found = {}
    for statement in statements:
        if _is_preamble(statement):
            continue
        name = _target(statement)
        if name is None:
            raise ParameterError(
                f"the parameters cell, line {statement.lineno}: expected `name: type = default`, "
                f"found {ast.unparse(statement)!r}"
            )
        text = comments.get(statement.end_lineno or 0) or comments.get(statement.lineno, "")
        found[name] = _parameter(name, statement, text)
    return found


def coerce_parameters(
    declared: Mapping[str, Parameter], given: Mapping[str, object]
) -> dict[str, object]:
    """Return every declared parameter's value: the one given, by its declared type, or its default.

    Raises
    ------
    ParameterError
        If a name is not declared (the nearest one and the list are given), or a value is not of
        the declared type.
    """
    for name in given:
        if name not in declared:
            raise undeclared(name, declared)
    return {
        name: _coerced(parameter, given[name]) if name in given else parameter.default
        for name, parameter in declared.items()
    }


def undeclared(name: str, declared: Mapping[str, Parameter]) -> ParameterError:
    """Return the error for a parameter `name` that is not `declared`."""
    close = difflib.get_close_matches(name, list(declared), n=1, cutoff=0.5)
    hint = f"did you mean {close[0]!r}? " if close else ""
    listed = "; ".join(f"{known.name} ({known.help or known.kind})" for known in declared.values())
    return ParameterError(
        f"parameter {name!r} is not declared by the notebook; {hint}it declares: {listed or 'none'}"
    )


def check_namespace(namespace: MutableMapping[str, object]) -> dict[str, Parameter]:
    """Check the parameters set in a running kernel, and coerce them in place.

    Parameters
    ----------
    namespace : dict
        The ``globals()`` of the notebook. IPython keeps its executed cells there, as ``In``; the
        last cell of typed assignments is the declaration, a cell of plain assignments right after
        it was injected. Without such a history (a plain script) nothing is checked.

    Returns
    -------
    dict of Parameter
        The declared parameters; empty without a history.

    Raises
    ------
    ParameterError
        If an injected name is not declared, or a value is not of the declared type.
    """
    history = namespace.get("In")
    cells = [str(cell) for cell in history] if isinstance(history, list) else []
    position = _declaration(cells)
    if position is None:
        return {}
    declared = parse_declarations(cells[position])
    for name in _assigned(cells[position + 1]) if position + 1 < len(cells) else ():
        if name not in declared:
            raise undeclared(name, declared)
    for name, parameter in declared.items():
        if name in namespace:
            namespace[name] = _coerced(parameter, namespace[name])
    return declared


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        token.start[0]: token.string.lstrip("# ").rstrip()
        for token in tokens
        if token.type == tokenize.COMMENT
    }


def _is_preamble(statement: ast.stmt) -> bool:
    """Whether `statement` is a docstring, or imports what an annotation needs."""
    if isinstance(statement, ast.ImportFrom):
        return statement.module in ("typing", "__future__")
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _target(statement: ast.stmt) -> str | None:
    """Return the name that `statement` gives a literal default, else None."""
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            pass
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            pass
        case _:
            return None
    return name if _is_literal(value) else None


def _is_literal(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except ValueError:
        return False
    return True


def _parameter(name: str, statement: ast.stmt, text: str) -> Parameter:
    assert isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None
    default = ast.literal_eval(statement.value)
    annotation = statement.annotation if isinstance(statement, ast.AnnAssign) else None
    try:
        kind = read_kind(annotation) if annotation is not None else guess_kind(default)
    except (ValueError, SyntaxError) as error:
        raise ParameterError(
            f"parameter {name!r} has a type that is not supported ({error}); use str, int, float, "
            "bool, list[...], Literal[...], each with `| None` where it may be left out"
        ) from error
    parameter = Parameter(name, kind, default, text)
    return Parameter(name, kind, _coerced(parameter, default), text)


def _coerced(parameter: Parameter, value: object) -> object:
    try:
        return parameter.kind.coerce(value)
    except (ValueError, TypeError, RecursionError) as error:
        raise ParameterError(
            f"parameter {parameter.name!r}: {_shown(value)} is not {parameter.kind}"
        ) from error


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."


def _declaration(cells: Sequence[str]) -> int | None:
    """Return the position of the parameters cell: the last typed one, else the first of all."""
    assigning = [position for position, cell in enumerate(cells) if _assigned(cell)]
    typed = [position for position in assigning if _is_typed(cells[position])]
    return typed[-1] if typed else next(iter(assigning), None)


def _assigned(source: str) -> tuple[str, ...]:
    """Return the names that a cell made only of simple assignments sets, else nothing."""
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError):
        return ()
    names = [_target(statement) for statement in statements if not _is_preamble(statement)]
    return tuple(name for name in names if name) if all(names) else ()


def _is_typed(source: str) -> bool:
    return any(isinstance(statement, ast.AnnAssign) for statement in ast.parse(source).body)
