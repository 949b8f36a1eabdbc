"""How good predictions are: macro F1, calibration, accuracy where the model is sure."""

from collections.abc import Callable, Sequence

import numpy as np

from training.rows import LABELS


def softmax(logits: np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """Return probabilities, row by row."""
    scaled = logits.astype(np.float64) / temperature
    exps = np.exp(scaled - scaled.max(-1, keepdims=True))
    return exps / exps.sum(-1, keepdims=True)


def macro_f1(gold: np.ndarray, guess: np.ndarray) -> float:
    """Return the mean F1 of the three classes (F1m); a class without gold or guess counts 0."""
    scores = []
    for k in range(len(LABELS)):
        hits = np.sum((gold == k) & (guess == k))
        scores.append(2 * hits / max(np.sum(gold == k) + np.sum(guess == k), 1))
    return float(np.mean(scores))


def accuracy(gold: np.ndarray, guess: np.ndarray) -> float:
    """Return the share of right guesses."""
    return float(np.mean(gold == guess))


def calibration_error(gold: np.ndarray, probabilities: np.ndarray, n_bins: int = 10) -> float:
    """Return the expected calibration error of the most probable label, equal-width bins."""
    confidence, guess = probabilities.max(1), probabilities.argmax(1)
    bins = np.minimum((confidence * n_bins).astype(int), n_bins - 1)
    gaps = [
        np.mean(bins == b)
        * abs(np.mean((guess == gold)[bins == b]) - np.mean(confidence[bins == b]))
        for b in np.unique(bins)
    ]
    return float(np.sum(gaps))


def calibration_floor(probabilities: np.ndarray, *, draws: int = 400, seed: int = 0) -> float:
    """Return the calibration error that exact probabilities would show in a sample of this size.

    Labels are drawn from the probabilities themselves; the mean error of such draws is not 0,
    because every bin holds few rows. An error measured on a small sample is read beside it.
    """
    rng = np.random.default_rng(seed)
    steps = probabilities.cumsum(1)
    steps[:, -1] = 1.0
    errors = [
        calibration_error((rng.random((len(steps), 1)) > steps).sum(1), probabilities)
        for _ in range(draws)
    ]
    return float(np.mean(errors))


def fitted_temperature(gold: np.ndarray, logits: np.ndarray) -> float:
    """Return the temperature with the least log loss (Guo et al. 2017), to three digits."""
    grid = np.geomspace(0.3, 5.0, 400)
    rows = np.arange(len(gold))
    losses = [-np.mean(np.log(softmax(logits, t)[rows, gold] + 1e-12)) for t in grid]
    return round(float(grid[int(np.argmin(losses))]), 3)


def bootstrap(
    measure: Callable[..., float], *arrays: np.ndarray, groups: Sequence[str], seed: int = 0
) -> tuple[float, float]:
    """Return the 95 % percentile interval of a measure over resampled groups (articles, pairs)."""
    rng = np.random.default_rng(seed)
    names, of_group = np.unique(np.asarray(groups), return_inverse=True)
    members = [np.flatnonzero(of_group == g) for g in range(len(names))]
    found = []
    for _ in range(1000):
        drawn = np.concatenate([members[g] for g in rng.integers(0, len(names), len(names))])
        found.append(measure(*(a[drawn] for a in arrays)))
    return float(np.percentile(found, 2.5)), float(np.percentile(found, 97.5))
