"""Counts of words and word sequences per article."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray
from scipy import sparse

from medialens.text.tokens import Tokens, tokenize

LONGEST = 4  # words of the longest sequence
INSIDE = 0.8  # share of a term's hits inside a longer one from which only the longer is kept

IntArray = NDArray[np.int64]
Small = NDArray[np.int32]  # numbers of words, articles or terms: half the memory


@dataclass(frozen=True)
class Words:
    """The words of articles in a row, read once to be counted often: see `read_words`.

    Parameters
    ----------
    ids : Index
        The articles.
    vocabulary : pyarrow.Array of str
        The distinct words in small letters, sorted.
    code, article, piece : ndarray of int
        Of each word: its place in `vocabulary`, the row of its article in `ids`, and the number
        of its text or stretch, beyond which no sequence goes.
    """

    ids: pd.Index
    vocabulary: pa.Array
    code: Small
    article: Small
    piece: Small

    def of(self, articles: pd.DataFrame) -> "Words":
        """Return the words of some of the articles, in any order, as if they alone were read.

        Raises
        ------
        KeyError
            If an article was not read.
        """
        ids = pd.Index(articles["article_id"])
        if ids.equals(self.ids):
            return self
        rows = self.ids.get_indexer(ids)
        if (rows < 0).any():
            raise KeyError(f"{ids[rows < 0][0]!r} is not among the articles whose words were read")
        n_words = np.bincount(self.article, minlength=len(self.ids))
        size = n_words[rows]
        at = np.repeat((np.cumsum(n_words) - n_words)[rows] - np.cumsum(size) + size, size)
        at += np.arange(len(at))
        used = np.zeros(len(self.vocabulary), bool)
        used[self.code[at]] = True
        code = (np.cumsum(used, dtype=np.int32) - np.int32(1))[self.code[at]]
        article = np.repeat(np.arange(len(ids), dtype=np.int32), size)
        return Words(ids, self.vocabulary.filter(pa.array(used)), code, article, self.piece[at])


@dataclass(frozen=True)
class Counts:
    """How often each term stands in each article.

    Parameters
    ----------
    terms : array of str
        Lower-cased words, or words joined by a space; sorted.
    table : sparse array
        One row per article, one column per term.
    lengths : ndarray
        Words of each article, counted or not.
    """

    terms: ExtensionArray
    table: sparse.csc_array
    lengths: NDArray[np.float64]


def count_terms(
    articles: pd.DataFrame,
    *,
    words: Words | None = None,
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
    words : Words, optional
        The words to count, from `read_words`: of these articles or of more, or of stretches of
        them. By default those of the whole headline and the whole text.
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
    words = (words or read_words(articles)).of(articles)
    vocabulary, code = words.vocabulary, words.code
    if lemma is not None:
        into, forms = pd.factorize(
            np.array([lemma(word).lower() for word in vocabulary.to_pylist()], dtype=object),
            sort=True,
        )
        vocabulary, code = pa.array(forms, pa.string()), into.astype(np.int32)[code]
    words = replace(words, vocabulary=vocabulary, code=code)
    left_out = pa.array(sorted(exclude), pa.string())
    barred = pc.is_in(vocabulary, left_out).to_numpy(zero_copy_only=False)
    lengths = np.bincount(words.article, minlength=len(articles)).astype(np.float64)
    levels = _levels(words, barred, longest, _Least(len(articles), min_count, min_articles))
    return _counts(vocabulary, levels, lengths)


def read_words(
    articles: pd.DataFrame, stretches: pd.DataFrame | None = None, *, threads: int = 1
) -> Words:
    """Return the words of headline and text of every article, or of their stretches.

    Parameters
    ----------
    articles : DataFrame
        Columns article_id, title, text.
    stretches : DataFrame, optional
        What to read: columns article_id, zone ("headline" or "text"), start, end. Sequences do
        not go beyond a stretch. By default the whole headline and the whole text.
    threads : int, default 1
        Processor cores that share the work.
    """
    ids = pd.Index(articles["article_id"])
    columns = (articles[name].tolist() for name in ("title", "text"))
    texts = [text for pair in zip(*columns, strict=True) for text in pair]
    tokens = tokenize(texts, places=stretches is not None, threads=threads)
    if stretches is None:
        article = tokens.text // np.int32(2)
        return Words(ids, tokens.vocabulary, tokens.code, article, tokens.text)
    piece = _stretch_of(tokens, articles, stretches, [len(text) for text in texts])
    inside = piece >= 0
    used, code = np.unique(tokens.code[inside], return_inverse=True)
    article = tokens.text[inside] // np.int32(2)
    vocabulary = tokens.vocabulary.take(pa.array(used))
    return Words(ids, vocabulary, code.astype(np.int32), article, piece[inside])


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
class _Least:
    """What a term needs: occurrences, and articles out of so many."""

    n_articles: int
    count: int
    articles: int


@dataclass
class _Level:
    """The sequences of one length: which starts at each word, -1 where no candidate does."""

    begins: Small
    table: sparse.csc_array  # articles by sequences
    words: Small  # one row per sequence: codes of its words
    kept: NDArray[np.bool_]


def _stretch_of(
    tokens: Tokens, articles: pd.DataFrame, stretches: pd.DataFrame, sizes: Sequence[int]
) -> Small:
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
    return np.where(is_inside, at, -1).astype(np.int32)


def _levels(words: Words, barred: NDArray[np.bool_], longest: int, least: _Least) -> list[_Level]:
    """Return the candidates of each length; a sequence can be one only if its parts are."""
    n_terms = max(1, len(words.vocabulary))
    code = np.where(barred[words.code], np.int32(-1), words.code) if barred.any() else words.code
    alone = np.arange(len(words.vocabulary), dtype=np.int32)[:, None]
    levels = [_level(code, words.article, alone, least)]
    for n in range(2, longest + 1):
        before, last = levels[-1].begins, _moved(levels[0].begins, n - 1)
        is_one = (before >= 0) & (last >= 0)
        is_one[: 1 - n] &= words.piece[: 1 - n] == words.piece[n - 1 :]
        keys = before[is_one].astype(np.int64) * n_terms + last[is_one]
        number, sequences = pd.factorize(keys)
        code = np.full(len(before), -1, dtype=np.int32)
        code[is_one] = number
        del keys, number, is_one, last
        sequences = np.asarray(sequences)
        spelled = np.empty((len(sequences), n), np.int32)
        spelled[:, -1] = sequences % n_terms
        sequences //= n_terms
        spelled[:, :-1] = levels[-1].words[sequences]
        del sequences
        levels.append(_level(code, words.article, spelled, least))
        _drop_inside(levels[-2], levels[-1])
        if n > 2:
            levels[-2].begins = levels[-2].begins[:0]  # not needed again
    return levels


def _moved(begins: Small, by: int) -> Small:
    """Return what begins so many words on, -1 beyond the end."""
    moved = np.full(len(begins), -1, dtype=np.int32)
    moved[: max(0, len(begins) - by)] = begins[by:]
    return moved


def _level(code: Small, article: Small, spelled: Small, least: _Least) -> _Level:
    """Return the sequences that are frequent enough; the others start nowhere."""
    there = code >= 0
    table = _tally(article[there], code[there], (least.n_articles, len(spelled)))
    kept = (table.sum(axis=0) >= least.count) & (np.diff(table.indptr) >= least.articles)
    at = np.where(there & np.append(kept, False)[code], code, np.int32(-1))
    return _Level(at, table, spelled, kept)


def _tally(row: Small, column: Small, shape: tuple[int, int]) -> sparse.csc_array:
    """Return how often each pair occurs."""
    ones = np.ones(len(row), np.int32)
    return sparse.coo_array((ones, (row, column)), shape=shape).tocsc()


def _drop_inside(shorter: _Level, longer: _Level) -> None:
    """Mark terms that hardly ever stand outside one longer term as not kept.

    A term begins or ends a longer one as often as that one occurs, unless it does both.
    """
    first = longer.begins
    there = first >= 0
    if not there.any():
        return
    n_longer = np.bincount(first[there], minlength=len(longer.kept))
    prefix, suffix = (np.full(len(longer.kept), -1, np.int32) for _ in range(2))
    prefix[first[there]] = shorter.begins[there]
    suffix[first[there]] = _moved(shorter.begins, 1)[there]
    most = np.zeros(len(shorter.kept), n_longer.dtype)
    for part in (prefix, suffix):
        known = part >= 0
        np.maximum.at(most, part[known], n_longer[known])
    both = np.flatnonzero((prefix == suffix) & (prefix >= 0))
    if len(both):  # "bye bye" in "bye bye bye"
        is_both = np.zeros(len(longer.kept) + 1, bool)
        is_both[both] = True
        ends = np.append(np.int32(-1), first[:-1])
        inside = np.bincount(first[is_both[first]], minlength=len(longer.kept))
        inside += np.bincount(ends[is_both[ends] & (ends != first)], minlength=len(longer.kept))
        np.maximum.at(most, prefix[both], inside[both])
    begun = shorter.begins[shorter.begins >= 0]
    total = np.bincount(begun, minlength=len(shorter.kept))
    shorter.kept = shorter.kept & (most < INSIDE * np.maximum(total, 1))


def _counts(vocabulary: pa.Array, levels: list[_Level], lengths: NDArray[np.float64]) -> Counts:
    """Return the kept terms of all lengths, in the order of their spelling."""
    n_rows = levels[0].table.shape[0]
    spelled = [level.words if level.kept.all() else level.words[level.kept] for level in levels]
    tables = [level.table if level.kept.all() else level.table[:, level.kept] for level in levels]
    levels.clear()
    order = _by_spelling(spelled)
    table = _arranged(tables, order, n_rows)
    for number, codes in enumerate(spelled):
        parts = [vocabulary.take(pa.array(one)) for one in codes.T]
        spelled[number] = pc.binary_join_element_wise(*parts, " ") if number else parts[0]
        del parts, codes
    names = pa.concat_arrays(spelled).take(pa.array(order))
    return Counts(pd.array(names, dtype="str"), table, lengths)


def _by_spelling(spelled: Sequence[Small]) -> IntArray:
    """Return the order of all terms: that of the words of which they consist.

    A blank sorts before what words are made of, so that it is the order of the strings, too.
    """
    ranks = np.zeros((len(spelled), sum(map(len, spelled))), dtype=np.int32)
    begin = 0
    for codes in spelled:
        ranks[: codes.shape[1], begin : begin + len(codes)] = codes.T + 1
        begin += len(codes)
    return np.lexsort(ranks[::-1])


def _arranged(tables: list[sparse.csc_array], order: IntArray, n_rows: int) -> sparse.csc_array:
    """Return the columns of all tables in another order."""
    sizes = np.concatenate([np.diff(table.indptr) for table in tables])
    ends = np.append(0, np.cumsum(sizes[order]))
    begins = np.empty(len(order), np.int32)  # of each column among all entries, arranged
    begins[order] = ends[:-1]
    data, rows = np.empty(ends[-1]), np.empty(ends[-1], np.int32)
    first = 0
    while tables:  # each goes as soon as it is copied: there may be no room for all twice
        table = tables.pop(0)
        last = first + table.shape[1]
        at = np.repeat(begins[first:last] - table.indptr[:-1], sizes[first:last])
        at += np.arange(len(at), dtype=np.int32)
        data[at], rows[at] = table.data, table.indices
        first = last
    return sparse.csc_array((data, rows, ends), shape=(n_rows, len(order)))
