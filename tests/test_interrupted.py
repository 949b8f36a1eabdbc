"""A long analysis can be interrupted, and goes on from there."""

import os
import signal
import subprocess
import sys

import pytest

from medialens.io.cache import Cache
from tests.signals import hear_interrupts

# Says when it begins the third batch, and stays there until it is interrupted.
STOPS = """
import sys, time
import medialens as ml
from medialens import annotating

real, begun = annotating.annotate, []

def annotate(batch, actors, scorer):
    begun.append(batch)
    if len(begun) == 3:
        print("third batch", flush=True)
        time.sleep(600)
    return real(batch, actors, scorer)

annotating.annotate = annotate
ml.analyse(ml.load("valdory"))
"""
GOES_ON = """
import medialens as ml
from medialens import annotating

real, read = annotating.annotate, []

def annotate(batch, actors, scorer):
    read.append(len(batch.articles))
    return real(batch, actors, scorer)

annotating.annotate = annotate
study = ml.analyse(ml.load("valdory"))
print(sum(read), len(study.corpus), len(study.tables.mentions))
"""


# Two processes of its own are asleep in two batches, and two more wait, when it is interrupted.
SHARES = """
import os, time
from medialens.engines import in_processes

def work(item):
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(600)

for _ in in_processes(work, range(4)):
    pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a process on Windows")
def test_an_interruption_does_not_wait_for_the_other_processes():
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "MEDIALENS_THREADS": "2"}
    running = subprocess.Popen(
        [sys.executable, "-c", SHARES], env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hear_interrupts,
    )  # fmt: skip
    workers = [int(running.stdout.readline()) for _ in range(2)]
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)  # far from 600
    assert "KeyboardInterrupt" in said
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a process on Windows")
def test_what_was_finished_before_an_interruption_is_not_done_again(tmp_path, press):
    """A real process, interrupted as the stop button of a notebook does: two batches are kept."""
    environment = os.environ | {
        "MEDIALENS_CACHE": str(tmp_path), "MEDIALENS_ENGINE": "serial",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip
    running = subprocess.Popen(
        [sys.executable, "-c", STOPS], env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hear_interrupts,
    )  # fmt: skip
    assert running.stdout.readline() == "third batch\n"
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode != 0 and "KeyboardInterrupt" in said
    assert Cache(tmp_path).size()[0] == 2 * 100  # of each its tables, and their key
    done = subprocess.run(
        [sys.executable, "-c", GOES_ON], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["55", "155", str(len(press.tables.mentions))]
