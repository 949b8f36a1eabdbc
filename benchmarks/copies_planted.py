"""Copies to plant: invented articles, and what desks make of an article.

Invented articles are sentences of the bundled corpora in random order, their rarer words replaced
by made-up ones that follow Zipf's law; one sentence in 25 is left as it is, so that unrelated
articles share a phrase by chance, as in a newspaper.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from medialens import load
from medialens.text.words import words

EDITED = [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]  # % of the source's words
KEPT = [70, 50, 30]  # % of the source's words, from the first
RUN = 3  # words edited at one place, on average
FREQUENT = 200  # words of the bundled corpora that invented articles keep
VERBATIM = 25  # one sentence in so many is left as it is
FIRST_DAY = pd.Timestamp("2025-01-01", tz="UTC")

Text = list[str]  # words, and "\n\n" between paragraphs


class Case(NamedTuple):
    """What was planted: the articles made, those they were made from, and whether these belong."""

    kind: str
    level: str
    made: list[str]
    sources: list[str]
    is_copy: bool
    same_time: bool


class Writer:
    """Write invented articles."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        texts = [text for name in ("valdory", "first_lesson") for text in _bundled(name)]
        counts = Counter(word.lower() for text in texts for word in words(text))
        kept = {word for word, _ in counts.most_common(FREQUENT)}
        self.vocabulary = self._invented(20_000)
        weights = 1 / np.arange(10, 20_010)
        self._cumulative = np.cumsum(weights / weights.sum())
        sentences = {s for text in texts for s in re.split(r"(?<=[.!?”\"])\s+", text)}
        self._sentences = [_slotted(s, kept) for s in sorted(sentences) if len(s.split()) > 5]

    def _invented(self, n: int) -> list[str]:
        consonants = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "st")
        parts = [consonant + vowel for consonant in consonants for vowel in "aeiou"]
        drawn = self.rng.integers(len(parts), size=(n, 4))
        return ["".join(parts[i] for i in row[: 2 + k % 3]) for k, row in enumerate(drawn)]

    def __call__(self, n_words: int) -> Text:
        """Return an article of at least `n_words`."""
        made: Text = []
        n_made = 0
        while n_made < n_words:
            sentence, slots = self._sentences[self.rng.integers(len(self._sentences))]
            sentence = list(sentence)
            if self.rng.integers(VERBATIM):
                drawn = np.searchsorted(self._cumulative, self.rng.random(len(slots)))
                for (place, before, after), word in zip(slots, drawn.tolist(), strict=True):
                    sentence[place] = before + self.vocabulary[word % 20_000] + after
            n_made += len(sentence)
            made += sentence
            if self.rng.random() < 0.5:
                made.append("\n\n")
        return made


class Planter:
    """Plant copies of known kinds among the articles of a pool."""

    def __init__(self, pool: Iterator[Text], vocabulary: Sequence[str], seed: int) -> None:
        self.pool, self.vocabulary = pool, vocabulary
        self.rng = np.random.default_rng(seed)
        self.rows: list[dict[str, object]] = []
        self.cases: list[Case] = []

    def plant(self, n: int) -> None:
        """Plant `n` cases of every kind and level."""
        self.footer = [self._word() for _ in range(60)]
        for number in range(n):
            for share in EDITED:
                self._copy("edited", share, number, lambda t, s=share: self.edited(t, s / 100))
            for share in KEPT:
                self._copy("cut", share, number, lambda t, s=share: _first(t, s / 100))
            self._copy("new headline", "", number, lambda t: t)
            self._copy("longer", 50, number, lambda t: [*t, "\n\n", *_first(next(self.pool), 0.5)])
            self._merged(number)
            self._quoted(number)
            for level in ("own line", "last line"):
                self._with_footer(level, number)
            self.add(next(self.pool), number, "Single")

    def _copy(self, kind: str, level: object, number: int, change: Callable[[Text], Text]) -> None:
        same_time = number % 2 == 1
        text = next(self.pool)
        # The order of ids must not help: of two at one time, the made one comes first every
        # second time.
        ids = ["made", "base"] if number % 4 == 1 else ["base", "made"]
        parts = {"base": text, "made": change(text)}
        added = {
            part: self.add(parts[part], number + (part == "made" and not same_time), part)
            for part in ids
        }
        case = Case(kind, str(level), [added["made"]], [added["base"]], True, same_time)
        self.cases.append(case)

    def _merged(self, number: int) -> None:
        texts = [next(self.pool), next(self.pool)]
        sources = [self.add(text, number, "base") for text in texts]
        made = self.add([*texts[0], "\n\n", *texts[1]], number + 1, "made")
        self.cases.append(Case("merged", "", [made], sources, True, False))

    def _quoted(self, number: int) -> None:
        text, other = next(self.pool), next(self.pool)
        quoted = [w for w in text if w != "\n\n"][:60]
        at = other.index("\n\n") if "\n\n" in other else len(other)
        made = [*other[:at], "\n\n", "“" + quoted[0], *quoted[1:-1], quoted[-1] + "”", *other[at:]]
        ids = [self.add(text, number, "base"), self.add(made, number + 1, "made")]
        self.cases.append(Case("quoted", "60 words", ids[1:], ids[:1], False, False))

    def _with_footer(self, level: str, number: int) -> None:
        text = next(self.pool)
        text = text[: int(self.rng.integers(40, 200))]
        parts = [*text, "\n\n", *self.footer] if level == "own line" else [*text, *self.footer]
        made = self.add(parts, number, f"Footer {level}")
        self.cases.append(Case("footer", level, [made], [], False, False))

    def edited(self, text: Text, share: float) -> Text:
        """Return `text` with a share of its words replaced, deleted or inserted in short runs."""
        left = round(share * len(text))
        starts = self.rng.permutation(len(text)).tolist()
        touched: set[int] = set()
        inserted: dict[int, Text] = {}
        deleted: set[int] = set()
        while left > 0 and starts:
            start = starts.pop()
            length = min(left, int(self.rng.geometric(1 / RUN)))
            places = range(start, min(start + length, len(text)))
            if touched.intersection(places):
                continue
            kind = self.rng.integers(3)
            touched.update(places if kind else [start])
            if kind:
                deleted.update(places)
            if kind < 2:
                inserted[start] = [self._word() for _ in range(length)]
            left -= length
        made: Text = []
        for place, word in enumerate(text):
            made += inserted.get(place, [])
            made += [word] if place not in deleted else []
        return made

    def _word(self) -> str:
        return self.vocabulary[int(self.rng.integers(len(self.vocabulary)))]

    def add(self, text: Text, day: int, outlet: str) -> str:
        """Add an article; return its id."""
        article_id = f"a{len(self.rows):06d}"
        self.rows.append(
            {
                "article_id": article_id,
                "outlet": outlet,
                "published": FIRST_DAY + pd.Timedelta(days=day),
                "text": " ".join(text).replace(" \n\n ", "\n\n"),
            }
        )
        return article_id


def _bundled(name: str) -> list[str]:
    return load(name).articles["text"].tolist()


def _slotted(sentence: str, kept: set[str]) -> tuple[Text, list[tuple[int, str, str]]]:
    """Return the words, and the place of each that is made up, with the marks around it."""
    tokens = sentence.split()
    slots = []
    for place, token in enumerate(tokens):
        core = re.search(r"\w+(?:[’'-]\w+)*", token)
        if core and core[0].lower() not in kept:
            slots.append((place, token[: core.start()], token[core.end() :]))
    return tokens, slots


def _first(text: Text, share: float) -> Text:
    return text[: round(share * len(text))]
