"""Phrases: where a noun phrase that may name a source begins and ends."""

from collections.abc import Sequence

from medialens.annotate.cues import cue_forms
from medialens.annotate.tokens import Token, is_capitalized, word_class

Span = tuple[int, int]  # half-open, in tokens

_JOINERS = frozenset("&-/.")
_NOT_ADVERBS = frozenset(
    ("family", "reply", "ally", "assembly", "only", "early", "daily", "weekly")
)
_FAR = 25  # tokens to look for the other comma of an insertion


def is_adverb(token: Token) -> bool:
    """Return whether the word can stand between a subject and its verb."""
    if token.low in word_class("adverb"):
        return True
    return token.text.islower() and token.low.endswith("ly") and token.low not in _NOT_ADVERBS


def is_nominal(token: Token) -> bool:
    """Return whether the word can be the core of a noun phrase."""
    return token.kind == "word" and token.low not in _function_words()


def _function_words() -> frozenset[str]:
    return (
        word_class("determiner_only")
        | word_class("preposition")
        | word_class("coordinator")
        | word_class("auxiliary")
        | word_class("subordinator_only")
        | word_class("negation")
    )


def source_before(tokens: Sequence[Token], end: int) -> Span | None:
    """Return the noun phrase that ends at token `end`, the subject of the verb that follows."""
    end = _before_time(tokens, end)
    last = end - 1
    if last < 0:
        return None
    if tokens[last].text in (",", ")", "--", "—", "–"):
        return _source_before_insertion(tokens, end)
    low = tokens[last].low
    if low in ("who", "which", "that"):
        return _antecedent(tokens, last)
    if low in word_class("subject_pronoun"):
        return last, end
    if low in word_class("preposition"):
        return None
    start = _from_determiner(tokens, _walk_back(tokens, last), end)
    start = _without_opening_adverbial(tokens, start, end)
    if any(is_nominal(token) for token in tokens[start:end]):
        return start, end
    return None


def _from_determiner(tokens: Sequence[Token], start: int, end: int) -> int:
    """Drop what cannot belong to the phrase: a determiner opens one unless a preposition does."""
    allowed = word_class("preposition") | word_class("determiner") | word_class("coordinator")
    for k in range(end - 1, start, -1):
        opens = tokens[k].low in word_class("determiner_only") and tokens[k].low != "'s"
        if opens and tokens[k - 1].kind == "word" and tokens[k - 1].low not in allowed:
            return k
    return start


def _before_time(tokens: Sequence[Token], end: int) -> int:
    """Return the end of the phrase without "on Sunday", "Tuesday night" before the verb."""
    at = end
    while at > 1 and tokens[at - 1].low in word_class("time_unit"):
        at -= 1
    if at == end:
        return end
    while at > 1 and tokens[at - 1].low in ("on", "in", "last", "this", "earlier", "late", "that"):
        at -= 1
    is_possible = is_nominal(tokens[at - 1]) or tokens[at - 1].text in (")", ",")
    return at if is_possible else end


def _source_before_insertion(tokens: Sequence[Token], end: int) -> Span | None:
    """Read "X, the minister," and "X (R-Ohio)": the phrase with its appositive."""
    closing = tokens[end - 1].text
    opening = "(" if closing == ")" else closing
    for at in range(end - 2, max(0, end - _FAR), -1):
        if tokens[at].kind == "quote":
            return None
        if tokens[at].text != opening:
            continue
        inner = tokens[at + 1]
        if opening != "(" and not _opens_insertion(inner):
            return None
        outer = source_before(tokens, at) if is_nominal(tokens[at - 1]) else None
        return (outer[0], end if closing == ")" else end - 1) if outer else None
    return None


def _opens_insertion(token: Token) -> bool:
    if token.low in ("who", "whose", "which", "whom", "however", "too", "meanwhile", "for", "in"):
        return True
    return (
        token.low in word_class("determiner")
        or token.low in word_class("subordinator")
        or token.text[:1].isdigit()
        or token.low in ("speaking", "himself", "herself", "now", "then", "one")
        or (is_nominal(token) and not is_adverb(token) and not token.low.endswith("ing"))
    )


def _antecedent(tokens: Sequence[Token], relative: int) -> Span | None:
    last = relative - 1
    if last >= 0 and tokens[last].text == ",":
        last -= 1
    if last < 0 or not is_nominal(tokens[last]):
        return None
    start = _walk_back(tokens, last)
    start = _without_opening_adverbial(tokens, start, last + 1)
    return start, relative + 1


def _walk_back(tokens: Sequence[Token], last: int) -> int:
    start = last + 1
    while start > 0 and _belongs(tokens, start - 1, last):
        start -= 1
    while start <= last and (
        tokens[start].low in word_class("coordinator") or tokens[start].kind == "mark"
    ):
        start += 1
    return start


