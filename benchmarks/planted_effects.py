"""Of each effect planted in Valdory, what the pipeline's tables hold of it."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import pandas as pd

import medialens as ml
from benchmarks.planted_key import Keys, Truth, bodies_of, places, same_passage, sentence_at
from medialens.compare.differences import compare_outlets
from medialens.questions.annotated import Measure
from medialens.score import get_scorer

LEAST_COMPOUND = 0.05
Q = 0.10  # below which a report calls a gap a finding
ACTORS = ("edda-marrin", "harbour-and-rail-union")  # those whose treatment was planted by outlet


@dataclass(frozen=True)
class Effect:
    """What was planted and what was found of one effect, as keys that can be compared.

    Without `found` nothing in the package looks for it; without `vader` VADER cannot answer.
    """

    name: str
    planted: Keys
    found: Keys | None = None
    vader: Keys | None = None


def whole_sentences(study: ml.Study) -> pd.DataFrame:
    """Return VADER's scores of the whole sentences: the scores table, one row per unit."""
    units = study.tables.units
    read = get_scorer("vader_sentence")(units.assign(segment=units["sentence"]))
    side = (read["value"] >= LEAST_COMPOUND).astype(int) - (read["value"] <= -LEAST_COMPOUND)
    label = side.map({-1: "negative", 0: "neutral", 1: "positive"})
    keys = ["article_id", "sentence_id", "actor_id"]
    table = pd.concat(
        [units[[*keys, "start", "end", "voice", "is_ambiguous"]], read.assign(label=label)], axis=1
    )
    return table.drop_duplicates(keys).assign(
        measure="portrayal", scorer="vader_whole", is_ambiguous=False
    )


def judged(study: ml.Study, truth: Truth, voice: str, whole: pd.DataFrame) -> Effect:
    """Compare sentences that praise or blame an actor, in the outlet's own or in quoted words."""
    bodies = bodies_of(study)
    planted = {
        (article_id, sentence_at(bodies, article_id, mark["start"]), mark["actor_id"], mark["sign"])
        for article_id, article in truth["articles"].items()
        for mark in article["evaluative"]
        if mark["voice"] == voice and mark["actor_id"] in ACTORS
    }
    measure = "own_stance" if voice == "own" else "voiced_stance"
    scores = study.tables.scores
    scores = scores[(scores["measure"] == measure) & ~scores["is_uncertain"].astype(bool)]
    name = "own words judge an actor" if voice == "own" else "quoted words judge an actor"
    return Effect(name, planted, _clear(study, scores, truth), _clear(study, whole, truth))


def missed(study: ml.Study, effect: Effect, measure: Measure) -> dict[str, int]:
    """Return why judgements of `judged` were not found: what the scores say there instead."""
    scores = study.tables.scores
    scores = scores[scores["measure"] == measure]
    said: dict[Hashable, list[str]] = {}
    for row in scores.itertuples():
        answer = "unsure" if row.is_uncertain else str(row.label)
        said.setdefault((row.article_id, row.sentence_id, row.actor_id), []).append(answer)
    counts = dict.fromkeys(("actor not found there", "unsure", "neutral", "the opposite"), 0)
    keys: set[Any] = set(effect.planted) - set(effect.found or ())
    for key in keys:
        answers = said.get(key[:3], ["actor not found there"])
        counts[answers[0] if answers[0] in counts else "the opposite"] += 1
    return counts


def _clear(study: ml.Study, scores: pd.DataFrame, truth: Truth) -> Keys:
    """Return the sentences of the texts that are read as praise or blame; headlines have no key."""
    bodies = study.tables.sentences.query("zone != 'headline'")[["article_id", "sentence_id"]]
    scores = scores.merge(bodies, on=["article_id", "sentence_id"])
    told = scores[scores["label"].isin(["negative", "positive"]) & scores["actor_id"].isin(ACTORS)]
    told = told[told["article_id"].isin(list(truth["articles"]))]
    signs = told["label"].map({"negative": -1, "positive": 1})
    return set(zip(told["article_id"], told["sentence_id"], told["actor_id"], signs, strict=True))


def gaps(study: ml.Study, truth: Truth, what: str, whole: pd.DataFrame) -> Effect:
    """Compare which outlets are told apart, and to which side: pairs of outlets and actors."""
    planted = {
        (actor, *pair, sign)
        for actor in ACTORS
        for pair in combinations(sorted(truth["outlets"]), 2)
        if (sign := _gap(truth, what, actor, pair))
    }
    measure: Measure = "own_stance" if what == "own_stance" else "voiced_stance"
    table = study.differences(actors=list(ACTORS), measure=measure)
    simple = whole[whole["actor_id"].isin(ACTORS)]
    other = compare_outlets(simple, study.corpus.articles, study.copies, study.events)
    voice = "own" if what == "own_stance" else "quoted"
    return Effect(f"outlets differ, {voice} words", planted, _told_apart(table), _told_apart(other))


def _gap(truth: Truth, what: str, actor: str, pair: tuple[str, str]) -> int:
    first, second = (int(truth["outlets"][outlet][what].get(actor, 0)) for outlet in pair)
    return (first > second) - (first < second)


