"""Marks of certainty in a sentence: the words of the packaged list, read in their context."""

import functools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from medialens.annotate.tokens import Token, tokenize, word_class
from medialens.lexicons import load_lexicon

_NUMBERS = frozenset(
    {
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
        "ninety", "hundred", "hundreds", "thousand", "thousands", "million", "dozen",
        "half", "a",
    }
)  # fmt: skip
_NEGATED = {"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"}
_AFTER_NOUN = frozenset({"is", "are", "was", "were", "has", "had", "of", "to", "'s"})


class Mark(NamedTuple):
    """A mark of certainty; `level` and `polarity` are empty where it changes none."""

    start: int
    end: int
    surface: str
    kind: str
    level: str
    polarity: str


class _Entry(NamedTuple):
    words: tuple[str, ...]
    kind: str
    level: str
    polarity: str
    needs: str


class _Context(NamedTuple):
    """The words of a sentence, and where the match stands in them."""

    words: Sequence[Token]
    first: int
    last: int

    @property
    def before(self) -> str:
        return self.words[self.first - 1].low if self.first else ""

    @property
    def after(self) -> Token | None:
        return self.words[self.last] if self.last < len(self.words) else None

    @property
    def next_low(self) -> str:
        return self.after.low if self.after else ""


def find_marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the marks of certainty of the sentence ``text[start:end]``, in order.

    Examples
    --------
    >>> [(m.surface, m.kind) for m in find_marks("It may not close in May.", 0, 24)]
    [('may', 'hedge'), ('not', 'negation')]
    """
    words = sentence_words(text, start, end)
    found: list[Mark] = []
    at = 0
    while at < len(words):
        entry = _entry_at(words, at)
        last = at + len(entry.words) if entry else at + 1
        if entry:
            span = words[at].start, words[last - 1].end
            found.append(Mark(*span, text[slice(*span)], entry.kind, entry.level, entry.polarity))
        at = last
    return found


def sentence_words(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens; "won't" and "cannot" become two, the second "not", at one place."""
    words: list[Token] = []
    for token in tokenize(text, start, end):
        if token.low in _NEGATED or (token.low.endswith("n't") and len(token.low) > 3):
            verb = _NEGATED.get(token.low, token.low[:-3])
            words += [token._replace(low=verb), token._replace(low="not")]
        else:
            words.append(token)
    return words


def _entry_at(words: Sequence[Token], at: int) -> _Entry | None:
    """Return the longest entry that stands at `at` and whose condition holds."""
    for entry in _entries().get(words[at].low, ()):
        last = at + len(entry.words)
        if tuple(word.low for word in words[at:last]) == entry.words:
            fits = _CONDITIONS.get(entry.needs)
            if fits is None or fits(_Context(words, at, last)):
                return entry
    return None


@functools.cache
def _entries() -> Mapping[str, tuple[_Entry, ...]]:
    """Return the list by first word, longer entries first."""
    table: dict[str, list[_Entry]] = defaultdict(list)
    for row in load_lexicon("certainty"):
        head, *rest = row["word"].split()
        for form in (head, *row["forms"].split()):
            words = (form, *rest)
            table[form].append(
                _Entry(words, row["kind"], row["level"], row["polarity"], row["needs"])
            )
    table["?"].append(_Entry(("?",), "question", "U", "", ""))
    return {first: tuple(sorted(es, key=lambda e: -len(e.words))) for first, es in table.items()}


# --- conditions, by their names in the list


def _is_modal(context: _Context) -> bool:
    word = context.words[context.first]
    if word.text[0].isupper() and not _may_be_capitalized(context):
        return False
    if context.before in _before_noun() or context.next_low in _AFTER_NOUN:
        return False
    if context.after is None or context.after.kind == "mark":
        is_inserted = context.next_low == "," and word.low not in ("will", "might")
        return is_inserted or context.before in word_class("subject_pronoun")
    return not context.after.text[0].isdigit()


def _may_be_capitalized(context: _Context) -> bool:
    """Return whether a modal may start so: first in a question, or in a headline's capitals."""
    if context.first == 0:
        return any(word.text == "?" for word in context.words)
    long = [w.text for w in context.words if w.kind == "word" and len(w.text) > 3]
    return all(text[0].isupper() or text[0].isdigit() for text in long)


def _before_noun() -> frozenset[str]:
    return word_class("determiner_only") | word_class("possessive") | word_class("preposition")


def _is_verb(context: _Context) -> bool:
    return context.before == "to" or context.before not in _before_noun()


def _has_number(context: _Context) -> bool:
    after = context.after
    return after is not None and (
        any(c.isdigit() for c in after.text[:2]) or after.text in "$€£" or after.low in _NUMBERS
    )


def _has_clause(context: _Context) -> bool:
    return context.next_low in ("that", "how", "why", "what")


def _has_infinitive(context: _Context) -> bool:
    after = context.after
    is_word = after is not None and after.kind == "word" and after.text[0].islower()
    return is_word and context.next_low not in _before_noun() | word_class("determiner")


def _is_predicate(context: _Context) -> bool:
    is_last = context.after is None or context.after.kind == "mark"
    return is_last or context.next_low in ("that", "to", "of", "about")


_CONDITIONS: Mapping[str, Callable[[_Context], bool]] = {
    "modal": _is_modal,
    "verb": _is_verb,
    "number": _has_number,
    "clause": _has_clause,
    "to": lambda context: context.next_low == "to",
    "infinitive": _has_infinitive,
    "predicate": _is_predicate,
    "alone": lambda context: context.before != "as",
}
