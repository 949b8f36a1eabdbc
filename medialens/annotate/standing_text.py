"""Standing text: words that an outlet puts at the top or the foot of many articles.

It is told by its runs, not by its lines: many collections hold texts whose lines were lost.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from medialens.annotate.runs import Hashes, Runs

LEAST = 5  # articles of one outlet
LEAST_SHARE = 0.02  # of the outlet's articles
_TOP, _FOOT = 50, 150  # words at either end


def without_standing_text(
    runs: Sequence[Runs], outlets: Sequence[str], days: Sequence[Hashable]
) -> list[Runs]:
    """Return the runs of each text without those that its outlet puts at the edge of many.

    Parameters
    ----------
    runs : sequence of Runs
        The runs of each text.
    outlets, days : sequences
        Outlet and day of each; one value for all days that are not known.

    Returns
    -------
    list of Runs
        A text that holds nothing else stays as it is.

    Notes
    -----
    A run is standing text if it begins among the first 50 or the last 150 words of at least five
    articles of the outlet, and of one in fifty. Articles that hold little else may be versions of
    one story: those of one day count once, and equal ones count once.
    """
    found = list(runs)
    members: dict[str, list[int]] = defaultdict(list)
    for number, outlet in enumerate(outlets):
        members[outlet].append(number)
    for numbers in members.values():
        here = [runs[number] for number in numbers]
        standing = _standing(here, [days[number] for number in numbers])
        if len(standing):
            for number in numbers:
                found[number] = runs[number].without(standing)
    return found


def _standing(runs: Sequence[Runs], days: Sequence[Hashable]) -> Hashes:
    least = max(LEAST, LEAST_SHARE * len(runs))
    frequent = _frequent(map(_edges, runs), least)
    if not len(frequent):
        return frequent
    edges: dict[Hashable, list[Hashes]] = defaultdict(list)  # of what counts as one article
    for one, day in zip(runs, days, strict=True):
        is_frequent = one.among(frequent)
        if not is_frequent.all():
            little_else = one.covered(is_frequent).mean() > 0.5
            edges[day if little_else else one.all.tobytes()].append(_edges(one))
    return _frequent((np.unique(np.concatenate(several)) for several in edges.values()), least)


def _edges(runs: Runs) -> Hashes:
    """Return the runs at the edges of a text, each once."""
    order = runs.order
    if len(order) > _TOP + _FOOT:
        order = np.concatenate([order[:_TOP], order[-_FOOT:]])
    return runs.all[np.unique(order)]


def _frequent(sets: Iterable[Hashes], least: float) -> Hashes:
    """Return the runs that at least so many sets have, sorted."""
    distinct, counts = np.unique(
        np.concatenate([np.empty(0, np.uint64), *sets]), return_counts=True
    )
    return distinct[counts >= least]
