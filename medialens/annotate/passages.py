"""Passages: a paragraph, or the inside of a quotation, as sentences whose quotations are tokens."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from medialens.annotate.quotations import Quotation
from medialens.annotate.tokens import Token, tokenize

_LONGEST = 300  # tokens; what goes on longer (lists, lost punctuation) is cut


def read_passage(
    text: str, span: tuple[int, int], quotations: Sequence[Quotation], breaks: Sequence[int]
) -> list[list[Token]]:
    """Split a passage into sentences, each a list of tokens.

    Parameters
    ----------
    text : str
        The whole text.
    span : tuple of int
        The passage: a paragraph, or a quotation without its marks.
    quotations : sequence of Quotation
        Those of the whole text, sorted; the outermost of the passage become single tokens.
    breaks : sequence of int
        Sorted offsets at which sentences start; those inside a quotation do not count here.

    Returns
    -------
    list of list of Token
        The sentences. One that starts with a small letter belongs to the one before it, as in
        '"Why?" he asked'. Full stops inside a sentence (abbreviations) are left out.
    """
    tokens = _tokens(text, span, _outermost(quotations, span))
    low, high = bisect_left(breaks, span[0]), bisect_right(breaks, span[1])
    return _sentences(tokens, breaks[low:high])


def _outermost(quotations: Sequence[Quotation], span: tuple[int, int]) -> list[Quotation]:
    found: list[Quotation] = []
    at = bisect_left(quotations, Quotation(span[0], 0))
    while at < len(quotations) and quotations[at].start < span[1]:
        if not found or quotations[at].start >= found[-1].end:
            found.append(quotations[at])
        at += 1
    return found


def _tokens(text: str, span: tuple[int, int], quotations: Sequence[Quotation]) -> list[Token]:
    tokens: list[Token] = []
    at = span[0]
    for q in quotations:
        tokens += tokenize(text, at, q.start)
        tokens.append(Token(text[q.start : q.end], "", q.start, q.end, "quote"))
        at = q.end
    return tokens + tokenize(text, at, span[1])


def _sentences(tokens: list[Token], breaks: Sequence[int]) -> list[list[Token]]:
    sentences: list[list[Token]] = [[]]
    end = 0  # where the token before ends
    for n, token in enumerate(tokens):
        is_break = bisect_right(breaks, token.start) > bisect_left(breaks, end)
        is_break = is_break and not token.text[:1].islower()
        if sentences[-1] and (is_break or len(sentences[-1]) == _LONGEST):
            sentences.append([])
        end = token.end
        following = tokens[n + 1].start if n + 1 < len(tokens) else -1
        is_inner = bisect_right(breaks, following) == bisect_left(breaks, end)
        if token.text != "." or following < 0 or not is_inner:
            sentences[-1].append(token)
    return [sentence for sentence in sentences if sentence]
