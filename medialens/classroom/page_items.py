"""The items of a lesson's sheet as a page shows them, and the answers that it keeps back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

WORD = re.compile(r"\S+")

Row = Mapping[str, Any]


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


def items_of(sheet: pd.DataFrame) -> list[Item]:
    """Return the items of a sheet with ``item``, ``outlet``, ``title``, ``sentence``, ``passage``."""
    return [
        Item(
            number=int(row["item"]),
            outlet=str(row["outlet"]),
            title=str(row["title"]),
            passage=str(row["passage"]),
            words=words_of(row["sentence"], row["passage"]),
        )
        for row in sheet.to_dict("records")
    ]


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


def clue_of(sentence: str, phrase: str, *, start: int = 0) -> list[int]:
    """Return the positions of the words that `phrase` covers, looked for from `start` on.

    Examples
    --------
    >>> clue_of("Clearwell, which services them, says no.", "Clearwell"), clue_of("No.", "says")
    ([0], [])
    """
    if not phrase:
        return []
    found = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)").search(sentence, max(0, start))
    return list(_touched(sentence, found.start(), len(phrase))) if found else []


def agrees(you: str, accepted: Sequence[str]) -> bool:
    """Tell whether an answer is an accepted one, or a word of one, such as the surname.

    The page's script holds the same rule.
    """
    answer = you.strip().casefold()
    forms = [form.casefold() for form in accepted]
    return answer in forms or any(answer in form.split() for form in forms)


def _touched(sentence: str, start: int, length: int) -> Iterator[int]:
    if start < 0:
        return
    for at, found in enumerate(WORD.finditer(sentence)):
        if found.start() < start + length and found.end() > start:
            yield at
