"""Weighted log-odds: how far two groups differ on a word, in standard errors, shrunk by a prior."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def weighted_log_odds(
    a: ArrayLike, b: ArrayLike, *, prior: ArrayLike, total_a: float, total_b: float
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the difference of log-odds of two groups with a Dirichlet prior.

    Parameters
    ----------
    a, b : array_like
        Occurrences of each term in the two groups.
    prior : array_like or float
        Pseudo-counts of each term in both groups: one number for a flat prior; for an informative
        one ``alpha0 * (share of the term in a background)``. Say which when you cite a value.
    total_a, total_b : float
        Words of each group.

    Returns
    -------
    delta, variance, z : ndarray
        ``delta`` is positive where the first group uses the term more; ``z = delta /
        sqrt(variance)``: beyond 2 either way is rarely chance, if words were independent.

    References
    ----------
    Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words. Political Analysis 16,
    372-403 (equations 16, 18, 20, 22).

    Examples
    --------
    >>> delta, variance, z = weighted_log_odds([3.0], [1.0], prior=0.05, total_a=9, total_b=9)
    >>> bool(z[0] > 0)
    True
    """
    a, b, prior = (np.asarray(given, dtype=np.float64) for given in (a, b, prior))
    alpha0 = float(np.broadcast_to(prior, a.shape).sum())
    with np.errstate(divide="ignore", invalid="ignore"):  # a group of one word has infinite odds
        odds = [
            np.log((n + prior) / (total + alpha0 - n - prior))
            for n, total in ((a, total_a), (b, total_b))
        ]
        delta = odds[0] - odds[1]
        variance = 1 / (a + prior) + 1 / (b + prior)
        return delta, variance, delta / np.sqrt(variance)


def group_log_odds(counts: ArrayLike) -> FloatArray:
    """Return z of every group against all groups together, as the R package tidylo does.

    Parameters
    ----------
    counts : array_like
        One row per group, one column per term.

    Returns
    -------
    ndarray
        The same shape; NaN where a group does not have a term. The prior is the count of each
        term over all groups, the group itself among them, and pairs that do not occur get none: so
        values are not those of `weighted_log_odds` of two groups.

    References
    ----------
    Monroe, Colaresi & Quinn (2008); Silge, J., Hayes, A. & Schnoebelen, T., tidylo (MIT).
    """
    counts = np.asarray(counts, dtype=np.float64)
    pseudo = np.where(counts > 0, counts + counts.sum(axis=0), 0.0)
    in_all, in_group, total = pseudo.sum(axis=0), pseudo.sum(axis=1, keepdims=True), pseudo.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = np.log(pseudo / (in_group - pseudo)) - np.log(in_all / (total - in_all))
        z = delta / np.sqrt(1 / pseudo + 1 / in_all)
    return np.asarray(np.where(counts > 0, z, np.nan))
