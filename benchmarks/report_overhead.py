"""What a report costs beyond its analysis, beside plain papermill and nbconvert in the same run.

Prints the seconds of ten reports in one job (five notebooks on two collections) and of ten plain
runs of the same notebooks, each side with a cache of its own that is empty at the beginning; then
the fixed cost of one small report, the first and the next, and of skipping unchanged ones.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import nbformat.v4 as nbf

from medialens.datasets import bundled
from medialens.report.jobs import DEFAULT_NOTEBOOKS, render_reports
from medialens.report.notebooks import find_notebook

SMALL_ONES = 12
SMALL = (
    'collection: str = "first_lesson"',
    "import medialens as ml\nfrom medialens import report\nrun = report.start(globals())",
    "run.corpus(ml.load(collection))\nrun.finish()",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=int, default=2, help="reports at the same time in the job")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        job = _timed(lambda: one_job(folder, given.jobs))
        plain = _timed(lambda: plain_runs(folder))
        print(f"ten reports in one job, {given.jobs} at a time: {job:.1f} s")
        print(f"ten plain runs of papermill and nbconvert: {plain:.1f} s; ratio {plain / job:.1f}")
        again = _timed(lambda: one_job(folder, given.jobs))
        print(f"the same job again, all unchanged: {again:.2f} s")
        _small(folder)


def one_job(folder: Path, jobs: int) -> None:
    """Write the default reports of all bundled collections below `folder`, in one job."""
    command = [sys.executable, "-m", "medialens.cli", "report", *bundled()]
    _call([*command, "-o", str(folder / "reports"), "--jobs", str(jobs)], folder / "cache-job")


def plain_runs(folder: Path) -> None:
    """Execute and convert the same notebooks, one after the other."""
    for collection in bundled():
        for name in DEFAULT_NOTEBOOKS:
            target = folder / f"{collection}-{name}.ipynb"
            notebook = str(find_notebook(name))
            papermill = [sys.executable, "-m", "papermill", notebook, str(target)]
            _call([*papermill, "-p", "collection", collection], folder / "cache-plain")
            nbconvert = [sys.executable, "-m", "nbconvert", "--to", "html", str(target)]
            _call(nbconvert, folder / "cache-plain")


def _small(folder: Path) -> None:
    """Print the fixed cost of a report that computes nothing, and of its plain run."""
    cells = [nbf.new_code_cell(source) for source in SMALL]
    cells[0].metadata["tags"] = ["parameters"]
    paths = [folder / f"small-{n}.ipynb" for n in range(SMALL_ONES)]
    for path in paths:
        path.write_text(nbf.writes(nbf.new_notebook(cells=cells)), encoding="utf-8")
    ends = [time.perf_counter()]

    def noted(line: str) -> None:
        if ": ok," in line:
            ends.append(time.perf_counter())

    names = [str(path) for path in paths]
    render_reports(["first_lesson"], notebooks=names, out=folder / "small", progress=noted)
    lasted = [after - before for before, after in pairwise(ends)]
    print(f"a report that computes nothing: first {lasted[0]:.2f} s, ", end="")
    print(f"each further {statistics.median(lasted[1:]):.2f} s in one batch")
    path = paths[0]
    plain = [sys.executable, "-m", "papermill", "-k", "python3"]
    plain += [str(path), str(folder / "small-out.ipynb")]
    convert = [sys.executable, "-m", "nbconvert", "--to", "html", str(folder / "small-out.ipynb")]
    seconds = [_timed(lambda: (_call(plain, folder), _call(convert, folder))) for _ in range(3)]
    print(f"the same by plain papermill and nbconvert: {statistics.median(seconds):.2f} s")
    os.environ["MEDIALENS_CACHE"] = "off"
    names = [str(path)]
    render_reports(["first_lesson"] * 50, notebooks=names, out=folder / "fifty")
    seconds = [
        _timed(lambda: render_reports(["first_lesson"] * 50, notebooks=names, out=folder / "fifty"))
    ]
    print(f"fifty unchanged reports skipped: {seconds[0]:.2f} s")


def _call(command: Sequence[str], cache: Path) -> None:
    environment = {**os.environ, "MEDIALENS_CACHE": str(cache)}
    subprocess.run(command, env=environment, check=True, capture_output=True)


def _timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
