"""Labels: which of several names for the same people or act a text uses."""

import functools
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from medialens.lexicons import load_lexicon
from medialens.text.normal import searchable

_NEAR = 24  # characters in which a word can give the form another meaning


class Label(NamedTuple):
    """One wording of a set: what is named, and how."""

    set: str
    member: str
    unless: re.Pattern[str] | None


def find_labels(articles: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield every place where a text uses a wording of the packaged sets."""
    pattern, labels = _labels()
    texts = articles.set_index("article_id")[["title", "text"]]
    for row in sentences.to_dict("records"):
        title, text = texts.loc[row["article_id"]]
        plain = searchable(title if row["zone"] == "headline" else text)
        for match in pattern.finditer(plain, row["start"], row["end"]):
            label = labels[match.group().lower()]
            around = plain[max(0, match.start() - _NEAR) : match.end() + _NEAR]
            if label.unless is None or not label.unless.search(around):
                yield {
                    "article_id": row["article_id"],
                    "sentence_id": row["sentence_id"],
                    "zone": row["zone"],
                    "start": match.start(),
                    "end": match.end(),
                    "surface": match.group(),
                    "family": "label",
                    "rule": f"{label.set}: {label.member}",
                }


@functools.cache
def _labels() -> tuple[re.Pattern[str], dict[str, Label]]:
    table: dict[str, Label] = {}
    for row in load_lexicon("labels"):
        unless = row["unless"] and re.compile(rf"\b(?:{row['unless']})\b", re.IGNORECASE)
        for form in row["words"].split("|"):
            table[form] = Label(row["set"], row["member"], unless or None)
    forms = "|".join(re.escape(form) for form in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE), table
