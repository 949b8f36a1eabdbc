"""Repairs that news needs after a general sentence splitter."""

import functools
import re
from collections.abc import Iterator

from medialens.lexicons import load_lexicon

Span = tuple[int, int]

_CLOSERS = re.compile(r"[\"'”’»\])]+(?=\s|$)")
_MISSED = re.compile(
    r"(?<![\w.])(?P<word>[a-z]{3,}|so|it|up|us|me|go|do|is|be|in|on)[.!?][\"”’)]*"
    r"(?:\s+(?=[“\"‘]?[A-Z])|(?=[A-Z][a-z]*\s))"
    r"|(?<![\w.])(?:(?:[A-Z]\.){2,5}|[ap]\.m\.)[\"”’)]*\s+"  # in the U.S. It ...
    r"(?=(?:The|He|She|It|We|They|But|And|In|On|His|Her|That|This|If|When|While|After)\s)"
    r"|[。！？｡।॥۔؟]+[”’」』）»]*(?=.)"  # full stops of other scripts
)
_ABBREVIATION = re.compile(  # lower-case words whose full stop does not end a sentence
    r"approx|assn|assoc|ave|blvd|capt|dept|dist|div|est|etc|figs?|gen|gov|hon|incl|max|min|misc"
    r"|orig|pres|prof|pub|ref|rep|rev|sec|sen|temp|univ|vols?"
)
_INITIALS = re.compile(r"(?:^|[\s(])(?:[A-Z]\.\s?){1,3}$")
_CONTINUES = re.compile(r"[),;:]|--?\s+[a-z]|[–—]\s*[a-z]")
_LOWER = re.compile(r"[\"'“‘(]?(?!https?:|www\.|pic\.)[a-z]")
_NAME_SAID = re.compile(
    r"(?:[A-Z][\w.'’-]*\s+){1,4}"
    r"(?:said|says|asked|asks|added|adds|wrote|tweeted|shouted|cried|replied)\s*[.,]"
)
_QUOTED_CALL = re.compile(r"[!?][\"'”’]$")
_ENDS_QUOTE = re.compile(r"[\"'”’»…]$|\.\.\.$|(?:[A-Z]\.){2,}$")
_STARTS_BODY = re.compile(
    r"(?:Senate|House|Congress|Supreme|District|Department|Attorney|Army|Navy|Air Force|Border|"
    r"Customs|Court|Embassy|Ambassador|Rep\.|Sen\.|Marine|President|Secretary|Security)\b"
)
_OPENERS = re.compile(
    r"(?:The|A|An|He|She|It|We|They|I|You|In|On|At|But|And|So|This|That|These|Those|There|If|As|"
    r"When|While|After|Before|For|His|Her|Their|Its|Our|My|No|Yes|Not|To|By|With)\b"
)


def repaired(text: str, spans: list[Span]) -> list[Span]:
    """Return the sentence `spans` of the paragraph `text` with boundaries mended."""
    joined: list[Span] = []
    n_straight = n_curly = 0  # double quotation marks seen so far; curly: opened minus closed
    for start, end in (piece for span in spans for piece in _pieces(text, span)):
        is_open = n_straight % 2 == 1 or n_curly > 0
        n_straight += text.count('"', start, end)
        n_curly = max(0, n_curly + text.count("“", start, end) - text.count("”", start, end))
        if not joined:
            joined.append((start, end))
            continue
        before = joined[-1]
        closed = _with_closers(text, before[1], start, end, is_open=is_open)
        start = _skip_space(text, max(start, closed), end)
        is_open = is_open and closed == before[1]
        joined[-1] = (before[0], closed)
        if start < end and _belongs(text, joined[-1], (start, end), is_open=is_open):
            joined[-1] = (before[0], end)
        elif start < end:
            joined.append((start, end))
    return joined


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Yield `span`, cut where a plain word closes a sentence that the splitter ran on."""
    start, end = span
    for match in _MISSED.finditer(text, start, end):
        if _ABBREVIATION.fullmatch(match["word"] or "") or match.end() >= end:
            continue
        yield start, match.start() + len(match[0].rstrip())
        start = match.end()
    yield start, end


def _with_closers(text: str, end_before: int, start: int, end: int, *, is_open: bool) -> int:
    """Return where the sentence before ends, with closing marks left at the start of the next."""
    match = _CLOSERS.match(text, start, end)
    if match is None or (text[start] == '"' and not is_open):
        return end_before
    return match.end()


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _belongs(text: str, before: Span, after: Span, *, is_open: bool) -> bool:
    """Return whether the second span goes on with the sentence of the first."""
    tail = text[max(before[0], before[1] - 40) : before[1]]
    head = text[after[0] : min(after[1], after[0] + 80)]
    if _CONTINUES.match(head):
        return True
    if _LOWER.match(head):
        return is_open or bool(_ENDS_QUOTE.search(tail))
    if _QUOTED_CALL.search(tail):
        return bool(_NAME_SAID.match(head)) and not _OPENERS.match(head)
    return _is_cut_name(tail, head)


def _is_cut_name(tail: str, head: str) -> bool:
    """Return whether the first span stops at a title, initials or "U.S." of a longer name."""
    last = tail.rsplit(None, 1)[-1].lstrip("(\"'“‘")
    if last in _title_abbreviations():
        return True
    if last in ("U.S.", "U.N.", "U.K."):
        return bool(_STARTS_BODY.match(head))
    return bool(_INITIALS.search(tail)) and head[:1].isupper() and not _OPENERS.match(head)


@functools.cache
def _title_abbreviations() -> frozenset[str]:
    titles = {row["title"] for row in load_lexicon("titles")}
    parts = (part for title in titles for part in title.split() if part.endswith("."))
    return frozenset(parts) - {"U.S."}
