"""Marked words: quotation marks that report no speech - scare quotes, terms, titles, names."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from medialens.annotate.licences import Licence, Marked, licence_of
from medialens.annotate.owners import contents_by_zone
from medialens.annotate.quotations import Quotation, find_quotations
from medialens.annotate.tokens import tokenize
from medialens.annotate.voices import (
    Place,
    SentenceSpan,
    frames_by_report,
    owner,
    sentences_by_place,
    texts_by_place,
    voice_columns,
)
from medialens.schemas import MARKED_WORDS, MENTIONS


def find_marked_words(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    mentions: pd.DataFrame,
) -> pd.DataFrame:
    """List the words in quotation marks that are nobody's reported speech, for a person to read.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    sentences, attributions, mentions : DataFrame
        The tables of these articles.

    Returns
    -------
    DataFrame
        A `MARKED_WORDS` table: one row per quoted stretch, in order of article, sentence and
        start. How to read a ``kind``, in the order in which they are tried:

        - *term*: the text says that a word is mentioned ("the so-called", "a term used by");
        - *title*: a work's title ("the film ..."), whatever its length;
        - *name*: what bears a name ("the newspaper ..."), a web address, or a known actor;
        - *partial*: at most four words inside an indirect report. They may be the source's own
          words, a term, or the reporter's marks in somebody else's sentence;
        - *scare*: at most four words that nothing licenses. They may keep a distance from a word,
          quote a source that the text leaves out (headlines often do), or name something.

        ``voice`` is whose words surround the marks, ``licence`` the words that decided.

    Notes
    -----
    Never scored, and not to be counted as a fault: marks do not show by themselves what they are
    for, so that only a reader of the sentence can say whether there is distance. Left out are
    direct speech with what is marked inside it, longer stretches without a licence, marks that
    are not closed, and articles in other languages than English.

    References
    ----------
    Predelli (2003), Scare Quotes and Their Relation to Other Semantic Issues.

    Examples
    --------
    >>> from medialens.schemas import ARTICLES, ATTRIBUTIONS, MENTIONS
    >>> from medialens.text.sentences import split_sentences
    >>> text = "The so-called 'quiet fleet' sailed. Its 'friends' stayed at home."
    >>> row = {"article_id": "a", "outlet": "o", "title": "", "text": text}
    >>> articles = ARTICLES.table([row])
    >>> found = find_marked_words(
    ...     articles, split_sentences(articles), ATTRIBUTIONS.table(), MENTIONS.table()
    ... )
    >>> found[["words", "kind", "licence"]].values.tolist()
    [['quiet fleet', 'term', 'so-called'], ['friends', 'scare', '']]
    """
    contents, names = contents_by_zone(attributions), _names_by_place(mentions)
    frames, spans = frames_by_report(attributions), sentences_by_place(sentences)
    rows: list[dict[str, Any]] = []
    for place, text in texts_by_place(articles).items():
        named = names.get(place, [])
        for sentence, quotation in _quoted(text, spans.get(place, [])):
            content = owner(contents.get(place, []), quotation.start, quotation.end)
            frame = frames[place[0], content.attribution_id] if content else None
            marked = _marked(text, sentence, quotation, named)._replace(
                content=content, frame=frame
            )
            licence = licence_of(marked)
            if licence is not None:
                rows.append({"article_id": place[0], **_row(marked, sentence, licence)})
    return MARKED_WORDS.table(rows)


def _names_by_place(mentions: pd.DataFrame) -> dict[Place, list[tuple[int, int]]]:
    grouped: dict[Place, list[tuple[int, int]]] = defaultdict(list)
    columns = ("article_id", "zone", "kind", "start", "end")
    for article_id, zone, kind, start, end in zip(
        *(MENTIONS.check(mentions)[c].tolist() for c in columns), strict=True
    ):
        if kind != "pronoun":
            grouped[article_id, zone == "headline"].append((start, end))
    return grouped


def _quoted(
    text: str, sentences: Sequence[SentenceSpan]
) -> Iterator[tuple[SentenceSpan, Quotation]]:
    """Yield the closed quotations with the sentences they stand in."""
    for quotation in find_quotations(text):
        for sentence in sentences:
            is_inside = sentence.start <= quotation.start and quotation.end <= sentence.end
            if is_inside and quotation.is_closed:
                yield sentence, quotation


def _marked(
    text: str,
    sentence: SentenceSpan,
    quotation: Quotation,
    names: Sequence[tuple[int, int]],
) -> Marked:
    start, end = quotation.start, quotation.end
    width = 2 if text[start : start + 2] in ("''", "``") else 1
    inner = start + width, end - width
    return Marked(
        (start, end),
        quotation.depth,
        tokenize(text, sentence.start, start),
        tokenize(text, *inner),
        tokenize(text, end, sentence.end),
        text[slice(*inner)].strip(" ,."),
        None,
        None,
        [(a, b) for a, b in names if inner[0] <= a and b <= inner[1]],
    )


def _row(marked: Marked, sentence: SentenceSpan, licence: Licence) -> dict[str, Any]:
    return {
        "sentence_id": sentence.sentence_id,
        "zone": sentence.zone,
        "start": marked.span[0],
        "end": marked.span[1],
        "words": marked.text,
        "kind": licence[0],
        "licence": licence[1],
        **voice_columns(marked.content),
    }
