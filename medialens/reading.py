"""Reading: one article as its text, with every stretch marked by whose words it is."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import groupby
from typing import Any, NamedTuple

import pandas as pd

ARROW = " → "  # between the voices of a chain, as `SEGMENTS` has it
COLORS = 6  # colors in turn; numbers and lines tell the voices apart where colors repeat
DEEPEST = 3  # lines under the words of a source of a source of a source, and deeper
STYLES = ("notebook.css", "content.css")
TYPES = {
    "direct": "quoted",
    "mixed": "partly quoted, the rest retold",
    "indirect": "retold",
    "free": "without quotation marks",
}
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")


class _Piece(NamedTuple):
    """The part of a segment that stands in one paragraph."""

    text: str
    segment: Any  # a row of SEGMENTS
    is_marked: bool = False

    @property
    def html(self) -> str:
        words = html.escape(self.text)
        return f'<mark class="ml-found">{words}</mark>' if self.is_marked else words


class Span(NamedTuple):
    """A stretch of an article: offsets into its headline (zone headline) or its text."""

    zone: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Reading:
    """One article, its words marked by source and depth.

    In a notebook it shows itself: words of the outlet stand plain; a source's words are tinted,
    underlined and preceded by the number of the voice; those of a source's source have two lines;
    a dotted line means words reported without quotation marks, which may be the reporter's choice.
    A list names each voice with its words. Printed as text, every stretch stands in brackets.

    Parameters
    ----------
    article : Series
        A row of the `ARTICLES` table.
    segments : DataFrame
        The article's `SEGMENTS`.
    found : Span, optional
        Words to mark besides, such as the sentence from which somebody came here.

    Examples
    --------
    >>> import medialens as ml
    >>> study = ml.analyse(ml.load("first_lesson"))
    >>> reading = study.read(study.corpus.articles["article_id"][0])
    >>> bool(reading.voices["n_words"].sum() == reading.segments["n_words"].sum())
    True
    """

    article: "pd.Series[Any]"
    segments: pd.DataFrame
    found: Span | None = None

    @cached_property
    def voices(self) -> pd.DataFrame:
        """Whose words the article holds: one row per chain of voices, in order of appearance.

        Columns: number (0 is the outlet itself, which stands first), chain (without the outlet),
        voice, depth, n_words, share (of the article's words, 0 to 1), n_ambiguous (words reported
        without quotation marks).
        """
        words = self.segments["n_words"]
        table = self.segments.assign(n_ambiguous=words.where(self.segments["is_ambiguous"], 0))
        table = table.groupby("chain", sort=False).agg(
            voice=("voice", "first"),
            depth=("depth", "first"),
            n_words=("n_words", "sum"),
            n_ambiguous=("n_ambiguous", "sum"),
        )
        rest = [chain for chain in table.index if chain != self._outlet]
        table = table.reindex([self._outlet, *rest]).rename_axis("chain").reset_index()
        table = table.fillna({"voice": "own", "depth": 0, "n_words": 0, "n_ambiguous": 0})
        table["share"] = table["n_words"].astype("float64") / max(int(words.sum()), 1)
        table["chain"] = table["chain"].str.removeprefix(f"{self._outlet}{ARROW}")
        table.insert(0, "number", pd.RangeIndex(len(table)))
        return table[
            ["number", "chain", "voice", "depth", "n_words", "share", "n_ambiguous"]
        ].reset_index(drop=True)

    @property
    def html(self) -> str:
        """The drawing as HTML without style: everything in it is escaped, nothing in it runs."""
        headline = "".join(self._paragraphs_html("headline", self.article["title"]))
        text = "".join(self._paragraphs_html("text", self.article["text"]))
        byline = ", ".join(filter(None, (_bdi(self._outlet), _day(self.article["published"]))))
        return (
            f'<section class="ml-reading">{headline}<p class="ml-byline">{byline}</p>'
            f'<div class="ml-spread"><div class="ml-legend">{self._legend_html()}</div>'
            f'<div class="ml-words">{text}</div></div></section>'
        )

    @property
    def _outlet(self) -> str:
        return str(self.article["outlet"])

    @cached_property
    def _numbers(self) -> dict[str, int]:
        numbers = dict(zip(self.voices["chain"], self.voices["number"], strict=True))
        first = {self._outlet: 0}
        return first | {f"{self._outlet}{ARROW}{c}": n for c, n in numbers.items() if n}

    def _paragraphs(self, zone: str, text: object) -> Iterator[list[_Piece]]:
        """Yield each paragraph of a zone as the pieces of its segments."""
        here = _rows(self.segments[self.segments["zone"] == zone])
        for paragraph in _PARAGRAPH.finditer(text if isinstance(text, str) else ""):
            start, end = paragraph.span()
            within = (s for s in here if s.start < end and start < s.end)
            pieces = [
                _Piece(paragraph.string[first:last], s, is_marked)
                for s in within
                for first, last, is_marked in self._cut(zone, max(s.start, start), min(s.end, end))
            ]
            if any(piece.text.strip() for piece in pieces):
                yield pieces

    def _cut(self, zone: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Yield a stretch in parts, before, in and after what is marked."""
        if self.found is None or self.found.zone != zone:
            yield start, end, False
            return
        first, last = (min(max(place, start), end) for place in self.found[1:])
        for a, b, is_marked in ((start, first, False), (first, last, True), (last, end, False)):
            if a < b:
                yield a, b, is_marked

    def _paragraphs_html(self, zone: str, text: object) -> Iterator[str]:
        opening, closing = ("<h3", "</h3>") if zone == "headline" else ("<p", "</p>")
        for pieces in self._paragraphs(zone, text):
            voices = (self._voice_html(chain, group) for chain, group in _by_chain(pieces))
            yield f'{opening} dir="auto">{"".join(voices)}{closing}'

    def _voice_html(self, chain: str, pieces: list[_Piece]) -> str:
        """Return the words of one voice in a paragraph; words of the outlet need no mark."""
        number = self._numbers[chain]
        if not number:
            return "".join(piece.html for piece in pieces)
        first = pieces[0].segment
        before, pieces, after = _trimmed(pieces)
        words = "".join(
            f'<span class="ml-said{" ml-ambiguous" if piece.segment.is_ambiguous else ""}">'
            f"{piece.html}</span>"
            for piece in pieces
        )
        told = TYPES[first.type]
        said = chain.removeprefix(f"{self._outlet}{ARROW}").replace(ARROW, " quoting ")
        return (
            f'{before}<span class="{_classes(number, first.depth)}" '
            f'title="{html.escape(chain)}: {told}">'
            f'<sup class="ml-tag" dir="ltr">{number}'
            f'<span class="ml-unseen"> {_bdi(said)}, {told}: </span></sup>{words}'
            f'<span class="ml-unseen"> (end of {number}) </span></span>{after}'
        )

    def _legend_html(self) -> str:
        items = "".join(f"<li>{self._entry_html(row)}</li>" for row in _rows(self.voices))
        notes = "".join(f'<p class="ml-note">{note}</p>' for note in self._notes())
        return f'<p class="ml-title">Whose words</p><ul>{items}</ul>{notes}'

    def _entry_html(self, row: Any) -> str:  # noqa: ANN401
        counted = f"{_count(row.n_words)}, {_percent(row.share)}"
        if row.n_ambiguous:
            retold = f"{row.n_ambiguous:,} of them" if row.n_ambiguous < row.n_words else "all"
            counted += f", {retold} retold"
        small = f'<span class="ml-count">{counted}</span>'
        if not row.number:
            return f"<span>{_bdi(self._outlet)}, in its own words</span> {small}"
        return (
            f'<span class="{_classes(row.number, row.depth)}"><sup class="ml-tag">{row.number}'
            f'</sup><span class="ml-said">{_bdi(row.chain)}</span></span> {small}'
        )

    def _notes(self) -> Iterator[str]:
        """Yield how to read the marks, of those that the article has."""
        if self.voices["depth"].max() > 1:
            yield "Two lines: words that a source reports of another."
        if self.voices["n_ambiguous"].any():
            yield (
                'Dotted: <span class="ml-said ml-ambiguous">retold</span> without quotation '
                "marks; the claim is the source’s, the wording may be the reporter’s."
            )
        yield "Found by machine, not checked by a person."

    def __repr__(self) -> str:
        zones = (("headline", self.article["title"]), ("text", self.article["text"]))
        paragraphs = [
            "".join(self._voice_text(chain, group) for chain, group in _by_chain(pieces))
            for zone, text in zones
            for pieces in self._paragraphs(zone, text)
        ]
        voices = [
            f"[{row.number}] {row.chain}: {_count(row.n_words)}, {_percent(row.share)}"
            for row in _rows(self.voices)
        ]
        return "\n\n".join([*paragraphs, "\n".join(voices)])

    def _voice_text(self, chain: str, pieces: list[_Piece]) -> str:
        words = "".join(piece.text for piece in pieces)
        return f"[{self._numbers[chain]}: {words}]" if self._numbers[chain] else words

    def _repr_html_(self) -> str:
        return f"<style>{reading_style()}</style>{self.html}"


