"""Evidence as HTML: the sentences behind a number, set like quotations.

Each sentence has its outlet, date and headline as a byline, says whose words it holds, marks the
actor's mention and the words that moved the score, and gives the score and its weight.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from medialens.remembered import remembered_traces
from medialens.report import numbers
from medialens.report.html import anchor, bdi, escape, link
from medialens.report.language import counted, day, say
from medialens.report.runfolder import is_file_name
from medialens.schemas import EVIDENCE
from medialens.score import scorer_names
from medialens.score.explain import LEAST

UNSCORED = {
    "other_language": "other language",
    "no_target": "the actor is not in the words of this voice",
    "no_words": "no word to read besides the name",
    "no_answer": "the scorer's service gave no answer",
}
PRONOUNS = frozenset(
    ("he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "they", "their")
)
OPPOSITE_SHOWN = 3
SENTENCE_SHOWN = 1000
MOST_SHOWN = 900  # sentences of a list, so that its page opens on a telephone


def evidence_html(
    table: pd.DataFrame,
    *,
    name: str,
    title: str,
    limit: int,
    by: Sequence[str] = ("outlet",),
    names: Mapping[str, str] | None = None,
    downloads: str = "",
) -> str:
    """Return an `EVIDENCE` table as quotations, folded by outlet or by other columns.

    Parameters
    ----------
    name : str
        The list's name; the whole is ``#evidence-<name>``, a part has `sentences_of`.
    limit : int
        Sentences shown per part: those that weigh most, and up to three that point the other way;
        of those without a score the first. Where there are so many parts that the page would
        grow beyond `MOST_SHOWN` sentences, fewer, but at least one.
    by : sequence of str
        Columns whose values fold the sentences, one within the other. ``n_all``, if the table has
        it, is how many sentences of the part there were to choose from.
    names : mapping of actor_id to name
        How to call the speakers; their ids by default.
    """
    EVIDENCE.check(table)
    n_parts = max(1, table.groupby(list(by), sort=False, dropna=False).ngroups)
    show = Showing(name, max(1, min(limit, MOST_SHOWN // n_parts)), names or {})
    groups = _groups(table, by, (), show)
    empty = "" if groups else '<p class="ml-note">' + say("No sentences.") + "</p>"
    small = f'<p class="ml-note">{downloads}</p>' if downloads else ""
    small = f"{_how_to_read(table)}{small}"
    return (
        f'<section class="ml-evidence" id="evidence-{name}">'
        f'<h3 class="ml-title">{bdi(title)}</h3>{groups}{empty}{small}</section>'
    )


def _how_to_read(table: pd.DataFrame) -> str:
    if table["p_neutral"].isna().all():
        return ""
    said = say(
        "A small number behind a word tells how far the word moves the score, found by leaving it "
        "out and asking again; marked are moves of {least} and more, or the two words that bear a "
        "clear judgement most. This is an approximation: words act together.",
        least=numbers.number(LEAST, places=2),
    )
    return f'<p class="ml-note">{escape(said)}</p>'


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    values = table.astype(object).itertuples(index=False, name=None)
    return [dict(zip(table.columns, row, strict=True)) for row in values]


def links_of(table: pd.DataFrame, evidence: str | Sequence[str] | None) -> list[str]:
    """Return for each row of `table` the id of its sentences on the page, or nothing.

    Parameters
    ----------
    evidence : str or sequence of str, optional
        Name of one list for all rows, or of the table's column that holds the list's name (an
        actor's id, where every actor has its list). Or the name with the columns that hold the
        part of the list, by default the outlet.
    """
    if evidence is None or table.empty:
        return []
    name, *columns = [evidence] if isinstance(evidence, str) else evidence
    names = list(table[name]) if name in table else [name] * len(table)
    if isinstance(evidence, str) and "outlet" in table:
        columns = ["outlet"]
    parts = table[columns].astype(object).itertuples(index=False, name=None)
    return [
        sentences_of(name, *map(_key, part))
        for name, part in zip(names, parts if columns else [()] * len(table), strict=True)
    ]


def list_name(name: str) -> str:
    """Return the name of an evidence list as the page uses it; an actor's id may be any text.

    Examples
    --------
    >>> list_name("edda-marrin"), list_name("person:Edda Marrin")
    ('edda-marrin', 'person-edda-marrin-64fe8f')
    """
    return name if is_file_name(name) else anchor(name)


def sentences_of(name: str, *parts: str) -> str:
    """Return the id of the sentences of a list on the page: of all, or of a part, such as outlet.

    Examples
    --------
    >>> sentences_of("words", "The Post"), sentences_of("words", "The Post", "1999")
    ('evidence-words-the-post', 'evidence-words-the-post--1999')
    """
    place = "--".join(map(anchor, parts))
    return f"evidence-{list_name(name)}{f'-{place}' if place else ''}"


@dataclass(frozen=True)
class Showing:
    """How a list is shown: its name, the sentences of each part, and how to call the speakers."""

    name: str
    limit: int
    names: Mapping[str, str]


def _groups(table: pd.DataFrame, by: Sequence[str], above: tuple[str, ...], show: Showing) -> str:
    """Return the sentences folded by the first of `by`, and within by the others."""
    column, *inner = by
    return "".join(
        _group(value, group, inner, above, show)
        for value, group in table.groupby(column, sort=column == "outlet", dropna=False)
    )


def _group(
    value: object,
    table: pd.DataFrame,
    inner: Sequence[str],
    above: tuple[str, ...],
    show: Showing,
) -> str:
    rows = _rows(table)
    parts = (*above, _key(value))
    content = _groups(table, inner, parts, show) if inner else _quotes(rows, show)
    # The id stands inside, because browsers unfold a <details> for what it holds, not for itself.
    return (
        f'<details class="ml-group"><summary>{_heading(value)} '
        f'<span class="ml-count">{_count(rows, is_whole=not inner)}</span></summary>'
        f'<div id="{sentences_of(show.name, *parts)}">{content}</div></details>'
    )


def _key(value: object) -> str:
    """Return the name of a part: a day as in ISO 8601, anything else as it is."""
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _heading(value: object) -> str:
    if value is pd.NaT:
        return escape(say("no date"))
    is_day = isinstance(value, pd.Timestamp)
    return escape(say("from {day}", day=day(value))) if is_day else bdi(value)


def _count(rows: Sequence[Mapping[str, Any]], *, is_whole: bool) -> str:
    """Count sentences and articles; where sentences were chosen, those there were."""
    articles = counted(len({row["article_id"] for row in rows}), "article")
    if all(pd.isna(row["voice"]) for row in rows):  # they stand for their articles
        return articles
    if "n_all" in rows[0]:
        return counted(int(rows[0]["n_all"]), "place") if is_whole else ""
    return say(
        "{sentences} in {articles}", sentences=counted(len(rows), "sentence"), articles=articles
    )


def _quotes(rows: Sequence[Mapping[str, Any]], show: Showing) -> str:
    shown = explained(strongest(rows, show.limit))
    quotes = "".join(_quote(row, show.names) for row in shown)
    total = int(rows[0].get("n_all", len(rows)))
    if len(shown) >= total:
        return quotes
    said = say(
        "{shown} of {n} shown: those that weigh most, and the strongest that point the other "
        "way. The rest is in the file."
        if any(_is_scored(row) for row in rows)
        else "{shown} of {n} shown, from different articles first.",
        shown=len(shown),
        n=f"{total:,}",
    )
    return f'{quotes}<p class="ml-note">{escape(said)}</p>'


def _is_scored(row: Mapping[str, Any]) -> bool:
    """Tell whether a scorer was asked; a sentence may be shown for its words alone."""
    return not pd.isna(row["outcome"])


def strongest(rows: Sequence[Mapping[str, Any]], limit: int) -> list[Mapping[str, Any]]:
    """Return `limit` rows that pull most, and up to three more that pull against their mean."""
    order = sorted(rows, key=lambda row: -abs(_pull(row)))
    kept, rest = order[:limit], order[limit:]
    mean = sum(_pull(row) for row in rows)
    missing = OPPOSITE_SHOWN - sum(_pull(row) * mean < 0 for row in kept)
    against = [row for row in rest if _pull(row) * mean < 0]
    return kept + against[: max(0, missing)]


def explained(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows; a model's scores get the words that move them, found by leaving each out."""
    asked = [row for row in rows if _wants_words(row)]
    traces: dict[int, str] = {}
    for scorer in sorted({str(row["scorer"]) for row in asked} & set(scorer_names())):
        here = [row for row in asked if row["scorer"] == scorer]
        found = remembered_traces(pd.DataFrame(here), scorer=scorer)
        traces |= {id(row): trace for row, trace in zip(here, found, strict=True)}
    return [{**row, "trace": traces[id(row)]} if id(row) in traces else row for row in rows]


def _wants_words(row: Mapping[str, Any]) -> bool:
    """Tell whether a score has probabilities but no words: finding them costs a reading each."""
    is_read = not pd.isna(row["p_neutral"]) and row["outcome"] != "leftover"
    return is_read and not _trace(row["trace"])


def _pull(row: Mapping[str, Any]) -> float:
    value, weight = row["value"], row["weight"]
    return 0.0 if pd.isna(value) else value * (1.0 if pd.isna(weight) else weight)


def _quote(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    told = [
        "" if pd.isna(row["voice"]) else _voice(row, names),
        _score(row) if _is_scored(row) else "",
    ]
    said = " · ".join(filter(None, told))
    return (
        f'<blockquote class="ml-quote"><p>{marked_sentence(row, names)}</p>'
        f"<footer>{_byline(row)}{f'<br>{said}' if said else ''}</footer></blockquote>"
    )


def marked_sentence(row: Mapping[str, Any], names: Mapping[str, str] | None = None) -> str:
    """Return the sentence with the actor's mention and the scored words marked.

    Behind a pronoun stands in brackets for whom it was taken: "he [Edda Marrin]".
    """
    sentence = str(row["sentence"])
    shown = sentence[:SENTENCE_SHOWN]
    target = _span(row["target_start"], row["target_end"], len(shown))
    trace = [entry for entry in _trace(row["trace"]) if 0 <= entry[0] < entry[1] <= len(shown)]
    cuts = {0, len(shown), *target, *(at for entry in trace for at in entry[:2])}
    bearer = _bearer(shown[slice(*target)], row, names or {})
    pieces = "".join(
        _piece(shown[left:right], left, right, target, trace)
        + (bearer if right == target[1] and left >= target[0] else "")
        for left, right in pairwise(sorted(cuts))
    )
    return f"<bdi>{pieces}{'…' if len(shown) < len(sentence) else ''}</bdi>"


def _bearer(words: str, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return whom a pronoun stands for, in brackets; nothing for a name."""
    if words.lower() not in PRONOUNS:
        return ""
    return f" [{bdi(names.get(row['actor_id'], row['actor_id']))}]"


def _span(start: int, end: int, length: int) -> tuple[int, int]:
    if pd.isna(start) or pd.isna(end):
        return 0, 0
    low, high = int(start), int(end)
    return (low, high) if 0 <= low < high <= length else (0, 0)


def _trace(text: object) -> list[tuple[int, int, str]]:
    """Return start, end and points of each word that moved the score; nothing if unreadable."""
    try:
        entries = json.loads(str(text))
    except (TypeError, ValueError):
        return []
    return list(_readable(entries)) if isinstance(entries, list) else []


def _readable(entries: list[Any]) -> Iterator[tuple[int, int, str]]:
    for entry in entries:
        match entry:
            case {"start": int(start), "end": int(end), "points": int(points) | float(points)}:
                yield start, end, numbers.number(points, signed=True) if points else ""


def _piece(
    text: str, left: int, right: int, target: tuple[int, int], trace: list[tuple[int, int, str]]
) -> str:
    shown = escape(text)
    if target[0] <= left and right <= target[1]:
        shown = f"<mark>{shown}</mark>"
    for start, end, points in trace:
        if start <= left and right <= end:
            said = f'<small class="ml-points">{escape(points)}</small>' if points else ""
            return f'<span class="ml-word">{shown}</span>{said if right == end else ""}'
    return shown


def _byline(row: Mapping[str, Any]) -> str:
    published = row["published"]
    date = say("no date") if pd.isna(published) else day(published)
    title = row["title"] if isinstance(row["title"], str) and row["title"].strip() else ""
    address = row["url"] if isinstance(row["url"], str) else ""
    headline = f"<cite>{link(address, title)}</cite>" if title else link(address, say("untitled"))
    place = {"headline": ", headline", "lead": ", first paragraph"}.get(str(row["zone"]), "")
    return f"<strong>{bdi(row['outlet'])}</strong>, {escape(date)}. {headline}{say(place)}"


def _voice(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    voice, speaker = str(row["voice"]), row["speaker_id"]
    if voice == "own":
        return say("The outlet’s own words")
    if voice == "anonymous":
        return say("Quoted: a source without a name")
    known = isinstance(speaker, str) and speaker
    said = say("Relayed from" if voice == "relay" else "Quoted")
    return (
        f"{said}: {bdi(names.get(speaker, speaker)) if known else say('a source not identified')}"
    )


def _score(row: Mapping[str, Any]) -> str:
    if pd.isna(row["value"]):
        why = UNSCORED.get(str(row["outcome"]))
        return say("not scored: {why}", why=say(why)) if why else say("not scored")
    value = numbers.number(row["value"], places=2, signed=True)
    text = say("scored {value}", value=value) + _most_probable(row)
    if row["outcome"] == "cropped":
        text += say(", long text read in part")
    if row["outcome"] == "leftover":
        text += say(": the words only say that the actor speaks")
    if row["is_uncertain"]:
        return text + say(": unsure, not counted")
    if pd.isna(row["weight"]):
        return text
    share = numbers.number(100 * row["weight"])
    return text + say(", {share} % of the outlet’s mean for this voice", share=share)


def _most_probable(row: Mapping[str, Any]) -> str:
    """Return the label with its probability, where the scorer estimates any."""
    label = str(row["label"])
    probability = row.get(f"p_{label}")
    if pd.isna(probability):
        return ""
    p = numbers.number(probability, places=2)
    return escape(say(" ({label} with probability {p})", label=say(label), p=p))
