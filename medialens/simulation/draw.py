"""Draw the articles of a simulated collection: first the facts, then tables or texts of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from medialens.actor import Actor, Form, slug
from medialens.corpus import Corpus
from medialens.schemas import ARTICLES, COPIES, SCORES
from medialens.simulation.design import NEUTRAL, Design, Press
from medialens.simulation.prose import write_article

START = pd.Timestamp("2025-01-06", tz="UTC")
LABELS = np.array(["negative", "neutral", "positive"])
VOICES = {"own": "own_stance", "named": "voiced_stance"}
PULL = 2.0  # how strongly selection +1 prefers the best news to news that is neither


@dataclass(frozen=True)
class Simulation:
    """One draw from a design, as tables for statistics and as texts for the whole way through.

    Parameters
    ----------
    design : Design
        What was planted.
    seed : int
        Of the draw; the same design and seed give the same collection.
    facts : DataFrame
        One row per sentence about an actor: article_id, outlet, event_id, published, text_id (the
        same for copies), actor, voice (own or named), label, is_distanced.
    """

    design: Design
    seed: int
    facts: pd.DataFrame

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles without texts: an `ARTICLES` table with the column event_id besides."""
        columns = ["article_id", "outlet", "published", "event_id", "text_id"]
        table = self.facts[columns].drop_duplicates("article_id")
        return ARTICLES.table(table.assign(title="", text="", language="en", url=""))

    @cached_property
    def events(self) -> pd.DataFrame:
        """Which article is about which event, as planted: columns article_id, event_id."""
        return self.articles[["article_id", "event_id"]].copy()

    @cached_property
    def copies(self) -> pd.DataFrame:
        """The planted copies: a `COPIES` table."""
        table = self.articles.sort_values(["published", "article_id"])
        first = table.groupby("text_id")["article_id"].transform("first")
        size = table.groupby("text_id")["article_id"].transform("size")
        rows = table.assign(cluster_id=first, source_id=first, similarity=1.0, containment=1.0)
        is_first = rows["article_id"] == rows["cluster_id"]
        rows["kind"] = np.where(is_first, "original", "version")
        rows["source_id"] = rows["source_id"].mask(is_first)
        columns = [name for name in COPIES.columns if name in rows]
        return COPIES.table(rows.loc[size > 1, columns])

    @cached_property
    def scores(self) -> pd.DataFrame:
        """A perfect scorer's judgement of every sentence: a `SCORES` table."""
        label = self.facts["label"]
        at = self.facts.groupby("article_id").cumcount()
        table = pd.DataFrame(
            {
                "article_id": self.facts["article_id"],
                "sentence_id": at + 1,
                "start": at,
                "end": at + 1,
                "actor_id": self.facts["actor"].map(slug),
                "voice": self.facts["voice"],
                "measure": self.facts["voice"].map(VOICES),
                "value": label.map({"negative": -1.0, "neutral": 0.0, "positive": 1.0}),
                "label": label,
                "outcome": "scored",
                "scorer": "planted",
            }
        )
        return SCORES.table(table)

    @cached_property
    def corpus(self) -> Corpus:
        """The collection with texts, and the actors as its catalogue."""
        rows = []
        vocabulary = {press.name: press.words for press in self.design.outlets}
        for text_id, facts in self.facts.groupby("text_id", sort=False):
            own = facts[facts["article_id"] == facts["article_id"].iloc[0]]
            outlet = str(own["outlet"].iloc[0])
            title, text = write_article(
                own[["actor", "voice", "label", "is_distanced"]].to_dict("records"),
                topic=str(own["event_id"].iloc[0]),
                words=vocabulary[outlet],
                seed=(self.seed, str(text_id)),
            )
            for row in facts.drop_duplicates("article_id").to_dict("records"):
                place = {name: row[name] for name in ("article_id", "outlet", "published")}
                rows.append({**place, "title": title, "text": text, "language": "en"})
        articles = ARTICLES.table([{**row, "source_file": "simulated", "url": ""} for row in rows])
        return Corpus(
            articles.merge(self.events, on="article_id"),
            name="Simulated collection",
            slug="simulated",
            language="en",
            description=f"Drawn from a design with seed {self.seed}; every word is invented.",
            actors=tuple(
                Actor(slug(name), name, "person", (Form(name.split()[-1]),))
                for name in self.design.actors
            ),
        )

    @cached_property
    def truth(self) -> pd.DataFrame:
        """What was planted: columns outlet, actor_id, measure, planted (the expected mean)."""
        rows = [
            {"outlet": press.name, "actor_id": slug(actor), "measure": measure,
             "planted": planted.get(actor, 0.0)}
            for press in self.design.outlets
            for measure, planted in (("own_stance", press.stance), ("voiced_stance", press.slant))
            for actor in self.design.actors
        ]  # fmt: skip
        return pd.DataFrame(rows)


