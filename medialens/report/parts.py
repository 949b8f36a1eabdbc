"""What a report of a partitioned collection shows of the outlets' words."""

import pandas as pd

from medialens.compare.keywords import rank_keywords
from medialens.partitioned import PartitionedStudy
from medialens.schemas import CONCORDANCE

LINES = 2  # of a word


def keywords_in_parts(study: PartitionedStudy, *, outlets: int, top: int) -> pd.DataFrame:
    """Return the strongest keywords of the largest outlets, each against all the others.

    Parameters
    ----------
    study : PartitionedStudy
        The study.
    outlets : int
        How many outlets; every one costs two passes over the collection.
    top : int
        Words of each.

    Returns
    -------
    DataFrame
        ``target`` and the columns of `rank_keywords`; words that the outlet uses more.
    """
    sizes = study.corpus.articles["outlet"].value_counts()
    largest = sorted(map(str, sizes.index), key=lambda name: (-int(sizes[name]), name))[:outlets]
    if len(sizes) < 2:
        return pd.DataFrame(columns=["target", "term"])
    tables = []
    for outlet in largest:
        ranked = rank_keywords(study.keywords(outlet), top=top)
        tables.append(ranked[ranked["side"] == "target"].assign(target=outlet))
    return pd.concat(tables, ignore_index=True)


def lines_in_parts(study: PartitionedStudy, words: pd.DataFrame) -> pd.DataFrame:
    """Return the first lines with each word in its outlet."""
    pairs = zip(words["target"], words["term"], strict=True)
    lines = [study.concordance(term, outlet=outlet, limit=LINES) for outlet, term in pairs]
    return pd.concat(lines, ignore_index=True) if lines else CONCORDANCE.table()
