"""Reports: every statement of a text - clauses, quotations that follow, speaker labels, nesting."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from medialens.annotate.clauses import find_statements
from medialens.annotate.cues import cue_forms
from medialens.annotate.passages import read_passage
from medialens.annotate.phrases import subject_of
from medialens.annotate.quotations import Quotation, find_quotations
from medialens.annotate.statements import Statement
from medialens.annotate.tokens import Token, word_class

SCARE_WORDS = 4  # a quotation of at most so many words needs a cue to be somebody's words
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SELF = frozenset(("i", "we", "you", "me", "my", "our", "us", "your"))
_LINE = 20  # words of the longest headline
_LABEL = 6  # tokens that a speaker's label before a colon may have

Span = tuple[int, int]


@dataclass
class Report:
    """Somebody's words in a text; all spans are offsets.

    Parameters
    ----------
    contents : list of tuple of int
        The reported words, in order, apart from each other.
    source, cue : tuple of int or None
        The source phrase and the reporting word.
    cue_class : str
        The cue's class, "none" without a cue.
    is_relay : bool
        The source passes on another's words ("as reported by ...").
    inside : tuple of int or None
        The quotation that the report stands in.
    parent : Report or None
        The report whose content it stands in.
    """

    contents: list[Span]
    source: Span | None = None
    cue: Span | None = None
    cue_class: str = "none"
    is_relay: bool = False
    inside: Span | None = None
    parent: "Report | None" = None


def find_reports(text: str, breaks: Sequence[int], *, is_headline: bool = False) -> list[Report]:
    """Find every statement reported in `text`.

    Parameters
    ----------
    text : str
        An article's text or title.
    breaks : sequence of int
        Sorted offsets at which sentences start.
    is_headline : bool, default False
        Whether "Minister: tax to rise" reports speech.

    Returns
    -------
    list of Report
        In order of their first content. The contents of two reports nest or stand apart.
    """
    return list(_reports_of(text, tuple(breaks), is_headline))


@functools.lru_cache(maxsize=256)  # of a batch: pronouns and attributions ask the same
def _reports_of(text: str, breaks: Sequence[int], is_headline: bool) -> tuple[Report, ...]:
    quotations = find_quotations(text)
    reports: list[Report] = []
    previous: Report | None = None
    for match in _PARAGRAPH.finditer(text):
        sentences = read_passage(text, match.span(), quotations, breaks)
        paragraph = _Paragraph(sentences, previous)
        paragraph.read(text, is_headline=is_headline or _is_title(text, match.span()))
        reports += paragraph.reports
        previous = paragraph.last()
    reports += _inside_reports(text, quotations, breaks)
    nested = _nested([report for report in reports if not _speaks_of_self(text, report)])
    return tuple(r for r in nested if r.parent is None or _is_voice(text, r))


def _speaks_of_self(text: str, report: Report) -> bool:
    """Return whether a speaker, or the outlet, reports its own words ("I think that ...")."""
    return report.source is not None and text[slice(*report.source)].lower() in _SELF


def _is_title(text: str, span: Span) -> bool:
    """Return whether a paragraph is the headline in a text that has it as its first line."""
    return not text[: span[0]].strip() and len(text[slice(*span)].split()) <= _LINE


def _is_voice(text: str, report: Report) -> bool:
    """Return whether a report within a report is another voice: said by somebody in words.

    What a speaker says that "they think" or "you expect" is the speaker's own account.
    """
    source = text[slice(*report.source)].lower().split() if report.source else []
    if source and source[-1] in word_class("nobody_inside"):
        return False
    cue = text[slice(*report.cue)].lower().split() if report.cue else []
    lemmas = {form.lemma for form in cue_forms().get(cue[0], ())} if cue else set()
    return not lemmas & word_class("attitude_inside")


@dataclass
class _Paragraph:
    """A paragraph while its sentences are read; `previous` spoke last in the one before."""

    sentences: list[list[Token]]
    previous: Report | None
    reports: list[Report] = field(default_factory=list)
    current: Report | None = None  # whom a bare quotation goes on with
    introduced: Report | None = None  # a speaker whose words are still to come

    def read(self, text: str, *, is_headline: bool) -> None:
        label = _label(text, self.sentences[0], is_headline) if self.sentences else None
        if label is not None:
            self.reports, self.current = [label], label
            return
        for n, sentence in enumerate(self.sentences):
            if _is_bare(sentence):
                self._read_bare(sentence)
            else:
                self._read_sentence(n, sentence)
        self.reports = [report for report in self.reports if report.contents]

    def last(self) -> Report | None:
        """Return the report whose speaker a quotation in the next paragraph goes on with."""
        if self.current is not None and self.current.contents:
            return self.current
        return self.reports[-1] if self.reports else self.introduced

    def _read_sentence(self, n: int, sentence: list[Token]) -> None:
        made = [_report(sentence, statement) for statement in find_statements(sentence)]
        self.introduced = None
        for report in made:
            if not report.contents:
                self.introduced = report
                self._take_quotation_before(n, report)
        made = [report for report in made if report.contents]
        made += _unlicensed(sentence, made)
        self.reports += made
        spoken = [report for report in made if report.source]
        if spoken:
            self.current = _main(spoken)
        elif self.introduced is not None:
            self.current = self.introduced
        elif self.current is None and (subject := _subject(sentence, len(sentence))):
            self.introduced = Report([], subject)

    def _take_quotation_before(self, n: int, report: Report) -> None:
        """Give '"Why?" Smith asked' the quotation of the sentence before."""
        if n == 0 or not _is_bare(self.sentences[n - 1]):
            return
        report.contents = _quoted(self.sentences[n - 1])
        for other in self.reports:
            other.contents = [span for span in other.contents if span not in report.contents]

    def _read_bare(self, sentence: list[Token]) -> None:
        """Give a sentence that is only a quotation to the last speaker, or to the one before."""
        if self.current is not None and self.current.contents:
            self.current.contents += _quoted(sentence)
            return
        here = self.current or self.introduced
        model = here or self.previous
        if model is None or model.source is None:
            return
        self.current = Report(_quoted(sentence), model.source)
        if here is not None and here.cue is not None:
            self.current.cue, self.current.cue_class = here.cue, here.cue_class
        self.reports.append(self.current)


def _main(spoken: list[Report]) -> Report:
    """Return the report of a sentence that a following quotation goes on with."""
    return next((r for r in reversed(spoken) if not r.is_relay and r.cue), spoken[-1])


def _is_bare(sentence: list[Token]) -> bool:
    kinds = {token.kind for token in sentence}
    return "quote" in kinds and "word" not in kinds


def _quoted(sentence: list[Token]) -> list[Span]:
    return [(token.start, token.end) for token in sentence if token.kind == "quote"]


def _n_words(text: str) -> int:
    return len(_WORD.findall(text))


def _offsets(sentence: list[Token], span: Span) -> Span:
    return sentence[span[0]].start, sentence[min(span[1], len(sentence)) - 1].end


def _report(sentence: list[Token], statement: Statement) -> Report:
    return Report(
        [_offsets(sentence, span) for span in statement.contents],
        _offsets(sentence, statement.source) if statement.source else None,
        _offsets(sentence, statement.cue),
        statement.cue_class,
        statement.is_relay,
    )


def _unlicensed(sentence: list[Token], made: list[Report]) -> list[Report]:
    """Return longer quotations without a cue as the words of the sentence's speaker or subject."""
    reports = []
    for n, token in enumerate(sentence):
        if token.kind != "quote" or _n_words(token.text) <= SCARE_WORDS:
            continue
        if any(a <= token.start and token.end <= b for r in made for a, b in r.contents):
            continue
        source = next((r.source for r in made if r.source), None) or _subject(sentence, n)
        if source:
            reports.append(Report([(token.start, token.end)], source))
    return reports


