"""Units: one row per sentence, actor and report, with the words of every other one blanked."""

from collections import defaultdict
from typing import Any

import pandas as pd

from medialens.annotate.leftovers import is_leftover
from medialens.annotate.owners import OWN, Content, contents_by_zone, owners
from medialens.annotate.wording import retold
from medialens.schemas import ARTICLES, MENTIONS, SENTENCES, UNITS


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
        A `UNITS` table: one row per sentence, actor and report, or the outlet's own words;
        several mentions there count once, by the first. ``segment`` is as long as ``sentence``:
        all other words are blanked. How to read a voice: *own* is the outlet speaking; *named*,
        *anonymous* and *relay* are the deepest source whose content holds the mention. Where
        ``is_ambiguous``, the claim is that source's, and the outlet may have worded it.

    Notes
    -----
    Source phrase and cue of a report belong to whoever reports: in "X said that Y lied" the
    outlet speaks of X, and X of Y. Two reports in one sentence make two rows, also where one
    source praises and blames the same actor: their mean would say that nothing was said.

    Ambiguous are mentions in the unquoted words of a report that the outlet itself makes (depth
    1), indirect or mixed: speech as it was and as it is retold cannot be told apart there (de
    dicto and de re). Words of a source of a source were retold by that source first.
    """
    ARTICLES.check(articles)
    texts = {
        (article_id, is_headline): text
        for article_id, title, body in zip(
            *(articles[c].tolist() for c in ("article_id", "title", "text")), strict=True
        )
        for is_headline, text in ((True, title), (False, body))
    }
    contents = contents_by_zone(attributions)
    unquoted = {key: retold(texts[key], here) for key, here in contents.items() if key in texts}
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
        flags = unquoted.get((article_id, zone == "headline"), [])
        rows += [{**place, **row} for row in _sentence_rows(text, (start, end), found, here, flags)]
    return UNITS.table(rows)


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
    contents: list[Content],
    flags: list[bool],
) -> list[dict[str, Any]]:
    start, end = span
    here = [c for c in contents if c.start < end and c.end > start]
    holders = owners(start, end, here)
    by_id = {c.attribution_id: c for c in here}
    sentence = text[start:end]
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for first, last, actor_id in sorted(mentions):
        owner = holders[first - start] if start <= first < end else OWN
        if (actor_id, owner) in rows:
            continue
        content = by_id.get(owner)
        segment = _segment(sentence, holders, owner)
        place = first - start, last - start
        rows[actor_id, owner] = {
            "actor_id": actor_id,
            "voice": content.voice if content else "own",
            "speaker_id": content.speaker_id if content else None,
            "is_ambiguous": content is not None and content.depth == 1 and flags[first],
            "is_leftover": segment != sentence and is_leftover(segment, *place),
            "start": first,
            "end": last,
            "sentence": sentence,
            "segment": segment,
            "target_start": place[0],
            "target_end": place[1],
        }
    return list(rows.values())


def _segment(sentence: str, holders: list[int], owner: int) -> str:
    if all(other == owner for other in holders):
        return sentence
    return "".join(
        character if other == owner else " "
        for character, other in zip(sentence, holders, strict=True)
    )
