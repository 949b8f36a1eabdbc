"""Why this score? A card for one scored sentence, shut until one has said what one thinks."""

import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import metadata
from typing import Any

import pandas as pd
from markupsafe import Markup

from medialens.classroom import templates
from medialens.classroom.counter_examples import PERSON, counter_examples
from medialens.classroom.exercise import Exercise
from medialens.errors import MedialensWarning
from medialens.io.printable import printable
from medialens.models.encoder import get_head
from medialens.report.evidence import explained, marked_sentence
from medialens.score import explain, get_scorer, scorer_names
from medialens.score.base import LABELS
from medialens.study import Study
from medialens.text.numbers import day, number

MEANS = {
    "negative": "the words speak ill of {actor}",
    "neutral": "the words speak neither well nor ill of {actor}",
    "positive": "the words speak well of {actor}",
}
VOICES = {
    "own": "the outlet’s own words",
    "anonymous": "quoted: a source without a name",
    "named": "quoted: {speaker}",
    "relay": "passed on from another outlet: {speaker}",
}
PACKAGES = {"vader": "vaderSentiment", "textblob": "textblob"}  # whose word lists are asked
MOST = 5  # words of a card
WORDS = ["word", "points", "without", "label_without"]


@dataclass(frozen=True, eq=False)
class WhyCard:
    """One scored sentence: shut, it asks; opened, it says why the machine scored it so.

    Made by `why_card`. As the last value of a cell it shows itself; `reveal` opens it. Shut, it
    shows nothing of the machine's answer, neither on the page nor in the page's source.

    Attributes
    ----------
    row : mapping
        The sentence, a row of ``study.evidence()``.
    actor, voice : str
        Whom the sentence is about, and whose words were read.
    words : DataFrame
        At most five words that moved the score, the strongest first: ``word``, ``points`` (what
        the value loses without it), ``without`` (the value without it) and ``label_without``.
    counter_examples : DataFrame
        From `medialens.classroom.counter_examples.counter_examples`.
    instrument, describe : str
        Name and version of the model or the word list, and what it says of itself.
    you : str
        What was answered; empty while the card is shut.
    """

    row: Mapping[str, Any] = field(repr=False)
    actor: str
    voice: str
    words: pd.DataFrame = field(repr=False)
    counter_examples: pd.DataFrame = field(repr=False)
    instrument: str = field(repr=False)
    describe: str = field(repr=False)
    you: str = ""

    @property
    def choices(self) -> dict[str, str]:
        """The answers to choose from, each with what it means."""
        return {label: MEANS[label].format(actor=self.actor) for label in LABELS}

    @property
    def is_open(self) -> bool:
        """Whether an answer was given."""
        return bool(self.you)

    def reveal(self, answer: str) -> "WhyCard":
        """Return the card opened, once there is an answer.

        Parameters
        ----------
        answer : {"negative", "neutral", "positive"}
            What you would say. Without one of the three the card stays shut, and a
            `MedialensWarning` says so.
        """
        if answer.strip() not in LABELS:
            found = f"{answer.strip()!r} is none of them" if answer.strip() else "no answer yet"
            said = f"{found}; say {', '.join(LABELS[:-1])} or {LABELS[-1]}, then the card opens"
            warnings.warn(said, MedialensWarning, stacklevel=2)
            return replace(self, you="")
        return replace(self, you=answer.strip())

    def text(self) -> str:
        """Return the card as lines of text."""
        return "\n".join(printable(line) for line in self._lines())

    def html(self) -> str:
        """Return the card as a part of a page; it can be printed, open or shut."""
        name = "why_card.html" if self.is_open else "why_card_shut.html"
        shown = self.row if self.is_open else {**self.row, "trace": "[]"}
        return templates.render(
            name,
            card=self,
            sentence=Markup(marked_sentence(shown, {self.row["actor_id"]: self.actor})),
            against=[_against(row) for row in self.counter_examples.to_dict("records")],
            moved=[_moved(row) for row in self.words.to_dict("records")],
        )

    @property
    def said(self) -> str:
        """What the machine says, in words."""
        return _said(self.row, self.choices)

    @property
    def segment(self) -> str:
        """The words of this voice alone, where the scorer read less than the sentence."""
        read = " ".join(str(self.row["segment"]).split())
        return "" if read == " ".join(str(self.row["sentence"]).split()) else read

    @property
    def place(self) -> str:
        """Outlet, day and headline."""
        return _place(self.row)

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return self.html()

    def _lines(self) -> list[str]:
        lines = [f"“{self.row['sentence']}”", f"About: {self.actor}", f"Whose words: {self.voice}"]
        if not self.is_open:
            answers = "; ".join(f"{label} ({means})" for label, means in self.choices.items())
            return [*lines, "What would you say?", answers]
        lines = ["Why this score?", *lines, f"From: {self.place}"]
        lines += [f"Read alone: {self.segment}"] if self.segment else []
        lines += [f"You say: {self.you}", f"The machine says: {self.said}", "Words that moved it:"]
        lines += [f"- {_moved(row)}" for row in self.words.to_dict("records")] or [
            "- no single one"
        ]
        lines += ["What speaks against it:"]
        against = [_against(row) for row in self.counter_examples.to_dict("records")]
        lines += [f"- {one['plain']} {one['why']}" for one in against] or ["- nothing was found"]
        return [*lines, f"Made by {self.instrument}. {self.describe}", "Would you still say so?"]


