"""Whose words each outlet prints."""

import numpy as np
import pandas as pd

from medialens.compare.clusters import with_clusters
from medialens.compare.profile import THIN, status_of
from medialens.compare.resampling import (
    FEWEST,
    SEED,
    percentile_interval,
    resampled_ratios,
    why_no_interval,
)
from medialens.schemas import ATTRIBUTIONS, SEGMENTS, VOICES

NAMES = ("own", "named", "anonymous", "relay")
STATEMENT = ["article_id", "attribution_id"]

# share: what is counted, of what
SHARES = {name: (f"words_{name}", "n_words") for name in NAMES} | {
    "unnamed": ("n_unnamed", "n_statements"),
    "direct": ("words_direct", "words_quoted"),
}


def compare_voices(
    articles: pd.DataFrame,
    segments: pd.DataFrame,
    attributions: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    seed: int = SEED,
) -> pd.DataFrame:
    """Count per outlet whose words it prints, how directly, and from how many sources.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table; rows of the other tables on other articles are left out.
    segments : DataFrame
        A `SEGMENTS` table: every word of the articles in the voice it belongs to.
    attributions : DataFrame
        An `ATTRIBUTIONS` table.
    copies : DataFrame
        A `COPIES` table; the copies of one text within an outlet are drawn together.
    seed : int
        Seed of the resampling behind the intervals; the same seed gives the same table.

    Returns
    -------
    DataFrame
        A `VOICES` table: one row per outlet, sorted by outlet. How to read a value:
        ``share_own`` .6 means that six words in ten are the outlet's own; the four shares of
        words add up to 1. ``share_unnamed`` is the anonymity rate. ``effective_sources`` 4 means
        that the statements are as concentrated as if 4 actors made one in four each; many more
        actors may speak. Shares are missing under 5 distinct articles (``status`` too few); with
        5 to 9 (thin) the row must not be compared with another. ``note`` says what is missing.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    A word belongs to the *deepest* source that is said to have used it: in "A said that B called
    it 'a mistake'" the last two words are B's, the rest of the report is A's, and "A said that"
    is the outlet's. The voice of the segment decides, so each word counts once. Direct are
    the words between quotation marks that have a source, whether the report is quoted in whole
    or in part; scare quotes have none.

    Counts and shares are of all that was printed, copies included. Words of one article are not
    independent, so intervals come from drawing distinct articles again, and exist from 40 of
    them on: with fewer the method is known to give intervals that are too narrow. They do not
    hold the errors of finding who speaks. Only sources that are actors can be told apart, so
    ``effective_sources`` is over ``n_identified`` statements and depends on the catalogue. It
    grows with the number of articles and has no interval: drawing articles again makes it smaller.
    A larger share of quoted words is no merit in itself, and no fault.

    References
    ----------
    Laakso, M. & Taagepera, R. (1979). "Effective" number of parties: a measure with application
    to West Europe. Comparative Political Studies 12, 3-27.

    Examples
    --------
    >>> import medialens as ml
    >>> voices = ml.analyse(ml.load("first_lesson"), scorer="vader_clause").voices(pooled=True)
    >>> voices["note"].tolist()
    ['no interval: 8 distinct articles, 40 are needed']
    """
    clusters = with_clusters(articles, copies)
    statements = ATTRIBUTIONS.check(attributions).drop_duplicates(STATEMENT)
    counts = clusters.set_index("article_id").join(_word_counts(SEGMENTS.check(segments)))
    counts = counts.join(_statement_counts(statements)).fillna(dict.fromkeys(COUNTED, 0))
    by_cluster = counts.groupby(["outlet", "cluster_id"])[COUNTED].sum()
    table = counts.groupby("outlet")[COUNTED].sum()
    table = table.assign(
        n_articles=clusters.groupby("outlet").size(),
        n_clusters=by_cluster.groupby("outlet").size(),
    )
    table = table.join(_source_counts(statements, clusters)).fillna(
        {"n_identified": 0, "n_sources": 0}
    )
    table = table.join(_intervals(by_cluster, seed))
    return VOICES.table(_with_shares(table).drop(columns="words_quoted").reset_index())


COUNTED = ["n_words", *(f"words_{name}" for name in NAMES)]
COUNTED += ["words_direct", "words_quoted", "n_statements", "n_unnamed"]


def _word_counts(segments: pd.DataFrame) -> pd.DataFrame:
    """Count the words per article."""
    words = segments["n_words"].fillna(0).astype("int64")
    columns = {f"words_{name}": words.where(segments["voice"] == name, 0) for name in NAMES}
    quoted = words.where(segments["voice"] != "own", 0)
    columns |= {"n_words": words, "words_quoted": quoted}
    columns |= {"words_direct": quoted.mask(segments["is_ambiguous"], 0)}
    return pd.DataFrame(columns).groupby(segments["article_id"]).sum()


def _statement_counts(statements: pd.DataFrame) -> pd.DataFrame:
    """Count the statements per article."""
    is_unnamed = statements["voice"] == "anonymous"
    flags = pd.DataFrame({"n_statements": 1, "n_unnamed": is_unnamed.astype("int64")})
    return flags.groupby(statements["article_id"]).sum()


def _source_counts(statements: pd.DataFrame, clusters: pd.DataFrame) -> pd.DataFrame:
    """Count the actors who speak per outlet, and how many there effectively are."""
    spoken = statements.dropna(subset=["actor_id"]).merge(clusters, on="article_id")
    each = spoken.groupby(["outlet", "actor_id"]).size()
    total = each.groupby("outlet").sum()
    return pd.DataFrame(
        {
            "n_identified": total,
            "n_sources": each.groupby("outlet").size(),
            "effective_sources": total**2 / (each**2).groupby("outlet").sum(),
        }
    )


def _intervals(by_cluster: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the ends of each share, for the outlets with enough distinct articles."""
    parts, wholes = ([pair[i] for pair in SHARES.values()] for i in (0, 1))
    ends = [f"{name}_{end}" for end in ("low", "high") for name in SHARES]
    rows = {
        outlet: np.concatenate(
            percentile_interval(resampled_ratios(here[parts], here[wholes], seed=seed))
        )
        for outlet, here in by_cluster.groupby("outlet")
        if len(here) >= FEWEST
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=ends)


def _with_shares(table: pd.DataFrame) -> pd.DataFrame:
    few = table["n_clusters"] < THIN
    shares = {
        f"share_{name}": (table[part] / table[whole].where(table[whole] > 0)).mask(few)
        for name, (part, whole) in SHARES.items()
    }
    notes = [why_no_interval(n, fewest=THIN) for n in table["n_clusters"]]
    return table.assign(
        **shares,
        effective_sources=table["effective_sources"].mask(few),
        status=status_of(table["n_clusters"]),
        note=notes,
    )
