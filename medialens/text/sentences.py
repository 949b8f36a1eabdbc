"""Sentences: the headline, the lead and the body of every article, as spans."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from medialens.schemas import SENTENCES
from medialens.text.repairs import repaired

_PARAGRAPH = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_UNBROKEN = re.compile(r"(?<!\S)\S{1000,}")
_TYPOGRAPHIC = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_SINGLES = re.compile(r"(?<![^\s(])['‘‚‹›](?=[A-Z])|(?<=[.,!?…])['’‘‹›](?!\w)")
_FOREIGN_OPENING = re.compile(r"(?<![^\s(])[„«»](?=\w)")
_FOREIGN_CLOSING = re.compile(r"(?<=[\w.,!?…])[“«»](?!\w)")
_LEAD_SENTENCES = 2


def split_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """Split headlines and texts into sentences; the texts are not altered.

    A paragraph ends at a line break and no sentence crosses one. Boundaries are nupunkt's, then
    repaired for news: closing quotation marks stay with their sentence, a quoted exclamation and
    its "she said" stay together, and so do titles, initials and what they stand before.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.

    Returns
    -------
    DataFrame
        A `SENTENCES` table: one row per sentence, sorted by article and sentence. Sentence 0 is
        the headline, in one piece and only where there is one; the text counts from 1. ``zone``
        is ``lead`` for the first paragraph, and for the first two sentences in any case.
    """
    rows = [
        {"article_id": article_id, **row}
        for article_id, title, text in articles[["article_id", "title", "text"]].itertuples(
            index=False
        )
        for row in _rows(title, text)
    ]
    return SENTENCES.table(rows)


def _rows(title: str, text: str) -> Iterator[dict[str, Any]]:
    if title.strip():
        start, end = _stripped(title, 0, len(title))
        yield {
            "sentence_id": 0,
            "zone": "headline",
            "paragraph": -1,
            "start": start,
            "end": end,
        }
    for number, (paragraph, start, end) in enumerate(_text_spans(text), start=1):
        is_lead = paragraph == 0 or number <= _LEAD_SENTENCES
        yield {
            "sentence_id": number,
            "zone": "lead" if is_lead else "body",
            "paragraph": paragraph,
            "start": start,
            "end": end,
        }


def _text_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (paragraph, start, end) of every sentence; blank lines are no paragraphs."""
    paragraph = 0
    for match in _PARAGRAPH.finditer(text):
        start, end = _stripped(text, *match.span())
        if start == end:
            continue
        for left, right in sentence_spans(text[start:end]):
            yield paragraph, start + left, start + right
        paragraph += 1


def sentence_spans(paragraph: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of one paragraph, without the spaces around them.

    Examples
    --------
    >>> line = "“Stay!” she said. Gov. Ann Lee left."
    >>> [line[start:end] for start, end in sentence_spans(line)]
    ['“Stay!” she said.', 'Gov. Ann Lee left.']
    """
    stripped = [_stripped(paragraph, start, end) for start, end in _raw_spans(_straight(paragraph))]
    return repaired(_curly(paragraph), [(start, end) for start, end in stripped if start < end])


def _straight(paragraph: str) -> str:
    """Return `paragraph` with every quotation mark as the one the splitter knows best."""
    return _SINGLES.sub('"', paragraph.translate(_TYPOGRAPHIC))


def _curly(paragraph: str) -> str:
    """Return `paragraph` with guillemets and low-high marks as the curly ones of English."""
    return _FOREIGN_CLOSING.sub("”", _FOREIGN_OPENING.sub("“", paragraph))


def _raw_spans(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield nupunkt's sentences; an endless word goes by itself, its time grows with the square."""
    from nupunkt import sent_spans

    reached = 0
    for unbroken in [*_UNBROKEN.finditer(paragraph), None]:
        stop = unbroken.start() if unbroken else len(paragraph)
        for start, end in sent_spans(paragraph[reached:stop]):
            yield reached + start, reached + end
        if unbroken:
            yield unbroken.span()
            reached = unbroken.end()


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
