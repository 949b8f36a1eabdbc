"""Importing the package in a fresh process, beside importing pandas in another.

The interpreter's own start is not counted: both have it. The package resolves its names on first
use, so its import is also timed with every one of them.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

TIMED = "import time; t = time.perf_counter()\n{}\nprint(time.perf_counter() - t)"
NAMES = "import medialens\nfor name in medialens.__all__: getattr(medialens, name)"


def ours(_: Path) -> Callable[[], dict[str, float]]:
    """Return the import of the package."""
    return _fresh("import medialens")


def ours_with_names(_: Path) -> Callable[[], dict[str, float]]:
    """Return the import of the package and of all that it names."""
    return _fresh(NAMES)


def pandas(_: Path) -> Callable[[], dict[str, float]]:
    """Return the import of pandas."""
    return _fresh("import pandas")


def _fresh(code: str) -> Callable[[], dict[str, float]]:
    def work() -> dict[str, float]:
        command = [sys.executable, "-c", TIMED.format(code)]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return {"seconds": float(run.stdout)}

    work()  # the files are read from disk once before
    return work
