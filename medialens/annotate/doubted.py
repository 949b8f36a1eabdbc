"""What a sentence leaves open: the deeds and things under its marks of doubt."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from medialens.annotate.doubt_marks import introducing, marks, word_list
from medialens.lexicons import load_lexicon

# A thing under doubt is new: it stands with "a", with a word of doubt, or without an article.
_SUBJECT = re.compile(
    r"\b(?P<words>(?:[Aa]n?|[Ss]ome|[Pp]ossible) [^,;]{2,60}?) "
    r"(?:may|might|could|(?:is|are|was|were) (?:said|thought|believed|rumou?red|reported|alleged"
    r"|suspected|feared|supposed)|appears?|seems?|would)\b"
)
_DEFINITE = re.compile(
    r"\b(?:(?:the )?[\w-]+(?:'s|s')(?: [\w-]+)?|the|this|these|those|his|her|its|their|our|my)"
    r"(?: (?!(?:of|in|on|at|by|for|with|from|to|and|or|is|was|had|has|have|may|might|could|the|a|an"
    r"|this|that|his|her|its|their|there)\b)[\w'-]+){1,2}",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"['\"](?P<words>[a-z][a-z -]{3,40})['\"]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]")
_DEED_VERBS = frozenset(
    ["fled", "stole", "sold", "beat", "beaten", "withdrew", "hid", "shot", "quit"]
)
_REACH = 12  # words after a mark of doubt that it can cover
_LONGEST_ENDING = 6  # letters after what the two share
_LEAST = 4  # letters that a verb and the noun made of it share
_NOMINAL = re.compile(
    r"(?:t?ions?|als?|ments?|[ae]nces?|ur[es]+|er(?:y|ies)|ings?|s|ft|ght|age|th)$"
)


class Doubted(NamedTuple):
    """A word for what a sentence leaves open, and by which mark."""

    sentence_id: int
    word: str
    mark: str
    is_new: bool = False  # a thing of its own, right after the mark: "rumors of a merger"
    by_this: bool = False  # a word in quotation marks: taken up by "this", not by "the"


def doubted(sentence: str, number: int) -> Iterator[Doubted]:
    """Yield the words for what a sentence leaves open.

    Parameters
    ----------
    sentence : str
        Its text, with plain quotation marks.
    number : int
        Its number in the article.

    Notes
    -----
    Left out are definite phrases ("the bridge"), which the sentence takes for granted, names, and
    whoever speaks or doubts: what stands before the mark, unless it is its subject with "a".
    """
    found = list(marks("opens").finditer(sentence))
    given = _covered(sentence, found)
    known = _granted(sentence) | word_list("stop") | word_list("common")
    new = {word for one in introducing().finditer(sentence) for word in _words(one["words"])}
    for word, said in given.items():
        if word not in known and len(word) > 2:
            yield Doubted(number, word, said.split()[-1], word in new)
    for quoted in _QUOTED.finditer(sentence) if found else ():
        for word in _words(quoted["words"])[-1:]:
            if word not in given:
                mark = found[0].group().lower().split()[-1]
                yield Doubted(number, word, mark, is_new=True, by_this=True)


def _covered(sentence: str, found: Sequence[re.Match[str]]) -> dict[str, str]:
    """Return the words that marks of doubt cover, and the mark of each."""
    given: dict[str, str] = {}
    for mark in found:
        words = _words(sentence[mark.end() :])[:_REACH]
        given |= {word: mark.group().lower() for word in words if word not in given}
    subject = _SUBJECT.search(sentence)
    if subject:
        mark_word = subject.group().split()[-1].lower()
        given |= dict.fromkeys(_words(subject["words"])[-4:], mark_word)
    if sentence.rstrip().endswith("?"):
        given |= dict.fromkeys(_words(sentence), "?")
    return given


def _granted(sentence: str) -> set[str]:
    """Return the words of definite phrases; a verb that follows one is none of it."""
    words = (word for one in _DEFINITE.finditer(sentence) for word in _words(one.group()))
    return {word for word in words if not word.endswith("ed")} - _DEED_VERBS


def _words(text: str) -> list[str]:
    """Return the words of a text that are no names."""
    return [word for word in _WORD.findall(text) if word == word.lower()]


def means(taken: str, open_word: str) -> bool:
    """Return whether the noun `taken` can take up what `open_word` stands for.

    Examples
    --------
    >>> means("leaks", "leak"), means("resignation", "resigned"), means("theft", "embezzled")
    (True, True, True)
    >>> means("nation", "named"), means("bridge", "ferry")
    (False, False)
    """
    if taken == open_word or taken in (f"{open_word}s", f"{open_word}es"):
        return True
    if f"{taken}s" == open_word:
        return True
    group = deeds().get(open_word)
    return (group is not None and group == deeds().get(taken)) or is_noun_of(taken, open_word)


def is_noun_of(noun: str, verb: str) -> bool:
    """Return whether a noun is made of a verb in -ed or -ing: "dilution" of "diluted"."""
    stem = re.sub(r"(?:ed|ing|d)$", "", verb)
    if stem == verb or len(stem) < _LEAST:
        return False
    root = re.sub(r"(.)\1$", r"\1", stem)[: max(_LEAST, len(stem) - 1)]
    rest = noun.removeprefix(root)
    if rest == noun or len(rest) > _LONGEST_ENDING:
        return False
    is_bare = noun in (stem, f"{stem}s")  # "funds" are not what was funded
    return len(stem) > _LEAST if is_bare else bool(_NOMINAL.search(noun))


@functools.cache
def deeds() -> Mapping[str, int]:
    """Return word to the number of its line in ``deeds.tsv``: words of one line mean one thing."""
    found: dict[str, int] = {}
    for number, row in enumerate(load_lexicon("deeds")):
        for word in row["words"].split():
            found.setdefault(word, number)
    return found
