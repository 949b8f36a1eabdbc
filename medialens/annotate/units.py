"""Units: one row per sentence, actor and voice, with every other voice blanked."""

from collections import defaultdict
from typing import Any, NamedTuple

import pandas as pd

from medialens.schemas import ARTICLES, ATTRIBUTIONS, MENTIONS, SENTENCES, UNITS


class _Content(NamedTuple):
    """An attributed span, ordered so that a deeper one comes later."""

    depth: int
    length: int  # negative, so that of two at one depth the shorter comes later
    start: int
    end: int
    attribution_id: int
    voice: str
    speaker_id: str | None


_OWN = -1


def find_units(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    attributions: pd.DataFrame,
) -> pd.DataFrame:
    """Find whose words each mention of an actor stands in.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    sentences, mentions, attributions : DataFrame
        The tables of these articles.

    Returns
    -------
    DataFrame
        A `UNITS` table: one row per sentence, actor and voice; several mentions count once, by
        the first. ``segment`` is as long as ``sentence``: words of every other voice are blanked.
        How to read a voice: *own* is the outlet speaking; *named*, *anonymous* and *relay* are
        the deepest source whose content holds the mention.

    Notes
    -----
    Source phrase and cue of a report belong to whoever reports: in "X said that Y lied" the
    outlet speaks of X, and X of Y. Two named sources of one sentence make one row per actor; its
    segment holds the words of the first.
    """
    ARTICLES.check(articles)
    texts = {
        (article_id, is_headline): text
        for article_id, title, body in zip(
            *(articles[c].tolist() for c in ("article_id", "title", "text")), strict=True
        )
        for is_headline, text in ((True, title), (False, body))
    }
    contents = _contents(attributions)
    spans = _sentence_spans(sentences)
    rows: list[dict[str, Any]] = []
    for key, found in _mentions_by_sentence(mentions).items():
        if key not in spans:
            continue
        article_id, sentence_id = key
        zone, start, end = spans[key]
        text = texts[article_id, zone == "headline"]
        place = {"article_id": article_id, "sentence_id": sentence_id, "zone": zone}
        here = contents.get((article_id, zone == "headline"), [])
        rows += [{**place, **row} for row in _sentence_rows(text, (start, end), found, here)]
    return UNITS.table(rows)


def _contents(attributions: pd.DataFrame) -> dict[tuple[str, bool], list[_Content]]:
    grouped: dict[tuple[str, bool], list[_Content]] = defaultdict(list)
    columns = ("article_id", "zone", "depth", "start", "end", "attribution_id", "voice", "actor_id")
    ATTRIBUTIONS.check(attributions)
    for article_id, zone, depth, start, end, attribution_id, voice, actor_id in zip(
        *(attributions[c].tolist() for c in columns), strict=True
    ):
        speaker = actor_id if isinstance(actor_id, str) else None
        content = _Content(depth, start - end, start, end, attribution_id, voice, speaker)
        grouped[article_id, zone == "headline"].append(content)
    for group in grouped.values():
        group.sort(key=lambda c: c[:5])
    return grouped


def _sentence_spans(sentences: pd.DataFrame) -> dict[tuple[str, int], tuple[str, int, int]]:
    columns = ("article_id", "sentence_id", "zone", "start", "end")
    rows = zip(*(SENTENCES.check(sentences)[c].tolist() for c in columns), strict=True)
    return {
        (article_id, number): (zone, start, end) for article_id, number, zone, start, end in rows
    }


def _mentions_by_sentence(
    mentions: pd.DataFrame,
) -> dict[tuple[str, int], list[tuple[int, int, str]]]:
    grouped: dict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
    columns = ("article_id", "sentence_id", "start", "end", "actor_id")
    for article_id, number, start, end, actor_id in zip(
        *(MENTIONS.check(mentions)[c].tolist() for c in columns), strict=True
    ):
        grouped[article_id, number].append((start, end, actor_id))
    return grouped


def _sentence_rows(
    text: str,
    span: tuple[int, int],
    mentions: list[tuple[int, int, str]],
    contents: list[_Content],
) -> list[dict[str, Any]]:
    start, end = span
    here = [c for c in contents if c.start < end and c.end > start]
    owners = _owners(start, end, here)
    by_id = {c.attribution_id: c for c in here}
    sentence = text[start:end]
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for first, last, actor_id in sorted(mentions):
        owner = owners[first - start] if start <= first < end else _OWN
        content = by_id.get(owner)
        voice = content.voice if content else "own"
        if (actor_id, voice) in rows:
            continue
        rows[actor_id, voice] = {
            "actor_id": actor_id,
            "voice": voice,
            "speaker_id": content.speaker_id if content else None,
            "start": first,
            "end": last,
            "sentence": sentence,
            "segment": _segment(sentence, owners, owner),
            "target_start": first - start,
            "target_end": last - start,
        }
    return list(rows.values())


def _owners(start: int, end: int, contents: list[_Content]) -> list[int]:
    """Return for each character of the sentence the deepest attribution that holds it."""
    owners = [_OWN] * (end - start)
    for content in contents:
        low, high = max(content.start, start) - start, min(content.end, end) - start
        owners[low:high] = [content.attribution_id] * (high - low)
    return owners


def _segment(sentence: str, owners: list[int], owner: int) -> str:
    if all(other == owner for other in owners):
        return sentence
    return "".join(
        character if other == owner else " "
        for character, other in zip(sentence, owners, strict=True)
    )
