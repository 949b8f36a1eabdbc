"""A table as HTML: text left, numbers right, an estimate with its interval in one cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import pandas as pd

from medialens.report import numbers
from medialens.report.html import bdi, escape, link
from medialens.report.language import day as day_in_words
from medialens.report.language import say

ROWS_SHOWN = 200
TALL = 24  # rows after which a table scrolls by itself
COLUMNS_SHOWN = 16
TEXT_SHOWN = 400
TOO_FEW = "too few"
IF_ANY = "n_uncertain"  # a column that is shown where it counts something
BEFORE = "left"  # a concordance's left context stands against the term
LINK = "\0link"  # key of a row's address; no column can have this name
VOICES = {
    "own_stance": "own voice",
    "voiced_stance": "quoted voice",
    "portrayal": "any voice",
}
LABELS = {
    "actor_id": "actor",
    "ci_high": "interval, upper end",
    "ci_low": "interval, lower end",
    "g2": "G²",
    "n_uncertain": "of these unsure",
    "n_unscored": "not scored",
    "source_file": "file",
    "source_row": "row",
    "url": "address",
}

Columns = Mapping[str, str] | Sequence[str] | None


@dataclass(frozen=True)
class Column:
    """A column as it is shown: its heading, its side, and what stands in each row's cell."""

    name: str
    label: str
    is_number: bool
    cell: Callable[[Mapping[str, Any]], str]


def table_html(
    table: pd.DataFrame,
    *,
    caption: str,
    note: str = "",
    columns: Columns = None,
    links: Sequence[str] = (),
    downloads: str = "",
) -> str:
    """Return the head of `table` as HTML that a screen reader can walk through.

    Parameters
    ----------
    table : DataFrame
        Any table. An estimate followed by ``*_low`` and ``*_high`` columns gets its interval in
        the same cell; a row whose ``status`` is "too few" shows its n instead of the estimate.
    caption, note : str
        What the table shows, and how to read it.
    columns : mapping of column to heading, or sequence of columns
        Which columns to show, in which order; all of them by default.
    links : sequence of str
        For each row the id of its sentences on the page; none by default.
    downloads : str
        HTML with the links to the files.
    """
    if table.empty:
        said = " ".join(filter(None, (f"{caption}: none.", note)))
        return f'<p class="ml-note">{bdi(said)} {downloads}</p>'
    head = table.head(ROWS_SHOWN).rename(columns=str)
    is_sure = IF_ANY in table and not table[IF_ANY].any()
    shown = [
        column for column in _columns(head, columns) if not (is_sure and column.name == IF_ANY)
    ]
    values = head.astype(object).itertuples(index=False, name=None)
    rows = (
        dict(zip(head.columns, row, strict=True)) | {LINK: address}
        for row, address in zip_longest(values, links[: len(head)], fillvalue="")
    )
    body = "".join(_row(row, shown) for row in rows)
    heads = "".join(_head(column) for column in shown)
    small = _notes(table, shown, body=body, note=note, downloads=downloads)
    label = escape(caption)
    look = "ml-scroll ml-tall" if len(head) > TALL else "ml-scroll"
    return (
        f'<section class="{look}" tabindex="0" aria-label="{label}">'
        f'<table class="ml-table"><caption><span class="ml-caption">{bdi(caption)}</span></caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></section>{small}"
    )


def _columns(table: pd.DataFrame, wanted: Columns) -> list[Column]:
    pairs = _intervals(table)
    ends = {end for pair in pairs.values() for end in pair}
    hidden = ends | ({"actor_id"} if "actor" in table else set())
    every = [name for name in table.columns if name not in hidden]
    names = every if wanted is None else list(wanted)
    labels = dict(wanted) if isinstance(wanted, Mapping) else {}
    absent = [name for name in names if name not in table.columns]
    if absent:
        raise ValueError(f"columns={absent} are not in the table; it has {list(table.columns)}")
    shown = names[:COLUMNS_SHOWN]
    wordy = [name for name in shown if _is_words(table, name)]
    linked = "outlet" if "outlet" in wordy else next(iter(wordy), "")
    return [
        Column(
            name,
            labels.get(name, _label(name)),
            _is_number(table[name]),
            _linking(_cell(table, name, pairs.get(name)), is_linked=name == linked),
        )
        for name in shown
    ]


def _is_words(table: pd.DataFrame, name: str) -> bool:
    return not _is_number(table[name]) and name not in ("url", BEFORE)


def _linking(
    cell: Callable[[Mapping[str, Any]], str], *, is_linked: bool
) -> Callable[[Mapping[str, Any]], str]:
    """Return the cell, linked to the row's sentences where it is the one that is."""
    return (lambda row: _linked(cell(row), row[LINK])) if is_linked else cell


