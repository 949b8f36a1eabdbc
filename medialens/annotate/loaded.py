"""Loaded language: wordings that carry a standpoint, each with its rule and its source.

A hit is a place to read, never a fault: the rules say how a word is commonly used.
"""

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
    rows = [*_verbs(articles, attributions), *_certainty(certainty)]
    rows += _scare(marked, attributions)
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
    """Yield the reporting words that are not neutral, where they stand in the text."""
    told = attributions[attributions["cue_class"].isin(TOLD)]
    told = told.drop_duplicates(["article_id", "attribution_id"])
    texts = articles.set_index("article_id")
    for row in told.to_dict("records"):
        source = texts.loc[row["article_id"], "title" if row["zone"] == "headline" else "text"]
        near = row["start"] if pd.isna(row["source_start"]) else row["source_start"]
        at = _nearest(source, str(row["cue"]), int(near))
        if at >= 0:
            yield {
                **{name: row[name] for name in ("article_id", "sentence_id", "zone")},
                "start": at,
                "end": at + len(row["cue"]),
                "surface": row["cue"],
                "family": "verb",
                "rule": row["cue_class"],
            }


def _nearest(text: str, cue: str, near: int) -> int:
    """Return where the cue stands nearest to an offset, -1 if it is not within a sentence."""
    before, after = text.rfind(cue, max(0, near - 200), near + len(cue)), text.find(cue, near)
    found = [at for at in (before, after) if at >= 0 and abs(at - near) < 300]
    return min(found, key=lambda at: abs(at - near), default=-1)


def _certainty(certainty: pd.DataFrame) -> Iterator[dict[str, Any]]:
    marks = certainty[certainty["kind"].isin(("hedge", "booster"))]
    names = ["article_id", "sentence_id", "zone", "start", "end", "surface"]
    for row in marks.to_dict("records"):
        rule = str(row["surface"]).lower()
        yield {**{n: row[n] for n in names}, "family": row["kind"], "rule": rule}


def _scare(marked: pd.DataFrame, attributions: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield marked words without a speaker; not names, and not where anybody is quoted near."""
    key = ["article_id", "sentence_id"]
    counts = marked.groupby(key).size()
    quoted = set(attributions[key].itertuples(index=False, name=None))
    names = [*key, "zone", "start", "end"]
    for row in marked[marked["kind"] == "scare"].to_dict("records"):
        place = (row["article_id"], row["sentence_id"])
        if place not in quoted and counts[place] == 1 and not _is_name(str(row["words"])):
            yield {**{n: row[n] for n in names}, "surface": row["words"],
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
