"""Views: what an explorer shows, as plain data that JSON holds; every number is the study's own."""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pandas as pd

from medialens.errors import MedialensError, check_one_of
from medialens.reading import Span

if TYPE_CHECKING:
    from medialens.study import Study

Voice = Literal["own", "quoted", "both"]
Measure = Literal["own_stance", "voiced_stance", "portrayal"]
MEASURES: dict[str, Measure] = {"own": "own_stance", "quoted": "voiced_stance", "both": "portrayal"}
VOICES = tuple(MEASURES)
ROWS = 12  # actors shown at first, and added at each asking
COLUMNS = 12  # outlets shown; the filter brings the others
SENTENCES = 40  # sentences shown at first, and added at each asking
LINES = 60  # lines of a concordance, for each of two outlets
WORDS = 400  # points of the scatter: a browser draws more, nobody reads more
KEPT = 4  # selections that are remembered


class Answer(dict[str, Any]):
    """What is sent to the browser."""


class Pair(NamedTuple):
    """Two outlets whose words are compared."""

    target: str
    reference: str


@dataclass(frozen=True)
class Filters:
    """What the reader looks at: days (ISO 8601, or empty), outlets (none: all), whose words."""

    since: str = ""
    until: str = ""
    outlets: tuple[str, ...] = ()
    voice: Voice = "own"

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Filters":
        """Return the filters that the browser sent, or raise ValueError."""
        voice = given.get("voice", "own")
        check_one_of("voice", voice, VOICES)
        since, until = (str(given.get(name) or "") for name in ("since", "until"))
        return cls(since, until, tuple(map(str, given.get("outlets") or ())), voice)

    @property
    def of_all(self) -> "Filters":
        """The same of all outlets: who compares words has named the two that are meant."""
        return replace(self, outlets=())

    @property
    def selection(self) -> dict[str, Any]:
        """What `Study.select` is asked for."""
        asked = {"outlet": list(self.outlets), "since": self.since, "until": self.until}
        return {name: value for name, value in asked.items() if value}

    @property
    def code(self) -> str:
        """The same study in Python."""
        told = ", ".join(f"{name}={value!r}" for name, value in self.selection.items())
        return f"study.select({told})" if told else "study"


