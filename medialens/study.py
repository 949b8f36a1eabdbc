"""Study: the tables of one analysis, with one method per question."""

import warnings
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from medialens import __version__
from medialens.actor import Actor
from medialens.annotate.actors import most_named, words_of_names
from medialens.annotate.certainty import find_certainty, rate_certainty
from medialens.annotate.copies import find_copies
from medialens.annotate.event_overrides import apply_overrides, stated_events
from medialens.annotate.events import find_events
from medialens.annotate.loaded import all_loaded
from medialens.annotate.marked_words import find_marked_words
from medialens.annotate.segments import find_segments
from medialens.citing.provenance import collection_facts, versions
from medialens.citing.study import Facts, Passage, citation_of, methods_of
from medialens.compare.alerts import find_alerts
from medialens.compare.bounds import compare_bounds
from medialens.compare.change import compare_change
from medialens.compare.clusters import counted
from medialens.compare.collocates import find_collocates
from medialens.compare.copy_pairs import copies_by_pair
from medialens.compare.counting import lemmas
from medialens.compare.coverage import (
    compare_coverage,
    coverage_by_language,
    coverage_over_time,
)
from medialens.compare.cues import compare_cues
from medialens.compare.differences import compare_outlets
from medialens.compare.digest import digest
from medialens.compare.distance import compare_distance
from medialens.compare.edges import compare_edges
from medialens.compare.evidence import STANCES, find_evidence
from medialens.compare.flaws import find_flaws
from medialens.compare.health import describe_health
from medialens.compare.hearing import compare_hearing
from medialens.compare.keywords import compare_keywords
from medialens.compare.keywords_across import compare_keywords_across
from medialens.compare.loaded import compare_loaded
from medialens.compare.mixed import compare_mixed
from medialens.compare.omissions import compare_omissions
from medialens.compare.orientation import told_from
from medialens.compare.profile import compare_profiles
from medialens.compare.replies import compare_replies, find_criticism, find_heard
from medialens.compare.shifts import find_shifts
from medialens.compare.shrinkage import shrink_means
from medialens.compare.speaking import compare_speaking
from medialens.compare.stretches import Voice, find_stretches
from medialens.compare.trends import compare_trends
from medialens.compare.voices import compare_voices
from medialens.compare.word_shift import compare_word_shift
from medialens.corpus import Corpus
from medialens.errors import EmptyError, MedialensWarning, check_one_of, unknown_name
from medialens.exchange import WRITERS
from medialens.models.cores import cores
from medialens.named import Named
from medialens.pipeline import Tables, run_pipeline
from medialens.progress import visible_bars
from medialens.reading import Reading, Span
from medialens.remembered import fingerprint, remembered_rows, remembered_table
from medialens.saved import Saved, read_saved, write_saved
from medialens.schemas import DIFFERENCES, KEYNESS, LOADED
from medialens.score import DEFAULT_SCORER, get_scorer
from medialens.study_card import study_card
from medialens.tables import rows_of
from medialens.text.concordance import concordance
from medialens.validate.correcting import corrected_gaps, corrected_profile
from medialens.validate.judging import machine_means

if TYPE_CHECKING:
    from medialens.plotting import Plots
    from medialens.widgets import Explorer

NO_QUESTIONS = ("methods", "cite", "save", "select", "export", "explore")
Measure = Literal["portrayal", "own_stance", "voiced_stance"]


def analyse(
    corpus: Corpus,
    *,
    actors: Sequence[Actor] | None = None,
    scorer: str = DEFAULT_SCORER,
    progress: bool = False,
) -> "Study":
    """Annotate and score a collection, and return the study that answers questions about it.

    Parameters
    ----------
    corpus : Corpus
        The collection, from `medialens.load`.
    actors : sequence of Actor, optional
        The actors to compare; by default the collection's catalogue, or the names seen in it.
    scorer : str, default "target"
        Name of a registered scorer. Change it to see how much a finding hangs on the instrument.
    progress : bool, default False
        Whether to draw a progress bar, on a terminal or in a notebook. Where it takes too long,
        stop it: what was read is kept, and the next call goes on from there.

    Returns
    -------
    Study
        The tables and the questions.
    """
    study = Study(corpus, None if actors is None else tuple(actors), scorer=scorer)
    study.annotate(progress=progress)
    return study


