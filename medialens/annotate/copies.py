"""Copies: the same text printed more than once, found by shared runs of five words."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

import pandas as pd

from medialens.schemas import COPIES
from medialens.text.words import words

_RUN = 5
_MOST_SHARED = 50  # texts with a run in common of which every pair is compared

Shingles = frozenset[tuple[str, ...]]


def find_copies(articles: pd.DataFrame, *, threshold: float = 0.8) -> pd.DataFrame:
    """Find articles that are copies of one another.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    threshold : float, default 0.8
        Least Jaccard similarity of the two sets of 5-word runs, above 0 and up to 1. Lower it to
        count edited agency copy as well; each replaced word costs up to five runs.

    Returns
    -------
    DataFrame
        A `COPIES` table: one row per article in a cluster of at least two, sorted by cluster and
        article. The original is the earliest (undated articles come last, ties go by
        article_id). Read ``similarity`` as the share of runs in common with the original; within
        a chain of copies it can lie below `threshold`.

    Raises
    ------
    ValueError
        If `threshold` is not above 0 and at most 1.

    Notes
    -----
    Clusters are the connected components of all pairs at or above the threshold. The similarity
    of a candidate pair is exact. Candidates have a run in common; where more than 50 different
    texts share one, each is compared with the first and the one before it, so that the work does
    not grow with the square of a widely printed story. An article shorter than five words is a
    copy only of an article with the same words.

    References
    ----------
    Broder, A. (1997), On the resemblance and containment of documents.
    Nicholls, T. (2019), Detecting textual reuse in news stories, at scale.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold={threshold} is out of range; choose above 0 and up to 1")
    ordered = _earliest_first(articles)
    shingles = [_shingles(text) for _, text in ordered]
    parents = list(range(len(ordered)))
    for left, right in _similar_pairs(shingles, threshold):
        _join(parents, left, right)
    return COPIES.table(_rows([article_id for article_id, _ in ordered], shingles, parents))


def _earliest_first(articles: pd.DataFrame) -> list[tuple[str, str]]:
    columns = articles[["article_id", "published", "text"]]
    ordered = columns.sort_values(["published", "article_id"], na_position="last")
    return list(ordered[["article_id", "text"]].itertuples(index=False, name=None))


def _shingles(text: str) -> Shingles:
    tokens = [word.lower() for word in words(text)]
    if len(tokens) < _RUN:
        return frozenset([tuple(tokens)] if tokens else [])
    return frozenset(zip(*(tokens[i:] for i in range(_RUN)), strict=False))


def _similar_pairs(shingles: Sequence[Shingles], threshold: float) -> Iterator[tuple[int, int]]:
    """Yield every pair of articles at or above the threshold, the earlier first."""
    first_with: dict[Shingles, int] = {}
    for number, runs in enumerate(shingles):
        if runs and first_with.setdefault(runs, number) != number:
            yield first_with[runs], number
    distinct = {number: runs for runs, number in first_with.items()}
    for left, right in sorted(_candidates(distinct)):
        if _jaccard(shingles[left], shingles[right]) >= threshold:
            yield left, right


def _candidates(distinct: Mapping[int, Shingles]) -> set[tuple[int, int]]:
    """Return the pairs of different texts that have a run in common."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, runs in sorted(distinct.items()):
        for run in runs:
            holders[run].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in holders.values():
        if len(numbers) <= _MOST_SHARED:
            pairs.update(combinations(numbers, 2))
        else:
            pairs.update((numbers[0], number) for number in numbers[1:])
            pairs.update(pairwise(numbers))
    return pairs


def _jaccard(left: Shingles, right: Shingles) -> float:
    """Return the share of runs that the two sets have in common."""
    n_shared = len(left & right)
    return n_shared / (len(left) + len(right) - n_shared)


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _join(parents: list[int], left: int, right: int) -> None:
    """Join two clusters; the root stays the earliest article."""
    low, high = sorted((_root(parents, left), _root(parents, right)))
    parents[high] = low


def _rows(
    article_ids: Sequence[str], shingles: Sequence[Shingles], parents: list[int]
) -> Iterator[dict[str, Any]]:
    roots = [_root(parents, number) for number in range(len(parents))]
    sizes = Counter(roots)
    for number, root in enumerate(roots):
        if sizes[root] > 1:
            is_original = number == root
            yield {
                "article_id": article_ids[number],
                "cluster_id": article_ids[root],
                "kind": "original" if is_original else "copy",
                "similarity": _jaccard(shingles[number], shingles[root]),
                "source_id": None if is_original else article_ids[root],
            }
