"""Pieces of work that cost nothing, for the tests of timing."""

import os
import subprocess
import sys
import time
from importlib import import_module


def first(folder):
    return _noting(folder, "first")


def second(folder):
    return _noting(folder, "second")


def _noting(folder, name):
    def work():
        with (folder / "laps").open("a") as laps:
            print(name, os.getpid(), file=laps)
        return 1

    return work


def absent(folder):
    return import_module("no_such_package")


def breaks_before(folder):
    raise RuntimeError("out of order")


def breaks(folder):
    def work():
        raise RuntimeError("out of order")

    return work


def talkative(folder):
    def work():
        sys.stdout.write("hello\n")
        return 7

    return work


def by_itself(folder):
    return lambda: {"seconds": 42.0}


def idle(folder):
    return lambda: time.sleep(0.2) or 1


BUSY = "import time\nwhile time.process_time() < before + 0.2: pass"


def busy(folder):
    return lambda: exec(BUSY, {"before": time.process_time()}) or 1


def busy_elsewhere(folder):
    command = [sys.executable, "-S", "-c", "before = 0\n" + BUSY]
    return lambda: subprocess.run(command, check=True) and 1


def hungry(folder):
    kept, size = b"x" * (30 << 20), 20 << 20  # a lap holds 20 MB, and 50 of both together

    def work():
        return len(kept + b"x" * size)

    return work
