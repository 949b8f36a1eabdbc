"""Voices: whose words any stretch of an article stands in, place by place."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from medialens.annotate.owners import Content
from medialens.schemas import ARTICLES, ATTRIBUTIONS, SENTENCES

Place = tuple[str, bool]  # article_id, and whether the headline is meant


class SentenceSpan(NamedTuple):
    """A sentence of the headline or of the text."""

    start: int
    end: int
    sentence_id: int
    zone: str


class Frame(NamedTuple):
    """How a report is made: the type of its content, its cue, its source phrase (or None)."""

    type: str
    cue: str
    source: tuple[int, int] | None


def texts_by_place(articles: pd.DataFrame) -> dict[Place, str]:
    """Return headline and text of every article in English, or in a language not known."""
    columns = ("article_id", "language", "title", "text")
    return {
        (article_id, is_headline): source
        for article_id, language, title, text in zip(
            *(ARTICLES.check(articles)[c].tolist() for c in columns), strict=True
        )
        if may_be_english(language)
        for is_headline, source in ((True, title), (False, text))
        if isinstance(source, str)
    }


def may_be_english(language: object) -> bool:
    """Return whether a language is English, or not known."""
    known = language.lower() if isinstance(language, str) else ""
    return not known or known.replace("_", "-").split("-")[0] == "en"


def sentences_by_place(sentences: pd.DataFrame) -> dict[Place, list[SentenceSpan]]:
    """Return the sentences of every headline and text, in order."""
    grouped: dict[Place, list[SentenceSpan]] = defaultdict(list)
    columns = ("article_id", "start", "end", "sentence_id", "zone")
    for article_id, *rest in zip(
        *(SENTENCES.check(sentences)[c].tolist() for c in columns), strict=True
    ):
        sentence = SentenceSpan(*rest)
        grouped[article_id, sentence.zone == "headline"].append(sentence)
    return {place: sorted(group) for place, group in grouped.items()}


def frames_by_report(attributions: pd.DataFrame) -> dict[tuple[str, int], Frame]:
    """Return the frame of every report by article and attribution."""
    columns = ("article_id", "attribution_id", "type", "cue", "source_start", "source_end")
    table = ATTRIBUTIONS.check(attributions)
    return {
        (article_id, number): Frame(kind, cue, None if pd.isna(start) else (start, end))
        for article_id, number, kind, cue, start, end in zip(
            *(table[c].tolist() for c in columns), strict=True
        )
    }


def owner(contents: Sequence[Content], start: int, end: int) -> Content | None:
    """Return the deepest content that holds the stretch; None: the outlet's own words."""
    holding = (c for c in reversed(contents) if c.start <= start and end <= c.end)
    return next(holding, None)


def voice_columns(content: Content | None) -> dict[str, str | int | None]:
    """Return the columns ``voice`` and ``attribution_id`` of words of that content."""
    if content is None:
        return {"voice": "own", "attribution_id": None}
    return {"voice": content.voice, "attribution_id": content.attribution_id}
