"""Counts of words and word sequences per article."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from medialens.text.tokens import Tokens, tokenize

LONGEST = 4  # words of the longest sequence
INSIDE = 0.8  # share of a term's hits inside a longer one from which only the longer is kept

IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Counts:
    """How often each term stands in each article.

    Parameters
    ----------
    terms : ndarray of str
        Lower-cased words, or words joined by a space; sorted.
    table : sparse array
        One row per article, one column per term.
    lengths : ndarray
        Words of each article, counted or not.
    """

    terms: NDArray[np.object_]
    table: sparse.csc_array
    lengths: NDArray[np.float64]


def count_terms(
    articles: pd.DataFrame,
    *,
    stretches: pd.DataFrame | None = None,
    longest: int = 1,
    min_count: int = 1,
    min_articles: int = 1,
    exclude: Collection[str] = (),
    lemma: Callable[[str], str] | None = None,
) -> Counts:
    """Count the words of each article, and sequences of up to `longest` words.

    Parameters
    ----------
    articles : DataFrame
        Columns article_id, title, text.
    stretches : DataFrame, optional
        What to count: columns article_id, zone ("headline" or "text"), start, end. Sequences do
        not go beyond a stretch. By default the whole headline and the whole text.
    longest : int, default 1
        1 counts words alone; at most 4.
    min_count, min_articles : int, default 1
        Occurrences, and articles with one, below which a term is left out.
    exclude : collection of str
        Words, in small letters, that are no term and in no sequence; they count as words.
    lemma : callable, optional
        Word in small letters to the form under which it counts, such as `lemmas("en")`.

    Returns
    -------
    Counts
        Of a term with at least four fifths of its occurrences inside one and the same longer
        term, only the longer one is kept ("prime" where it is nearly always "prime minister").

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "title": [""], "text": ["Rain, more rain."]})
    >>> counts = count_terms(articles, longest=2)
    >>> counts.terms.tolist(), counts.table.toarray().astype(int).tolist()
    (['more rain', 'rain', 'rain more'], [[1, 2, 1]])
    """
    if not 1 <= longest <= LONGEST:
        raise ValueError(f"longest={longest!r} must be from 1 to {LONGEST} words")
    words = _articles_words(articles, stretches)
    vocabulary, code = words.vocabulary, words.code
    if lemma is not None:
        into, vocabulary = pd.factorize(
            np.array([lemma(word).lower() for word in vocabulary], dtype=object), sort=True
        )
        code = into[code]
    words = replace(words, vocabulary=vocabulary, code=code)
    left_out = set(exclude)
    barred = np.array([word in left_out for word in vocabulary], dtype=bool)
    lengths = np.bincount(words.article, minlength=len(articles)).astype(np.float64)
    levels = _levels(words, barred, longest, _Least(len(articles), min_count, min_articles))
    return _counts(vocabulary, levels, lengths)


def lemmas(language: str) -> Callable[[str], str]:
    """Return what gives the dictionary form of a word of `language` (ISO 639-1).

    Needs the extra ``lemmas`` (simplemma, whose dictionaries are in its wheel): name it and its
    version with a result, since lemmas differ from one program to the next.

    Raises
    ------
    ImportError
        If simplemma is not installed (``pip install 'medialens[lemmas]'``).
    """
    try:
        simplemma = import_module("simplemma")
    except ImportError as error:
        raise ImportError("lemmas need simplemma: pip install 'medialens[lemmas]'") from error

    def form(word: str) -> str:
        return str(simplemma.lemmatize(word, lang=language))

    return form


@dataclass(frozen=True)
class _Words:
    """All words of all articles in a row: code, article and stretch of each."""

    vocabulary: NDArray[np.object_]
    code: IntArray
    article: IntArray
    piece: IntArray


@dataclass(frozen=True)
class _Least:
    """What a term needs: occurrences, and articles out of so many."""

    n_articles: int
    count: int
    articles: int


@dataclass
class _Level:
    """The sequences of one length: which starts at each word, -1 where no candidate does."""

    begins: IntArray
    table: sparse.csc_array  # articles by sequences
    words: IntArray  # one row per sequence: codes of its words
    kept: NDArray[np.bool_]


def _articles_words(articles: pd.DataFrame, stretches: pd.DataFrame | None) -> _Words:
    """Return the words of headline and text of every article, or of their stretches."""
    columns = (articles[name].tolist() for name in ("title", "text"))
    texts = [text for pair in zip(*columns, strict=True) for text in pair]
    tokens = tokenize(texts, places=stretches is not None)
    if stretches is None:
        return _Words(tokens.vocabulary, tokens.code, tokens.text // 2, tokens.text)
    piece = _stretch_of(tokens, articles, stretches, [len(text) for text in texts])
    inside = piece >= 0
    used, code = np.unique(tokens.code[inside], return_inverse=True)
    return _Words(tokens.vocabulary[used], code, tokens.text[inside] // 2, piece[inside])


def _stretch_of(
    tokens: Tokens, articles: pd.DataFrame, stretches: pd.DataFrame, sizes: Sequence[int]
) -> IntArray:
    """Return the number of the stretch in which each word starts, -1 outside of all."""
    row = pd.Index(articles["article_id"]).get_indexer(stretches["article_id"])
    text = 2 * row + (stretches["zone"] != "headline").to_numpy()
    begin = np.cumsum([0, *(size + 1 for size in sizes)])  # where each text would begin in all
    there = row >= 0
    start = (begin[text] + stretches["start"].to_numpy())[there]
    end = (begin[text] + stretches["end"].to_numpy())[there]
    order = np.argsort(start, kind="stable")
    place = begin[tokens.text] + tokens.start
    at = np.searchsorted(start[order], place, side="right") - 1
    is_inside = (at >= 0) & (place < np.append(end[order], 0)[at])
    return np.where(is_inside, at, -1)


def _levels(words: _Words, barred: NDArray[np.bool_], longest: int, least: _Least) -> list[_Level]:
    """Return the candidates of each length; a sequence can be one only if its parts are."""
    n_terms = len(words.vocabulary)
    code = words.code.copy()
    code[barred[words.code]] = -1
    levels = [_level(code, words.article, np.arange(n_terms)[:, None], least)]
    for n in range(2, longest + 1):
        before = levels[-1].begins
        last = np.full(len(before), -1)
        last[: 1 - n] = levels[0].begins[n - 1 :]
        is_one = (before >= 0) & (last >= 0)
        is_one[: 1 - n] &= words.piece[: 1 - n] == words.piece[n - 1 :]
        number, sequences = pd.factorize(before[is_one] * n_terms + last[is_one])
        code = np.full(len(before), -1, dtype=np.int64)
        code[is_one] = number
        start, end = np.divmod(np.asarray(sequences, dtype=np.int64), max(1, n_terms))
        spelled = np.column_stack([levels[-1].words[start], end])
        levels.append(_level(code, words.article, spelled, least))
    for shorter, longer in pairwise(levels):
        _drop_inside(shorter, longer)
    return levels


def _level(code: IntArray, article: IntArray, spelled: IntArray, least: _Least) -> _Level:
    """Return the sequences that are frequent enough; the others start nowhere."""
    there = code >= 0
    table = _tally(article[there], code[there], (least.n_articles, len(spelled)))
    kept = (table.sum(axis=0) >= least.count) & (np.diff(table.indptr) >= least.articles)
    at = np.where(there & np.append(kept, False)[code], code, -1)
    return _Level(at, table, spelled, kept)


def _tally(row: IntArray, column: IntArray, shape: tuple[int, int]) -> sparse.csc_array:
    """Return how often each pair occurs."""
    return sparse.coo_array((np.ones(len(row)), (row, column)), shape=shape).tocsc()


def _drop_inside(shorter: _Level, longer: _Level) -> None:
    """Mark terms that hardly ever stand outside one longer term as not kept."""
    if not len(longer.kept):
        return
    there = shorter.begins >= 0
    first, last = longer.begins, np.append(-1, longer.begins[:-1])  # begins or ends with the term
    around = [there & (first >= 0), there & (last >= 0) & (last != first)]
    inside = _tally(
        np.concatenate([first[around[0]], last[around[1]]]),
        np.concatenate([shorter.begins[where] for where in around]),
        (len(longer.kept), len(shorter.kept)),
    )
    most = inside.max(axis=0).toarray().ravel()
    total = np.bincount(shorter.begins[there], minlength=len(shorter.kept))
    shorter.kept = shorter.kept & (most < INSIDE * np.maximum(total, 1))


def _counts(
    vocabulary: NDArray[np.object_], levels: Sequence[_Level], lengths: NDArray[np.float64]
) -> Counts:
    """Return the kept terms of all lengths, in the order of their spelling."""
    terms: list[str] = []
    ranks = []
    for level in levels:
        spelled = level.words[level.kept]
        terms += map(" ".join, zip(*(vocabulary[codes] for codes in spelled.T), strict=True))
        rank = np.zeros((len(spelled), len(levels)), dtype=np.int64)
        rank[:, : spelled.shape[1]] = spelled + 1
        ranks.append(rank)
    # a blank sorts before what words are made of: the order of the strings is that of their words
    order = np.lexsort(np.concatenate(ranks).T[::-1])
    table = sparse.hstack([level.table[:, level.kept] for level in levels], format="csc")
    names = np.array(terms, dtype=object)
    return Counts(names[order], sparse.csc_array(table[:, order]), lengths)
