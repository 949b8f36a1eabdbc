"""Power: how often a study of a given size would find what is planted."""

import numpy as np
import pandas as pd

from medialens.simulation.design import Design
from medialens.simulation.draw import simulate


def power(
    design: Design, *, n_draws: int = 200, level: float = 0.05, seed: int = 1
) -> pd.DataFrame:
    """Return how often each planted gap would be found, with a perfect scorer.

    Parameters
    ----------
    design : Design
        The study as planned: outlets, numbers of articles, and the gaps worth finding.
    n_draws : int, default 200
        How many collections to draw.
    level : float, default 0.05
        A gap counts as found where the permutation p is below it.
    seed : int
        Of the first draw.

    Returns
    -------
    DataFrame
        One row per pair of outlets, actor and measure: outlet_a, outlet_b, actor_id, measure,
        planted (the gap planted), found (share of draws that find a gap), matched (share that
        find one on shared events), half_width (mean half-width of the 95 % interval), n_draws
        (draws with enough articles for a test). Where ``planted`` is 0, ``found`` is the rate of
        false alarms; where it grows with ``selection`` although nothing is planted, the choice of
        events makes it. A real scorer errs, so that the real power is lower.

    Examples
    --------
    >>> from medialens.simulation import Press
    >>> plan = Design((Press("A", 25, stance={"Ada Lorne": 0.3}), Press("B", 25)))
    >>> found = power(plan, n_draws=5).set_index(["actor_id", "measure"])
    >>> float(found.loc[("ada-lorne", "own_stance"), "planted"].round(2))
    0.3
    """
    from medialens.compare.differences import compare_outlets  # scipy: not where files are read

    drawn = []
    for at in range(n_draws):
        one = simulate(design, seed=seed + at)
        table = compare_outlets(one.scores, one.articles, one.copies, one.events, draws=999)
        drawn.append(table)
    table = pd.concat(drawn)
    table = table.assign(
        found=table["p"] < level,
        matched=(table["p_matched"] < level).where(table["p_matched"].notna(), np.nan),
        half_width=(table["ci_high"] - table["ci_low"]) / 2,
        n_draws=1,
    )
    keys = ["outlet_a", "outlet_b", "actor_id", "measure"]
    grouped = table.groupby(keys)
    means = grouped[["found", "matched", "half_width"]].mean()
    result = means.join(grouped["n_draws"].sum()).reset_index()
    planted = one.truth.set_index(["outlet", "actor_id", "measure"])["planted"]
    gaps = [
        planted[a, actor, measure] - planted[b, actor, measure]
        for a, b, actor, measure in result[keys].itertuples(index=False)
    ]
    result.insert(4, "planted", gaps)
    return result
