"""Loaded language: wordings that carry a standpoint, each with its rule and its source.

A hit is a place to read, never a fault: the rules say how a word is commonly used.
"""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from medialens.annotate.hedge_drops import find_hedge_drops
from medialens.annotate.labels import find_labels
from medialens.annotate.passives import find_passives
from medialens.schemas import (
    ARTICLES,
    ATTRIBUTIONS,
    CERTAINTY,
    LOADED,
    MARKED_WORDS,
    SEGMENTS,
    SENTENCES,
)

_BESIDE = 25  # characters between a source and its reporting word
_OTHER_VERB = re.compile(
    r"contending with|threatening to (?:collapse|fall|rain)|advocates\b|pledge allegiance|knows\b|"
    r"revealing (?:themselves|himself|herself|itself)|suspects\b|orders (?:related|of|to|that|led)",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:tweet(?:ed|s)?|descri(?:bed|bes|bing)|call(?:ed|s|ing) (?:on|for|it|him|her|them)|"
    r"challenged|"
    r"refer(?:red|s|ring) to|label(?:ed|led|s)|say(?:s|ing)?|said|told|asked|warn(?:ed|s)?)\b",
    re.IGNORECASE,
)
_OTHER_NOUN = re.compile(r"\b(?:asylum|insurance|damage|legal|false|executive|immigration) $", re.I)
# Forms of the certainty list in another sense: "make sure", "show up", "isn't clear", "to prove".
_OTHER_SENSE = re.compile(
    r"\b(?:make|makes|making|made|be|being) <sure>|<shows?> up"
    r"|(?:Sunday|talk|TV|radio|the|late) <shows?>"
    r"|(?:n't|not|never|to|cannot) (?:\w+ )?<(?:clear|show|shows|prove|proves|certain|sure)>"
    r"|(?:can|could|must|will|to) <prove>",
    re.IGNORECASE,
)
TOLD = ("distancing", "assertive", "factive", "concession")
SOURCES = {
    "verb": "Floyd 2000; Recasens et al. 2013",
    "hedge": "Hyland 2005",
    "booster": "Hyland 2005",
    "label": "Entman 1993; Lakoff 2004",
    "passive": "Trew 1979; Fowler 1991",
    "scare quotes": "Predelli 2003",
    "hedge drop": "Saurí and Pustejovsky 2009",
}
NOTES = {
    "verb": "how a source is introduced; the word may be the right one",
    "hedge": "the writer leaves room for doubt; doubt may be due",
    "booster": "the writer insists; it may be certain",
    "label": "one of several names for the same; the others say something else",
    "passive": "who did it is not said here; it may be unknown, or said before",
    "scare quotes": "marks without a speaker: distance, a term, or a source left out",
    "hedge drop": "doubtful in one sentence, stated in a later one; it may be settled since",
}


def find_loaded(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    attributions: pd.DataFrame,
    certainty: pd.DataFrame,
    marked: pd.DataFrame,
) -> pd.DataFrame:
    """Find wordings that carry a standpoint, in everybody's words, with whose words they are.

    Parameters
    ----------
    articles, sentences, segments, attributions, certainty, marked : DataFrame
        `ARTICLES`, `SENTENCES`, `SEGMENTS`, `ATTRIBUTIONS`, `CERTAINTY`, `MARKED_WORDS`.

    Returns
    -------
    DataFrame
        A `LOADED` table: one row per hit, in order of article and place. How to read it: ``rule``
        says which wording was found, ``source`` where the rule comes from, ``voice`` whose words
        they are. Compare outlets by `medialens.compare.loaded.compare_loaded`, member against
        member of one set of labels; a count alone says little.

    Raises
    ------
    SchemaError
        If a column is missing.

    References
    ----------
    Recasens, M., Danescu-Niculescu-Mizil, C. & Jurafsky, D. (2013). Linguistic models for
    analyzing and detecting biased language. ACL 2013. Entman, R. M. (1993). Framing. Journal of
    Communication 43, 51-58. Trew, T. (1979). Theory and ideology at work. Fowler, R. (1991).
    Language in the news. Hyland, K. (2005). Metadiscourse. Saurí, R. & Pustejovsky, J. (2009).
    FactBank. Language Resources and Evaluation 43, 227-268.
    """
    for schema, table in (
        (ARTICLES, articles), (SENTENCES, sentences), (SEGMENTS, segments),
        (ATTRIBUTIONS, attributions), (CERTAINTY, certainty), (MARKED_WORDS, marked),
    ):  # fmt: skip
        schema.check(table)
    rows = [*_verbs(articles, attributions), *_certainty(articles, certainty)]
    rows += _scare(articles, sentences, marked, attributions)
    rows += [*find_labels(articles, sentences), *find_passives(articles, sentences)]
    rows += find_hedge_drops(articles, sentences, certainty)
    if not rows:
        return LOADED.table()
    table = LOADED.table(rows)
    voices = _voices(table, segments)
    own_only = table["family"].isin(("passive", "hedge drop"))
    table = table.assign(
        voice=voices,
        source=table["family"].map(SOURCES),
        note=table["family"].map(NOTES),
    )
    return LOADED.table(table[~own_only | (table["voice"] == "own")])


