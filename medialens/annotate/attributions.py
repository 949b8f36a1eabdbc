"""Attributions: who is reported to have said what - source, cue, content, chain of voices."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from medialens.annotate.quotations import find_quotations
from medialens.annotate.reports import Report, find_reports
from medialens.annotate.speakers import Mention, Speakers
from medialens.schemas import ACTORS, ARTICLES, ATTRIBUTIONS, MENTIONS, SENTENCES

_WORD = re.compile(r"\w")
_SELF = frozenset(("i", "we", "you", "me", "my", "our", "us"))


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

    References
    ----------
    Newell, Margolin and Ruths (2018), An Attribution Relations Corpus for Political News; Pareti
    (2015), Attribution: A Computational Approach (source, cue, content).
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
    found = find_reports(text, [s.start for s in sentences], is_headline=is_headline)
    reports = [report for report in found if not _speaks_of_self(text, report)]
    speakers = Speakers(text, mentions)
    for report in sorted(reports, key=lambda r: r.source or r.contents[0]):
        speakers.speaker(report.source, is_relay=report.is_relay)
    quoted = [(q.start, q.end) for q in find_quotations(text)]
    parents = _parents(reports)
    depths: list[int] = []
    rows: list[dict[str, Any]] = []
    for n, report in enumerate(reports):
        parent = parents[n]
        depths.append(1 if parent is None else depths[parent] + 1)
        speaker = speakers.speaker(report.source, is_relay=report.is_relay)
        common = {
            "attribution_id": first_id + n,
            "source_start": report.source[0] if report.source else None,
            "source_end": report.source[1] if report.source else None,
            "source": text[slice(*report.source)] if report.source else "",
            "actor_id": speaker.actor_id,
            "voice": speaker.voice,
            "depth": depths[n],
            "parent_id": None if parent is None else first_id + parent,
            "type": _type(text, report, quoted),
            "cue": text[slice(*report.cue)] if report.cue else "",
            "cue_class": report.cue_class,
        }
        rows += [{**common, **_place(span, sentences)} for span in report.contents]
    return rows


def _speaks_of_self(text: str, report: Report) -> bool:
    """Return whether the speaker, or the outlet, reports its own words ("I think")."""
    return report.source is not None and text[slice(*report.source)].lower() in _SELF


def _place(span: tuple[int, int], sentences: Sequence[_Sentence]) -> dict[str, Any]:
    sentence = sentences[0]
    for candidate in sentences:
        if candidate.start > span[0]:
            break
        sentence = candidate
    return {
        "sentence_id": sentence.sentence_id,
        "zone": sentence.zone,
        "start": span[0],
        "end": span[1],
    }


def _parents(reports: Sequence[Report]) -> list[int | None]:
    """Return for each report the one whose content it stands in; a parent comes first."""
    parents: list[int | None] = []
    for n, report in enumerate(reports):
        start, end = report.contents[0]
        around = [
            (b - a, m)
            for m in range(n)
            for a, b in reports[m].contents
            if a <= start and end <= b and (a, b) != (start, end)
        ]
        parents.append(min(around)[1] if around else None)
    return parents


def _type(text: str, report: Report, quoted: Iterable[tuple[int, int]]) -> str:
    """Return direct, mixed or indirect: whether all, some or none of the words are quoted."""
    inner = [
        q
        for q in quoted
        if report.inside is None or (report.inside[0] < q[0] and q[1] < report.inside[1])
    ]
    is_all, is_any = True, False
    for start, end in report.contents:
        at = start
        for a, b in inner:
            if a >= start and b <= end:
                is_any = True
                is_all = is_all and not (a > at and _WORD.search(text, at, a))
                at = max(at, b)
        is_all = is_all and not _WORD.search(text, at, end)
    return ("direct" if is_all else "mixed") if is_any else "indirect"
