"""The words of judgement that nothing we write may hold, in one list for all tests.

A report describes wording and sourcing. It says nothing of what is so, of whom to trust, or of
where an outlet stands; so these words stand in no page, notebook, script, message or table of ours.
Articles may hold them: a sentence that is quoted from the collection is not our word.
"""

import re
from collections.abc import Iterable

ENGLISH = (
    r"bias(?:ed)?[- ](?:scores?|meters?|ratings?|index)", r"(?:un)?truth\w*", r"(?:un)?reliab\w+",
    r"(?:un)?trustworth\w+", r"propagand\w+", r"unbiased", r"(?:non-)?objectiv(?:e|ely|ity)",
    r"left[-–]right", r"fake news", r"disinformation", r"misinformation",
)  # fmt: skip
GERMAN = (
    r"wahrheit\w*", r"unwahrheit\w*", r"(?:un)?zuverlässig\w*", r"verlässlich\w*",
    r"(?:un)?glaubwürdig\w*", r"vertrauenswürdig\w*", r"propagand\w+", r"unvoreingenommen\w*",
    r"unparteiisch\w*", r"(?:un)?objektiv\w*", r"lügenpresse",
)  # fmt: skip
VERDICTS = re.compile(rf"(?<![\w.])(?:{'|'.join((*ENGLISH, *GERMAN))})\b", re.IGNORECASE)
_AROUND = 2  # words to either side that say whether a word is quoted


def verdicts_in(text: str, articles: Iterable[str] = ()) -> list[str]:
    """Return the words of judgement in a text with their surroundings; not those quoted."""
    quoted = [_plain(article) for article in articles]
    found = (_surrounded(_plain(text), match) for match in VERDICTS.finditer(_plain(text)))
    return [words for words in found if not any(words in article for article in quoted)]


def page_words(page: str) -> str:
    """Return the words of an HTML page, with those of labels, without styles and our scripts."""
    page = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL | re.IGNORECASE)
    spoken = re.findall(r'(?:alt|title|aria-label|content)="([^"]*)"', page)
    return " ".join([re.sub(r"<[^>]+>", " ", page), *spoken])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _surrounded(text: str, match: re.Match[str]) -> str:
    before = text[: match.start()].split()[-_AROUND:]
    after = text[match.end() :].split()[:_AROUND]
    glued = text[match.end() : match.end() + 1]
    tail = after if not glued or glued.isspace() else []
    return " ".join([*before, match.group(), *tail])
