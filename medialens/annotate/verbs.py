"""Verbs: reported speech around a reporting verb - finite, inverted, participle, passive."""

from medialens.annotate.contents import (
    Opening,
    clause_start,
    content_end,
    content_opening,
    cue_end,
    relative_end,
    trim,
    words_around,
)
from medialens.annotate.cues import Cue
from medialens.annotate.phrases import (
    Span,
    is_adverb,
    is_nominal,
    source_after,
    source_before,
    subject_of,
)
from medialens.annotate.statements import Clause, Statement, statement_of
from medialens.annotate.tokens import word_class

_SHORT = 30  # tokens of a sentence that may only introduce the quotation beside it


def read_verb(clause: Clause, at: int, cue: Cue) -> Statement | None:
    """Return the statement that the verb at token `at` reports, None if it reports none."""
    first = _group_start(clause, at)
    if first is None:
        return None
    if cue.form == "ed" and clause.low(at + 1) == "by":
        return _read_by(clause, first, at, cue)
    if _is_noun_reading(clause, first, at, cue):
        return None
    words = {clause.low(k) for k in range(first, at)}
    if words & (word_class("negated") | word_class("negation")) or words & word_class("modal"):
        return None
    is_passive = cue.form == "ed" and bool(words & word_class("be"))
    if is_passive:
        return _read_impersonal(clause, first, at, cue)
    if cue.form == "ing" and not words & (word_class("be") | {"'s"}):
        return _read_participle(clause, at, cue)
    return _read_finite(clause, first, at, cue)


def _group_start(clause: Clause, at: int) -> int | None:
    """Return the first token of the verb group that ends at `at`, None for an infinitive."""
    first = at
    while first > 0 and _in_verb_group(clause, first - 1):
        first -= 1
    if clause.low(first - 1) != "to":
        return first
    if clause.low(first - 2) in ("continue", "continues", "continued", "began"):
        return _group_start(clause, first - 2)
    if clause.low(first - 2) == "on" and clause.low(first - 3) in ("went", "goes", "gone"):
        return _group_start(clause, first - 3)
    return None


def _in_verb_group(clause: Clause, at: int) -> bool:
    token = clause.tokens[at]
    if token.kind != "word":
        return False
    low = token.low
    if low == "'s":
        return clause.low(at - 1) in word_class("subject_pronoun") | {"who", "there"}
    return (
        low in word_class("auxiliary")
        or low in word_class("negated")
        or low in ("not", "never")
        or (is_adverb(token) and at > 0)
    )


def _is_noun_reading(clause: Clause, first: int, at: int, cue: Cue) -> bool:
    """Return whether the form is rather a noun or an adjective ("the claims", "alleged plot")."""
    if cue.form == "ing":
        return clause.low(at - 1) in word_class("determiner_only") | {"of"}
    before = clause.low(first - 1)
    if clause.low(at + 1) in word_class("auxiliary") and cue.form != "ed":
        return True
    if clause.tokens[at].text == "States":
        return True
    if first == at and before in word_class("determiner") - {"some", "many", "others", "this"}:
        return not (
            before in ("that", "most", "all", "both", "one", "few", "several")
            and cue.form != "base"
        )
    if first == at and before in word_class("preposition"):
        return True
    if cue.form == "base" and first == at:
        return not _is_plural(clause, first - 1)
    return False


def _is_plural(clause: Clause, at: int) -> bool:
    low = clause.low(at)
    return low in (
        "they", "we", "i", "you", "who", "that", "which", "some", "many", "others", "people",
        "media", "police", "few", "most", "both", "all", "several", "data", "and",
    ) or (low.endswith("s") and len(low) > 3 and not low.endswith("ss") and low != "'s") or (
        low in (")", ",") and at > 1
    )  # fmt: skip


