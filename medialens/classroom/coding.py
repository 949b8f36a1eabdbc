"""Coding in class: the lesson's passages in the coding widget, each among its neighbors."""

from pathlib import Path
from typing import Any

import pandas as pd

from medialens.classroom.speaking import reveal as reveal_answers
from medialens.study import Study
from medialens.widgets import Coding, code
from medialens.widgets.session import Reveal

MOST_NAMES = 7  # with the outlet and a nameless source they fill the keys 1 to 9


def code_passages(
    study: Study,
    sheet: pd.DataFrame,
    *,
    path: str | Path = "codes.csv",
    coder: str = "",
    reveal: Reveal = "sheet",
) -> Coding:
    """Code a sheet of passages in the widget; the machine's answers follow the commitment.

    Parameters
    ----------
    study : Study
        The analysis that the sheet was drawn from.
    sheet : DataFrame
        The sheet, from `coding_sheet`.
    path : str or Path, default "codes.csv"
        The file of the codes, one per student; coding goes on where it stopped.
    coder : str, optional
        The student's name, or any sign that the class has agreed on.
    reveal : {"sheet", "item"}, default "sheet"
        Whether the machine shows its answers once the whole sheet is committed, or item by item.

    Returns
    -------
    Coding
        To be shown. ``reveal(study, sheet, coding.answers("speaker"))`` gives the same
        comparison as a table.
    """
    text = sheet.assign(context=[_context(study, row) for row in sheet.to_dict("records")])
    return code(
        text,
        path=path,
        coder=coder,
        names=names_in(study, text["context"].str.cat(sep="\n")),
        machine=lambda committed: _machine(study, committed),
        reveal=reveal,
    )


def _machine(study: Study, committed: pd.DataFrame) -> pd.DataFrame:
    answers = dict(zip(committed["item"], committed["speaker"].astype(str), strict=True))
    shown = reveal_answers(study, committed, answers)
    return shown.rename(columns={"machine": "speaker"})


def names_in(study: Study, text: str) -> list[str]:
    """Return the actors whose names stand in the texts, the same for every item."""
    actors = study.tables.actors
    is_there = [any(form in text for form in aliases.split(" | ")) for aliases in actors["aliases"]]
    return actors.loc[is_there, "name"].head(MOST_NAMES).tolist()


def _context(study: Study, row: dict[Any, Any]) -> str:
    """Return the sentence with the one before and the one after it."""
    articles = study.corpus.articles
    sentences = study.tables.sentences.query("zone != 'headline'")
    is_here = (articles["outlet"] == row["outlet"]) & (articles["title"] == row["title"])
    has_it = articles["text"].map(lambda text: row["sentence"] in text)
    for article_id, text in articles.loc[is_here & has_it, ["article_id", "text"]].to_numpy():
        start = text.find(row["sentence"])
        stop = start + len(row["sentence"])
        body = sentences[sentences["article_id"] == article_id]
        first = body.loc[body["end"] <= start, "start"].max()
        last = body.loc[body["start"] >= stop, "end"].min()
        before = start if pd.isna(first) else int(first)
        after = stop if pd.isna(last) else int(last)
        return str(text[before:after])
    return str(row["sentence"])