def _subject(sentence: list[Token], end: int) -> Span | None:
    span = subject_of(sentence, end)
    return _offsets(sentence, span) if span else None


def _label(text: str, sentence: list[Token], is_headline: bool) -> Report | None:
    """Read "SMITH: We will see." and the headline's "Minister: tax to rise"."""
    colon = next((n for n, t in enumerate(sentence[: _LABEL + 1]) if t.text == ":"), 0)
    name = sentence[:colon]
    if colon == 0 or colon + 1 >= len(sentence) or not _is_name(name, is_headline):
        return None
    start = sentence[colon + 1].start
    paragraph = _PARAGRAPH.match(text, start)
    end = start + len(paragraph.group().rstrip()) if paragraph else sentence[-1].end
    return Report(
        [(start, end)], _offsets(sentence, (0, colon)), _offsets(sentence, (colon, colon + 1))
    )


def _is_name(tokens: list[Token], is_headline: bool) -> bool:
    if any(token.kind == "quote" or token.text == "(" for token in tokens):
        return False
    if any(token.low in word_class("label_stop") or _says(token) for token in tokens):
        return False
    words = [token.text for token in tokens if token.kind == "word" and token.low != "'s"]
    if not words or not words[0][0].isupper():
        return False
    return is_headline or (all(w.isupper() for w in words) and max(map(len, words)) > 2)


def _says(token: Token) -> bool:
    """Return whether the word is a reporting verb: "Lund said:" is no label."""
    forms = cue_forms().get(token.low, ())
    return token.text.islower() and any(f.part == "verb" and f.form in ("s", "ed") for f in forms)


# --- inside quotations


def _inside_reports(text: str, quotations: list[Quotation], breaks: Sequence[int]) -> list[Report]:
    """Return the reports that quoted speakers make."""
    reports: list[Report] = []
    for q in quotations:
        if _n_words(text[q.start : q.end]) <= SCARE_WORDS:
            continue
        span = q.start + 1, q.end - q.is_closed
        for sentence in read_passage(text, span, quotations, breaks):
            for statement in find_statements(sentence):
                if statement.contents:
                    report = _report(sentence, statement)
                    report.inside = (q.start, q.end)
                    reports.append(report)
    return reports


# --- nesting


def _nested(reports: list[Report]) -> list[Report]:
    """Return the reports in order with their parents; a span that crosses another is dropped."""
    spans = [(start, -end, n) for n, r in enumerate(reports) for start, end in _merged(r.contents)]
    order = {True: 0, False: 1}  # of two equal spans, what a relay passes on is the outer one
    spans.sort(key=lambda s: (s[0], s[1], order[reports[s[2]].is_relay], s[2]))
    kept: dict[int, list[Span]] = {}
    parents: dict[int, int | None] = {}
    around: list[tuple[int, int]] = []  # ends and owners of the spans still open
    for start, minus_end, n in spans:
        while around and around[-1][0] <= start:
            around.pop()
        if around and -minus_end > around[-1][0]:
            continue
        kept.setdefault(n, []).append((start, -minus_end))
        parents.setdefault(n, next((owner for _, owner in reversed(around) if owner != n), None))
        around.append((-minus_end, n))
    found = list(kept)  # in order of the first span, a parent before what stands in it
    for n in found:
        parent = parents[n]
        reports[n].contents = kept[n]
        reports[n].parent = None if parent is None else reports[parent]
    return [reports[n] for n in found]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
