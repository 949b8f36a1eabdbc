"""The answer key of an invented collection: where it lies, and what may be told without it."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from medialens.errors import ReadError
from medialens.io.named import path_of

TRUTH, PLACES = "truth.json", "exercises.json"
HEDGES = ("hedge", "hedge_drop")


def read_truth(collection: str | Path) -> dict[str, Any] | None:
    """Return the answer key of a collection, or None where it has none.

    Parameters
    ----------
    collection : str or path
        A collection as `load` takes it, such as ``"valdory"``.
    """
    return _read(_folder(collection) / TRUTH)


def hedge_places(collection: str | Path) -> pd.DataFrame:
    """Return the places to judge in the lesson on hedges, without saying what is there.

    From the answer key where it is, else from the list that a student edition has instead.

    Returns
    -------
    DataFrame
        One row per place, in the order of the articles: ``id`` (of the article, as in its file),
        ``start`` and ``end``. Empty where a collection has neither.
    """
    truth = read_truth(collection)
    if truth is None:
        rows = (_read(_folder(collection) / PLACES) or {}).get("hedges", [])
    else:
        rows = _marked(truth)
    return pd.DataFrame(rows, columns=["id", "start", "end"])


def _marked(truth: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"id": own_id, "start": mark["start"], "end": mark["end"]}
        for own_id, article in sorted(truth["articles"].items())
        for mark in article["planted"]
        if mark["kind"] in HEDGES
    ]


def _folder(collection: str | Path) -> Path:
    path = path_of(collection)
    return path if path.is_dir() else path.parent


def _read(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ReadError(f"{path} is not JSON: {error}") from error
    return found