def reading_style() -> str:
    """Return the page's own style sheets, read as data: a notebook looks like the report."""
    folder = files("medialens").joinpath("report", "templates")
    return "".join(folder.joinpath(name).read_text("utf-8") for name in STYLES)


def _rows(table: pd.DataFrame) -> list[Any]:
    return list(table.itertuples())


def _by_chain(pieces: list[_Piece]) -> Iterator[tuple[str, list[_Piece]]]:
    def key(piece: _Piece) -> tuple[str, str]:
        return piece.segment.chain, piece.segment.type

    for (chain, _), group in groupby(pieces, key=key):
        yield chain, list(group)


def _trimmed(pieces: list[_Piece]) -> tuple[str, list[_Piece], str]:
    """Return the spaces before a voice's words, the words, and the spaces behind them."""
    first = pieces[0].text.lstrip()
    before = pieces[0].text[: len(pieces[0].text) - len(first)]
    pieces = [pieces[0]._replace(text=first), *pieces[1:]]
    last = pieces[-1].text.rstrip()
    after = pieces[-1].text[len(last) :]
    return before, [*pieces[:-1], pieces[-1]._replace(text=last)], after


def _classes(number: int, depth: int) -> str:
    return f"ml-voice ml-voice-{(number - 1) % COLORS + 1} ml-depth-{min(depth, DEEPEST)}"


def _bdi(text: object) -> str:
    return f"<bdi>{html.escape(str(text))}</bdi>"


def _day(published: Any) -> str:  # noqa: ANN401
    if pd.isna(published):
        return ""
    return f"{published.day} {published.month_name()} {published.year}"


def _count(n: int) -> str:
    return f"{n:,} word{'' if n == 1 else 's'}"


def _percent(share: float) -> str:
    return "under 1 %" if 0 < share < 0.01 else f"{100 * share:.0f} %"
