"""Word shift: which words make two groups of articles differ in a word-level score."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from medialens.compare.clusters import distinct_articles
from medialens.compare.counting import count_terms, read_words
from medialens.errors import EmptyError, unknown_name
from medialens.schemas import WORD_SHIFT


def compare_word_shift(
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    scores: Mapping[str, float],
    *,
    target: str,
    reference: str,
    stretches: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Split the difference in the average score of words between two outlets by word.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    copies : DataFrame
        A `COPIES` table. Of each copied text an outlet keeps one article.
    scores : mapping of str to float
        Word in small letters to score: a sentiment lexicon, familiarity, length. Words without a
        score are left out.
    target, reference : str
        Two outlets.
    stretches : DataFrame, optional
        Which words to count, as in `compare_keywords`: those of one voice.

    Returns
    -------
    DataFrame
        A `WORD_SHIFT` table, the largest contribution first. The contributions add up to
        ``average of the target - average of the reference``. How to read a row: a word counts
        because it scores above or below the reference's average and because the two sides use it
        unequally often; ``contribution`` above 0 raises the target.

    Raises
    ------
    UnknownNameError
        If an outlet is not in `articles`.
    EmptyError
        If a side has no scored word.

    Notes
    -----
    ``contribution = (share in target - share in reference) (score - average of reference)``, with
    shares of the scored words of each side.

    References
    ----------
    Gallagher, R. J. et al. (2021). Generalized word shift graphs. EPJ Data Science 10, 4.
    """
    for outlet in (target, reference):
        if outlet not in set(articles["outlet"]):
            raise unknown_name("outlet", outlet, sorted(articles["outlet"].unique()))
    kept = articles.merge(distinct_articles(articles, copies)[["article_id"]], on="article_id")
    shares, words = [], read_words(kept, stretches)
    for outlet in (target, reference):
        counts = count_terms(kept[kept["outlet"] == outlet], words=words)
        total = pd.Series(np.ravel(counts.table.sum(axis=0)), index=counts.terms)
        total = total[[term for term in total.index if term in scores]]
        if total.sum() == 0:
            raise EmptyError(f"no word of {outlet!r} has a score")
        shares.append(total / total.sum())
    table = pd.concat(shares, axis=1, keys=["share_target", "share_reference"]).fillna(0.0)
    table = table.assign(score=[float(scores[term]) for term in table.index])
    average = float((table["share_reference"] * table["score"]).sum())
    table["contribution"] = (table["share_target"] - table["share_reference"]) * (
        table["score"] - average
    )
    table = table.rename_axis("term").reset_index()
    order = table["contribution"].abs().sort_values(ascending=False, kind="stable").index
    return WORD_SHIFT.table(table.loc[order])
