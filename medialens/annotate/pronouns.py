"""Pronouns: for whom "he", "she", "it" and "they" stand, where that is clear."""

from medialens.annotate.cues import cue_forms
from medialens.annotate.discourse import Discourse
from medialens.annotate.lines import Line
from medialens.annotate.salience import Seen, is_title
from medialens.annotate.speaking import likelier_at, speaking_person
from medialens.annotate.tokens import Token, word_class

PERSONAL = {"he": "m", "him": "m", "his": "m", "himself": "m"}
PERSONAL |= {"she": "f", "her": "f", "hers": "f", "herself": "f"}
IMPERSONAL = frozenset(("it", "its", "they", "their"))
_SUBJECTS = frozenset(("he", "she", "it", "they"))
_OWNERS = frozenset(("his", "its", "their"))
_NO_NOUN = ("preposition", "stop_word", "adverb", "determiner", "time_unit")
_EXPLETIVE = frozenset(("'s", "is", "was", "would"))  # "said it was late"
_TIES = frozenset(("for", "over", "of"))
_OPENING = frozenset(
    ("after", "as", "while", "when", "if", "before", "in", "with", "despite", "because", "since")
)


def antecedent(scene: Discourse, line: Line, token: Token) -> str | None:
    """Return the id of whom a pronoun stands for, or None where it is not clear.

    Notes
    -----
    In order: the subject that follows an opening clause ("After he spoke, Ms. Lee ..."); for
    "himself" the subject; a person tied to it by the words between ("Lee, who sold his firm",
    "blamed Lee for his plan", "he ... his"); whoever is clearly most salient of those whose sex
    fits, the likelier of two where the pronoun is a speaker. In somebody's quoted words it is
    never the speaker. "It" and "they" stand only for the body that speaks ("they said" for none);
    "its" and "their" also for the one body that the sentence has named, as its subject or
    directly before.
    """
    at = scene.at(line, token.start, token.end, _place(line, token))
    if token.low in PERSONAL:
        return _person(scene, line, at, token.low)
    speaking = _speaking_body(scene, line, at, token.low)
    if speaking is not None or at.place != "owner":
        return speaking
    return _body(scene, line, at, token.low)


def _place(line: Line, token: Token) -> str:
    if token.low in _SUBJECTS:
        return "subject"
    is_owner = token.low in _OWNERS or (token.low == "her" and _stands_before_noun(line, token))
    return "owner" if is_owner else "object"


def _stands_before_noun(line: Line, token: Token) -> bool:
    following = line.token_after(token.end)
    if following is None or following.kind != "word":
        return False
    return not any(following.low in word_class(name) for name in _NO_NOUN)


def _person(scene: Discourse, line: Line, at: Seen, low: str) -> str | None:
    sex = PERSONAL[low]
    ahead = _ahead(scene, line, at, sex)
    if ahead is not None:
        return ahead
    if low.endswith("self"):
        return _subject_before(scene, at, sex)
    without = scene.impossible(line, at)
    beside = _beside(scene, line, at, sex)
    if beside is not None and beside not in without:
        return beside
    if _has_unknown_speaker(scene, at):
        return None
    likelier = likelier_at(scene, at)
    if scene.sources_at(at.start, at.end):
        return speaking_person(scene, at, sex, without=without, likelier=likelier)
    return scene.cast.memory.meant(
        at, lambda who: scene.cast.may_be(who, sex), without=without, likelier=likelier
    )


def _ahead(scene: Discourse, line: Line, at: Seen, sex: str) -> str | None:
    """Return the subject that follows directly after the opening clause of a sentence."""
    first = line.tokens[0].low
    comma = next((t.end for t in line.tokens if t.text == "," and t.start > at.start), None)
    rows = [row for row in line.rows if scene.cast.may_be(row["actor_id"], sex)]
    opens = first in _OPENING or first.endswith(("ing", "ed"))
    if not opens or comma is None or any(row["start"] < at.start for row in rows):
        return None
    row = next((row for row in rows if row["start"] > comma), None)
    if row is None or not all(map(is_title, line.between(comma, row["start"]))):
        return None
    who: str = row["actor_id"]
    return who if line.place(row["start"], row["end"]) == "subject" else None


