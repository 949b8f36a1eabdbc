"""False alarms and power of keyword tests on words that come in bursts, and of their intervals.

Articles are drawn with one word whose rate per article varies as a gamma distribution (shape 1:
some bursts, .1: heavy bursts), 1 per 1,000 words on average. "Permuted" is the test of
`compare_keywords`.
"""

import argparse
from collections import Counter

import numpy as np
from scipy import sparse, stats

from medialens.compare.keyness import signed_g2
from medialens.compare.keyness_draws import permuted_g2, resampled_log_ratios

RATE, WORDS, SHUFFLES = 0.001, 800, 199
NULL = (
    ("none", None, 40, 40), ("1.0", 1.0, 40, 40), ("0.3", 0.3, 40, 40), ("0.1", 0.1, 40, 40),
    ("0.3", 0.3, 15, 60),
)  # fmt: skip


def main() -> None:
    """Print type I errors, power at twice the rate, and the intervals' coverage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=2000)
    runs = parser.parse_args().runs
    print(f"{'bursts':8} {'articles':10} {'G2>3.84':>8} {'G2>10.83':>8} {'Welch':>8} "
          f"{'permuted':>8} {'perm. LR':>8}")  # fmt: skip
    for name, shape, n, m in NULL:
        told(name, shape, (n, m), 1.0, runs)
    print("power at twice the rate")
    for name, shape, n, m in NULL[:1] + NULL[2:3]:
        told(name, shape, (n, m), 2.0, runs)
    print("coverage of the 95 % interval of log2 2: articles drawn again / words as independent")
    for name, shape, n, m in NULL[:4]:
        held = np.mean([_held(shape, (n, m), seed) for seed in range(runs // 2)], axis=0)
        print(f"{name:8} {n}+{m}      {held[0]:8.3f} {held[1]:8.3f}", flush=True)


def told(name: str, shape: float | None, sizes: tuple[int, int], ratio: float, runs: int) -> None:
    """Print the share of runs in which each test finds something."""
    found: Counter[str] = Counter()
    for seed in range(runs):
        found.update(_found(shape, sizes, ratio, seed))
    names = ("3.84", "10.83", "welch", "permuted", "permuted_lr")
    shares = " ".join(f"{found[test] / runs:8.3f}" for test in names)
    print(f"{name:8} {sizes[0]}+{sizes[1]}      {shares}", flush=True)


def _drawn(
    shape: float | None, sizes: tuple[int, int], ratio: float, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    n = sum(sizes)
    is_target = np.arange(n) < sizes[0]
    lengths = generator.integers(WORDS // 2, WORDS * 3 // 2, n).astype(float)
    rates = RATE * np.where(is_target, ratio, 1.0)
    if shape is not None:
        rates = rates * generator.gamma(shape, 1 / shape, n)
    return generator.poisson(rates * lengths).astype(float), lengths, is_target


def _found(shape: float | None, sizes: tuple[int, int], ratio: float, seed: int) -> list[str]:
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


def _held(shape: float | None, sizes: tuple[int, int], seed: int) -> tuple[bool, bool]:
    counts, lengths, is_target = _drawn(shape, sizes, 2.0, seed)
    table = sparse.csc_array(counts[:, None])
    low, high = resampled_log_ratios(table, lengths, is_target, 499, seed)
    a, b = counts[is_target].sum() + 0.5, counts[~is_target].sum() + 0.5
    c, d = lengths[is_target].sum() + 0.5, lengths[~is_target].sum() + 0.5
    half = 1.96 * np.sqrt(1 / a - 1 / c + 1 / b - 1 / d) / np.log(2)
    ratio = np.log2(a / c) - np.log2(b / d)
    return bool(low[0] <= 1 <= high[0]), bool(abs(ratio - 1) <= half)


if __name__ == "__main__":
    main()
