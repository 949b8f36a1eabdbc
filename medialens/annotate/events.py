"""Events: articles about the same happening, matched across outlets and days."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from medialens.annotate.event_groups import linked_groups
from medialens.annotate.event_pairs import (
    DIGITS,
    Days,
    Pairs,
    fitting_threshold,
    near_pairs,
)
from medialens.annotate.event_texts import comparable_texts
from medialens.annotate.event_vectors import Matrix, Vectors, bare, term, vectors
from medialens.schemas import ARTICLES, COPIES, EVENTS
from medialens.text.words import words

VETO = 0.75  # of the threshold: two articles less alike are never in one event
UNDATED = 2.0  # times the threshold that an article without a date must reach
LABEL = 4  # words


def find_events(
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    threshold: float | None = None,
    days: int = 3,
    match_undated: bool = False,
) -> pd.DataFrame:
    """Find the articles that are about the same event.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    copies : DataFrame
        A `COPIES` table. Copies of one text are in one event, whatever their dates, and count
        once when texts are compared.
    threshold : float, optional
        Least mean similarity between the texts of two groups for these to be one event, above 0
        and up to 1. By default the collection decides, between 0.12 and 0.24: see
        `medialens.annotate.event_pairs.fitting_threshold`. Raise it where events that belong
        apart are joined, lower it where events fall into pieces.
    days : int, default 3
        Days between the first and the last text of an event, at most. Raise it for weeklies, and
        for happenings that go on; a longer event is cut into several.
    match_undated : bool, default False
        Whether an article without a date is compared with all the others, at twice the
        threshold. Otherwise it is in an event only as a copy. Without dates, reports of one
        story that months lie between are easily taken for one event.

    Returns
    -------
    DataFrame
        An `EVENTS` table: one row per article in an event of at least two articles, sorted by
        event and article; the other articles are each an event of their own and have no row.
        Read ``similarity`` as how much the article's words are those of the event's other texts:
        rows with the lowest are the ones to check first.

    Raises
    ------
    SchemaError
        If a column is missing.
    ValueError
        If `threshold` or `days` is out of range.

    Notes
    -----
    Texts are compared by the cosine of tf-idf vectors, headline, lead and names counting more
    (`medialens.annotate.event_vectors`), only with texts at most `days` apart. Groups grow by
    average linkage, and two texts much less alike than the threshold are never in one event, so
    that a chain of reports does not drift from one event to the next. The search errs on the side
    of leaving apart what belongs together. It goes by words and so does not match across
    languages. The result does not depend on the order of the rows; it may change when articles
    are added, since rare words are rare in a collection.

    References
    ----------
    Allan, J., Papka, R. & Lavrenko, V. (1998). On-line new event detection and tracking. Salton,
    G. & Buckley, C. (1988). Term-weighting approaches in automatic text retrieval.
    """
    _check(articles, copies, threshold, days)
    texts = comparable_texts(articles, copies)
    firsts = texts.drop_duplicates("cluster_id")
    found = vectors(firsts["title"].tolist(), firsts["body"].tolist())
    groups = _groups(found.matrix, _days(firsts), threshold, days, match_undated)
    group_of = dict(zip(firsts["cluster_id"], groups, strict=True))
    similarity = dict(zip(firsts["cluster_id"], _similarity(found.matrix, groups), strict=True))
    labels = _labels(found, groups, firsts["title"].tolist())
    texts = texts.assign(
        group=texts["cluster_id"].map(group_of), similarity=texts["cluster_id"].map(similarity)
    )
    return EVENTS.table(_rows(texts, labels))


def _check(
    articles: pd.DataFrame, copies: pd.DataFrame, threshold: float | None, days: int
) -> None:
    ARTICLES.check(articles)
    COPIES.check(copies)
    if threshold is not None and not 0 < threshold <= 1:
        raise ValueError(f"threshold={threshold} is out of range; choose above 0 and up to 1")
    if days < 0:
        raise ValueError(f"days={days} is out of range; choose 0 (one day) or more")


def _days(texts: pd.DataFrame) -> Days:
    """Return the day of each dated text; these stand first."""
    dated = texts["published"].dropna().dt.tz_convert(None).to_numpy()
    return dated.astype("datetime64[D]").astype(np.int64)


def _groups(
    matrix: Matrix, days: Days, threshold: float | None, apart: int, match_undated: bool
) -> list[int]:
    dated = matrix[: len(days)]
    if threshold is None:
        threshold = fitting_threshold(dated, days, apart=apart)
    pairs = near_pairs(dated, days, apart=apart, least=VETO * threshold)
    if match_undated and len(days) < matrix.shape[0]:
        every = np.zeros(matrix.shape[0], np.int64)
        others = near_pairs(matrix, every, apart=0, least=min(1.0, UNDATED * threshold))
        is_undated = others.right >= len(days)
        pairs = Pairs(
            *(np.concatenate([a, b[is_undated]]) for a, b in zip(pairs, others, strict=True))
        )
    return linked_groups(matrix.shape[0], pairs, threshold)


def _similarity(matrix: Matrix, groups: Sequence[int]) -> list[float]:
    """Return the mean cosine of each text with the others of its group; 1 where it is alone."""
    found = np.ones(len(groups))
    for members in _members(groups):
        if len(members) > 1:
            rows = matrix[members]
            alike = (rows @ rows.T).toarray()
            others = (alike.sum(axis=1) - alike.diagonal()) / (len(members) - 1)
            found[members] = np.round(others, DIGITS)
    return found.tolist()


def _members(groups: Sequence[int]) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        found.setdefault(group, []).append(number)
    return list(found.values())


def _labels(found: Vectors, groups: Sequence[int], titles: Sequence[str]) -> dict[int, str]:
    """Return for each group the words heavy in its texts and in many of its titles, best first."""
    return {
        members[0]: _label(found, members, [titles[number] for number in members])
        for members in _members(groups)
    }


def _label(found: Vectors, members: Sequence[int], titles: Sequence[str]) -> str:
    rows = found.matrix[list(members)]
    totals = np.bincount(rows.indices, weights=rows.data, minlength=len(found.terms))
    weights = {found.terms[number]: totals[number] for number in np.flatnonzero(totals).tolist()}
    forms: dict[str, Counter[str]] = {}
    for title in titles:
        for word in {term(word): bare(word) for word in words(title)}.items():
            forms.setdefault(word[0], Counter())[word[1]] += 1
    in_titles = {name: weights[name] * forms[name].total() for name in forms if name in weights}
    ranked = in_titles or weights
    chosen = sorted(ranked, key=lambda name: (-round(ranked[name], DIGITS), name))[:LABEL]
    return ", ".join(_usual(forms[name]) if name in forms else name for name in chosen)


def _usual(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))


class _Event(NamedTuple):
    event_id: str
    label: str


def _rows(texts: pd.DataFrame, labels: dict[int, str]) -> Iterator[dict[str, Any]]:
    sizes = texts["group"].value_counts()
    events: dict[int, _Event] = {}
    for article, group, similarity in zip(
        texts["article_id"], texts["group"], texts["similarity"], strict=True
    ):
        event = events.setdefault(group, _Event(article, labels[group]))
        if sizes[group] > 1:
            yield {
                "article_id": article,
                "event_id": event.event_id,
                "label": event.label,
                "similarity": similarity,
                "origin": "matched",
            }
