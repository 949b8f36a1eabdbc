"""Attributions: who is reported to have said what - source, cue, content, chain of voices."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from medialens.annotate.quotations import Quotation, find_quotations
from medialens.annotate.reports import Report, find_reports
from medialens.annotate.speakers import Mention, Speakers
from medialens.schemas import ACTORS, ARTICLES, ATTRIBUTIONS, MENTIONS, SENTENCES

_WORD = re.compile(r"\w")


@dataclass
class _Sentence:
    sentence_id: int
    zone: str
    start: int
    end: int


def find_attributions(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
) -> pd.DataFrame:
    """Find who is reported to have said what.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    sentences : DataFrame
        Their `SENTENCES`.
    mentions : DataFrame
        Their `MENTIONS`, which the source phrases are resolved with.
    actors : DataFrame
        The `ACTORS` meant; their kind decides whom "he" or "it" can stand for.

    Returns
    -------
    DataFrame
        An `ATTRIBUTIONS` table: one row per attributed span, in order of article, start and
        depth. The spans of one attribution share an ``attribution_id`` and never overlap; those
        of two attributions nest or stand apart. ``depth`` 1 is quoted by the outlet, 2 by a source
        of the outlet. ``actor_id`` is missing where the speaker has no name in `actors`.

    Notes
    -----
    The content leaves out source, cue and "that"; in direct speech it keeps its marks. Quotations
    of at most four words without a cue are no speech: names, terms, scare quotes. "Did not say",
    "could say" and "I think" in the outlet's own text are not counted. English only.

    Type *free* is the headline's "Minister: tax to rise": a speaker's words without quotation
    marks and without a reporting word. Free indirect speech inside an article ("The plan would
    hurt nobody." after a sentence that reports the minister) is left to the outlet: of sentences
    with "would", "could" or "had done" right after a report, coders gave no more than one in
    five to the source.

    References
    ----------
    Newell, Margolin and Ruths (2018), An Attribution Relations Corpus for Political News; Pareti
    (2015), Attribution: A Computational Approach (source, cue, content). Leech, G. and Short, M.
    (2007), Style in Fiction, ch. 10 (direct, indirect and free speech).
    """
    ARTICLES.check(articles)
    SENTENCES.check(sentences)
    kinds = dict(
        zip(*(ACTORS.check(actors)[c].tolist() for c in ("actor_id", "kind")), strict=True)
    )
    sentences_of = _sentences_by_article(sentences)
    mentions_of = _mentions_by_article(mentions, kinds)
    rows: list[dict[str, Any]] = []
    for article_id, title, text in zip(
        *(articles[c].tolist() for c in ("article_id", "title", "text")), strict=True
    ):
        found: list[dict[str, Any]] = []
        for is_headline, source in ((True, title), (False, text)):
            here = sentences_of.get((article_id, is_headline), [])
            if here and isinstance(source, str):
                named = mentions_of.get((article_id, is_headline), [])
                found += _zone_rows(
                    source, here, named, len({row["attribution_id"] for row in found})
                )
        rows += [{"article_id": article_id, **row} for row in found]
    return ATTRIBUTIONS.table(rows)


def _sentences_by_article(sentences: pd.DataFrame) -> dict[tuple[str, bool], list[_Sentence]]:
    grouped: dict[tuple[str, bool], list[_Sentence]] = defaultdict(list)
    columns = ("article_id", "sentence_id", "zone", "start", "end")
    for article_id, *rest in zip(*(sentences[c].tolist() for c in columns), strict=True):
        sentence = _Sentence(*rest)
        grouped[article_id, sentence.zone == "headline"].append(sentence)
    for group in grouped.values():
        group.sort(key=lambda s: s.start)
    return grouped


def _mentions_by_article(
    mentions: pd.DataFrame, kinds: Mapping[str, str]
) -> dict[tuple[str, bool], list[Mention]]:
    grouped: dict[tuple[str, bool], list[Mention]] = defaultdict(list)
    columns = ("article_id", "zone", "start", "end", "actor_id")
    MENTIONS.check(mentions)
    for article_id, zone, start, end, actor_id in zip(
        *(mentions[c].tolist() for c in columns), strict=True
    ):
        mention = Mention(start, end, actor_id, kinds.get(actor_id, "unknown"))
        grouped[article_id, zone == "headline"].append(mention)
    for group in grouped.values():
        group.sort()
    return grouped


def _zone_rows(
    text: str, sentences: Sequence[_Sentence], mentions: Sequence[Mention], first_id: int
) -> list[dict[str, Any]]:
    """Return the rows of a title or a text, numbered from `first_id`."""
    is_headline = sentences[0].zone == "headline"
    starts = [sentence.start for sentence in sentences]
    reports = find_reports(text, starts, is_headline=is_headline)
    speakers = Speakers(text, mentions)
    for report in sorted(reports, key=lambda r: r.source or r.contents[0]):
        speakers.speaker(report.source, is_relay=report.is_relay)
    quotations = find_quotations(text)
    kept = [r for r in reports if not (is_headline and _is_rubric(text, r, speakers))]
    ids = {id(report): first_id + n for n, report in enumerate(kept)}
    rows: list[dict[str, Any]] = []
    for report in kept:
        speaker = speakers.speaker(report.source, is_relay=report.is_relay)
        around = [ids[id(outer)] for outer in _outer(report) if id(outer) in ids]
        common = {
            "attribution_id": ids[id(report)],
            "source_start": report.source[0] if report.source else None,
            "source_end": report.source[1] if report.source else None,
            "source": text[slice(*report.source)] if report.source else "",
            "actor_id": speaker.actor_id,
            "voice": speaker.voice,
            "depth": len(around) + 1,
            "parent_id": around[0] if around else None,
            "type": _type(text, report, quotations, is_headline=is_headline),
            "cue": _cue(text, report),
            "cue_class": report.cue_class,
        }
        for start, end in report.contents:
            sentence = sentences[max(0, bisect_right(starts, start) - 1)]
            place = {"sentence_id": sentence.sentence_id, "zone": sentence.zone}
            rows.append({**common, **place, "start": start, "end": end})
    return rows


def _cue(text: str, report: Report) -> str:
    return text[slice(*report.cue)] if report.cue else ""


def _is_rubric(text: str, report: Report, speakers: Speakers) -> bool:
    """Return whether "Opinion: ..." labels a headline: no actor stands before the colon."""
    return _cue(text, report) == ":" and speakers.speaker(report.source).actor_id is None


def _outer(report: Report) -> Iterator[Report]:
    """Yield the reports around `report`, the nearest first."""
    while report.parent is not None:
        report = report.parent
        yield report


def _type(text: str, report: Report, quotations: Sequence[Quotation], *, is_headline: bool) -> str:
    """Return direct, mixed, indirect or free: how far the words are given as quoted.

    The label of a transcript ("BERG: We will see.") does what quotation marks do; in a headline
    ("Berg: tax to rise") the words may be a summary.
    """
    is_all, is_any = True, False
    for start, end in report.contents:
        at = start
        for q in _quoted_within(report, (start, end), quotations):
            is_any = True
            is_all = is_all and not _WORD.search(text, at, q.start)
            at = max(at, q.end)
        is_all = is_all and not _WORD.search(text, at, end)
    if not is_any and _cue(text, report) == ":":
        return "free" if is_headline else "direct"
    return ("direct" if is_all else "mixed") if is_any else "indirect"


def _quoted_within(
    report: Report, span: tuple[int, int], quotations: Sequence[Quotation]
) -> Iterator[Quotation]:
    """Yield the quotations in `span` other than the one that the whole report stands in."""
    at = bisect_left(quotations, Quotation(span[0], 0))
    while at < len(quotations) and quotations[at].start < span[1]:
        quotation = quotations[at]
        if quotation.end <= span[1] and (quotation.start, quotation.end) != report.inside:
            yield quotation
        at += 1
