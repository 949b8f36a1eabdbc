"""More targets and more sentences than anybody has judged, for the teacher to judge.

Every function is given rows and a seed and returns new rows. Where a change cannot alter the
judgement (another name in the same place), the label is kept; elsewhere it is None.
"""

import random
import re
from collections.abc import Iterable
from dataclasses import replace

from training.rows import Row

PRONOUNS = frozenset(["he", "she", "they", "it", "his", "her", "their", "him", "them", "who"])
_NAME = re.compile(r"\b[A-Z][\w'’-]+(?:\s+(?:of\s+the\s+|of\s+|de\s+|al-)?[A-Z][\w'’-]+){0,3}")
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their|him|them)\b", re.IGNORECASE)
_NOUN = re.compile(r"\b[Tt]he\s+[a-z]{4,}(?:\s+[a-z]{4,})?(?=[\s,.;:])")
_NOT_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "It",
        "But",
        "And",
        "For",
        "With",
        "He",
        "She",
        "They",
        "This",
        "That",
        "Mr",
        "Mrs",
        "Ms",
    ]
)
_QUOTED = re.compile(r"“[^”]{12,}”|\"[^\"]{12,}\"")
_WORD = re.compile(r"\w[\w'’-]*")


def other_targets(rows: Iterable[Row], *, seed: int) -> list[Row]:
    """Return names, pronouns and noun phrases that nobody has judged in the same sentences."""
    rng = random.Random(seed)
    found: list[Row] = []
    for text, held in _by_text(rows).items():
        taken = [(row.start, row.end) for row in held]
        spans = [(m.start(), m.end()) for m in _NAME.finditer(text) if m[0] not in _NOT_NAMES]
        spans += [(m.start(), m.end()) for m in _PRONOUN.finditer(text)]
        spans += [(m.start(), m.end()) for m in _NOUN.finditer(text)]
        free = [s for s in spans if all(s[1] <= a or s[0] >= b for a, b in taken)]
        for start, end in rng.sample(free, min(2, len(free))):
            row = replace(held[0], id=f"{held[0].id}/t{start}", start=start, end=end, label=None)
            found.append(row)
    return found


def other_names(rows: Iterable[Row], *, seed: int) -> list[Row]:
    """Return the rows with another target's words in the target's place, label kept.

    The judgement then has to come from the sentence, not from who is known to be judged how.
    """
    rng = random.Random(seed)
    rows = list(rows)
    names = sorted({row.target for row in rows if _is_name(row.target)})
    changed = []
    for row in rows:
        if _is_name(row.target):
            name = rng.choice(names)
            if row.target.endswith(("'s", "’s")) and not name.endswith(("'s", "’s")):
                name += "'s"
            text = row.text.replace(row.target, name)
            start = row.start + row.text[: row.start].count(row.target) * (
                len(name) - len(row.target)
            )
            changed.append(
                replace(row, id=f"{row.id}/n", text=text, start=start, end=start + len(name))
            )
    return changed


def fragments(rows: Iterable[Row], *, seed: int) -> list[Row]:
    """Return sentences with one voice blanked: what stands in quotation marks, or all but that.

    This is what is scored when the outlet's voice is kept apart from the voices it quotes.
    """
    made = []
    for row in rows:
        for found in _QUOTED.finditer(row.text):
            inside = found.start() < row.end and found.end() > row.start
            text = _only(row.text, found.span()) if inside else _without(row.text, found.span())
            if text[row.start : row.end].strip() and len(_WORD.findall(text)) > 2:
                made.append(replace(row, id=f"{row.id}/f{found.start()}", text=text, label=None))
    return made


def with_gaps(rows: Iterable[Row], *, seed: int) -> list[Row]:
    """Return the rows with a few words left out, as the explanation of a score leaves them out."""
    rng = random.Random(seed)
    return [replace(_gapped(row, rng), id=f"{row.id}/g", label=None) for row in rows]


def _gapped(row: Row, rng: random.Random) -> Row:
    words = [m for m in _WORD.finditer(row.text) if m.end() <= row.start or m.start() >= row.end]
    rate = rng.choice((0.05, 0.1, 0.2))
    gone = [m.span() for m in words if rng.random() < rate]
    start, end, text = row.start, row.end, row.text
    for a, b in reversed(gone):
        text = text[:a] + text[b:]
        if b <= row.start:
            start, end = start - (b - a), end - (b - a)
    return replace(row, text=text, start=start, end=end)


def _only(text: str, span: tuple[int, int]) -> str:
    return " " * span[0] + text[span[0] : span[1]] + " " * (len(text) - span[1])


def _without(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]


def _is_name(target: str) -> bool:
    return target[:1].isupper() and target.lower() not in PRONOUNS and len(target) > 2


def _by_text(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.text, []).append(row)
    return found
