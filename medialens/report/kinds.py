"""Kinds: the types that a notebook parameter can declare, and how text becomes a value of one.

A value given on a command line or in a settings file is read by the *declared* type alone: ``007``
for a text stays ``"007"``, ``no`` for a text stays ``"no"``. Nothing is guessed from how it looks.
"""

import ast
import datetime
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

YES, NO = ("true", "yes", "1"), ("false", "no", "0")
NOTHING = ("", "None", "null")
WORDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
}


@dataclass(frozen=True)
class Kind:
    """The type of a parameter.

    Parameters
    ----------
    name : str
        ``"str"``, ``"int"``, ``"float"``, ``"bool"``, ``"list"`` or ``"literal"``.
    optional : bool
        Whether ``None`` is a value.
    item : Kind, optional
        The kind of a list's items.
    options : tuple
        The values that a literal allows.
    """

    name: str
    optional: bool = False
    item: "Kind | None" = None
    options: tuple[object, ...] = ()

    def __str__(self) -> str:
        if self.name == "literal":
            words = "one of " + ", ".join(repr(option) for option in self.options)
        elif self.name == "list":
            words = "a list (JSON, or values between commas)"
            words += f" of {self.item}" if self.item and self.item.name != "str" else ""
        else:
            words = WORDS[self.name]
        return f"{words}, or None" if self.optional else words

    def coerce(self, value: object) -> object:
        """Return `value` as this kind; raise ``ValueError`` if it isn't one."""
        if self.optional and (value is None or value in NOTHING):
            return None
        if value is None:
            raise ValueError
        if self.name == "list":
            return [(self.item or Kind("str")).coerce(item) for item in _items(value)]
        if self.name == "literal":
            return _option(value, self.options)
        return READERS[self.name](value)


def read_kind(annotation: ast.expr) -> Kind:
    """Return the kind that `annotation` writes; raise ``ValueError`` if it is none of ours."""
    match annotation:
        case ast.Constant(value=str(text)):
            return read_kind(ast.parse(text, mode="eval").body)
        case ast.Name(id="list"):
            return Kind("list", item=Kind("str"))
        case ast.Name(id=name) if name in WORDS:
            return Kind(name)
        case (
            ast.BinOp(left=inner, op=ast.BitOr(), right=ast.Constant(value=None))
            | ast.BinOp(left=ast.Constant(value=None), op=ast.BitOr(), right=inner)
        ):
            return replace(read_kind(inner), optional=True)
        case ast.Subscript(value=ast.Name(id=outer), slice=inner):
            return _generic(outer, inner)
    raise ValueError(ast.unparse(annotation))


def _generic(outer: str, inner: ast.expr) -> Kind:
    if outer == "Optional":
        return replace(read_kind(inner), optional=True)
    if outer == "list":
        return Kind("list", item=read_kind(inner))
    if outer == "Literal":
        options = ast.literal_eval(inner)
        return Kind("literal", options=options if isinstance(options, tuple) else (options,))
    raise ValueError(outer)


def guess_kind(default: object) -> Kind:
    """Return the kind of an unannotated parameter from its `default`."""
    if default is None:
        return Kind("str", optional=True)
    name = type(default).__name__
    if name not in ("list", *WORDS):
        raise ValueError(name)
    return Kind(name, item=Kind("str") if name == "list" else None)


def _text(value: object) -> str:
    if isinstance(value, datetime.date | datetime.time):  # TOML has dates of its own
        return value.isoformat()
    if not isinstance(value, str):
        raise ValueError
    value.encode("utf-8")  # a lone surrogate would leave a notebook of 0 bytes
    return value


def _whole(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?[0-9]{1,18}\s*", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, str | int | float) or "_" in str(value):
        raise ValueError
    if not math.isfinite(float(value)):
        raise ValueError
    return float(value)


def _truth(value: object) -> bool:
    word = str(value).strip().lower() if isinstance(value, str | bool | int) else ""
    if word not in YES + NO:
        raise ValueError
    return word in YES


READERS: dict[str, Callable[[object], object]] = {
    "str": _text,
    "int": _whole,
    "float": _number,
    "bool": _truth,
}


def _items(value: object) -> list[object]:
    if isinstance(value, str):
        if value.lstrip().startswith("["):
            return list(json.loads(value))
        return [item.strip() for item in value.split(",") if item.strip()]
    if not isinstance(value, list | tuple):
        raise ValueError
    return list(value)


def _option(value: object, options: tuple[object, ...]) -> object:
    for option in options:
        if option == value and type(option) is type(value):
            return option
    for option in options:
        if isinstance(value, str) and value == str(option):
            return option
    raise ValueError
