"""Speaking: who "he" or "she" is whose words are passed on, also where it is not quite clear."""

import re
from collections.abc import Mapping, Set

from medialens.annotate.discourse import Discourse
from medialens.annotate.gazetteer import gazetteer
from medialens.annotate.salience import Seen

_FAR = 12  # sentences back for one who speaks
_SPOKE = 1.3  # how much likelier the last speaker is once another is spoken of
_CAME = 1.5  # how much likelier that other is
_UNTOLD = 0.7  # how much likelier somebody is of whom nothing tells the sex
_STRANGER = 400  # characters back in which a given name may be a stranger's
_NAME = re.compile(r"\b[A-Z][a-z]+\b(?!['’]t)")


def likelier_at(scene: Discourse, at: Seen) -> dict[str, float]:
    """Return how many times likelier somebody is: the last speaker more, of unknown sex less."""
    likelier = scene.likelier(at)
    newcomer = _newcomer(scene, at)
    if newcomer is not None and likelier:
        likelier = {**dict.fromkeys(likelier, _SPOKE), newcomer: _CAME}
    for who in _near(scene, at):
        if not scene.cast.sex(who):
            likelier[who] = likelier.get(who, 1.0) * _UNTOLD
    return likelier


def speaking_person(
    scene: Discourse, at: Seen, sex: str, *, without: Set[str], likelier: Mapping[str, float]
) -> str | None:
    """Return who is most salient for one whose words are passed on.

    The text has brought him or her on: somebody without a name only where a noun tells the sex or
    he has spoken. Where two are nearly alike the likelier will do, further off than otherwise.
    """
    cast = scene.cast
    spoke = set(scene.speakers.values())

    def may_speak(who: str) -> bool:
        is_known = who in cast.actors or bool(cast.sex(who)) or who in spoke
        return is_known and cast.may_be(who, sex)

    near = cast.memory.meant(at, may_speak, without=without, likelier=likelier)
    if near is not None or _is_stranger_near(scene, at, sex):
        return near

    def is_actor(who: str) -> bool:
        return who in cast.actors and cast.may_be(who, sex)

    people = {who for who in _near(scene, at) if is_actor(who)}
    untold = _untold(scene, at)
    allows = is_actor if people or not untold else untold.__contains__
    return cast.memory.meant(
        at, allows, without=without, likelier=likelier, clearly=1.0, reach=_FAR
    )


def _untold(scene: Discourse, at: Seen) -> set[str]:
    """Return those named near of whom nothing tells that they are persons; "the Quill" is none."""
    cast, text = scene.cast, scene.text
    return {
        one.who
        for one in cast.memory.before(at.sentence, at.start)
        if cast.kind(one.who) == "unknown"
        and not cast.sex(one.who)
        and not text[max(0, one.start - 4) : one.start].lower().endswith("the ")
    }


def _is_stranger_near(scene: Discourse, at: Seen, sex: str) -> bool:
    """Return whether a person of that sex stands near who is no actor: "a woman", "Jim"."""
    near = scene.cast.memory.before(at.sentence, at.start)
    if any(one.who not in scene.cast.actors and scene.cast.sex(one.who) == sex for one in near):
        return True
    sexes = gazetteer().sexes
    names = _NAME.finditer(scene.text, max(0, at.start - _STRANGER), at.start)
    strangers = [name.start() for name in names if sexes.get(name.group()) == sex]
    known = scene.cast.memory.before(at.sentence, at.start, _FAR) if strangers else ()
    return any(
        scene.spoken.quotation_at(n) < 0 and not any(one.start <= n < one.end for one in known)
        for n in strangers
    )


def _newcomer(scene: Discourse, at: Seen) -> str | None:
    """Return the person who became the subject of a sentence after the last speech."""
    source = max((source for source in scene.speakers if source[0] < at.start), default=None)
    if source is None:
        return None
    before = scene.cast.memory.before(at.sentence, at.start)
    spoke = max((one.sentence for one in before if one.start < source[1]), default=-1)
    since = [one for one in before if spoke < one.sentence < at.sentence and one.quoted < 0]
    subjects = [one for one in since if one.place == "subject" and one.who in scene.cast.actors]
    people = [one for one in subjects if scene.cast.kind(one.who) == "person"]
    first = next((one for one in people if one.sentence == people[-1].sentence), None)
    return first.who if first is not None and first.who != scene.speakers[source] else None


def _near(scene: Discourse, at: Seen) -> set[str]:
    return {one.who for one in scene.cast.memory.before(at.sentence, at.start)}
