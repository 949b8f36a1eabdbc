"""The words by which doubt is raised, kept and settled, from ``doubts.tsv``."""

import functools
import re

from medialens.lexicons import load_lexicon


@functools.cache
def marks(kind: str) -> re.Pattern[str]:
    """Return the pattern of a class of ``doubts.tsv``: whole words, in any case."""
    return re.compile(rf"\b(?:{alternatives(kind)})\b", re.IGNORECASE)


@functools.cache
def alternatives(kind: str) -> str:
    """Return the patterns of a class of ``doubts.tsv``, to be part of a longer one."""
    return "|".join(row["pattern"] for row in load_lexicon("doubts") if row["class"] == kind)


@functools.cache
def word_list(kind: str) -> frozenset[str]:
    """Return the words of a class of ``doubts.tsv`` that is a plain list."""
    rows = (row["pattern"] for row in load_lexicon("doubts") if row["class"] == kind)
    return frozenset(word for words in rows for word in words.split())


@functools.cache
def introducing() -> re.Pattern[str]:
    """Return what introduces a thing in doubt by "a"; its words are the group ``words``."""
    return re.compile(
        rf"\b(?:{alternatives('introduces')})"
        r"(?: (?!(?:the|this|his|her|its|their)\b)[\w'-]+){0,3}? (?:an?|possible|suspected)"
        r"(?P<words>(?: (?!(?:of|in|on|at|by|for|with|from|to|and|or|that|who|which|is|was)\b)"
        r"[a-z][\w'-]*){1,3})",
        re.IGNORECASE,
    )
