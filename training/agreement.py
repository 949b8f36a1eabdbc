"""How far two passes over the contrast sets agree: `python -m training.agreement`.

The second pass was made without sight of the first one's labels. Targets on which the two
differ, or which the second called doubtful, are no longer marked in the sets.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

PASSES = Path(__file__).parent / "agreement" / "second_pass.tsv"
DOUBTFUL = "?"


class Pair(NamedTuple):
    """One target with the labels of the first and of the second pass."""

    source: str
    group: str
    target: str
    first: str
    second: str


def main() -> None:
    """Print share of agreement and Krippendorff's alpha by file."""
    pairs = read_pairs(PASSES)
    by_source: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_source[pair.source].append(pair)
    print(f"{'file':20}{'n':>6}{'agree, %':>10}{'doubtful':>10}{'alpha':>8}")
    for source, some in [*sorted(by_source.items()), ("all", pairs)]:
        doubtful = sum(pair.second == DOUBTFUL for pair in some)
        print(
            f"{source:20}{len(some):>6}{100 * agreement(some):>10.1f}{doubtful:>10}"
            f"{alpha(some):>8.3f}"
        )


def read_pairs(path: Path) -> list[Pair]:
    """Return the targets that were labelled twice."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return [Pair(*row) for row in rows]


def agreement(pairs: Iterable[Pair]) -> float:
    """Return the share of targets with the same label; a doubtful one counts as different."""
    same = [pair.first == pair.second for pair in pairs]
    return sum(same) / len(same)


def alpha(pairs: Iterable[Pair]) -> float:
    """Return Krippendorff's alpha for nominal labels of two coders; doubtful ones are missing.

    Krippendorff (2004), Content Analysis, chapter 11: 1 - observed / expected disagreement.
    """
    known = [(p.first, p.second) for p in pairs if p.second != DOUBTFUL]
    counts = Counter(label for pair in known for label in pair)
    n = sum(counts.values())
    observed = sum(a != b for a, b in known) / len(known)
    expected = 1 - sum(c * (c - 1) for c in counts.values()) / (n * (n - 1))
    return 1 - observed / expected


if __name__ == "__main__":
    main()