def _subject_before(scene: Discourse, at: Seen, sex: str) -> str | None:
    subjects = (one.who for one in reversed(scene.here(at)) if one.place == "subject")
    return next((who for who in subjects if scene.cast.may_be(who, sex)), None)


def _beside(scene: Discourse, line: Line, at: Seen, sex: str) -> str | None:
    """Return the last person before, where the words between tie the pronoun to him or her."""
    people = [o for o in scene.here(at) if scene.cast.kind(o.who) in ("person", "unknown")]
    if not people or not scene.cast.may_be(people[-1].who, sex):
        return None
    last = people[-1]
    between = [token.low for token in line.between(last.end, at.start)]
    is_repeated = at.place != "object" and scene.text[last.start : last.end].lower() in PERSONAL
    is_relative = "who" in between[:2] and between[-1] != "who"
    is_object = at.place == "owner" and last.place in ("object", "oblique")
    is_tied = is_object and next(iter(_without_time(between)), "") in _TIES
    is_bound = at.place == "owner" and last.place == "owner" and between[2:3] == ["to"]
    return last.who if is_repeated or is_relative or is_tied or is_bound else None


def _without_time(words: list[str]) -> list[str]:
    """Return the words without "on Monday" at the start."""
    at = 0
    while at < len(words) and (words[at] == "on" or words[at] in word_class("time")):
        at += 1
    return words[at:]


def _has_unknown_speaker(scene: Discourse, at: Seen) -> bool:
    """Return whether the words are a person's of whom is not known who it is."""
    if at.quoted < 0 or scene.speaker(at):
        return False
    source = scene.spoken.sources[at.quoted]
    phrase = scene.text[slice(*source)].lower() if source else ""
    return phrase in PERSONAL or phrase.startswith("the ") or not phrase


def _speaking_body(scene: Discourse, line: Line, at: Seen, low: str) -> str | None:
    """Return the body that speaks of itself: "the agency said it had closed".

    "They said" takes up several people rather than a body.
    """
    following = line.token_after(at.end)
    if following is not None and following.low in _EXPLETIVE:
        return None
    if at.place == "subject" and scene.sources_at(at.start, at.end):
        return None if low == "they" else _last_subject(scene, at)
    speakers = map(scene.speakers.get, scene.spoken.openings.get(at.start, ()))
    return next((who for who in speakers if who and scene.cast.is_body(who)), None)


def _last_subject(scene: Discourse, at: Seen) -> str | None:
    """Return the only body that was subject in this sentence or the one before."""
    near = scene.cast.memory.before(at.sentence, at.start, 1)
    found = {one.who for one in near if one.place == "subject" and scene.cast.is_body(one.who)}
    return found.pop() if len(found) == 1 else None


def _body(scene: Discourse, line: Line, at: Seen, low: str) -> str | None:
    """Return the one body of the sentence so far, its subject or directly before."""
    cast = scene.cast
    bodies = [one for one in scene.here(at) if cast.is_body(one.who) or cast.is_place(one.who)]
    if len({one.who for one in bodies}) != 1 or not cast.is_body(bodies[-1].who):
        return None
    following = line.token_after(bodies[-1].end)
    is_tied = following is not None and following.low in ("for", "over")
    if not is_tied and bodies[-1].place != "subject":
        return None
    opening = line.between(line.tokens[0].start, at.start)
    return None if low.startswith("the") and any(map(_is_plural, opening)) else bodies[-1].who


def _is_plural(token: Token) -> bool:
    low = token.low
    is_noun = token.kind == "word" and low == token.text and len(low) > 3 and low not in cue_forms()
    return is_noun and low.endswith("s") and not low.endswith(("ss", "us", "is"))
