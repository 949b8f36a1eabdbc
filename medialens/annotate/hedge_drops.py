"""Hedge drops: what one sentence leaves open, a later one of the same article states."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from medialens.text.normal import searchable

_A = r"(?:an?|some|this|that|these|those|the|any|his|her|its|their|of|for|about|over|with)"
# An adjective of doubt covers the words after it, wherever it can be no verb.
_DOUBTFUL = re.compile(
    r"\b(?:alleged|purported|unconfirmed|unproven|unverified)(?! (?:that|to|in|by))"
    rf"|\b{_A} (?:\w+ )?(?:reported|supposed(?:ly)?|rumou?red|suspected|claimed|apparent)(?! to\b)",
    re.IGNORECASE,
)
# Adverbs of doubt, claims and rumors cover what they introduce by "a".
_INTRODUCED = re.compile(
    r"\b(?:(?:reportedly|allegedly|purportedly|supposedly|apparently|perhaps|maybe),?"
    r"(?: \w+){0,3}?"
    r"|(?:alleg|claim|suspect|suggest|speculat|insist|believ)(?:e|es|s|ed|ing)?(?: that| in)?"
    r"(?: there (?:is|was|are|were|has been|had been))?"
    r"|(?:rumou?rs?|reports|claims?|allegations?|suspicions?|talk|speaks?|spoke)"
    r"(?:,| of| that)?(?: there (?:is|was))?"
    r"|whether|what some (?:call|see as)|it is said that(?: \w+){1,8}?) an? "
    r"(?P<words>[a-z][a-z' -]{2,60})",
    re.IGNORECASE,
)
_MAY = re.compile(r"^an? (?P<words>[a-z][a-z' -]{2,40}?) (?:may|might|could) have\b", re.I)
_PREDICATE = re.compile(
    r"^(?:the|a|an|this|these) (?P<words>[a-z' -]{3,60}?) (?:is|was|are|were) "
    r"(?:only |still |merely )?(?:alleged|suspected|rumored|rumoured|supposed|reported|claimed)\b",
    re.I,
)
_QUOTED = re.compile(r"['\"](?P<words>[a-z][a-z -]{3,40})['\"]")
# Words with which a sentence keeps the doubt, or says that it is over.
_KEEPS = re.compile(
    r"\b(?:alleg\w+|purported\w*|suppos\w+|reported\w*|rumou?r\w*|suspect\w*|so-called|apparent\w*"
    r"|claim\w*|whether|possibl\w+|disputed|unproven|theory|never|fear\w*|denie[sd]|deny|if|would)\b|\?",
    re.I,
)
_SETTLED = re.compile(
    r"\b(?:confirm(?:ed|s)|admitted|admits|prov(?:ed|en|es)|convicted|acknowledg\w+|found guilty"
    r"|pleaded guilty|established|no longer in doubt|turned out)\b",
    re.I,
)
_POINTING = re.compile(
    r"(?:(?P<cause>because of|due to|thanks to|after|since) |in all, |these days |today,? "
    r"|it (?:is|was) )?(?P<by>this|that|these|those|the) (?P<words>(?:[a-z'-]+ ?){1,3})",
    re.I,
)
_IRREGULAR = (
    "led|cost|costs|made|left|brought|took|gave|put|broke|began|came|went|cut|ran|kept|hit|grew|"
    "hurt|felt|fell|rose|struck|drew|tore|drove|shook|set|cast|casts|spread|sent"
)
_STATES = re.compile(
    r"^(?: (?:at|in|of|on|behind) (?:the |a )?\w+(?: \w+)?)?"
    r"(?: (?:that|which|who) [^,.;]{1,40}?)?(?:, [^,.;]{1,70},)?,? (?:(?:now|still|also|once) )?"
    r"(?:is|are|was|were|has|have|had|shows?|becomes?|became|leads?|continues?|remains?|means?"
    rf"|meant|{_IRREGULAR}|[a-z]{{2,}}ed (?!by\b|in\b|to\b)\w+"
    r"|[a-z]{2,}[^s]s (?:the|an?|its|his|her|their|this|all|every|no|to|on|over)"
    r"|that (?:has|had|brought|made|led|cost))\b",
    re.I,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]")
_STOP = frozenset(
    ["of", "in", "on", "at", "by", "to", "that", "which", "who", "and", "or", "but", "from", "for",
     "with", "was", "were", "is", "are", "has", "had", "have", "said", "as", "after", "before",
     "the", "a", "an", "his", "her", "its", "their", "this", "between", "against", "may", "could",
     "into", "over", "about", "when", "where", "while", "will", "would"]
)  # fmt: skip
_COMMON = frozenset(
    ["case", "people", "time", "year", "years", "week", "month", "day", "issue", "matter", "group",
     "thing", "things", "report", "reports", "number", "country", "government", "president",
     "minister", "state", "city", "official", "officials", "part", "plan", "way", "right",
     "question", "problem", "move", "decision", "law", "bill", "company", "party", "council",
     "court", "police", "man", "men", "woman", "women", "lawsuit", "suit", "claim", "claims",
     "statement", "story", "letter", "amendment", "word", "words"]
)  # fmt: skip
_REACH = 6  # words after a mark of doubt that it can cover
_FARTHEST = 12  # sentences between
_OPEN = ("hedge", "question", "conditional", "negation")


class _Doubted(NamedTuple):
    """A noun that a sentence leaves open, and by what."""

    sentence_id: int
    head: str
    mark: str
    by_this: bool = False  # a marked word is taken up by "this", not by "the"


def find_hedge_drops(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    certainty: pd.DataFrame,
    attributions: pd.DataFrame,
) -> list[dict[str, Any]]:
    """Find things that are doubtful in one sentence and plain in a later one.

    Notes
    -----
    A noun is doubtful where an adjective of doubt ("alleged", "the suspected") stands up to six
    words before it, or where "reportedly", a claim, a rumor or "may have" introduces it by "a", in
    anybody's words. It is stated where a later sentence takes it up with "this", "that" or "the"
    as the subject of a verb in the indicative, outside of any report and without a mark of doubt
    of its own, at most twelve sentences on, and not after words that settle it ("confirmed").
    """
    open_marks: defaultdict[str, set[int]] = defaultdict(set)
    wanted = certainty[certainty["kind"].isin(_OPEN)]
    for table in (wanted, attributions):
        for article_id, number in zip(table["article_id"], table["sentence_id"], strict=True):
            open_marks[str(article_id)].add(int(number))
    texts = articles.set_index("article_id")["text"]
    body = sentences[sentences["zone"] != "headline"]
    found: list[dict[str, Any]] = []
    for article_id, here in body.groupby("article_id", sort=False):
        rows = here.sort_values("sentence_id").to_dict("records")
        plain = searchable(texts[article_id])
        for row, doubted, start, end in _drops(plain, rows, open_marks[str(article_id)]):
            found.append(
                {
                    **{name: row[name] for name in ("article_id", "sentence_id", "zone")},
                    "start": start,
                    "end": end,
                    "surface": plain[start:end],
                    "family": "hedge drop",
                    "rule": f"“{doubted.mark}” in sentence {doubted.sentence_id}, without it here",
                }
            )
    return found


def _drops(
    plain: str, rows: Sequence[Mapping[Any, Any]], marked: set[int]
) -> Iterator[tuple[Mapping[Any, Any], _Doubted, int, int]]:
    """Yield the sentences that state what an earlier one left open, with both places."""
    open_now: list[_Doubted] = []
    for row in rows:
        number = int(row["sentence_id"])
        sentence = plain[row["start"] : row["end"]].lstrip()
        if _SETTLED.search(sentence):
            open_now = []
            continue
        is_plain = not _KEEPS.search(sentence) and number not in marked
        found = _taken_up(sentence, open_now, number) if is_plain else None
        if found is not None:
            doubted, end = found
            start = int(row["end"]) - len(sentence)
            yield row, doubted, start, start + end
            open_now = [one for one in open_now if one.head != doubted.head]
        open_now += _doubted(sentence, number)


def _taken_up(
    sentence: str, doubted: Sequence[_Doubted], number: int
) -> tuple[_Doubted, int] | None:
    """Return the doubted thing that the sentence's subject takes up, and where the subject ends."""
    match = _POINTING.match(sentence)
    if match is None:
        return None
    is_cause = match["cause"] is not None
    for word in _WORD.finditer(match["words"]):
        end = match.start("words") + word.end()
        if not (sentence[end : end + 1] == "," if is_cause else _STATES.match(sentence[end:])):
            continue
        for one in reversed(doubted):
            is_near = number - one.sentence_id <= _FARTHEST
            is_pointed = not one.by_this or match["by"].lower() != "the"
            if is_near and is_pointed and word.group() in (one.head, f"{one.head}s"):
                return one, end
    return None


