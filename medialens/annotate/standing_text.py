"""Standing text: words that an outlet puts at the top or the foot of many articles.

It is told by its runs, not by its lines: many collections hold texts whose lines were lost.
"""

from array import array
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import islice
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from medialens.annotate.runs import Hashes, Runs

IntArray = NDArray[np.integer]

LEAST = 5  # articles of one outlet
LEAST_SHARE = 0.02  # of the outlet's articles
_TOP, _FOOT = 50, 150  # words at either end
AT_ONCE = 20_000  # texts whose edges are counted together, for the sake of memory
JOINED = 1_000  # sets joined at once


class WithoutStandingText(Sequence[Runs]):
    """The runs of texts without the standing text of their outlets, taken out when asked for."""

    def __init__(
        self, runs: Sequence[Runs], outlets: Sequence[str], standing: Mapping[str, Hashes]
    ) -> None:
        self._runs, self._outlets, self._standing = runs, outlets, standing

    def __len__(self) -> int:
        return len(self._runs)

    def __getitem__(self, number: Any) -> Any:  # noqa: ANN401 - one Runs for one number
        standing = self._standing.get(self._outlets[number])
        runs = self._runs[number]
        return runs if standing is None else runs.without(standing)


def without_standing_text(
    runs: Sequence[Runs], outlets: Sequence[str], days: Sequence[Hashable] | IntArray
) -> Sequence[Runs]:
    """Return the runs of each text without those that its outlet puts at the edge of many.

    Parameters
    ----------
    runs : sequence of Runs
        The runs of each text.
    outlets, days : sequences
        Outlet and day of each; one value for all days that are not known.

    Returns
    -------
    sequence of Runs
        A text that holds nothing else stays as it is. A list where `runs` is one.

    Notes
    -----
    A run is standing text if it begins among the first 50 or the last 150 words of at least five
    articles of the outlet, and of one in fifty. Articles that hold little else may be versions of
    one story: those of one day count once, and equal ones count once.
    """
    numbers, names = pd.factorize(pd.Series(outlets))
    day_numbers = pd.factorize(np.asarray(days), use_na_sentinel=False)[0]
    standing: dict[str, Hashes] = {}
    for number, outlet in enumerate(names):
        members = np.flatnonzero(numbers == number).tolist()
        found = _standing(runs, members, day_numbers)
        if len(found):
            standing[outlet] = found
    cleaned = WithoutStandingText(runs, outlets, standing)
    return list(cleaned) if isinstance(runs, list) else cleaned


def _standing(runs: Sequence[Runs], members: Sequence[int], days: IntArray) -> Hashes:
    least = max(LEAST, LEAST_SHARE * len(members))
    frequent = _frequent_edges(runs, members, least)
    # Frequent runs by number, and what counts as one article: a day, or the digest of a text.
    found, articles = array("i"), array("Q")
    for number in members if len(frequent) else ():
        one = runs[number]
        is_frequent = one.among(frequent)
        if is_frequent.any() and not is_frequent.all():
            little_else = one.covered(is_frequent).mean() > 0.5
            own = _edges(one)
            here = np.searchsorted(frequent, own[np.isin(own, frequent)])
            found.extend(here.tolist())
            articles.extend([int(days[number]) if little_else else one.digest()] * len(here))
    return frequent[_n_articles(np.asarray(found), np.asarray(articles), len(frequent)) >= least]


def _n_articles(found: IntArray, articles: Hashes, n_runs: int) -> IntArray:
    """Return in how many different articles each run was found."""
    order = np.lexsort((articles, found))
    found, articles = found[order], articles[order]
    is_new = np.append(True, (np.diff(found) != 0) | (articles[1:] != articles[:-1]))
    return np.bincount(found[is_new[: len(found)]], minlength=n_runs)


def _frequent_edges(runs: Sequence[Runs], members: Sequence[int], least: float) -> Hashes:
    """Return the runs at the edges of at least so many texts; in rounds, if there are many."""
    rounds = np.uint64(-(-len(members) // AT_ONCE))
    found = [
        _frequent(
            (edges[edges % rounds == part] for edges in (_edges(runs[n]) for n in members)), least
        )
        for part in range(int(rounds))
    ]
    return np.sort(np.concatenate(found))


def _edges(runs: Runs) -> Hashes:
    """Return the runs at the edges of a text, each once."""
    order = runs.order
    if len(order) > _TOP + _FOOT:
        order = np.concatenate([order[:_TOP], order[-_FOOT:]])
    return runs.all[np.unique(order)]


def _frequent(sets: Iterable[Hashes], least: float) -> Hashes:
    """Return the runs that at least so many sets have, sorted."""
    joined = _joined(sets)
    joined.sort()
    further = max(ceil(least), 1) - 1
    first = joined[: max(len(joined) - further, 0)]
    return np.unique(first[first == joined[further:]])


def _joined(sets: Iterable[Hashes]) -> Hashes:
    """Return the sets behind one another; of many small ones, few are held at a time."""
    left, blocks = iter(sets), [np.empty(0, np.uint64)]
    while some := list(islice(left, JOINED)):
        blocks.append(np.concatenate(some))
    return np.concatenate(blocks)
