"""Groups of articles by average linkage over sparse pairs, with a veto on unlike members."""

from heapq import heapify, heappop, heappush

from medialens.annotate.event_pairs import Pairs


def linked_groups(n: int, pairs: Pairs, threshold: float) -> list[int]:
    """Return for each of `n` articles the first article of its group.

    Parameters
    ----------
    n : int
        Articles.
    pairs : Pairs
        The pairs that may stand in one group, and how alike they are. A pair that is not among
        them keeps its two articles, and the groups that hold them, apart.
    threshold : float
        Least mean likeness of the members of two groups for these to become one.

    Returns
    -------
    list of int
        The two groups most alike become one, until none are alike enough; of equals, the earlier.

    Notes
    -----
    The veto keeps a chain of articles, each like the next, from becoming one group. Time grows
    with the number of pairs, not with the square of the articles.

    Examples
    --------
    >>> import numpy as np
    >>> pairs = Pairs(np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([0.9, 0.5, 0.8]))
    >>> linked_groups(4, pairs, 0.4)
    [0, 0, 2, 2]
    """
    sums: list[dict[int, float]] = [{} for _ in range(n)]
    triples = list(zip(*(part.tolist() for part in pairs), strict=True))
    for left, right, likeness in triples:
        sums[left][right] = sums[right][left] = likeness
    sizes, versions = [1] * n, [0] * n
    heap = [(-likeness, a, b, 0, 0) for a, b, likeness in triples if likeness >= threshold]
    heapify(heap)
    first = list(range(n))
    while heap:
        _, a, b, version_a, version_b = heappop(heap)
        if (versions[a], versions[b]) != (version_a, version_b):
            continue
        first[b] = a
        joined = {c: sums[a][c] + sums[b][c] for c in sums[a].keys() & sums[b].keys()}
        for c in (sums[a].keys() | sums[b].keys()) - {a, b}:
            sums[c].pop(a, None)
            sums[c].pop(b, None)
        sizes[a] += sizes[b]
        sums[a], sums[b] = joined, {}
        versions[a] += 1
        versions[b] = -1
        for c, total in joined.items():
            sums[c][a] = total
            mean = total / (sizes[a] * sizes[c])
            if mean >= threshold:
                low, high = sorted((a, c))
                heappush(heap, (-mean, low, high, versions[low], versions[high]))
    return [_first(first, number) for number in range(n)]


def _first(first: list[int], number: int) -> int:
    while first[number] != number:
        number = first[number]
    return number