def _doubted(sentence: str, number: int) -> Iterator[_Doubted]:
    """Yield the nouns that a mark of doubt covers: after it, as its subject, or in marks."""
    doubtful = list(_DOUBTFUL.finditer(sentence))
    for mark in doubtful:
        tail = re.split(r"[.;:,!?\"]", sentence[mark.end() :], maxsplit=1)[0]
        yield from (_Doubted(number, word, _last(mark)) for word in _heads(tail))
    for found in (*_INTRODUCED.finditer(sentence), *_MAY.finditer(sentence)):
        mark_words = " ".join(found.group().split()[:2]).lower()
        yield from (_Doubted(number, word, mark_words) for word in _heads(found["words"]))
    for found in _PREDICATE.finditer(sentence):
        yield from (_Doubted(number, word, _last(found)) for word in _heads(found["words"])[-1:])
    if doubtful:
        mark_word = _last(doubtful[0])
        for found in _QUOTED.finditer(sentence):
            heads = _heads(found["words"])[-1:]
            yield from (_Doubted(number, word, mark_word, by_this=True) for word in heads)


def _last(found: re.Match[str]) -> str:
    return found.group().split()[-1].lower()


def _heads(phrase: str) -> list[str]:
    """Return the words up to a preposition or verb that can be the thing; names are left out."""
    words = _WORD.findall(phrase)[:_REACH]
    end = next((at for at, word in enumerate(words) if word.lower() in _STOP), len(words))
    kept = (word for word in words[:end] if word == word.lower() and len(word) > 2)
    return [word for word in kept if word not in _COMMON]
