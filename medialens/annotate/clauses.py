"""Clauses: reported speech inside one sentence - source, cue and content, by rules over tokens."""

from collections.abc import Sequence
from dataclasses import replace

from medialens.annotate.contents import content_end, trim, words_around
from medialens.annotate.cues import Cue, cue_forms
from medialens.annotate.phrases import Span, possessor_before, source_after
from medialens.annotate.statements import Clause, Statement, statement_of
from medialens.annotate.tokens import Token, word_class
from medialens.annotate.verbs import read_verb


def find_statements(tokens: Sequence[Token]) -> list[Statement]:
    """Find the reports of speech in one sentence.

    Parameters
    ----------
    tokens : sequence of Token
        The sentence; quotations are single tokens.

    Returns
    -------
    list of Statement
        In order of their cues. Contents of different statements nest or stand apart.

    Notes
    -----
    A content runs to the end of the sentence, to a semicolon, to ", but", ", while" and the like,
    or to the next report that a comma or "and" sets off. Where the report is set between commas or
    comes last, the words before it are the content.
    """
    clause = Clause(tokens)
    known = cue_forms()
    for at, token in enumerate(tokens):
        if token.kind != "word":
            continue
        if token.low == "according" and clause.low(at + 1) == "to":
            _add(clause, _read_according(clause, at))
        elif token.low == "used" and clause.low(at + 1) == "by":
            _add(clause, _read_term(clause, at))
        elif token.low in known:
            _add(clause, _first_reading(clause, at, known[token.low]))
    return _apart(clause)


def _add(clause: Clause, statement: Statement | None) -> None:
    if statement is not None:
        clause.statements.append(statement)


def _first_reading(clause: Clause, at: int, cues: tuple[Cue, ...]) -> Statement | None:
    for cue in cues:
        if cue.particle and clause.low(at + 1) != cue.particle:
            continue
        read = _read_noun if cue.part == "noun" else read_verb
        statement = read(clause, at, cue)
        if statement is not None:
            return statement
    return None


def _read_noun(clause: Clause, at: int, cue: Cue) -> Statement | None:
    owner = at - 1
    while owner > 0 and at - owner < 3 and clause.low(owner) not in word_class("possessive"):
        owner -= 1
    if owner < 0 or clause.low(owner) not in word_class("possessive"):
        return None
    start = _after_noun(clause, at, cue)
    if start is None:
        return None
    source = (
        possessor_before(clause.tokens, owner) if clause.low(owner) == "'s" else (owner, owner + 1)
    )
    if source is None:
        return None
    content = trim(clause, start, content_end(clause, start))
    return statement_of((at, at + 1), cue, source, (content,)) if content else None


def _after_noun(clause: Clause, at: int, cue: Cue) -> int | None:
    following = clause.low(at + 1)
    if following == "that" and "s" in cue.takes and at + 2 < len(clause.tokens):
        return at + 2
    if following == "to" and "t" in cue.takes:
        return at + 1
    if following in cue.prepositions and at + 2 < len(clause.tokens):
        return at + 2
    return None


def _read_according(clause: Clause, at: int) -> Statement | None:
    has_comma = clause.low(at - 1) == ","
    source = source_after(clause.tokens, at + 2, appositive=has_comma)
    if source is None:
        return None
    contents = words_around(clause, at, source[1])
    return statement_of((at, at + 2), None, source, contents) if contents else None


def _read_term(clause: Clause, at: int) -> Statement | None:
    """Read "'...', a term used by X to describe ...": the term and its explanation are X's."""
    if clause.low(at - 1) not in word_class("term_noun"):
        return None
    source = source_after(clause.tokens, at + 2, appositive=False)
    if source is None:
        return None
    quotes = [k for k in range(max(0, at - 8), at) if clause.is_quote(k)]
    contents = [(quotes[-1], quotes[-1] + 1)] if quotes else []
    if clause.low(source[1]) == "to":
        rest = trim(clause, source[1] + 2, _insertion_end(clause, source[1] + 2))
        contents += [rest] if rest else []
    return statement_of((at, at + 2), None, source, tuple(contents)) if contents else None


def _insertion_end(clause: Clause, start: int) -> int:
    for at in range(start, len(clause.tokens)):
        if clause.low(at) in (",", "—", "--", "–", ";"):
            return at
    return len(clause.tokens)


def _apart(clause: Clause) -> list[Statement]:
    """Shorten contents so that a report set off by a comma or "and" is no part of another's."""
    kept: list[Statement] = []
    for n, statement in enumerate(clause.statements):
        contents = statement.contents
        for other in clause.statements[n + 1 :]:
            contents = _cut(clause, contents, other)
        if contents or not statement.contents:
            kept.append(replace(statement, contents=contents))
    return kept


def _cut(clause: Clause, contents: tuple[Span, ...], other: Statement) -> tuple[Span, ...]:
    opening = other.first
    cut: list[Span] = []
    for start, end in contents:
        if start < opening < end and _is_set_off(clause, opening):
            shorter = trim(clause, start, _edge(clause, opening))
            if shorter:
                cut.append(shorter)
        else:
            cut.append((start, end))
    return tuple(cut)


def _is_set_off(clause: Clause, opening: int) -> bool:
    before = clause.low(opening - 1)
    if before in ("and", "but", ",", ";", "—", "--", "–"):
        return True
    return before in ("which", "who", "as", "while") and clause.low(opening - 2) == ","


def _edge(clause: Clause, opening: int) -> int:
    end = opening
    while clause.low(end - 1) in ("and", "but", "which", "who", "as", "while", ",", ";", "—", "--"):
        end -= 1
    return end
