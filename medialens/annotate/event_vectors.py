"""Vectors of articles for the search for events: words weighed by how much they tell apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from medialens.text.words import word_spans

TITLE = 4  # times that a word of the headline counts
LEAD = 2  # times that a word of the first LEAD_WORDS counts
LEAD_WORDS = 60
READ = 1000  # words of a text; what follows seldom tells of which event it is
NAME = 1.5  # weight of a word that is written with a capital inside sentences
TERMS = 150  # heaviest words kept of an article

_GENITIVE = re.compile(r"['’ʼ][sS]?$")
_OPENS = frozenset('.!?:\n\r"“„«(‘')  # after one of these a capital does not make a name

Matrix: TypeAlias = "sparse.csr_array[np.float64]"


class Vectors(NamedTuple):
    """One vector of length 1 per article, and the words that its columns stand for, sorted.

    A vector without any word that tells articles apart is 0.
    """

    matrix: Matrix
    terms: list[str]


def vectors(titles: Sequence[str], texts: Sequence[str]) -> Vectors:
    """Return the vectors of articles.

    Parameters
    ----------
    titles, texts : sequences of str
        Headline and text of each article.

    Returns
    -------
    Vectors
        The weight of a word is ``(1 + ln n) ln(N / df)``: n its occurrences in the article, those
        in headline and lead counted several times, df the articles of all N that have it. Names
        weigh half as much again. A word that only one article has, or all of them, weighs nothing.
        Of an article the 150 heaviest words are kept.
    """
    capitals = _Capitals()
    counts = [_counts(title, text, capitals) for title, text in zip(titles, texts, strict=True)]
    terms = sorted(set().union(*counts))
    column = {term: number for number, term in enumerate(terms)}
    df = np.zeros(len(terms))
    for count in counts:
        df[[column[term] for term in count]] += 1
    weight = np.where(df > 1, np.log(len(counts) / np.maximum(df, 1)), 0.0)
    weight *= [NAME if capitals.is_name(term) else 1.0 for term in terms]
    return Vectors(_matrix(counts, column, weight), terms)


@lru_cache(maxsize=2**17)
def term(word: str) -> str:
    """Return the form under which a word is counted: lower case, no genitive, no plural s.

    Examples
    --------
    >>> [term(word) for word in ["Union’s", "ferries", "U.S.", "press"]]
    ['union', 'ferrie', 'us', 'press']
    """
    form = bare(word).lower().replace(".", "")
    is_plural = len(form) > 4 and form.endswith("s") and not form.endswith("ss")
    return form[:-1] if is_plural else form


def bare(word: str) -> str:
    """Return `word` without a genitive ending."""
    return _GENITIVE.sub("", word)


class _Capitals:
    """How often a word stands inside a sentence, and how often it has a capital there."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()

    def is_name(self, term: str) -> bool:
        return self.capital[term] * 2 > self.seen[term]


def _counts(title: str, text: str, capitals: _Capitals) -> Counter[str]:
    found: Counter[str] = Counter()
    for number, (word, is_first) in enumerate(_words(text)):
        form = term(word)
        found[form] += LEAD if number < LEAD_WORDS else 1
        if not is_first:
            capitals.seen[form] += 1
            capitals.capital[form] += word[0].isupper()
    for word, _ in _words(title):
        found[term(word)] += TITLE
    found.pop("", None)
    return found


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the first words of a text, and whether a sentence or a quotation begins there."""
    before = 0
    for start, end in word_spans(text)[:READ]:
        yield text[start:end], before == 0 or not _OPENS.isdisjoint(text[before:start])
        before = end


def _matrix(
    counts: Sequence[Counter[str]],
    column: dict[str, int],
    weight: NDArray[np.float64],
) -> Matrix:
    columns, values, starts = [], [], [0]
    for count in counts:
        where = np.array([column[term] for term in count], np.int64)
        value = (1 + np.log(list(count.values()))) * weight[where]
        order = np.lexsort((where, -value))[:TERMS]
        kept = np.sort(order[value[order] > 0])
        kept = kept[np.argsort(where[kept])]
        length = np.sqrt(np.square(value[kept]).sum())
        columns.append(where[kept])
        values.append(value[kept] / max(length, 1e-12))
        starts.append(starts[-1] + len(kept))
    if not counts:
        return sparse.csr_array((0, 0))
    data = (np.concatenate(values), np.concatenate(columns), np.array(starts))
    return sparse.csr_array(data, shape=(len(counts), len(column)))
