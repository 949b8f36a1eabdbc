"""Tokens: the words of many texts as numbers, every distinct run of characters read once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from medialens.text.normal import searchable
from medialens.text.words import word_spans

IntArray = NDArray[np.int64]
Small = NDArray[np.int32]  # numbers of words or texts: half the memory

_SPACES = [ord(char) for char in " \t\n\v\f\r"]  # at which Arrow splits
_PLAIN = "^[0-9A-Za-z]+(?:['-][0-9A-Za-z]+)*$"  # one word by any rule
_EDGES = ".,:;!?'\"()[]-–—…“”‘’„«»"  # of a run of characters; no word begins or ends with them


@dataclass(frozen=True)
class Tokens:
    """The words of several texts in a row.

    Parameters
    ----------
    vocabulary : pyarrow.Array of str
        The distinct words in small letters, sorted.
    code : ndarray of int
        The place of each word in `vocabulary`.
    text : ndarray of int
        The number of the text that each word is in, from 0, never falling.
    start : ndarray of int
        Where each word starts in its text, in code points; empty where it was not asked for.
    """

    vocabulary: pa.Array
    code: Small
    text: Small
    start: IntArray


def tokenize(texts: Sequence[str], *, places: bool = True, threads: int = 1) -> Tokens:
    """Return the words of `texts`, as `medialens.text.words.word_spans` finds them.

    A word never spans white space, so that "said," is read once, however often it occurs: many
    times faster than reading every text.

    Parameters
    ----------
    texts : sequence of str
        The texts.
    places : bool, default True
        Whether to tell where the words start.
    threads : int, default 1
        Processor cores that share the work; the tokens are the same with any number.

    Examples
    --------
    >>> tokens = tokenize(["Rain, more rain.", "Rain"])
    >>> words = tokens.vocabulary.take(tokens.code).to_pylist()
    >>> words, tokens.text.tolist(), tokens.start.tolist()
    (['rain', 'more', 'rain', 'rain'], [0, 0, 0, 1], [0, 6, 11, 0])
    """
    chunks, chunk, borders = _split(_arrow(texts), threads)
    words = _read(chunks)
    n = words.n[chunk]
    ends = np.cumsum(n, dtype=np.int32)
    per_text = np.diff(np.append(np.int32(0), ends)[borders])
    text = np.repeat(np.arange(len(texts), dtype=np.int32), per_text)
    which = np.repeat(words.first[chunk] - ends + n, n)
    which += np.arange(len(which), dtype=np.int32)
    start = np.empty(0, np.int64)
    if places:
        begin = np.zeros(len(chunk), np.int64)  # what is empty has no words
        begin[words.size[chunk] > 0] = np.concatenate([begin[:0], *map(_starts, texts)])
        start = np.repeat(begin, n) + words.offset[which]
    return Tokens(words.vocabulary, words.code[which], text, start)


def _split(texts: pa.LargeStringArray, threads: int) -> tuple[pa.Array, Small, IntArray]:
    """Return the distinct runs of characters without white space, and all of them as numbers.

    The third array says where the runs of each text begin, and where those of the last end.
    """

    def run(begin: int) -> tuple[pa.Array, IntArray]:
        split = pc.ascii_split_whitespace(texts.slice(begin, size))
        return split.values.dictionary_encode(), split.value_lengths().to_numpy()

    size = max(1, -(-len(texts) // threads))
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(run, range(0, max(1, len(texts)), size)))
    encoded = pa.chunked_array([part for part, _ in parts]).unify_dictionaries()
    chunk = np.concatenate([part.indices.to_numpy() for part in encoded.chunks])
    borders = np.cumsum(np.concatenate([[0], *(lengths for _, lengths in parts)]))
    return encoded.chunk(0).dictionary, chunk, borders


@dataclass(frozen=True)
class _Read:
    """The words of runs of characters without white space, one run after the other."""

    vocabulary: pa.Array
    code: Small
    offset: IntArray
    size: IntArray  # characters of each run
    n: Small  # words of each run
    first: Small  # the first of them


def _read(chunks: pa.Array) -> _Read:
    """Return the words of the runs: of "“Rain,", at a glance, and of "U.S.-based", by the rule."""
    begun = pc.utf8_ltrim(chunks, characters=_EDGES)
    core = pc.replace_substring(pc.utf8_rtrim(begun, characters=_EDGES), "’", "'")
    size = pc.utf8_length(chunks).to_numpy().astype(np.int64)
    is_plain = pc.match_substring_regex(core, _PLAIN).to_numpy(zero_copy_only=False)
    offset = (size - pc.utf8_length(begun).to_numpy())[is_plain]
    others = chunks.filter(pa.array(~is_plain)).to_pylist()
    words, offsets, n_words = _by_the_rule(others)
    n = np.ones(len(chunks), dtype=np.int32)
    n[~is_plain] = n_words
    first = np.empty(len(chunks), dtype=np.int32)
    first[is_plain] = np.arange(len(offset))
    first[~is_plain] = len(offset) + np.cumsum(n_words) - n_words
    plain = pc.ascii_lower(core.filter(pa.array(is_plain)))
    vocabulary, code = _sorted(pa.concat_arrays([plain, pa.array(words, plain.type)]))
    return _Read(vocabulary, code, np.concatenate([offset, offsets]), size, n, first)


def _by_the_rule(chunks: Sequence[str]) -> tuple[list[str], IntArray, IntArray]:
    """Return the words of all chunks, where they start, and how many each chunk has."""
    plain = searchable("\n".join(chunks))  # all at once: no word goes beyond a line
    spans = word_spans(plain)
    words = [plain[start:end].lower() for start, end in spans]
    begins = np.cumsum([0, *(len(chunk) + 1 for chunk in chunks)])
    starts = np.array([start for start, _ in spans], dtype=np.int64)
    chunk_of = np.searchsorted(begins, starts, side="right") - 1
    n_words = np.bincount(chunk_of, minlength=len(chunks))
    return words, starts - begins[chunk_of], n_words


def _arrow(texts: Sequence[str]) -> pa.LargeStringArray:
    try:
        return pa.array(texts, pa.large_string())
    except UnicodeEncodeError:  # half a surrogate pair, which is no word in any case
        return pa.array([text.encode(errors="replace").decode() for text in texts], "large_string")


def _starts(text: str) -> IntArray:
    """Return where the parts of a text start that white space separates."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    is_start = ~np.isin(codes, _SPACES)
    is_start[1:] &= ~is_start[:-1].copy()
    return np.flatnonzero(is_start).astype(np.int64)


def _sorted(words: pa.Array) -> tuple[pa.Array, Small]:
    """Return the distinct words in order, and the place of each of `words` among them."""
    encoded = words.dictionary_encode()
    order = pc.sort_indices(encoded.dictionary).to_numpy()  # by bytes, which is by code points
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order))
    vocabulary = encoded.dictionary.take(pa.array(order)).cast(pa.string())
    return vocabulary, place[encoded.indices.to_numpy()]
