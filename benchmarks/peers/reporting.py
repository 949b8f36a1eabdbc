"""Ten reports of the bundled collections beside papermill and nbconvert; see `report_overhead`.

Each run has a folder and a cache of its own that are empty at the beginning.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.report_overhead import one_job, plain_runs

JOBS = 2  # reports at the same time


def ours(_: Path) -> Callable[[], int]:
    """Return the reports of one job."""
    return _in_new_folder(lambda folder: one_job(folder, JOBS))


def papermill(_: Path) -> Callable[[], int]:
    """Return plain runs of the same notebooks, one after the other."""
    return _in_new_folder(plain_runs)


def _in_new_folder(run: Callable[[Path], None]) -> Callable[[], int]:
    def work() -> int:
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder))
        return 1

    return work
