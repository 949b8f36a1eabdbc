"""VADER over the sentence, or over the actor's clause alone."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import pandas as pd

from medialens.score.base import (
    NO_WORDS,
    OTHER_LANGUAGE,
    Point,
    Reading,
    as_result,
    english,
    has_words,
    without_target,
)
from medialens.score.clauses import clause_of

_TOKEN = re.compile(r"\S+")
_EMPHASIS = re.compile(r"[!?]+")
_CAPITALS, _NEGATION = 0.733, 0.74  # VADER's own constants, to tell which rule was at work


class VaderScorer:
    """VADER's compound score of the words around an actor, with the words that made it.

    Parameters
    ----------
    scope : {"sentence", "clause"}
        Whether every word of the segment counts, or those of the clause that holds the actor.

    Notes
    -----
    The lexicon was rated on English tweets without a context, and the rules look three words back.
    The method knows neither who does what to whom nor what the actor would call good. Words of
    the actor's own name do not count.

    References
    ----------
    Hutto, C. J. & Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment
    analysis of social media text. ICWSM.

    Examples
    --------
    What it cannot see: the brave are the victims here, and credit goes to the attacker.

    >>> from medialens.score import get_scorer
    >>> def value(segment, name, scorer="vader_clause"):
    ...     start = segment.index(name)
    ...     row = {"segment": segment, "target_start": start, "target_end": start + len(name)}
    ...     return get_scorer(scorer)(pd.DataFrame([row]))["value"].item()
    >>> value("Marek shelled the brave and innocent villagers.", "Marek") > 0
    True

    Bad luck is not blame, yet it counts against the one who has it:

    >>> value("Orla lost her home in the deadly flood.", "Orla") < 0
    True

    Irony is taken at its word:

    >>> value("Another triumph for Marek: the bridge fell down.", "Marek") > 0
    True

    One sentence, two actors: the clause keeps them apart, the sentence cannot.

    >>> both = "Orla won praise, but Marek was accused of fraud."
    >>> value(both, "Orla") > 0 > value(both, "Marek")
    True
    >>> value(both, "Orla", "vader_sentence") == value(both, "Marek", "vader_sentence")
    True
    """

    def __init__(self, scope: str) -> None:
        self.scope = scope

    @property
    def name(self) -> str:
        """Short name."""
        return f"vader_{self.scope}"

    @property
    def describe(self) -> str:
        """One sentence for the report."""
        where = "sentence" if self.scope == "sentence" else "clause that names the actor"
        return (
            f"VADER, an English word list with rules for negation and emphasis, over the {where}: "
            "it counts kind and unkind words near the actor and does not know who does what to whom"
        )

    def __call__(self, units: pd.DataFrame) -> pd.DataFrame:
        """Return the result for each row of `units`; the trace's points are VADER's valences."""
        columns = (units["segment"], units["target_start"], units["target_end"])
        readings = [
            self._read(segment, int(start), int(end)) if is_english else OTHER_LANGUAGE
            for is_english, segment, start, end in zip(english(units), *columns, strict=True)
        ]
        return as_result(readings, units.index)

    def _read(self, segment: str, start: int, end: int) -> Reading:
        text = without_target(segment, start, end)
        if not has_words(text):
            return NO_WORDS
        if self.scope == "clause":
            first, last = clause_of(segment, start, end)
            text = " " * first + text[first:last] + " " * (len(text) - last)
        return _analyzer().read(text, segment)


class _Analyzer:
    """NLTK's VADER, listened to at its last step to learn the valence of each word."""

    def __init__(self) -> None:
        from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

        # NLTK's own loader takes the lexicon from NLTK's data folders only.
        file = resources.files("vaderSentiment").joinpath("vader_lexicon.txt")
        self._vader: Any = object.__new__(SentimentIntensityAnalyzer)
        self._vader.constants = VaderConstants()
        self._vader.lexicon_file = file.read_text(encoding="utf-8").rstrip("\n")
        self._vader.lexicon = self._vader.make_lex_dict()
        self._but_check = self._vader._but_check
        self._vader._but_check = self._listen
        self._heard: tuple[list[str], list[float], list[float]] = ([], [], [])

    def read(self, text: str, original: str) -> Reading:
        value = self._vader.polarity_scores(text)["compound"]
        points = [*self._word_points(text, original), *self._emphasis(text)]
        return Reading(value, points)

    def _listen(self, words: list[str], valences: list[float]) -> list[float]:
        before = list(valences)
        after = self._but_check(words, valences)
        self._heard = (words, before, list(after))
        return after

    def _word_points(self, text: str, original: str) -> Iterator[Point]:
        words, before, after = self._heard
        tokens = [token for token in _TOKEN.finditer(text) if len(token[0]) > 1]
        mixed_case = 0 < sum(word.isupper() for word in words) < len(words)
        for token, word, own, final in zip(tokens, words, before, after, strict=True):
            if final:
                start = token.start() + token[0].find(word)
                end = start + len(word)
                listed = self._vader.lexicon.get(word.lower(), 0.0)
                rule = _rule(listed, own, final, mixed_case and word.isupper())
                yield Point(original[start:end], start, end, round(final, 6), rule)

    def _emphasis(self, text: str) -> Sequence[Point]:
        total = sum(self._heard[2])
        strength = self._vader._punctuation_emphasis(total, text)
        if not total or not strength:
            return ()
        mark = next(_EMPHASIS.finditer(text))
        points = round(strength if total > 0 else -strength, 6)
        return (Point(mark[0], mark.start(), mark.end(), points, "emphasis"),)


@lru_cache(maxsize=1)
def _analyzer() -> _Analyzer:
    return _Analyzer()


def _rule(listed: float, own: float, final: float, shouted: bool) -> str:
    """Name what VADER's rules did to a word, from its listed and its final valence."""
    rules = []
    expected = abs(listed) + (_CAPITALS if shouted else 0.0)
    if shouted:
        rules.append("all caps")
    if listed * own < 0:
        rules.append("negated")
        expected *= _NEGATION
    if abs(abs(own) - expected) > 1e-9:
        rules.append("boosted" if abs(own) > expected else "damped")
    if final != own:
        rules.append("after but" if abs(final) > abs(own) else "before but")
    return ", ".join(rules)


def vader_sentence() -> VaderScorer:
    """Return VADER over the whole segment: the baseline that cannot tell two actors apart."""
    return VaderScorer("sentence")


def vader_clause() -> VaderScorer:
    """Return VADER over the clause of the segment that holds the actor."""
    return VaderScorer("clause")
