"""Tokens with spans as BIO labels, in CoNLL-U Plus: for whoever trains or tests taggers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from medialens.errors import ReadError
from medialens.exchange.spans import sources_of
from medialens.io.atomic import write_bytes_atomic
from medialens.pipeline import Tables

LAYERS = ("ACTOR", "SOURCE", "VOICE", "VOICE2")
HEADER = f"# global.columns = ID FORM START END {' '.join(LAYERS)}"
# A possessive's ending is a token of its own, so that a name before it is whole.
_TOKEN = re.compile(r"['’]s\b|\w+(?:(?:[-.]|['’](?!s\b))\w+)*|[^\w\s]")


class Span(NamedTuple):
    """A labelled stretch; offsets into the title or the text, as its sentence has them."""

    start: int
    end: int
    label: str


def write_conll(articles: pd.DataFrame, tables: Tables, path: Path) -> Path:
    """Write every sentence's tokens with BIO labels.

    Parameters
    ----------
    articles : DataFrame
        An `ARTICLES` table.
    tables : Tables
        Of the study.
    path : Path
        The file.

    Returns
    -------
    Path
        The file: a token a line with its number, form, offsets, and the layers ``ACTOR`` (id of
        the actor mentioned), ``SOURCE`` (the phrase that names a source), ``VOICE`` (named,
        anonymous or relay: words reported by the outlet) and ``VOICE2`` (words that a source
        reports of another). ``B-`` begins a span, ``I-`` goes on, ``O`` is outside. Sentences are
        parted by a blank line and preceded by ``# article_id``, ``# sent_id``, ``# zone``.

    Notes
    -----
    Of spans of one layer that overlap the first and longest is written. Reported words that go on
    in the next sentence begin anew there. A span that begins or ends within a token is widened to
    the whole token.
    """
    layers = _layers(tables)
    texts = dict(_texts(articles))
    lines = [HEADER]
    columns = ["article_id", "sentence_id", "zone", "start", "end"]
    for article_id, number, zone, start, end in tables.sentences[columns].to_numpy().tolist():
        place = (article_id, "headline" if zone == "headline" else "text")
        tokens = list(_TOKEN.finditer(texts[place], start, end))
        marks = [_marks(tokens, found.get(place, [])) for found in layers.values()]
        if tokens:
            lines += [f"# article_id = {article_id}", f"# sent_id = {number}", f"# zone = {zone}"]
            lines += [*_lines(tokens, marks), ""]
    write_bytes_atomic(path, ("\n".join(lines) + "\n").encode("utf-8", "replace"))
    return path


def read_conll(path: Path) -> pd.DataFrame:
    """Read the spans of a file that `write_conll` wrote.

    Returns
    -------
    DataFrame
        One row per span: article_id, sentence_id, zone, layer, start, end, label.

    Raises
    ------
    ReadError
        If a line has not the columns of the header, or a label continues nothing.
    """
    rows: list[dict[str, Any]] = []
    told: dict[str, str] = {}
    is_open: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if "\t" not in line:  # between sentences, or what is told of one
            is_open = {}
            name, _, value = line[2:].partition(" = ")
            told[name] = value
            continue
        cells = line.split("\t")
        if len(cells) != 4 + len(LAYERS):
            n = f"{len(cells)} columns, {4 + len(LAYERS)} expected"
            raise ReadError(f"{path} line {number}: {n}")
        for layer, cell in zip(LAYERS, cells[4:], strict=True):
            span = _span_of(cell, int(cells[2]), is_open.pop(layer, None))
            if span is None:
                raise ReadError(f"{path} line {number}: {cell} continues no span")
            if span:
                span["end"] = int(cells[3])
                is_open[layer] = span
                if "layer" not in span:
                    span |= {"layer": layer, **_address(told)}
                    rows.append(span)
    columns = ["article_id", "sentence_id", "zone", "layer", "start", "end", "label"]
    return pd.DataFrame(rows, columns=columns)


def _span_of(cell: str, start: int, current: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return the span that a token belongs to: a new one, the current one, or an empty one.

    None where the label continues nothing.
    """
    mark, _, label = cell.partition("-")
    if mark == "B":
        return {"start": start, "label": label}
    if mark == "O":
        return {}
    return current if current is not None and current["label"] == label else None


def _address(told: Mapping[str, str]) -> dict[str, Any]:
    return {
        "article_id": told["article_id"],
        "sentence_id": int(told["sent_id"]),
        "zone": told["zone"],
    }


def _layers(tables: Tables) -> dict[str, Mapping[tuple[str, str], list[Span]]]:
    """Return the spans of each layer by article and place."""
    spoken = tables.attributions
    return {
        "ACTOR": _placed(tables.mentions.assign(label=tables.mentions["actor_id"])),
        "SOURCE": _placed(sources_of(spoken).assign(label="source")),
        "VOICE": _placed(spoken[spoken["depth"] == 1].assign(label=lambda rows: rows["voice"])),
        "VOICE2": _placed(spoken[spoken["depth"] > 1].assign(label=lambda rows: rows["voice"])),
    }


def _placed(table: pd.DataFrame) -> dict[tuple[str, str], list[Span]]:
    found: dict[tuple[str, str], list[Span]] = {}
    zones = table["zone"].where(table["zone"] == "headline", "text")
    rows = zip(
        table["article_id"], zones, table["start"], table["end"], table["label"], strict=True
    )
    for article_id, zone, start, end, label in rows:
        found.setdefault((article_id, zone), []).append(Span(int(start), int(end), str(label)))
    return {place: _apart(spans) for place, spans in found.items()}


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the spans that do not overlap an earlier one; of two at one place the longest."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.label)):
        if span.start < span.end and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept


def _texts(articles: pd.DataFrame) -> Iterator[tuple[tuple[str, str], str]]:
    columns = ["article_id", "title", "text"]
    for article_id, title, text in articles[columns].to_numpy().tolist():
        yield (article_id, "headline"), title
        yield (article_id, "text"), text


def _lines(tokens: list[re.Match[str]], marks: list[list[str]]) -> Iterator[str]:
    for number, token in enumerate(tokens):
        layers = (labels[number] for labels in marks)
        cells = [number + 1, token[0], token.start(), token.end(), *layers]
        yield "\t".join(map(str, cells))


def _marks(tokens: list[re.Match[str]], spans: list[Span]) -> list[str]:
    """Return the BIO label of each token in one layer; the spans are in order and apart."""
    marks = ["O"] * len(tokens)
    waiting = iter(spans)
    span, last = next(waiting, None), None
    for at, token in enumerate(tokens):
        while span is not None and span.end <= token.start():
            span = next(waiting, None)
        if span is not None and span.start < token.end():
            marks[at] = f"{'I' if span is last else 'B'}-{span.label}"
            last = span
    return marks
