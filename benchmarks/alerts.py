"""How often rules for weekly counts raise false alarms, and how often they catch a change.

    python -m benchmarks.alerts [--runs 1000]

A digest of 100 unchanged series: means spread evenly on a logarithmic scale from 2 to 20 articles
a week, overdispersion .25 (variance = mean + .25 mean²), 12 weeks of history. To each digest one
series of 4 articles a week is added that triples in the last week but one and stays there. Then
the composition check, and trends and level shifts over weeks that share their events.
"""

import argparse
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from medialens.compare.shifts import shift_of, sides_of
from medialens.compare.tiers import judge_actors, judge_totals
from medialens.compare.trends import fit_slope

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

SERIES, HISTORY, BURSTS = 100, 12, 0.25
LOW, TRIPLED = 4.0, 3.0
EARLIER = {  # what an earlier simulation of the same rules found; its settings are not known
    "> 50 % change on the week before": ("55", ".82"),
    "|z| > 2": ("7.5", ".66"),
    "Poisson p < .05": ("19.8", ".77"),
    "negative binomial p < .05": ("4.2", ".52"),
    "negative binomial, BH q < .10": (".22", ".23"),
}


def half_again(counts: Array) -> Flags:
    """Tell which counts differ by more than half from those of the week before."""
    now, before = counts[:, -1], counts[:, -2]
    return np.abs(now - before) > 0.5 * before


def two_deviations(counts: Array) -> Flags:
    """Tell which counts lie more than two standard deviations off their history's mean."""
    past = counts[:, -1 - HISTORY : -1]
    deviation = np.maximum(past.std(axis=1, ddof=1), 1e-9)
    return np.abs(counts[:, -1] - past.mean(axis=1)) > 2 * deviation


def poisson(counts: Array) -> Flags:
    """Tell which counts are improbable for a Poisson with their history's mean."""
    expected = stats.poisson(np.maximum(counts[:, -1 - HISTORY : -1].mean(axis=1), 1e-9))
    tail = np.minimum(expected.cdf(counts[:, -1]), expected.sf(counts[:, -1] - 1))
    return 2 * tail < 0.05


def judged(counts: Array, column: str, below: float) -> Flags:
    """Tell which counts have a p or q below a limit, by the package's negative binomial."""
    return (judge_actors(counts[:, -1 - HISTORY :])[column] < below).to_numpy()


def tier(counts: Array, *tiers: str) -> Flags:
    """Tell which counts the package puts into these tiers."""
    return judge_actors(counts)["tier"].isin(tiers).to_numpy()


RULES: Mapping[str, Callable[[Array], Flags]] = {
    "> 50 % change on the week before": half_again,
    "|z| > 2": two_deviations,
    "Poisson p < .05": poisson,
    "negative binomial p < .05": lambda counts: judged(counts, "p", 0.05),
    "negative binomial, BH q < .10": lambda counts: judged(counts, "q", 0.10),
    "tier shift without the second week": lambda counts: tier(counts[:, -1 - HISTORY :], "shift"),
    "tier shift, the second week counting": lambda counts: tier(counts, "shift"),
    "tier watch": lambda counts: tier(counts, "watch"),
    "either tier": lambda counts: tier(counts, "shift", "watch"),
}


def draw(generator: np.random.Generator, mean: Array, n_weeks: int, bursts: float) -> Array:
    """Draw one row of weekly counts per mean; `mean` may vary by week."""
    rates = np.broadcast_to(mean, (len(mean), n_weeks))
    return generator.poisson(rates * generator.gamma(1 / bursts, bursts, rates.shape)).astype(float)


def rates_of_alarm(runs: int, *, bursts: float) -> dict[str, tuple[float, float, float]]:
    """Return, per rule: false alarms a digest, and the chance to catch the tripled series.

    The chance is told in the first week after it tripled, and in the second.
    """
    generator = np.random.default_rng(7)
    sums = {name: np.zeros(3) for name in RULES}
    n_weeks = HISTORY + 3
    for _ in range(runs):
        usual = np.exp(generator.uniform(np.log(2), np.log(20), (SERIES, 1)))
        weeks = np.where(np.arange(n_weeks) >= n_weeks - 2, TRIPLED, 1.0) * LOW
        means = np.vstack([np.broadcast_to(usual, (SERIES, n_weeks)), weeks])
        counts = draw(generator, means, n_weeks, bursts)
        for name, rule in RULES.items():
            first, second = rule(counts[:, :-1]), rule(counts[:, 1:])
            sums[name] += first[:-1].sum(), first[-1], second[-1]
    return {name: tuple(total / runs) for name, total in sums.items()}


