"""The class's agreement: how far many coders say the same, per variable and per item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd

from medialens.classroom.agreement_tables import disputed_items, said_variables, table_html
from medialens.classroom.exports import (
    Export,
    find_exports,
    of_one_sheet,
    passage_of,
    read_exports,
)
from medialens.compare.intervals import wilson
from medialens.errors import EmptyError
from medialens.io.printable import printable
from medialens.validate.agreement import CONVENTION
from medialens.validate.krippendorff import FEWEST, Level, krippendorff_alpha
from medialens.validate.texts import NO_OWN_WORDS
from medialens.widgets.questions import KNOWN

_CODES = ["coder", "item", "variable", "code"]
_VARIABLES = ["variable", "level", "n_coders", "n_items", "n_same", "alpha", "low", "high"]
_ITEMS = ["item", "variable", "n_coders", "n_most", "share", "low", "high"]
_ITEMS += ["most", "others", "text"]


@dataclass(frozen=True)
class ClassAgreement:
    """How far the coders of a class say the same; it holds no figure of a single coder.

    ``variables`` has one row per variable and level: Krippendorff's ``alpha`` with its 95 %
    interval over ``n_items`` items that two coders or more have coded, all of whom said the same
    in ``n_same``. ``items`` has one row per item and variable: of ``n_coders`` ``n_most`` said
    ``most`` (``share`` with its 95 % interval, Wilson), the rest ``others``. ``codes`` has what
    each coder said, by coder, item and variable. ``rejects`` counts the files that could not be
    read, or that show other passages, and says why.
    """

    variables: pd.DataFrame
    items: pd.DataFrame
    codes: pd.DataFrame
    rejects: pd.DataFrame

    def __repr__(self) -> str:
        return "\n".join(map(printable, self._lines()))

    def _repr_html_(self) -> str:
        first, *notes = self._lines(tables=False)
        said = "".join(f"<p>{escape(note)}</p>" for note in notes)
        variables, items = said_variables(self.variables), disputed_items(self.items)
        return (
            f"<p><b>{escape(first)}</b></p>{table_html(variables)}{said}"
            f"<p><b>Item by item, the most disputed first</b></p>{table_html(items)}"
        )

    def _lines(self, *, tables: bool = True) -> Iterable[str]:
        n = self.codes["coder"].nunique()
        yield f"{n} coders, {self.codes['item'].nunique()} items"
        if tables:
            for row in said_variables(self.variables).to_dict("records"):
                yield "  ".join(f"{name} {value}" for name, value in row.items())
        yield f"1 is full agreement, 0 what chance would give. {CONVENTION}"
        if (self.variables["n_items"] < FEWEST).any():
            yield f"Under {FEWEST} items there is no interval: take alpha as a hint."
        for row in self.rejects.to_dict("records"):
            yield f"not read: {row['file']}: {row['reason']}"
        if tables:
            yield "Item by item, the most disputed first:"
            for row in disputed_items(self.items).to_dict("records"):
                yield "  ".join(str(value) for value in row.values())


def class_agreement(
    files: str | Path | Iterable[str | Path],
    *,
    variables: Mapping[str, Level] | None = None,
    same: Mapping[str, str] | None = None,
    keep_names: bool = False,
    seed: int = 1,
) -> ClassAgreement:
    """Read the codes of a class and say how far the coders agree.

    Parameters
    ----------
    files : path or iterable of paths
        A folder with one CSV or Excel file per coder, or the files.
    variables : mapping of str to str, optional
        Columns that hold codes, each with its level: ``"nominal"``, ``"ordinal"``,
        ``"interval"`` or ``"ratio"``. By default those that the coding widget writes; of an
        ordinal variable both the nominal and the ordinal alpha are given.
    same : mapping of str to str, optional
        Answers to count as another, such as ``{"Hollis": "Ines Hollis"}``. Capitals never count.
    keep_names : bool, default False
        Whether the coders' own names stand in ``codes`` instead of "coder 1", "coder 2", and
        the names of files in ``rejects`` instead of "file 1 of 9": for the teacher's eyes, to
        find the file.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    ClassAgreement
        Tables, and a display for a notebook.

    Raises
    ------
    EmptyError
        If fewer than two files hold a code.

    Notes
    -----
    The nominal alpha takes ``NA`` (undecidable) as an answer of its own; the others leave it out.
    ``none`` and blank cells are no answers; neither is, for the ordinal and interval alphas, what
    is no number. The number of a coder follows no alphabet. A file that shows other passages than
    most under the same numbers, drawn with another seed, is left out, and it is said why.
    """
    found, rejects = read_exports(find_exports(files), keep_names=keep_names)
    read, others = of_one_sheet(found)
    rejects += others
    levels = dict(variables) if variables else _levels(read)
    codes = _codes(read, list(levels), same or {}, keep_names=keep_names)
    if codes["coder"].nunique() < 2:
        raise EmptyError(
            "agreement needs the codes of two coders or more; found "
            f"{codes['coder'].nunique()} in {len(read) + len(rejects)} files"
        )
    texts = {row["item"]: _text(row) for one in read for row in one.rows}
    return ClassAgreement(
        pd.DataFrame(list(_variables(codes, levels, seed)), columns=_VARIABLES),
        pd.DataFrame(list(_items(codes, texts)), columns=_ITEMS),
        codes,
        pd.DataFrame(rejects, columns=["file", "reason"]),
    )


def _levels(read: Iterable[Export]) -> dict[str, Level]:
    found = {name for one in read for row in one.rows for name in row}
    return {name: one.level for name, one in KNOWN.items() if name in found}


def _codes(
    read: Sequence[Export],
    variables: Sequence[str],
    same: Mapping[str, str],
    *,
    keep_names: bool,
) -> pd.DataFrame:
    meant = {_folded(said): code for said, code in same.items()}
    found = [
        (one.coder, number, row["item"], variable, row[variable])
        for number, one in enumerate(read, start=1)
        for row in one.rows
        for variable in variables
        if row.get(variable, "") not in ("", NO_OWN_WORDS)
    ]
    return pd.DataFrame(
        [
            (
                f"{name} ({number})" if keep_names else f"coder {number}",
                item,
                variable,
                meant.get(_folded(code), code),
            )
            for name, number, item, variable, code in found
        ],
        columns=_CODES,
    )


def _variables(
    codes: pd.DataFrame, levels: Mapping[str, Level], seed: int
) -> Iterable[dict[str, object]]:
    for variable, level in levels.items():
        given = codes[codes["variable"] == variable]
        if given.empty:
            continue
        for wanted in dict.fromkeys(("nominal", level)):
            yield {"variable": variable, "level": wanted, **_alpha(given, wanted, seed)}


def _alpha(given: pd.DataFrame, level: Level, seed: int) -> dict[str, object]:
    if level == "nominal":
        numbers = pd.Series(pd.factorize(given["code"].map(_folded), sort=True)[0], given.index)
    else:
        numbers = pd.to_numeric(given["code"].str.replace("−", "-"), errors="coerce")
    wide = given.assign(number=numbers.astype("float64")).set_index(["coder", "item"])
    table = wide["number"].unstack().to_numpy()  # noqa: PD010 - no pivot table
    found = krippendorff_alpha(table, level=level, seed=seed)
    twice = table[:, (~np.isnan(table)).sum(axis=0) > 1]
    return {
        "n_coders": int((~np.isnan(table)).any(axis=1).sum()),
        "n_items": found.n_units,
        "n_same": int((np.nanmax(twice, axis=0) == np.nanmin(twice, axis=0)).sum()),
        "alpha": found.alpha,
        "low": found.low,
        "high": found.high,
    }


def _items(codes: pd.DataFrame, texts: Mapping[str, str]) -> Iterable[dict[str, object]]:
    for (item, variable), group in codes.groupby(["item", "variable"], sort=False):
        folded = group["code"].map(_folded)
        shown = dict(zip(folded[::-1], group["code"][::-1], strict=True))
        counts = sorted(folded.value_counts().items(), key=lambda pair: (-pair[1], str(pair[0])))
        n, n_most = len(group), counts[0][1]
        low, high = wilson(n_most, n)
        yield {
            "item": item,
            "variable": variable,
            "n_coders": n,
            "n_most": n_most,
            "share": n_most / n,
            "low": float(low),
            "high": float(high),
            "most": " or ".join(shown[str(code)] for code, k in counts if k == n_most),
            "others": " · ".join(f"{shown[str(code)]} {k}" for code, k in counts if k < n_most),
            "text": texts.get(str(item), ""),
        }


def _text(row: Mapping[str, str]) -> str:
    words = passage_of(row)
    return words if len(words) <= 100 else f"{words[:99]}…"


def _folded(code: str) -> str:
    return " ".join(code.casefold().split())
