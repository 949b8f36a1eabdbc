"""Reports: parameters, the recorder, the page, the folder, the jobs.

The names below are resolved on first use: the command line imports this package and must stay
quick, and a notebook needs only `start`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from medialens.report.index import write_index
    from medialens.report.page import render_failure, render_page
    from medialens.report.recorder import Recorder, start

_HOMES = {
    "Recorder": "medialens.report.recorder",
    "render_failure": "medialens.report.page",
    "render_page": "medialens.report.page",
    "start": "medialens.report.recorder",
    "write_index": "medialens.report.index",
}

__all__ = ["Recorder", "render_failure", "render_page", "start", "write_index"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _HOMES:
        raise AttributeError(f"module 'medialens.report' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
