"""Label pairs: which of several names for the same people or act a text uses."""

import functools
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from medialens.lexicons import load_lexicon
from medialens.text.normal import searchable

_NEAR = 24  # characters in which a word can give the form another meaning
_AROUND = 60  # characters in which a word can show that the form has the meaning of its set


class Label(NamedTuple):
    """One wording of a set: what is named, how, and the words around it that decide."""

    set: str
    member: str
    unless: re.Pattern[str] | None
    where: re.Pattern[str] | None
    note: str

    def is_meant(self, plain: str, start: int, end: int) -> bool:
        """Return whether the words around say that the form has the meaning of its set."""
        near, around = (_marked(plain, start, end, width) for width in (_NEAR, _AROUND))
        if self.unless is not None and self.unless.search(near):
            return False
        return self.where is None or self.where.search(around) is not None


def find_label_pairs(articles: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield every place where a text uses a wording of the packaged sets."""
    pattern, labels = _labels()
    titles = dict(zip(articles["article_id"], articles["title"].map(searchable), strict=True))
    texts = dict(zip(articles["article_id"], articles["text"].map(searchable), strict=True))
    for row in sentences.to_dict("records"):
        plain = (titles if row["zone"] == "headline" else texts)[row["article_id"]]
        for match in pattern.finditer(plain, row["start"], row["end"]):
            label = labels[match.group().lower()]
            if label.is_meant(plain, *match.span()):
                yield {
                    **{name: row[name] for name in ("article_id", "sentence_id", "zone")},
                    "start": match.start(),
                    "end": match.end(),
                    "surface": match.group(),
                    "family": "label",
                    "rule": f"{label.set}: {label.member}",
                    "note": label.note,
                }


def _marked(plain: str, start: int, end: int, width: int) -> str:
    """Return the form between < and >, with `width` characters on either side."""
    before, after = plain[max(0, start - width) : start], plain[end : end + width]
    return f"{before}<{plain[start:end]}>{after}"


@functools.cache
def _labels() -> tuple[re.Pattern[str], dict[str, Label]]:
    table: dict[str, Label] = {}
    for row in load_lexicon("labels"):
        label = Label(
            row["set"], row["member"], _words(row["unless"]), _words(row["where"]), row["note"]
        )
        for form in row["words"].split("|"):
            table[form] = label
    forms = "|".join(re.escape(form) for form in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE), table


def _words(cell: str | None) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{cell})", re.IGNORECASE) if cell else None
