"""Batches: articles, rejects and skips on their way into tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from medialens.article import Article
from medialens.io.registry import Reject, Skip
from medialens.schemas import ARTICLES, REJECTS, SKIPS

BATCH_RECORDS = 1_000
BATCH_CHARACTERS = 20_000_000


@dataclass
class Batch:
    """What was read since the batch before: articles by their ids, rejects, skips."""

    articles: dict[str, Article] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    n_characters: int = 0

    @property
    def n_seen(self) -> int:
        """Records seen: kept + rejected + skipped."""
        return len(self.articles) + len(self.rejects) + len(self.skips)

    @property
    def is_full(self) -> bool:
        """Whether the batch is as large as a batch should be."""
        return self.n_seen >= BATCH_RECORDS or self.n_characters >= BATCH_CHARACTERS

    @property
    def table(self) -> pd.DataFrame:
        """The articles as an `ARTICLES` table."""
        return articles_table(self.articles)

    def add(self, article_id: str, article: Article) -> None:
        """Add an article whose id is not in the batch."""
        self.articles[article_id] = article
        self.n_characters += len(article.text)


def articles_table(articles: Mapping[str, Article]) -> pd.DataFrame:
    """Return an `ARTICLES` table, with every other column of the source after the named ones."""
    columns: dict[str, list[object]] = {"article_id": list(articles)}
    for name in ARTICLES.columns:
        if name != "article_id":
            columns[name] = [getattr(article, name) for article in articles.values()]
    for name in dict.fromkeys(name for article in articles.values() for name in article.extra):
        columns[name] = [article.extra.get(name) for article in articles.values()]
    return ARTICLES.table(pd.DataFrame(columns))


def rejects_table(rejects: Iterable[Reject]) -> pd.DataFrame:
    """Return a `REJECTS` table whose texts can always be written."""
    return REJECTS.table(
        {
            "source_file": reject.source_file,
            "source_row": reject.source_row,
            "field": _printable(reject.field),
            "reason": _printable(reject.reason),
        }
        for reject in rejects
    )


def skips_table(skips: Iterable[Skip]) -> pd.DataFrame:
    """Return a `SKIPS` table whose texts can always be written."""
    return SKIPS.table(
        {
            "source_file": skip.source_file,
            "source_row": skip.source_row,
            "rule": _printable(skip.rule),
            "note": _printable(skip.note),
        }
        for skip in skips
    )


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
