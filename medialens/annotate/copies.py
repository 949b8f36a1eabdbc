"""Copies: the same text printed more than once, whole or in good part."""

from array import array
from collections.abc import Callable, Iterator, MutableSequence, Sequence

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from medialens.annotate.agencies import agency_named, is_agency
from medialens.annotate.copy_candidates import Drawers, InMemory, candidates
from medialens.annotate.runs import Flags, Positions, RunMaker, Runs
from medialens.annotate.standing_text import without_standing_text
from medialens.schemas import COPIES
from medialens.schemas.schema import order_of

CONTAINED = 0.5  # share of a text's words that makes it derived from an earlier one
ABSORBED = 0.8  # share of the earlier text's words that makes a longer one derived from it
LEAST_ABSORBED = 0.25  # share of the longer one's words that this must be
LEAST_SHARED = 20  # runs; two short texts share half of theirs by chance or by form

KINDS = ("copy", "version", "derived", "original")
COPY, VERSION, DERIVED, ORIGINAL = range(len(KINDS))
# An earlier text that a later one shares its words with, both as positions.
LINK = np.dtype(
    [
        ("earlier", np.int32),
        ("later", np.int32),
        ("similarity", float),
        ("containment", float),
        ("kind", np.int8),
    ]
)

Link = tuple[int, int, float, float, int]
Links = np.ndarray[tuple[int], np.dtype[np.void]]


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
        article. ``kind`` is *original* (the earliest), *copy* (in another outlet), *version*
        (a copy in the same outlet: an update, a second address) or *derived*: not alike as a
        whole, but in good part the earlier article ``source_id``. Read ``similarity`` as the
        share of runs that the two have in common, ``containment`` as the share of the article's
        words that stand in common runs; both against ``source_id``, which in a chain of copies
        may be another than the original.

    Raises
    ------
    ValueError
        If `threshold` is not above 0 and at most 1.

    Notes
    -----
    Similarity and containment are exact; candidates come from a sample of the runs
    (`medialens.annotate.copy_candidates`). A text is derived where half of its words stand in
    runs that an earlier one has too, at least 20 of them; or a quarter, and these are four fifths
    of the earlier one: it was extended, or merged with another. The same must hold of the words
    outside quotation marks: two reports that quote one speech at length are not derived from one
    another. Counting words instead of runs finds edited copy, where a few untouched words between
    two changes hold a run or two, up to a third of the words changed.

    Copies and versions form clusters, the connected components of all pairs at or above the
    threshold; a derived article joins the cluster of the one article it has most from, and brings
    its own copies along. What an outlet puts at the top or the foot of many articles does not
    count. An article shorter than five words is a copy only of an article with the same words.

    Which of two came first is by date. A date without a time is taken as the end of the day, an
    agency's as its beginning. Of two at one time an agency's is the earlier, then the longer:
    copy is cut more often than added to. For pairs at one time and alike in length, which is the
    source means nothing. Undated articles come last.

    References
    ----------
    Broder, A. (1997), On the resemblance and containment of documents.
    Nicholls, T. (2019), Detecting textual reuse in news stories, at scale.
    """
    ordered = earliest_first(articles.assign(n_tokens=articles["text"].str.count(r"\S+")))
    make = RunMaker()
    by_row = [make(text) for text in articles["text"]]
    rows = ordered["row"].tolist()
    ids = articles["article_id"].array
    texts, authors = articles["text"].tolist(), articles["author"].fillna("").tolist()

    def agency(row: int, outlet: str) -> str | None:
        return agency_named(texts[row], authors[row], outlet)

    runs = [by_row[row] for row in rows]
    return copies_among(ordered, runs, ids.take, agency, threshold=threshold)


def earliest_first(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the articles in the order in which they can have come from one another.

    Parameters
    ----------
    articles : DataFrame
        Columns article_id, outlet, published and ``n_tokens`` (what stands between blanks).

    Returns
    -------
    DataFrame
        Columns outlet and ``day`` (days since 1970, one number for all that are not known);
        ``row`` says where each stood.
    """
    is_agency_of = {outlet: is_agency(outlet) for outlet in articles["outlet"].unique()}
    is_later = ~articles["outlet"].map(is_agency_of).astype(bool)
    # A date without a time: an agency sends in the morning what others have by the evening.
    published = articles["published"]
    is_day = (published == published.dt.normalize()) & is_later
    keys = {
        "time": published.mask(is_day, published + pd.Timedelta(hours=23, minutes=59)),
        "is_later": is_later,
        "shortness": -articles["n_tokens"],
        "article_id": articles["article_id"],
    }
    order = order_of(pd.DataFrame(keys, copy=False))  # undated articles last
    days = published.dt.tz_localize(None).to_numpy().astype("datetime64[D]").astype(np.int32)
    rows = order.astype(np.int32)
    outlets = articles["outlet"].array.take(order)
    return pd.DataFrame({"outlet": outlets, "day": days[order], "row": rows}, copy=False)


