"""Corrected means: the machine's values on all articles, set right by people's codes on some."""

from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from medialens.compare.intervals import NO_SPREAD, FloatArray, benjamini_hochberg
from medialens.compare.profile import ENOUGH as ENOUGH_ARTICLES
from medialens.schemas import CORRECTED, CORRECTED_GAPS, GOLD
from medialens.validate.sample import ENOUGH

KEYS = ["outlet", "actor_id", "measure"]
THIN = 10  # coded articles below which no mean is given
FULL = "coded in full"
CLAIMS = ("enough", FULL)
_WORTH = ["too few", "thin", FULL, "enough"]  # what a row can bear, least first


class Estimate(NamedTuple):
    """A corrected mean, and the variances of its two parts with their degrees of freedom."""

    mean: float
    trust: float
    errors: tuple[float, float]
    degrees: tuple[float, float]


def corrected_profile(profile_means: pd.DataFrame, gold: pd.DataFrame) -> pd.DataFrame:
    """Correct the machine's mean of each outlet, actor and measure by what people coded.

    Parameters
    ----------
    profile_means : DataFrame
        One machine value per distinct article, from `compare.clusters.cluster_means`: outlet,
        actor_id, measure, cluster_id, value.
    gold : DataFrame
        A `GOLD` table, drawn at random within outlet and actor. Articles of which the machine
        has no value are left out.

    Returns
    -------
    DataFrame
        A `CORRECTED` table, sorted by actor, measure, outlet. Read ``mean`` beside
        ``machine_mean``: their distance is what the machine's errors did. Only a row with status
        ``"enough"`` (50 coded articles) or ``"coded in full"`` (every distinct article, at least
        10) bears a claim; below 10 coded articles there is no mean.

    Raises
    ------
    SchemaError
        If a column of the gold table is missing.

    Notes
    -----
    The mean is ``mean(Y - t * M)`` over the n coded articles plus ``t * mean(M)`` over the N
    others, with Y the code, M the machine's value, and the trust ``t = cov(Y, M) / (var(M) *
    (1 + n / N))`` between 0 and 1; this is the same number as the difference estimator over all
    articles. Its variance is the sum of the two parts', and the interval is Student's t with
    Satterthwaite's degrees of freedom. The machine may err as it likes, and differently in each
    outlet: only the width of the interval suffers. It does not protect against codes that are
    wrong, nor against a sample that was not drawn at random.

    Undecidable articles belong to the sample but not to the mean, which is that of the articles
    that can be decided (a ratio estimate).

    References
    ----------
    Angelopoulos, A. N., Duchi, J. C. & Zrnic, T. (2023). PPI++: efficient prediction-powered
    inference. arXiv 2311.01453.
    Egami, N., Hinck, M., Stewart, B. & Wei, H. (2023). Using imperfect surrogates for downstream
    inference: design-based supervised learning. NeurIPS 36.
    """
    groups = _with_codes(profile_means, gold).groupby(KEYS)
    return CORRECTED.table(_row(keys, group, _estimate(group)) for keys, group in groups)


def corrected_gaps(profile_means: pd.DataFrame, gold: pd.DataFrame) -> pd.DataFrame:
    """Compare the corrected means of every pair of outlets.

    Parameters
    ----------
    profile_means, gold : DataFrame
        As in `corrected_profile`.

    Returns
    -------
    DataFrame
        A `CORRECTED_GAPS` table, smallest ``q`` first: ``gap`` is above 0 where the first outlet
        speaks better of the actor. Only rows that bear a claim have a ``q``.
    """
    sides = []
    for keys, group in _with_codes(profile_means, gold).groupby(KEYS):
        found = _estimate(group)
        sides.append((_row(keys, group, found), found))
    pairs = [(a, b) for a, b in combinations(sides, 2) if _is_comparable(a[0], b[0])]
    table = CORRECTED_GAPS.table(_gap(*a, *b) for a, b in pairs)
    table["q"] = benjamini_hochberg(table["p"].where(table["status"].isin(CLAIMS)))
    return CORRECTED_GAPS.table(table)


def corrected_mean(codes: ArrayLike, machine: ArrayLike, rest: ArrayLike) -> Estimate:
    """Return the corrected mean of one group.

    Parameters
    ----------
    codes : array_like
        The people's codes of the articles drawn; NaN: undecidable.
    machine : array_like
        The machine's values of the same articles.
    rest : array_like
        The machine's values of all other articles.

    Examples
    --------
    >>> corrected_mean([1.0, 0.0, -1.0, 0.0], [0.5, 0.0, -0.5, 0.0], [0.5, 0.0, 0.5, 0.0]).mean
    0.25
    """
    coded, seen, others = (np.asarray(v, dtype=np.float64) for v in (codes, machine, rest))
    is_decided = ~np.isnan(coded)
    n, n_decided = len(coded), int(is_decided.sum())
    if n_decided < 2:
        return Estimate(np.nan, np.nan, (np.nan, np.nan), (np.nan, np.nan))
    share = n_decided / n
    gold_mean = float(coded[is_decided].mean())
    away = np.where(is_decided, np.nan_to_num(coded) - gold_mean, 0.0)
    trust = _trust(away, seen, others)
    shift = trust * (others.mean() - seen.mean()) / share if len(others) else 0.0
    mean = gold_mean + float(shift)
    residual = np.where(is_decided, np.nan_to_num(coded) - mean, 0.0) - trust * seen
    error = residual.var(ddof=1) / (n * share**2)
    spread = trust**2 * others.var(ddof=1) / (len(others) * share**2) if trust else 0.0
    return Estimate(mean, trust, (error, spread), (n_decided - 1, max(len(others) - 1, 1)))