def _belongs(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Return whether the token still belongs to the noun phrase that ends at `last`."""
    token = tokens[at]
    if token.kind != "word":
        return token.text in _JOINERS and token.kind == "mark"
    low = token.low
    if low == "'s":
        return at < last
    if low in ("and", "or"):
        return at < last and _joins_names(tokens, at)
    if low in word_class("stop_word"):
        return False
    return low not in word_class("pronoun_only")


def _joins_names(tokens: Sequence[Token], at: int) -> bool:
    if at == 0:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if is_capitalized(before) and is_capitalized(after):
        return True
    both_plain = is_nominal(before) and is_nominal(after) and not is_capitalized(after)
    return both_plain and after.low.endswith("s") and before.low.endswith("s")


def _without_opening_adverbial(tokens: Sequence[Token], start: int, end: int) -> int:
    """Drop "In Ohio on Tuesday" before the subject of the verb."""
    opens = start < end and (
        tokens[start].low in word_class("preposition") or is_adverb(tokens[start])
    )
    times = [k for k in range(start, end - 1) if tokens[k].low in word_class("time_unit")]
    if times and (opens or times[0] == start):
        start, opens = times[-1] + 1, False
    if not opens:
        return start
    for k in range(end - 1, start, -1):
        if tokens[k - 1].low in word_class("preposition") or is_adverb(tokens[k - 1]):
            return k
    return start


def possessor_before(tokens: Sequence[Token], end: int) -> Span | None:
    """Return the name or noun, with its determiner, that ends at token `end` before an 's."""
    start = end
    while start > 0 and is_nominal(tokens[start - 1]) and not is_adverb(tokens[start - 1]):
        if start < end and is_capitalized(tokens[start]) and not is_capitalized(tokens[start - 1]):
            break
        start -= 1
    if start == end:
        return None
    has_determiner = start > 0 and tokens[start - 1].low in word_class("determiner")
    return (start - 1 if has_determiner else start), end


def source_after(tokens: Sequence[Token], start: int, *, appositive: bool) -> Span | None:
    """Return the noun phrase that starts at token `start`, with its appositive if wished."""
    end = start
    while end < len(tokens) and _continues(tokens, end, start):
        end += 1
    while end > start and tokens[end - 1].low in word_class("preposition") | {"and", "the"}:
        end -= 1
    if not any(is_nominal(token) or token.kind == "quote" for token in tokens[start:end]):
        if start < len(tokens) and tokens[start].low in word_class("subject_pronoun"):
            return start, start + 1
        return None
    if appositive:
        end = _with_appositive(tokens, end)
    return start, end


def _continues(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Return whether the noun phrase that starts at `start` goes on with the token at `at`."""
    token = tokens[at]
    if at == start:
        return token.kind == "quote" or (
            token.kind == "word" and token.low not in _ends_phrase() | word_class("preposition")
        )
    if token.kind != "word":
        return token.kind == "mark" and token.text in _JOINERS and at + 1 < len(tokens)
    if token.low in ("and", "or"):
        return at + 1 < len(tokens) and _joins_names(tokens, at)
    if token.low in word_class("preposition"):
        return token.low in word_class("noun_preposition") and _has_object(tokens, at)
    ends = token.low in _ends_phrase() or token.low in word_class("subject_pronoun")
    return not (ends or is_adverb(token))


def _ends_phrase() -> frozenset[str]:
    return word_class("stop_word") | word_class("time_unit")


def _has_object(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a noun follows the preposition; "to" may also open an infinitive."""
    if tokens[at].low != "to":
        return True
    return at + 1 < len(tokens) and is_capitalized(tokens[at + 1])


def _with_appositive(tokens: Sequence[Token], end: int) -> int:
    if end < len(tokens) and tokens[end].text == "(":
        closing = [k for k in range(end, min(len(tokens), end + _FAR)) if tokens[k].text == ")"]
        end = closing[0] + 1 if closing else end
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return end
    first = tokens[end + 1]
    fits = (
        first.low in word_class("determiner")
        or first.low in ("who", "whose", "which")
        or first.text[0].isdigit()
        or (is_nominal(first) and first.text[0].islower() and not first.low.endswith("ing"))
    )
    if not fits or first.low in word_class("subject_pronoun") or is_adverb(first):
        return end
    stop = end + 1
    while stop < len(tokens) and tokens[stop].kind != "quote" and tokens[stop].text not in ",;:.":
        stop += 1
    return stop


def subject_of(tokens: Sequence[Token], end: int) -> Span | None:
    """Return the noun phrase that opens the clause of ``tokens[:end]``: its likely subject."""
    start = _after_opening(tokens, end)
    stop = start
    while stop < end and _in_subject(tokens, stop, start):
        stop += 1
    while stop > start and not is_nominal(tokens[stop - 1]):
        if tokens[stop - 1].low in word_class("subject_pronoun"):
            break
        stop -= 1
    return (start, stop) if stop > start else None


def _after_opening(tokens: Sequence[Token], end: int) -> int:
    start = 0
    while start < end and (
        tokens[start].low in word_class("coordinator") or tokens[start].kind == "mark"
    ):
        start += 1
    if start >= end:
        return start
    first = tokens[start]
    opens = (
        first.low in word_class("preposition")
        or first.low in word_class("subordinator")
        or first.low.endswith("ing")
        or is_adverb(first)
        or first.low in ("however", "still", "meanwhile")
    )
    if not opens:
        return start
    commas = [k for k in range(start, min(end, start + _FAR)) if tokens[k].text == ","]
    return commas[0] + 1 if commas and commas[0] + 1 < end else start


def _in_subject(tokens: Sequence[Token], at: int, start: int) -> bool:
    token = tokens[at]
    if token.kind == "quote":
        return False
    if token.kind != "word":
        return token.text in _JOINERS
    low = token.low
    if at > start and low in word_class("subject_pronoun"):
        return False
    if low == "'s":
        return True
    if low in word_class("stop_word") and at > start and low not in ("and",):
        return False
    if at == start or is_capitalized(token):
        return not (at > start and tokens[start].low in word_class("subject_pronoun"))
    is_verb = (
        low.endswith("ed")
        or low in word_class("irregular_past")
        or any(c.part == "verb" and c.form in ("s", "ed") for c in cue_forms().get(low, ()))
    )
    return not is_verb and not is_adverb(token) and at - start < 10