def _told_apart(table: pd.DataFrame) -> Keys:
    told = table[table["q"] < Q]
    return {_pair(*row) for row in told[["actor_id", "outlet_a", "outlet_b", "gap"]].to_numpy()}


def _pair(actor: str, one: str, other: str, gap: float) -> tuple[str, str, str, int]:
    """Return a gap with its outlets in order of their names."""
    side = 1 if gap > 0 else -1
    return (actor, one, other, side) if one < other else (actor, other, one, -side)


def said(study: ml.Study, truth: Truth) -> tuple[Effect, Effect]:
    """Compare reported statements, and to which actor of the key each is given."""
    spans = study.tables.attributions.query("zone != 'headline'")
    planted: set[tuple[Any, ...]] = set()
    found: set[tuple[Any, ...]] = set()
    for article_id, article in truth["articles"].items():
        marks = article["attributions"]
        planted |= {(article_id, at, mark["actor_id"]) for at, mark in enumerate(marks)}
        for row in spans[spans["article_id"] == article_id].itertuples():
            at = same_passage(int(row.start), int(row.end), marks)
            place = f"span {row.Index}" if at is None else at
            found.add((article_id, place, row.actor_id))
    known = {str(actor) for _, _, actor in planted if actor}
    return (
        Effect("reported statement", _places(planted), _places(found)),
        Effect("its speaker", _spoken(planted, known), _spoken(found, known)),
    )


def _places(statements: Iterable[Any]) -> Keys:
    return {(article_id, place) for article_id, place, _ in statements}


def _spoken(statements: Iterable[Any], known: set[str]) -> Keys:
    """Return the statements of the actors whom the key knows."""
    return {one for one in statements if one[2] in known}


def verbs(truth: Truth, spans: pd.DataFrame) -> Effect:
    """Compare the doubting and vouching verbs of the two outlets that were given them."""
    planted = {
        (article_id, mark["text"].casefold(), mark["note"].split()[0])
        for article_id, article in truth["articles"].items()
        for mark in article["planted"]
        if mark["kind"] == "verb_choice"
    }
    outlets = [name for name, outlet in truth["outlets"].items() if "verbs" in outlet]
    here = [key for key, article in truth["articles"].items() if article["outlet"] in outlets]
    rows = spans[
        spans["article_id"].isin(here) & spans["cue_class"].isin(["distancing", "factive"])
    ]
    cues = rows["cue"].str.casefold()
    found = set(zip(rows["article_id"], cues, rows["cue_class"], strict=True))
    return Effect("doubting or vouching verb", planted, found)


def marked(
    truth: Truth, kind: str, name: str, rows: pd.DataFrame, *, is_exhaustive: bool = True
) -> Effect:
    """Compare planted passages with rows that have a place in the text.

    Where the key does not list all there is of a kind, only what was planted is counted as found.
    """
    planted = places(truth, kind)
    found: set[Hashable] = set()
    for row in rows[rows["article_id"].isin(list(truth["articles"]))].itertuples():
        hits = {
            key
            for key in planted
            if key[0] == row.article_id and key[1] < row.end and row.start < key[2]  # type: ignore[index]
        }
        found |= hits or ({("other", row.Index)} if is_exhaustive else set())
    return Effect(name, planted, found)


def of_family(loaded: pd.DataFrame, family: str) -> pd.DataFrame:
    """Return the loaded wordings of one family in the texts."""
    return loaded[loaded["family"] == family]


def by_sentence(study: ml.Study, spans: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Return the sentences in which somebody speaks in this voice, as places."""
    told = spans[spans["voice"] == voice][["article_id", "sentence_id"]].drop_duplicates()
    sentences = study.tables.sentences[["article_id", "sentence_id", "start", "end"]]
    return told.merge(sentences, on=["article_id", "sentence_id"])


def copied(study: ml.Study) -> Keys:
    """Return the copies that were found, each with the article that it is of."""
    found = study.copies[study.copies["kind"] == "copy"]
    return set(zip(found["article_id"], found["source_id"], strict=True))


def omitted(study: ml.Study, truth: Truth) -> tuple[Effect, Effect]:
    """Compare which outlet told nothing of which event; the events are found from the texts.

    An event that was found is the planted one that most of its articles are on. First, what a
    report calls left out: the outlet published in those days. Then all that it did not tell.
    """
    articles = study.corpus.articles
    unaided = ml.analyse(replace(study.corpus, articles=articles.drop(columns="event")))
    events = unaided.events.merge(articles[["article_id", "event"]], on="article_id")
    meant = events.groupby("event_id")["event"].agg(lambda of: of.value_counts().index[0])
    table = unaided.omissions()
    table["event"] = table["event_id"].map(meant)
    told = pairs(table[table["is_covered"]])
    planted = {(one["id"], outlet) for one in truth["events"] for outlet in one["omitted_by"]}
    return (
        Effect("event left out", planted, pairs(table[table["status"] == "left out"]) - told),
        Effect("  or not told, for any reason", planted, pairs(table[~table["is_covered"]]) - told),
    )


def pairs(table: pd.DataFrame) -> Keys:
    """Return events with outlets."""
    return set(zip(table["event"], table["outlet"], strict=True))
