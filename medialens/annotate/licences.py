"""Licences: what the words around quotation marks say that the marks are for."""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from medialens.annotate.owners import Content
from medialens.annotate.tokens import Token
from medialens.annotate.voices import Frame
from medialens.lexicons import load_lexicon

SHORT = 4  # words: a longer stretch without licence is rather a quotation whose source was missed
_NEAR = 6  # tokens around the marks that are read for a licence
_ADDRESS = re.compile(r"(?:\w[\w-]*\.)+[a-z]{2,6}", re.IGNORECASE)

Licence = tuple[str, str]  # kind, and the words that decided


class Marked(NamedTuple):
    """A quoted stretch with the tokens before, within and after it in its sentence."""

    span: tuple[int, int]
    depth: int
    before: Sequence[Token]
    inside: Sequence[Token]
    after: Sequence[Token]
    text: str
    content: Content | None
    frame: Frame | None
    names: Sequence[tuple[int, int]]

    @property
    def n_words(self) -> int:
        """Number of words between the marks."""
        return sum(token.kind == "word" and token.low != "'s" for token in self.inside)


def licence_of(marked: Marked) -> Licence | None:
    """Return what the marks are for, None where they quote or hold nothing."""
    if marked.n_words == 0 or _is_inside_speech(marked):
        return None
    found = _term(marked) or _title(marked) or _name(marked)
    if found or marked.n_words > SHORT or _is_speech(marked):
        return found
    return ("partial", marked.frame.cue) if marked.frame else ("scare", "")


def _is_speech(marked: Marked) -> bool:
    """Return whether the stretch is the whole of a content: somebody's words."""
    content = marked.content
    return content is not None and (content.start, content.end) == marked.span


def _is_inside_speech(marked: Marked) -> bool:
    """Return whether a speaker's quoted words hold the stretch."""
    if marked.frame is None or _is_speech(marked):
        return False
    return marked.frame.type == "direct" or marked.depth > 1


def _term(marked: Marked) -> Licence | None:
    if marked.n_words > SHORT:
        return None
    before = _ends_with(marked.before, "term_before") or _named_by(marked)
    words = before or _starts_with(_after_comma(marked), "term_after")
    return ("term", words) if words else None


def _named_by(marked: Marked) -> str:
    """Return the verb in "a plan called 'x'", unless it reports: "Berg called it 'x'"."""
    verb = _ends_with(marked.before, "naming_verb")
    is_report = marked.frame is not None and marked.frame.cue.lower() == verb
    is_report = is_report and not _is_all_capitalized(marked)
    return "" if is_report or _is_titled(marked) else verb


def _title(marked: Marked) -> Licence | None:
    if not _is_all_capitalized(marked):
        return None
    if _is_titled(marked):
        return "title", _words(marked.before[-2:])
    if marked.before and marked.before[-1].low in _listed("work"):
        return "title", _words(marked.before[-2:])
    phrase = _after_comma(marked)[:_NEAR]
    if phrase and phrase[0].low in ("a", "an", "the", "his", "her", "their", "its"):
        at = next((n for n, token in enumerate(phrase) if token.low in _listed("work")), 0)
        if at and all(token.kind == "word" for token in phrase[:at]):
            return "title", _words(phrase[: at + 1])
    return None


def _is_titled(marked: Marked) -> bool:
    """Return whether "an article titled" stands before the marks."""
    last = [token.low for token in marked.before[-2:]]
    return len(last) == 2 and last[0] in _listed("work") and last[1] in _listed("titled")


def _name(marked: Marked) -> Licence | None:
    if _ADDRESS.fullmatch(marked.text) or marked.text in _outlets():
        return "name", marked.text
    if not _is_all_capitalized(marked) or marked.n_words > SHORT:
        return None
    if marked.before and marked.before[-1].low in _listed("bearer"):
        return "name", _words(marked.before[-2:])
    words = [token for token in marked.inside if token.kind == "word"]
    covered = [t for t in words if any(a <= t.start and t.end <= b for a, b in marked.names)]
    return ("name", _words(covered)) if covered == words else None


def _is_all_capitalized(marked: Marked) -> bool:
    words = [token for token in marked.inside if token.kind == "word" and token.low != "'s"]
    return words[0].text[0].isupper() and not any(
        token.text[0].islower() and token.low not in _listed("connective") for token in words
    )


def _after_comma(marked: Marked) -> Sequence[Token]:
    """Return the tokens after the marks and a comma, which may stand inside them."""
    if marked.inside[-1].text == ",":
        return marked.after
    is_comma = bool(marked.after) and marked.after[0].text in (",", "—", "–", "--", "(")
    return marked.after[1:] if is_comma else ()


def _ends_with(tokens: Sequence[Token], kind: str) -> str:
    """Return the longest phrase of the list that the tokens end with, or an empty text."""
    lows = [token.low for token in tokens[-_NEAR:]]
    return max(
        (" ".join(p) for p in _phrases(kind) if lows[-len(p) :] == list(p)), default="", key=len
    )


def _starts_with(tokens: Sequence[Token], kind: str) -> str:
    lows = [token.low for token in tokens[:_NEAR]]
    found = [p for p in _phrases(kind) if lows[: len(p)] == list(p)]
    length = max(map(len, found), default=0)
    is_used = length > 0 and lows[length : length + 2] == ["used", "by"]
    return " ".join(lows[: length + 2 * is_used])


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


@functools.cache
def _phrases(kind: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split("_")) for phrase in sorted(_listed(kind)))


@functools.cache
def _listed(kind: str) -> frozenset[str]:
    rows = {row["kind"]: row["words"] for row in load_lexicon("marked_words")}
    return frozenset(rows[kind].split())


@functools.cache
def _outlets() -> frozenset[str]:
    return frozenset(row["name"] for row in load_lexicon("outlets"))
