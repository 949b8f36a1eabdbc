"""Matching: all forms of all actors in one pass over a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medialens.actor import Actor, Form
from medialens.text.normal import searchable

Claim = tuple[Actor, Form]
_Table = dict[str, list[tuple[str, tuple[Claim, ...]]]]

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    """A stretch of text that equals a form; `claims` are the actors it may mean."""

    start: int
    end: int
    claims: tuple[Claim, ...]


class FormMatcher:
    """Find the longest form at each word of a text.

    Names match as they are written, or in capitals throughout ("PUTIN"); titles match in any case
    ("the Prime Minister"). A match starts and ends at a word boundary; "'s" may follow.

    Parameters
    ----------
    claims : iterable of (Actor, Form)
        Every form with the actor it stands for; one form may stand for several actors.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        names: defaultdict[str, list[Claim]] = defaultdict(list)
        titles: defaultdict[str, list[Claim]] = defaultdict(list)
        for actor, form in claims:
            text = " ".join(searchable(form.text).split())
            if form.kind == "title":
                titles[text.lower()].append((actor, form))
            elif text:
                names[text].append((actor, form))
        for text in sorted(names):
            if _has_capital_form(text) and text.upper() not in names:
                names[text.upper()] = names[text]
        self._names = _by_first_word(names)
        self._titles = _by_first_word(titles)

    def hits(self, plain: str) -> Iterator[Hit]:
        """Yield the hits in `plain`, a searchable text, from left to right; none overlap."""
        lower = plain.lower()
        if len(lower) != len(plain):  # a few letters grow when lower-cased: keep the offsets
            lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
        reached = 0
        for token in _TOKEN.finditer(plain):
            if token.start() < reached:
                continue
            names = self._names.get(token[0], ())
            titles = self._titles.get(lower[token.start() : token.end()], ())
            if not names and not titles:
                continue
            name = _longest(names, plain, token.start())
            title = _longest(titles, lower, token.start())
            hit = max((h for h in (name, title) if h), key=lambda h: h.end, default=None)
            if hit is not None:
                reached = hit.end
                yield hit


def _longest(
    options: Iterable[tuple[str, tuple[Claim, ...]]], source: str, start: int
) -> Hit | None:
    for text, claims in options:
        if source.startswith(text, start) and _is_free(source, start, start + len(text)):
            return Hit(start, start + len(text), claims)
    return None


def _by_first_word(claims: dict[str, list[Claim]]) -> _Table:
    """Return first word to (text, claims), longest text first."""
    table: defaultdict[str, list[tuple[str, tuple[Claim, ...]]]] = defaultdict(list)
    for text in sorted(claims, key=lambda text: (-len(text), text)):
        first = _TOKEN.match(text)
        if first is not None:
            table[first[0]].append((text, tuple(claims[text])))
    return dict(table)


def _has_capital_form(text: str) -> bool:
    """Return whether the form in capitals is still safe to take for the name."""
    return " " in text or (len(text) > 3 and not text.isupper())


def _is_free(source: str, start: int, end: int) -> bool:
    """Return whether no word, domain name or address goes on at either side."""
    before, after = source[max(0, start - 2) : start], source[end : end + 2]
    if before[-1:] in ("@", "/") or (before[-1:] == "." and before[:1].isalnum() and start > 1):
        return False
    if after[:1].isalnum() or after[:1] in ("_", "@"):
        return False
    return not (after[:1] == "." and after[1:].islower())
