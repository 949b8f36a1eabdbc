"""The collection that the pieces of work share: invented, or one that is brought along.

Invented articles are those of `benchmarks.copies_planted`: sentences of the bundled corpora whose
rarer words are replaced by made-up ones that follow Zipf's law. In the second half `SWAPPED` words
are replaced by another word each, so that there are keywords to find.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.copies_planted import FIRST_DAY, Writer
from benchmarks.peers.records import Record
from medialens import load

HALVES = ("First half", "Second half")
N_NEWS = 400
SWAPPED = 100


def invented(n_articles: int, n_words: int, *, seed: int = 1) -> list[Record]:
    """Return invented articles in two halves, of about `n_words` together."""
    writer, rng = Writer(seed), np.random.default_rng(seed)
    weights = rng.lognormal(0, 0.5, n_articles)
    swap = dict(zip(writer.vocabulary[:SWAPPED], writer.vocabulary[-SWAPPED:], strict=True))
    records = []
    for number, size in enumerate(_shares(weights, n_words)):
        text = " ".join(writer(size)).replace(" \n\n ", "\n\n").strip()
        half = number * 2 // n_articles
        if half:
            text = re.sub(r"\w+", lambda found: swap.get(found[0], found[0]), text)
        records.append(_record(number, half, " ".join(text.split()[:8]), text))
    return records


def brought(path: Path) -> list[Record]:
    """Return the articles of a collection in two halves by date."""
    articles = load(str(path)).articles.sort_values(["published", "article_id"])
    pairs = zip(articles["title"].fillna(""), articles["text"], strict=True)
    return [
        _record(number, number * 2 // len(articles), str(title), str(text))
        for number, (title, text) in enumerate(pairs)
    ]


def bundled_news() -> list[Record]:
    """Return the articles of the bundled collection that is written like news."""
    return brought(Path("valdory"))


def _shares(weights: np.ndarray, whole: int) -> Iterator[int]:
    yield from np.maximum(1, weights / weights.sum() * whole).astype(int).tolist()


def _record(number: int, half: int, title: str, text: str) -> Record:
    day = FIRST_DAY + np.timedelta64(number % 300, "D")
    return {
        "id": f"a{number:06}",
        "outlet": HALVES[half],
        "date": f"{day:%Y-%m-%d}",
        "title": title,
        "text": text,
    }
