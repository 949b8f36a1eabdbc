"""Codes with spans and the documents they stand in, for programs of qualitative analysis."""

from pathlib import Path

import pandas as pd

from medialens.exchange.spans import sources_of, with_words
from medialens.io.atomic import write_bytes_atomic
from medialens.io.export import format_table
from medialens.pipeline import Tables

BETWEEN = "\n\n"  # headline and text of a document
COLUMNS = (
    *("document", "code", "start", "end", "words", "speaker", "outlet", "published", "zone"),
    *("article_id", "title"),
)


def write_qda(articles: pd.DataFrame, tables: Tables, path: Path) -> Path:
    r"""Write a folder with ``codes.csv`` and one text file a document.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    tables : Tables
        Of the study.
    path : Path
        The folder, made if it is missing.

    Returns
    -------
    Path
        The folder. ``codes.csv`` has one row per code and span: ``document`` (file in
        ``documents``), ``code`` as a path (``Actor\Edda Marrin``, ``Voice\named\direct``,
        ``Source``, ``Stance\negative\Edda Marrin``), ``start`` and ``end`` (0-based, the end
        exclusive, in characters of that file), the ``words`` there and the ``speaker``.

    Notes
    -----
    Offsets count code points, a line break as one. A document is the headline, a blank line, and
    the text. A text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    (path / "documents").mkdir(parents=True, exist_ok=True)
    for row in articles.itertuples():
        content = document(str(row.title), str(row.text)).encode("utf-8", "replace")
        write_bytes_atomic(path / "documents" / f"{row.article_id}.txt", content)
    write_bytes_atomic(path / "codes.csv", format_table(codes(articles, tables), "csv"))
    return path


def document(title: str, text: str) -> str:
    """Return an article as one text: the headline, a blank line, the text."""
    return f"{title}{BETWEEN}{text}" if title else text


def codes(articles: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Return the coded spans as a table with the columns `COLUMNS`, in order of the documents."""
    names = tables.actors.set_index("actor_id")["name"]
    mentions, spoken = tables.mentions, tables.attributions
    coded = pd.concat(
        [
            mentions.assign(code="Actor\\" + mentions["actor_id"].map(names).astype("str")),
            spoken.assign(
                code="Voice\\" + spoken["voice"] + "\\" + spoken["type"],
                speaker=spoken["actor_id"].map(names).astype("str").fillna(spoken["source"]),
            ),
            sources_of(spoken).assign(code="Source"),
            _stances(tables, names),
        ],
        ignore_index=True,
    )
    table = with_words(coded, articles)
    shift = table["title"].str.len() + len(BETWEEN)
    shift = shift.where((table["zone"] != "headline") & (table["title"] != ""), 0)
    for end in ("start", "end"):
        table[end] = (table[end].astype("int64") + shift).astype("int64")
    table["document"] = table["article_id"] + ".txt"
    table["speaker"] = table["speaker"].fillna("")
    order = ["document", "start", "end", "code"]
    return table.sort_values(order, ignore_index=True)[list(COLUMNS)]


def _stances(tables: Tables, names: "pd.Series[str]") -> pd.DataFrame:
    """Return the sentences whose label counts, coded by label and actor."""
    scores = tables.scores[tables.scores["measure"] == "portrayal"]
    scores = scores[scores["label"].notna() & ~scores["is_uncertain"]]
    where = tables.sentences[["article_id", "sentence_id", "zone", "start", "end"]]
    table = scores[["article_id", "sentence_id", "actor_id", "label"]].drop_duplicates()
    table = table.merge(where, on=["article_id", "sentence_id"])
    actor = table["actor_id"].map(names).astype("str")
    return table.assign(code="Stance\\" + table["label"].astype("str") + "\\" + actor)