def _verbs(articles: pd.DataFrame, attributions: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the reporting words that are not neutral, beside the source that they report."""
    told = attributions[attributions["cue_class"].isin(TOLD) & attributions["source_start"].notna()]
    told = told.drop_duplicates(["article_id", "attribution_id"])
    texts = articles.set_index("article_id")
    for row in told.to_dict("records"):
        source = texts.loc[row["article_id"], "title" if row["zone"] == "headline" else "text"]
        cue = str(row["cue"])
        at = _beside(source, cue, int(row["source_start"]), int(row["source_end"]))
        is_other = at < 0 or _OTHER_VERB.match(source[at:])
        if not is_other and not _OTHER_NOUN.search(source[max(0, at - 20) : at]):
            yield {
                **{name: row[name] for name in ("article_id", "sentence_id", "zone")},
                "start": at,
                "end": at + len(cue),
                "surface": cue,
                "family": "verb",
                "rule": row["cue_class"],
            }


def _beside(text: str, cue: str, start: int, end: int) -> int:
    """Return where the cue stands right after its source, or right before it; else -1."""
    after = text.find(cue, end, end + _BESIDE + len(cue))
    if after >= 0 and not re.search(r"[.;:]", text[end:after]):
        return after
    before = text.rfind(cue, max(0, start - len(cue) - 2), start)
    return before


def _certainty(articles: pd.DataFrame, certainty: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield hedges and boosters, without forms that mean something else where they stand."""
    marks = certainty[certainty["kind"].isin(("hedge", "booster"))]
    texts = articles.set_index("article_id")[["title", "text"]]
    names = ["article_id", "sentence_id", "zone", "start", "end", "surface"]
    for row in marks.to_dict("records"):
        title, text = texts.loc[row["article_id"]]
        source = title if row["zone"] == "headline" else text
        before = source[max(0, row["start"] - 24) : row["start"]]
        around = f"{before}<{row['surface']}>{source[row['end'] : row['end'] + 12]}"
        if not _OTHER_SENSE.search(around):
            rule = str(row["surface"]).lower()
            yield {**{n: row[n] for n in names}, "family": row["kind"], "rule": rule}


def _scare(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    marked: pd.DataFrame,
    attributions: pd.DataFrame,
) -> Iterator[dict[str, Any]]:
    """Yield marked words without a speaker; not names, and not where anybody is quoted near."""
    key = ["article_id", "sentence_id"]
    counts = marked.groupby(key).size()
    quoted = set(attributions[key].itertuples(index=False, name=None))
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    names = ["start", "end"]
    spans = sentences[sentences["zone"] != "headline"].set_index(key)[names]
    for row in marked[marked["kind"] == "scare"].to_dict("records"):
        place = (row["article_id"], row["sentence_id"])
        if place in quoted or counts[place] > 1 or _is_name(str(row["words"])):
            continue
        if place in spans.index:  # headlines quote in marks and leave the speaker out
            start, end = spans.loc[place]
            if not _SPEAKS.search(texts[row["article_id"]][start:end]):
                yield {**{n: row[n] for n in (*key, "zone", *names)}, "surface": row["words"],
                       "family": "scare quotes", "rule": "marks without a speaker"}  # fmt: skip


def _is_name(words: str) -> bool:
    """Return whether all longer words have a capital, as in the title of a show or a bill."""
    long = [word for word in words.split() if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long)


def _voices(table: pd.DataFrame, segments: pd.DataFrame) -> list[str]:
    """Return whose words stand at the start of each hit."""
    by_zone = {
        key: (here["start"].to_numpy(dtype=np.int64), here["voice"].tolist())
        for key, here in segments.sort_values("start").groupby(["article_id", "zone"])
    }
    voices = []
    for article_id, zone, start in zip(
        table["article_id"], table["zone"], table["start"], strict=True
    ):
        found = by_zone.get((article_id, "headline" if zone == "headline" else "text"))
        if found is None:
            voices.append("own")
            continue
        at = int(np.searchsorted(found[0], int(start), side="right")) - 1
        voices.append(str(found[1][max(0, at)]))
    return voices
