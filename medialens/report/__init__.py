"""Reports: parameters, the recorder, the page, the folder, the jobs.

The names below are resolved on first use: the command line imports this package and must stay
quick, and a notebook needs only `start`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from medialens.report.coded import coded
    from medialens.report.comparing import compare_findings, compare_limits, events_covered
    from medialens.report.findings import (
        actor_findings,
        actor_limits,
        coverage_findings,
        coverage_limits,
        voice_findings,
        with_evidence,
    )
    from medialens.report.index import write_index
    from medialens.report.page import render_failure, render_page
    from medialens.report.parts import keywords_in_parts, lines_in_parts
    from medialens.report.passages import articles_listed
    from medialens.report.recorder import Recorder, start
    from medialens.report.shifting import word_shift
    from medialens.report.sourcing import whose_words
    from medialens.report.wording import compare_words

_HOMES = {
    "coded": "medialens.report.coded",
    "compare_findings": "medialens.report.comparing",
    "compare_limits": "medialens.report.comparing",
    "events_covered": "medialens.report.comparing",
    "actor_findings": "medialens.report.findings",
    "actor_limits": "medialens.report.findings",
    "articles_listed": "medialens.report.passages",
    "compare_words": "medialens.report.wording",
    "coverage_findings": "medialens.report.findings",
    "coverage_limits": "medialens.report.findings",
    "keywords_in_parts": "medialens.report.parts",
    "lines_in_parts": "medialens.report.parts",
    "voice_findings": "medialens.report.findings",
    "whose_words": "medialens.report.sourcing",
    "with_evidence": "medialens.report.findings",
    "word_shift": "medialens.report.shifting",
    "Recorder": "medialens.report.recorder",
    "render_failure": "medialens.report.page",
    "render_page": "medialens.report.page",
    "start": "medialens.report.recorder",
    "write_index": "medialens.report.index",
}

__all__ = [
    "Recorder",
    "actor_findings",
    "actor_limits",
    "articles_listed",
    "coded",
    "compare_findings",
    "compare_limits",
    "compare_words",
    "coverage_findings",
    "coverage_limits",
    "events_covered",
    "keywords_in_parts",
    "lines_in_parts",
    "render_failure",
    "render_page",
    "start",
    "voice_findings",
    "whose_words",
    "with_evidence",
    "word_shift",
    "write_index",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _HOMES:
        raise AttributeError(f"module 'medialens.report' has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found  # a module of the same name would take its place at the second use
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
