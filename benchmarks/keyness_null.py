"""False alarms and power of keyword tests on words that come in bursts, and of their intervals.

Articles are drawn with one word whose rate per article varies as a gamma distribution (shape 1:
some bursts, .1: heavy bursts), 1 per 1,000 words on average. "Permuted" is the test of
`compare_keywords`. Beside each row of false alarms stands that of an independent simulation, which
agrees at 600 words an article (`--words 600`): longer articles hold larger bursts.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import optimize, sparse, stats

from medialens.compare.intervals import benjamini_hochberg
from medialens.compare.keyness import signed_g2
from medialens.compare.keyness_draws import permutation_p, permuted_g2, resampled_log_ratios
from medialens.compare.keyness_measures import bic, chi_squared

RATE, SHUFFLES = 0.001, 199
NULL = (
    ("none", None, 40, 40), ("1.0", 1.0, 40, 40), ("0.3", 0.3, 40, 40), ("0.1", 0.1, 40, 40),
    ("0.3", 0.3, 15, 60),
)  # fmt: skip
INDEPENDENT = (
    "(.053 .002 .054 .047 .048)", "(.139 .010 .049 .047 .050)", "(.290 .072 .050 .056 .056)",
    "(.474 .223 .028 .047 .048)", "(.272 .060 .104 .049 .054)",
)  # fmt: skip
VOCABULARY, DOUBLED = 200, 20  # words of a collection; how many one side uses twice as often
Sizes = tuple[int, int, int]  # articles of either side, words of an article


def main() -> None:
    """Print type I errors, power at twice the rate, coverage, and planted words found again."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--words", type=int, default=800, help="words of an article, on average")
    parser.add_argument("--collections", type=int, default=20, help="with planted words, a row")
    parser.add_argument("--golden", type=Path, help="only compare with the printed tables there")
    options = parser.parse_args()
    if options.golden:
        printed(options.golden)
    else:
        simulated(options.runs, options.words, options.collections)


