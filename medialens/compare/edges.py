"""Who speaks about whom, and how: from each source to each actor."""

import pandas as pd

from medialens.compare.clusters import with_outlets
from medialens.compare.evidence import with_speakers
from medialens.compare.profile import summarized
from medialens.schemas import EDGES

KEYS = ["outlet", "source_kind", "source", "actor_id"]


def compare_edges(
    units: pd.DataFrame, scores: pd.DataFrame, articles: pd.DataFrame, copies: pd.DataFrame
) -> pd.DataFrame:
    """Count, per outlet, how each source speaks of each actor.

    Parameters
    ----------
    units : DataFrame
        A `UNITS` table, which knows who speaks.
    scores : DataFrame
        The `SCORES` table made of `units`.
    articles : DataFrame
        An `ARTICLES` table; sentences of other articles are left out. With one name for all in
        ``outlet`` the outlets are pooled.
    copies : DataFrame
        A `COPIES` table. Copies of one text within an outlet count as one article.

    Returns
    -------
    DataFrame
        An `EDGES` table: one row per outlet, source and actor spoken of, sorted by outlet, source
        and actor. How to read a row: in ``n_sentences`` sentences of the outlet the source speaks
        of the actor, ``n_negative`` of them negatively. ``mean`` near 0 is *neutral* where
        ``n_neutral`` is the largest count, and *mixed* where praise and blame are both there: it
        says nothing without the three counts. Under 5 distinct articles (``status`` too few)
        there is no mean, and the counts are a list of evidence; with 5 to 9 (thin) the row must
        not be compared with another.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    The source is the deepest one: in "A says that B lied", said of C by B, the source is B. The
    outlet's own voice (``source_kind`` own) is a row like any other. Sources that are none of the
    actors are pooled by their kind: named, anonymous or relay. An actor that speaks of itself is
    kept, and marked by ``is_self``, because it praises itself more than others do.

    A sentence in which one source has two voices counts once for each. Means and intervals are
    those of `compare_profiles`, with the source as one more key: the article is the unit, and
    the interval does not hold the scorer's errors. What the outlet's sources say is no
    stance of the outlet; its choice of sources is a selection.

    References
    ----------
    Leifeld, P. (2017). Discourse network analysis: policy debates as dynamic networks. In: The
    Oxford Handbook of Political Networks (statements as edges from actors to concepts).

    Examples
    --------
    >>> import medialens as ml
    >>> study = ml.analyse(ml.load("first_lesson"), scorer="vader_clause")
    >>> found = study.tables
    >>> edges = compare_edges(found.units, found.scores, study.corpus.articles, study.copies)
    >>> sorted(edges["source_kind"].unique())
    ['actor', 'anonymous', 'named', 'own']
    """
    scored = with_outlets(with_speakers(units, scores), articles, copies)
    table = summarized(_with_sources(scored), KEYS).rename(columns={"n_mentions": "n_sentences"})
    is_self = (table["source_kind"] == "actor") & (table["source"] == table["actor_id"])
    return EDGES.table(table.drop(columns="n_uncertain").assign(is_self=is_self))


def _with_sources(scored: pd.DataFrame) -> pd.DataFrame:
    """Name the source of each unit: the actor who speaks, or else the voice."""
    speaker, voice = scored["speaker_id"], scored["voice"]
    return scored.assign(
        source=speaker.fillna(voice), source_kind=voice.mask(speaker.notna(), "actor")
    )
