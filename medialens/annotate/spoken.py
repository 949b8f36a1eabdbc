"""Spoken: the quotations of a text as stretches, and who speaks in each."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from medialens.annotate.quotations import Quotation, find_quotations
from medialens.annotate.reports import Report, Span, find_reports

_FAR = 1500  # characters in which the mark is looked for that closes a quotation of several lines
_LEFT_BEHIND = re.compile(r'(?<=[.!?,] )" ?\n(?=\S)')
_CLOSERS = {"“": "”", '"': '"', "„": "”“", "«": "»"}


@dataclass(frozen=True)
class Spoken:
    """Who speaks where in one headline or text.

    Parameters
    ----------
    stretches : sequence of tuple of int
        The quotations that are somebody's words, apart from each other; one that runs on over
        line breaks is one stretch.
    sources : sequence of tuple of int or None
        Their speakers' source phrases.
    reports : sequence of Report
        Every report of the text.
    openings : mapping
        Offset at which reported words start to the source phrases that say them.
    """

    stretches: Sequence[Span]
    sources: Sequence[Span | None]
    reports: Sequence[Report]
    openings: Mapping[int, Sequence[Span]]

    def quotation_at(self, at: int) -> int:
        """Return the number of the stretch that holds an offset, -1 outside."""
        n = bisect_right(self.stretches, (at, 1 << 60)) - 1
        return n if n >= 0 and at < self.stretches[n][1] else -1


def read_spoken(text: str, breaks: Sequence[int], *, is_headline: bool) -> Spoken:
    """Return who speaks where in `text`, whose sentences start at `breaks`."""
    reports = find_reports(text, breaks, is_headline=is_headline)
    stretches: list[Span] = []
    sources: list[Span | None] = []
    for span in sorted({*_quoted(text), *_opened_before(text)}):
        if stretches and span[0] < stretches[-1][1]:
            continue
        report = _report_of(span, reports)
        if report is not None or (stretches and _opens_line(text, span[0])):
            stretches.append(span)
            sources.append(report.source if report else sources[-1])
    return Spoken(stretches, sources, reports, _openings(reports))


def _opens_line(text: str, at: int) -> bool:
    return text[at] == "\n" or text[:at].rstrip(" ")[-1:] in ("", "\n")


def _openings(reports: Sequence[Report]) -> dict[int, list[Span]]:
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for report in reports:
        for start, _ in report.contents if report.source else ():
            found[start].append(report.source or (0, 0))
    return dict(found)


def _quoted(text: str) -> Iterator[Span]:
    """Yield the outermost quotations."""
    for quotation in find_quotations(text):
        if quotation.depth == 1:
            yield _whole(text, quotation)


def _opened_before(text: str) -> Iterator[Span]:
    """Yield the lines whose opening mark was left at the end of the line before."""
    for mark in _LEFT_BEHIND.finditer(text):
        end = text.find('"', mark.end(), mark.end() + _FAR)
        if end > 0 and "\n\n" not in text[mark.end() : end]:
            yield mark.end() - 1, end + 1


def _whole(text: str, quotation: Quotation) -> Span:
    """Return the quotation, with the lines up to the mark that closes it."""
    closers = _CLOSERS.get(text[quotation.start], "")
    if quotation.is_closed or not closers:
        return quotation.start, quotation.end
    doubled = text.find("’’", quotation.start, quotation.end)
    if doubled > 0:
        return quotation.start, doubled + 2
    return quotation.start, _closing(text, quotation, closers)


def _closing(text: str, quotation: Quotation, closers: str) -> int:
    """Return the offset after the mark that closes the quotation on a later line."""
    for at in range(quotation.end, min(len(text), quotation.end + _FAR)):
        if text[at] in closers and not text[at - 1].isspace():
            return at + 1
        if text[at] in closers or text[at] == text[quotation.start] or text[at : at + 2] == "\n\n":
            break
    return quotation.end


def _report_of(span: Span, reports: Sequence[Report]) -> Report | None:
    """Return the outermost report some of whose words are in the quotation."""
    for report in reports:
        if report.inside is None and any(s < span[1] and e > span[0] for s, e in report.contents):
            return report
    return None
