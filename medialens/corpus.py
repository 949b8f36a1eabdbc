"""Corpus: an articles table with what was left out, and its fingerprint."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from medialens.actor import Actor
from medialens.errors import EmptyError, unknown_name
from medialens.glance import corpus_card
from medialens.named import Named
from medialens.picking import chosen, day, ends, sampled, stretch, within
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
    n_unselected : int
        Of a selection: articles that were kept when the collection was read and are not in it.
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
    n_unselected: int = 0

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
        """Records seen: kept + rejected + skipped, and of a selection those not selected."""
        return len(self.articles) + self.n_unselected + len(self.rejects) + self.n_skipped

    @property
    def outlets(self) -> list[str]:
        """The outlets, sorted by name."""
        return sorted(self.articles["outlet"].unique())

    @property
    def outlet(self) -> "pd.Series[str]":
        """The outlet of each article, to select by: ``corpus[corpus.outlet == "A"]``."""
        return self.articles["outlet"]

    @property
    def published(self) -> "pd.Series[pd.Timestamp]":
        """The time of each article (UTC), to select by."""
        return self.articles["published"]

    @cached_property  # IPython completes what is behind it, which it does not do for a property
    def names(self) -> Named:
        """The outlets, to complete with the Tab key: ``corpus.names.harbour_radio``."""
        return Named(self.outlets)

    @cached_property
    def fingerprint(self) -> str:
        """12 hex digits that change when any article, outlet, date or catalogue entry changes."""
        digest = hashlib.sha256()
        shown = self.articles[["article_id", "outlet", "published", "title", "text"]]
        for row in shown.sort_values("article_id").itertuples(index=False):
            digest.update("\x1f".join(str(value) for value in row).encode("utf-8", "replace"))
        digest.update(repr(self.actors).encode("utf-8", "replace"))
        return digest.hexdigest()[:12]

    def __getitem__(self, key: Any) -> "Corpus":  # noqa: ANN401
        """Return a selection: ``corpus["A"]``, ``corpus[corpus.outlet == "A"]``, ``corpus[:10]``.

        A selection keeps the collection's settings, catalogue, rejects and skips; the articles
        that it leaves out are counted in `n_unselected`.
        """
        if isinstance(key, str):
            return self.where(outlet=key)
        picked = self._with(self.articles[chosen(self.articles, key)])
        if not len(picked):
            raise EmptyError(f"{self.name} has no article of that kind; {len(self)} were asked")
        return picked

    def where(
        self,
        *,
        outlet: str | Collection[str] | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
    ) -> "Corpus":
        """Return the corpus restricted to one or several outlets, or to a stretch of days.

        Parameters
        ----------
        outlet : str or collection of str, optional
            The outlets to keep.
        since, until : str or date, optional
            The first and the last day (UTC) to keep, such as ``"2025-06-01"``; a month or a year
            means its first or its last day. An article without a date is left out where either
            is given, and counted in the `notices`.

        Raises
        ------
        UnknownNameError
            If an outlet is not in the collection; the nearest name is suggested.
        ValueError
            If a day is none.
        EmptyError
            If no article of these days is left.
        """
        articles, notices = self.articles, self.notices
        if outlet is not None:
            wanted = [outlet] if isinstance(outlet, str) else list(outlet)
            for name in wanted:
                self.check_outlet(name)
            articles = articles[articles["outlet"].isin(wanted)]
        if since is not None or until is not None:
            first, last = day(since, "since"), day(until, "until")
            n_undated = int(articles["published"].isna().sum())
            articles = articles[within(articles["published"], first, last)]
            if articles.empty:
                raise EmptyError(
                    f"{self.name} has no article {stretch(first, last)}; its articles are "
                    f"{stretch(*ends(self.articles['published']))}"
                )
            if n_undated:
                count = "1 article" if n_undated == 1 else f"{n_undated:,} articles"
                left_out = f"{count} without a date left out: only {stretch(first, last)} is asked"
                notices = (*notices, left_out)
        return self._with(articles, notices)

    def between(self, since: str | date, until: str | date) -> "Corpus":
        """Return the articles of a stretch of days: ``corpus.between("2026-01", "2026-03")``.

        Parameters
        ----------
        since, until : str or date
            As for `where`: both ends are included, a month means all of its days.
        """
        return self.where(since=since, until=until)

    def sample(self, n: int, *, seed: int = 0, by: str | None = None) -> "Corpus":
        """Return a random sample of articles, the same for the same seed.

        Parameters
        ----------
        n : int
            How many articles; with `by`, how many of each group (all of a smaller one).
        seed : int, default 0
            Another seed draws another sample.
        by : str, optional
            A column of the articles, such as ``"outlet"`` or ``"section"``.

        Raises
        ------
        UnknownNameError
            If the articles have no column `by`.
        ValueError
            If `n` is not positive.
        """
        if n < 1:
            raise ValueError(f"n={n!r} must be at least 1")
        if by is not None and by not in self.articles:
            raise unknown_name("column", by, self.articles.columns.tolist())
        drawn = sampled(self.articles, n, seed, by)
        within_each = f" per {by}" if by else ""
        said = f"a random sample: up to {n:,} articles{within_each}, seed {seed}"
        picked = self.articles[self.articles["article_id"].isin(drawn)]
        return self._with(picked, (*self.notices, said))

    def _with(self, articles: pd.DataFrame, notices: tuple[str, ...] | None = None) -> "Corpus":
        """Return this corpus with some of its articles."""
        return replace(
            self,
            articles=articles.reset_index(drop=True),
            notices=self.notices if notices is None else notices,
            n_unselected=self.n_unselected + len(self.articles) - len(articles),
        )

    @classmethod
    def together(cls, corpora: Sequence["Corpus"]) -> "Corpus":
        """Return several collections as one.

        An article that is in two of them is kept once and listed in `skips`; actors of one id are
        one actor with the forms of both.
        """
        if len(corpora) == 1:
            return corpora[0]
        articles = pd.concat([one.articles for one in corpora], ignore_index=True)
        again = articles["article_id"].duplicated()
        repeated = articles.loc[again, ["source_file", "source_row"]].assign(
            rule="also in another collection", note=""
        )
        licences = dict.fromkeys(one.licence for one in corpora if one.licence)
        return cls(
            ARTICLES.table(articles[~again]),
            REJECTS.table(pd.concat([one.rejects for one in corpora], ignore_index=True)),
            SKIPS.table(pd.concat([*(one.skips for one in corpora), repeated], ignore_index=True)),
            name=" and ".join(one.name for one in corpora),
            slug="-and-".join(one.slug for one in corpora),
            licence="; ".join(licences),
            language=corpora[0].language,
            actors=_united(actor for one in corpora for actor in one.actors),
            notices=tuple(f"{one.name}: {said}" for one in corpora for said in one.notices),
            n_unselected=sum(one.n_unselected for one in corpora),
        )

    def check_outlet(self, name: str) -> str:
        """Return `name`, or raise ``UnknownNameError`` if it is no outlet of the collection."""
        if name not in self.outlets:
            raise unknown_name("outlet", name, self.outlets)
        return name

    def _ipython_key_completions_(self) -> list[str]:
        return self.outlets

    def __repr__(self) -> str:
        return str(corpus_card(self))

    def _repr_html_(self) -> str:
        return corpus_card(self).html


def _united(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return the actors, those of one id as one."""
    found: dict[str, Actor] = {}
    for actor in actors:
        known = found.get(actor.actor_id, actor)
        forms = dict.fromkeys([*known.forms, *actor.forms])
        apart = dict.fromkeys([*known.apart, *actor.apart])
        found[actor.actor_id] = replace(known, forms=tuple(forms), apart=tuple(apart))
    return tuple(found.values())