def open_study(folder: str | Path) -> "Study":
    """Open a study that `Study.save` wrote; nothing is annotated or scored again.

    Parameters
    ----------
    folder : str or Path
        The folder.

    Returns
    -------
    Study
        With the tables as they were saved. What is asked of it is computed by this version; a
        ``MedialensWarning`` tells where another one annotated and scored.

    Raises
    ------
    ReadError
        If it is no saved study, one of another format version, or a damaged one.
    """
    saved = read_saved(Path(folder))
    study = Study(saved.corpus, saved.actors_sought, scorer=saved.scorer)
    study.__dict__.update(
        tables=saved.tables,
        copies=saved.copies,
        events=saved.events,
        scorer_note=saved.scorer_note,
        made_by=saved.made_by,
    )
    if saved.made_by != f"medialens {__version__}":
        warnings.warn(
            f"{folder} was annotated and scored by {saved.made_by}; what you ask of it now is "
            f"computed by medialens {__version__}",
            MedialensWarning,
            stacklevel=2,
        )
    return study


@dataclass(frozen=True)
class Study:
    """One analysis of one collection. Every method returns a plain tidy table.

    The tables are made when the first question needs them; questions about volume and health
    (`coverage`, `timeline`, `health`) need none of them.

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

    @property
    def is_annotated(self) -> bool:
        """Whether the tables are made; the first question about actors makes them."""
        return "tables" in self.__dict__

    @cached_property  # IPython completes what is behind it, which it does not do for a property
    def names(self) -> Named:
        """Actors and outlets to complete with the Tab key: ``study.names.edda_marrin``.

        Each is the name itself, as every method takes it; ``study.names["Edda Marrin"]`` too.
        """
        if not self.is_annotated:
            return Named([*(actor.name for actor in self.corpus.actors), *self.corpus.outlets])
        named = self.actors.loc[self.actors["n_articles"] > 0, "name"]
        return Named([*named, *self.corpus.outlets])

    @property
    def plot(self) -> "Plots":
        """The figures: ``study.plot.profile("Edda Marrin")``. Each returns matplotlib Axes."""
        from medialens.plotting import Plots  # matplotlib takes longer than all the rest

        return Plots(self)

    def explore(self, *, actors: Sequence[str] | None = None) -> "Explorer":
        """Show the study as linked views: from a number to its sentences and their article.

        Parameters
        ----------
        actors : sequence of str, optional
            Ids or names of the actors that stand in the rows; by default those named in most
            articles.

        Returns
        -------
        Explorer
            To end a cell with, in JupyterLab; elsewhere it is a plain page of tables. Needs
            ``pip install 'medialens[lab]'``.
        """
        from medialens.widgets import explore  # anywidget is an extra

        return explore(self, actors=actors)

    @cached_property
    def scorer_note(self) -> str:
        """One sentence that says what the scorer does."""
        return get_scorer(self.scorer).describe.rstrip(".") + "."

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

    def timeline(self, *, period: str = "auto") -> pd.DataFrame:
        """Count articles: one row per outlet and period."""
        return coverage_over_time(self.corpus.articles, period=period)

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

    def omissions(self, *, least_outlets: int = 2, days: int = 3) -> pd.DataFrame:
        """Return who covers which event: an `OMISSIONS` table. Not found is not left out."""
        return compare_omissions(
            self.corpus.articles, self.events, self.copies, least_outlets=least_outlets, days=days
        )

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

    def speaking(
        self, *, actors: Sequence[str] | None = None, pooled: bool = False
    ) -> pd.DataFrame:
        """Return who is spoken about and who speaks: a `SPEAKING` table with names.

        With `pooled`, all outlets count as one, called "all outlets".
        """
        articles = self._articles(pooled=pooled)
        table = compare_speaking(articles, self.tables.mentions, self.tables.attributions)
        return self._chosen(self._named(table), actors, None)

    def hearing(self, *, actors: Sequence[str] | None = None, pooled: bool = False) -> pd.DataFrame:
        """Return how much actors speak for how much they are mentioned: `HEARING` with names.

        With `pooled`, all outlets count as one, called "all outlets".
        """
        found, articles = self.tables, self._articles(pooled=pooled)
        table = compare_hearing(articles, found.mentions, found.attributions, self.copies)
        return self._chosen(self._named(table), actors, None)

    def replies(self, *, actors: Sequence[str] | None = None, pooled: bool = False) -> pd.DataFrame:
        """Return who is heard where somebody speaks ill of them: a `REPLIES` table with names.

        With `pooled`, all outlets count as one, called "all outlets".
        """
        found, articles = self.tables, self._articles(pooled=pooled)
        criticism = find_criticism(found.units, found.scores, found.actors)
        heard = find_heard(found.attributions, found.actors)
        table = compare_replies(articles, criticism, heard, self.copies)
        return self._chosen(self._named(table), actors, None)

    def edges(
        self,
        *,
        sources: Sequence[str] | None = None,
        actors: Sequence[str] | None = None,
        pooled: bool = False,
    ) -> pd.DataFrame:
        """Return who speaks about whom, and how: an `EDGES` table with the actors' names.

        Parameters
        ----------
        sources : sequence of str, optional
            Ids or names of actors who speak; by default every source, the outlet itself and
            unnamed ones among them.
        actors : sequence of str, optional
            Ids or names of actors spoken of; by default every actor.
        pooled : bool, default False
            Whether all outlets count as one, called "all outlets".
        """
        found = self.tables
        articles = self._articles(pooled=pooled)
        table = self._named(compare_edges(found.units, found.scores, articles, self.copies))
        names = table["source"].map(found.actors.set_index("actor_id")["name"])
        is_actor = table["source_kind"] == "actor"
        table.insert(2, "source_name", names.where(is_actor, table["source_kind"]))
        if sources is not None:
            wanted = [self.actor_id(name) for name in sources]
            table = table[is_actor & table["source"].isin(wanted)]
        return self._chosen(table, actors, None)

    def cues(
        self,
        *,
        actors: Sequence[str] | None = None,
        by_speaker: bool = False,
        pooled: bool = False,
    ) -> pd.DataFrame:
        """Return with which classes of reporting words outlets report: a `CUES` table with names.

        With `by_speaker`, or where `actors` are given, for each speaker; with `pooled`, all
        outlets count as one.
        """
        table = compare_cues(
            self._articles(pooled=pooled),
            self.tables.attributions,
            self.copies,
            by_speaker=by_speaker or actors is not None,
        )
        return self._chosen(self._named(table), actors, None)

    def distance(
        self, *, actors: Sequence[str] | None = None, pooled: bool = False
    ) -> pd.DataFrame:
        """Return how far reporting words keep from each source: a `DISTANCE` table with names.

        With `pooled`, all outlets count as one.
        """
        articles = self._articles(pooled=pooled)
        table = compare_distance(articles, self.tables.attributions, self.copies)
        return self._chosen(self._named(table), actors, None)

    def voices(self, *, pooled: bool = False) -> pd.DataFrame:
        """Return whose words each outlet prints: a `VOICES` table.

        With `pooled`, all outlets count as one, called "all outlets".
        """
        articles = self._articles(pooled=pooled)
        return compare_voices(articles, self.segments, self.tables.attributions, self.copies)

    def quotes(self) -> pd.DataFrame:
        """Return the attributions with outlet, speaker's name and the words: one row per span."""
        articles = self.corpus.articles[["article_id", "outlet", "published", "title", "text"]]
        table = self._named(self.tables.attributions).merge(articles, on="article_id")
        where = table["title"].where(table["zone"] == "headline", table["text"])
        table["content"] = [
            text[start:end]
            for text, start, end in zip(where, table["start"], table["end"], strict=True)
        ]
        first = ["article_id", "outlet", "published", "actor_id", "actor", "source", "cue"]
        first += ["cue_class", "type", "voice", "content"]
        rest = [name for name in table if name not in {*first, "title", "text"}]
        return table[[*first, *rest]]

    def read(self, article_id: str, *, found: Span | None = None) -> Reading:
        """Return one article to read, every stretch of it marked by whose words it is.

        Parameters
        ----------
        article_id : str
            An article of the collection.
        found : Span, optional
            Words to mark besides: zone (headline or text), start, end.

        Returns
        -------
        Reading
            Shows itself in a notebook; ``segments`` holds its `SEGMENTS`, ``voices`` the words of
            each voice.

        Raises
        ------
        UnknownNameError
            If the collection has no such article.
        """
        articles = self.corpus.articles
        article = articles[articles["article_id"] == article_id]
        if article.empty:
            raise unknown_name("article", article_id, articles["article_id"].tolist())
        spoken = self.tables.attributions
        spoken = spoken[spoken["article_id"] == article_id]
        segments = find_segments(article, spoken, self.tables.actors)
        return Reading(article.iloc[0], segments, found)

    def keywords(  # noqa: PLR0913 - each option has a default to keep
        self,
        target: str,
        reference: str | None = None,
        *,
        voice: Voice | None = None,
        longest: int = 1,
        lemma: bool = False,
        exclude_actors: bool = True,
        min_count: int = 10,
        permutations: int = 999,
    ) -> pd.DataFrame:
        """Return the words that `target` uses unusually often or seldom: a `KEYNESS` table.

        Parameters
        ----------
        target : str
            An outlet of the collection.
        reference : str, optional
            The outlet to compare with; by default all the others together.
        voice : {"own", "quoted"}, optional
            Only the words of the outlets' own voice, or only those of others that they report;
            by default all words.
        longest : int, default 1
            Also sequences of up to so many words of one sentence, 4 at most.
        lemma : bool, default False
            Whether words count under their dictionary form, in the language that most articles
            are in; needs the extra ``lemmas``.
        exclude_actors : bool, default True
            Whether the words of actors' names are left out; they tell who is covered, and
            otherwise fill the table.
        min_count : int, default 10
            Occurrences on both sides together below which a word is not tested.
        permutations : int, default 999
            Shuffles of the articles behind ``p``; words that hardly any of them reaches get
            more. 0 leaves ``p`` and ``q`` out.
        """
        for outlet in (target, reference):
            if outlet is not None:
                self.corpus.check_outlet(outlet)
        asked = (target, reference, voice, longest, lemma, exclude_actors, min_count, permutations)
        return remembered_table(
            KEYNESS,
            (self.corpus.fingerprint, self._language(), self.actors_sought, *asked),
            lambda: compare_keywords(
                self.corpus.articles,
                self.copies,
                target=target,
                reference=reference,
                min_count=min_count,
                permutations=permutations,
                exclude=self._name_words() if exclude_actors else (),
                longest=longest,
                lemma=lemmas(self._language()) if lemma else None,
                threads=cores(),
                stretches=self._stretches(voice) if voice is not None or longest > 1 else None,
            ),
        )

    def word_shift(
        self, actor: str, target: str, reference: str, scores: Mapping[str, float]
    ) -> pd.DataFrame:
        """Return the words that make two outlets differ on an actor: a `WORD_SHIFT` table.

        Counted are the outlets' own words in sentences that name the actor.

        Parameters
        ----------
        actor : str
            Id or name of an actor.
        target, reference : str
            Two outlets of the collection.
        scores : mapping of str to float
            Word in small letters to score, such as a word list's; words of actors' names are left
            out.

        Raises
        ------
        EmptyError
            If a side has no scored word in such a sentence.
        """
        for outlet in (target, reference):
            self.corpus.check_outlet(outlet)
        units = self.tables.units
        named = units[(units["actor_id"] == self.actor_id(actor)) & (units["voice"] == "own")]
        key = ["article_id", "sentence_id"]
        sentences = self.tables.sentences.merge(named[key].drop_duplicates(), on=key)
        names = set(self._name_words())
        return compare_word_shift(
            self.corpus.articles,
            self.copies,
            {word: score for word, score in scores.items() if word not in names},
            target=target,
            reference=reference,
            stretches=find_stretches(sentences, self.segments, voice="own"),
        )

    def keywords_across(
        self,
        *,
        voice: Voice | None = None,
        longest: int = 1,
        exclude_actors: bool = True,
        min_count: int = 10,
        permutations: int = 999,
    ) -> pd.DataFrame:
        """Return the words on which the outlets differ, and whose they are: `KEYNESS_ACROSS`.

        The parameters are those of `keywords`.
        """
        return compare_keywords_across(
            self.corpus.articles,
            self.copies,
            min_count=min_count,
            permutations=permutations,
            exclude=self._name_words() if exclude_actors else (),
            longest=longest,
            stretches=self._stretches(voice) if voice is not None or longest > 1 else None,
        )

    def collocates(
        self,
        actor: str,
        *,
        outlet: str | None = None,
        window: int = 5,
        min_count: int = 5,
        min_articles: int = 3,
    ) -> pd.DataFrame:
        """Return the words that stand near an actor: a `COLLOCATES` table.

        Parameters
        ----------
        actor : str
            Id or name of an actor; its own names are left out.
        outlet : str, optional
            An outlet; by default all of them.
        window : int, default 5
            Words to either side, within the sentence.
        min_count, min_articles : int
            Occurrences near, and distinct articles with one, below which a word is left out.
        """
        articles = self.corpus.articles
        if outlet is not None:
            self.corpus.check_outlet(outlet)
            articles = articles[articles["outlet"] == outlet]
        mentions = self.tables.mentions
        return find_collocates(
            articles,
            self.copies,
            self.tables.sentences,
            mentions[mentions["actor_id"] == self.actor_id(actor)],
            window=window,
            min_count=min_count,
            min_articles=min_articles,
            exclude=self._name_words(),
        )

    def marked_words(self) -> pd.DataFrame:
        """List words in quotation marks that are nobody's reported speech, for a person to read.

        A `MARKED_WORDS` table with outlet, date and sentence: scare quotes, terms, titles, names
        and words that may be a source's own. Never scored; `medialens.annotate.marked_words`
        says how to read a kind.
        """
        found = self.tables
        table = find_marked_words(
            self.corpus.articles, found.sentences, found.attributions, found.mentions
        )
        return self._in_sentences(table, ["kind", "words", "licence", "voice"])

    @cached_property
    def _loaded(self) -> pd.DataFrame:
        found = self.tables
        tables = (found.sentences, self.segments, found.attributions, found.mentions)
        return remembered_rows(LOADED, self.corpus.articles, tables, all_loaded)

    def loaded(self) -> pd.DataFrame:
        """Return wordings that carry a standpoint, with outlet and sentence: a `LOADED` table."""
        return self._in_sentences(self._loaded, ["family", "rule", "surface"])

    def loaded_rates(self) -> pd.DataFrame:
        """Return how often outlets use such wordings: a `LOADED_RATES` table."""
        return compare_loaded(self.corpus.articles, self._loaded, self.segments, self.copies)

    def certainty(self, *, rated: bool = False) -> pd.DataFrame:
        """Return the marks of certainty with outlet, date and sentence: a `CERTAINTY` table.

        Parameters
        ----------
        rated : bool, default False
            Whether to return one row per sentence and source instead, with how sure that source
            is of it: a `CERTAINTY_RATINGS` table, made by a rule of thumb.
        """
        find = rate_certainty if rated else find_certainty
        table = find(self.corpus.articles, self.tables.sentences, self.tables.attributions)
        first = ["level", "polarity", "marks"] if rated else ["kind", "surface", "level"]
        return self._in_sentences(table, [*first, "voice"])

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

    def concordance(self, term: str, *, outlet: str | None = None) -> pd.DataFrame:
        """Return every occurrence of `term` with the words around it: a `CONCORDANCE` table."""
        return concordance(self.corpus.where(outlet=outlet).articles, term)

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

    def flaws(self) -> pd.DataFrame:
        """Return what can mislead a comparison, the gravest first: a `FLAWS` table."""
        return find_flaws(self.corpus.articles, self.copies)

    def copy_pairs(self) -> pd.DataFrame:
        """Return which outlets print the same texts, and who is first: a `COPY_PAIRS` table."""
        return copies_by_pair(self.corpus.articles, self.copies)

    def health(self) -> pd.DataFrame:
        """Return the collection's health: one row per thing counted, with what it means."""
        return describe_health(self.corpus, self.copies)

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

    def _stretches(self, voice: Voice | None) -> pd.DataFrame:
        kept: dict[Voice | None, pd.DataFrame] = self.__dict__.setdefault("_stretched", {})
        if voice not in kept:
            segments = None if voice is None else self.segments
            kept[voice] = find_stretches(self.tables.sentences, segments, voice=voice)
        return kept[voice]

    def _name_words(self) -> tuple[str, ...]:
        return words_of_names(self.tables.actors)

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

    def __getitem__(self, outlet: str) -> "Study":
        """Return the study of one outlet's articles, as `select` does."""
        return self.select(outlet=outlet)

    def select(
        self,
        *,
        outlet: str | Collection[str] | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        actor: str | None = None,
        event: str | None = None,
        articles: Any = None,  # noqa: ANN401
    ) -> "Study":
        """Return the study of some of the articles; nothing is annotated or scored again.

        Parameters
        ----------
        outlet, since, until
            As for `Corpus.where`.
        actor : str, optional
            Id or name of an actor: articles that mention it.
        event : str, optional
            An ``event_id`` of `events`: articles about it.
        articles : mask, optional
            True and False for each article, such as ``study.corpus.outlet == "A"``, or a slice.

        Returns
        -------
        Study
            With the same actors and the tables' rows of these articles. Copies and events are
            those among the selected articles.

        Raises
        ------
        UnknownNameError
            If an outlet, actor or event is not known.
        EmptyError
            If no article is left.
        """
        corpus = self.corpus if articles is None else self.corpus[articles]
        for column, name in (("actor_id", actor), ("event_id", event)):
            if name is not None:
                corpus = corpus[corpus.articles["article_id"].isin(self._about(column, name))]
        corpus = corpus.where(outlet=outlet, since=since, until=until)
        if not len(corpus):
            raise EmptyError(f"{self.corpus.name} has no such article")
        chosen = Study(corpus, self.actors_sought, scorer=self.scorer)
        if self.is_annotated:
            chosen.__dict__["tables"] = rows_of(self.tables, corpus.articles["article_id"])
            chosen.__dict__.update(made_by=self.made_by, scorer_note=self.scorer_note)
        return chosen

    def _about(self, column: str, name: str) -> "pd.Series[str]":
        """Return the ids of the articles that mention an actor or are about an event."""
        if column == "actor_id":
            mentions = self.tables.mentions
            return mentions.loc[mentions["actor_id"] == self.actor_id(name), "article_id"]
        known = self.events["event_id"]
        if name not in set(known):
            raise unknown_name("event", name, known.unique().tolist())
        return self.events.loc[known == name, "article_id"]

    def methods(self, *questions: str) -> Passage:
        """Return how this study was made, as a paragraph for a paper, with references.

        Parameters
        ----------
        *questions : str
            The methods of this study that the paper uses, such as ``"profile"``,
            ``"keywords"``: what their tables rest on is told, and nothing else.

        Returns
        -------
        Passage
            Plain text: the collection, the versions, the methods, and that no person checked
            the scores where that is so.

        Raises
        ------
        UnknownNameError
            If a question is none of the study's methods.
        """
        return methods_of(self._facts(), self._asked(questions))

    def cite(self, *questions: str) -> Passage:
        """Return BibTeX entries: medialens as used here, and the works that `methods` names."""
        return citation_of(self._facts(), self._asked(questions))

    def _asked(self, questions: Sequence[str]) -> list[str]:
        known = [
            name
            for name, member in vars(Study).items()
            if not name.startswith("_") and name not in NO_QUESTIONS
            if callable(member) or isinstance(member, cached_property)
        ]
        for question in questions:
            if question not in known:
                raise unknown_name("question", question, known)
        return list(dict.fromkeys(questions))

    def _facts(self) -> Facts:
        facts = collection_facts(self.corpus) | {"n_unselected": self.corpus.n_unselected}
        return Facts(
            facts,
            made_by=self.made_by,
            scorer=self.scorer,
            scorer_note=self.scorer_note,
            n_actors=len(self.tables.actors),
            is_catalogue=bool(self.tables.actors["origin"].eq("catalogue").all()),
            versions=versions(),
        )

    def save(self, folder: str | Path) -> Path:
        """Write the study into a folder, to be opened by `open_study`, pandas or R.

        One Parquet file a table, with plain columns and no index, and ``study.json``, which names
        them with their hashes, the versions and the collection's fingerprint. Their columns are
        those of `medialens.schemas`.

        Parameters
        ----------
        folder : str or Path
            Made whole or not at all. A study that was saved there before is replaced.

        Returns
        -------
        Path
            The folder.

        Raises
        ------
        ValueError
            If something else lies under that name.
        """
        kept = Saved(
            self.corpus,
            self.tables,
            copies=self.copies,
            events=self.events,
            scorer=self.scorer,
            scorer_note=self.scorer_note,
            made_by=self.made_by,
            actors_sought=self.actors_sought,
        )
        return write_saved(kept, Path(folder))

    def export(self, form: Literal["conll", "dna", "qda"], path: str | Path) -> Path:
        r"""Write the study for another program.

        Parameters
        ----------
        form : {"conll", "dna", "qda"}
            ``"dna"``: a CSV of statements, who speaks for or against whom, as Discourse Network
            Analyzer lists them. ``"qda"``: a folder of documents and ``codes.csv``, codes with
            spans, for programs of qualitative analysis. ``"conll"``: tokens with BIO labels of
            actors, sources and voices. `medialens.exchange` has the columns of each.
        path : str or Path
            The file, or for ``"qda"`` the folder.

        Returns
        -------
        Path
            The file or folder.
        """
        check_one_of("form", form, list(WRITERS))
        return WRITERS[form](self.corpus.articles, self.tables, Path(path))

    def _ipython_key_completions_(self) -> list[str]:
        return self.corpus.outlets

    def __repr__(self) -> str:
        return str(study_card(self))

    def _repr_html_(self) -> str:
        return study_card(self).html
