"""Whether the corrected difference of two outlets holds where the machine misleads.

Two outlets of 400 articles each, true means -.10 and +.10. The machine gives 68 % of the first
outlet's articles their true label and reads it too kindly, 78 % of the second's and reads it too
harshly, so that the sign of the gap turns. Some articles of each are coded without error. For
each number of them: bias, share of 95 % intervals that hold the true gap, and their mean width,
of the machine alone, of the corrected estimate and of the codes alone.
"""

import argparse
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from medialens.compare.intervals import welch_interval
from medialens.validate.correcting import corrected_mean, interval

LABELS = np.array([-1.0, 0.0, 1.0])
N_ARTICLES = 400
TRUE_GAP = -0.20
FIRST = ((0.35, 0.40, 0.25), ((0.57, 0.31, 0.12), (0.07, 0.76, 0.17), (0.06, 0.20, 0.74)))
SECOND = ((0.25, 0.40, 0.35), ((0.85, 0.12, 0.03), (0.12, 0.80, 0.08), (0.05, 0.25, 0.70)))
METHODS = ("machine", "corrected", "codes")

Outlet = tuple[tuple[float, ...], tuple[tuple[float, ...], ...]]
Values = NDArray[np.float64]


def main() -> None:
    """Print one line per number of coded articles and method."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for name, outlet in (("first", FIRST), ("second", SECOND)):
        print(f"{name} outlet: machine right in {accuracy(outlet):.1%} of articles")
    print(f"{'coded':>5}  {'method':9}{'bias':>8}{'covered':>9}{'width':>7}")
    for n_coded in (30, 60, 120):
        generator = np.random.default_rng(given.seed)
        found = [list(estimates(n_coded, generator)) for _ in range(given.draws)]
        for place, method in enumerate(METHODS):
            gap, low, high = np.array([draw[place] for draw in found]).T
            covered = np.mean((low <= TRUE_GAP) & (high >= TRUE_GAP))
            bias, width = np.mean(gap) - TRUE_GAP, np.mean(high - low)
            print(f"{n_coded:5}  {method:9}{bias:+8.3f}{covered:9.3f}{width:7.2f}")


def accuracy(outlet: Outlet) -> float:
    """Return the share of an outlet's articles whose label the machine gets right."""
    shares, confusion = outlet
    return float(np.dot(shares, np.diag(confusion)))


def estimates(n_coded: int, generator: np.random.Generator) -> Iterator[tuple[float, ...]]:
    """Yield gap, low and high of each method, for one pair of outlets drawn anew."""
    (true_a, seen_a), (true_b, seen_b) = (draw(outlet, generator) for outlet in (FIRST, SECOND))
    yield plain(seen_a, seen_b)
    a, b = (
        corrected_mean(true[:n_coded], seen[:n_coded], seen[n_coded:])
        for true, seen in ((true_a, seen_a), (true_b, seen_b))
    )
    low, high, _ = interval(a.mean - b.mean, a.errors + b.errors, a.degrees + b.degrees)
    yield a.mean - b.mean, low, high
    yield plain(true_a[:n_coded], true_b[:n_coded])


def draw(outlet: Outlet, generator: np.random.Generator) -> tuple[Values, Values]:
    """Return true and machine labels of an outlet's articles, in no order."""
    shares, confusion = outlet
    true = generator.choice(3, size=N_ARTICLES, p=shares)
    point = generator.random(N_ARTICLES)
    bounds = np.cumsum(confusion, axis=1)[true]
    return LABELS[true], LABELS[np.minimum((point[:, None] > bounds).sum(axis=1), 2)]


def plain(a: Values, b: Values) -> tuple[float, ...]:
    """Return the gap of two samples with Welch's interval."""
    gap = a.mean() - b.mean()
    low, high, _ = welch_interval(gap, (a.var(ddof=1), b.var(ddof=1)), (len(a), len(b)))
    return float(gap), float(low), float(high)


if __name__ == "__main__":
    main()
