"""File names: what the name of a file says of its article."""

import re
from pathlib import PurePosixPath

from medialens.io.mapping import FIELDS

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_DATED_NAME = re.compile(r"(?P<outlet>[^_]+)_(?P<date>\d{4}-\d{2}-\d{2})(_.*)?")
OTHER_FIELDS = ("date", "id")  # further names that a pattern may use


def outlet_and_date(name: str) -> dict[str, str]:
    """Return the columns ``outlet`` and ``date`` that a file's relative `name` tells, or empty.

    Examples
    --------
    >>> outlet_and_date("The Post/flood.txt")
    {'outlet': 'The Post', 'date': ''}
    >>> outlet_and_date("courier_2025-03-01_flood.txt")
    {'outlet': 'courier', 'date': '2025-03-01'}
    """
    path = PurePosixPath(name)
    folder = path.parts[-2] if len(path.parts) > 1 else ""
    found = _DATED_NAME.fullmatch(path.stem)
    if not found:
        return {"outlet": folder, "date": ""}
    return {"outlet": folder or found["outlet"], "date": found["date"]}


def name_pattern(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of a pattern like ``{outlet}/{date}_{title}``.

    Parameters
    ----------
    pattern : str
        The relative path without its suffix; fields of an article in braces, ``{}`` for what does
        not matter. A field stays within one folder and is as short as the rest allows.

    Raises
    ------
    ValueError
        If the pattern has no field, an unknown one, or one twice.

    Examples
    --------
    >>> name_pattern("{outlet}/{date}_{title}").fullmatch("Post/2025-03-01_flood").groupdict()
    {'outlet': 'Post', 'date': '2025-03-01', 'title': 'flood'}
    """
    fields = [name for name in _PLACEHOLDER.findall(pattern) if name]
    known = (*FIELDS, *OTHER_FIELDS)
    unknown = [name for name in fields if name not in known]
    if unknown or not fields:
        what = f"{unknown[0]!r} is no field" if unknown else "names no field in braces"
        raise ValueError(f"{pattern!r}: {what}; known are {', '.join(known)}")
    if len(set(fields)) < len(fields):
        raise ValueError(f"{pattern!r} names a field twice")
    parts = _PLACEHOLDER.split(pattern)
    spelled = [re.escape(part) for part in parts[::2]]
    groups = [f"(?P<{name}>[^/]+?)" if name else "[^/]*?" for name in parts[1::2]]
    return re.compile(
        "".join(text + group for text, group in zip(spelled, [*groups, ""], strict=True)),
        re.S,
    )


def fields_in_name(name: str, pattern: re.Pattern[str]) -> dict[str, str] | None:
    """Return the fields that a relative path holds, or nothing where it does not fit."""
    path = PurePosixPath(name)
    found = pattern.fullmatch(path.with_suffix("").as_posix())
    return {field: value.strip() for field, value in found.groupdict().items()} if found else None
