"""Scoring: one module a scorer, and their registry.

A scorer takes a `UNITS` table and returns probabilities, a value between -1 and +1 and the words
that made it. To add one, write a module with a class that keeps the promise of `Scorer` and pass
it to `register_scorer`; nothing else changes.
"""

from medialens.score.base import Scorer
from medialens.score.contract import check_scorer
from medialens.score.explain import counterfactual, explain
from medialens.score.registry import (
    DEFAULT_SCORER,
    get_scorer,
    is_packaged,
    register_scorer,
    scorer_names,
)
from medialens.score.scoring import score_units
from medialens.score.sentences import score_targets

__all__ = [
    "DEFAULT_SCORER",
    "Scorer",
    "check_scorer",
    "counterfactual",
    "explain",
    "get_scorer",
    "is_packaged",
    "register_scorer",
    "score_targets",
    "score_units",
    "scorer_names",
]
