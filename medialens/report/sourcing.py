"""Sourcing: the tables of the report on voices, cut and ordered for a reader."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from medialens.compare.replies import sides
from medialens.plot.cues import CLASSES
from medialens.plot.naming import SOURCES
from medialens.plot.voices import NAMES
from medialens.report.findings import Finding
from medialens.report.passages import passages, speakers, spread
from medialens.report.voice_wording import (
    anonymity_findings,
    edge_findings,
    listening_findings,
    share_findings,
    voice_limits,
)
from medialens.study import Study

TOLD = ("distancing", "assertive", "factive", "concession")  # neutral is what all of them use
MARKS = {"scare": "no source", "term": "a word is mentioned", "partial": "inside a report"}
OUTLETS_NAMED = 2  # in a cell; more are counted there, and named in the table's file
STATEMENT = ["article_id", "attribution_id"]
PLACE = ["article_id", "zone", "start", "end"]
FIRST_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class WhoseWords:
    """The voices of one collection, with the actors that the report follows.

    Parameters
    ----------
    study : Study
        The analysis.
    actors : tuple of str
        Ids of the actors to follow.
    """

    study: Study
    actors: tuple[str, ...]

    @cached_property
    def voices(self) -> pd.DataFrame:
        """Whose words each outlet prints: a `VOICES` table."""
        return self.study.voices()

    @cached_property
    def _pooled(self) -> pd.DataFrame:
        return self.study.voices(pooled=True)

    def findings(self) -> list[Finding]:
        """Say whose words are printed, who hardly speaks, who speaks of whom, who has no name."""
        speaking = self.study.speaking(actors=self.actors, pooled=True)
        edges = edge_findings(self.edges)
        return [
            *share_findings(self._pooled, self.voices),
            *listening_findings(speaking),
            *edges[:1],
            *anonymity_findings(self._pooled),
            *edges[1:],
        ]

    def limits(self) -> list[str]:
        """Say what could not be computed, and what counts in no mean."""
        return voice_limits(self.voices, self.edges)

    @cached_property
    def edges(self) -> pd.DataFrame:
        """Who speaks of the followed actors, all outlets as one: an `EDGES` table."""
        return self.study.edges(actors=self.actors, pooled=True)

    @property
    def spoken_of(self) -> list[str]:
        """Ids of the followed actors of whom sources speak, in most sentences first."""
        told = self.edges[self.edges["source_kind"] != "own"]
        sums = told.groupby("actor_id")["n_sentences"].sum().reset_index()
        order = sums.sort_values(["n_sentences", "actor_id"], ascending=[False, True])
        return order["actor_id"].tolist()

    def unnamed(self) -> pd.DataFrame:
        """Return the anonymity rate of each outlet and, of several, of all of them: `VOICES`."""
        parts = [self.voices, self._pooled] if len(self.voices) > 1 else [self.voices]
        return pd.concat(parts, ignore_index=True)

    def unnamed_sources(self) -> pd.DataFrame:
        """List how sources without a name are called, the most frequent first.

        One row per phrase, in any case. Columns: source, n_statements, n_articles, where (one or
        two outlets, or how many), outlets.
        """
        quotes = self.study.quotes().drop_duplicates(STATEMENT)
        unnamed = quotes[(quotes["voice"] == "anonymous") & quotes["source"].fillna("").ne("")]
        return _counted(unnamed.assign(key=unnamed["source"].str.casefold()), ["key"], "source")

    def cue_profile(self) -> pd.DataFrame:
        """Return the share of articles with each class of reporting word: one row per outlet.

        Columns: outlet, n_clusters, n_statements, status, and for each class ``share_<class>``
        with ``<class>_low`` and ``<class>_high``, all outlets last.
        """
        pooled = [self.study.cues(pooled=True)] if len(self.voices) > 1 else []
        long = pd.concat([self.study.cues(), *pooled], ignore_index=True)
        keys = ["outlet", "n_clusters", "n_statements", "status"]
        table = long[keys].drop_duplicates(ignore_index=True)
        for name in TOLD:
            here = long[long["cue_class"] == name].rename(
                columns={
                    "share_with": f"share_{name}",
                    "with_low": f"{name}_low",
                    "with_high": f"{name}_high",
                }
            )
            ends = [f"share_{name}", f"{name}_low", f"{name}_high"]
            table = table.merge(here[["outlet", *ends]], on="outlet")
        return table

    def reporting_words(self) -> pd.DataFrame:
        """List the reporting words by class, the most frequent first.

        One row per word that outlets use themselves. Columns: cue_class, cue, n_statements,
        n_articles, where, outlets.
        """
        quotes = self.study.quotes().drop_duplicates(STATEMENT)
        told = quotes[quotes["cue_class"].isin(TOLD) & (quotes["depth"] == 1)]
        told = told.assign(key=told["cue"].str.casefold())
        return _counted(told, ["cue_class", "key"], "cue")

    def distances(self) -> pd.DataFrame:
        """Return where reporting words differ from an outlet's habit, the largest gap first.

        A `DISTANCE` table of the followed actors; rows with too few articles are left out, and
        those with neutral words alone, whose gap is the outlet's habit and nothing else.
        """
        table = self.study.distance(actors=self.actors)
        is_told = table["n_distancing"] + table["n_factive"] > 0
        table = table[(table["status"] != "too few") & is_told]
        order = table["gap"].abs().sort_values(ascending=False, kind="stable").index
        return table.loc[order].reset_index(drop=True)

    def edges_by_outlet(self) -> pd.DataFrame:
        """Return who speaks of the followed actors in each outlet, the most sentences first.

        An `EDGES` table without the outlets' own voice, its sources called as in the figure.
        """
        table = self.study.edges(actors=self.actors)
        table = table[table["source_kind"] != "own"]
        called = table["source_kind"].map(SOURCES)
        table = table.assign(source_name=called.fillna(table["source_name"]))
        order = ["n_sentences", "outlet", "source_name", "actor"]
        return table.sort_values(order, ascending=[False, True, True, True], ignore_index=True)

    def replies(self) -> pd.DataFrame:
        """Return who is heard where somebody speaks ill of them, the most articles first.

        A `REPLIES` table of the followed actors; ``criticism`` names the sentences of the actor.
        """
        table = self.study.replies(actors=self.actors)
        table = table.sort_values("n_criticizing", ascending=False, kind="stable")
        return table.assign(criticism=table["actor_id"] + "-criticism").reset_index(drop=True)

    def criticism(self, actor_id: str) -> pd.DataFrame:
        """Return the sentences that speak ill of an actor, its own side's left out: `EVIDENCE`."""
        pairs = sides(self.study.actors)
        side = pairs.loc[pairs["side_of"] == actor_id, "actor_id"]
        table = self.study.evidence(actor_id)
        is_counted = (table["label"] == "negative") & ~table["is_uncertain"]
        return table[is_counted & ~table["speaker_id"].isin(side)].reset_index(drop=True)

    def by_voice(self) -> pd.DataFrame:
        """Return sentences of each outlet and voice, the longest stretches of an article first.

        An `EVIDENCE` table without scores, with columns ``told`` (the voice as the figure calls
        it) and ``n_all``, how many stretches of that voice there are.
        """
        table = self.study.segments.merge(self.study.corpus.articles[["article_id", "outlet"]])
        table = table[table["n_words"] > 0].assign(speaker_id=speakers)
        place = table["voice"].map({voice: at for at, voice in enumerate(NAMES)})
        table = table.assign(told=table["voice"].map(NAMES), place=place).sort_values(
            ["outlet", "place", "n_words"], ascending=[True, True, False], kind="stable"
        )
        columns = ["article_id", "outlet", "zone", "start", "end", "voice", "speaker_id", "told"]
        table = _from_a_word(self.study, table[columns])
        found = passages(self.study, spread(table, ["outlet", "told"]))
        is_own = found["voice"] == "own"
        ends = ["target_start", "target_end"]
        return found.assign(**{name: found[name].mask(is_own) for name in ends})

    def cued(self) -> pd.DataFrame:
        """Return statements of each outlet by the class of its reporting word, which is marked.

        An `EVIDENCE` table without scores of what the outlets themselves report, with columns
        ``told`` (the class as the figure calls it), ``cue`` and ``n_all``.
        """
        quotes = self.study.quotes().drop_duplicates(STATEMENT)
        told = quotes[quotes["cue_class"].isin(CLASSES) & (quotes["depth"].fillna(1) == 1)]
        told = told.assign(told=told["cue_class"].map(CLASSES), speaker_id=speakers)
        place = told["cue_class"].map({name: at for at, name in enumerate(CLASSES)})
        told = told.assign(place=place).sort_values(
            ["outlet", "place", "published", "article_id"], kind="stable"
        )
        columns = [*PLACE, "outlet", "voice", "speaker_id", "told", "cue"]
        found = passages(self.study, spread(told[columns], ["outlet", "told"]))
        pairs = zip(found["sentence"], found["cue"], strict=True)
        return found.assign(trace=[_cue_mark(sentence, str(cue)) for sentence, cue in pairs])

    def heard(self) -> pd.DataFrame:
        """Return statements of the followed actors: `EVIDENCE` without scores, with ``actor``."""
        quotes = self.study.quotes().drop_duplicates(STATEMENT)
        said = quotes[quotes["actor_id"].isin(self.actors)].assign(speaker_id=speakers)
        said = said.sort_values(["actor", "published", "article_id"], kind="stable")
        columns = [*PLACE, "outlet", "voice", "speaker_id", "actor"]
        return passages(self.study, spread(said[columns], ["actor"]))

    def by_source(self) -> pd.DataFrame:
        """Return what sources say of the followed actors: `EVIDENCE` with ``source_name``.

        By actor and source, the pair with most sentences first; sources as the figure calls them.
        """
        table = self.study.evidence(measure="voiced_stance")
        table = table[table["actor_id"].isin(self.actors)]
        names = self.study.tables.actors.set_index("actor_id")["name"]
        called = table["speaker_id"].map(names).fillna(table["voice"].map(SOURCES))
        table = table.assign(source_name=called)
        sizes = table.groupby(["actor", "source_name"])["article_id"].transform("size")
        order = sizes.sort_values(ascending=False, kind="stable").index
        return table.loc[order].reset_index(drop=True)

    def marked_words(self, *kinds: str) -> pd.DataFrame:
        """List the words in quotation marks of these kinds, outlet by outlet."""
        table = self.study.marked_words()
        table = table[table["kind"].isin(kinds)].sort_values(
            ["outlet", "published", "article_id", "start"], kind="stable", ignore_index=True
        )
        return table.assign(kind=table["kind"].map(MARKS))

    def article(self, article_id: str | None = None) -> str:
        """Return the article to read: the one asked for, or that with the deepest chain.

        The chain must end with an actor, because what ends it otherwise is less surely a source.
        Of several as deep, the one with most words in that depth.
        """
        if article_id is not None:
            return article_id
        known = self.study.segments.dropna(subset=["speaker_id"])
        words = known.groupby(["article_id", "depth"])["n_words"].sum().reset_index()
        order = ["depth", "n_words", "article_id"]
        deepest = words[words["n_words"] > 0].sort_values(order, ascending=[False, False, True])
        return str([*deepest["article_id"], *self.study.corpus.articles["article_id"]][0])


