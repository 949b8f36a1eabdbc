"""Catalogue drafts: suggested actors in the form that ``collection.toml`` accepts."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from medialens.schemas import SUGGESTIONS

_KEYS = {"name": "aliases", "title": "titles", "metonym": "metonyms"}
_HEAD = """\
Actor catalogue of {name}: a draft to edit. Append it to collection.toml; entries that
are there already stand here as well. The number after a form says how often it was seen.
Wrong merge: move the form into an [[actor]] of its own, or name it in not = ["..."].
Missed merge: move the forms of one entry to the aliases of the other, and delete it.
A title that changes its holder: {{ text = "...", from = 2025-01-01, to = 2025-05-11 }}.
"""
_DOUBTFUL = "Doubtful: look at these first"
_REST = "By number of articles"


def catalogue_text(suggestions: pd.DataFrame, *, name: str = "the collection") -> str:
    """Return a catalogue draft as TOML.

    Parameters
    ----------
    suggestions : DataFrame
        A `SUGGESTIONS` table; its order is kept.
    name : str
        The collection's name, for the heading.

    Returns
    -------
    str
        ``[[actor]]`` entries that `read_settings` accepts; what a person should know before
        editing stands in comments. Doubtful actors come first under a heading.
    """
    SUGGESTIONS.check(suggestions)
    parts = ["".join(f"# {line}\n" for line in _HEAD.format(name=_line(name)).splitlines())]
    heading = ""
    for _, forms in suggestions.groupby("actor_id", sort=False):
        rows = [{str(k): v for k, v in row.items()} for row in forms.to_dict("records")]
        wanted = _DOUBTFUL if json.loads(rows[0]["doubts"]) else _REST
        if wanted != heading:
            parts.append(f"# ---- {wanted} ----\n")
            heading = wanted
        parts.append("".join(f"{line}\n" for line in _entry(rows)))
    return "\n".join(parts)


def _entry(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of one ``[[actor]]``."""
    first = rows[0]
    is_written = first["origin"] == "catalogue"
    for doubt in json.loads(first["doubts"]):
        yield f"# ? {_line(doubt)}"
    yield "[[actor]]"
    yield f"id = {_string(first['actor_id'])}"
    seen = f"{_n(first['n_mentions'], 'mention')} in {_n(first['n_articles'], 'article')}"
    own = "" if is_written else f"; by this form {first['n_form']}"
    yield f"name = {_string(first['name'])}  # {seen}{own}"
    yield f"kind = {_string(first['kind'])}"
    for kind, key in _KEYS.items():
        yield from _forms(key, [row for row in rows[1:] if row["form_kind"] == kind])
    if not pd.isna(first["part_of"]):
        yield f"part_of = {_string(first['part_of'])}"
    if apart := json.loads(first["apart"]):
        yield f"not = [{', '.join(map(_string, apart))}]"
    if first["note"]:
        note = first["note"]
        yield f"note = {_string(note)}" if is_written else f"# {_line(note)}"


def _n(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _forms(key: str, rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a list of forms, each with how often it was seen."""
    if not rows:
        return
    yield f"{key} = ["
    for row in rows:
        count = row["n_form"] or "not seen"
        yield f"    {_form(row)},  # {count}"
    yield "]"


def _form(row: dict[str, Any]) -> str:
    text = _string(row["form"])
    days = {"from": row["valid_from"], "to": row["valid_to"]}
    dated = [f"{key} = {date.fromisoformat(day)}" for key, day in days.items() if not pd.isna(day)]
    return f"{{ text = {text}, {', '.join(dated)} }}" if dated else text


def _string(text: str) -> str:
    """Return `text` as a TOML basic string."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")


def _line(text: str) -> str:
    """Return `text` as one line that may stand in a comment."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())
