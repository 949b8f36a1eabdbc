"""The study of a partitioned collection: the same questions and tables, no texts in memory."""

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

import pandas as pd

from medialens.actor import Actor
from medialens.annotate.actors import actors_table, most_named, words_of_names
from medialens.compare.copy_pairs import copies_by_pair
from medialens.compare.coverage import compare_coverage, coverage_by_language, coverage_over_time
from medialens.compare.evidence import find_evidence
from medialens.compare.flaws import find_flaws
from medialens.compare.health import describe_health
from medialens.corpus import Corpus
from medialens.errors import unknown_name
from medialens.partitioned.annotated import Annotated, actors_for, annotated
from medialens.partitioned.copies import copies_of
from medialens.partitioned.keywords import keywords_of
from medialens.partitioned.profiles import actor_counts, profiles
from medialens.partitioned.store import Partitioned
from medialens.partitioned.wordcounts import CountedWords
from medialens.schemas import CONCORDANCE, EVIDENCE, SCORES, UNITS
from medialens.score import DEFAULT_SCORER, get_scorer
from medialens.text.concordance import concordance

LOOKED_AT = 5_000  # articles whose texts are looked through for flaws
ORDER = ["n_articles", "n_mentions", "actor_id"]

Measure = Literal["portrayal", "own_stance", "voiced_stance"]


