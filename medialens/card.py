"""Card: how a collection or a study shows itself, in a notebook and as plain text."""

import html
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH = 88  # characters of a line of plain text
SHORT = 14  # characters of a cell that is not broken
# The notebook's own colors, whatever its theme: the text's color and thinner tones of it.
STYLE = """
.ml-card{color:inherit;font-size:.93em;line-height:1.45;max-width:62em;overflow-wrap:anywhere;
border-left:3px solid color-mix(in srgb,currentColor 35%,transparent);padding:.1em 0 .1em 1em}
.ml-card h3{font-size:1.15em;margin:0 0 .35em;padding:0;font-weight:600}
.ml-card h4{font-size:1em;margin:.9em 0 .25em;padding:0;font-weight:600}
.ml-card p,.ml-card ul,.ml-card dl{margin:.2em 0;padding:0}
.ml-card ul{list-style:disc;padding-left:1.2em}
.ml-card dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.1em 1em}
.ml-card dt{opacity:.8;margin:0}.ml-card dd{margin:0}
.ml-card .ml-card-wide{overflow-x:auto}
.ml-card table{border-collapse:collapse;margin:.2em 0;font-size:1em;background:none;color:inherit}
.ml-card th,.ml-card td{padding:.15em 1.2em .15em 0;text-align:left;vertical-align:top;
white-space:normal;overflow-wrap:normal;background:none;color:inherit;border:0;
border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent)}
.ml-card th{font-weight:600}.ml-card .ml-card-short{white-space:nowrap}
.ml-card .ml-card-number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.ml-card code{font-size:.95em;background:none;color:inherit}
.ml-card dl.ml-card-steps dt{opacity:1}
@media (max-width:36em){.ml-card dl{grid-template-columns:minmax(0,1fr)}
.ml-card dd{margin:0 0 .35em 1em}.ml-card th,.ml-card td{padding-right:.7em}}
"""

Cell = str | int


@dataclass(frozen=True)
class Block:
    """A small table under a heading; `more` says what it leaves out."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    more: str = ""


@dataclass(frozen=True)
class Card:
    """What there is to know at a glance.

    Parameters
    ----------
    title : str
        What is shown.
    facts : sequence of (str, str)
        Name and value, one line each; a value that is empty is left out.
    blocks : sequence of Block
        Small tables.
    notes : sequence of str
        What to look at before anything is concluded.
    steps : sequence of (str, str)
        Code to go on with, and what it answers.

    Examples
    --------
    >>> print(Card("Harbour", facts=[("articles", "8")], steps=[("study.actors", "who is named")]))
    Harbour
      articles  8
    <BLANKLINE>
    Go on with
      study.actors  who is named
    """

    title: str
    facts: Sequence[tuple[str, str]] = ()
    blocks: Sequence[Block] = ()
    notes: Sequence[str] = ()
    steps: Sequence[tuple[str, str]] = ()

    def __str__(self) -> str:
        return "\n".join(self._lines())

    @property
    def html(self) -> str:
        """The card as HTML with its style; everything in it is escaped, nothing in it runs."""
        parts = [f"<h3>{_shown(self.title)}</h3>", _pairs(self._facts())]
        parts += [_block(block) for block in self.blocks]
        if self.notes:
            listed = "".join(f"<li>{_shown(note)}</li>" for note in self.notes)
            parts.append(f"<h4>Before comparing</h4><ul>{listed}</ul>")
        if self.steps:
            parts.append(f"<h4>Go on with</h4>{_pairs(self.steps, steps=True)}")
        return f'<style>{STYLE}</style><section class="ml-card">{"".join(parts)}</section>'

    def _facts(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.facts if value]

    def _lines(self) -> Iterator[str]:
        yield _plain(self.title)
        yield from _aligned(self._facts())
        for block in self.blocks:
            yield from ("", block.heading)
            yield from _columns([block.columns, *block.rows])
            yield from filter(None, [f"  {block.more}" if block.more else ""])
        if self.notes:
            yield from ("", "Before comparing")
            for note in self.notes:
                yield from textwrap.wrap(
                    _plain(note), WIDTH, initial_indent="  - ", subsequent_indent="    "
                )
        if self.steps:
            yield from ("", "Go on with")
            yield from _aligned(self.steps)


def _block(block: Block) -> str:
    look = [_look([row[at] for row in block.rows]) for at in range(len(block.columns))]
    head = "".join(
        f'<th scope="col"{kind}>{_shown(name)}</th>'
        for name, kind in zip(block.columns, look, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{kind}>{_shown(_written(cell))}</td>" for cell, kind in zip(row, look, strict=True)
        )
        + "</tr>"
        for row in block.rows
    )
    more = f"<p>{_shown(block.more)}</p>" if block.more else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<h4>{_shown(block.heading)}</h4><div class="ml-card-wide">{table}</div>{more}'


def _look(cells: Sequence[Cell]) -> str:
    """Return the class of a column: numbers stand right, short texts on one line."""
    if all(isinstance(cell, int) for cell in cells):
        return ' class="ml-card-number"'
    return ' class="ml-card-short"' if all(len(str(cell)) <= SHORT for cell in cells) else ""


def _pairs(pairs: Sequence[tuple[str, str]], *, steps: bool = False) -> str:
    wrap = "<code>{}</code>" if steps else "{}"
    listed = "".join(
        f"<dt>{wrap.format(_shown(name))}</dt><dd>{_shown(value)}</dd>" for name, value in pairs
    )
    return f'<dl class="ml-card-steps">{listed}</dl>' if steps else f"<dl>{listed}</dl>"


def _aligned(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    width = max((len(_plain(name)) for name, _ in pairs), default=0)
    for name, value in pairs:
        first = f"  {_plain(name):<{width}}  "
        if width > WIDTH // 2:  # side by side there would be no room
            yield first.rstrip()
            first = " " * 6
        yield from textwrap.wrap(
            _plain(value), WIDTH, initial_indent=first, subsequent_indent=" " * len(first)
        )


def _columns(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    written = [[_plain(_written(cell)) for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in written) for at in range(len(written[0]))]
    numbers = [all(isinstance(row[at], int) for row in rows[1:]) for at in range(len(rows[0]))]
    for row in written:
        cells = (
            cell.rjust(width) if number else cell.ljust(width)
            for cell, width, number in zip(row, widths, numbers, strict=True)
        )
        yield f"  {'  '.join(cells)}".rstrip()


def _written(cell: Cell) -> str:
    return f"{cell:,}" if isinstance(cell, int) else cell


def _plain(text: str) -> str:
    """Return a text on one line that a terminal can take."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())


def _shown(text: str) -> str:
    return f"<bdi>{html.escape(_plain(text))}</bdi>"
