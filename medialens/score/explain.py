"""Why this score? Which words moved it, and what it would be without some of them.

Both leave words out and ask the scorer again. That is an approximation: words act together, and
a sentence with a gap is not one that somebody wrote.
"""

import json
import re
from collections.abc import Sequence

import pandas as pd

from medialens.score.base import Point, Scorer
from medialens.score.registry import DEFAULT_SCORER, get_scorer

SHOWN = 8  # words in a trace
LEAST = 0.10  # change of the value worth showing
CLEAR = 0.50  # value of a clear judgement
RULE = "change of the value when this word is left out (approximation)"
COLUMNS = ["word", "start", "end", "effect", "value_without", "label_without"]

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def explain(
    sentence: str, target: str | tuple[int, int], *, scorer: str | Scorer = DEFAULT_SCORER
) -> pd.DataFrame:
    """Return how much each word of a sentence moves the score of a target.

    Parameters
    ----------
    sentence : str
        A sentence.
    target : str or tuple of int
        The target's words as they first stand in the sentence, or their start and end.
    scorer : str or Scorer
        The instrument; any scorer can be explained this way.

    Returns
    -------
    DataFrame
        One row per word outside the target, in order: word, start, end, ``effect`` (the value
        of the whole sentence less the value without the word: above 0, the word speaks for the
        target), ``value_without`` and ``label_without``.

    Raises
    ------
    ValueError
        If the target is not in the sentence.

    Notes
    -----
    Occlusion, one word at a time. It is an approximation: two words that say the same cover for
    each other, and effects do not add up to the value.

    References
    ----------
    Li, J., Monroe, W. & Jurafsky, D. (2016). Understanding neural networks through
    representation erasure. arXiv:1612.08220.

    Examples
    --------
    >>> words = explain("Vann praised the loyal crew.", "crew", scorer="vader_sentence")
    >>> words.nlargest(2, "effect")["word"].tolist()
    ['praised', 'loyal']
    """
    start, end = located(sentence, target)
    spans = _words(sentence, start, end)
    rows = [_unit(sentence, start, end)]
    rows += [_unit(sentence, start, end, without=[span]) for span in spans]
    result = _scored(rows, scorer)
    whole = result["value"].iloc[0]
    table = pd.DataFrame(spans, columns=["start", "end"])
    table["word"] = [sentence[a:b] for a, b in spans]
    table["value_without"] = result["value"].iloc[1:].to_numpy()
    table["label_without"] = result["label"].iloc[1:].to_numpy()
    table["effect"] = whole - table["value_without"]
    return table[COLUMNS]


def counterfactual(
    sentence: str,
    target: str | tuple[int, int],
    *,
    without: str | Sequence[str],
    scorer: str | Scorer = DEFAULT_SCORER,
) -> pd.DataFrame:
    """Return the score of a target with and without some words.

    Parameters
    ----------
    sentence : str
        A sentence.
    target : str or tuple of int
        The target's words as they first stand in the sentence, or their start and end.
    without : str or sequence of str
        Words to leave out, wherever they stand outside the target.
    scorer : str or Scorer
        The instrument.

    Returns
    -------
    DataFrame
        Two rows, ``"as written"`` and ``"without …"``, with version, text, value, label,
        p_negative, p_neutral, p_positive and is_uncertain. If the label changes, the judgement
        hangs on these words.

    Raises
    ------
    ValueError
        If the target or one of the words is not in the sentence.
    """
    start, end = located(sentence, target)
    words = [without] if isinstance(without, str) else list(without)
    gaps = [span for word in words for span in _places(sentence, word, start, end)]
    rows = [_unit(sentence, start, end), _unit(sentence, start, end, without=gaps)]
    result = _scored(rows, scorer)
    result.insert(0, "version", ["as written", f"without {', '.join(map(repr, words))}"])
    result.insert(1, "text", [row["segment"] for row in rows])
    shown = ["value", "label", "p_negative", "p_neutral", "p_positive", "is_uncertain"]
    return result[["version", "text", *shown]]


