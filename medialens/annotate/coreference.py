"""Coreference: pronouns and descriptions that stand for an actor the article has named."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from medialens.actor import Actor
from medialens.annotate.bearers import bearer
from medialens.annotate.cast import NOBODY, Cast
from medialens.annotate.descriptions import Description
from medialens.annotate.discourse import Discourse
from medialens.annotate.lines import Line, Row, Source
from medialens.annotate.pronouns import IMPERSONAL, PERSONAL, antecedent
from medialens.annotate.reports import Span
from medialens.annotate.spoken import read_spoken
from medialens.annotate.tokens import Token
from medialens.text.normal import searchable


def with_references(
    sources: Iterable[Source], rows: Sequence[Row], actors: Mapping[str, Actor]
) -> list[Row]:
    """Return one article's mentions with the pronouns and descriptions that stand for an actor.

    Parameters
    ----------
    sources : iterable of Source
        The headline, then the text.
    rows : sequence of dict
        The mentions by name: rows of a `MENTIONS` table without the article.
    actors : mapping
        Id to actor.

    Returns
    -------
    list of dict
        The rows and what was found, of kind *pronoun* or *title*. How to read one: the words
        stand for this actor, clearly enough that a reader would say so; what is not clear has no
        row. A place that a description of a person tells ("the Vermont senator") is left out.

    Notes
    -----
    No grammar is parsed. Salience is added up over the sentences before: a subject weighs more
    than an object, an object more than an owner, and every sentence halves it; the last speaker
    is likelier to speak on. Somebody without a name ("a nanny") is remembered as well, so that
    "she" may be no actor. Words outside quotations are read first, so that it is known who
    speaks in each; nobody is "he" in his own quoted words.

    References
    ----------
    Lappin and Leass (1994), An Algorithm for Pronominal Anaphora Resolution; Kennedy and Boguraev
    (1996), Anaphora for Everyone (the same without a parser).
    """
    cast = Cast(actors)
    kept: list[Row] = []
    for source in sources:
        here = [row for row in rows if (row["zone"] == "headline") == source.is_headline]
        kept += _read(source, here, cast) if source.sentences else here
    return kept


def _read(source: Source, rows: Sequence[Row], cast: Cast) -> Iterator[Row]:
    """Yield the mentions of a headline or text."""
    spoken = read_spoken(source.text, source.breaks, is_headline=source.is_headline)
    scene = Discourse(source.text, spoken, cast)
    lines = list(source.lines(rows))
    _learn(source.text, rows, cast)
    _learn_sex(lines, cast)
    for line in lines:
        for row in _names(line, cast):
            _remember(scene, line, (row["start"], row["end"]), row["actor_id"])
            yield row
    for is_quoted in (False, True):
        for line in lines:
            for item in _items(line, cast):
                if (spoken.quotation_at(item.start) >= 0) == is_quoted:
                    yield from _found(scene, line, item)


def _remember(scene: Discourse, line: Line, span: Span, who: str) -> None:
    """Keep a mention; in "Norland developer Jan Lund said" Lund speaks, not the place."""
    scene.remember(line, *span, who)
    if scene.cast.kind(who) == "person":
        for source in scene.sources_at(*span):
            if scene.cast.is_place(scene.speakers[source]):
                scene.speakers[source] = who


def _learn(text: str, rows: Sequence[Row], cast: Cast) -> None:
    plain = searchable(text)
    for row in rows:
        if row["kind"] == "name" and cast.kind(row["actor_id"]) in ("person", "unknown"):
            cast.traits[row["actor_id"]].learn(plain, row["start"], row["end"])


def _learn_sex(lines: Sequence[Line], cast: Cast) -> None:
    """Tell somebody's sex by the "He" or "She" that opens the sentence after the name.

    Only where the sentence before names no other person whom the pronoun could mean, and no other
    such place speaks for the other sex.
    """
    told: defaultdict[str, set[str]] = defaultdict(set)
    for before, line in pairwise(lines):
        sex = PERSONAL.get(line.tokens[0].low, "") if line.tokens else ""
        people = {row["actor_id"] for row in before.rows if cast.kind(row["actor_id"]) == "person"}
        meant = {who for who in people if sex and cast.may_be(who, sex)}
        if len(meant) == 1:
            told[meant.pop()].add(sex)
    for who, sexes in told.items():
        if len(sexes) == 1 and not cast.sex(who):
            cast.traits[who].sex = sexes.pop()


def _names(line: Line, cast: Cast) -> Iterator[Row]:
    """Yield the mentions by name but for places inside a description of a person."""
    for row in line.rows:
        if not any(_is_modifier(row, one, cast) for one in line.descriptions):
            yield row


def _is_modifier(row: Row, one: Description, cast: Cast) -> bool:
    is_inside = one.start < row["start"] and row["end"] < one.end and one.role.kind != "body"
    return is_inside and cast.is_place(row["actor_id"])


def _items(line: Line, cast: Cast) -> list[Token | Description]:
    """Return the pronouns and descriptions of a sentence in order."""
    pronouns = [t for t in line.tokens if t.low in PERSONAL or t.low in IMPERSONAL]
    free = [one for one in line.descriptions if not _is_taken(one, line, cast)]
    return sorted([*pronouns, *free], key=lambda item: item.start)


def _is_taken(one: Description, line: Line, cast: Cast) -> bool:
    """Return whether a name overlaps, or follows as what is described: "the senator, Ann Lee"."""
    rows = [row for row in line.rows if row["end"] > one.start]
    names = [row for row in rows if row["start"] < one.end]
    if not all(_is_modifier(row, one, cast) for row in names):
        return True
    following = min((row["start"] for row in rows if row["start"] >= one.end), default=None)
    between = [t.text for t in line.between(one.end, following)] if following else ["-"]
    return between in ([], [","])


def _found(scene: Discourse, line: Line, item: Token | Description) -> Iterator[Row]:
    """Yield the row of a pronoun or description whose bearer is clear, and remember it."""
    is_pronoun = isinstance(item, Token)
    who = antecedent(scene, line, item) if isinstance(item, Token) else bearer(scene, line, item)
    if who is None and isinstance(item, Description) and item.role.kind != "body":
        who = NOBODY + item.role.word
        scene.cast.traits[who].sex = item.role.sex
    if who is not None:
        _remember(scene, line, (item.start, item.end), who)
    if who in scene.cast.actors:
        yield {
            "sentence_id": line.number,
            "start": item.start,
            "end": item.end,
            "surface": scene.text[item.start : item.end],
            "actor_id": who,
            "kind": "pronoun" if is_pronoun else "title",
            "zone": line.zone,
        }