class Views:
    """Answers to what a reader of an explorer asks.

    Parameters
    ----------
    study : Study
        Whose tables are shown.
    actors : sequence of str, optional
        Ids or names of the actors in the rows; by default those named in most articles.
    """

    def __init__(self, study: "Study", actors: Sequence[str] | None = None) -> None:
        self.study = study
        self._asked = None if actors is None else [study.actor_id(name) for name in actors]
        self._kept: dict[Filters, Study] = {}

    @cached_property
    def outlets(self) -> list[str]:
        """The outlets, those with most articles first."""
        counts = self.study.corpus.articles["outlet"].value_counts().to_dict()
        return [str(name) for name in sorted(counts, key=lambda name: (-counts[name], name))]

    def start(self) -> Answer:
        """Return what the browser is given at first: names, days and the first matrix."""
        corpus = self.study.corpus
        counts = corpus.articles["outlet"].value_counts()
        return Answer(
            title=corpus.name,
            note=self.study.scorer_note,
            outlets=[[name, int(counts[name])] for name in self.outlets],
            first=_day(corpus.articles["published"].min()),
            last=_day(corpus.articles["published"].max()),
            matrix=self.matrix(Filters()),
        )

    def chosen(self, filters: Filters) -> "Study":
        """Return the study of what is filtered; the last few are remembered."""
        filters = replace(filters, voice="own")  # the same articles, whosever words are read
        if not filters.selection:
            return self.study
        if filters not in self._kept:
            self._kept[filters] = self.study.select(**filters.selection)
            while len(self._kept) > KEPT:
                self._kept.pop(next(iter(self._kept)))
        return self._kept[filters]

    def matrix(self, filters: Filters, n_rows: int = ROWS) -> Answer:
        """Return actors by outlets: the cells of `Study.profile`, and what is not shown."""
        study = self.chosen(filters)
        ids = self._asked or study.top_actors(len(study.actors))
        measure = MEASURES[filters.voice]
        profile = study.profile(actors=ids[:n_rows], measure=measure)
        shown = [name for name in self.outlets if name in set(study.corpus.outlets)]
        cells = {(row["actor_id"], row["outlet"]): _cell(row) for row in _records(profile)}
        rows = [
            {
                "id": one,
                "actor": study.name_of(one),
                "cells": [cells.get((one, outlet)) for outlet in shown[:COLUMNS]],
            }
            for one in ids[:n_rows]
        ]
        return Answer(
            outlets=shown[:COLUMNS],
            hidden=shown[COLUMNS:],
            rows=rows,
            n_actors=len(ids),
            n_articles=len(study.corpus),
            n_all=len(self.study.corpus),
            notices=[one for one in study.corpus.notices if one not in self.study.corpus.notices],
            voice=filters.voice,
            code=f"{filters.code}.profile(measure={measure!r})",
        )

    def sentences(
        self, filters: Filters, actor_id: str, outlet: str, n_shown: int = SENTENCES
    ) -> Answer:
        """Return the sentences behind a cell, those that move it most first."""
        study, measure = self.chosen(filters), MEASURES[filters.voice]
        found = study.evidence(actor_id, outlet=outlet, measure=measure)
        share = (found["weight"] * found["value"]).abs().fillna(-1.0)
        order = found.assign(share=share).sort_values("share", ascending=False, kind="stable")
        name = study.name_of(actor_id)
        return Answer(
            actor=name,
            actor_id=actor_id,
            outlet=outlet,
            n=len(found),
            voice=filters.voice,
            rows=[self._sentence(row) for row in _records(order.head(n_shown))],
            code=f"{filters.code}.evidence({name!r}, outlet={outlet!r}, measure={measure!r})",
        )

    def article(self, article_id: str, span: Span | None) -> Answer:
        """Return one article, its voices marked: HTML in which every text is escaped."""
        reading = self.study.read(article_id, found=span)
        row = reading.article
        return Answer(
            article=article_id,
            title=str(row["title"]),
            outlet=str(row["outlet"]),
            url=_address(row["url"]),
            html=reading.html,
            code=f"study.read({article_id!r})",
        )

    def words(self, filters: Filters, pair: Pair, *, is_tested: bool) -> Answer:
        """Return the words on which two outlets differ; untested ones can be had at once."""
        filters = filters.of_all
        voice = None if filters.voice == "both" else filters.voice
        study = self.chosen(filters)
        permutations = 999 if is_tested else 0
        table = study.keywords(*pair, voice=voice, permutations=permutations)
        strongest = table.assign(size=table["g2"].abs()).sort_values(
            ["size", "term"], ascending=[False, True], kind="stable"
        )
        told = "" if voice is None else f", voice={voice!r}"
        return Answer(
            target=pair.target,
            reference=pair.reference,
            is_tested=is_tested,
            n=len(table),
            n_sure=int((table["q"] < 0.1).sum()),
            voice=filters.voice,
            rows=[_word(row) for row in _records(strongest.head(WORDS))],
            code=f"{filters.code}.keywords({pair.target!r}, {pair.reference!r}{told})",
        )

    def lines(self, filters: Filters, term: str, pair: Pair) -> Answer:
        """Return every occurrence of a word in two outlets, in the voice that is looked at."""
        filters = filters.of_all
        study = self.chosen(filters)
        parts = []
        for outlet in pair:
            found = self._in_voice(study.concordance(term, outlet=outlet), filters.voice)
            found = found.sort_values("published", kind="stable")
            rows = [_line(row) for row in _records(found.head(LINES))]
            parts.append({"outlet": outlet, "n": len(found), "rows": rows})
        code = f"{filters.code}.concordance({term!r}, outlet={pair.target!r})"
        return Answer(term=term, voice=filters.voice, parts=parts, code=code)

    @cached_property
    def _voices(self) -> dict[tuple[str, bool], tuple[list[int], list[bool]]]:
        """Where each stretch of an article or its headline starts, and whether it is own."""
        places: dict[tuple[str, bool], tuple[list[int], list[bool]]] = {}
        table = self.study.segments.sort_values("start", kind="stable")
        columns = (table["article_id"], table["zone"] == "headline", table["start"])
        told = (column.tolist() for column in (*columns, table["voice"] == "own"))
        for article_id, is_headline, start, is_own in zip(*told, strict=True):
            starts, flags = places.setdefault((article_id, is_headline), ([], []))
            starts.append(start)
            flags.append(is_own)
        return places

    def _in_voice(self, lines: pd.DataFrame, voice: Voice) -> pd.DataFrame:
        """Return the lines whose word is in the outlet's own words, or in those of others."""
        if voice == "both":
            return lines
        columns = (lines["article_id"], lines["zone"] == "headline", lines["start"])
        is_wanted = []
        for article_id, is_headline, start in zip(*(c.tolist() for c in columns), strict=True):
            starts, flags = self._voices[article_id, is_headline]
            is_wanted.append(flags[bisect_right(starts, start) - 1] == (voice == "own"))
        return lines.loc[is_wanted]

    def _sentence(self, row: Mapping[str, Any]) -> dict[str, Any]:
        start, end = int(row["target_start"]), int(row["target_end"])
        text = row["sentence"]
        first = int(row["start"]) - start
        speaker = row["speaker_id"]
        return {
            "parts": [text[:start], text[start:end], text[end:]],
            "value": _number(row["value"]),
            "label": None if pd.isna(row["label"]) else row["label"],
            "counts": bool(row["weight"] > 0),
            "why": str(row["outcome"]),
            "is_uncertain": bool(row["is_uncertain"]),
            "moved": _moved(row["trace"]),
            "voice": row["voice"],
            "speaker": "" if pd.isna(speaker) else self.study.name_of(speaker),
            "outlet": row["outlet"],
            "day": _day(row["published"]),
            "title": row["title"],
            "article": row["article_id"],
            "span": ["headline" if row["zone"] == "headline" else "text", first, first + len(text)],
        }


