"""The counter-examples of a class: taken up from a lesson, kept in a file, counted for all."""

import warnings
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from medialens.classroom.breaking import add_case, pass_rates, read_cases
from medialens.classroom.cases import CASE, Case
from medialens.errors import MedialensWarning

FIELDS = ("sentence", "target", "human", "kind", "task")  # of a student's line, the last optional
ALL = "all kinds"


def collect_cases(cases: Sequence[Sequence[str]], *, path: str | Path = "") -> pd.DataFrame:
    """Take up the sentences that a student has written, and keep them in a file.

    Parameters
    ----------
    cases : sequence of (sentence, target, human, kind)
        The sentence, whom it is about as written there, the student's own answer (negative,
        neutral or positive), and what should fool the machine, such as irony. A fifth text
        ``"speaker"`` asks whose words the target is, instead; the answer is then a name. Lines
        without a sentence are left out.
    path : str or Path, default ""
        The class's file, ``.jsonl``; made if it is missing. Without one nothing is kept.

    Returns
    -------
    DataFrame
        The cases that can be asked, for `run_cases`: task, kind, sentence, target, human, why.
        With `path`, all that the file holds, those of other students too.

    Warns
    -----
    MedialensWarning
        Per line that is no case, and says why: the target is not in the sentence, the answer is
        not known, or the file has another answer to the same question.

    Examples
    --------
    >>> collect_cases([("Vann is a “genius”.", "Vann", "negative", "irony")])["kind"].item()
    'irony'
    """
    taken = []
    for number, line in enumerate(cases, 1):
        if not line or not line[0].strip():
            continue
        fields = dict(zip(FIELDS, (part.strip() for part in line), strict=False))
        try:
            case = Case(**{name: fields.get(name, "") for name in FIELDS[:4]} | fields)
            if path:
                _keep(case, path)
        except ValueError as error:
            said = f"sentence {number} is not asked: {error}"
            warnings.warn(said, MedialensWarning, stacklevel=2)
        else:
            taken.append(case.as_dict())
    if path and Path(path).exists():
        return read_cases(path)
    return pd.DataFrame(taken, columns=CASE)


def _keep(case: Case, path: str | Path) -> None:
    """Add a case to the file; one that is there already is what a cell run again has."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MedialensWarning)
        add_case(path, **case.as_dict())


def pass_table(results: pd.DataFrame) -> pd.DataFrame:
    """Return the pass rates as a person reads them: a row per kind, a column per machine.

    Parameters
    ----------
    results : DataFrame
        From `run_cases`.

    Returns
    -------
    DataFrame
        Indexed by kind in the order of the cases, all kinds together last. A cell is passed of
        asked, with the 95 % Wilson interval in per cent; empty where nothing was asked.

    Examples
    --------
    >>> table = pd.DataFrame({"scorer": ["x", "x"], "kind": "irony", "is_passed": [True, False]})
    >>> pass_table(table).loc["irony", "x"]
    '1 of 2 (9 to 91 %)'
    """
    parts = [pass_rates(results), pass_rates(results, by=["scorer"]).assign(kind=ALL)]
    rates = pd.concat(parts, ignore_index=True)
    rates["said"] = [
        f"{row['n_passed']} of {row['n']} ({100 * row['low']:.0f} to {100 * row['high']:.0f} %)"
        for row in rates.to_dict("records")
    ]
    wide = rates.pivot_table(index="kind", columns="scorer", values="said", aggfunc="first")
    kinds = [*dict.fromkeys(results["kind"]), ALL] if len(results) else []
    wide = wide.reindex(index=kinds, columns=list(dict.fromkeys(results["scorer"])))
    return wide.fillna("").rename_axis(columns=None)
