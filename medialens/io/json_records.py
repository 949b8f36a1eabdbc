"""JSON and JSON Lines, read strictly: no NaN, no key twice, numbers as they are spelled."""

import json
from collections.abc import Iterator
from typing import Any

from medialens.errors import ReadError
from medialens.io.registry import Record, Reject
from medialens.io.source import Source

FILE_LIMIT = 500_000_000  # bytes of one JSON document
LINE_LIMIT = 100_000_000  # characters of one JSON line
_DIGITS = 1_000


class _Number(str):
    """A number in the spelling of the file."""


class _Flaw:
    """What stands in for a value that JSON or common sense forbids."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def read_json(source: Source) -> Iterator[Record | Reject]:
    """Yield the objects of a JSON array, or of the one list of objects inside an object.

    Parameters
    ----------
    source : Source
        The file: ``[{...}, ...]``, ``{"articles": [{...}, ...]}`` or one article ``{...}``.

    Yields
    ------
    Record or Reject
        `source_row` is the 1-based place in the list.

    Raises
    ------
    ReadError
        If the file is no JSON, or holds no object.
    """
    document = load_json(source, limit=FILE_LIMIT)
    for number, item in enumerate(_items(document, source.name), start=1):
        yield _record(item, source.name, number)


def load_json(source: Source, *, limit: int) -> Any:  # noqa: ANN401
    """Return the document of a JSON file of at most `limit` bytes, or raise ``ReadError``."""
    text = source.read_text(limit=limit)
    try:
        return _loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{source.name} is not JSON: {_why(error)}") from error


def read_json_lines(source: Source) -> Iterator[Record | Reject]:
    """Yield the objects of a file with one JSON object per line.

    Parameters
    ----------
    source : Source
        The file.

    Yields
    ------
    Record or Reject
        `source_row` is the line number. A line that is no JSON object is a reject.

    Raises
    ------
    ReadError
        If a line is longer than `LINE_LIMIT`.
    """
    number = 0
    with source.open_text(newline="\n") as file:
        while line := file.readline(LINE_LIMIT):
            if len(line) == LINE_LIMIT:
                raise ReadError(f"{source.name} has a line of over {LINE_LIMIT:,} characters")
            number += 1
            line = line.strip(" \t\r\n\x1e")  # RFC 7464 puts U+001E before each record
            if line:
                yield _line_record(line, source.name, number)


def _line_record(line: str, name: str, number: int) -> Record | Reject:
    try:
        item = _loads(line)
    except (ValueError, RecursionError) as error:
        return Reject(name, number, "", f"not JSON: {_why(error)}")
    return _record(item, name, number)


def _loads(text: str) -> Any:  # noqa: ANN401
    return json.loads(
        text,
        object_pairs_hook=_object,
        parse_int=_number,
        parse_float=_number,
        parse_constant=lambda name: _Flaw(f"{name} is no JSON value"),
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found and found[key] != value:
            value = _Flaw(f"{key!r} occurs twice with different values")
        found[key] = value
    return found


def _number(spelling: str) -> _Number | _Flaw:
    if len(spelling) > _DIGITS:
        return _Flaw(f"a number has {len(spelling):,} digits")
    return _Number(spelling)


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        hint = ""
        if error.msg == "Extra data":
            hint = "; if every line is an object of its own, give format='jsonl'"
        return f"{error.msg} at line {error.lineno}, column {error.colno}{hint}"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(error)


def _items(document: object, name: str) -> list[Any]:
    if isinstance(document, list):
        if not document:
            raise ReadError(f"{name} is an empty list; expected objects")
        return document
    if not isinstance(document, dict):
        raise ReadError(f"{name} holds {_kind(document)}; expected a list of objects")
    lists = [value for value in document.values() if _is_list_of_objects(value)]
    if len(lists) == 1:
        return lists[0]
    if len(lists) > 1:
        keys = sorted(key for key, value in document.items() if _is_list_of_objects(value))
        raise ReadError(f"{name} holds several lists of objects ({', '.join(keys)}); keep one")
    return [document]


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def _record(item: object, name: str, number: int) -> Record | Reject:
    if isinstance(item, _Flaw):
        return Reject(name, number, "", item.reason)
    if not isinstance(item, dict):
        return Reject(name, number, "", f"{_kind(item)} where an object was expected")
    fields: dict[str, str] = {}
    odd: dict[str, str] = {}
    for key, value in _flat(item).items():
        try:
            fields[key] = _as_text(value)
        except (ValueError, RecursionError) as error:
            return Reject(name, number, key, _why(error))
        if type(value) is not str:
            odd[key] = _kind(value)
    return Record(fields, name, number, odd)


def _flat(item: dict[str, Any]) -> dict[str, Any]:
    """Return the object with the values of inner objects under ``outer.inner``."""
    flat: dict[str, Any] = {}
    for key, value in item.items():
        if isinstance(value, dict) and value:
            flat.update({f"{key}.{inner}": inner_value for inner, inner_value in value.items()})
        else:
            flat[key] = value
    return flat


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, list) and all(type(item) is str for item in value):
        return ", ".join(value)
    return json.dumps(_checked(value), ensure_ascii=False, sort_keys=True)


def _checked(value: object) -> object:
    """Return `value` with flaws raised as ``ValueError``."""
    if isinstance(value, _Flaw):
        raise ValueError(value.reason)
    if isinstance(value, dict):
        return {key: _checked(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_checked(inner) for inner in value]
    return value


def _kind(value: object) -> str:
    if isinstance(value, _Number):
        return "a number"
    kinds = {str: "a string", bool: "true or false", list: "a list", dict: "an object"}
    return kinds.get(type(value), "null")