def check_pair(pair: Pair) -> Pair:
    """Return the pair, or raise ``MedialensError`` where both are one."""
    if pair.target == pair.reference:
        raise MedialensError("Choose two different outlets to compare their words.")
    return pair


def _cell(row: Mapping[str, Any]) -> dict[str, Any]:
    counts = {"n": "n_clusters", "n_sentences": "n_mentions", "n_unscored": "n_unscored"}
    labels = [int(row[f"n_{label}"]) for label in ("negative", "neutral", "positive")]
    return {
        "mean": _number(row["mean"]),
        "low": _number(row["ci_low"]),
        "high": _number(row["ci_high"]),
        "status": row["status"],
        "labels": labels,
    } | {name: int(row[column]) for name, column in counts.items()}


def _word(row: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {
        "ratio": "log_ratio", "low": "log_ratio_low", "high": "log_ratio_high", "g2": "g2",
        "q": "q",
        "rate_target": "per_million_target", "rate_reference": "per_million_reference",
    }  # fmt: skip
    counts = ("n_target", "n_reference", "range_target", "range_reference")
    return {"term": row["term"]} | {
        **{name: _number(row[column]) for name, column in numbers.items()},
        **{name: int(row[name]) for name in counts},
    }


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    zone = "headline" if row["zone"] == "headline" else "text"
    return {
        "parts": [row["left"], row["term"], row["right"]],
        "outlet": row["outlet"],
        "day": _day(row["published"]),
        "article": row["article_id"],
        "span": [zone, int(row["start"]), int(row["end"])],
    }


def _moved(trace: Any) -> list[list[Any]]:  # noqa: ANN401
    """Return the words that a scorer named as its reasons, the strongest first, with points."""
    steps = json.loads(trace) if isinstance(trace, str) and trace else []
    told = [(step.get("word", ""), float(step.get("points") or 0)) for step in steps]
    told = [(word, points) for word, points in told if word and points]
    return [list(one) for one in sorted(told, key=lambda one: -abs(one[1]))[:4]]


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _number(value: Any) -> float | None:  # noqa: ANN401
    return None if pd.isna(value) else round(float(value), 6)


def _day(value: Any) -> str:  # noqa: ANN401
    return "" if pd.isna(value) else str(value)[:10]


def _address(url: Any) -> str:  # noqa: ANN401
    """Return an address that is safe to follow, or nothing."""
    return url if isinstance(url, str) and url.startswith(("http://", "https://")) else ""
