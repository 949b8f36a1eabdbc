"""Concordance: every occurrence of a term with the words around it (key word in context)."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from medialens.schemas import CONCORDANCE
from medialens.text.normal import searchable


def concordance(articles: pd.DataFrame, term: str, *, width: int = 60) -> pd.DataFrame:
    """Find a word or phrase in headlines and texts.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    term : str
        One or several words; found as whole words, whatever their case, the shape of their
        apostrophes and dashes, and the spaces or line breaks between them.
    width : int, default 60
        Characters of context on either side. More for reading, fewer for a narrow page.

    Returns
    -------
    DataFrame
        A `CONCORDANCE` table: one row per occurrence, sorted by article, zone and place. Line
        breaks in the context are shown as spaces.

    Raises
    ------
    ValueError
        If `term` holds no word or `width` is negative.
    """
    if not term.strip():
        raise ValueError(f"term={term!r} holds no word; give one or several words")
    if width < 0:
        raise ValueError(f"width={width} is negative; give the characters of context, 0 or more")
    pattern = _pattern(term)
    columns = ["article_id", "outlet", "published", "url"]
    places = articles[columns].to_dict("records")
    rows = [
        {**place, "zone": zone, **line}
        for place, title, text in zip(places, articles["title"], articles["text"], strict=True)
        for zone, source in (("headline", title), ("body", text))
        for line in _lines(source, pattern, width)
    ]
    return CONCORDANCE.table(rows)


def _pattern(term: str) -> re.Pattern[str]:
    phrase = r"\s+".join(re.escape(part) for part in searchable(term).split())
    return re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE)


def _lines(source: str, pattern: re.Pattern[str], width: int) -> Iterator[dict[str, Any]]:
    for match in pattern.finditer(searchable(source)):
        start, end = match.span()
        yield {
            "start": start,
            "end": end,
            "left": _flat(source[max(0, start - width) : start]),
            "term": source[start:end],
            "right": _flat(source[end : end + width]),
        }


def _flat(context: str) -> str:
    return re.sub(r"\s", " ", context)
