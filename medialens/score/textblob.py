"""TextBlob's pattern lexicon over the sentence."""

import re
from collections.abc import Iterator

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

_KNOWN_RULES = {"mood": "emoticon", "irony": "irony", "profanity": "profanity"}
_NEGATIONS = {"no", "not", "n't", "never"}


class TextBlobScorer:
    """Mean polarity of the segment's rated words, mostly adjectives, with those words.

    Notes
    -----
    The word list was rated on product reviews. It averages: one kind word among long neutral
    prose gives the same value as a eulogy, and most verbs (attacked, betrayed) are not in it.
    Words of the actor's own name do not count.

    References
    ----------
    De Smedt, T. & Daelemans, W. (2012). Pattern for Python. Journal of Machine Learning
    Research 13, 2063-2067. Loria, S. TextBlob: simplified text processing.

    Examples
    --------
    The verb is not in the list, and the victims' praise goes to the attacker:

    >>> from medialens.score import get_scorer
    >>> segment = "Marek betrayed the brave villagers."
    >>> unit = pd.DataFrame([{"segment": segment, "target_start": 0, "target_end": 5}])
    >>> result = get_scorer("textblob")(unit)
    >>> result["value"].item()
    0.8
    >>> result["trace"].item()
    '[{"word": "brave", "start": 19, "end": 24, "points": 0.8, "rule": ""}]'
    """

    name = "textblob"
    describe = (
        "TextBlob, an English list of rated adjectives, over the sentence: the mean of the rated "
        "words, with a rule for negation and intensity; most verbs are not in the list"
    )

    def __call__(self, units: pd.DataFrame) -> pd.DataFrame:
        """Return the result for each row of `units`; the value is the mean of the points."""
        columns = (units["segment"], units["target_start"], units["target_end"])
        readings = [
            _read(segment, int(start), int(end)) if is_english else OTHER_LANGUAGE
            for is_english, segment, start, end in zip(english(units), *columns, strict=True)
        ]
        return as_result(readings, units.index)


def _read(segment: str, start: int, end: int) -> Reading:
    from textblob.en import sentiment

    text = without_target(segment, start, end)
    if not has_words(text):
        return NO_WORDS
    score = sentiment(text)
    return Reading(float(score[0]), list(_points(score.assessments, text.lower(), segment)))


def _points(
    assessments: list[tuple[list[str], float, float, str | None]], text: str, segment: str
) -> Iterator[Point]:
    """Locate each assessment after the one before; where that fails, at its first occurrence."""
    position = 0
    for words, polarity, _, label in assessments:
        found = _find(words, text, position) or _find(words, text, 0)
        if found is None:
            continue
        start, position = found
        yield Point(segment[start:position], start, position, polarity, _rule(words, label))


def _find(words: list[str], text: str, position: int) -> tuple[int, int] | None:
    between = r"[^.!?]{0,40}?"  # small words may stand between a negation and its word
    pattern = between.join(_bounded(word) for word in words)
    found = re.compile(pattern).search(text, position)
    return found.span() if found else None


def _bounded(word: str) -> str:
    before = r"(?<!\w)" if word[:1].isalnum() and word != "n't" else ""
    after = r"(?!\w)" if word[-1:].isalnum() else ""
    return before + re.escape(word) + after


def _rule(words: list[str], label: str | None) -> str:
    if label in _KNOWN_RULES:
        return _KNOWN_RULES[label]
    negated = ["negated"] if _NEGATIONS.intersection(words) else []
    rated = [word for word in words if word not in _NEGATIONS]
    return ", ".join([*negated, *(["intensified"] if len(rated) > 1 else [])])
