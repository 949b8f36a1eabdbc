"""Reporting verbs that are not neutral, beside the source that they report."""

import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

TOLD = ("distancing", "assertive", "factive", "concession")
_BESIDE = 25  # characters between a source and its reporting word
# Reporting words that do something else where they stand: acts, and not words, or no report.
_OTHER_VERB = re.compile(
    r"contending with|threatening to (?:collapse|fall|rain)|threatens to\b|advocates\b"
    r"|pledge allegiance|suspects\b|(?:as )?order(?:s|ed|ing)?\b|refus\w* to\b"
    r"|protest(?:s|ed|ing)?\b|questions (?!whether|if|how)|repeated (?!that)|not(?:e|es):"
    r"|demonstrat\w+|convinc\w+|underscor\w+|grants?\b(?! that)|(?:known|shown) (?:as|to|for|in)\b"
    # what somebody learns or lays open, and not what somebody says
    r"|(?:know|knows|knew|known|knowing|discover\w*|reveal\w*|show|shows|showed|shown|showing"
    r"|find|finds|found|finding|learn\w*)\b(?!,? (?:that|how much|why|it|he|she|they|there|the \w+"
    r" (?:is|are|was|were|has|have|had|will|would|could)))"
    r"|den(?:y|ies|ied|ying) (?:\w+ ){0,2}(?:visas?|admission|entry|access|benefits|bail|asylum"
    r"|citizenship|applications?|requests?|people|immigrants|migrants|funding|status|permits?)\b"
    r"|claim(?:s|ed|ing)? (?:\w+ )?(?:asylum|U\.S\. citizenship|citizenship|refugee|victory|credit"
    r"|responsibility|benefits|the lives?|parentage)\b",
    re.IGNORECASE,
)
_OTHER_NOUN = re.compile(
    r"\b(?:asylum|insurance|damage|legal|false|executive|immigration|meritless|refugee|jobless"
    r"|unemployment|often|much|oft) $",
    re.IGNORECASE,
)
_MODIFIES = re.compile(r"\b(?:this|the|an?|any|these|those|previously|newly|of) $", re.IGNORECASE)


def find_verbs(articles: pd.DataFrame, attributions: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the reporting words that are not neutral, where their source stands beside them.

    Orders, refusals and street protests are acts of a source more than reports of its words, and
    are left out.
    """
    told = attributions[attributions["cue_class"].isin(TOLD) & attributions["source_start"].notna()]
    told = told.drop_duplicates(["article_id", "attribution_id"])
    texts = articles.set_index("article_id")
    for row in told.to_dict("records"):
        text = texts.loc[row["article_id"], "title" if row["zone"] == "headline" else "text"]
        cue = str(row["cue"])
        at = _beside(text, cue, int(row["source_start"]), int(row["source_end"]))
        if at >= 0 and not _is_other(text, cue, at):
            yield {
                **{name: row[name] for name in ("article_id", "sentence_id", "zone")},
                "start": at,
                "end": at + len(cue),
                "surface": cue,
                "family": "verb",
                "rule": row["cue_class"],
            }


def _is_other(text: str, cue: str, at: int) -> bool:
    """Return whether the word at `at` is no report: an act, a thing, or beside a noun."""
    before = text[max(0, at - 20) : at]
    is_beside_noun = cue.endswith("ed") and _MODIFIES.search(before)
    return bool(_OTHER_VERB.match(text[at:]) or _OTHER_NOUN.search(before) or is_beside_noun)


def _beside(text: str, cue: str, start: int, end: int) -> int:
    """Return where the cue stands right after its source, or right before it; else -1."""
    after = text.find(cue, end, end + _BESIDE + len(cue))
    if after >= 0 and not re.search(r"[.;:]", text[end:after]):
        return after
    return text.rfind(cue, max(0, start - len(cue) - 2), start)
