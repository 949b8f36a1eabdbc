"""Session: what happens when a coder answers, commits, or comes back the next day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from medialens.errors import ReadError
from medialens.io.atomic import write_bytes_atomic
from medialens.widgets.codes import Answer, codes_csv, codes_table, read_codes
from medialens.widgets.items import Items

Machine = pd.DataFrame | Callable[[pd.DataFrame], pd.DataFrame]
Reveal = Literal["sheet", "item"]
LONGEST = 10_000  # characters of a note or a typed answer


@dataclass
class Session:
    """One coder at one sheet; every change is written to ``path`` before it counts as saved.

    ``machine`` stays on this side: `revealed` gives its answers to what has been committed, and
    to nothing else.
    """

    items: Items
    path: Path
    coder: str = ""
    machine: Machine | None = None
    reveal: Reveal = "sheet"
    answers: dict[str, Answer] = field(default_factory=dict)
    _content: bytes | None = None  # of the file, as it was last read or written here

    @property
    def table(self) -> pd.DataFrame:
        """The sheet with the codes so far, as it is written to the file."""
        return codes_table(self.items, self.answers, self.coder)

    def resume(self) -> None:
        """Take up the codes in the file, or start with what the sheet brings along."""
        self.answers = {name: Answer(self.items.given(name)) for name in self.items.names}
        if not self.path.exists():
            return
        self._content = self.path.read_bytes()
        answers, coder = read_codes(self.path, self.items)
        if coder and self.coder and coder != self.coder:
            raise ReadError(
                f"{self.path} holds the codes of {coder}, not of {self.coder}; give another path"
            )
        self.answers, self.coder = answers, coder or self.coder

    def call(self, coder: str) -> None:
        """Give the coder a name and write it to the file, if there is one."""
        self.coder = " ".join(coder.split())[:200]
        if self.path.exists():
            self._write(self.table)

    def answer(self, item: str, said: Mapping[str, Any]) -> None:
        """Keep the answer to an item and write the file; a committed one is not changed."""
        before = self.answers[item]
        if before.is_committed:
            raise ValueError(f"item {item} has been committed and stays as it is")
        self._keep({item: self._checked(item, said)})

    def commit(self, item: str | None = None) -> None:
        """Commit an item, or the whole sheet: from now on it stays as it is."""
        if (item is None) != (self.reveal == "sheet"):
            raise ValueError(f"this sheet is committed by the {self.reveal}")
        chosen = self.items.names if item is None else [item]
        open_items = [name for name in chosen if not self.is_done(name)]
        if open_items:
            raise ValueError(f"no answer yet for item {', '.join(open_items)}")
        self._keep({name: replace(self.answers[name], is_committed=True) for name in chosen})

    def is_done(self, item: str) -> bool:
        """Tell whether every question that needs an answer has one."""
        codes = self.answers[item].codes
        return all(codes.get(one.name) for one in self.items.questions if one.is_needed)

    def revealed(self) -> dict[str, dict[str, Any]]:
        """Return the machine's answers to the items that are committed, and to no other."""
        committed = [name for name in self.items.names if self.answers[name].is_committed]
        if self.machine is None or not committed:
            return {}
        table = self.table
        ours = table[table["item"].astype(str).isin(committed)]
        said = self.machine(ours) if callable(self.machine) else self.machine
        rows = {str(row["item"]): row for row in said.to_dict("records")}
        return {name: self._beside(name, rows[name]) for name in committed if name in rows}

    def _beside(self, item: str, row: Mapping[Any, Any]) -> dict[str, Any]:
        """Return the machine's codes of an item, and whether they are the coder's."""
        names = [one.name for one in self.items.questions if one.name in row]
        codes = {name: _text(row[name]) for name in names}
        yours = self.answers[item].codes
        is_same = {name: _folded(codes[name]) == _folded(yours.get(name, "")) for name in names}
        if "is_agreed" in row and len(names) == 1:  # who knows the other forms of a name
            is_same = {names[0]: bool(row["is_agreed"])}
        return {"codes": codes, "is_same": is_same, "why": _text(row.get("why", ""))}

    def _keep(self, changed: Mapping[str, Answer]) -> None:
        """Write the file first: what could not be saved is not said to be."""
        answers = {**self.answers, **changed}
        self._write(codes_table(self.items, answers, self.coder))
        self.answers = answers

    def _write(self, table: pd.DataFrame) -> None:
        """Write the file, unless another session or program has changed it meanwhile."""
        found = self.path.read_bytes() if self.path.exists() else self._content
        if found != self._content:
            raise ValueError(
                f"{self.path} was changed elsewhere; run the cell again to go on from there"
            )
        content = codes_csv(table)
        write_bytes_atomic(self.path, content)
        self._content = content

    def _checked(self, item: str, said: Mapping[str, Any]) -> Answer:
        """Return what came from the browser as an answer, or raise ``ValueError``."""
        given = self.items.given(item)
        codes = {}
        for one in self.items.questions:
            code = given.get(one.name) or str(said.get("codes", {}).get(one.name) or "").strip()
            allowed = {given.get(one.name), *(choice.code for choice in one.choices)}
            if code and not one.is_open and code not in allowed:
                raise ValueError(f"{code!r} is no answer to {one.name}")
            if code:
                codes[one.name] = code[:LONGEST]
        length = len(self.items.shown_text(item))
        spans = [(int(start), int(end)) for start, end in said.get("spans", [])]
        if any(not 0 <= start < end <= length for start, end in spans):
            raise ValueError(f"a mark lies outside the text of item {item}")
        return Answer(codes, str(said.get("note", ""))[:LONGEST], joined(spans))


def joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap as one.

    Examples
    --------
    >>> joined([(8, 12), (0, 3), (2, 5)])
    [(0, 5), (8, 12)]
    """
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _folded(code: str) -> str:
    return code.casefold().strip()