def simulated(runs: int, words: int, collections: int) -> None:
    """Print every simulated table."""
    print(f"{'bursts':8} {'articles':10} {'G2>3.84':>8} {'G2>10.83':>8} {'Welch':>8} "
          f"{'permuted':>8} {'perm. LR':>8}")  # fmt: skip
    for (name, shape, n, m), known in zip(NULL, INDEPENDENT, strict=True):
        told(name, shape, (n, m, words), 1.0, runs, known)
    print("power at twice the rate (independent simulation, permuted)")
    for (name, shape, n, m), known in zip(NULL[:1] + NULL[2:3], ("(.78)", "(.24)"), strict=True):
        told(name, shape, (n, m, words), 2.0, runs, known)
    print("coverage of the 95 % interval of log2 2: articles drawn again / words as independent")
    for name, shape, n, m in NULL[:4]:
        held = np.mean([_held(shape, (n, m, words), seed) for seed in range(runs // 2)], axis=0)
        print(f"{name:8} {n}+{m}      {held[0]:8.3f} {held[1]:8.3f}", flush=True)
    print(f"{DOUBLED} of {VOCABULARY} words planted at twice the rate, by q < .10: share found; "
          "false among the found; mean log ratio; interval holds 1")  # fmt: skip
    for name, shape, n, m in NULL[:4] if collections else ():
        found = [_planted(shape, (n, m, words), seed) for seed in range(collections)]
        means = " ".join(f"{value:8.3f}" for value in np.mean(found, axis=0))
        print(f"{name:8} {n}+{m}      {means}", flush=True)


def told(name: str, shape: float | None, sizes: Sizes, ratio: float, runs: int, known: str) -> None:
    """Print the share of runs in which each test finds something."""
    found: Counter[str] = Counter()
    for seed in range(runs):
        found.update(_found(shape, sizes, ratio, seed))
    names = ("3.84", "10.83", "welch", "permuted", "permuted_lr")
    shares = " ".join(f"{found[test] / runs:8.3f}" for test in names)
    print(f"{name:8} {sizes[0]}+{sizes[1]}      {shares}   {known}", flush=True)


def printed(folder: Path) -> None:
    """Print how far values stand from those of published tables, the largest difference a file.

    A table has ``chi2_printed``, ``n_*`` and ``N_*`` (quanteda), or ``log_likelihood`` and ``bic``
    of two frequencies; these leave out the sizes, on whose ratio alone the two-cell form depends.
    """
    for path in sorted(folder.glob("*.csv")):
        table = pd.read_csv(path)
        if "chi2_printed" in table:
            a, b, c, d = (
                table[name].to_numpy(float)
                for name in ("n_target", "n_reference", "N_target", "N_reference")
            )
            smallest = np.minimum(a + b, c + d - a - b) * np.minimum(c, d) / (c + d)
            found = np.where(
                smallest < 5,
                chi_squared(a, b, c, d, yates="unclamped"),
                chi_squared(a, b, c, d),
            )
            worst = np.abs(found - table["chi2_printed"]).max()
            print(f"{path.name}: chi2 of {len(table)} terms, at most {worst:.1e} away")
        elif "log_likelihood" in table:
            _told_two_cell(path.name, table)


def _told_two_cell(name: str, table: pd.DataFrame) -> None:
    a, b = (table[f"freq_{side}_corpus"].to_numpy(float) for side in ("target", "reference"))
    known, n_words = (
        table["log_likelihood"],
        np.exp((table["log_likelihood"] - table["bic"]).mean()),
    )

    def away(share: float) -> float:
        sizes = share * n_words, (1 - share) * n_words
        return float(np.abs(signed_g2(a, b, *sizes, variant="rayson") - known).max())

    best = optimize.minimize_scalar(away, bounds=(0.01, 0.99), options={"xatol": 1e-12})
    g2 = signed_g2(a, b, best.x * n_words, (1 - best.x) * n_words, variant="rayson")
    worst = np.abs(bic(g2, n_words) - table["bic"]).max()
    print(f"{name}: two-cell G2 of {len(table)} terms, at most {best.fun:.1e}, BIC {worst:.1e} "
          f"away, with {best.x:.6f} of {n_words:,.0f} words in the target")  # fmt: skip


def _drawn(
    shape: float | None, sizes: Sizes, ratio: float, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    n, words = sizes[0] + sizes[1], sizes[2]
    is_target = np.arange(n) < sizes[0]
    lengths = generator.integers(words // 2, words * 3 // 2, n).astype(float)
    rates = RATE * np.where(is_target, ratio, 1.0)
    if shape is not None:
        rates = rates * generator.gamma(shape, 1 / shape, n)
    return generator.poisson(rates * lengths).astype(float), lengths, is_target


def _found(shape: float | None, sizes: Sizes, ratio: float, seed: int) -> list[str]:
    counts, lengths, is_target = _drawn(shape, sizes, ratio, seed)
    a, b = counts[is_target].sum(), counts[~is_target].sum()
    c, d = lengths[is_target].sum(), lengths[~is_target].sum()
    if a + b == 0:
        return []
    g2 = abs(float(signed_g2(np.array(a), np.array(b), c, d)))
    rates = counts / lengths
    welch = stats.ttest_ind(rates[is_target], rates[~is_target], equal_var=False).pvalue
    generator = np.random.default_rng(seed + 1)
    labels = np.stack([generator.permutation(is_target) for _ in range(SHUFFLES)], axis=1)
    table = sparse.csc_array(counts[:, None])
    drawn = permuted_g2(table, lengths, labels.astype(float))[0]
    p = (1 + (drawn >= g2 - 1e-9).sum()) / (SHUFFLES + 1)
    ones = counts @ labels
    ratios = np.log2((ones + 0.5) / (lengths @ labels + 0.5)) - np.log2(
        (counts.sum() - ones + 0.5) / (lengths.sum() - lengths @ labels + 0.5)
    )
    observed = np.log2((a + 0.5) / (c + 0.5)) - np.log2((b + 0.5) / (d + 0.5))
    p_ratio = (1 + (np.abs(ratios) >= abs(observed) - 1e-9).sum()) / (SHUFFLES + 1)
    tests = {"3.84": g2 > 3.84, "10.83": g2 > 10.83, "welch": welch < 0.05,
             "permuted": p <= 0.05, "permuted_lr": p_ratio <= 0.05}  # fmt: skip
    return [name for name, is_found in tests.items() if is_found]


def _held(shape: float | None, sizes: Sizes, seed: int) -> tuple[bool, bool]:
    counts, lengths, is_target = _drawn(shape, sizes, 2.0, seed)
    table = sparse.csc_array(counts[:, None])
    low, high = resampled_log_ratios(table, lengths, is_target, 499, seed)
    a, b = counts[is_target].sum() + 0.5, counts[~is_target].sum() + 0.5
    c, d = lengths[is_target].sum() + 0.5, lengths[~is_target].sum() + 0.5
    half = 1.96 * np.sqrt(1 / a - 1 / c + 1 / b - 1 / d) / np.log(2)
    ratio = np.log2(a / c) - np.log2(b / d)
    return bool(low[0] <= 1 <= high[0]), bool(abs(ratio - 1) <= half)


def _planted(shape: float | None, sizes: Sizes, seed: int) -> tuple[float, ...]:
    """Return what the tests make of a vocabulary: each side uses ten words twice as often."""
    generator = np.random.default_rng(seed)
    n, words = sizes[0] + sizes[1], sizes[2]
    is_target = np.arange(n) < sizes[0]
    lengths = generator.integers(words // 2, words * 3 // 2, n).astype(float)
    rates = np.outer(np.ones(n), np.geomspace(0.0003, 0.005, VOCABULARY))
    planted = generator.permutation(VOCABULARY)[:DOUBLED]
    sign = np.zeros(VOCABULARY)
    sign[planted] = np.where(np.arange(DOUBLED) % 2, 1, -1)
    rates *= np.where(is_target[:, None], 2.0 ** (sign > 0), 2.0 ** (sign < 0))
    if shape is not None:
        rates *= generator.gamma(shape, 1 / shape, rates.shape)
    counts = generator.poisson(rates * lengths[:, None]).astype(float)
    kept = (counts.sum(axis=0) >= 10) & ((counts > 0).sum(axis=0) >= 3)
    table, sign = sparse.csc_array(counts[:, kept]), sign[kept]
    found = benjamini_hochberg(permutation_p(table, lengths, is_target, 999, seed)) < 0.10
    low, high = resampled_log_ratios(table, lengths, is_target, 499, seed)
    one, other = (counts[rows][:, kept].sum(axis=0) + 0.5 for rows in (is_target, ~is_target))
    ratio = np.log2(one / (lengths[is_target].sum() + 0.5))
    ratio -= np.log2(other / (lengths[~is_target].sum() + 0.5))
    is_planted = sign != 0
    return (
        float((found & (ratio * sign > 0)).sum() / DOUBLED),
        float((found & ~is_planted).sum() / max(1, found.sum())),
        float((ratio * sign)[is_planted].mean()),
        float(((low <= sign) & (sign <= high))[is_planted].mean()),
    )


if __name__ == "__main__":
    main()
