"""The promise of a scorer, tried on sentences: for whoever writes one."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from medialens.errors import SchemaError
from medialens.plugins import promises_kept
from medialens.schemas import UNITS
from medialens.score.base import RESULT, Scorer
from medialens.score.registry import get_scorer
from medialens.score.scoring import checked

TOLERANCE = 1e-4  # a network's last digits hang on how many sentences are read at once
KEYS = {"word", "start", "end", "points", "rule"}
# Sentence, words that stand for the actor in it, language.
_SENTENCES = (
    ("Mara Quill rescued the ferry and its passengers.", "Mara Quill", "en"),
    ("Critics called Mara Quill a reckless liar.", "Mara Quill", "en"),
    ("Mara Quill arrived on Tuesday.", "Mara Quill", "en"),
    ("Quill", "Quill", "en"),
    ("“Never!” said Quill – and left 🙂.", "Quill", "en"),
    ("Nicht einmal Quill lobte den Plan.", "Quill", "de"),
    ("انتقد الوزير Quill أمس.", "Quill", "ar"),
    ("She, who had " + "always " * 400 + "doubted it, thanked Quill.", "Quill", "en"),
    ("1,234 56 %", "1,234", "en"),
)


def check_scorer(scorer: str | Scorer, *, units: pd.DataFrame | None = None) -> list[str]:
    """Try whether a scorer keeps what `Scorer` promises, before numbers rest on it.

    Parameters
    ----------
    scorer : str or Scorer
        Name of a registered scorer, or a scorer.
    units : DataFrame, optional
        A `UNITS` table to try it on, such as ``study.tables.units``; by default a few sentences
        that scorers trip over: a name alone, other scripts, emoji, 400 words, numbers.

    Returns
    -------
    list of str
        The promises that were tried and kept.

    Raises
    ------
    PluginError
        If one is broken; lists each with what was found.

    Examples
    --------
    >>> check_scorer("vader_clause")[0]
    'it has a name and a sentence about itself'
    """
    scorer = get_scorer(scorer) if isinstance(scorer, str) else scorer
    given = _units() if units is None else UNITS.check(units).reset_index(drop=True)
    tried = _Tried(scorer, given)
    return promises_kept(
        f"scorer {getattr(scorer, 'name', scorer)!r}",
        {
            "it has a name and a sentence about itself": tried.names,
            "a result has its columns, a row per unit, and values in range": tried.result,
            "nothing in gives nothing out": tried.nothing,
            "asked twice, it answers alike": tried.again,
            "the order of the units changes nothing": tried.order,
            "a unit alone is scored as among others": tried.alone,
            "the units it is given stay as they are": tried.untouched,
            "a trace is a JSON list of words that stand where it says": tried.traces,
        },
    )


class _Tried:
    """A scorer and the units that it is tried on; each method yields faults."""

    def __init__(self, scorer: Scorer, units: pd.DataFrame) -> None:
        self.scorer, self.units = scorer, units

    def names(self) -> Iterator[str]:
        for attribute in ("name", "describe"):
            text = getattr(self.scorer, attribute, None)
            if not isinstance(text, str) or not text.strip() or "\n" in text:
                yield f"{attribute} is {text!r}, not one line of text"

    def result(self) -> Iterator[str]:
        try:
            self._score(self.units)
        except SchemaError as error:
            yield str(error)

    def nothing(self) -> Iterator[str]:
        found = self.scorer(self.units.iloc[:0].copy())
        absent = [column for column in RESULT if column not in found]
        if len(found) or absent:
            yield f"{len(found)} rows, columns {absent} missing"

    def again(self) -> Iterator[str]:
        yield from self._differs(self._score(self.units), self._score(self.units))

    def order(self) -> Iterator[str]:
        turned = self._score(self.units.iloc[::-1].reset_index(drop=True))
        yield from self._differs(self._score(self.units), turned.iloc[::-1].reset_index(drop=True))

    def alone(self) -> Iterator[str]:
        rows = [self._score(self.units.iloc[[at]].reset_index(drop=True)) for at in self._some()]
        together = self._score(self.units).iloc[list(self._some())].reset_index(drop=True)
        yield from self._differs(together, pd.concat(rows, ignore_index=True))

    def untouched(self) -> Iterator[str]:
        given = self.units.copy(deep=True)
        self.scorer(given)
        if not given.equals(self.units):
            yield "it altered the table"

    def traces(self) -> Iterator[str]:
        found = self._score(self.units)["trace"]
        for trace, segment in zip(found, self.units["segment"], strict=True):
            points = json.loads(trace)
            if not isinstance(points, list):
                yield f"{trace!r} is no list"
                return
            yield from (fault for point in points for fault in _fault(point, segment))

    def _some(self) -> range:
        return range(min(len(self.units), 20))

    def _score(self, units: pd.DataFrame) -> pd.DataFrame:
        # a copy, so that one that alters its table does not alter what the others are tried on
        return checked(self.scorer(units.copy(deep=True)), len(units), self.scorer.name)

    def _differs(self, first: pd.DataFrame, second: pd.DataFrame) -> Iterator[str]:
        for column in ("value", "p_negative", "p_neutral", "p_positive", "is_uncertain", "outcome"):
            is_number = column not in ("is_uncertain", "outcome")
            one, other = (
                table[column].astype(float if is_number else object).to_numpy()
                for table in (first, second)
            )
            same = np.isclose(one, other, atol=TOLERANCE, equal_nan=True) if is_number else (
                one == other
            )  # fmt: skip
            if not same.all():
                at = int(np.argmin(same))
                yield (
                    f"{column} is {one[at]!r}, then {other[at]!r}, of "
                    f"{self.units['segment'].iloc[at][:60]!r}"
                )


def _fault(point: Any, segment: str) -> Iterator[str]:  # noqa: ANN401
    if not isinstance(point, dict) or set(point) != KEYS:
        yield f"{point!r} has not the keys {sorted(KEYS)}"
    elif not 0 <= point["start"] <= point["end"] <= len(segment):
        yield f"{point['word']!r} stands at {point['start']} of {len(segment)} characters"
    elif segment[point["start"] : point["end"]] != point["word"]:
        there = segment[point["start"] : point["end"]]
        yield f"{point['word']!r} is said to stand where {there!r} stands"


def _units() -> pd.DataFrame:
    rows = [
        {
            "article_id": f"a{number}",
            "sentence_id": 1,
            "zone": "body",
            "actor_id": "mara-quill",
            "voice": "own",
            "start": sentence.index(name),
            "end": sentence.index(name) + len(name),
            "sentence": sentence,
            "segment": sentence,
            "target_start": sentence.index(name),
            "target_end": sentence.index(name) + len(name),
            "language": language,
        }
        for number, (sentence, name, language) in enumerate(_SENTENCES)
    ]
    return UNITS.table(rows)
