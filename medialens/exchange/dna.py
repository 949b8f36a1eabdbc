"""Statements as Discourse Network Analyzer lists them: who speaks for or against whom, and when."""

import csv
import io
from pathlib import Path

import pandas as pd

from medialens.io.atomic import write_bytes_atomic
from medialens.io.export import guarded
from medialens.pipeline import Tables

DOCUMENT = ("author", "source", "section", "type")
VARIABLES = ("person", "organization", "concept", "agreement", "article_id")
COLUMNS = ("statement ID", "time", "document ID", "document title", *DOCUMENT, "text", *VARIABLES)
ORGANIZED = ("organisation", "country", "group", "outlet")


def write_dna(articles: pd.DataFrame, tables: Tables, path: Path) -> Path:
    """Write reported sentences that favor or disfavor an actor as a DNA event list.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    tables : Tables
        Of the study.
    path : Path
        The CSV file.

    Returns
    -------
    Path
        The file. One row per sentence in which a known actor speaks well or ill of an actor:
        ``person`` or ``organization`` is who speaks (an organization also where the person's
        catalogue entry says that it is part of one), ``concept`` the actor spoken of,
        ``agreement`` 1 (positive) or 0 (negative), ``source`` the outlet. Neutral and unsure
        sentences, what actors say of themselves, unnamed sources and articles without a date
        have no row: DNA knows no such statement.

    Notes
    -----
    The layout is that of the event list that DNA 3 itself exports (semicolons, no doubled
    quotation marks, times as ``yyyy-MM-dd HH:mm:ss``), which R scripts for discourse networks
    read. DNA imports statements from its own databases only, not from a CSV file. The columns
    DNA leaves to the user are the last five.
    """
    rows = statements(articles, tables)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in rows.itertuples(index=False))
    write_bytes_atomic(path, text.getvalue().encode("utf-8", "replace"))
    return path


def statements(articles: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Return the rows of `write_dna` as a table with the columns `COLUMNS`."""
    units = tables.units[tables.units["speaker_id"].notna()]
    units = units[units["speaker_id"] != units["actor_id"]]
    judged = tables.scores[tables.scores["measure"] == "voiced_stance"]
    judged = judged[judged["label"].isin(["negative", "positive"]) & ~judged["is_uncertain"]]
    key = ["article_id", "sentence_id", "actor_id", "voice", "start"]
    table = units.merge(judged[[*key, "label"]].drop_duplicates(key), on=key)
    dated = articles[articles["published"].notna()].sort_values(["published", "article_id"])
    dated = dated.assign(document=range(1, len(dated) + 1))
    told = ["article_id", "document", "published", "title", "author", "outlet", "section"]
    table = table.merge(dated[told], on="article_id")
    table = table.sort_values(["document", "sentence_id", "actor_id", "speaker_id", "start"])
    who = _speakers(tables.actors)
    names = tables.actors.set_index("actor_id")["name"]
    return pd.DataFrame(
        {
            "statement ID": range(1, len(table) + 1),
            "time": table["published"].dt.strftime("%Y-%m-%d %H:%M:%S").to_numpy(),
            "document ID": table["document"].to_numpy(),
            "document title": table["title"].to_numpy(),
            "author": table["author"].fillna("").to_numpy(),
            "source": table["outlet"].to_numpy(),
            "section": table["section"].fillna("").to_numpy(),
            "type": "",
            "text": table["sentence"].to_numpy(),
            "person": table["speaker_id"].map(who["person"]).fillna("").to_numpy(),
            "organization": table["speaker_id"].map(who["organization"]).fillna("").to_numpy(),
            "concept": table["actor_id"].map(names).to_numpy(),
            "agreement": (table["label"] == "positive").astype(int).to_numpy(),
            "article_id": table["article_id"].to_numpy(),
        },
        columns=list(COLUMNS),
    )


def _speakers(actors: pd.DataFrame) -> pd.DataFrame:
    """Return the person and the organization of each actor that speaks."""
    table = actors.set_index("actor_id")
    is_organized = table["kind"].isin(ORGANIZED)
    body = table["part_of"].map(table["name"])
    return pd.DataFrame(
        {
            "person": table["name"].where(~is_organized, ""),
            "organization": table["name"].where(is_organized, body),
        }
    )


def _cell(value: object) -> object:
    """Return a text as DNA writes it, which its readers do not take apart: no ``;``, no ``"``."""
    if not isinstance(value, str):
        return value
    plain = " ".join(value.split()).replace(";", ",").replace('"', "'")
    return guarded(plain)
