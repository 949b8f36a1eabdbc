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
_POINTING = re.compile(r"(?:this|that|these|those|the) (?P<words>(?:[a-z'-]+ ?){1,3})", re.I)
_STATES = re.compile(
    r"^(?: (?:that|which|who) [^,.;]{1,40}?)?(?:, [^,.;]{1,70},)?,? "
    r"(?:is|are|was|were|has|have|had|will|shows?|showed|became|becomes?|led|leads?|cost|costs|"
    r"continues?|continued|remains?|remained|means?|meant)\b"
)
_PREDICATE = re.compile(
    r"^(?:the|a|an|this|these) (?P<words>[a-z' -]{3,60}?) (?:is|was|are|were) "
    r"(?:only |still |merely )?(?:alleged|suspected|rumored|rumoured|supposed|reported|claimed)\b",
    re.I,
)
_QUOTED = re.compile(r"['\"](?P<words>[a-z][a-z -]{3,40})['\"]")
_SETTLED = re.compile(
    r"\b(?:confirmed|admitted|proved|proven|convicted|acknowledged|found guilty)\b", re.I
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
        found = _taken_up(sentence.lstrip(), open_now, number) if is_plain else None
        if found is not None:
            doubted, end = found
            start = int(row["start"]) + len(sentence) - len(sentence.lstrip())
            yield {
                "article_id": article_id, "sentence_id": number, "zone": row["zone"],
                "start": start, "end": start + end, "surface": plain[start : start + end],
                "family": "hedge drop",
                "rule": f"“{doubted.mark}” in sentence {doubted.sentence_id}, without it here",
            }  # fmt: skip
            open_now = [one for one in open_now if one.head != doubted.head]
        open_now += _doubted(sentence, number)


def _taken_up(
    sentence: str, doubted: Sequence[_Doubted], number: int
) -> tuple[_Doubted, int] | None:
    """Return the doubted thing that the sentence's subject takes up, and where the subject ends."""
    match = _POINTING.match(sentence)
    if match is None:
        return None
    for word in _WORD.finditer(match["words"]):
        end = match.start("words") + word.end()
        if not _STATES.match(sentence[end:]):
            continue
        head = word.group().lower()
        for one in reversed(doubted):
            is_near = number - one.sentence_id <= _FARTHEST
            if is_near and (head in (one.head, f"{one.head}s") or one.head == f"{head}s"):
                return one, end
    return None


def _doubted(sentence: str, number: int) -> Iterator[_Doubted]:
    """Yield the nouns that a mark of doubt covers: after it, as its subject, or in marks."""
    for mark in _DOUBT.finditer(sentence):
        tail = re.split(r"[.;:,!?]", sentence[mark.end() :], maxsplit=1)[0]
        words = _before_a_stop(_WORD.findall(tail.lower())[:_REACH])
        for at, word in enumerate(words):
            if word not in _COMMON:
                yield _Doubted(number, word, frozenset(words[:at]), mark.group().lower())
    others = [found["words"] for found in [_PREDICATE.match(sentence.lstrip())] if found]
    if _DOUBT.search(sentence):
        others += [quoted["words"] for quoted in _QUOTED.finditer(sentence)]
    for phrase in others:
        words = _before_a_stop(_WORD.findall(phrase.lower()))
        if words and words[-1] not in _COMMON:
            yield _Doubted(number, words[-1], frozenset(words[:-1]), "alleged")


def _before_a_stop(words: Sequence[str]) -> list[str]:
    """Return the words up to a preposition, a verb or the like."""
    end = next((at for at, word in enumerate(words) if word in _STOP), len(words))
    return [word for word in words[:end] if len(word) > 2]


_STOP = frozenset(
    ["of", "in", "on", "at", "by", "to", "that", "which", "who", "and", "or", "but", "from", "for",
     "with", "was", "were", "is", "are", "has", "had", "have", "said", "as", "after", "before"]
)  # fmt: skip