def copies_among(
    ordered: pd.DataFrame,
    runs: Sequence[Runs],
    ids: Callable[[Positions], ExtensionArray],
    agency: Callable[[int, str], str | None],
    *,
    threshold: float = 0.8,
    drawers: Drawers | None = None,
) -> pd.DataFrame:
    """Return the `COPIES` of texts whose runs are known, as `find_copies` does.

    Parameters
    ----------
    ordered : DataFrame
        The articles, from `earliest_first`.
    runs : sequence of Runs
        The runs of each text, in this order. They may lie on a disk: they are asked for a few
        times each, and not kept.
    ids : callable
        From rows to the ids of their articles.
    agency : callable
        From a row and its outlet to the news agency that the article names.
    threshold : float, default 0.8
        As for `find_copies`.
    drawers : Drawers, optional
        Where numbers are laid down on the way; by default in memory.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold={threshold} is out of range; choose above 0 and up to 1")
    outlets = ordered["outlet"].array
    cleaned = without_standing_text(runs, outlets, ordered["day"].to_numpy())
    links = np.fromiter(_links(cleaned, outlets, threshold, drawers or InMemory()), LINK)
    return COPIES.table(_rows(ordered, ids, agency, links, _clusters(len(ordered), links)))


def _links(
    runs: Sequence[Runs], outlets: Sequence[str], threshold: float, drawers: Drawers
) -> Iterator[Link]:
    """Yield every pair of which the later copies or draws on the earlier, and that adds anything.

    Of a text that has a copy among the earlier, only a version in its own outlet or a link to
    another cluster adds anything.
    """
    parents = array("i", range(len(runs)))
    known = bytearray(len(runs))  # the kinds of each later text, a bit each
    first = _first_alike(runs)
    yield from _same(runs, outlets, first)
    distinct = np.flatnonzero(first == np.arange(len(runs), dtype=np.int32))
    for earlier, later in candidates(runs, distinct, drawers):
        kind = _alike(outlets, earlier, later)
        telling = 1 << kind | 1 << VERSION  # an own version tells what a copy would
        if known[later] & telling and _root(parents, earlier) == _root(parents, later):
            continue
        link = _link(earlier, later, runs, threshold)
        if link is None:
            continue
        if link[-1] == DERIVED:
            yield link
        else:
            known[later] |= 1 << kind
            _join(parents, earlier, later)
            yield *link[:-1], kind


def _first_alike(runs: Sequence[Runs]) -> Positions:
    """Return for each text the first with the same runs."""
    digests = np.fromiter((one.digest() for one in runs), np.uint64, len(runs))
    order = np.argsort(digests, kind="stable").astype(np.int32)
    digests = digests[order]
    is_first = np.append(True, digests[1:] != digests[:-1])[: len(order)]
    first = np.empty(len(order), np.int32)
    first[order] = order[is_first][np.cumsum(is_first, dtype=np.int32) - 1]
    return first


def _same(runs: Sequence[Runs], outlets: Sequence[str], first: Positions) -> Iterator[Link]:
    """Yield the texts that equal an earlier one."""
    for number in np.flatnonzero(first != np.arange(len(first), dtype=np.int32)).tolist():
        if len(runs[number].all):
            earlier = int(first[number])
            yield earlier, number, 1.0, 1.0, _alike(outlets, earlier, number)


def _alike(outlets: Sequence[str], earlier: int, later: int) -> int:
    return VERSION if outlets[earlier] == outlets[later] else COPY


def _link(earlier: int, later: int, runs: Sequence[Runs], threshold: float) -> Link | None:
    a, b = runs[earlier], runs[later]
    in_a = b.among(a.all)
    n_shared = int(in_a.sum())
    similarity = n_shared / (len(a.all) + len(b.all) - n_shared)
    taken = b.covered(in_a)
    containment = _share(taken, b.is_counted)
    if similarity >= threshold:
        return earlier, later, similarity, containment, COPY
    if n_shared < LEAST_SHARED:
        return None
    own = _own(taken, b)
    if own >= CONTAINED or (
        own >= LEAST_ABSORBED and _own(a.covered(a.among(b.all)), a) >= ABSORBED
    ):
        return earlier, later, similarity, containment, DERIVED
    return None


def _own(taken: Flags, runs: Runs) -> float:
    """Return the share taken of all words or of those outside quotation marks, the smaller."""
    outside = runs.is_counted & ~runs.is_quoted
    return min(_share(taken, runs.is_counted), _share(taken, outside))


def _share(taken: Flags, words: Flags) -> float:
    return float(taken[words].mean()) if words.any() else 0.0


def _clusters(n_texts: int, links: Links) -> Positions:
    """Return for each text the earliest of its cluster."""
    parents = array("i", range(n_texts))
    copies = links[links["kind"] != DERIVED]
    for earlier, later in zip(copies["earlier"].tolist(), copies["later"].tolist(), strict=True):
        _join(parents, earlier, later)
    sources = _best(links[links["kind"] == DERIVED])
    for earlier, later in zip(sources["earlier"].tolist(), sources["later"].tolist(), strict=True):
        if _root(parents, later) == later:  # the earliest of its own copies
            _join(parents, earlier, later)
    return np.fromiter((_root(parents, number) for number in range(n_texts)), np.int32, n_texts)


def _best(links: Links) -> Links:
    """Return for each later text the link to its source, in their order.

    It is an own version, else the earliest copy, else what is shared most.
    """
    kind, earlier, later = links["kind"], links["earlier"], links["later"]
    is_derived = kind == DERIVED
    most = [np.where(is_derived, links[name], 0) for name in ("containment", "similarity")]
    order = np.lexsort((-earlier, *most, kind == VERSION, ~is_derived, later))
    is_last = np.diff(later[order], append=-1) != 0
    return links[order[is_last]]


def _root(parents: MutableSequence[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _join(parents: MutableSequence[int], left: int, right: int) -> None:
    """Join two clusters; the root stays the earliest article."""
    low, high = sorted((_root(parents, left), _root(parents, right)))
    parents[high] = low


def _rows(
    ordered: pd.DataFrame,
    ids: Callable[[Positions], ExtensionArray],
    agency: Callable[[int, str], str | None],
    links: Links,
    clusters: Positions,
) -> pd.DataFrame:
    """Return a row for every text in a cluster, column by column: there may be very many."""
    members = np.flatnonzero(np.bincount(clusters)[clusters] > 1)
    place = np.full(len(ordered), -1, np.int32)  # of each text among the members
    place[members] = np.arange(len(members))
    rows, outlets = ordered["row"].to_numpy()[members], ordered["outlet"].array.take(members)
    best = _best(links[clusters[links["earlier"]] == clusters[links["later"]]])
    source = np.zeros(len(members), LINK)
    source["kind"], source["earlier"], source["similarity"], source["containment"] = (
        ORIGINAL,
        -1,
        1,
        1,
    )
    source[place[best["later"]]] = best
    earlier = np.where(source["kind"] == ORIGINAL, np.int32(-1), place[source["earlier"]])
    known = ids(rows)
    return pd.DataFrame(
        {
            "article_id": known,
            "cluster_id": known.take(place[clusters[members]]),
            "agency": [agency(*one) for one in zip(rows.tolist(), outlets, strict=True)],
            "kind": pd.Categorical.from_codes(source["kind"], pd.Index(KINDS)).astype("str"),
            "similarity": source["similarity"],
            "containment": source["containment"],
            "source_id": known.take(earlier, allow_fill=True),
        }
    )
