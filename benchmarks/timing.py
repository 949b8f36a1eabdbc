"""Timing of pieces of work beside each other: alternating runs, each in a process of its own.

A piece of work is a function that takes a folder of texts, makes ready what is not timed (imports,
reading, a first small call) and returns what is timed: a call without arguments that returns how
many units it did. This module needs the standard library alone, so that a peer with requirements
of its own can run in an environment of its own.
"""

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
STATUS = Path("/proc/self/status")
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS"), "1"
)
Summary = Callable[[Sequence[float]], float]


class Lap(NamedTuple):
    """One run: how long it lasted, and how many units it did.

    ``processor`` is the processor time of all threads and of processes that ended meanwhile,
    which other work on the machine hardly changes. ``peak`` is the most memory in MB that the
    process held, ``grown`` how much more that is than before.
    """

    seconds: float
    units: int
    processor: float
    peak: float
    grown: float


@dataclass(frozen=True)
class Side:
    """Who does a piece of work, and how.

    Parameters
    ----------
    name : str
        Whom the table names.
    work : str
        ``"module:function"`` of the piece of work.
    package : str
        The distribution whose version is told.
    how : str
        What the table tells of it besides.
    install : str
        How to install it.
    python : str
        The interpreter that has it.
    one_core : bool
        Whether it gets one core and one thread.
    """

    name: str
    work: str
    package: str = "medialens"
    how: str = ""
    install: str = "pip install -e '.[bench]'"
    python: str = sys.executable
    one_core: bool = False


@dataclass
class Timed:
    """The laps of a side, or why there are none."""

    side: Side
    laps: list[Lap] = field(default_factory=list)
    version: str = ""
    absent: str = ""

    def per_unit(self, summary: Summary, clock: str = "seconds") -> float:
        """Return `summary` (``min`` or ``statistics.median``) of the seconds for one unit."""
        return summary([getattr(lap, clock) / max(1, lap.units) for lap in self.laps])

    @property
    def grown(self) -> float:
        """The most memory that a lap took, in MB."""
        return max(lap.grown for lap in self.laps)

    @property
    def peak(self) -> float:
        """The most memory that the process held, in MB, libraries and texts included."""
        return max(lap.peak for lap in self.laps)


def faster(ours: Timed, peer: Timed, clock: str = "seconds") -> tuple[float, float]:
    """Return how many times faster `ours` is than `peer`: by the minima, and by the medians."""
    minimum, median = (
        peer.per_unit(summary, clock) / ours.per_unit(summary, clock)
        for summary in (min, statistics.median)
    )
    return minimum, median


def alternate(sides: Sequence[Side], folder: Path, *, rounds: int) -> list[Timed]:
    """Run every side in turn, `rounds` times; what cannot run is told in its place."""
    with ExitStack() as open_workers:
        timed = [Timed(side) for side in sides]
        workers = {}
        for one in timed:
            worker = open_workers.enter_context(_Worker(one.side, folder))
            if ready := _told(one, worker.listen()):
                one.version = ready["version"]
                workers[one.side] = worker
        for _ in range(rounds):
            for one in timed:
                if not one.absent and (lap := _told(one, workers[one.side].lap())):
                    one.laps.append(Lap(**lap))
    return timed


def _told(one: Timed, answer: dict[str, Any]) -> dict[str, Any]:
    """Return what a worker answered, or note what hinders it and return nothing."""
    if "missing" in answer:
        one.absent = f"not installed: {one.side.install} (no {answer['missing']})"
    elif "failed" in answer:
        one.absent, one.laps = f"failed: {answer['failed']}", []
    return {} if one.absent else answer


class _Worker:
    """A process that makes a piece of work ready and does it when it is told to."""

    def __init__(self, side: Side, folder: Path) -> None:
        self.side, self.folder = side, folder
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "_Worker":
        self.log = tempfile.TemporaryFile("w+", encoding="utf-8")
        command = [self.side.python, "-m", "benchmarks.timing", self.side.work, str(self.folder)]
        command += [self.side.package, str(int(self.side.one_core))]
        if Path(self.side.python).exists():
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=_environment(self.side), text=True, encoding="utf-8",
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
            )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.process.communicate()  # closes its input, at which it ends
        self.log.close()

    def listen(self) -> dict[str, Any]:
        """Return the next answer."""
        if self.process is None:
            return {"missing": self.side.python}
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"failed": self._last_words()}

    def lap(self) -> dict[str, Any]:
        """Have the work done once."""
        assert self.process is not None and self.process.stdin is not None
        try:
            print("go", file=self.process.stdin, flush=True)
        except BrokenPipeError:
            return {"failed": self._last_words()}
        return self.listen()

    def _last_words(self) -> str:
        self.log.seek(0)
        return next(iter(self.log.read().strip().splitlines()[::-1]), "ended without a word")


def _environment(side: Side) -> dict[str, str]:
    """Return the environment of a worker: nothing is remembered from run to run."""
    quiet = {
        "MEDIALENS_CACHE": "off",
        "TOKENIZERS_PARALLELISM": "false",
        "PYTHONWARNINGS": "ignore",
    }
    return {**os.environ, **quiet, **(ONE_THREAD if side.one_core else {})}


def memory() -> tuple[float, float]:
    """Return what memory this process holds, and the most that it has held, in MB."""
    if STATUS.exists():  # what getrusage tells here includes the process that started this one
        told = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
        held, most = (int(told[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
        return held, most
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return most, most


def _forget_most() -> None:
    """Have the most memory counted from now on, where the system can."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def main(work: str, folder: str, package: str, one_core: str) -> None:
    """Do a piece of work whenever a line arrives, and answer with a line of JSON."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what the work prints is no answer
    if int(one_core) and hasattr(os, "sched_setaffinity"):  # not on macOS and Windows
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    module, name = work.split(":")
    try:
        do = getattr(import_module(module), name)(Path(folder))
        ready = {"version": metadata.version(package)}
    except ImportError as error:
        ready = {"missing": error.name or str(error)}
    print(json.dumps(ready), file=answers, flush=True)
    for _ in sys.stdin:
        print(json.dumps(_lap(do)._asdict()), file=answers, flush=True)


def _lap(do: Callable[[], int | dict[str, Any]]) -> Lap:
    """Do the work once; it returns its units, or values of the lap that it took itself."""
    gc.collect()
    _forget_most()
    before, _ = memory()
    worked, started = _processor_time(), time.perf_counter()
    done = do()
    seconds, worked = time.perf_counter() - started, _processor_time() - worked
    _, peak = memory()
    lap = Lap(seconds, 1, worked, peak, peak - before)
    return lap._replace(**done) if isinstance(done, dict) else lap._replace(units=done)


def _processor_time() -> float:
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


if __name__ == "__main__":
    main(*sys.argv[1:])
