"""Hedge drops: what one sentence leaves open, a later one of the same article takes for granted."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from medialens.annotate.doubt_marks import alternatives, marks, word_list
from medialens.annotate.doubted import Doubted, deeds, doubted, is_noun_of, means
from medialens.text.normal import searchable

_FARTHEST = 12  # sentences between
_OPEN = ("hedge", "question", "conditional")
_ROUGHLY = (  # hedges of a number or a time, not of what is so
    "about", "nearly", "up to", "around", "almost", "roughly", "some", "as long as",
    "approximately",
)  # fmt: skip

# Besides the words that keep a doubt: a question, somebody's words, "the lawyer went on,".
_GIVEN_TO = re.compile(
    r"\?|[\"“”]|, should\b"
    r"|, (?:the )?[\w' ]{2,40} (?:went on|states?|stated|added|argues?|argued|notes?|noted),",
    re.IGNORECASE,
)
_STOP = (
    r"(?:of|in|on|at|by|for|with|from|to|and|or|is|was|are|were|has|had|have|who|that|which|will|as"
    r"|than|but|the|a|an|he|she|it|they|this|his|her|its|their)\b"
)
_TAKEN = re.compile(
    r"\b(?P<by>th(?:e|is|at|ese|ose)|his|her|its|their) "
    rf"(?P<words>(?:(?!{_STOP})[a-z][\w'-]*(?: (?=[a-z])|)){{1,4}})",
    re.IGNORECASE,
)
_BEFORE = r" (?:of|into|about|for|over|on|that)? ?(?:the |this |that |his |her |its |their )?$"
_DENIED = re.compile(
    r"^\W*(?:has |have |had |was |were |is |are |did |does |do )?(?:never|not|didn't|doesn't|isn't"
    r"|wasn't|hasn't) |^\W*(?:is|are|was|were|remains?) (?:still )?(?:a matter|only|disputed|denied"
    r"|unclear|open|struck|off|dismissed|averted|called off)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z][\w'-]*")
_COMPLEMENT = re.compile(
    r" (?:of|at|in|on|between|against|near) "
    r"(?:(?!(?:is|was|are|were|has|had|have|will)\b)[\w'-]+ ?){1,5}"
    r"| that (?:[\w'-]+ ?){1,5}"
)
_OF_NAME = re.compile(r"[A-Z][\w' -]*'s ")
_LINKS = ("between", "against", "near", "that", "this", "their", "with")


def find_hedge_drops(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    certainty: pd.DataFrame,
    attributions: pd.DataFrame,
) -> list[dict[str, Any]]:
    """Find things that are doubtful in one sentence and taken for granted in a later one.

    Notes
    -----
    Something is open where a sentence introduces it, without "the", after a mark of doubt (a
    claim, a rumor, "may have", "whether"), or where a deed is only reported. A later sentence takes
    it for granted where it names it with "the", "this" or a possessive, in any place of the
    sentence (a definite phrase presupposes that the thing is there), by the same noun, by one
    made of the verb ("leaked", "the leak") or by one of the same line of ``deeds.tsv``; in the
    outlet's own words, without a mark of doubt, at most twelve sentences on, and not after words
    that settle it ("confirmed"). What was named before the doubt is left out.
    """
    open_marks: defaultdict[str, set[int]] = defaultdict(set)
    said: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    wanted = certainty[certainty["kind"].isin(_OPEN)]
    wanted = wanted[~wanted["surface"].str.lower().isin(_ROUGHLY)]
    for article_id, number in zip(wanted["article_id"], wanted["sentence_id"], strict=True):
        open_marks[str(article_id)].add(int(number))
    spans = ("article_id", "sentence_id", "start", "end")
    for article_id, *span in zip(*(attributions[name] for name in spans), strict=True):
        said[str(article_id)].append((int(span[0]), int(span[1]), int(span[2])))
    texts = articles.set_index("article_id")[["title", "text"]]
    body = sentences[sentences["zone"] != "headline"]
    found: list[dict[str, Any]] = []
    for article_id, here in body.groupby("article_id", sort=False):
        rows = here.sort_values("sentence_id").to_dict("records")
        title, text = (searchable(str(one)) for one in texts.loc[str(article_id)])
        for row, one, start, end in _drops(
            title, text, rows, open_marks[str(article_id)], said[str(article_id)]
        ):
            found.append(
                {
                    **{name: row[name] for name in ("article_id", "sentence_id", "zone")},
                    "start": start,
                    "end": end,
                    "surface": text[start:end],
                    "family": "hedge drop",
                    "rule": f"“{one.mark}” in sentence {one.sentence_id}, without it here",
                }
            )
    return found


def _drops(
    title: str,
    plain: str,
    rows: Sequence[Mapping[Any, Any]],
    marked: set[int],
    said: Sequence[tuple[int, int, int]],
) -> Iterator[tuple[Mapping[Any, Any], Doubted, int, int]]:
    """Yield the sentences that take for granted what an earlier one left open, with the place."""
    open_now: list[Doubted] = []
    seen = set(re.findall(r"[a-z'-]+", title.lower()))  # words that are there before any doubt
    for row in rows:
        number = int(row["sentence_id"])
        sentence = plain[row["start"] : row["end"]].lstrip()
        offset = int(row["end"]) - len(sentence)
        if marks("settles").search(sentence):
            open_now = []
        elif marks("states").search(sentence):
            named = re.findall(r"[a-z'-]+", sentence.lower())
            open_now = [one for one in open_now if not any(means(word, one.word) for word in named)]
        elif number not in marked and not _keeps(sentence):
            found = _taken_up(sentence, open_now, number, plain[: row["start"]].lower())
            if found is not None:
                one, start, end = found
                start, end = offset + start, offset + end
                if not any(low <= start and end <= high for _, low, high in said):
                    yield row, one, start, end
                    open_now = [other for other in open_now if other.sentence_id != one.sentence_id]
        new = doubted(sentence, number)
        open_now += [one for one in new if one.by_this or one.word not in seen]
        seen |= set(re.findall(r"[a-z'-]+", sentence.lower()))


def _taken_up(
    sentence: str, open_now: Sequence[Doubted], number: int, before: str
) -> tuple[Doubted, int, int] | None:
    """Return what a definite phrase takes up, and where the phrase stands."""
    near = [one for one in reversed(open_now) if 0 < number - one.sentence_id <= _FARTHEST]
    for phrase in _TAKEN.finditer(sentence):
        taken: tuple[Doubted, int] | None = None
        if _OF_NAME.search(phrase["words"]):
            continue  # "the Horn's curse" is the Horn's word for it
        for word in _WORD.finditer(phrase["words"]):
            noun = word.group().removesuffix("'s").removesuffix("'")
            one = next((one for one in near if _takes(noun, one, phrase["by"].lower())), None)
            if one is not None:
                taken = one, phrase.start("words") + word.start() + len(noun)
        if not taken or not _is_granted(sentence, phrase.start(), taken[1]):
            continue
        if not _is_other(sentence, taken[1], before):
            return taken[0], phrase.start(), taken[1]
    return None


def _takes(noun: str, one: Doubted, by: str) -> bool:
    """Return whether a noun takes up what was left open: the thing itself, or a known deed."""
    if one.by_this and by not in ("this", "that", "these"):
        return False
    if one.is_new and noun in (one.word, f"{one.word}s"):
        return True
    return means(noun, one.word) and (noun in deeds() or is_noun_of(noun, one.word))


def _is_other(sentence: str, end: int, before: str) -> bool:
    """Return whether a complement ("the robbery at the post office") says that it is another."""
    found = _COMPLEMENT.match(sentence[end:])
    if found is None or sentence.startswith("It was"):
        return False
    words = [word for word in re.findall(r"[\w'-]{4,}", found.group()) if word not in _LINKS]
    return bool(words) and not any(word.lower() in before for word in words[:2])


def _is_granted(sentence: str, start: int, end: int) -> bool:
    """Return whether a definite phrase presupposes its thing: no claim about it, no denial."""
    after = sentence[end:]
    following = re.match(r" ([a-z-]+)", after)
    is_about = following is not None and following[1] in word_list("about")
    return not (is_about or _spoken_of().search(sentence[:start]) or _DENIED.match(after))


def _keeps(sentence: str) -> bool:
    return bool(marks("keeps").search(sentence) or _GIVEN_TO.search(sentence))


@functools.cache
def _spoken_of() -> re.Pattern[str]:
    """Return what stands before a thing that is only spoken of: "rumors of the fraud"."""
    return re.compile(rf"\b(?:{alternatives('spoken of')}){_BEFORE}", re.IGNORECASE)
