"""Passives without a doer: "mistakes were made", "the man was shot"."""

import functools
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from medialens.lexicons import load_lexicon
from medialens.text.normal import searchable

_BE = r"(?:is|are|was|were|been|being|be|got|gets)"
_DOER = re.compile(
    r"^[^.;:!?]{0,120}?\bby\b(?! (?:mail|law|phone|way|then|now|\d|the end|night|day))"
)
_SUBJECT = 40  # characters before the verb in which its subject stands


def find_passives(articles: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield passives of harm, error and decision whose sentence does not say who did it.

    A doer is what "by" names after the verb, up to the end of the clause.
    """
    pattern, rules = _participles()
    texts = dict(zip(articles["article_id"], articles["text"].map(searchable), strict=True))
    for row in sentences.to_dict("records"):
        if row["zone"] == "headline":
            continue  # headlines leave out the verb "to be"
        plain = texts[row["article_id"]]
        for match in pattern.finditer(plain, row["start"], row["end"]):
            participle = match["participle"].lower()
            family, subject = rules[participle]
            before = plain[max(row["start"], match.start() - _SUBJECT) : match.start()].lower()
            if subject and not re.search(rf"\b(?:{subject})\b[^.,;]*$", before):
                continue
            if not _DOER.match(plain[match.end() : row["end"]]):
                yield {
                    "article_id": row["article_id"],
                    "sentence_id": row["sentence_id"],
                    "zone": row["zone"],
                    "start": match.start(),
                    "end": match.end(),
                    "surface": match.group(),
                    "family": "passive",
                    "rule": f"{family}: {participle}",
                }


@functools.cache
def _participles() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    rules = {
        row["participle"]: (row["family"], row["subject"] or "") for row in load_lexicon("passives")
    }
    words = "|".join(sorted(rules, key=len, reverse=True))
    verb = rf"\b{_BE} (?:(?:also|later|then|not|never|all|\w+ly) )?(?P<participle>{words})\b"
    return re.compile(verb, re.IGNORECASE), rules
