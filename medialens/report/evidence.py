"""Evidence as HTML: the sentences behind a number, set like quotations.

Each sentence has its outlet, date and headline as a byline, says whose words it holds, marks the
actor's mention and the words that moved the score, and gives the score and its weight.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
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
}
PRONOUNS = frozenset(
    ("he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "they", "their")
)
OPPOSITE_SHOWN = 3
SENTENCE_SHOWN = 1000


def evidence_html(
    table: pd.DataFrame,
    *,
    name: str,
    title: str,
    limit: int,
    names: Mapping[str, str] | None = None,
    downloads: str = "",
) -> str:
    """Return an `EVIDENCE` table as quotations, folded by outlet.

    Parameters
    ----------
    name : str
        The list's name; the whole is ``#evidence-<name>``, an outlet's part has `outlet_link`.
    limit : int
        Sentences shown per outlet: those that weigh most, and up to three that point the other way.
    names : mapping of actor_id to name
        How to call the speakers; their ids by default.
    """
    EVIDENCE.check(table)
    groups = "".join(
        _group(str(outlet), _rows(group), name=name, limit=limit, names=names or {})
        for outlet, group in table.groupby("outlet", sort=True)
    )
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


def links_of(table: pd.DataFrame, evidence: str | None) -> list[str]:
    """Return for each row of `table` the id of its sentences on the page, or nothing.

    Parameters
    ----------
    evidence : str, optional
        Name of one list for all rows, or of the table's column that holds the list's name (an
        actor's id, where every actor has its list).
    """
    if evidence is None:
        return []
    names = list(table[evidence]) if evidence in table else [evidence] * len(table)
    if "outlet" not in table:
        return [f"evidence-{list_name(name)}" for name in names]
    return [
        outlet_link(list_name(name), str(outlet))
        for name, outlet in zip(names, table["outlet"], strict=True)
    ]


def list_name(name: str) -> str:
    """Return the name of an evidence list as the page uses it; an actor's id may be any text.

    Examples
    --------
    >>> list_name("edda-marrin"), list_name("person:Edda Marrin")
    ('edda-marrin', 'person-edda-marrin-64fe8f')
    """
    return name if is_file_name(name) else anchor(name)


def outlet_link(name: str, outlet: str) -> str:
    """Return the id under which an outlet's sentences of the list `name` stand on the page."""
    return f"evidence-{name}-{anchor(outlet)}"


def sentences_of(actor_id: str, outlet: str) -> str:
    """Return the id of an actor's sentences: of one outlet, or of all where none is named."""
    name = list_name(actor_id)
    return outlet_link(name, outlet) if outlet else f"evidence-{name}"


def _group(
    outlet: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    name: str,
    limit: int,
    names: Mapping[str, str],
) -> str:
    shown = explained(strongest(rows, limit))
    articles = len({row["article_id"] for row in rows})
    count = say(
        "{sentences} in {articles}",
        sentences=counted(len(rows), "sentence"),
        articles=counted(articles, "article"),
    )
    quotes = "".join(_quote(row, names) for row in shown)
    left = ""
    if len(shown) < len(rows):
        said = say(
            "{shown} of {n} shown: those that weigh most, and the strongest that point the other "
            "way. The rest is in the file.",
            shown=len(shown),
            n=f"{len(rows):,}",
        )
        left = f'<p class="ml-note">{escape(said)}</p>'
    # The id stands inside, because browsers unfold a <details> for what it holds, not for itself.
    return (
        f'<details class="ml-group"><summary>{bdi(outlet)} <span class="ml-count">{count}</span>'
        f'</summary><div id="{outlet_link(name, outlet)}">{quotes}{left}</div></details>'
    )


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
    return (
        f'<blockquote class="ml-quote"><p>{marked_sentence(row, names)}</p>'
        f"<footer>{_byline(row)}<br>{_voice(row, names)} · {_score(row)}</footer></blockquote>"
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
