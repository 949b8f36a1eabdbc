"""How an outlet's own stance hangs on whose wording reported speech is."""

import pandas as pd

from medialens.compare.clusters import with_outlets
from medialens.compare.profile import status_of, summarized
from medialens.schemas import BOUNDS, SCORES

KEYS = ["outlet", "actor_id"]
COUNTS = ["n_counted_without", "n_articles_without", "n_clusters_without"]
ROUNDING = 1e-12  # a mean nearer to zero is what the rounding of values that cancel leaves
ENDS = {
    f"ci_{end}_{side}": f"{side}_{end}" for side in ("without", "with") for end in ("low", "high")
}


def compare_bounds(
    scores: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame
) -> pd.DataFrame:
    """Return own stance per outlet and actor without and with all ambiguous wording.

    Parameters
    ----------
    scores : DataFrame
        A `SCORES` table.
    articles : DataFrame
        An `ARTICLES` table; scores of articles that are not in it are left out.
    copies : DataFrame
        A `COPIES` table. Copies of one text within an outlet count as one article.

    Returns
    -------
    DataFrame
        A `BOUNDS` table: one row per outlet and actor with own or ambiguous units, sorted by
        actor and outlet. ``mean_without`` is the ``own_stance`` of `compare_profiles`;
        ``mean_with`` takes every ambiguous unit for the outlet's own as well. How to read a row:
        -0.05 and -0.30 say that the outlet's own words are mildly negative, and clearly so if it
        chose the words of the indirect speech that it prints; -0.05 and +0.20
        (``changes_sign``) say that the direction hangs on that choice, and must not be told
        without it. The same number twice says that nothing hangs on it. A mean is missing below
        5 distinct articles of its own, and ``low`` and ``high`` where either mean is.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    Evaluative words in indirect speech may be the source's, or the outlet's way of putting what
    the source said (de dicto and de re). They are left out of own stance by default, and
    counted as the source's. The two means are the ends of a choice that the text leaves open,
    none or all. They are no extremes over every assignment of single units: with one article,
    own words at 0 and ambiguous ones at +1 and -1, both means are 0, and counting the praise
    alone gives 0.5. Their distance is no interval either; the interval of each stands beside
    it. ``mean_with`` may rest on more articles, those in which the actor is named in reported
    words alone.

    A unit is ambiguous by where its mention stands, and its score is of all words of the report
    in that sentence. In a mixed report these hold quoted words too, which are the source's
    without doubt: there ``mean_with`` counts more than it should.

    References
    ----------
    Wiebe, J., Wilson, T. and Cardie, C. (2005). Annotating expressions of opinions and emotions
    in language. Language Resources and Evaluation 39. Quine, W. V. (1956). Quantifiers and
    propositional attitudes. The Journal of Philosophy 53.

    Examples
    --------
    Five articles, in each a neutral sentence of the outlet; in one of them a source blames Orla
    in indirect speech: (0 + 0 + 0 + 0 - 0.5) / 5.

    >>> from medialens.schemas import ARTICLES, COPIES, SCORES
    >>> articles = ARTICLES.table({"article_id": f"a{i}", "outlet": "The Bell"} for i in range(5))
    >>> own = [{"article_id": f"a{i}", "actor_id": "orla", "voice": "own", "value": 0.0,
    ...         "measure": "own_stance", "label": "neutral"} for i in range(5)]
    >>> said = {"article_id": "a4", "actor_id": "orla", "voice": "named", "value": -1.0,
    ...         "measure": "voiced_stance", "label": "negative", "is_ambiguous": True}
    >>> bounds = compare_bounds(SCORES.table([*own, said]), articles, COPIES.table())
    >>> bounds[["n_own", "n_ambiguous", "mean_without", "mean_with", "changes_sign"]]
       n_own  n_ambiguous  mean_without  mean_with  changes_sign
    0      5            1           0.0       -0.1         False
    """
    SCORES.check(scores)
    is_own = scores["measure"] == "own_stance"
    is_open = (scores["measure"] == "voiced_stance") & scores["is_ambiguous"]
    scored = with_outlets(scores[is_own | is_open], articles, copies)
    least, most = _means(scored[scored["measure"] == "own_stance"]), _means(scored)
    return BOUNDS.table(_side_by_side(least, most))


def _means(scored: pd.DataFrame) -> pd.DataFrame:
    table = summarized(scored, KEYS).set_index(KEYS)
    table["n_counted"] = table["n_mentions"] - table["n_unscored"]
    return table


def _side_by_side(least: pd.DataFrame, most: pd.DataFrame) -> pd.DataFrame:
    """Join the means without and with the ambiguous units; what `least` lacks counts nothing."""
    table = most.add_suffix("_with").join(least.add_suffix("_without")).rename(columns=ENDS)
    table[COUNTS] = table[COUNTS].fillna(0).astype(int)
    means = table[["mean_without", "mean_with"]]
    low, high = means.min(axis="columns", skipna=False), means.max(axis="columns", skipna=False)
    table = table.assign(
        n_own=table["n_counted_without"],
        n_ambiguous=table["n_counted_with"] - table["n_counted_without"],
        n_unscored=table["n_unscored_with"],
        low=low,
        high=high,
        changes_sign=(low < -ROUNDING) & (high > ROUNDING),
        status=status_of(table["n_clusters_without"]),
    )
    return table.reset_index()[list(BOUNDS.columns)]
