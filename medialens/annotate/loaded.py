"""Loaded language: wordings that carry a standpoint, each with its rule and its source.

A hit is a place to read, never a fault: the rules say how a word is commonly used.
"""

import numpy as np
import pandas as pd

from medialens.annotate.certainty import find_certainty
from medialens.annotate.hedge_drops import find_hedge_drops
from medialens.annotate.label_pairs import find_label_pairs
from medialens.annotate.loaded_marks import find_marks, find_scare_quotes
from medialens.annotate.loaded_verbs import find_verbs
from medialens.annotate.marked_words import find_marked_words
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
    rows = [*find_verbs(articles, attributions), *find_marks(articles, certainty)]
    rows += find_scare_quotes(articles, sentences, marked, attributions)
    rows += [*find_label_pairs(articles, sentences), *find_passives(articles, sentences)]
    rows += find_hedge_drops(articles, sentences, certainty, attributions)
    if not rows:
        return LOADED.table()
    for row in rows:
        family = row["family"]
        row["source"] = SOURCES[family]
        row["note"] = f"not a fault: {row.get('note') or NOTES[family]}"
    table = _with_voices(LOADED.table(rows), segments)
    own_only = table["family"].isin(("passive", "hedge drop"))
    return LOADED.table(table[~own_only | (table["voice"] == "own")])


def all_loaded(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    attributions: pd.DataFrame,
    mentions: pd.DataFrame,
) -> pd.DataFrame:
    """Return `find_loaded` with the certainty and the marked words of these articles."""
    certainty = find_certainty(articles, sentences, attributions)
    marked = find_marked_words(articles, sentences, attributions, mentions)
    return find_loaded(articles, sentences, segments, attributions, certainty, marked)


def _with_voices(table: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Put whose words stand at the start of each hit, and the report that holds them."""
    by_zone = {
        key: (
            here["start"].to_numpy(dtype=np.int64),
            list(zip(here["voice"], here["attribution_id"], strict=True)),
        )
        for key, here in segments.sort_values("start").groupby(["article_id", "zone"])
    }
    found: list[tuple[str, int | None]] = []
    for article_id, zone, start in zip(
        table["article_id"], table["zone"], table["start"], strict=True
    ):
        here = by_zone.get((article_id, "headline" if zone == "headline" else "text"))
        if here is None:
            found.append(("own", None))
            continue
        starts, voices = here
        found.append(voices[max(0, int(np.searchsorted(starts, int(start), side="right")) - 1)])
    return table.assign(
        voice=[voice for voice, _ in found],
        attribution_id=pd.array([number for _, number in found], dtype="Int64"),
    )
