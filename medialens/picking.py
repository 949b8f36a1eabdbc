"""Picking: which articles of a table belong to a selection. No table is altered."""

import calendar
import re
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?")


def day(given: str | date | None, name: str) -> date | None:
    """Return the day that `given` means as the first or (``name="until"``) the last one.

    Examples
    --------
    >>> day("2026-02", "since"), day("2026-02", "until"), day("2026", "until")
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28), datetime.date(2026, 12, 31))
    """
    if given is None or isinstance(given, date):
        return given
    try:
        part = _PART.fullmatch(given)
        return _edge(part, name) if part else date.fromisoformat(given)
    except ValueError:
        raise ValueError(f"{name}={given!r} is no day; write it as 2025-06-01") from None


def _edge(part: re.Match[str], name: str) -> date:
    """Return the first or the last day of a year or month."""
    year, is_last = int(part[1]), name == "until"
    month = int(part[2]) if part[2] else (12 if is_last else 1)
    date(year, month, 1)  # a month that is none is told here
    return date(year, month, calendar.monthrange(year, month)[1] if is_last else 1)


def within(published: "pd.Series[pd.Timestamp]", first: date | None, last: date | None) -> Any:  # noqa: ANN401
    """Return which times lie in a stretch of days, both ends included."""
    is_kept = published.notna()
    if first is not None:
        is_kept &= published >= pd.Timestamp(first, tz="UTC")
    if last is not None:
        is_kept &= published < pd.Timestamp(last, tz="UTC") + pd.Timedelta(days=1)
    return is_kept


def ends(published: "pd.Series[pd.Timestamp]") -> tuple[date | None, date | None]:
    """Return the first and the last day; None where there is no date."""
    dates = published.dropna()
    return (dates.min().date(), dates.max().date()) if len(dates) else (None, None)


def stretch(first: date | None, last: date | None) -> str:
    """Say a stretch of days."""
    if first is None and last is None:
        return "without dates"
    return " ".join(
        filter(None, (f"from {first}" if first else "", f"up to {last}" if last else ""))
    )


def chosen(articles: pd.DataFrame, key: object) -> "pd.Series[bool]":
    """Return which rows a mask of yes and no, or a slice, picks.

    Raises
    ------
    TypeError
        If `key` is neither.
    ValueError
        If the mask is not one value per article, in the articles' order.
    """
    if isinstance(key, slice):
        picked = pd.Series(False, index=articles.index)
        picked.iloc[key] = True
        return picked
    if not isinstance(key, pd.Series | np.ndarray | list):
        raise TypeError(
            f"{key!r} picks no articles; use an outlet's name, a comparison such as "
            'corpus.outlet == "A", or a slice; corpus.articles.iloc[0] is the first article'
        )
    if isinstance(key, pd.Series) and not key.index.equals(articles.index):
        raise ValueError(
            "the mask belongs to another table: its index is not that of corpus.articles"
        )
    mask = pd.Series(np.asarray(key), index=articles.index if len(key) == len(articles) else None)
    if len(mask) != len(articles):
        raise ValueError(f"the mask has {len(mask)} values for {len(articles)} articles")
    if not pd.api.types.is_bool_dtype(mask.dtype):
        raise TypeError(f"a mask holds True and False, not {mask.dtype}")
    return mask.astype(bool)


def sampled(articles: pd.DataFrame, n: int, seed: int, by: str | None) -> set[str]:
    """Return ids of `n` articles drawn at random, or of `n` in each group of the column `by`.

    The draw depends on the seed and the ids alone, not on the order of the rows.
    """
    ordered = articles.sort_values("article_id")
    draws = np.random.default_rng(seed).permutation(len(ordered))
    ordered = ordered.iloc[draws]
    groups = ordered.groupby(by, dropna=False, sort=True) if by else [(None, ordered)]
    return {key for _, rows in groups for key in rows["article_id"].head(n)}
