"""Is it a real difference: pairs of outlets to compare by eye, then by the test."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from medialens.classroom.exercise import Exercise, exercise
from medialens.study import Study

DIFFERENT, NOT_FOUND = "difference", "no difference found"
QUESTION = "Would you call this a difference between the two outlets?"
LEVEL = 0.05


def pair_exercise(
    study: Study,
    *,
    actors: Sequence[str] | None = None,
    outlets: Sequence[str] = (),
    n: int = 6,
    seed: int = 1,
) -> Exercise:
    """Draw pairs of outlets, to say whether they differ in their own words about an actor.

    Parameters
    ----------
    study : Study
        The analysis of the lesson's collection.
    actors : sequence of str, optional
        Actors to compare by; the two named in most articles where none is given.
    outlets : sequence of str
        Outlets to pair; all where none is given.
    n : int, default 6
        Items, half of each answer where there are as many.
    seed : int, default 1
        Another seed draws other pairs.

    Returns
    -------
    Exercise
        Answers are ``"difference"`` and ``"no difference found"``. The sentence lists the value
        of each article, as the machine reads it; nothing is said of p or q.
    """
    who = list(actors) if actors else study.top_actors(2)
    pool = _pool(study, [study.actor_id(actor) for actor in who])
    if outlets:
        pool = pool[pool["outlet_a"].isin(outlets) & pool["outlet_b"].isin(outlets)]
    return exercise(study, ("pairs", QUESTION, (DIFFERENT, NOT_FOUND)), pool, n=n, seed=seed)


def _pool(study: Study, who: list[str]) -> pd.DataFrame:
    table = study.differences(actors=who, measure="own_stance").dropna(subset=["q"])
    shown = [
        f"{_values(study, actor, a)} {_values(study, actor, b)}"
        for actor, a, b in table[["actor_id", "outlet_a", "outlet_b"]].to_numpy().tolist()
    ]
    return table.assign(
        outlet=table["outlet_a"] + " and " + table["outlet_b"],
        title=table["actor"],
        passage=table["outlet_a"] + " and " + table["outlet_b"] + " on " + table["actor"],
        sentence=shown,
        article_id=table["outlet_a"] + "|" + table["outlet_b"],
        start=0,
        end=0,
        machine=[DIFFERENT if q < LEVEL else NOT_FOUND for q in table["q"]],
        why=[
            f"gap {gap:.2f}, interval {low:.2f} to {high:.2f}, {n_a} and {n_b} articles, q {q:.3f}"
            for gap, low, high, n_a, n_b, q in zip(
                *(table[name] for name in ("gap", "ci_low", "ci_high", "n_a", "n_b", "q")),
                strict=True,
            )
        ],
        subject=table["actor_id"],
    )


def _values(study: Study, actor: str, outlet: str) -> str:
    """Return the values of an outlet's articles, as a text to read."""
    table = study.by_article()
    found = table[(table["actor_id"] == actor) & (table["outlet"] == outlet)]["own_mean"].dropna()
    counts = Counter(f"{value:+.1f}".replace("-0.0", "+0.0") for value in sorted(found))
    told = [f"{value} ({n} times)" if n > 1 else value for value, n in counts.items()]
    return f"{outlet}: " + ", ".join(told).replace("+0.0", "0") + "."