def simulate(design: Design | Sequence[Press], *, seed: int = 1) -> Simulation:
    """Draw a collection of invented articles with planted habits.

    Parameters
    ----------
    design : Design or sequence of Press
        The outlets, and what else to set; a sequence of outlets takes the defaults.
    seed : int, default 1
        Of the draw; the same design and seed give the same collection.

    Returns
    -------
    Simulation
        With ``corpus`` (texts, to send through `medialens.analyse`), and ``articles``,
        ``scores``, ``copies``, ``events`` (tables, as a perfect scorer would give them), and
        ``truth``.

    Notes
    -----
    Every event has a tone; an outlet's expected value for an actor in an article is stance + tone
    of the event + a deviation of the article, each bounded; 30 % of the sentences are neutral. An
    outlet draws its events with probabilities ``exp(2 selection tone / greatest tone)``. With
    ``tone`` above 0 and outlets of different ``selection``, raw gaps appear without any planted
    stance: that is selection.

    Examples
    --------
    >>> kind = Press("The Kind", 30, stance={"Ada Lorne": 0.3})
    >>> drawn = simulate([kind, Press("The Plain", 30)], seed=7)
    >>> len(drawn.articles), drawn.corpus.outlets
    (60, ['The Kind', 'The Plain'])
    """
    if not isinstance(design, Design):
        design = Design(tuple(design))
    generator = np.random.default_rng(seed)
    tones = generator.uniform(-design.tone, design.tone, design.n_events)
    parts = [_texts(press, design, tones, generator) for press in design.outlets]
    texts = pd.concat(parts, ignore_index=True)
    facts = _sentences(texts, design, generator)
    return Simulation(design, seed, _printed(facts, design))


def _texts(
    press: Press, design: Design, tones: np.ndarray, generator: np.random.Generator
) -> pd.DataFrame:
    """Return the distinct texts of an outlet: event, tone, and how often each is printed."""
    n_copied = round(press.copied * press.n_articles / press.fold)
    n_texts = press.n_articles - n_copied * (press.fold - 1)
    pull = tones / design.tone if design.tone else tones
    weights = np.exp(PULL * press.selection * pull)
    events = generator.choice(len(tones), size=n_texts, p=weights / weights.sum())
    return pd.DataFrame(
        {
            "outlet": press.name,
            "text_id": [f"{slug(press.name)}-{n:04}" for n in range(n_texts)],
            "event": events,
            "tone": tones[events],
            "n_printed": np.where(np.arange(n_texts) < n_copied, press.fold, 1),
        }
    )


def _sentences(texts: pd.DataFrame, design: Design, generator: np.random.Generator) -> pd.DataFrame:
    """Return one row per text, actor, voice and sentence, with its label."""
    habits = {press.name: press for press in design.outlets}
    is_named = generator.random((len(texts), len(design.actors))) < design.presence
    nobody = np.flatnonzero(~is_named.any(axis=1))
    is_named[nobody, generator.integers(len(design.actors), size=len(nobody))] = True
    rows = []
    for at, actor in enumerate(design.actors):
        here = texts[is_named[:, at]]
        for voice in VOICES:
            planted = here["outlet"].map(
                {
                    name: (press.stance if voice == "own" else press.slant).get(actor, 0.0)
                    for name, press in habits.items()
                }
            )
            deviation = generator.uniform(-design.spread, design.spread, len(here))
            mean = planted.to_numpy(dtype=float) + here["tone"].to_numpy() + deviation
            least = 1 if voice == "own" else 0
            n = least + generator.poisson(design.n_sentences - least, len(here))
            part = here.loc[here.index.repeat(n)].assign(actor=actor, voice=voice)
            part["label"] = _labels(np.repeat(mean, n), generator)
            rows.append(part)
    facts = pd.concat(rows, ignore_index=True)
    share = facts["outlet"].map({name: press.distance for name, press in habits.items()})
    is_distanced = generator.random(len(facts)) < share.to_numpy(dtype=float)
    return facts.assign(is_distanced=is_distanced & (facts["voice"] == "named").to_numpy())


def _labels(mean: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Draw a label for each expected value: its size is the surplus of one sign over the other."""
    positive = (1 - NEUTRAL + mean) / 2
    drawn = generator.random(len(mean))
    return LABELS[np.where(drawn < positive, 2, np.where(drawn < positive + NEUTRAL, 1, 0))]


def _printed(facts: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Print each text as often as planned, a few hours apart."""
    facts = facts.sort_values(["outlet", "text_id"], kind="stable", ignore_index=True)
    parts = [
        facts[facts["n_printed"] > k].assign(
            article_id=facts["text_id"] + ("" if not k else f"-v{k + 1}"), hours=6 * k
        )
        for k in range(facts["n_printed"].max())
    ]
    table = pd.concat(parts, ignore_index=True)
    day = table["event"] * design.n_days // design.n_events
    times = START + pd.to_timedelta(24 * day + table["hours"], unit="h")
    return table.assign(
        published=times, event_id="event-" + (table["event"] + 1).astype(str).str.zfill(3)
    ).drop(columns=["event", "tone", "n_printed", "hours"])
