"""Contents: where the words that a cue reports begin and end in their sentence."""

from typing import NamedTuple

from medialens.annotate.cues import Cue
from medialens.annotate.phrases import Span, is_adverb
from medialens.annotate.statements import Clause
from medialens.annotate.tokens import is_capitalized, word_class

_FAR = 14  # tokens to look for "that" after an addressee or an adverbial


class Opening(NamedTuple):
    """The first token after a cue that can be content.

    With `is_inserted` the report stands between commas: the content goes on after the second.
    """

    at: int
    is_inserted: bool = False


def content_opening(clause: Clause, at: int, cue: Cue) -> Opening | None:
    """Return where the content begins after the cue at token `at`, None if it cannot follow."""
    start = _skip_adverbials(clause, cue_end(at, cue))
    if "a" in cue.takes and clause.low(start) not in ("that", ","):
        start = _skip_addressee(clause, start)
    if start >= len(clause.tokens):
        return None
    low = clause.low(start)
    if low in (":", ",", "—", "--", "–"):
        return _after_mark(clause, start)
    if clause.is_quote(start):
        return Opening(start)
    if low == "that" and set("cs") & set(cue.takes):
        return Opening(start + 1)
    if _fits(clause, start, cue):
        return Opening(start + 1 if low in cue.prepositions else start)
    return _farther(clause, start, cue)


def _after_mark(clause: Clause, at: int) -> Opening | None:
    following = at + 1
    if clause.low(at) == ":" or clause.is_quote(following):
        return Opening(following)
    if clause.low(following) == "that":
        return Opening(following + 1)
    return Opening(following, is_inserted=True) if following < len(clause.tokens) else None


def _fits(clause: Clause, at: int, cue: Cue) -> bool:
    """Return whether the cue can be followed by what starts at token `at`."""
    low, takes = clause.low(at), set(cue.takes)
    if low in cue.prepositions:
        return True
    if low == "to":
        return "t" in takes
    if low in word_class("clause_starter"):
        return bool(set("cs") & takes)
    if clause.tokens[at].kind != "word" or low in word_class("content_stop"):
        return False
    return bool(set("cn") & takes)


def _farther(clause: Clause, start: int, cue: Cue) -> Opening | None:
    """Find the content after "said in Ohio on Monday that", after a colon or before a quotation."""
    for at in range(start, min(len(clause.tokens), start + _FAR)):
        low = clause.low(at)
        if low == ":" or (low == "," and clause.is_quote(at + 1)):
            return Opening(at + 1)
        if low == "that" and clause.low(at - 1) not in word_class("preposition"):
            return Opening(at + 1) if cue.takes != "q" else None
        if low in (",", ";"):
            return None
        if low in word_class("subject_pronoun") and "c" in cue.takes and at > start + 1:
            return Opening(at)
    return None


def _skip_adverbials(clause: Clause, at: int) -> int:
    """Return the token after "on Tuesday", "in a statement", "last week", "flatly"."""
    while at < len(clause.tokens):
        low = clause.low(at)
        if low in word_class("time") and clause.low(at + 1) not in word_class("auxiliary"):
            at += 1
        elif low in ("in", "on", "at", "during", "via", "by", "to", "through", "of", "from"):
            skipped = _adverbial_end(clause, at)
            if skipped == at:
                return at
            at = skipped
        elif is_adverb(clause.tokens[at]) and clause.tokens[at].kind == "word" and low != "first":
            at += 1
        else:
            return at
    return at


def _adverbial_end(clause: Clause, at: int) -> int:
    """Return the token after the phrase that starts at `at` if it tells time, place or hearer."""
    low = clause.low(at)
    if low == "to" and _is_hearer(clause, at + 1):
        return at + 2
    if low in ("to", "of"):
        return at
    for end in range(at + 1, min(len(clause.tokens), at + 7)):
        word = clause.low(end)
        if word in word_class("time_unit") or word in word_class("speech_place"):
            return _place_end(clause, end + 1)
        if clause.tokens[end].kind != "word" or word in word_class("stop_word"):
            return at
    return at


def _is_hearer(clause: Clause, at: int) -> bool:
    return clause.low(at) in word_class("addressee") or _is_capitalized_at(clause, at)


def _place_end(clause: Clause, end: int) -> int:
    """Go on over "statement | Sunday night", "interview | with Fox News"."""
    places = word_class("time") | word_class("speech_place")
    while clause.low(end) in places or clause.low(end).isdigit():
        end += 1
    if clause.low(end) in ("with", "to", "on") and _is_capitalized_at(clause, end + 1):
        end += 1
        while _is_capitalized_at(clause, end):
            end += 1
    return end


