"""What stands in the explorer's place where no widget runs: tables, and sentences behind them."""

from html import escape
from typing import Any

from medialens.compare.keywords import rank_keywords
from medialens.errors import EmptyError
from medialens.io.printable import printable
from medialens.text.numbers import interval, number
from medialens.widgets.views import Filters, Views

ROWS = 8  # actors; a saved notebook carries this page
BEHIND = 2  # sentences behind each number
NO_BREAK = "\N{NO-BREAK SPACE}"
TOP = 10  # words of each of two outlets
HINT = "Run this cell in JupyterLab to filter, and to go on to the sentences and articles."
MEASURE = (
    "The outlets' own voice: mean over distinct articles, −1 unfavorable to +1 favorable; in "
    "brackets the 95 % interval, n the distinct articles. Machine scores, not checked by a person."
)


def page_html(views: Views) -> str:
    """Return the matrix with sentences behind each number, and words of two outlets."""
    matrix = views.matrix(Filters(), ROWS)
    head = "".join(f'<th scope="col">{_bdi(name)}</th>' for name in matrix["outlets"])
    rows = "".join(
        f'<tr><th scope="row">{_bdi(row["actor"])}</th>'
        + "".join(f"<td>{_cell_html(cell)}</td>" for cell in row["cells"])
        + "</tr>"
        for row in matrix["rows"]
    )
    left_out = "".join(f"<p>{escape(line)}</p>" for line in _left_out(matrix))
    return (
        f"<p><strong>{_bdi(views.study.corpus.name)}</strong>, {matrix['n_articles']:,} articles. "
        f"{escape(HINT)}</p><p>{escape(MEASURE)}</p>"
        f'<div style="overflow-x: auto"><table><caption>Actors by outlets</caption><thead><tr>'
        f'<th scope="col">Actor</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"{left_out}{''.join(_behind(views, row) for row in matrix['rows'])}{_words_html(views)}"
    )


def page_text(views: Views) -> str:
    """Return the matrix as lines of text."""
    matrix = views.matrix(Filters(), ROWS)
    lines = []
    for row in matrix["rows"]:
        lines.append(printable(row["actor"]))
        for outlet, cell in zip(matrix["outlets"], row["cells"], strict=True):
            lines.append(f"  {printable(outlet)}: {cell_text(cell)}")
    told = f"{printable(views.study.corpus.name)}: {matrix['n_articles']:,} articles. {HINT}"
    return "\n".join([told, MEASURE, *lines, *_left_out(matrix)])


def cell_text(cell: dict[str, Any] | None) -> str:
    """Return a cell in words: never a number without its n."""
    if cell is None:
        return "not named"
    if cell["status"] == "too few":
        return f"too few articles ({cell['n']})"
    thin = ", thin" if cell["status"] == "thin" else ""
    return f"{_value(cell['mean'])} {_range(cell)}, n {cell['n']}{thin}"


def _cell_html(cell: dict[str, Any] | None) -> str:
    """Return a cell in three lines that do not break."""
    first, bracket, rest = cell_text(cell).partition(" [")
    if not bracket:
        return escape(first)
    ends, _, counted = rest.replace(" ", NO_BREAK).partition(f"],{NO_BREAK}")
    return f"<strong>{first}</strong><br>[{ends}]<br>{counted}"


def _value(value: float) -> str:
    return number(value, places=2, signed=True)


def _range(cell: dict[str, Any]) -> str:
    return interval(cell["low"], cell["high"], places=2, signed=True)


def _left_out(matrix: dict[str, Any]) -> list[str]:
    told = []
    if matrix["hidden"]:
        told.append(f"{len(matrix['hidden'])} more outlets are not shown.")
    if matrix["n_actors"] > len(matrix["rows"]):
        told.append(f"{matrix['n_actors'] - len(matrix['rows']):,} more actors are not shown.")
    return told


def _behind(views: Views, row: dict[str, Any]) -> str:
    """Return the sentences that move an actor's numbers most, to unfold."""
    table = views.study.evidence(row["id"], measure="own_stance")
    table = table[table["weight"] > 0]
    share = (table["weight"] * table["value"]).abs()
    shown = table.assign(share=share).sort_values("share", ascending=False, kind="stable")
    shown = shown.groupby("outlet").head(BEHIND).sort_values("outlet", kind="stable")
    items = "".join(
        f"<li>{_bdi(one['sentence'])} <small>{_bdi(one['outlet'])}, "
        f"{str(one['published'])[:10]}, scored {_value(one['value'])}</small></li>"
        for one in shown.to_dict("records")
    )
    counted = f"{len(shown):,} of {len(table):,} sentences, those that move the means most"
    return f"<details><summary>{_bdi(row['actor'])}: {counted}</summary><ul>{items}</ul></details>"


def _words_html(views: Views) -> str:
    """Return the words on which the two largest outlets differ most; they are not tested here."""
    if len(views.outlets) < 2:
        return ""
    target, reference = views.outlets[:2]
    try:
        table = views.study.keywords(target, reference, permutations=0)
    except EmptyError:
        return ""
    top = rank_keywords(table, top=TOP)
    parts = "".join(
        f"<li>{_bdi(name)}: "
        + ", ".join(
            f"{_bdi(one['term'])} ({one['n_target']}/{one['n_reference']})"
            for one in top[top["side"] == side].to_dict("records")
        )
        + "</li>"
        for side, name in (("target", target), ("reference", reference))
    )
    call = escape(f"study.keywords({target!r}, {reference!r})")
    return (
        f"<details><summary>Words that {_bdi(target)} or {_bdi(reference)} uses more</summary>"
        f"<ul>{parts}</ul><p>In brackets: occurrences in the first and the second outlet. Not "
        f"tested against chance here; <code>{call}</code> tests them.</p></details>"
    )


def _bdi(text: object) -> str:
    return f"<bdi>{escape(str(text))}</bdi>"
