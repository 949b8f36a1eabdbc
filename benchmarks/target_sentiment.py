"""How right the scorers are about a marked target, on labelled files and on our challenge sets.

FILES are JSON Lines in the form of NewsMTSC: id, sentence, start, end, label. Without files only
the challenge sets of `training/` are judged: the tenth of the contrast sets that is kept aside,
and the set that was written without sight of them.
"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from medialens.score import get_scorer
from training.measures import (
    accuracy,
    bootstrap,
    calibration_error,
    calibration_floor,
    macro_f1,
)
from training.rows import LABELS, Row, read_contrast, read_newsmtsc, split

TRAINING = Path(__file__).parent.parent / "training"
PROBABILITIES = ["p_negative", "p_neutral", "p_positive"]
NEUTRAL_WITHIN = 0.05  # a lexicon's value this near 0 is read as neutral
SURE = 0.8


def main() -> None:
    """Print a table per file and scorer, then accuracy by phenomenon."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--scorers", default="target,vader_sentence,vader_clause,textblob")
    given = parser.parse_args()
    scorers = given.scorers.split(",")
    challenge, _ = split(read_contrast(TRAINING / "contrast"), 0.1, salt="challenge")
    sets = {path.name: read_newsmtsc(path) for path in given.files}
    if len(sets) > 1:
        sets["all files"] = [row for rows in sets.values() for row in rows]
    sets |= {"challenge": challenge, "challenge, blind": read_contrast(TRAINING / "challenge")}
    for name, rows in sets.items():
        for scorer in scorers:
            print(f"{name}  {scorer}: {summary(rows, scored(rows, scorer))}", flush=True)
    for name in ("challenge", "challenge, blind"):
        by_phenomenon(name, sets[name], scorers)


def scored(rows: list[Row], scorer: str) -> pd.DataFrame:
    """Return a scorer's results for rows, with a column ``guess``: 0, 1 or 2."""
    units = pd.DataFrame(
        [(row.text, row.start, row.end) for row in rows],
        columns=["segment", "target_start", "target_end"],
    )
    result = get_scorer(scorer)(units)
    value = result["value"].fillna(0.0)
    by_value = np.select([value < -NEUTRAL_WITHIN, value > NEUTRAL_WITHIN], [0, 2], 1)
    named = result["label"].map({label: i for i, label in enumerate(LABELS)})
    has_probabilities = result["p_neutral"].notna()
    return result.assign(guess=np.where(has_probabilities, named.fillna(1), by_value).astype(int))


def summary(rows: list[Row], result: pd.DataFrame) -> str:
    """Return the figures of one set and scorer in one line."""
    gold, guess = gold_of(rows), result["guess"].to_numpy()
    low, high = bootstrap(macro_f1, gold, guess, groups=[row.group for row in rows])
    text = (
        f"n {len(rows)}, F1m {100 * macro_f1(gold, guess):.1f} "
        f"[{100 * low:.1f}, {100 * high:.1f}], "
        f"accuracy {100 * accuracy(gold, guess):.1f}"
    )
    if result["p_neutral"].isna().all():
        return text
    probabilities = result[PROBABILITIES].fillna(1 / 3).to_numpy()
    sure = probabilities.max(1) >= SURE
    counted = ~result["is_uncertain"].to_numpy(dtype=bool)
    return (
        f"{text}, ECE {calibration_error(gold, probabilities):.3f} "
        f"(exact probabilities: {calibration_floor(probabilities):.3f}), at confidence >= {SURE}: "
        f"accuracy {100 * accuracy(gold[sure], guess[sure]):.1f} on {100 * sure.mean():.0f} %, "
        f"uncertain {100 * (1 - counted.mean()):.1f} % (accuracy there "
        f"{100 * accuracy(gold[~counted], guess[~counted]):.1f})"
    )


def by_phenomenon(name: str, rows: list[Row], scorers: list[str]) -> None:
    """Print accuracy per phenomenon, one line each."""
    members: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        kind = row.source if row.source != "blind" else row.group.rsplit("-", 1)[0]
        members[kind].append(i)
    gold = gold_of(rows)
    guesses = {scorer: scored(rows, scorer)["guess"].to_numpy() for scorer in scorers}
    print(
        f"\n{name}: accuracy, %\n{'phenomenon':20}{'n':>6}" + "".join(f"{s:>16}" for s in scorers)
    )
    for kind, chosen in sorted(members.items()):
        cells = "".join(
            f"{100 * accuracy(gold[chosen], guesses[s][chosen]):>16.1f}" for s in scorers
        )
        print(f"{kind:20}{len(chosen):>6}{cells}")


def gold_of(rows: list[Row]) -> np.ndarray:
    """Return the labels as 0, 1, 2."""
    return np.array([LABELS.index(row.label) for row in rows])


if __name__ == "__main__":
    main()