def _intervals(table: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return the interval's columns for each estimate: the number that stands before them."""
    names = list(table.columns)
    pairs = {}
    for at, low in enumerate(names[:-1]):
        high = names[at + 1]
        is_pair = low.endswith("_low") and high == f"{low[:-4]}_high"
        if is_pair and at and pd.api.types.is_float_dtype(table[names[at - 1]]):
            pairs[names[at - 1]] = (low, high)
    return pairs


def _label(name: str) -> str:
    return LABELS.get(name, name.removeprefix("n_").replace("_", " "))


def _is_number(values: "pd.Series[Any]") -> bool:
    types = pd.api.types
    return bool(types.is_numeric_dtype(values) and not types.is_bool_dtype(values))


def _cell(
    table: pd.DataFrame, name: str, pair: tuple[str, str] | None
) -> Callable[[Mapping[str, Any]], str]:
    values = table[name]
    if pd.api.types.is_float_dtype(values):
        return _float_cell(table, name, pair)
    if _is_number(values):
        return lambda row: _or_missing(row[name], lambda value: numbers.number(value, places=0))
    if name == "url":
        return lambda row: _or_missing(row[name], lambda value: link(value, value))
    if name == "measure":
        return lambda row: _or_missing(
            row[name], lambda value: _text(say(VOICES.get(str(value), str(value))))
        )
    return lambda row: _or_missing(row[name], _text)


def _float_cell(
    table: pd.DataFrame, name: str, pair: tuple[str, str] | None
) -> Callable[[Mapping[str, Any]], str]:
    if name in ("p", "q"):
        return lambda row: _or_missing(row[name], lambda value: escape(numbers.probability(value)))
    is_share = name.startswith("share")
    is_signed = bool((table[[name, *(pair or ())]] < 0).any(axis=None))
    # With intervals, one number of decimals for the whole column, so that its rows can be compared.
    largest = table[[name, *(pair or ())]].abs().max().max() if pair or is_share else float("nan")
    # A share is a whole percentage, of small shares one decimal.
    share_places = min(1, numbers.decimals(100 * largest)) if is_share else 0
    look = "ml-interval ml-narrow" if is_share else "ml-interval"
    gap = f'<span class="{look}"></span>' if pair and table[pair[0]].notna().any() else ""

    def cell(row: Mapping[str, Any]) -> str:
        if pair and str(row.get("status", "")) == TOO_FEW:
            return f'<span class="ml-few">{_too_few(row)}</span>'
        return _or_missing(row[name], lambda value: _estimate(value, row))

    def _estimate(value: float, row: Mapping[str, Any]) -> str:
        ends = [row[end] for end in pair] if pair else []
        scale = 100 if is_share else 1
        figures = [scale * figure for figure in (value, *ends) if not pd.isna(figure)]
        places = share_places if is_share else numbers.decimals(largest if pair else value)
        text = numbers.number(scale * value, places=places, signed=is_signed)
        text += " %" if is_share else ""
        if len(figures) < 3:
            return f"{text} {gap}".rstrip()
        bounds = numbers.interval(*figures[1:], places=places, signed=is_signed)
        return f'{text} <span class="{look}">{bounds}</span>'

    return cell


def _too_few(row: Mapping[str, Any]) -> str:
    n = next((row[name] for name in ("n_clusters", "n_articles") if name in row), None)
    if n is None or pd.isna(n):
        return say("too few articles")
    return say("too few articles ({n})", n=int(n))


def _or_missing(value: Any, show: Callable[[Any], str]) -> str:  # noqa: ANN401
    if value is None or value is pd.NA or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return '<span class="ml-missing">–</span>'
    return show(value)


def _text(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        day = f"{value:%Y-%m-%d}"
        return f'<time datetime="{day}">{escape(day_in_words(value))}</time>'
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return bdi(text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}…")


def _linked(shown: str, address: str) -> str:
    return f'<a href="#{escape(address)}">{shown}</a>' if address else shown


def _head(column: Column) -> str:
    side = ' class="ml-number"' if column.is_number else ""
    return f'<th scope="col"{side}>{escape(column.label)}</th>'


def _row(row: Mapping[str, Any], columns: Sequence[Column]) -> str:
    cells = []
    for at, column in enumerate(columns):
        content = column.cell(row)
        if at == 0 and not column.is_number:
            cells.append(f'<th scope="row">{content}</th>')
        else:
            side = ' class="ml-number"' if column.is_number else ""
            side = ' class="ml-before"' if column.name == BEFORE else side
            cells.append(f"<td{side}>{content}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _notes(
    table: pd.DataFrame, shown: Sequence[Column], *, body: str, note: str, downloads: str
) -> str:
    said = [bdi(note)] if note else []
    if "ml-interval" in body:
        said.append(escape(say("In brackets: 95 % interval.")))
    if "ml-missing" in body:
        said.append(escape(say("– : not measured or not stated.")))
    if len(table) > ROWS_SHOWN:
        said.append(say("The first {shown} of {n} rows.", shown=ROWS_SHOWN, n=f"{len(table):,}"))
    if len(table.columns) > COLUMNS_SHOWN and len(shown) == COLUMNS_SHOWN:
        n = f"{len(table.columns):,}"
        said.append(say("{shown} of {n} columns.", shown=COLUMNS_SHOWN, n=n))
    text = " ".join(said)
    return (
        f'<p class="ml-note">{text}{" " if text and downloads else ""}{downloads}</p>'
        if (text or downloads)
        else ""
    )