def why_card(
    study: Study, row: "Mapping[str, Any] | pd.Series[Any]", *, cases: pd.DataFrame | None = None
) -> WhyCard:
    """Return the card of a scored sentence, shut.

    Parameters
    ----------
    study : Study
        The analysis.
    row : mapping or Series
        The sentence: a row of ``study.evidence(actor)``.
    cases : DataFrame, optional
        Sentences that people have coded, from `run_cases`; those that this scorer gets wrong can
        be counter-examples.

    Returns
    -------
    WhyCard
        To be shown, and opened with ``reveal("negative")``.

    Raises
    ------
    ValueError
        If the sentence has no score.

    Notes
    -----
    Which words moved the score is found as everywhere: each is left out once, and the scorer is
    asked again. That is an approximation, words act together. What counts as a counter-example,
    and which are the strongest, stands in
    `medialens.classroom.counter_examples.counter_examples`.

    Examples
    --------
    >>> import medialens as ml
    >>> study = ml.analyse(ml.load("first_lesson"), scorer="vader_sentence")
    >>> found = study.evidence("Agatha Brill")
    >>> card = why_card(study, found[found["label"] == "negative"].iloc[0])
    >>> card.is_open, card.reveal("neutral").is_open
    (False, True)
    """
    told = dict(row)
    if pd.isna(told["label"]):
        raise ValueError(f"this sentence has no score ({told['outcome']}); choose another row")
    scored = _clustered(study)
    is_here = scored["article_id"] == told["article_id"]
    told["cluster_id"] = scored.loc[is_here, "cluster_id"].iloc[0]
    (told,) = (dict(one) for one in explained([told]))
    points = json.loads(told["trace"]) if isinstance(told["trace"], str) else []
    name = str(told["scorer"])
    return WhyCard(
        row=told | {"trace": json.dumps(points, ensure_ascii=False)},
        actor=study.name_of(told["actor_id"]),
        voice=_voice(study, told),
        words=_words(told, points),
        counter_examples=counter_examples(told, points, scored, cases=cases),
        instrument=_instrument(name),
        describe=get_scorer(name).describe if name in scorer_names() else "",
    )


def item_card(
    study: Study, drawn: Exercise, item: int, *, cases: pd.DataFrame | None = None
) -> WhyCard:
    """Return the card of an item of an exercise that asks how a sentence speaks of an actor.

    Parameters
    ----------
    study : Study
        The analysis that the exercise was drawn from.
    drawn : Exercise
        From `reading_exercise` or `role_exercise`.
    item : int
        Number of the item.
    cases : DataFrame, optional
        As in `why_card`.

    Raises
    ------
    ValueError
        If there is no such item, or its sentence has no score for the actor.
    """
    places = drawn.places.set_index("item")
    if item not in places.index:
        raise ValueError(f"item={item} is not on the sheet; choose one of {list(places.index)}")
    where = places.loc[item]
    if not where["subject"]:
        raise ValueError(f"the exercise {drawn.name!r} is about no actor; it has no scores to ask")
    found = study.evidence(where["subject"]).dropna(subset=["label"])
    is_there = (found["article_id"] == where["article_id"]) & (found["start"] < where["end"])
    found = found[is_there & (found["end"] > where["start"])]
    if found.empty:
        raise ValueError(f"the sentence of item {item} has no score; choose another item")
    return why_card(study, found.iloc[0], cases=cases)


