"""Counts of words and word sequences per article."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from medialens.text.normal import searchable
from medialens.text.words import word_spans, words

LONGEST = 4  # words of the longest sequence
INSIDE = 0.8  # share of a term's hits inside a longer one from which only the longer is kept

IntArray = NDArray[np.int64]
Stretches = Mapping[tuple[str, bool], NDArray[np.int64]]


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
    found = [*_articles_words(articles, stretches)]
    sizes = np.array([len(words) for words, _ in found], dtype=np.int64)
    codes, vocabulary = pd.factorize(
        np.array([word for words, _ in found for word in words], dtype=object), sort=True
    )
    if lemma is not None:
        into, vocabulary = pd.factorize(
            np.array([lemma(word).lower() for word in vocabulary], dtype=object), sort=True
        )
        codes = into[codes]
    tokens = _Tokens(
        codes.astype(np.int64),
        np.repeat(np.arange(len(found)), sizes),
        np.concatenate([piece for _, piece in found] or [np.empty(0, np.int64)]),
    )
    barred = np.isin(vocabulary, sorted(exclude)) if len(exclude) else np.zeros(0, dtype=bool)
    levels = _levels(tokens, barred, longest, (min_count, min_articles))
    return _counts(vocabulary, levels, sizes.astype(np.float64))


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
class _Tokens:
    """All words of all articles in a row: code, article and stretch of each."""

    code: IntArray
    article: IntArray
    piece: IntArray


@dataclass
class _Level:
    """The sequences of one length: which starts at each token, -1 where no candidate does."""

    begins: IntArray
    article: IntArray
    words: IntArray  # one row per sequence: codes of its words
    kept: NDArray[np.bool_]


def _articles_words(
    articles: pd.DataFrame, stretches: pd.DataFrame | None
) -> Iterator[tuple[list[str], IntArray]]:
    """Yield the words of each article in small letters, and the number of each one's stretch."""
    wanted = None if stretches is None else _by_zone(stretches)
    columns = (articles[name].tolist() for name in ("article_id", "title", "text"))
    first = 0
    for article_id, title, text in zip(*columns, strict=True):
        found: list[str] = []
        pieces: list[IntArray] = []
        for is_headline, source in ((True, title), (False, text)):
            here, piece = _words(source, wanted, (article_id, is_headline))
            found += here
            pieces.append(piece + first)
            first += 1 if wanted is None else 1 + len(wanted.get((article_id, is_headline), ()))
        yield found, np.concatenate(pieces)


def _words(
    source: str, wanted: Stretches | None, key: tuple[str, bool]
) -> tuple[list[str], IntArray]:
    plain = searchable(source)
    if wanted is None:
        found = [word.lower() for word in words(plain)]
        return found, np.zeros(len(found), dtype=np.int64)
    if key not in wanted:
        return [], np.empty(0, np.int64)
    spans = word_spans(plain)
    starts, ends = wanted[key].T
    at = np.searchsorted(starts, [start for start, _ in spans], side="right") - 1
    inside = [n for n, (start, _) in enumerate(spans) if at[n] >= 0 and start < ends[at[n]]]
    return [plain[slice(*spans[n])].lower() for n in inside], at[inside]


def _by_zone(stretches: pd.DataFrame) -> Stretches:
    ordered = stretches.sort_values(["article_id", "zone", "start"], kind="stable")
    return {
        (str(article_id), zone == "headline"): rows[["start", "end"]].to_numpy(dtype=np.int64)
        for (article_id, zone), rows in ordered.groupby(["article_id", "zone"], sort=False)
    }


def _levels(
    tokens: _Tokens, barred: NDArray[np.bool_], longest: int, least: tuple[int, int]
) -> list[_Level]:
    """Return the candidates of each length; a sequence can be one only if its parts are."""
    n_terms = int(tokens.code.max(initial=-1)) + 1
    code = tokens.code.copy()
    if len(barred):
        code[barred[tokens.code]] = -1
    single = np.arange(n_terms)[:, None]
    levels = [_level(code, tokens.article, single, n_terms, least)]
    for n in range(2, longest + 1):
        before = levels[-1].begins
        follows = np.zeros(len(before), dtype=bool)
        follows[: 1 - n] = tokens.piece[: 1 - n] == tokens.piece[n - 1 :]
        follows[: 1 - n] &= tokens.article[: 1 - n] == tokens.article[n - 1 :]
        last = np.full(len(before), -1)
        last[: 1 - n] = levels[0].begins[n - 1 :]
        is_one = follows & (before >= 0) & (last >= 0)
        pairs = (
            before * n_terms + tokens.code[np.minimum(np.arange(len(last)) + n - 1, len(last) - 1)]
        )
        number, sequences = pd.factorize(pairs[is_one])
        code = np.full(len(before), -1, dtype=np.int64)
        code[is_one] = number
        spelled = (
            np.column_stack(
                [levels[-1].words[sequences // n_terms], (sequences % n_terms)[:, None]]
            )
            if len(sequences)
            else np.empty((0, n), np.int64)
        )
        levels.append(_level(code, tokens.article, spelled, len(sequences), least))
    for shorter, longer in pairwise(levels):
        _drop_inside(shorter, longer)
    return levels


def _level(
    code: IntArray, article: IntArray, spelled: IntArray, size: int, least: tuple[int, int]
) -> _Level:
    """Return the sequences that are frequent enough; the others start nowhere."""
    there = code >= 0
    total = np.bincount(code[there], minlength=size)
    pairs = np.unique(code[there] * (int(article.max(initial=0)) + 1) + article[there])
    spread = np.bincount(pairs // (int(article.max(initial=0)) + 1), minlength=size)
    kept = (total >= least[0]) & (spread >= least[1])
    at = np.where(there & np.append(kept, False)[code], code, -1)
    return _Level(at, article, spelled, kept)


def _drop_inside(shorter: _Level, longer: _Level) -> None:
    """Mark terms that hardly ever stand outside one longer term as not kept."""
    size = len(shorter.kept)
    if not len(longer.kept):
        return
    there = shorter.begins >= 0
    total = np.bincount(shorter.begins[there], minlength=size)
    first, last = longer.begins, np.append(-1, longer.begins[:-1])  # begins or ends with the term
    around = [first, np.where(last == first, -1, last)]
    pairs = [
        shorter.begins[there & (place >= 0)] * len(longer.kept) + place[there & (place >= 0)]
        for place in around
    ]
    found, n = np.unique(np.concatenate(pairs), return_counts=True)
    most = np.zeros(size)
    np.maximum.at(most, found // len(longer.kept), n)
    shorter.kept = shorter.kept & (most < INSIDE * np.maximum(total, 1))


def _counts(
    vocabulary: NDArray[np.object_], levels: Sequence[_Level], lengths: NDArray[np.float64]
) -> Counts:
    terms: list[str] = []
    blocks = []
    for level in levels:
        column = np.full(len(level.kept) + 1, -1)
        column[:-1][level.kept] = np.arange(level.kept.sum())
        columns = column[level.begins]
        there = columns >= 0
        shape = (len(lengths), int(level.kept.sum()))
        ones = np.ones(int(there.sum()))
        blocks.append(sparse.coo_array((ones, (level.article[there], columns[there])), shape=shape))
        spelled = level.words[np.flatnonzero(level.kept)]
        terms += [" ".join(vocabulary[row]) for row in spelled]
    table = sparse.hstack(blocks, format="csc")
    names = np.array(terms, dtype=object)
    order = np.argsort(names.astype(str), kind="stable")
    return Counts(names[order], sparse.csc_array(table[:, order]), lengths)
