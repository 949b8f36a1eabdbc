"""Words that the project never says of an outlet or a text, and where they may stand all the same.

One list for every text that we write: documentation, notebooks, lessons, templates, scripts of
the widgets, languages of the interface, data cards, messages, and what the reports and the lesson
pages say. What an article says is its own matter and is left out by `said_by_us`.
"""

import re
from collections.abc import Iterable
from html import unescape

ENGLISH = (
    r"bias[- ](?:scores?|meters?|index|ratings?|free)", r"(?:un)?biased outlets?", "unbiased",
    r"truth\w*", r"truthful\w*", r"un(?:true|truthful)", r"(?:un)?reliab\w*",
    r"(?:un)?trustworth\w*", r"trust (?:scores?|index|ratings?)", r"propagand\w*", r"objectiv\w*",
    r"left[-–]right", r"(?:left|right)[-–]wing", r"leader\s?boards?", r"league tables?",
    r"fake news", r"disinformation", r"misinformation", r"credib\w*",
)  # fmt: skip
GERMAN = (
    r"wahrheit\w*", r"(?:un)?zuverlässig\w*", r"(?:un)?glaubwürdig\w*", r"vertrauenswürdig\w*",
    r"objektiv\w*", r"unvoreingenommen\w*", r"lügenpresse", r"desinformation", r"rangliste\w*",
)  # fmt: skip
VERDICT = re.compile(rf"\b(?:{'|'.join((*ENGLISH, *GERMAN))})\b", re.IGNORECASE)

# What is no verdict, each with the reason. Nothing of it stands in a report.
ALLOWED = {
    r"\btruth\.json\b|\bwithout `truth": "the name of the key of an invented collection",
    r"\btruth(?: files?\b|\[_\.\])|``truth\*``|\|truth\)": "the same, or a pattern for its name",
    r"whose truth is known|on a known truth|finds the truth by it": "of a simulation or a key",
    r"`\.?truth`{1,2}(?=[:.])": "what a simulated collection had planted",
    r"verdict on truth\b": "says that there is no such thing here",
    r"alpha-reliability": "the title of a work on agreement",
    r"unreliable\s+with many parts": "of a formula",
}
_ALLOWED = re.compile("|".join(ALLOWED), re.IGNORECASE)
BESIDE = 15  # characters to each side by which words of an article are recognized


def verdicts_in(text: str) -> list[str]:
    """Return each verdict in a text with the words around it; what is allowed left out."""
    plain = _ALLOWED.sub(" ", " ".join(text.split()))
    return [
        plain[max(0, found.start() - 30) : found.end() + 30] for found in VERDICT.finditer(plain)
    ]


def shown_in(page: str) -> str:
    """Return the words of a page: without markup, style and script."""
    bare = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL | re.IGNORECASE)
    told = re.findall(r'\b(?:alt|title|aria-label)="([^"]*)"', bare)
    return unescape(" ".join([re.sub(r"<[^>]+>", " ", bare), *told]))


def said_by_us(page: str, articles: Iterable[str]) -> list[str]:
    """Return the verdicts of a page that stand in none of its articles."""
    known = [" ".join(text.split()) for text in articles]
    plain = " ".join(shown_in(page).split())
    return [
        found[0]
        for found in VERDICT.finditer(plain)
        if not any(_beside(plain, found) in text for text in known)
    ]


def _beside(plain: str, found: re.Match[str]) -> str:
    return plain[max(0, found.start() - BESIDE) : found.end() + BESIDE].strip()
