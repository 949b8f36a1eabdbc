"""Annotated: a collection with its tables, made when the first question needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from medialens import __version__
from medialens.actor import Actor
from medialens.annotate.actors import most_named
from medialens.annotate.copies import find_copies
from medialens.annotate.event_overrides import apply_overrides, stated_events
from medialens.annotate.events import find_events
from medialens.annotate.segments import find_segments
from medialens.compare.evidence import STANCES
from medialens.corpus import Corpus
from medialens.errors import unknown_name
from medialens.named import Named
from medialens.pipeline import Tables, run_pipeline
from medialens.progress import visible_bars
from medialens.score import DEFAULT_SCORER, get_scorer

Measure = Literal["portrayal", "own_stance", "voiced_stance"]


@dataclass(frozen=True)
class Annotated:
    """A collection and its tables.

    Parameters
    ----------
    corpus : Corpus
        The collection.
    actors_sought : tuple of Actor, optional
        The actors to compare; by default the catalogue, or the names seen in the collection.
    scorer : str
        Name of the scorer behind every value.
    """

    corpus: Corpus
    actors_sought: tuple[Actor, ...] | None = None
    scorer: str = DEFAULT_SCORER

    @cached_property
    def tables(self) -> Tables:
        """The annotated and scored tables."""
        return self.annotate()

    @cached_property
    def copies(self) -> pd.DataFrame:
        """The articles that copy one another: a `COPIES` table."""
        return find_copies(self.corpus.articles)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The events, as matched and as the articles' column "event" states: an `EVENTS` table."""
        articles = self.corpus.articles
        found = find_events(articles, self.copies)
        return apply_overrides(found, stated_events(articles), articles)

    @cached_property
    def segments(self) -> pd.DataFrame:
        """The stretches of one voice that make up every headline and text: a `SEGMENTS` table."""
        return find_segments(self.corpus.articles, self.tables.attributions, self.tables.actors)

    @cached_property
    def made_by(self) -> str:
        """Which version annotated and scored: of a study that was saved, the one of that time."""
        return f"medialens {__version__}"

    def annotate(self, *, progress: bool = False) -> Tables:
        """Make the tables now, with a progress bar if asked for, and return them."""
        if not self.is_annotated:
            self.__dict__.pop("names", None)
            with visible_bars():
                self.__dict__["tables"] = run_pipeline(
                    self.corpus, actors=self.actors_sought, scorer=self.scorer, progress=progress
                )
        return self.__dict__["tables"]

    @property
    def is_annotated(self) -> bool:
        """Whether the tables are made; the first question about actors makes them."""
        return "tables" in self.__dict__

    @cached_property
    def actors(self) -> pd.DataFrame:
        """The actors with their counts, most articles first: `ACTORS` and four columns.

        ``n_articles`` and ``n_mentions`` count where the actor is named, ``n_statements`` how
        often the actor's words are reported, ``n_outlets`` how many outlets name it.
        """
        seen = self.tables.mentions.merge(self.corpus.articles[["article_id", "outlet"]])
        counts = seen.groupby("actor_id").agg(
            n_articles=("article_id", "nunique"),
            n_mentions=("article_id", "size"),
            n_outlets=("outlet", "nunique"),
        )
        spoken = self.tables.attributions.drop_duplicates(["article_id", "attribution_id"])
        counts = counts.join(spoken["actor_id"].value_counts().rename("n_statements"), how="outer")
        table = self.tables.actors.merge(counts.reset_index(), on="actor_id", how="left")
        new = ["n_articles", "n_mentions", "n_outlets", "n_statements"]
        table[new] = table[new].fillna(0).astype("Int64")
        return table.sort_values(
            ["n_articles", "n_mentions", "actor_id"],
            ascending=[False, False, True],
            ignore_index=True,
        )

    @cached_property  # IPython completes what is behind it, which it does not do for a property
    def names(self) -> Named:
        """Actors and outlets to complete with the Tab key: ``study.names.edda_marrin``.

        Each is the name itself, as every method takes it; ``study.names["Edda Marrin"]`` too.
        """
        if not self.is_annotated:
            return Named([*(actor.name for actor in self.corpus.actors), *self.corpus.outlets])
        named = self.actors.loc[self.actors["n_articles"] > 0, "name"]
        return Named([*named, *self.corpus.outlets])

    @cached_property
    def scorer_note(self) -> str:
        """One sentence that says what the scorer does."""
        return get_scorer(self.scorer).describe.rstrip(".") + "."

    def top_actors(
        self, n: int, *, names: Sequence[str] | None = None, kinds: Sequence[str] = ()
    ) -> list[str]:
        """Return the ids of `names`, or of the `n` actors named in most articles."""
        if names:
            return [self.actor_id(name) for name in names]
        return most_named(self.actors, n, kinds=kinds)

    def actor_id(self, actor: str) -> str:
        """Return the id of an actor given by id or by name, in any case."""
        table = self.tables.actors
        for column in ("actor_id", "name"):
            found = table[table[column].str.casefold() == actor.casefold()]
            if len(found):
                return str(found["actor_id"].iloc[0])
        raise unknown_name("actor", actor, self.actors["name"].head(200).tolist())

    def name_of(self, actor_id: str) -> str:
        """Return the name of the actor with that id."""
        table = self.tables.actors
        return str(table.loc[table["actor_id"] == actor_id, "name"].iloc[0])

    def _articles(self, *, pooled: bool) -> pd.DataFrame:
        articles = self.corpus.articles
        return articles.assign(outlet="all outlets") if pooled else articles

    def _scores(
        self, actors: Sequence[str] | None, measures: Sequence[str] = STANCES
    ) -> pd.DataFrame:
        scores = self.tables.scores
        scores = scores[scores["measure"].isin(measures)]
        if actors is None:
            return scores
        return scores[scores["actor_id"].isin([self.actor_id(name) for name in actors])]

    def _language(self) -> str:
        known = self.corpus.articles["language"].dropna()
        return str(known.mode().iloc[0]) if len(known) else "en"

    def _named(self, table: pd.DataFrame) -> pd.DataFrame:
        """Put the actor's name beside ``actor_id``."""
        names = self.tables.actors.set_index("actor_id")["name"]
        table = table.copy()
        table.insert(list(table).index("actor_id") + 1, "actor", table["actor_id"].map(names))
        return table

    def _chosen(
        self, table: pd.DataFrame, actors: Sequence[str] | None, measure: str | None
    ) -> pd.DataFrame:
        if actors is not None:
            table = table[table["actor_id"].isin([self.actor_id(name) for name in actors])]
        if measure is not None:
            table = table[table["measure"] == measure]
        return table.reset_index(drop=True)

    def _in_sentences(self, table: pd.DataFrame, first: list[str]) -> pd.DataFrame:
        """Put outlet, date, the columns `first` and the words of the sentence in front."""
        articles = self.corpus.articles[["article_id", "outlet", "published", "title", "text"]]
        spans = self.tables.sentences[["article_id", "sentence_id", "start", "end"]]
        spans = spans.rename(columns={"start": "from", "end": "to"})
        key = ["article_id", "sentence_id"]
        shown = table.merge(articles, on="article_id").merge(spans, on=key)
        where = shown["title"].where(shown["zone"] == "headline", shown["text"])
        shown["sentence"] = [
            text[start:end]
            for text, start, end in zip(where, shown["from"], shown["to"], strict=True)
        ]
        front = ["article_id", "outlet", "published", *first, "sentence"]
        return shown[[*front, *(name for name in table if name not in front)]]
