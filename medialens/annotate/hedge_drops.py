"""Hedge drops: what one sentence leaves open, a later one of the same article states."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from medialens.text.normal import searchable

_DOUBT = re.compile(
    r"\b(?:alleged|allegedly|purported|purportedly|supposed|supposedly|reported|reportedly|rumored|"
    r"rumoured|suspected|so-called|possible|apparent|apparently|claimed)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]")
_POINTING = re.compile(
    r"\b(?:this|that|these|those|the) (?P<words>(?:[a-z'-]+ ){0,2}?)(?P<head>[a-z'-]{4,})\b", re.I
)
_STATES = re.compile(
    r"^(?: (?:that|which|who) [^,.;]{1,40}?)?,? (?:is|are|was|were|has|have|had|will|shows?|showed|"
    r"became|becomes?|led|leads?|cost|costs|continues?|continued|remains?|remained|means?|meant)\b"
)
_SETTLED = re.compile(
    r"\b(?:confirmed|admitted|proved|proven|convicted|acknowledged|found guilty|denied)\b", re.I
)
_COMMON = frozenset(
    [
        "case", "people", "time", "year", "years", "week", "month", "day", "issue",
        "matter", "group", "thing", "things", "report", "reports", "number", "country",
        "government", "president", "minister", "state", "city", "official", "officials",
        "part", "plan", "way", "right", "question", "problem", "move", "decision", "law",
        "bill", "company", "party", "council", "court", "police",
    ]
)  # fmt: skip
_REACH = 6  # words after a mark of doubt that it can cover
_FARTHEST = 12  # sentences between


class _Doubted(NamedTuple):
    """A noun that a sentence leaves open, with the words before it."""

    sentence_id: int
    head: str
    before: frozenset[str]
    mark: str


def find_hedge_drops(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    certainty: pd.DataFrame,
) -> list[dict[str, Any]]:
    """Find things that are doubtful in one sentence and plain in a later one.

    Notes
    -----
    A noun is doubtful where a mark of doubt ("alleged", "reportedly", "so-called") stands up to
    six words before it, in anybody's words. It is stated where a later sentence takes it up with
    "this", "that" or "the" as the subject of a verb in the indicative, without a mark of certainty
    of its own, at most twelve sentences on, and not after words that settle it ("confirmed").
    """
    marks: defaultdict[str, set[int]] = defaultdict(set)
    for article_id, number, kind in zip(
        certainty["article_id"], certainty["sentence_id"], certainty["kind"], strict=True
    ):
        if kind in ("hedge", "question", "conditional", "negation"):
            marks[article_id].add(int(number))
    texts = articles.set_index("article_id")["text"]
    body = sentences[sentences["zone"] != "headline"]
    found: list[dict[str, Any]] = []
    for article_id, here in body.groupby("article_id", sort=False):
        plain = searchable(texts[article_id])
        rows = here.sort_values("sentence_id").to_dict("records")
        found += _drops(str(article_id), plain, rows, marks[str(article_id)])
    return found


def _drops(
    article_id: str, plain: str, rows: Sequence[dict[Any, Any]], marked: set[int]
) -> Iterator[dict[str, Any]]:
    open_now: list[_Doubted] = []
    for row in rows:
        number = int(row["sentence_id"])
        sentence = plain[row["start"] : row["end"]]
        if _SETTLED.search(sentence):
            open_now = []
            continue
        is_plain = not _DOUBT.search(sentence) and number not in marked
        match = _POINTING.match(sentence.lstrip()) if is_plain else None
        if match is not None:
            doubted = _taken_up(match, sentence.lstrip(), open_now, number)
            if doubted is not None:
                start = int(row["start"]) + len(sentence) - len(sentence.lstrip())
                yield {
                    "article_id": article_id, "sentence_id": number, "zone": row["zone"],
                    "start": start, "end": start + match.end(), "surface": match.group(),
                    "family": "hedge drop",
                    "rule": f"“{doubted.mark}” in sentence {doubted.sentence_id}, "
                    "without it here",
                }  # fmt: skip
                open_now = [one for one in open_now if one.head != doubted.head]
        open_now += _doubted(sentence, number)


def _taken_up(
    match: re.Match[str], sentence: str, doubted: Sequence[_Doubted], number: int
) -> _Doubted | None:
    head = match["head"].lower()
    if not _STATES.match(sentence[match.end() :]):
        return None
    words = set(match["words"].lower().split())
    for one in reversed(doubted):
        is_near = number - one.sentence_id <= _FARTHEST
        same = one.head == head or one.head == f"{head}s" or f"{one.head}s" == head
        clash = words and one.before and not words & one.before and head in _COMMON
        if is_near and same and not clash:
            return one
    return None


def _doubted(sentence: str, number: int) -> Iterator[_Doubted]:
    """Yield the nouns that a mark of doubt covers: the words after it, in marks or up to a stop."""
    for mark in _DOUBT.finditer(sentence):
        tail = re.split(r"[.;:,!?]", sentence[mark.end() :], maxsplit=1)[0]
        words = [word.lower() for word in _WORD.findall(tail)][:_REACH]
        for at, word in enumerate(words):
            if word in _STOP:
                break
            if len(word) >= 4 and word not in _COMMON:
                yield _Doubted(number, word, frozenset(words[:at]), mark.group().lower())
    for quoted in re.finditer(r"['\"](?P<words>[a-z][a-z -]{3,40})['\"]", sentence):
        if _DOUBT.search(sentence) or " alleged" in sentence:
            words = quoted["words"].lower().split()
            yield _Doubted(number, words[-1], frozenset(words[:-1]), "alleged")


_STOP = frozenset(
    ["of", "in", "on", "at", "by", "to", "that", "which", "who", "and", "or", "but", "from", "for",
     "with", "was", "were", "is", "are", "has", "had", "have", "said", "as", "after", "before"]
)  # fmt: skip
