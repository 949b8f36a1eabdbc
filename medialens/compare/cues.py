"""With which reporting words each outlet lets its sources speak."""

import pandas as pd

from medialens.compare.clusters import distinct_articles
from medialens.compare.intervals import wilson
from medialens.compare.profile import status_of
from medialens.schemas import ATTRIBUTIONS, CUES

CLASSES = ("neutral", "assertive", "factive", "distancing", "concession", "none")
KEY = ["outlet", "actor_id"]
STATEMENT = ["outlet", "article_id", "attribution_id"]
EVERYONE = ""  # stands for all sources together while rows are grouped


def compare_cues(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    by_speaker: bool = False,
) -> pd.DataFrame:
    """Count the classes of reporting words per outlet, and for each of its sources if wanted.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table; attributions of other articles are left out.
    attributions : DataFrame
        An `ATTRIBUTIONS` table.
    copies : DataFrame
        A `COPIES` table. Of each copied text an outlet keeps one article, the earliest.
    by_speaker : bool, default False
        Whether each actor who speaks has rows too, beside those of all sources together.

    Returns
    -------
    DataFrame
        A `CUES` table: one row per outlet, source and class of reporting words, 0 among them.
        ``actor_id`` is missing in the rows of all sources together. How to read a value:
        ``share`` is of statements, so one long interview can make it; ``share_with`` is of
        distinct articles, those with at least one such word, and has Wilson's interval. Both are
        missing under 5 distinct articles with a statement of the source (``status`` too few); with
        5 to 9 (thin) the row must not be compared with another. The counts are always there.

    Raises
    ------
    SchemaError
        If a column is missing.

    Notes
    -----
    What counts: statements that the outlet itself reports (depth 1). Within the words of a source
    the choice between "said" and "claimed" is that source's, not the outlet's. The parts of
    a broken quotation are one statement. Class *none* is a quotation without a reporting word.
    Statements of one article are not independent, so their share has no Wilson interval; the
    article is the unit that allows one. A class says how a word is commonly used. "Claim" is not
    a fault, and "point out" is no proof.

    References
    ----------
    Floyd, A. (2000). The reporting verbs and bias in the press. Revista Alicantina de Estudios
    Ingleses 13, 43-52.
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> import medialens as ml
    >>> study = ml.analyse(ml.load("first_lesson"), scorer="vader_clause")
    >>> articles = study.corpus.articles.assign(outlet="all outlets")
    >>> cues = compare_cues(articles, study.tables.attributions, study.copies)
    >>> cues["cue_class"].tolist()
    ['assertive', 'concession', 'distancing', 'factive', 'neutral', 'none']
    """
    statements = own_reports(articles, attributions, copies)
    if not by_speaker:
        statements = statements[statements["actor_id"] == EVERYONE]
    table = _class_counts(statements)
    few = table["status"] == "too few"
    low, high = wilson(table["n_with"], table["n_clusters"])
    numbers = {
        "share": table["n_cues"] / table["n_statements"],
        "share_with": table["n_with"] / table["n_clusters"],
        "with_low": pd.Series(low, index=table.index),
        "with_high": pd.Series(high, index=table.index),
    }
    table = table.assign(**{name: values.mask(few) for name, values in numbers.items()})
    return CUES.table(table.assign(actor_id=table["actor_id"].replace({EVERYONE: None})))


def own_reports(
    articles: pd.DataFrame, attributions: pd.DataFrame, copies: pd.DataFrame
) -> pd.DataFrame:
    """Return the statements that outlets themselves report, in distinct articles.

    Returns
    -------
    DataFrame
        One row per statement and speaker, and one more per statement whose actor_id is
        `EVERYONE`: columns outlet, article_id, attribution_id, cluster_id, actor_id, cue_class.
    """
    distinct = distinct_articles(articles, copies)
    outermost = ATTRIBUTIONS.check(attributions)
    outermost = outermost[outermost["depth"].fillna(1) == 1]
    table = outermost.merge(distinct, on="article_id", validate="many_to_one")
    table = table.assign(cue_class=table["cue_class"].fillna("none"))
    columns = [*STATEMENT, "cluster_id", "actor_id", "cue_class"]
    everyone = table.drop_duplicates(STATEMENT).assign(actor_id=EVERYONE)
    speakers = table.dropna(subset=["actor_id"]).drop_duplicates([*STATEMENT, "actor_id"])
    return pd.concat([everyone, speakers], ignore_index=True)[columns]


def _class_counts(statements: pd.DataFrame) -> pd.DataFrame:
    """Count statements and articles per source and class; a class that is not there counts 0."""
    totals = statements.groupby(KEY).agg(
        n_clusters=("cluster_id", "nunique"), n_statements=("cluster_id", "size")
    )
    found = statements.groupby([*KEY, "cue_class"]).agg(
        n_cues=("cluster_id", "size"), n_with=("cluster_id", "nunique")
    )
    classes = pd.DataFrame({"cue_class": CLASSES})
    table = totals.reset_index().merge(classes, how="cross")
    table = table.merge(found.reset_index(), on=[*KEY, "cue_class"], how="left")
    table[["n_cues", "n_with"]] = table[["n_cues", "n_with"]].fillna(0).astype(int)
    return table.assign(status=status_of(table["n_clusters"]))