def _clustered(study: Study) -> pd.DataFrame:
    """Return every scored sentence, with the cluster of copies that its article is of."""
    table = study.evidence()
    cluster_of = dict(zip(study.copies["article_id"], study.copies["cluster_id"], strict=True))
    return table.assign(cluster_id=[cluster_of.get(one, one) for one in table["article_id"]])


def _words(row: Mapping[str, Any], points: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the words that moved the score, the strongest first, and the answer without each."""
    table = pd.DataFrame(points, columns=["word", "start", "end", "points"])
    table = table.sort_values("points", key=lambda points: -points.abs(), kind="stable").head(MOST)
    if table.empty or str(row["scorer"]) not in scorer_names():
        return table.assign(without=float("nan"), label_without=None)[WORDS]
    target = (int(row["target_start"]), int(row["target_end"]))
    asked = explain(str(row["segment"]), target, scorer=str(row["scorer"]))
    asked = asked.rename(columns={"value_without": "without"})
    found = table.merge(asked[["start", "end", "without", "label_without"]], on=["start", "end"])
    return found[WORDS]


def _voice(study: Study, row: Mapping[str, Any]) -> str:
    speaker = row["speaker_id"]
    is_known = isinstance(speaker, str) and speaker
    name = study.name_of(speaker) if is_known else _source(study, row)
    return VOICES[str(row["voice"])].format(speaker=name)


def _source(study: Study, row: Mapping[str, Any]) -> str:
    """Return how the article names a speaker who is none of the collection's actors."""
    spans = study.quotes()
    columns = ["article_id", "zone", "voice"]
    is_here = (spans[columns] == [row[column] for column in columns]).all(axis=1)
    around = spans[is_here & (spans["start"] <= row["start"]) & (spans["end"] >= row["end"])]
    named = around[around["source"].fillna("") != ""]
    if named.empty:
        return "a source not identified"
    return str(named.loc[(named["end"] - named["start"]).idxmin(), "source"])


def _instrument(scorer: str) -> str:
    """Return what gave the score, with its version."""
    if scorer == "target":
        trained = get_head("target").settings["trained"]
        return f"the model “target” of medialens {metadata.version('medialens')}, taught {trained}"
    package = PACKAGES.get(scorer.split("_")[0], "")
    version = f", {package} {metadata.version(package)}" if package else ""
    return f"the scorer “{scorer}” of medialens {metadata.version('medialens')}{version}"


def _said(row: Mapping[str, Any], choices: Mapping[str, str]) -> str:
    label = str(row["label"])
    probability = row.get(f"p_{label}")
    value = number(row["value"], places=2, signed=True)
    sure = "" if pd.isna(probability) else f", probability {number(probability, places=2)}"
    unsure = "; it is unsure, and the sentence is not counted" if row["is_uncertain"] else ""
    rest = "; they only say that the actor speaks" if row["outcome"] == "leftover" else ""
    return f"{label} ({value} on a line from -1 to 1{sure}): {choices[label]}{rest}{unsure}"


def _moved(row: Mapping[Any, Any]) -> str:
    """Say how far a word moves the score."""
    said = f"“{row['word']}” moves it by {number(row['points'], places=2, signed=True)}"
    if pd.isna(row["without"]) or row["label_without"] is None:
        return said
    value = number(row["without"], places=2, signed=True)
    return f"{said}; without it the machine would say {row['label_without']} ({value})"


def _against(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a counter-example as it is shown: its sentence, its place and why it is one."""
    value = number(row["value"], places=2, signed=True)
    names = {row["actor_id"]: row["actor"]}
    shares = f"It shares “{row['shared']}”. " if row["shared"] else "The same actor. "
    said = f"{shares}Of {row['actor']} the machine says {row['label']} ({value})"
    said += f", a person {row['person']}." if row["kind"] == PERSON else "."
    return {
        "sentence": Markup(marked_sentence({**row, "trace": "[]"}, names)),
        "plain": f"“{row['sentence']}” {_place(row)}".strip(),
        "place": _place(row),
        "why": said,
    }


def _place(row: Mapping[Any, Any]) -> str:
    date = "" if pd.isna(row["published"]) else f", {day(row['published'])}"
    title = f": {row['title']}" if row["title"] else ""
    return f"{row['outlet']}{date}{title}" if row["outlet"] else ""