class PartitionedStudy:
    """One analysis of a partitioned collection; the methods are those of `medialens.Study`.

    What is added up over parts is exact: coverage, timeline, profile, keywords. Nothing is
    annotated before the first question that needs it; what has been annotated stays in the
    collection's folder.

    Parameters
    ----------
    collection : Partitioned
        The collection.
    actors_sought : sequence of Actor, optional
        The actors to compare; by default the catalogue, or the names seen in a sample of 5,000
        articles.
    scorer : str
        Name of the scorer behind every value.
    progress : bool, default False
        Whether to draw a progress bar on stderr.
    """

    def __init__(
        self,
        collection: Partitioned,
        actors_sought: Sequence[Actor] | None = None,
        *,
        scorer: str = DEFAULT_SCORER,
        progress: bool = False,
    ) -> None:
        self.collection, self.actors_sought = collection, actors_sought
        self.scorer, self._progress = scorer, progress

    def __repr__(self) -> str:
        return (
            f"Study of {self.collection!r}\n"
            "Ask .coverage() .timeline() .health() .flaws() .profile() .keywords(outlet) "
            ".evidence(actor)"
        )

    @property
    def corpus(self) -> Corpus:
        """The collection without its texts."""
        return self.collection.corpus

    @property
    def scorer_note(self) -> str:
        """One sentence that says what the scorer does."""
        return get_scorer(self.scorer).describe.rstrip(".") + "."

    @cached_property
    def copies(self) -> pd.DataFrame:
        """The articles that copy one another: a `COPIES` table.

        Ask for it before `corpus`, so that the outline does not take up memory meanwhile.
        """
        return copies_of(self.collection)

    @cached_property
    def annotated(self) -> Annotated:
        """The annotated parts."""
        return annotated(
            self.collection,
            actors=self._actors,
            scorer=self.scorer,
            progress=self._progress,
        )

    @cached_property
    def _actors(self) -> tuple[Actor, ...]:
        return actors_for(self.collection, self.actors_sought)

    @cached_property
    def actors(self) -> pd.DataFrame:
        """The actors with their counts, most articles first: `ACTORS` and four columns."""
        table = actors_table(self._actors)
        table = table.merge(actor_counts(self.annotated), on="actor_id", how="left")
        new = ["n_articles", "n_mentions", "n_outlets", "n_statements"]
        table[new] = table[new].fillna(0).astype("Int64")
        table = table[[*(name for name in table if name not in new), *new]]
        return table.sort_values(ORDER, ascending=[False, False, True], ignore_index=True)

    def coverage(self) -> pd.DataFrame:
        """Count articles, distinct articles, words and dates: one row per outlet."""
        copies = self.copies
        return compare_coverage(self.corpus.articles, copies)

    def languages(self) -> pd.DataFrame:
        """Count articles: one row per outlet and language."""
        return coverage_by_language(self.corpus.articles)

    def timeline(self, *, period: str = "auto") -> pd.DataFrame:
        """Count articles: one row per outlet and period."""
        return coverage_over_time(self.corpus.articles, period=period)

    def copy_pairs(self) -> pd.DataFrame:
        """Return which outlets print the same texts, and who is first: a `COPY_PAIRS` table."""
        copies = self.copies
        return copies_by_pair(self.corpus.articles, copies)

    def health(self) -> pd.DataFrame:
        """Return the collection's health: one row per thing counted, with what it means."""
        copies = self.copies
        return describe_health(self.corpus, copies)

    def flaws(self) -> pd.DataFrame:
        """Return what can mislead a comparison, the gravest first: a `FLAWS` table.

        What is odd in texts is looked for in a sample of 5,000 articles.
        """
        copies, texts = self.copies, self.collection.sample(LOOKED_AT)
        table = find_flaws(self.corpus.articles, copies, texts=texts)
        if len(texts) < len(self.collection):
            said = f"In a sample of {len(texts):,} articles: " + table["found"]
            table["found"] = table["found"].mask(table["kind"] == "texts", said)
        return table

    @cached_property
    def _profile(self) -> pd.DataFrame:
        return self._named(profiles(self.annotated, self.copies))

    def profile(
        self, *, actors: Sequence[str] | None = None, measure: Measure | None = None
    ) -> pd.DataFrame:
        """Return how each outlet speaks of each actor: a `PROFILE` with the actors' names."""
        table = self._profile
        if actors is not None:
            table = table[table["actor_id"].isin([self.actor_id(name) for name in actors])]
        if measure is not None:
            table = table[table["measure"] == measure]
        return table.reset_index(drop=True)

    @cached_property
    def _words(self) -> CountedWords:
        return CountedWords(self.collection)

    def keywords(
        self,
        target: str,
        reference: str | None = None,
        *,
        exclude_actors: bool = True,
        min_count: int = 10,
        permutations: int = 999,
    ) -> pd.DataFrame:
        """Return the words that `target` uses unusually often or seldom: a `KEYNESS` table.

        The parameters are those of `medialens.Study.keywords`; `medialens.partitioned.keywords`
        says what is another in large collections.
        """
        return keywords_of(
            self.collection,
            self.copies,
            target=target,
            reference=reference,
            exclude=self._name_words() if exclude_actors else (),
            min_count=min_count,
            permutations=permutations,
            counted=self._words,
        )

    def evidence(
        self,
        actor: str,
        *,
        outlet: str | None = None,
        measure: Measure | None = None,
        limit: int = 20,
    ) -> pd.DataFrame:
        """Return sentences behind a number, the first `limit` of each outlet: `EVIDENCE`.

        Parts are read in their order, month by month, until every outlet has as many.
        """
        if outlet is not None:
            self.corpus.check_outlet(outlet)
        wanted = self.actor_id(actor)
        left = dict.fromkeys([outlet] if outlet else self.corpus.outlets, limit)
        found = []
        for part in self.collection.parts:
            if left.get(part.outlet, 0) > 0:
                table = find_evidence(
                    self.annotated.table(part, UNITS),
                    self.annotated.table(part, SCORES),
                    part.articles(),
                    self.copies,
                    actor_id=wanted,
                    measure=measure,
                ).head(left[part.outlet])
                left[part.outlet] -= len(table)
                found.append(table)
        return self._named(EVIDENCE.table(pd.concat(found) if found else ()))

    def concordance(self, term: str, *, outlet: str | None = None, limit: int = 5) -> pd.DataFrame:
        """Return the first `limit` occurrences of `term` with the words around it: `CONCORDANCE`.

        Parts are read in their order, month by month, until there are as many.
        """
        if outlet is not None:
            self.corpus.check_outlet(outlet)
        found: list[pd.DataFrame] = []
        for part in self.collection.parts:
            if outlet in (None, part.outlet):
                found.append(concordance(part.articles(), term))
                if sum(map(len, found)) >= limit:
                    break
        return CONCORDANCE.table(pd.concat(found)).head(limit)

    def top_actors(
        self, n: int, *, names: Sequence[str] | None = None, kinds: Sequence[str] = ()
    ) -> list[str]:
        """Return the ids of `names`, or of the `n` actors named in most articles."""
        if names:
            return [self.actor_id(name) for name in names]
        return most_named(self.actors, n, kinds=kinds)

    def actor_id(self, actor: str) -> str:
        """Return the id of an actor given by id or by name, in any case."""
        for one in self._actors:
            if actor.casefold() in (one.actor_id.casefold(), one.name.casefold()):
                return one.actor_id
        raise unknown_name("actor", actor, [one.name for one in self._actors])

    def name_of(self, actor_id: str) -> str:
        """Return the name of the actor with that id."""
        return next(one.name for one in self._actors if one.actor_id == actor_id)

    def _named(self, table: pd.DataFrame) -> pd.DataFrame:
        names = {one.actor_id: one.name for one in self._actors}
        table = table.copy()
        table.insert(list(table).index("actor_id") + 1, "actor", table["actor_id"].map(names))
        return table

    def _name_words(self) -> tuple[str, ...]:
        return words_of_names(actors_table(self._actors))