def whose_words(study: Study, actors: Sequence[str]) -> WhoseWords:
    """Gather the tables of the report on voices, with the ids of the `actors` to follow."""
    return WhoseWords(study, tuple(actors))


def _counted(statements: pd.DataFrame, keys: list[str], shown: str) -> pd.DataFrame:
    """Count statements by `keys`; call each by its most frequent spelling in `shown`."""
    grouped = statements.groupby(keys)
    outlets = grouped["outlet"].agg(lambda names: sorted(set(names)))
    table = pd.DataFrame(
        {
            shown: grouped[shown].agg(lambda spelt: spelt.mode().iloc[0]),
            "n_statements": grouped.size(),
            "n_articles": grouped["article_id"].nunique(),
            "where": outlets.map(_where),
            "outlets": outlets.map(", ".join),
        }
    ).reset_index()
    order = ["n_statements", "n_articles", *keys]
    table = table.sort_values(order, ascending=[False, False, *[True] * len(keys)])
    return table.drop(columns="key").reset_index(drop=True)


def _where(outlets: Sequence[str]) -> str:
    return ", ".join(outlets) if len(outlets) <= OUTLETS_NAMED else f"{len(outlets)} outlets"


def _from_a_word(study: Study, places: pd.DataFrame) -> pd.DataFrame:
    """Let each place begin with its first word: a stretch may open with what ends a sentence."""
    articles = study.corpus.articles.set_index("article_id")[["title", "text"]]
    titles, texts = articles["title"].to_dict(), articles["text"].to_dict()
    starts = [
        found.start()
        if (
            found := FIRST_LETTER.search((titles if zone == "headline" else texts)[key], start, end)
        )
        else start
        for key, zone, start, end in places[PLACE].itertuples(index=False)
    ]
    return places.assign(start=starts)


def _cue_mark(sentence: str, cue: str) -> str:
    """Return a trace that underlines the reporting word, where the sentence holds it."""
    at = sentence.lower().find(cue.lower())
    mark = {"word": cue, "start": at, "end": at + len(cue), "points": 0, "rule": ""}
    return json.dumps([mark] if at >= 0 else [])
