"""Collected: what is asked of a collection - its volume, its copies, its health."""

import pandas as pd

from medialens.compare.copy_pairs import copies_by_pair
from medialens.compare.coverage import (
    compare_coverage,
    coverage_by_language,
    coverage_over_time,
)
from medialens.compare.flaws import find_flaws
from medialens.compare.health import describe_health
from medialens.compare.omissions import compare_omissions
from medialens.questions.annotated import Annotated


class Collected(Annotated):
    """How much of a collection there is, what is in it twice, and what can mislead."""

    def coverage(self) -> pd.DataFrame:
        """Count articles, distinct articles, words and dates: one row per outlet."""
        return compare_coverage(self.corpus.articles, self.copies)

    def languages(self) -> pd.DataFrame:
        """Count articles: one row per outlet and language."""
        return coverage_by_language(self.corpus.articles)

    def copy_groups(self) -> pd.DataFrame:
        """Return the articles of each copy cluster with outlet, date and headline."""
        articles = self.corpus.articles[["article_id", "outlet", "published", "title"]]
        table = self.copies.merge(articles, on="article_id")
        table["is_copy"] = table["kind"] != "original"
        table = table.sort_values(
            ["cluster_id", "is_copy", "published", "article_id"], ignore_index=True
        )
        return table[
            ["cluster_id", "kind", "similarity", "outlet", "published", "title", "article_id"]
        ]

    def copy_pairs(self) -> pd.DataFrame:
        """Return which outlets print the same texts, and who is first: a `COPY_PAIRS` table."""
        return copies_by_pair(self.corpus.articles, self.copies)

    def timeline(self, *, period: str = "auto") -> pd.DataFrame:
        """Count articles: one row per outlet and period."""
        return coverage_over_time(self.corpus.articles, period=period)

    def omissions(self, *, least_outlets: int = 2, days: int = 3) -> pd.DataFrame:
        """Return who covers which event: an `OMISSIONS` table. Not found is not left out."""
        return compare_omissions(
            self.corpus.articles, self.events, self.copies, least_outlets=least_outlets, days=days
        )

    def flaws(self) -> pd.DataFrame:
        """Return what can mislead a comparison, the gravest first: a `FLAWS` table."""
        return find_flaws(self.corpus.articles, self.copies)

    def health(self) -> pd.DataFrame:
        """Return the collection's health: one row per thing counted, with what it means."""
        return describe_health(self.corpus, self.copies)