def _is_capitalized_at(clause: Clause, at: int) -> bool:
    """Return whether the token at `at` exists and starts with a capital."""
    return 0 <= at < len(clause.tokens) and is_capitalized(clause.tokens[at])


def _skip_addressee(clause: Clause, at: int) -> int:
    """Return the token after the addressee of "told reporters on Tuesday that"."""
    if clause.low(at) in word_class("addressee"):
        return _skip_adverbials(clause, at + 1)
    for end in range(at, min(len(clause.tokens), at + _FAR)):
        if clause.low(end) in word_class("after_addressee") or clause.is_quote(end):
            return end
        if clause.tokens[end].kind != "word":
            return at
        if end > at and _opens_clause(clause, end):
            return end
    return min(at + 1, len(clause.tokens))


def _opens_clause(clause: Clause, at: int) -> bool:
    """Return whether the token after an addressee is rather the subject of what was said."""
    low, before = clause.low(at), clause.low(at - 1)
    if low in word_class("subject_pronoun") or low in word_class("determiner"):
        return True
    is_new_name = _is_capitalized_at(clause, at) and not _is_capitalized_at(clause, at - 1)
    return is_new_name and not (
        before in word_class("preposition") or before in word_class("determiner")
    )


def cue_end(at: int, cue: Cue) -> int:
    """Return the token after the cue, its particle included."""
    return at + 2 if cue.particle else at + 1


def content_end(clause: Clause, start: int) -> int:
    """Return where a content that starts at `start` ends: see the notes of `find_statements`."""
    depth = 0
    for at in range(start, len(clause.tokens)):
        low = clause.low(at)
        depth += (low == "(") - (low == ")")
        if low == ";" and depth <= 0:
            return at
        if clause.is_quote(at) and at > start and _is_explained(clause, at):
            return at + 1
        if low == "," and depth <= 0 and at > start + 2:
            if clause.low(at + 1) in word_class("new_clause") and not _goes_on(clause, at + 2):
                return at
            if clause.low(at + 1) == "according" and clause.low(at + 2) == "to":
                return at
    return len(clause.tokens)


def relative_end(clause: Clause, source: Span, start: int) -> int:
    """Return where the content ends; in "X, who said ..., did" at the second comma."""
    end = content_end(clause, start)
    if clause.low(source[1] - 1) not in ("who", "which") or clause.low(source[1] - 2) != ",":
        return end
    return next((at for at in range(start + 1, end) if clause.low(at) == ","), end)


def _goes_on(clause: Clause, at: int) -> bool:
    """Return whether ", but" goes on with the content's own subject: "but found", "but that"."""
    if at >= len(clause.tokens) or clause.tokens[at].kind != "word":
        return False
    low, token = clause.low(at), clause.tokens[at]
    if low == "that" and clause.low(at + 1) not in word_class("auxiliary"):
        return True
    has_subject = (
        low in word_class("subject_pronoun")
        or low in word_class("determiner")
        or low in word_class("preposition")
        or low in word_class("subordinator")
        or is_capitalized(token)
    )
    return not has_subject and clause.low(at - 1) == "but"


def _is_explained(clause: Clause, at: int) -> bool:
    """Return whether the outlet's apposition follows the quotation: '"the plan," a paper that'."""
    inside_comma = clause.tokens[at].text[-2:-1] == ","
    after = at + 1 if inside_comma else at + 2
    return (inside_comma or clause.low(at + 1) == ",") and clause.low(after) in ("a", "an")


def clause_start(clause: Clause, before: int) -> int:
    """Return where the clause that ends at token `before` begins."""
    start = 0
    for at in range(before - 1, -1, -1):
        if clause.low(at) == ";":
            start = at + 1
            break
    while start < before and clause.low(start) in word_class("coordinator"):
        start += 1
    return start


def trim(clause: Clause, start: int, end: int) -> Span | None:
    """Return the range without the marks at its edges, or None if no word is left."""
    while start < end and clause.tokens[start].kind == "mark" and clause.low(start) not in "([$":
        start += 1
    while (
        end > start and clause.tokens[end - 1].kind == "mark" and clause.low(end - 1) not in ")]%?!"
    ):
        end -= 1
    if all(token.kind == "mark" for token in clause.tokens[start:end]):
        return None
    return start, end


def words_around(clause: Clause, first: int, last: int) -> tuple[Span, ...]:
    """Return the words before and after an inserted report of ``tokens[first:last]``."""
    before = trim(clause, clause_start(clause, first), first)
    after: Span | None = None
    if clause.low(last) in (",", ":") or before is None:
        after = trim(clause, last, content_end(clause, last))
    return tuple(span for span in (before, after) if span)
