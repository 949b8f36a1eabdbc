"""Judging: from coded sheets to agreement, errors and corrected estimates."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from medialens.compare.clusters import cluster_means, with_outlets
from medialens.corpus import Corpus
from medialens.errors import EmptyError, ReadError
from medialens.io.atomic import write_bytes_atomic
from medialens.io.export import format_table
from medialens.pipeline import Tables
from medialens.validate.accuracy import compare_accuracy, count_confusions
from medialens.validate.agreement import compare_coders
from medialens.validate.coded import read_sheets
from medialens.validate.correcting import corrected_gaps, corrected_profile
from medialens.validate.gold import make_gold
from medialens.validate.key import Key

TABLES = ("gold", "agreement", "accuracy", "confusion", "corrected", "corrected_gaps", "rejects")


@dataclass(frozen=True)
class Validation:
    """What people's codes say of each other, of the machine, and of the outlets.

    ``counts`` has one row per sheet; the other tables are those of `medialens.schemas`.
    """

    gold: pd.DataFrame
    agreement: pd.DataFrame
    accuracy: pd.DataFrame
    confusion: pd.DataFrame
    corrected: pd.DataFrame
    corrected_gaps: pd.DataFrame
    rejects: pd.DataFrame
    counts: pd.DataFrame


def judge(
    corpus: Corpus,
    tables: Tables,
    copies: pd.DataFrame,
    *,
    key: Key,
    coded: Sequence[str | Path],
    seed: int = 1,
) -> Validation:
    """Read coded sheets back and compare coders, machine and outlets.

    Parameters
    ----------
    corpus : Corpus
        The collection from which the sample was drawn.
    tables : Tables
        Its tables, made with the scorer that the key names.
    copies : DataFrame
        Its `COPIES` table.
    key : Key
        The sample's key, from `read_key`.
    coded : sequence of str or Path
        The coded sheets, one per coder.
    seed : int
        Seed of bootstrap and shuffles.

    Returns
    -------
    Validation
        All tables.

    Raises
    ------
    ReadError
        If the collection is not the one that the sample was drawn from, or a sheet is unreadable.
    EmptyError
        If the sheets hold no code.
    """
    if corpus.fingerprint != key.fingerprint:
        raise ReadError(
            f"the sample was drawn from another state of the collection ({key.fingerprint}, now "
            f"{corpus.fingerprint}); give the collection as it was, or draw and code a new sample"
        )
    read = read_sheets(coded, key)
    if read.codes.empty:
        raise EmptyError("the sheets hold no code; fill in -1, 0, 1 or NA (codebook.md says when)")
    gold = make_gold(read.codes, key)
    means = machine_means(corpus, tables, copies)
    return Validation(
        gold=gold,
        agreement=compare_coders(read.codes, key, seed=seed),
        accuracy=compare_accuracy(gold, means, seed=seed),
        confusion=count_confusions(gold, means),
        corrected=corrected_profile(means, gold),
        corrected_gaps=corrected_gaps(means, gold),
        rejects=read.rejects,
        counts=read.counts,
    )


def machine_means(corpus: Corpus, tables: Tables, copies: pd.DataFrame) -> pd.DataFrame:
    """Return the machine's value of every distinct article, outlet, actor and measure.

    It is what `corrected_profile` and `compare_accuracy` hold the gold table against.
    """
    return cluster_means(with_outlets(tables.scores, corpus.articles, copies))


def write_validation(found: Validation, folder: Path) -> list[Path]:
    """Write every table as CSV into `folder`; ``gold.csv`` is the one that reports look for."""
    paths = [folder / f"{name}.csv" for name in TABLES]
    for path in paths:
        write_bytes_atomic(path, format_table(getattr(found, path.stem), "csv"))
    return paths
