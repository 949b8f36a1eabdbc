"""Owners: which attribution each character belongs to; of several, the deepest that holds it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from medialens.schemas import ATTRIBUTIONS

OWN = -1  # the owner of characters that no attribution holds: the outlet itself


class Content(NamedTuple):
    """An attributed span, ordered so that a deeper one comes later."""

    depth: int
    length: int  # negative, so that of two at one depth the shorter comes later
    start: int
    end: int
    attribution_id: int
    voice: str
    speaker_id: str | None
    type: str  # direct, mixed, indirect or free


def contents_by_zone(attributions: pd.DataFrame) -> dict[tuple[str, bool], list[Content]]:
    """Return the attributed spans of each article, its headline (``True``) apart from its text.

    Parameters
    ----------
    attributions : DataFrame
        An `ATTRIBUTIONS` table.
    """
    grouped: dict[tuple[str, bool], list[Content]] = defaultdict(list)
    columns = ("depth", "start", "end", "attribution_id", "voice", "actor_id", "type")
    ATTRIBUTIONS.check(attributions)
    for article_id, zone, depth, start, end, attribution_id, voice, actor_id, kind in zip(
        *(attributions[c].tolist() for c in ("article_id", "zone", *columns)), strict=True
    ):
        speaker = actor_id if isinstance(actor_id, str) else None
        content = Content(depth, start - end, start, end, attribution_id, voice, speaker, kind)
        grouped[article_id, zone == "headline"].append(content)
    for group in grouped.values():
        group.sort(key=lambda c: c[:5])
    return grouped


def owners(start: int, end: int, contents: Sequence[Content]) -> list[int]:
    """Return for each character from `start` to `end` the deepest attribution that holds it.

    Parameters
    ----------
    start, end : int
        Offsets of a sentence, or of a whole text.
    contents : sequence of Content
        In order, as `contents_by_zone` gives them.
    """
    found = [OWN] * (end - start)
    for content in contents:
        low, high = max(content.start, start) - start, min(content.end, end) - start
        found[low:high] = [content.attribution_id] * (high - low)
    return found
