"""What every scorer promises, and what the lexicon scorers share."""

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

import numpy as np
import pandas as pd

from medialens.text.normal import searchable

RESULT = (
    "p_negative",
    "p_neutral",
    "p_positive",
    "value",
    "label",
    "is_uncertain",
    "outcome",
    "trace",
)
LABELS = ("negative", "neutral", "positive")
READ = ("scored", "cropped", "leftover")  # outcomes with a value
UNREAD = ("other_language", "no_target", "no_words", "no_answer")  # without one: why

_ENGLISH_WORD = re.compile(r"[A-Za-z]{2}")
# Marks that hide a word from a lexicon; an apostrophe inside a word stays.
_WRAPPING = re.compile(r"[\"()\[\]{}]|(?<!\w)'|'(?!\w)")
_DASHES = str.maketrans("–—", "  ")  # before they look like hyphens
_WORD = re.compile(r"[^\W_]{2,}")
_INK = re.compile(r"\S")


class Scorer(Protocol):
    """Scores units; a scorer is one module of `medialens.score` and one `register_scorer` line.

    Called with a `UNITS` table, it returns a table of as many rows in the same order with the
    columns `RESULT`:

    - three probabilities, NaN where the method has none;
    - ``value`` between -1 and +1, NaN where it cannot tell;
    - ``label``, one of `LABELS`, missing where there is no value;
    - ``is_uncertain``, True where there is a value too unsure to count;
    - ``outcome``, one of `READ` where there is a value (``"cropped"``: long text, words far from
      the actor not read; ``"leftover"`` is set by `score_units`) and one of `UNREAD`, which says
      why, where there is none;
    - ``trace``, a JSON list of ``{"word", "start", "end", "points", "rule"}`` with offsets in the
      unit's sentence.

    It may read any column; ``segment`` holds the words of the unit's voice alone,
    ``target_start`` and ``target_end`` the actor. Where a column ``language`` is there,
    English-only scorers leave other languages unscored.
    """

    @property
    def name(self) -> str:
        """Short name, as registered and as in the scores table."""

    @property
    def describe(self) -> str:
        """One sentence for the report: what is measured and how it errs."""

    def __call__(self, units: pd.DataFrame) -> pd.DataFrame:
        """Return the columns `RESULT`, row by row."""


class Point(NamedTuple):
    """A word that counted: offsets in the sentence, points of the method, rule that changed it."""

    word: str
    start: int
    end: int
    points: float
    rule: str


class Reading(NamedTuple):
    """What a lexicon found in one segment, or why it read nothing there."""

    value: float
    points: Sequence[Point] = ()
    outcome: str = "scored"

    @property
    def label(self) -> str | None:
        """The sign of the value in a word; nothing where there is no value."""
        return None if np.isnan(self.value) else LABELS[int(np.sign(self.value)) + 1]


OTHER_LANGUAGE = Reading(np.nan, outcome="other_language")
NO_WORDS = Reading(np.nan, outcome="no_words")


def as_result(readings: Iterable[Reading], index: pd.Index) -> pd.DataFrame:
    """Return lexicon readings as a scorer's result: no probabilities, hence nothing unsure."""
    readings = list(readings)
    return pd.DataFrame(
        {
            "p_negative": np.nan,
            "p_neutral": np.nan,
            "p_positive": np.nan,
            "value": np.array([reading.value for reading in readings], dtype=np.float64),
            "label": [reading.label for reading in readings],
            "is_uncertain": False,
            "outcome": [reading.outcome for reading in readings],
            "trace": [_as_json(reading.points) for reading in readings],
        },
        index=index,
    )


def english(units: pd.DataFrame) -> list[bool]:
    """Tell which units are in English; all of them where no language is given."""
    if "language" not in units.columns:
        return [True] * len(units)
    language = units["language"].fillna("").str.lower()
    return (language.eq("") | language.str.match(r"en(?:[-_]|$)")).tolist()


def without_target(segment: str, start: int, end: int) -> str:
    """Return `segment` ready for an English word list, in the same length.

    Quotation marks, brackets and dashes around words are blank, apostrophes straight. The actor's
    name is masked, also where a capitalized word of it comes again: the Hope Trust is no hope.

    >>> without_target("The Hope Trust lost (badly), but the Trust fights.", 4, 14)
    'The ____ _____ lost  badly , but the _____ fights.'
    """
    text = _WRAPPING.sub(" ", searchable(segment.translate(_DASHES)))
    text = text[:start] + _masked(text[start:end]) + text[end:]
    again = _names(segment[start:end])
    return again.sub(lambda found: _masked(found[0]), text) if again else text


def has_words(text: str) -> bool:
    """Tell whether there is a word that an English word list could know."""
    return _ENGLISH_WORD.search(text) is not None


@lru_cache(maxsize=4096)
def _names(surface: str) -> re.Pattern[str] | None:
    names = sorted({word for word in _WORD.findall(surface) if word[0].isupper()})
    return re.compile(rf"\b(?:{'|'.join(names)})\b") if names else None


def _masked(text: str) -> str:
    return _INK.sub("_", text)


def _as_json(points: Sequence[Point]) -> str:
    return json.dumps([point._asdict() for point in points], ensure_ascii=False)
