"""The sentences behind a number, with the share of each in it."""

import pandas as pd

from medialens.compare.clusters import GROUP, with_outlets
from medialens.errors import check_one_of, unknown_name
from medialens.schemas import EVIDENCE, SCORES, UNITS

MEASURES = ("portrayal", "own_stance", "voiced_stance")
STANCES = ("own_stance", "voiced_stance")  # portrayal holds the same values a second time
UNIT = ["article_id", "sentence_id", "actor_id", "voice", "start", "end", "nth"]


def find_evidence(  # noqa: PLR0913 - four tables meet here
    units: pd.DataFrame,
    scores: pd.DataFrame,
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    actor_id: str | None = None,
    outlet: str | None = None,
    measure: str | None = None,
    n: int | None = None,
) -> pd.DataFrame:
    """Return the sentences behind a profile's numbers.

    Parameters
    ----------
    units : DataFrame
        A `UNITS` table.
    scores : DataFrame
        The `SCORES` table made of `units`.
    articles : DataFrame
        An `ARTICLES` table; sentences of other articles are left out.
    copies : DataFrame
        A `COPIES` table.
    actor_id : str, optional
        An actor; by default every actor.
    outlet : str, optional
        An outlet; by default every outlet.
    measure : {"portrayal", "own_stance", "voiced_stance"}, optional
        The number to open; by default portrayal, which takes every voice.
    n : int, optional
        At most so many sentences of each outlet and actor: those that move its mean most, in
        either direction. By default all of them.

    Returns
    -------
    DataFrame
        An `EVIDENCE` table, sorted by outlet, date and sentence. Over all rows of an outlet and
        actor, the sum of ``weight * value`` is the mean that `compare_profiles` gives for the
        measure. A sentence that could not be scored has no value and weight 0; one that the
        scorer is too unsure of keeps its value and has weight 0.

    Raises
    ------
    SchemaError
        If a column is missing.
    UnknownNameError
        If `outlet` has no article.
    ValueError
        If `measure` is not one of the above or `n` is not positive.
    """
    UNITS.check(units)
    measure = "portrayal" if measure is None else measure
    check_one_of("measure", measure, MEASURES)
    if n is not None and n < 1:
        raise ValueError(f"n={n!r} must be at least 1")
    articles = _of_outlet(articles, outlet)
    chosen = scores[scores["measure"] == measure]
    if actor_id is not None:
        chosen = chosen[chosen["actor_id"] == actor_id]
    given = numbered(chosen.assign(given=chosen["value"]))
    weighed = _with_weights(with_outlets(given, articles, copies))
    own = ["zone", "speaker_id", "sentence", "segment", "target_start", "target_end"]
    table = weighed.merge(numbered(units)[[*UNIT, *own]], on=UNIT, validate="one_to_one")
    shown = articles[["article_id", "published", "title", "url"]]
    table = table.merge(shown, on="article_id", validate="many_to_one")
    return EVIDENCE.table(_strongest(table, n)[list(EVIDENCE.columns)])


def _of_outlet(articles: pd.DataFrame, outlet: str | None) -> pd.DataFrame:
    if outlet is None:
        return articles
    chosen = articles[articles["outlet"] == outlet]
    if chosen.empty:
        raise unknown_name("outlet", outlet, sorted(articles["outlet"].unique()))
    return chosen


def numbered(table: pd.DataFrame) -> pd.DataFrame:
    """Tell apart, by ``nth``, rows of one mention and voice, so that `UNIT` names a row."""
    return table.assign(nth=table.groupby(UNIT[:-1]).cumcount())


def with_speakers(units: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Return the scores of own and voiced stance with the speaker of each unit."""
    stances = numbered(SCORES.check(scores)[scores["measure"].isin(STANCES)])
    speakers = numbered(UNITS.check(units))[[*UNIT, "speaker_id"]]
    return stances.merge(speakers, on=UNIT, validate="one_to_one")


def _with_weights(scored: pd.DataFrame) -> pd.DataFrame:
    """Add each counted row's share in the mean: of its article, its cluster, its outlet.

    The values come back as they were given, those that are too unsure to count among them.
    """
    present = scored.dropna(subset=["value"])
    in_article = present.groupby([*GROUP, "article_id"])["value"].transform("size")
    in_cluster = present.groupby([*GROUP, "cluster_id"])["article_id"].transform("nunique")
    in_outlet = present.groupby(GROUP)["cluster_id"].transform("nunique")
    weight = 1.0 / (in_article * in_cluster * in_outlet)
    return scored.assign(value=scored["given"], weight=weight.reindex(scored.index).fillna(0.0))


def _strongest(table: pd.DataFrame, n: int | None) -> pd.DataFrame:
    if n is None:
        return table
    share = (table["weight"] * table["value"]).abs().fillna(-1.0)
    keys = ["outlet", "actor_id", "share", "article_id", "sentence_id", "voice", "nth"]
    ordered = table.assign(share=share).sort_values(
        keys, ascending=[True, True, False, True, True, True, True], kind="stable"
    )
    return ordered.groupby(["outlet", "actor_id"], sort=False).head(n)
