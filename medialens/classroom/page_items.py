"""The items of a lesson's sheet as a page shows them, and the answers that it keeps back."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

WORD = re.compile(r"\S+")
TRACE = re.compile(r"cue “(?P<cue>.*)”, source “(?P<source>.*)”")

Row = Mapping[Hashable, Any]


@dataclass(frozen=True)
class Word:
    """A word to mark, and whether it stands in the passage that is asked about."""

    text: str
    is_asked: bool
    is_joined: bool  # whether the space after it belongs to the passage too


@dataclass(frozen=True)
class Item:
    """One passage to judge, in its sentence."""

    number: int
    outlet: str
    title: str
    passage: str
    words: tuple[Word, ...]
    subject: str = ""


def items_of(
    sheet: pd.DataFrame, subjects: Mapping[int, str] | None = None, *, is_blind: bool = False
) -> list[Item]:
    """Return the items of a sheet: its columns are those of `coding_sheet`.

    Where an item is about a subject, and its passage is the whole sentence, the subject's name is
    what is underlined. Blind items say neither outlet nor headline.
    """
    about = subjects or {}
    return [
        Item(
            number=int(row["item"]),
            outlet="" if is_blind else str(row["outlet"]),
            title="" if is_blind else str(row["title"]),
            passage=str(row["passage"]),
            words=words_of(row["sentence"], _underlined(row, about.get(row["item"], ""))),
            subject=about.get(row["item"], ""),
        )
        for row in sheet.to_dict("records")
    ]


def _underlined(row: Row, subject: str) -> str:
    sentence, passage = str(row["sentence"]), str(row["passage"])
    if passage != sentence or not subject:
        return passage
    for form in (subject, subject.split()[-1]):
        if found := re.search(rf"\b{re.escape(form)}\b", sentence, re.IGNORECASE):
            return found[0]
    return passage


def words_of(sentence: str, passage: str) -> tuple[Word, ...]:
    """Return the words of a sentence, those of the passage among them marked as asked about.

    Examples
    --------
    >>> [word.text for word in words_of("He said it was late.", "it was late") if word.is_asked]
    ['it', 'was', 'late.']
    """
    asked = set(_touched(sentence, sentence.find(passage), len(passage)))
    return tuple(
        Word(found[0], at in asked, at in asked and at + 1 in asked)
        for at, found in enumerate(WORD.finditer(sentence))
    )


def clues_of(
    sentence: str, passage: str, clues: Sequence[tuple[str, str]]
) -> list[tuple[str, list[int]]]:
    """Return what the machine went by as positions of words.

    Parameters
    ----------
    sentence, passage : str
        Where the words stand, and what they tell about.
    clues : sequence of (kind, words)
        The first is looked for as near to the passage as it is found, each other one as near to
        the one before.

    Returns
    -------
    list of (kind, positions)
        Without the clues that the sentence does not hold, such as one in the sentence before.

    Examples
    --------
    >>> clues_of("She rose, and she calls it wise.", "it wise", [("cue", "calls"), ("who", "she")])
    [('cue', [4]), ('who', [3])]
    """
    near = max(0, sentence.find(passage))
    found = []
    for kind, words in clues:
        places = _places(sentence, words)
        if places:
            near = min(places, key=lambda place: abs(place - near))
            found.append((kind, list(_touched(sentence, near, len(words)))))
    return found


def _places(sentence: str, words: str) -> list[int]:
    """Return where `words` stand as whole words, in any case: a source may open the sentence."""
    if not words:
        return []
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)
    return [one.start() for one in whole.finditer(sentence)]


def clues_in(why: str) -> list[tuple[str, str]]:
    """Return the words that a reason names, each with what it is; none where it names none.

    Examples
    --------
    >>> clues_in("cue “said”, source “the mayor”")
    [('reporting word', 'said'), ('source', 'the mayor')]
    """
    found = TRACE.fullmatch(why)
    if not found:
        return []
    return [("reporting word", found["cue"]), ("source", found["source"])]


def told(why: str) -> str:
    """Return a reason as a sentence.

    Examples
    --------
    >>> told("cue “said”, source “the mayor”")
    'It went by: the reporting word “said” and the source “the mayor”.'
    """
    said = [f"the {kind} “{words}”" for kind, words in clues_in(why) if words]
    return f"It went by: {' and '.join(said) or why}."


def _touched(sentence: str, start: int, length: int) -> Iterator[int]:
    if start < 0:
        return
    for at, found in enumerate(WORD.finditer(sentence)):
        if found.start() < start + length and found.end() > start:
            yield at