def composition(runs: int) -> dict[str, float]:
    """Return how often the totals of six outlets are called changed, by what happened to one."""
    generator = np.random.default_rng(7)
    found: dict[str, list[float]] = {}
    usual = np.array([[15.0], [25.0], [40.0], [60.0], [80.0], [40.0]])
    for _ in range(runs):
        counts = draw(generator, usual, HISTORY + 1, 0.03)
        for name, factor in {
            "unchanged": 1.0,
            "half": 0.5,
            "3 of 7 days": 3 / 7,
            "none": 0,
        }.items():
            changed = counts.copy()
            changed[-1, -1] = generator.binomial(int(counts[-1, -1]), factor)
            is_called = (judge_totals(changed)["tier"] == "composition").to_numpy()
            hits = is_called.mean() if name == "unchanged" else is_called[-1]
            found.setdefault(name, []).append(float(hits))
    return {name: float(np.mean(hits)) for name, hits in found.items()}


def means_over_time(runs: int, *, events: float, step: float) -> dict[str, float]:
    """Return how slope and shift behave: 20 weeks of 3 to 12 articles, a step after 12.

    `events` is the standard deviation that all articles of a week share; theirs is .47.
    """
    generator = np.random.default_rng(7)
    hits: dict[str, list[float]] = {}
    for _ in range(runs):
        n = generator.integers(3, 13, 20)
        week = generator.normal(0, events, 20) + step * (np.arange(20) >= 12)
        values = [generator.normal(mean, 0.47, size) for mean, size in zip(week, n, strict=True)]
        mean = np.array([value.mean() for value in values])
        p_week = fit_slope(np.arange(20), mean, n)[3]
        place = np.repeat(np.arange(20), n)
        p_article = fit_slope(place, np.concatenate(values), np.ones(len(place)))[3]
        found = shift_of(
            n.astype(float), mean, permutations=999, seed=int(generator.integers(2**31))
        )
        assert found is not None
        split, p = found
        sides = sides_of(n.astype(float), mean, split)
        row = {
            "slope p < .05, weeks as units": p_week < 0.05,
            "slope p < .05, articles as units": p_article < 0.05,
            "shift p < .05": p < 0.05,
        }
        if step and p < 0.05:
            row["place within one week"] = abs(split - 12) <= 1
            row["interval holds the step"] = sides["ci_low"] <= step <= sides["ci_high"]
            row["gap found / step"] = sides["gap"] / step
        for name, value in row.items():
            hits.setdefault(name, []).append(float(value))
    return {name: float(np.mean(values)) for name, values in hits.items()}


def main() -> None:
    """Run the simulations and print their tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=1000)
    runs = parser.parse_args().runs
    for bursts in (BURSTS, 0.1, 0.5):
        print(f"\noverdispersion {bursts}, {runs:,} digests of {SERIES} unchanged series")
        print(f"{'rule':40}{'false alarms':>14}{'caught, week 1':>16}{'week 2':>8}   earlier")
        for name, (false, first, second) in rates_of_alarm(runs, bursts=bursts).items():
            before = " / ".join(EARLIER.get(name, ())) if bursts == BURSTS else ""
            print(f"{name:40}{false:14.2f}{first:16.2f}{second:8.2f}   {before}")
    print("\nan outlet's total is called changed")
    for name, share in composition(runs).items():
        print(f"  {name:14}{share:.3f}")
    for events, step in ((0.0, 0.0), (0.15, 0.0), (0.15, 0.3)):
        print(f"\n20 weeks of 3 to 12 articles, shared events {events}, step {step}")
        for name, share in means_over_time(runs, events=events, step=step).items():
            print(f"  {name:36}{share:.3f}")


if __name__ == "__main__":
    main()
