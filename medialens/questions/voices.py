"""Voices: what is asked of the voices - who speaks, of whom, and in whose words."""

from collections.abc import Sequence

import pandas as pd

from medialens.annotate.marked_words import find_marked_words
from medialens.annotate.segments import find_segments
from medialens.compare.cues import compare_cues
from medialens.compare.distance import compare_distance
from medialens.compare.edges import compare_edges
from medialens.compare.hearing import compare_hearing
from medialens.compare.replies import compare_replies, find_criticism, find_heard
from medialens.compare.speaking import compare_speaking
from medialens.compare.voices import compare_voices
from medialens.errors import unknown_name
from medialens.questions.annotated import Annotated
from medialens.reading import Reading, Span


class Voices(Annotated):
    """Who speaks, of whom, how it is reported, and an article with its voices."""

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
