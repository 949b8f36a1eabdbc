"""How much each outlet published, when, and in which languages."""

import numpy as np
import pandas as pd

from medialens.compare.clusters import are_among, distinct_counts
from medialens.compare.periods import (
    Period,
    check_period,
    fitting_period,
    number_periods,
    period_starts,
)
from medialens.compare.sizes import word_counts
from medialens.schemas import ARTICLES, COVERAGE, LANGUAGES, TIMELINE


def compare_coverage(articles: pd.DataFrame, copies: pd.DataFrame) -> pd.DataFrame:
    """Count articles, distinct articles, words and dates per outlet.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    copies : DataFrame
        A `COPIES` table.

    Returns
    -------
    DataFrame
        A `COVERAGE` table: one row per outlet, sorted by outlet. ``n_articles - n_distinct`` of
        an outlet's articles repeat another of its own; ``n_copied`` repeat an earlier one of any
        outlet, such as an agency's. Words are those of headline and text.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    n_distinct = distinct_counts(articles, copies)
    copied = copies.loc[copies["kind"] == "copy", "article_id"]
    table = articles.assign(
        copied=are_among(articles["article_id"], copied),
        n_words=word_counts(articles),
        undated=articles["published"].isna(),
    )
    counted = table.groupby("outlet", as_index=False).agg(
        n_articles=("article_id", "size"),
        n_copied=("copied", "sum"),
        n_words=("n_words", "sum"),
        median_words=("n_words", "median"),
        first=("published", "min"),
        last=("published", "max"),
        n_undated=("undated", "sum"),
    )
    return COVERAGE.table(
        counted.assign(n_distinct=counted["outlet"].astype("str").map(n_distinct))
    )


def coverage_by_language(articles: pd.DataFrame) -> pd.DataFrame:
    """Count articles per outlet and language.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.

    Returns
    -------
    DataFrame
        A `LANGUAGES` table, sorted by outlet and language; an unknown language is ``""``.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    ARTICLES.check(articles)
    table = articles.assign(language=articles["language"].fillna(""))
    counted = table.groupby(["outlet", "language"]).size().rename("n_articles")
    return LANGUAGES.table(counted.reset_index())


def coverage_over_time(articles: pd.DataFrame, *, period: Period | str = "auto") -> pd.DataFrame:
    """Count articles per outlet and period.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table. Articles without a date are left out; `compare_coverage` counts them.
    period : {"auto", "day", "week", "month", "quarter", "year"}, default "auto"
        Length of a period in UTC; weeks start on Monday. ``"auto"`` chooses by the span of all
        dates: days up to a month, weeks up to half a year, months up to three years, quarters up
        to eight, else years.

    Returns
    -------
    DataFrame
        A `TIMELINE` table, sorted by outlet and period. Every outlet with a dated article has a
        row for every period between the collection's first and last date, 0 where it has none.

    Raises
    ------
    SchemaError
        If a column is missing.
    ValueError
        If `period` is not one of the above.
    """
    ARTICLES.check(articles)
    check_period(period)
    dated = articles.dropna(subset=["published"])
    if dated.empty:
        return TIMELINE.table()
    days = dated["published"].dt.tz_convert(None).to_numpy().astype("datetime64[D]")
    period = fitting_period(days) if period == "auto" else period
    numbers = number_periods(days, period)
    every = np.arange(numbers.min(), numbers.max() + 1)
    wide = pd.crosstab(dated["outlet"].to_numpy(), numbers).reindex(columns=every, fill_value=0)
    rows = {
        "outlet": np.repeat(wide.index.to_numpy(), len(every)),
        "period_start": np.tile(period_starts(every, period), len(wide)),
        "n_articles": wide.to_numpy().ravel(),
    }
    return TIMELINE.table(pd.DataFrame(rows))
