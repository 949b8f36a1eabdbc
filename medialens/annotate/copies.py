"""Copies: the same text printed more than once, whole or in good part."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from medialens.annotate.agencies import agency_named, is_agency
from medialens.annotate.copy_candidates import candidates, sampled
from medialens.annotate.runs import RunMaker, Runs
from medialens.annotate.standing_text import standing_paragraphs
from medialens.schemas import COPIES

CONTAINED = 0.5  # share of a text's runs that makes it derived from an earlier one
LEAST_SHARED = 20  # runs; two short texts share half of theirs by chance or by form


class Link(NamedTuple):
    """An earlier text that a later one shares its words with, both as positions."""

    earlier: int
    later: int
    similarity: float
    containment: float
    kind: Literal["copy", "version", "derived"]

    @property
    def is_copy(self) -> bool:
        """Whether the two are alike as a whole."""
        return self.kind != "derived"


def find_copies(articles: pd.DataFrame, *, threshold: float = 0.8) -> pd.DataFrame:
    """Find articles that copy, update or draw on one another.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    threshold : float, default 0.8
        Least Jaccard similarity of the two sets of 5-word runs, above 0 and up to 1, from which
        two articles are copies. Lower it to count edited agency copy as well; each replaced word
        costs up to five runs.

    Returns
    -------
    DataFrame
        A `COPIES` table: one row per article in a cluster of at least two, sorted by cluster and
        article. ``kind`` is *original* (the earliest; undated articles come last, of two that
        appeared at one time an agency's is the earlier), *copy* (in another outlet), *version*
        (a copy in the same outlet: an update, a second address) or *derived*: not alike as a
        whole, but at least half of its runs, and 20 of them, stand in the earlier article
        ``source_id``. Read ``similarity`` as the share of runs that the two have in common,
        ``containment`` as the share of the later article's runs that stand in the earlier; both
        against ``source_id``, which in a chain of copies may be another than the original.

    Raises
    ------
    ValueError
        If `threshold` is not above 0 and at most 1.

    Notes
    -----
    Similarity and containment are exact; candidates come from a sample of the runs
    (`medialens.annotate.copy_candidates`). Copies and versions form clusters, the connected
    components of all pairs at or above the threshold; a derived article joins the cluster of the
    one article it has most from, and brings its own copies along. Half of the runs outside
    quotation marks must be shared, too: two reports that quote one speech at length are not
    derived from one another. Paragraphs that an outlet puts at the top or the foot of many
    articles do not count. An article shorter than five words is a copy only of an article with
    the same words.

    References
    ----------
    Broder, A. (1997), On the resemblance and containment of documents.
    Nicholls, T. (2019), Detecting textual reuse in news stories, at scale.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold={threshold} is out of range; choose above 0 and up to 1")
    ordered = _earliest_first(articles)
    runs = _runs(ordered)
    links = list(_links(runs, ordered["outlet"].tolist(), threshold))
    clusters = _clusters(len(ordered), links)
    return COPIES.table(_rows(ordered, links, clusters))


def _earliest_first(articles: pd.DataFrame) -> pd.DataFrame:
    columns = articles[["article_id", "published", "outlet", "author", "text"]].fillna(
        {"author": ""}
    )
    ordered = columns.assign(later=[not is_agency(outlet) for outlet in columns["outlet"]])
    return ordered.sort_values(
        ["published", "later", "article_id"], na_position="last", ignore_index=True
    )


def _runs(ordered: pd.DataFrame) -> list[Runs]:
    """Return the runs of each text, without what its outlet puts under many articles."""
    standing = standing_paragraphs(ordered["outlet"].tolist(), ordered["text"].tolist())
    make = RunMaker()
    return [
        make(text, standing.get(outlet, frozenset()))
        for outlet, text in zip(ordered["outlet"], ordered["text"], strict=True)
    ]


def _links(runs: Sequence[Runs], outlets: Sequence[str], threshold: float) -> Iterator[Link]:
    """Yield every pair of which the later copies or draws on the earlier."""
    first_with: dict[bytes, int] = {}
    distinct: list[int] = []
    for number, one in enumerate(runs):
        first = first_with.setdefault(one.all.tobytes(), number)
        if first == number:
            distinct.append(number)
        elif len(one.all):
            yield Link(first, number, 1.0, 1.0, _alike(outlets, first, number))
    for left, right in candidates([sampled(runs[number].all) for number in distinct]):
        link = _link(distinct[left], distinct[right], runs, threshold)
        if link and link.is_copy:
            link = link._replace(kind=_alike(outlets, link.earlier, link.later))
        if link:
            yield link


def _alike(outlets: Sequence[str], earlier: int, later: int) -> Literal["copy", "version"]:
    return "version" if outlets[earlier] == outlets[later] else "copy"


def _link(earlier: int, later: int, runs: Sequence[Runs], threshold: float) -> Link | None:
    a, b = runs[earlier], runs[later]
    n_shared = _n_shared(a.all, b.all)
    similarity = n_shared / (len(a.all) + len(b.all) - n_shared)
    containment = n_shared / len(b.all)
    if similarity >= threshold:
        return Link(earlier, later, similarity, containment, "copy")
    own = _n_shared(a.all, b.own) / len(b.own) if len(b.own) else 0.0
    if min(containment, own) >= CONTAINED and n_shared >= LEAST_SHARED:
        return Link(earlier, later, similarity, containment, "derived")
    return None


def _n_shared(left: np.ndarray, right: np.ndarray) -> int:
    return len(np.intersect1d(left, right, assume_unique=True))


def _clusters(n_texts: int, links: Sequence[Link]) -> list[int]:
    """Return for each text the earliest of its cluster."""
    parents = list(range(n_texts))
    for link in links:
        if link.is_copy:
            _join(parents, link.earlier, link.later)
    sources = _best(link for link in links if not link.is_copy)
    for later, link in sorted(sources.items()):
        if _root(parents, later) == later:  # the earliest of its own copies
            _join(parents, link.earlier, later)
    return [_root(parents, number) for number in range(n_texts)]


def _best(links: Iterable[Link]) -> dict[int, Link]:
    """Return for each later text the link to its source."""
    found: dict[int, Link] = {}
    for link in links:
        known = found.get(link.later)
        if known is None or _rank(link) > _rank(known):
            found[link.later] = link
    return found


def _rank(link: Link) -> tuple[float, ...]:
    """Return what makes a source: an own version, the earliest copy, else what is shared most."""
    if link.is_copy:
        return 2 + (link.kind == "version"), -link.earlier
    return 1, link.similarity, link.containment, -link.earlier


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
    ordered: pd.DataFrame, links: Sequence[Link], clusters: Sequence[int]
) -> Iterator[dict[str, Any]]:
    sizes = Counter(clusters)
    ids, outlets = ordered["article_id"].tolist(), ordered["outlet"].tolist()
    texts, authors = ordered["text"].tolist(), ordered["author"].tolist()
    sources = _best(link for link in links if clusters[link.earlier] == clusters[link.later])
    for number, root in enumerate(clusters):
        if sizes[root] > 1:
            yield {
                "article_id": ids[number],
                "cluster_id": ids[root],
                "agency": agency_named(texts[number], authors[number], outlets[number]),
                **_source(sources.get(number), ids),
            }


def _source(link: Link | None, ids: Sequence[str]) -> Mapping[str, Any]:
    """Return what a row says of the article that the later text of `link` comes from."""
    if link is None:
        return {"kind": "original", "similarity": 1.0, "containment": 1.0, "source_id": None}
    return {
        "kind": link.kind,
        "similarity": link.similarity,
        "containment": link.containment,
        "source_id": ids[link.earlier],
    }
