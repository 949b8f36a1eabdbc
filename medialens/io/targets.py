"""Targets to score: JSON Lines of a sentence and the offsets of who is spoken about."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, cast

import pandas as pd

from medialens.errors import ReadError
from medialens.schemas import REJECTS

FIELDS = ("id", "sentence", "start", "end")


class Targets(NamedTuple):
    """What a file of targets held: rows to score, rows that were rejected, and how many in all."""

    rows: pd.DataFrame
    rejects: pd.DataFrame
    n_seen: int


def read_targets(path: str | Path) -> Targets:
    """Read a file of targets.

    Parameters
    ----------
    path : str or Path
        UTF-8 JSON Lines; a row has ``id`` (text or whole number, unique), ``sentence`` and
        ``start`` and ``end``, 0-based offsets in code points, the end exclusive. Other keys are
        ignored.

    Returns
    -------
    Targets
        ``rows`` with the columns id, sentence, start, end in the file's order; ``rejects``, a
        `REJECTS` table that names each line left out and why; ``n_seen``, the lines that are not
        blank. Always ``n_seen == len(rows) + len(rejects)``.

    Raises
    ------
    ReadError
        If the file is missing or is not UTF-8.
    """
    path = Path(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path} could not be read as UTF-8 text: {error}") from error
    return _checked(((n, line) for n, line in enumerate(lines, 1) if line.strip()), path.name)


def _checked(lines: Iterable[tuple[int, str]], name: str) -> Targets:
    rows: dict[str, tuple[Any, ...]] = {}
    rejects = []
    for number, line in lines:
        try:
            row = _row(line)
            if str(row[0]) in rows:
                raise ValueError(f"id: {row[0]!r} stands in an earlier line")
            rows[str(row[0])] = row
        except ValueError as error:
            field, _, reason = str(error).partition(": ")
            rejects.append((name, number, field if field in FIELDS else "", reason))
    return Targets(
        pd.DataFrame(list(rows.values()), columns=list(FIELDS)),
        REJECTS.table(pd.DataFrame(rejects, columns=list(REJECTS.columns))),
        len(rows) + len(rejects),
    )


def _row(line: str) -> tuple[Any, ...]:
    """Return a line's fields, or raise ``ValueError("field: reason")``."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"json: not a JSON object: {error}") from error
    if not isinstance(record, dict):
        raise ValueError("json: not a JSON object")
    row = tuple(record.get(field) for field in FIELDS)
    _check(*row)
    return row


def _check(key: object, sentence: object, start: object, end: object) -> None:
    if not _is_whole(key) and not (isinstance(key, str) and key):
        raise ValueError(f"id: {key!r} is not a text or a whole number")
    if not isinstance(sentence, str) or not sentence.strip():
        raise ValueError("sentence: missing, empty or not a text")
    for field, value in (("start", start), ("end", end)):
        if not _is_whole(value):
            raise ValueError(f"{field}: {value!r} is not a whole number")
    _check_target(sentence, cast(int, start), cast(int, end))


def _check_target(sentence: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(sentence):
        raise ValueError(
            f"start: the target [{start}, {end}) lies outside the sentence of {len(sentence)} "
            "characters; offsets count code points from 0, the end is exclusive"
        )
    if not any(map(str.isalnum, sentence[start:end])):
        raise ValueError(f"start: the target {sentence[start:end]!r} holds no letter or digit")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
