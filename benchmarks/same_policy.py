"""How often two outlets of one editorial policy are told apart: 100 regenerated presses.

A fictional press of six outlets is drawn anew for the seeds 1 to 100 and goes the whole way: texts,
copies, events, mentions, attributions, the packaged model, comparison. Two of its outlets share
one policy; the others favor, blame, choose news or word reports in ways of their own, as in the
Valdory collection. Counted are the versions in which any gap between the two has q < .05, over
all actors and all measures of the comparison (own and quoted voice): with q over the rows of all
pairs, as a report prints it, and with q over the rows of the two alone.

With ``--valdory`` the second question instead: Valdory's own texts stay, and of the two outlets
that share a policy each text is given to either by a coin, copies of one text together.
"""

import argparse
import sys
from functools import partial

import numpy as np
import pandas as pd

import medialens as ml
from medialens.compare.differences import compare_outlets
from medialens.compare.intervals import benjamini_hochberg, wilson
from medialens.simulation import Design, Press, simulate

LEVEL = 0.05
SEEDS = range(1, 101)  # fixed before the first run
ACTORS = ("Ada Lorne", "Tomas Vrell", "Ines Okarro")
TWINS = ("The Meadow", "The Harbor")
DESIGN = Design(
    (
        Press("The Agency", 24),
        Press("The Crown", 24, stance={"Ada Lorne": 0.3, "Tomas Vrell": -0.3}),
        Press("The Lantern", 24, stance={"Ada Lorne": -0.3, "Tomas Vrell": 0.3}, distance=0.6),
        Press("The Quay", 24, slant={"Ada Lorne": -0.3}, selection=-0.6),
        Press(TWINS[0], 24, copied=0.3),
        Press(TWINS[1], 24, copied=0.3),
    ),
    actors=ACTORS,
)
VALDORY_TWINS = ("The Meridian", "Stell Valley Post")


def main() -> None:
    """Print the count of versions with a finding between the two, with its interval."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--versions", type=int, default=len(SEEDS))
    parser.add_argument("--valdory", action="store_true", help="keep Valdory's texts, redraw whose")
    given = parser.parse_args()
    version, twins = simulated, TWINS
    if given.valdory:
        version, twins = partial(redealt, ml.analyse(ml.load("valdory"))), VALDORY_TWINS
    rows = []
    for seed in SEEDS[: given.versions]:
        rows.append(verdict(version(seed), twins))
        print(seed, rows[-1], file=sys.stderr, flush=True)
    found = pd.DataFrame(rows)
    for name in ("any_of_all_pairs", "any_of_the_two"):
        k, n = int(found[name].sum()), len(found)
        low, high = (100 * float(bound) for bound in wilson(k, n))
        print(f"{name}: {k} of {n} versions with q < {LEVEL} ({low:.1f} to {high:.1f} %)")
    print(f"rows between the two: {found['n_rows'].mean():.1f} a version")
    print(f"any p < {LEVEL} uncorrected: {int(found['any_p'].sum())}")
    print(f"findings between other pairs: {found['n_elsewhere'].mean():.1f} a version")


def simulated(seed: int) -> pd.DataFrame:
    """Return the gaps of all pairs in the press of one seed, from its texts on."""
    return ml.analyse(simulate(DESIGN, seed=seed).corpus).differences()


def redealt(study: ml.Study, seed: int) -> pd.DataFrame:
    """Return Valdory's gaps after each text of the two outlets went to one of them by a coin."""
    articles = study.corpus.articles
    cluster_of = dict(zip(study.copies["article_id"], study.copies["cluster_id"], strict=True))
    clusters = articles["article_id"].map(lambda one: cluster_of.get(one, one))
    is_of_two = articles["outlet"].isin(VALDORY_TWINS)
    names = sorted(set(clusters[is_of_two]))
    coins = np.random.default_rng(seed).integers(2, size=len(names))
    side = dict(zip(names, (VALDORY_TWINS[coin] for coin in coins), strict=True))
    outlet = articles["outlet"].mask(is_of_two, clusters.map(side))
    scores = study.tables.scores
    scores = scores[scores["measure"] != "portrayal"]
    return compare_outlets(scores, articles.assign(outlet=outlet), study.copies, study.events)


def verdict(differences: pd.DataFrame, twins: tuple[str, str]) -> dict[str, float]:
    """Return whether anything between the two is a finding, and how much is elsewhere."""
    is_two = differences["outlet_a"].isin(twins) & differences["outlet_b"].isin(twins)
    two, others = differences[is_two], differences[~is_two]
    return {
        "n_rows": len(two),
        "any_p": bool((two["p"] < LEVEL).any()),
        "any_of_all_pairs": bool((two["q"] < LEVEL).any()),
        "any_of_the_two": bool((benjamini_hochberg(two["p"]) < LEVEL).any()),
        "n_elsewhere": int((others["q"] < LEVEL).sum()),
    }


if __name__ == "__main__":
    main()
