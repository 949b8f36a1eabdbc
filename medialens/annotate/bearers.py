"""Bearers: for whom a description such as "the Vermont senator" stands, where that is clear."""

import re
from collections import Counter

from medialens.annotate.cast import NOBODY
from medialens.annotate.descriptions import Description
from medialens.annotate.discourse import Discourse
from medialens.annotate.lines import Line
from medialens.annotate.salience import Seen

_EPITHETS = frozenset(
    (
        *("candidate", "nominee", "contender", "hopeful", "frontrunner", "politician", "lawmaker"),
        *("senator", "congressman", "congresswoman", "justice", "billionaire", "millionaire"),
        *("businessman", "businesswoman", "mogul", "tycoon"),
    )
)
_TITLE = 5  # characters of "Mrs. " before a name
_FAR = 12  # sentences back
_APPOSITION = re.compile(
    r"(?: of [A-Z]\w+)?(?: \([^)]*\))?(?:, (?:\d\d, )?|,? (?:\d\d,? )?(?:is|was) )"
)
_POLITICIANS = frozenset(
    ("sen.", "rep.", "gov.", "senator", "congressman", "governor", "leader", "whip", "speaker")
)


def bearer(scene: Discourse, line: Line, one: Description) -> str | None:
    """Return the id of whom a description stands for, or None where it is not clear.

    Notes
    -----
    In order: whoever is named directly before ("Lee, the Norland senator"); the only actor, or
    the clearly most salient, of whom the article says the same (a title, an apposition, a party
    and state in brackets); for a description with state, party or "former", the most salient
    politician whom nothing speaks against. A body is the last one whose name fits the noun.
    """
    if not one.is_definite or one.role.kind == "people":
        return None
    at = scene.at(line, one.start, one.end, line.place(one.start, one.end))
    if one.role.kind == "body":
        return _body(scene, at, one)
    return (
        _apposed(scene, line, one)
        or _known(scene, at, one)
        or _likely(scene, line, at, one)
        or _taken_up(scene, line, at, one)
    )


def _body(scene: Discourse, at: Seen, one: Description) -> str | None:
    cast = scene.cast
    seen = {before.who for before in cast.memory.before(at.sentence, at.start, _FAR)}
    bodies = {w for w in seen if w in cast.actors and cast.is_body(w) and not cast.is_place(w)}
    fit = {who for who in bodies if one.fits_body(cast.actors[who].name)}
    if not fit and one.role.word in ("newspaper", "network"):
        fit = {who for who in bodies if cast.kind(who) == "outlet"}
    said = one.words - {one.role.word}
    closest = {who for who in fit if said & {*cast.actors[who].name.lower().split()}}
    return cast.memory.meant(at, (closest or fit).__contains__, clearly=1.0, reach=_FAR)


def _apposed(scene: Discourse, line: Line, one: Description) -> str | None:
    before = [row for row in line.rows if row["end"] <= one.start]
    if not before or not _APPOSITION.fullmatch(scene.text, before[-1]["end"], one.start):
        return None
    who: str = before[-1]["actor_id"]
    return who if scene.cast.kind(who) == "person" else None


def _known(scene: Discourse, at: Seen, one: Description) -> str | None:
    cast = scene.cast
    seen = {before.who for before in cast.memory.before(at.sentence, at.start, _FAR)}
    known = {who for who in seen if who in cast.actors and who in cast.traits}
    said = {who for who in known if one.is_said_of(cast.traits[who])}
    if len(said) == 1:
        return said.pop()
    return cast.memory.meant(at, said.__contains__) if said else None


def _likely(scene: Discourse, line: Line, at: Seen, one: Description) -> str | None:
    if not one.is_telling or (one.role.word in ("president", "minister") and not one.is_past):
        return None
    cast = scene.cast

    def may_be(who: str) -> bool:
        if who not in cast.actors or who not in cast.traits or not one.may_be(cast.traits[who]):
            return False
        return one.is_past or bool(_POLITICIANS & cast.traits[who].words)

    without = scene.impossible(line, at)
    return cast.memory.meant(at, may_be, without=without, likelier=scene.likelier(at))


def _taken_up(scene: Discourse, line: Line, at: Seen, one: Description) -> str | None:
    """Return whom a speaker's epithet takes up: "the candidate", "the real estate mogul".

    It tells no office that somebody not named yet may hold, so it means who was spoken of, the
    likelier the oftener; not who opens its own sentence, and nobody where a nameless person
    was brought on by the same noun ("a candidate for mayor").
    """
    if one.role.word not in _EPITHETS or not scene.sources_at(at.start, at.end):
        return None
    cast = scene.cast
    if any(NOBODY + one.role.word == seen.who for seen in cast.memory.before(*at[:2], _FAR)):
        return None

    def may_be(who: str) -> bool:
        return who in cast.actors and cast.kind(who) == "person" and one.may_be(cast.traits[who])

    opens = line.tokens[0].start
    without = {row["actor_id"] for row in line.rows if row["start"] <= opens + _TITLE}
    likelier = Counter(seen.who for seen in cast.memory.before(at.sentence, at.start, at.sentence))
    return cast.memory.meant(at, may_be, without=without, likelier=likelier, clearly=1.0)
