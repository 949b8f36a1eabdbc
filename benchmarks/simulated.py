"""What the statistics promise, on simulated collections whose truth is known.

Every line is a promise, the rate measured over the draws, and its Monte Carlo error. Scores are the
planted labels: the errors of a scorer are another matter (see `benchmarks.corrected`).
"""

import argparse
import math
import time
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from scipy import stats

from medialens.compare.differences import compare_outlets
from medialens.schemas import COPIES
from medialens.simulation import Design, Press, Simulation, simulate

ONE = ("Ada Lorne",)
SELECTIVE = (Press("A", 60, selection=1.0), Press("B", 60, selection=-1.0))


def main() -> None:
    """Print one line per promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=1000, help="collections per line")
    parser.add_argument("--only", choices=PROMISES, action="append", help="these promises")
    given = parser.parse_args()
    for name in given.only or PROMISES:
        promise = PROMISES[name]
        began = time.perf_counter()
        for told, hits in promise(given.draws):
            rate = hits.mean()
            error = math.sqrt(rate * (1 - rate) / len(hits))
            print(f"{name + ': ' + told:86} {rate:.3f} ± {error:.3f}  n={len(hits)}", flush=True)
        print(f"  ({time.perf_counter() - began:.0f} s)", flush=True)


Hits = Iterator[tuple[str, np.ndarray]]


def coverage(draws: int) -> Hits:
    """Welch's interval holds the planted gap; in one event the tone is the same for both."""
    for n_a, n_b, stance in ((10, 10, 0.0), (10, 40, 0.0), (25, 25, 0.3), (60, 60, 0.3)):
        design = Design(
            (Press("A", n_a, stance=dict.fromkeys(ONE, stance)), Press("B", n_b)),
            ONE,
            n_events=1,
            presence=1.0,
        )
        rows = _rows(design, draws, permutations=1)
        held = (rows["ci_low"] <= stance) & (stance <= rows["ci_high"])
        yield f"{n_a} and {n_b} articles, gap {stance}", held.to_numpy()


def uniformity(draws: int) -> Hits:
    """Share of p below the level, without any gap; and Kolmogorov-Smirnov over all draws."""
    design = Design((Press("A", 20), Press("B", 35)), ONE, n_events=1, presence=1.0)
    p = _rows(design, draws, permutations=999)["p"].to_numpy()
    for level in (0.01, 0.05, 0.10, 0.50):
        yield f"p below {level}", p <= level
    test = stats.kstest(p, "uniform")
    yield f"Kolmogorov-Smirnov p {test.pvalue:.2f}, below .01", np.array([test.pvalue < 0.01])


def family(draws: int) -> Hits:
    """Two hundred tests at once, none of them with a gap."""
    cast = tuple(f"Actor {n:02}" for n in range(20))
    presses = tuple(Press(name, 25) for name in "ABCDE")
    design = Design(presses, cast, n_events=1, presence=0.9, n_sentences=1.5)
    family_p, q = [], []
    for at in range(draws):
        one = simulate(design, seed=at)
        own = one.scores[one.scores["measure"] == "own_stance"]
        table = compare_outlets(own, one.articles, COPIES.table(), draws=4999, seed=at)
        family_p.append(table["p_family"].min() < 0.05)
        q.append(table["q"].min() < 0.10)
    yield f"{len(table)} tests, any p_family below .05", np.array(family_p)
    yield f"{len(table)} tests, any q below .10", np.array(q)


def copies(draws: int) -> Hits:
    """Two fifths of the articles are texts printed four times; no gap."""
    presses = tuple(Press(name, 60, copied=0.4) for name in "AB")
    design = Design(presses, ONE, n_events=1, presence=1.0, n_sentences=1.0)
    for told, kept in (("collapsed", True), ("not collapsed", False)):
        p = _rows(design, draws, permutations=999, with_copies=kept)["p"]
        yield f"p below .05, copies {told}", (p < 0.05).to_numpy()


def selection(draws: int) -> Hits:
    """One outlet prefers good news, one bad; they write alike."""
    design = Design(SELECTIVE, ONE, tone=0.3, presence=1.0)
    rows = _rows(design, draws, permutations=999, with_events=True)
    yield "raw gap, p below .05", (rows["p"] < 0.05).to_numpy()
    rows = rows.dropna(subset=["matched_low"])  # with five shared events, as the tables ask
    yield "matched gap, p below .05", (rows["p_matched"] < 0.05).to_numpy()
    for part in ("matched", "presentation"):
        held = (rows[f"{part}_low"] <= 0) & (rows[f"{part}_high"] >= 0)
        yield f"{part}: interval holds 0", held.to_numpy()
    identity = (rows["selection"] + rows["presentation"] - rows["gap"]).abs() < 1e-12
    yield "selection + presentation = gap", identity.to_numpy()


PROMISES: dict[str, Callable[[int], Hits]] = {
    "interval": coverage,
    "null": uniformity,
    "family": family,
    "copies": copies,
    "selection": selection,
}


def _rows(
    design: Design,
    draws: int,
    *,
    permutations: int,
    with_copies: bool = True,
    with_events: bool = False,
) -> pd.DataFrame:
    """Return the comparison of own stance in each draw, one row per draw."""
    tables = []
    for at in range(draws):
        one: Simulation = simulate(design, seed=at)
        own = one.scores[one.scores["measure"] == "own_stance"]
        clusters = one.copies if with_copies else COPIES.table()
        events = one.events if with_events else None
        tables.append(
            compare_outlets(own, one.articles, clusters, events, draws=permutations, seed=at)
        )
    return pd.concat(tables, ignore_index=True)


if __name__ == "__main__":
    main()
