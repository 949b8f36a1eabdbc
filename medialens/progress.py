"""Progress: a bar in a notebook looks as it does in a terminal, with or without widgets."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from typing import Any


@contextmanager
def visible_bars() -> Iterator[None]:
    """Within it, bars that are drawn on terminals alone are drawn in notebooks too.

    A notebook's stderr is no terminal, yet takes the carriage returns of a bar. So the bar is a
    line of text: it needs no ipywidgets, warns of nothing, and stays readable in a saved notebook.
    Elsewhere, in a pipe or a log, nothing changes.
    """
    if not is_notebook():
        yield
        return
    with redirect_stderr(_Terminal(sys.stderr)):
        yield


def is_notebook() -> bool:
    """Whether this runs in a notebook's kernel."""
    shell = sys.modules.get("IPython")
    running = shell.get_ipython() if shell is not None else None
    return type(running).__name__ == "ZMQInteractiveShell"


class _Terminal:
    """A stream that says it is a terminal, and is the stream otherwise."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401
        self._stream = stream

    def isatty(self) -> bool:
        return True

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._stream, name)
