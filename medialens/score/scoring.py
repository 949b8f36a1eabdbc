"""From units to the scores table."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from medialens.errors import SchemaError
from medialens.schemas import SCORES, UNITS
from medialens.score.base import LABELS, READ, RESULT, UNREAD, Scorer
from medialens.score.registry import DEFAULT_SCORER, get_scorer

KEPT = ["article_id", "sentence_id", "start", "end", "actor_id", "voice", "is_ambiguous"]
NUMBERS = {"p_negative": 0.0, "p_neutral": 0.0, "p_positive": 0.0, "value": -1.0}  # and lowest
CHOICES = {  # where there is a value, and where there is none
    "label": (LABELS, (None,)),
    "is_uncertain": ((False, True), (False,)),
    "outcome": (READ, UNREAD),
}


def score_units(units: pd.DataFrame, *, scorer: str | Scorer = DEFAULT_SCORER) -> pd.DataFrame:
    """Score how each actor is spoken of in each sentence and voice.

    Parameters
    ----------
    units : DataFrame
        A `UNITS` table.
    scorer : str or Scorer, default "target"
        Name of a registered scorer, or a scorer. Run a second one to see how much a finding
        hangs on the instrument.

    Returns
    -------
    DataFrame
        A `SCORES` table with two rows per unit and the same value in both: measure ``portrayal``,
        whoever speaks, and ``own_stance`` (the outlet's own voice) or ``voiced_stance`` (any
        quoted voice). ``value`` is -1 for wholly negative, +1 for wholly positive, missing where
        the scorer cannot tell; ``outcome`` says why, such as another language or no word besides
        the name. Where only "she denied" is left of a sentence (``is_leftover``) the value is
        0, whatever the scorer makes of the verb. Where ``is_uncertain``, the comparisons take the
        value for missing.

    Raises
    ------
    SchemaError
        If a column of `units` is missing, or the scorer's result does not keep its promise.
    UnknownNameError
        If no scorer has that name.
    """
    UNITS.check(units)
    scorer = get_scorer(scorer) if isinstance(scorer, str) else scorer
    units = units.reset_index(drop=True)
    result = checked(scorer(units), len(units), scorer.name)
    result = _without_leftovers(result, units["is_leftover"].astype(bool))
    scored = pd.concat([units[KEPT], result], axis="columns").assign(scorer=scorer.name)
    stance = np.where(units["voice"] == "own", "own_stance", "voiced_stance")
    measures = [scored.assign(measure="portrayal"), scored.assign(measure=stance)]
    return SCORES.table(pd.concat(measures, ignore_index=True))


def _without_leftovers(result: pd.DataFrame, leftover: "pd.Series[bool]") -> pd.DataFrame:
    """Return the result with 0 where the words only say that the actor speaks."""
    scored = leftover & result["value"].notna()
    neutral = {"p_negative": 0.0, "p_neutral": 1.0, "p_positive": 0.0}
    has_probabilities = scored & result["p_neutral"].notna()
    for column, probability in neutral.items():
        result.loc[has_probabilities, column] = probability
    result.loc[scored, "value"] = 0.0
    result.loc[scored, "is_uncertain"] = False
    for column, entry in {"label": "neutral", "outcome": "leftover", "trace": "[]"}.items():
        result.loc[scored, column] = entry
    return result


def checked(result: pd.DataFrame, n_units: int, name: str) -> pd.DataFrame:
    """Return a scorer's result if it has its columns, its rows, and values in range.

    Raises
    ------
    SchemaError
        If not; says what was found.
    """
    absent = [column for column in RESULT if column not in result.columns]
    if absent:
        raise SchemaError(f"scorer {name!r} returned no {absent}; a result has {list(RESULT)}")
    if len(result) != n_units:
        raise SchemaError(f"scorer {name!r} returned {len(result)} rows for {n_units} units")
    result = result[list(RESULT)].reset_index(drop=True)
    for fault in (*_out_of_range(result), *_not_a_choice(result)):
        raise SchemaError(f"scorer {name!r} returned {fault}")
    return result


def _out_of_range(result: pd.DataFrame) -> Iterator[str]:
    for column, lowest in NUMBERS.items():
        found = result[column].dropna()
        outside = found[~found.between(lowest, 1.0)]
        if len(outside):
            yield f"{column}={outside.iloc[0]}; it must lie in [{lowest}, 1.0]"


def _not_a_choice(result: pd.DataFrame) -> Iterator[str]:
    has_value = result["value"].notna()
    for column, choices in CHOICES.items():
        entries = result[column].astype(object).where(result[column].notna(), None)
        for rows, allowed, where in zip(
            (has_value, ~has_value), choices, ("with a value", "without a value"), strict=True
        ):
            wrong = entries[rows & ~entries.isin(allowed)]
            if len(wrong):
                yield f"{column}={wrong.iloc[0]!r} {where}; choose one of {list(allowed)}"