def _read_by(clause: Clause, first: int, at: int, cue: Cue) -> Statement | None:
    """Read the passive with its agent: "seen by analysts as ...", "as reported by X"."""
    source = source_after(clause.tokens, at + 2, appositive=False)
    if source is None:
        return None
    cue_span = (first, at + 1)
    if clause.low(first - 1) == "as":
        contents = _relayed(clause, first - 1, source[1])
        return (
            statement_of((first - 1, at + 2), cue, source, contents, is_relay=True)
            if contents
            else None
        )
    if clause.low(source[1]) in ("as", "to") and "n" in cue.takes:
        described = trim(clause, source[1] + 1, content_end(clause, source[1] + 1))
        return statement_of(cue_span, cue, source, (described,)) if described else None
    if first == at or "c" not in cue.takes:
        return None
    content = trim(clause, clause_start(clause, first), first)
    return statement_of(cue_span, cue, source, (content,)) if content else None


def _relayed(clause: Clause, first: int, last: int) -> tuple[Span, ...]:
    """Return what follows "as reported by X", or what precedes it if nothing does."""
    after = trim(clause, last, content_end(clause, last))
    before = trim(clause, clause_start(clause, first), first)
    content = after or before
    return (content,) if content else ()


def _read_impersonal(clause: Clause, first: int, at: int, cue: Cue) -> Statement | None:
    """Read "it is believed that ..." and "X is said to ...": speech without a source."""
    if cue.lemma in ("ask", "tell") or clause.tokens[at].low not in word_class("hearsay_be"):
        return None
    following = clause.low(at + 1)
    if clause.low(first - 1) == "it" and following == "that":
        content = trim(clause, at + 2, content_end(clause, at + 2))
        return statement_of((first - 1, at + 1), cue, None, (content,)) if content else None
    if following != "to":
        return None
    subject = source_before(clause.tokens, first)
    content = trim(clause, at + 1, content_end(clause, at + 1))
    if content is None or subject is None:
        return None
    return statement_of((first, at + 1), cue, None, (content,))


def _read_participle(clause: Clause, at: int, cue: Cue) -> Statement | None:
    """Read ", saying that ..." and "with X describing ...": the subject is found further left."""
    before = clause.low(at - 1)
    if before == "not" or before in word_class("preposition") - word_class("participle_opener"):
        return None
    opening = content_opening(clause, at, cue)
    if opening is None or opening.is_inserted:
        return None
    content = trim(clause, opening.at, content_end(clause, opening.at))
    if content is None:
        return None
    source = _participle_subject(clause, at)
    if source is None:
        return None
    cue_span = (at, cue_end(at, cue))
    return statement_of(cue_span, cue, source, (content,), is_shared=source[1] < at)


def _participle_subject(clause: Clause, at: int) -> Span | None:
    before = at - 1
    if before >= 0 and is_nominal(clause.tokens[before]) and not is_adverb(clause.tokens[before]):
        near = source_before(clause.tokens, at)
        if near and clause.low(near[1] - 1) not in word_class("speech_place") | word_class("time"):
            return near
    return _shared_subject(clause, at)


def _shared_subject(clause: Clause, at: int) -> Span | None:
    """Return the source of the statement before, or else the subject of the sentence."""
    for statement in reversed(clause.statements):
        if statement.source and not statement.is_relay and not _is_nested(clause, statement):
            return statement.source
    return subject_of(clause.tokens, at)


def _is_nested(clause: Clause, statement: Statement) -> bool:
    return any(
        start <= statement.first < end
        for other in clause.statements
        if other is not statement
        for start, end in other.contents
    )


def _read_finite(clause: Clause, first: int, at: int, cue: Cue) -> Statement | None:
    inverted = _read_inverted(clause, first, at, cue)
    if inverted is not None:
        return inverted
    source = source_before(clause.tokens, first)
    is_shared = source is None and clause.low(first - 1) in ("and", "but", "then")
    if is_shared:
        source = _shared_subject(clause, first)
    if source is None or _is_nobody(clause, source):
        return None
    if cue.cue_class == "factive" and _is_no_speaker(clause, source):
        return None
    return _with_content(clause, at, cue, source, is_shared=is_shared)


def _is_nobody(clause: Clause, source: Span) -> bool:
    """Return whether "nobody", "neither of them" or "no minister" is the source: none speaks."""
    is_count = clause.low(source[0] + 1) in ("fewer", "less")  # "no fewer than nine ministers"
    return clause.low(source[0]) in word_class("nobody") and not is_count


