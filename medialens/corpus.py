"""Corpus: an articles table with what was left out, and its fingerprint."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from medialens.actor import Actor
from medialens.errors import unknown_name
from medialens.schemas import ARTICLES, REJECTS, SKIPS


@dataclass(frozen=True)
class Corpus:
    """A collection of articles as it was read.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table, with every other column of the source after the named ones.
    rejects : DataFrame
        A `REJECTS` table: what was seen and could not be kept.
    skips : DataFrame
        A `SKIPS` table: what was left out by rule (a repeated article, a record of no page).
    name : str
        The collection's name, for headings.
    slug : str
        The collection's short name, for folders.
    licence, description, language : str
        As ``collection.toml`` states them, or empty.
    actors : tuple of Actor
        The actor catalogue, empty where there is none.
    mapping : dict
        Which column of the source became which field.
    notices : tuple of str
        What a reader of the report should know about how the collection was read.
    """

    articles: pd.DataFrame
    rejects: pd.DataFrame = field(default_factory=REJECTS.table)
    skips: pd.DataFrame = field(default_factory=SKIPS.table)
    name: str = "unnamed collection"
    slug: str = "collection"
    licence: str = ""
    description: str = ""
    language: str = ""
    actors: tuple[Actor, ...] = ()
    mapping: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        ARTICLES.check(self.articles)
        REJECTS.check(self.rejects)
        SKIPS.check(self.skips)

    def __len__(self) -> int:
        return len(self.articles)

    @property
    def n_skipped(self) -> int:
        """Records left out by rule."""
        return len(self.skips)

    @property
    def n_seen(self) -> int:
        """Records seen: kept + rejected + skipped."""
        return len(self.articles) + len(self.rejects) + self.n_skipped

    @property
    def outlets(self) -> list[str]:
        """The outlets, sorted by name."""
        return sorted(self.articles["outlet"].unique())

    @cached_property
    def fingerprint(self) -> str:
        """12 hex digits that change when any article, outlet, date or catalogue entry changes."""
        digest = hashlib.sha256()
        shown = self.articles[["article_id", "outlet", "published", "title", "text"]]
        for row in shown.sort_values("article_id").itertuples(index=False):
            digest.update("\x1f".join(str(value) for value in row).encode("utf-8", "replace"))
        digest.update(repr(self.actors).encode("utf-8", "replace"))
        return digest.hexdigest()[:12]

    def where(self, *, outlet: str | Collection[str] | None = None) -> "Corpus":
        """Return the corpus restricted to one or several outlets.

        Raises
        ------
        UnknownNameError
            If an outlet is not in the collection; the nearest name is suggested.
        """
        if outlet is None:
            return self
        wanted = [outlet] if isinstance(outlet, str) else list(outlet)
        for name in wanted:
            self.check_outlet(name)
        kept = self.articles[self.articles["outlet"].isin(wanted)].reset_index(drop=True)
        return replace(self, articles=kept)

    def check_outlet(self, name: str) -> str:
        """Return `name`, or raise ``UnknownNameError`` if it is no outlet of the collection."""
        if name not in self.outlets:
            raise unknown_name("outlet", name, self.outlets)
        return name
