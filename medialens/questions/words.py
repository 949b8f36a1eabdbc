"""Words: what is asked of the words - keywords, collocates, wordings, their lines."""

from collections.abc import Mapping
from functools import cached_property

import pandas as pd

from medialens.annotate.actors import words_of_names
from medialens.annotate.certainty import find_certainty, rate_certainty
from medialens.annotate.loaded import all_loaded
from medialens.compare import counting
from medialens.compare.collocates import find_collocates
from medialens.compare.keywords import compare_keywords
from medialens.compare.keywords_across import compare_keywords_across
from medialens.compare.loaded import compare_loaded
from medialens.compare.stretches import Voice, find_stretches
from medialens.compare.word_shift import compare_word_shift
from medialens.models.cores import cores
from medialens.questions.annotated import Annotated
from medialens.remembered import remembered_rows, remembered_table
from medialens.schemas import KEYNESS, LOADED
from medialens.text.concordance import concordance


class Words(Annotated):
    """Which words set outlets apart, and where they stand."""

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
                lemma=counting.lemmas(self._language()) if lemma else None,
                threads=cores(),
                words=self._words(voice, longest),
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
            words=self._words(voice, longest),
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

    def concordance(self, term: str, *, outlet: str | None = None) -> pd.DataFrame:
        """Return every occurrence of `term` with the words around it: a `CONCORDANCE` table."""
        return concordance(self.corpus.where(outlet=outlet).articles, term)

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

    def _words(self, voice: Voice | None, longest: int) -> counting.Words:
        """Return the words to count, read once: in stretches where they are asked for or needed."""
        read: dict[object, counting.Words] = self.__dict__.setdefault("_words_read", {})
        kind = (voice, voice is None and longest > 1)
        if kind not in read:
            stretches = None
            if any(kind):
                segments = None if voice is None else self.segments
                stretches = find_stretches(self.tables.sentences, segments, voice=voice)
            read[kind] = counting.read_words(self.corpus.articles, stretches, threads=cores())
        return read[kind]

    def _name_words(self) -> tuple[str, ...]:
        return words_of_names(self.tables.actors)
