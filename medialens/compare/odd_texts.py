"""Odd texts: cut short, of one length, far too long, in broken letters, with lines that repeat."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

LEAST = 10  # articles of an outlet
SHORT = 50  # words below which nobody can be profiled
FAR = 6.0  # robust standard deviations of the log length
REPEATED = 5  # articles with one line
REPEATED_SHARE = 0.05
_CUT = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\+\d+ chars?\]|\bread (?:more|on)\W*|\bcontinue reading\W*)$", re.I
)
_BROKEN = re.compile("\ufffd|Ã[\u0080-\u00bf]|â€[™œ\u009d]|Â[\u00a0-\u00bf]")
_EDGE = 3  # lines at either end of a text


class Odd(NamedTuple):
    """Articles of an outlet with one oddity; `shown` is an example or the repeated line."""

    outlet: str
    articles: tuple[str, ...]
    n: int
    shown: str = ""


def by_pattern(articles: pd.DataFrame, kind: str) -> Iterator[Odd]:
    """Yield, per outlet, the texts that end as if cut ("cut") or hold broken letters ("broken")."""
    pattern = {"cut": _CUT, "broken": _BROKEN}[kind]
    ends = articles["text"].str.strip().str[-60:] if kind == "cut" else articles["text"]
    is_odd = ends.map(lambda text: bool(pattern.search(text)))
    yield from _by_outlet(articles, is_odd)


def short(articles: pd.DataFrame) -> Iterator[Odd]:
    """Yield, per outlet, the texts under 50 words."""
    yield from _by_outlet(articles, articles["text"].str.count(r"\S+") < SHORT)


def far_too_long(articles: pd.DataFrame) -> Iterator[Odd]:
    """Yield, per outlet, the texts whose length is far beyond that of the others.

    By the median and the median absolute deviation of the logarithm.
    """
    words = articles["text"].str.count(r"\S+").clip(lower=1)
    lengths = pd.Series(np.log(words), index=articles.index)
    middle = lengths.groupby(articles["outlet"]).transform("median")
    spread = (lengths - middle).abs().groupby(articles["outlet"]).transform("median") * 1.4826
    many = articles.groupby("outlet")["text"].transform("size") >= LEAST
    yield from _by_outlet(articles, many & (lengths > middle + FAR * spread.clip(lower=0.2)))


def of_one_length(articles: pd.DataFrame) -> Iterator[Odd]:
    """Yield the outlets of whose texts a fifth or more have the same number of characters.

    Articles have every length; texts that a database cut off have one.
    """
    lengths = articles["text"].str.len()
    for outlet, here in lengths.groupby(articles["outlet"]):
        counts = here.value_counts()
        if len(here) >= LEAST and counts.iloc[0] >= max(3, 0.2 * len(here)):
            ids = articles.loc[here.index[here == counts.index[0]], "article_id"]
            yield Odd(str(outlet), tuple(ids), len(here), f"{counts.index[0]:,} characters")


def repeated_lines(articles: pd.DataFrame) -> Iterator[Odd]:
    """Yield lines that stand at the edge of many articles of an outlet, the most frequent first."""
    for outlet, here in articles.groupby("outlet"):
        counts: Counter[str] = Counter()
        for text in here["text"]:
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            counts.update({line for line in (*lines[:_EDGE], *lines[-_EDGE:]) if " " in line})
        least = max(REPEATED, REPEATED_SHARE * len(here))
        for line, n in counts.most_common(3):
            if n >= least and len(lines) > 1:
                ids = here.loc[here["text"].str.contains(line, regex=False), "article_id"]
                yield Odd(str(outlet), tuple(ids), len(here), line)


def _by_outlet(articles: pd.DataFrame, is_odd: "pd.Series[bool]") -> Iterator[Odd]:
    sizes = articles.groupby("outlet").size()
    for outlet, here in articles[is_odd].groupby("outlet"):
        yield Odd(str(outlet), tuple(here["article_id"]), int(sizes[outlet]))