def _is_no_speaker(clause: Clause, source: Span) -> bool:
    """Return whether the words draw a conclusion of their own: "the exchange shows how ..."."""
    ends = word_class("preposition") | {","}
    stop = next((k for k in range(source[0] + 1, source[1]) if clause.low(k) in ends), source[1])
    return clause.low(stop - 1) in word_class("no_speaker")


def _read_inverted(clause: Clause, first: int, at: int, cue: Cue) -> Statement | None:
    """Read '"...," said X, the minister' and "..., said X"."""
    is_after_comma = clause.low(first - 1) == ","
    if first != at or cue.form not in ("ed", "s"):
        return None
    if not (clause.is_quote(first - 1) or (is_after_comma and first > 3)):
        return None
    if is_after_comma and not clause.is_quote(first - 2) and source_before(clause.tokens, first):
        return None
    source = source_after(clause.tokens, at + 1, appositive=True)
    if source is None:
        return None
    if not clause.is_quote(first - 1) and not _ends(clause, source[1]):
        return None
    if _quote_follows(clause, source[1]):
        contents = words_around(clause, first, source[1])
    else:
        before = trim(clause, clause_start(clause, first), first)
        contents = (before,) if before else ()
    return statement_of((at, cue_end(at, cue)), cue, source, contents) if contents else None


def _quote_follows(clause: Clause, at: int) -> bool:
    return clause.is_quote(at) or (clause.low(at) in (",", ":") and clause.is_quote(at + 1))


def _ends(clause: Clause, at: int) -> bool:
    """Return whether nothing but time, place and manner follows."""
    low = clause.low(at)
    return (
        at >= len(clause.tokens)
        or clause.tokens[at].kind != "word"
        or low in word_class("time")
        or low in word_class("adverbial_preposition")
        or is_adverb(clause.tokens[at])
    )


def _with_content(
    clause: Clause, at: int, cue: Cue, source: Span, *, is_shared: bool
) -> Statement | None:
    opening = content_opening(clause, at, cue)
    before = None if is_shared else _words_before(clause, source[0])
    if opening is None or opening.is_inserted:
        contents = _inserted(clause, before, opening, cue)
    else:
        contents = _following(clause, before, opening, source)
    if not contents and (opening is not None or len(clause.tokens) >= _SHORT):
        return None
    return statement_of(
        (at, cue_end(at, cue)),
        cue,
        source,
        contents,
        is_relay=clause.low(source[0] - 1) == "as" and cue.lemma == "report",
        is_shared=is_shared,
    )


def _inserted(
    clause: Clause, before: Span | None, opening: Opening | None, cue: Cue
) -> tuple[Span, ...]:
    """Return the contents of "A, X said" and "A, X said, B": what is around the report."""
    if before is None or not set("csq") & set(cue.takes):
        return ()
    after = None
    if opening is not None and not clause.is_quote(before[1] - 1):
        after = trim(clause, opening.at, content_end(clause, opening.at))
    return (before, after) if after else (before,)


def _following(
    clause: Clause, before: Span | None, opening: Opening, source: Span
) -> tuple[Span, ...]:
    """Return the content after the cue, and a quotation that comes before the report."""
    after = trim(clause, opening.at, relative_end(clause, source, opening.at))
    if before is None or not clause.is_quote(before[1] - 1):
        return (after,) if after else ()
    if after is None or not (clause.is_quote(after[0]) or clause.low(after[0] - 1) == "that"):
        return (before,)
    return before, after


def _words_before(clause: Clause, end: int) -> Span | None:
    """Return the words before the report if a comma or a quotation ends them."""
    last = end - 1
    is_quote = clause.is_quote(last)
    if not (is_quote or clause.low(last) in (",", "—", "--", "–")):
        return None
    start = clause_start(clause, end)
    is_taken = any(start < statement.first < last for statement in clause.statements)
    return None if is_taken and not is_quote else trim(clause, start, end)