def traced(units: pd.DataFrame, *, scorer: str | Scorer = DEFAULT_SCORER) -> list[str]:
    """Return a trace for each unit: the words that move its score most, as JSON.

    Parameters
    ----------
    units : DataFrame
        Rows with ``segment``, ``target_start`` and ``target_end``.
    scorer : str or Scorer
        The instrument that gave the scores.

    Returns
    -------
    list of str
        Per row a JSON list of ``{"word", "start", "end", "points", "rule"}``, at most `SHOWN`
        words whose absence changes the value by `LEAST` or more; ``points`` is that change. Where
        a clear judgement (`CLEAR`) hangs on no single word, the two that bear it most.
    """
    texts, owners, spans = [], [], []
    keys = ("segment", "target_start", "target_end")
    for row, (text, start, end) in enumerate(zip(*(units[key] for key in keys), strict=True)):
        here: list[tuple[int, int] | None] = [None, *_words(text, start, end)]
        texts += [_unit(text, start, end, without=[span] if span else []) for span in here]
        owners += [row] * len(here)
        spans += here
    if not texts:
        return []
    values = _scored(texts, scorer)["value"].to_numpy()
    found: list[list[Point]] = [[] for _ in range(len(units))]
    whole = [0.0] * len(units)
    for row, span, value in zip(owners, spans, values, strict=True):
        if span is None:
            whole[row] = value
        else:
            word = units["segment"].iloc[row][slice(*span)]
            found[row].append(Point(word, *span, round(whole[row] - value, 3), RULE))
    return [_as_json(_telling(*pair)) for pair in zip(found, whole, strict=True)]


def _telling(points: list[Point], value: float) -> list[Point]:
    """Return the points worth showing, in the order of the text.

    A clear judgement always shows the words that bear it most, also where several bear it
    together so that none alone moves it far.
    """
    strongest = sorted(points, key=lambda point: -abs(point.points))
    shown = [point for point in strongest if abs(point.points) >= LEAST][:SHOWN]
    if not shown and abs(value) >= CLEAR:
        shown = [p for p in strongest if p.points * value > 0][:2]
    return sorted(shown, key=lambda point: point.start)


def located(sentence: str, target: str | tuple[int, int]) -> tuple[int, int]:
    """Return the offsets of a target given by its words or by its offsets."""
    if not isinstance(target, str):
        start, end = target
        if not 0 <= start < end <= len(sentence):
            raise ValueError(f"target={target!r} lies outside the sentence of {len(sentence)}")
        return start, end
    start = sentence.find(target)
    if start < 0 or not target:
        raise ValueError(f"target={target!r} is not in the sentence {sentence!r}")
    return start, start + len(target)


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = [found.span() for found in _WORD.finditer(text)]
    return [(a, b) for a, b in spans if b <= start or a >= end]


def _places(sentence: str, word: str, start: int, end: int) -> list[tuple[int, int]]:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    found = [m.span() for m in pattern.finditer(sentence) if m.end() <= start or m.start() >= end]
    if not found:
        raise ValueError(f"without={word!r} is not in the sentence outside the target")
    return found


def _unit(
    text: str, start: int, end: int, *, without: Sequence[tuple[int, int]] = ()
) -> dict[str, object]:
    """Return a unit whose text lacks some words, offsets moved along."""
    for a, b in sorted(without, reverse=True):
        text = text[:a] + text[b:]
        if b <= start:
            start, end = start - (b - a), end - (b - a)
    return {"segment": text, "target_start": start, "target_end": end}


def _scored(rows: list[dict[str, object]], scorer: str | Scorer) -> pd.DataFrame:
    scorer = get_scorer(scorer) if isinstance(scorer, str) else scorer
    return scorer(pd.DataFrame(rows))


def _as_json(points: list[Point]) -> str:
    return json.dumps([point._asdict() for point in points], ensure_ascii=False)