def _trust(coded: FloatArray, seen: FloatArray, others: FloatArray) -> float:
    """Return how far to follow the machine: what makes the interval narrowest."""
    variance = float(np.concatenate([seen, others]).var(ddof=1))
    if len(others) < 2 or variance < NO_SPREAD:
        return 0.0
    slope = float(np.cov(coded, seen)[0, 1]) / (variance * (1 + len(seen) / len(others)))
    return min(max(slope, 0.0), 1.0)


def interval(
    mean: float, errors: tuple[float, ...], degrees: tuple[float, ...], *, level: float = 0.95
) -> tuple[float, float, float]:
    """Return low, high and two-sided p (against 0) of a sum of independent parts.

    Parts without any spread give no interval: codes that never differ do not show their error.
    """
    parts, df = np.asarray(errors), np.asarray(degrees)
    error = float(parts.sum())
    if not error > NO_SPREAD:
        return np.nan, np.nan, np.nan
    freedom = error**2 / float((parts**2 / df).sum())
    half = float(stats.t.ppf((1 + level) / 2, freedom)) * error**0.5
    p = 2 * float(stats.t.sf(abs(mean) / error**0.5, freedom))
    return mean - half, mean + half, p


def _with_codes(profile_means: pd.DataFrame, gold: pd.DataFrame) -> pd.DataFrame:
    """Return the machine's values with the codes beside them, of groups with a coded article."""
    GOLD.check(gold)
    codes = gold[[*KEYS, "cluster_id", "code"]].assign(is_gold=True)
    table = profile_means.merge(codes, on=[*KEYS, "cluster_id"], how="left", validate="one_to_one")
    table["is_gold"] = table["is_gold"].notna()
    return table[table.groupby(KEYS)["is_gold"].transform("any")]


def _estimate(group: pd.DataFrame) -> Estimate:
    is_gold = group["is_gold"]
    gold, rest = group[is_gold], group.loc[~is_gold, "value"]
    return corrected_mean(gold["code"], gold["value"], rest)


def _row(keys: tuple[object, ...], group: pd.DataFrame, found: Estimate) -> dict[str, Any]:
    codes = group.loc[group["is_gold"], "code"]
    low, high, _ = interval(found.mean, found.errors, found.degrees)
    row = {
        **dict(zip(KEYS, keys, strict=True)),
        "n_clusters": len(group),
        "n_gold": len(codes),
        "n_undecidable": int(codes.isna().sum()),
        "machine_mean": group["value"].mean(),
        "gold_mean": codes.mean(),
        "trust": found.trust,
        "mean": found.mean,
        "ci_low": low,
        "ci_high": high,
        "status": _status(int(codes.notna().sum()), len(codes), len(group)),
    }
    if row["status"] == "too few":
        row |= dict.fromkeys(("gold_mean", "trust", "mean", "ci_low", "ci_high"))
    return row


def _status(n_decided: int, n_gold: int, n_articles: int) -> str:
    """Return what so many coded articles can bear."""
    if n_decided >= ENOUGH:
        return "enough"
    if n_gold == n_articles and n_decided >= ENOUGH_ARTICLES:
        return FULL  # nothing is left to the machine: the rule for plain means holds
    return "thin" if n_decided >= THIN else "too few"


def _is_comparable(row_a: dict[str, Any], row_b: dict[str, Any]) -> bool:
    return all(row_a[key] == row_b[key] for key in ("actor_id", "measure"))


def _gap(row_a: dict[str, Any], a: Estimate, row_b: dict[str, Any], b: Estimate) -> dict[str, Any]:
    status = min(str(row_a["status"]), str(row_b["status"]), key=_WORTH.index)
    gap = np.nan if status == "too few" else a.mean - b.mean
    low, high, p = interval(gap, a.errors + b.errors, a.degrees + b.degrees)
    return {
        "outlet_a": row_a["outlet"],
        "outlet_b": row_b["outlet"],
        "actor_id": row_a["actor_id"],
        "measure": row_a["measure"],
        "n_gold_a": row_a["n_gold"],
        "n_gold_b": row_b["n_gold"],
        "machine_gap": row_a["machine_mean"] - row_b["machine_mean"],
        "gap": gap,
        "ci_low": low,
        "ci_high": high,
        "p": p,
        "status": status,
    }
