"""Single sentences with a marked target, scored outside of any collection."""

import pandas as pd

from medialens.errors import SchemaError
from medialens.score.base import Scorer
from medialens.score.registry import DEFAULT_SCORER, get_scorer

NEEDED = ("id", "sentence", "start", "end")
GIVEN = ["label", "p_negative", "p_neutral", "p_positive", "is_uncertain", "outcome"]


def score_targets(targets: pd.DataFrame, *, scorer: str | Scorer = DEFAULT_SCORER) -> pd.DataFrame:
    """Score how each sentence speaks of the target marked in it.

    Parameters
    ----------
    targets : DataFrame
        One row per target with the columns id, sentence, start, end; offsets are 0-based, the
        end exclusive, in code points.
    scorer : str or Scorer
        Name of a registered scorer, or a scorer.

    Returns
    -------
    DataFrame
        One row per target in the same order: id, ``label`` (the most probable of negative,
        neutral, positive; missing where nothing could be scored), ``p_negative``, ``p_neutral``,
        ``p_positive`` (between 0 and 1, sum 1; missing for lexicons), ``is_uncertain`` (True: do
        not count it) and ``outcome`` (``"scored"``, or ``"cropped"`` where a sentence was too
        long to be read whole, or why there is no label).

    Raises
    ------
    SchemaError
        If a column is missing.
    UnknownNameError
        If no scorer has that name.

    Examples
    --------
    >>> sentence = "Marek misled the court."
    >>> rows = pd.DataFrame({"id": [1, 2], "sentence": sentence, "start": [0, 13], "end": [5, 22]})
    >>> score_targets(rows)["label"].tolist()
    ['negative', 'neutral']
    """
    absent = [column for column in NEEDED if column not in targets.columns]
    if absent:
        raise SchemaError(f"targets lack the columns {absent}; needed are {list(NEEDED)}")
    scorer = get_scorer(scorer) if isinstance(scorer, str) else scorer
    renamed = {"sentence": "segment", "start": "target_start", "end": "target_end"}
    result = scorer(targets[list(NEEDED)].rename(columns=renamed))
    return pd.concat([targets["id"], result[GIVEN]], axis="columns")
