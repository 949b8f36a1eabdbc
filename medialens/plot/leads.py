"""Leads: the names that marks carry, by which a report leads from a mark to its sentences."""

import json
from collections.abc import Sequence
from typing import Any

from matplotlib.artist import Artist


def lead(mark: Artist, evidence: str | None, *parts: str) -> None:
    """Name the list of sentences, and its part, that one mark stands for; None names nothing.

    Examples
    --------
    >>> from matplotlib.patches import Rectangle
    >>> bar = Rectangle((0, 0), 1, 1)
    >>> lead(bar, "articles", "The Post")
    >>> bar.get_gid()
    '["articles", "The Post"]'
    """
    if evidence is not None:
        mark.set_gid(json.dumps([evidence, *parts]))


def lead_each(marks: Artist, evidence: str | None, parts: Sequence[Sequence[str]]) -> None:
    """Name what each point of a scatter stands for, in the order of its points."""
    if evidence is not None and parts:
        marks.set_gid(json.dumps([[evidence, *part] for part in parts]))


def leads_of(mark: Artist) -> list[list[str]]:
    """Return the names that a mark carries: none, one, or one for each of its points."""
    name = str(mark.get_gid())
    if not name.startswith(('["', '[["')):
        return []
    found: list[Any] = json.loads(name)
    return found if isinstance(found[0], list) else [found]
