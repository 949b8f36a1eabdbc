"""Stances: what is asked of the scores - how outlets speak of actors, and the sentences."""

import warnings
from collections.abc import Sequence
from functools import cached_property

import pandas as pd

from medialens.compare.alerts import find_alerts
from medialens.compare.bounds import compare_bounds
from medialens.compare.change import compare_change
from medialens.compare.clusters import counted
from medialens.compare.differences import compare_outlets
from medialens.compare.digest import digest
from medialens.compare.evidence import STANCES, find_evidence
from medialens.compare.mixed import compare_mixed
from medialens.compare.orientation import told_from
from medialens.compare.profile import compare_profiles
from medialens.compare.shifts import find_shifts
from medialens.compare.shrinkage import shrink_means
from medialens.compare.trends import compare_trends
from medialens.errors import MedialensWarning
from medialens.questions.annotated import Annotated, Measure
from medialens.remembered import fingerprint, remembered_table
from medialens.schemas import DIFFERENCES
from medialens.validate.correcting import corrected_gaps, corrected_profile
from medialens.validate.judging import machine_means


class Stances(Annotated):
    """How outlets speak of actors: means, gaps, change, and the sentences behind them."""

    @cached_property
    def _profile(self) -> pd.DataFrame:
        scored = compare_profiles(self.tables.scores, self.corpus.articles, self.copies)
        return self._named(scored)

    def profile(
        self, *, actors: Sequence[str] | None = None, measure: Measure | None = None
    ) -> pd.DataFrame:
        """Return how each outlet speaks of each actor: a `PROFILE` with the actors' names."""
        return self._chosen(self._profile, actors, measure)

    @cached_property
    def _bounds(self) -> pd.DataFrame:
        found = compare_bounds(self.tables.scores, self.corpus.articles, self.copies)
        return self._named(found)

    def bounds(
        self, *, actors: Sequence[str] | None = None, outlet: str | None = None
    ) -> pd.DataFrame:
        """Return own stance without and with the wording of indirect speech: `BOUNDS` with names.

        Parameters
        ----------
        actors : sequence of str, optional
            Ids or names of actors; by default every actor.
        outlet : str, optional
            An outlet; by default every outlet.
        """
        table = self._chosen(self._bounds, actors, None)
        if outlet is None:
            return table
        self.corpus.check_outlet(outlet)
        return table[table["outlet"] == outlet].reset_index(drop=True)

    def differences(
        self, *, actors: Sequence[str] | None = None, measure: Measure | None = None
    ) -> pd.DataFrame:
        """Return the gaps between outlets: a `DIFFERENCES` table with the actors' names.

        Without `measure`, own and quoted voice. The false-discovery rate ``q`` is over the rows
        returned: ask once for everything you mean to test.
        """
        measures = STANCES if measure is None else (measure,)
        scores = self._scores(actors, measures)
        articles, events = self.corpus.articles, self.events
        facts = (
            fingerprint(articles, "article_id", "outlet", "published"),
            *map(fingerprint, (scores, self.copies, events)),
        )
        found = remembered_table(
            DIFFERENCES, facts, lambda: compare_outlets(scores, articles, self.copies, events)
        )
        return self._named(found)

    def compare(
        self,
        outlet: str,
        other: str,
        *,
        actor: str | None = None,
        measure: Measure | None = None,
    ) -> pd.DataFrame:
        """Return the gaps between two outlets: a `DIFFERENCES` table with the actors' names.

        ``gap`` is positive where `outlet` speaks better of the actor than `other`. The
        false-discovery rate ``q`` is over the rows returned.

        Parameters
        ----------
        outlet, other : str
            Two outlets of the collection.
        actor : str, optional
            Id or name of an actor; by default every actor.
        measure : {"portrayal", "own_stance", "voiced_stance"}, optional
            By default own and quoted voice.

        Returns
        -------
        DataFrame
            Empty, with a ``MedialensWarning``, where the two have too few distinct articles.
        """
        pair = [self.corpus.check_outlet(name) for name in (outlet, other)]
        articles = self.corpus.articles
        articles = articles[articles["outlet"].isin(pair)]
        scores = self._scores(
            None if actor is None else [actor], STANCES if measure is None else (measure,)
        )
        found = told_from(compare_outlets(scores, articles, self.copies, self.events), outlet)
        if found.empty:
            warnings.warn(
                f"nothing to compare: {outlet} and {other} need ten distinct articles each on "
                f"{actor or 'an actor'}; study.profile() says how many there are",
                MedialensWarning,
                stacklevel=2,
            )
        return self._named(found)

    def change(
        self,
        *,
        actors: Sequence[str] | None = None,
        measure: Measure | None = None,
        period: str = "auto",
        pooled: bool = False,
    ) -> pd.DataFrame:
        """Return how outlets speak of actors, period by period: a `CHANGE` table with names.

        Without `measure`, own and quoted voice; with `pooled`, all outlets count as one.
        """
        scores = self._scores(actors)
        if measure is not None and measure not in STANCES:
            scores = self._scores(actors, (measure,))
        articles = self._articles(pooled=pooled)
        found = compare_change(scores, articles, self.copies, period=period, measure=measure)
        return self._named(found)

    def trends(
        self,
        *,
        actors: Sequence[str] | None = None,
        period: str = "auto",
        pooled: bool = False,
    ) -> pd.DataFrame:
        """Return slopes over time, of means and of shares of articles: `TRENDS` with names."""
        articles = self._articles(pooled=pooled)
        found = compare_trends(self._scores(actors), articles, self.copies, period=period)
        return self._named(found)

    def shifts(
        self,
        *,
        actors: Sequence[str] | None = None,
        period: str = "auto",
        pooled: bool = False,
    ) -> pd.DataFrame:
        """Return from which period on a level is another: a `SHIFTS` table with names.

        ``q`` is over the rows returned: ask once for everything you mean to test.
        """
        articles = self._articles(pooled=pooled)
        return self._named(find_shifts(self._scores(actors), articles, self.copies, period=period))

    def alerts(
        self,
        *,
        period: str = "week",
        history: int = 12,
        until: str | None = None,
        pooled: bool = False,
    ) -> pd.DataFrame:
        """Return which counts of the last whole period stand out: `ALERTS` with names."""
        found = find_alerts(
            self.tables.mentions,
            self._articles(pooled=pooled),
            self.copies,
            period=period,
            history=history,
            until=until,
        )
        return self._named(found)

    def digest(
        self, *, period: str = "week", until: str | None = None, pooled: bool = False
    ) -> list[str]:
        """Say what stands out in the last whole period, in five sentences at most."""
        return digest(self.alerts(period=period, until=until, pooled=pooled), self.tables.actors)

    def mixed(self, *, actors: Sequence[str] | None = None) -> pd.DataFrame:
        """Return outlets in a mixed model with random events and authors: `MIXED` with names.

        Needs the extra ``models``.
        """
        articles = self.corpus.articles
        found = compare_mixed(self._scores(actors), articles, self.copies, self.events)
        return self._named(found)

    def corrected(self, gold: pd.DataFrame) -> pd.DataFrame:
        """Return means with the machine's errors taken out: a `CORRECTED` table with names."""
        means = machine_means(self.corpus, self.tables, self.copies)
        return self._named(corrected_profile(means, gold))

    def corrected_differences(self, gold: pd.DataFrame) -> pd.DataFrame:
        """Return gaps with the machine's errors taken out: `CORRECTED_GAPS` with names."""
        means = machine_means(self.corpus, self.tables, self.copies)
        return self._named(corrected_gaps(means, gold))

    def shrunk(self, *, actors: Sequence[str] | None = None) -> pd.DataFrame:
        """Return outlets in an order that allows for few articles: a `SHRUNK` table with names."""
        table = shrink_means(self._scores(actors), self.corpus.articles, self.copies)
        return self._named(table)

    def evidence(
        self,
        actor: str | None = None,
        *,
        outlet: str | None = None,
        measure: Measure | None = None,
    ) -> pd.DataFrame:
        """Return the sentences behind a number: an `EVIDENCE` table with the actors' names.

        Parameters
        ----------
        actor : str, optional
            Id or name of an actor; by default every actor.
        outlet : str, optional
            An outlet; by default every outlet.
        measure : {"portrayal", "own_stance", "voiced_stance"}, optional
            Own or quoted voice; by default both (portrayal).
        """
        if outlet is not None:
            self.corpus.check_outlet(outlet)
        actor_id = None if actor is None else self.actor_id(actor)
        units = self.tables.units
        table = find_evidence(
            units if actor_id is None else units[units["actor_id"] == actor_id],
            self.tables.scores,
            self.corpus.articles,
            self.copies,
            actor_id=actor_id,
            outlet=outlet,
            measure=measure,
        )
        return self._named(table)

    def by_article(self) -> pd.DataFrame:
        """Return who is named and who speaks in each article: one row per article and actor.

        Columns: article_id, outlet, published, title, actor_id, actor, kind, n_mentions,
        n_statements, n_own, own_mean, n_quoted, quoted_mean. The means are over the article's
        sentences that count (not those the scorer is too unsure of) and describe that article
        only; they carry no interval because one article is one observation.
        """
        keys = ["article_id", "actor_id"]
        table = self.tables.mentions.groupby(keys).size().rename("n_mentions").to_frame()
        spoken = self.tables.attributions.drop_duplicates(["article_id", "attribution_id"])
        table = table.join(spoken.groupby(keys).size().rename("n_statements"), how="outer")
        scores = counted(self.tables.scores)
        for label, measure in (("own", "own_stance"), ("quoted", "voiced_stance")):
            values = scores[scores["measure"] == measure].groupby(keys)["value"]
            table = table.join(values.count().rename(f"n_{label}"))
            table = table.join(values.mean().rename(f"{label}_mean"))
        counts = ["n_mentions", "n_statements", "n_own", "n_quoted"]
        table[counts] = table[counts].fillna(0).astype("Int64")
        articles = self.corpus.articles[["article_id", "outlet", "published", "title"]]
        table = articles.merge(self._named(table.reset_index()), on="article_id")
        table = table.merge(self.tables.actors[["actor_id", "kind"]], on="actor_id")
        table.insert(list(table).index("actor") + 1, "kind", table.pop("kind"))
        return table.sort_values(
            ["outlet", "article_id", "n_mentions", "actor_id"],
            ascending=[True, True, False, True],
            ignore_index=True,
        )
