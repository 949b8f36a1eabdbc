"""Items: what any coding sheet comes down to - texts to read, and questions about each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from medialens.errors import SchemaError
from medialens.validate import Sample, coding_sheet
from medialens.widgets.questions import (
    KNOWN,
    OWN_STANCE,
    PORTRAYAL,
    SPEAKER,
    STANCE,
    TARGET,
    Question,
)

TEXTS = ("context", "sentences", "sentence", "text")  # the first that a sheet has is read
ASIDES = {"own_words": "In the newspaper's own words", "quoted_words": "Quoted or reported"}
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_RESERVED = ("item", "note", "spans", "coder", "committed")


@dataclass(frozen=True)
class Items:
    """The items of a sheet, one row each, and what is asked of them.

    ``sheet`` is the coding sheet as it was drawn: its columns come back in the file of codes.
    """

    sheet: pd.DataFrame
    questions: tuple[Question, ...]

    @property
    def names(self) -> list[str]:
        """The items' numbers as text, in the order in which they are coded."""
        return self.sheet["item"].astype(str).tolist()

    @property
    def table(self) -> pd.DataFrame:
        """One row per item: item, heading, target, text, passage."""
        sheet = self.sheet.fillna("").astype(str)
        text = next(column for column in TEXTS if column in sheet)
        blank = pd.Series("", index=sheet.index)
        heads = sheet[[column for column in ("outlet", "title") if column in sheet]]
        return pd.DataFrame(
            {
                "item": sheet["item"],
                "heading": [" · ".join(filter(None, row)) for row in heads.to_numpy().tolist()],
                "target": sheet.get("actor", blank),
                "text": sheet[text],
                "passage": sheet.get("passage", blank),
            }
        )

    def shown(self) -> list[dict[str, Any]]:
        """Return what the coder sees of each item; spans count code points of ``text``."""
        asides = [name for name in ASIDES if name in self.sheet]
        cells = self.sheet[asides].fillna("").astype(str).to_dict("records")
        return [
            {
                **{str(name): value for name, value in row.items()},
                "item": str(row["item"]),
                "text": _MARKED.sub(r"\1", row["text"]),
                "marks": _marks(row["text"]),
                "passage": _place(row["passage"], row["text"]),
                "words": row["passage"],
                "asides": [
                    [ASIDES[name], _MARKED.sub(r"\1", cell[name])]
                    for name in asides
                    if cell[name].strip()
                ],
            }
            for row, cell in zip(self.table.to_dict("records"), cells, strict=True)
        ]

    def shown_text(self, item: str) -> str:
        """Return the text of one item as the coder sees it, without brackets."""
        (text,) = self.table.loc[self.table["item"].astype(str) == item, "text"]
        return _MARKED.sub(r"\1", text)

    def given(self, item: str) -> dict[str, str]:
        """Return the codes that the sheet brings along, such as ``none`` for no own words."""
        row = self.sheet.loc[self.sheet["item"].astype(str) == item].iloc[0]
        names = [one.name for one in self.questions if one.name in self.sheet]
        return {name: str(row[name]) for name in names if str(row[name]).strip()}


def find_items(
    sheet: "pd.DataFrame | Sample | Items", questions: Sequence[Question | str] | None = None
) -> Items:
    """Return the items of a coding sheet of any shape.

    Parameters
    ----------
    sheet : DataFrame or Sample
        A sheet of `medialens.classroom.coding_sheet` or `medialens.validate.coding_sheet`, a
        sample, or any table with ``item`` and one of ``context``, ``sentences``, ``sentence`` and
        ``text``; ``passage``, ``actor``, ``outlet`` and ``title`` are shown where they are there.
    questions : sequence of Question or str, optional
        What to ask. By default a sheet with a column ``portrayal`` asks for portrayal and own
        stance, any other for speaker, target and stance.

    Returns
    -------
    Items
        Sheet and questions.
    """
    if isinstance(sheet, Items):
        return sheet
    table = coding_sheet(sheet) if isinstance(sheet, Sample) else sheet
    _check(table)
    if questions is None:
        questions = (PORTRAYAL, OWN_STANCE) if "portrayal" in table else (SPEAKER, TARGET, STANCE)
    asked = tuple(_question(one) for one in questions)
    return Items(table.reset_index(drop=True), asked)


def _check(table: pd.DataFrame) -> None:
    if "item" not in table or not set(TEXTS) & set(table):
        found = ", ".join(map(str, table.columns))
        raise SchemaError(
            f"the sheet has the columns {found}; it needs item and one of {', '.join(TEXTS)}"
        )
    if table["item"].astype(str).duplicated().any():
        raise SchemaError("an item stands twice in the sheet; give each row its own number")


def _question(one: Question | str) -> Question:
    if isinstance(one, Question):
        if one.name in _RESERVED:
            raise ValueError(f"a question cannot be called {one.name!r}; choose another name")
        return one
    if one not in KNOWN:
        raise ValueError(f"question {one!r} is not known; choose of {', '.join(KNOWN)}")
    return KNOWN[one]


def _marks(text: str) -> list[list[int]]:
    """Return where the bracketed words stand once the brackets are gone."""
    return [
        [found.start() - 4 * number, found.end() - 4 * (number + 1)]
        for number, found in enumerate(_MARKED.finditer(text))
    ]


def _place(passage: str, text: str) -> list[int]:
    """Return where the passage to judge stands in the text, if it is not all of it."""
    start = _MARKED.sub(r"\1", text).find(passage) if passage.strip() else -1
    return [] if start < 0 or passage == text else [start, start + len(passage)]
