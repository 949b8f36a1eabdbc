"""Every engine gives the same tables; lost workers are survived."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

import medialens as ml
from medialens import annotating, engines
from medialens.errors import SettingsError
from medialens.partitioned import Partitioned, PartitionedStudy, partition
from medialens.pipeline import run_pipeline
from medialens.score import get_scorer

TABLES = ("sentences", "actors", "mentions", "attributions", "units", "scores")


@pytest.fixture
def small_batches(monkeypatch):
    """Three articles to a batch, so that the collection has many."""
    monkeypatch.setattr(annotating, "BATCH", 3)


@pytest.fixture(scope="module")
def corpus():
    """A collection of eighty articles and more."""
    return ml.load("valdory")


@pytest.fixture(scope="module")
def expected(corpus):
    """What one process makes of it."""
    return run_pipeline(corpus, scorer="vader_clause")


@pytest.fixture
def cluster():
    """A Dask scheduler and two workers, each a process of its own: its address, the workers."""
    started = [start("scheduler", "--port", "0", "--dashboard-address", ":0")]
    address = told(started[0], "Scheduler at:").split()[-1]
    options = ("--nthreads", "1", "--no-dashboard", "--nworkers", "1")
    started += [start("worker", address, *options) for _ in range(2)]
    for worker in started[1:]:
        told(worker, "Registered to:")
    yield address, started[1:]
    for process in started[::-1]:
        with process:
            process.kill()


def start(role, *arguments):
    command = [sys.executable, "-m", "distributed.cli.dask_" + role, *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def told(process, words):
    """The line of the log that has `words`."""
    for line in process.stderr:
        if words in line:
            return line.strip()
    raise AssertionError(f"{process.args} ended")


def check_equal(found, expected):
    """Byte for byte, as they would be written."""
    for name in TABLES:
        assert getattr(found, name).to_csv() == getattr(expected, name).to_csv(), name


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("engine", ["serial", "processes"])
def test_the_engines_of_one_computer_agree(corpus, expected, monkeypatch, engine):
    monkeypatch.setenv("MEDIALENS_ENGINE", engine)
    monkeypatch.setenv("MEDIALENS_THREADS", "2")
    check_equal(run_pipeline(corpus, scorer="vader_clause"), expected)


def test_the_model_gives_the_same_scores_in_other_processes(lesson, monkeypatch):
    monkeypatch.setattr(annotating, "BATCH", 3)
    monkeypatch.setenv("MEDIALENS_ENGINE", "processes")
    monkeypatch.setenv("MEDIALENS_THREADS", "2")
    check_equal(run_pipeline(lesson.corpus), lesson.tables)


@pytest.mark.usefixtures("small_batches")
def test_a_cluster_gives_the_same_tables(corpus, expected, monkeypatch, cluster):
    address, _ = cluster
    monkeypatch.setenv("MEDIALENS_ENGINE", "dask")
    monkeypatch.setenv("MEDIALENS_SCHEDULER", address)
    check_equal(run_pipeline(corpus, scorer="vader_clause"), expected)


@pytest.mark.usefixtures("small_batches")
def test_a_worker_that_is_killed_is_survived(corpus, expected, monkeypatch, cluster):
    address, workers = cluster
    monkeypatch.setenv("MEDIALENS_ENGINE", "dask")
    monkeypatch.setenv("MEDIALENS_SCHEDULER", address)
    given, taken = engines._in_order, []

    def killing(*arguments, **options):
        for pair in given(*arguments, **options):
            if not taken:
                end_with_children(workers[0].pid)
            taken.append(pair)
            yield pair

    monkeypatch.setattr(engines, "_in_order", killing)
    check_equal(run_pipeline(corpus, scorer="vader_clause"), expected)
    assert len(taken) > 10


@pytest.mark.usefixtures("small_batches")
def test_a_cluster_annotates_the_parts_of_a_collection(monkeypatch, cluster, tmp_path):
    """Workers read and write the parts themselves; one that is killed half way loses nothing."""
    address, workers = cluster
    monkeypatch.setattr("medialens.partitioned.writing.PART", 4)
    for name in ("here", "there"):
        partition("valdory", tmp_path / name)
    expected = PartitionedStudy(Partitioned(tmp_path / "here"), scorer="vader_clause").profile()
    monkeypatch.setenv("MEDIALENS_ENGINE", "dask")
    monkeypatch.setenv("MEDIALENS_SCHEDULER", address)
    given, taken = engines._in_order, []

    def killing(*arguments, **options):
        for pair in given(*arguments, **options):
            taken.append(pair)
            if len(taken) == 3:
                end_with_children(workers[0].pid)
            yield pair

    monkeypatch.setattr(engines, "_in_order", killing)
    found = PartitionedStudy(Partitioned(tmp_path / "there"), scorer="vader_clause").profile()
    assert found.to_csv() == expected.to_csv()
    assert len(taken) > 30


def end_with_children(pid):
    process = psutil.Process(pid)
    for one in [*process.children(recursive=True), process]:
        one.send_signal(signal.SIGKILL)


def test_a_script_needs_no_guard(tmp_path):
    """Processes are started from a plain script, without ``if __name__ == "__main__"``."""
    script = tmp_path / "script.py"
    script.write_text(
        "import medialens as ml\nfrom medialens import annotating\nannotating.BATCH = 9\n"
        "study = ml.analyse(ml.load('valdory'), scorer='vader_clause')\n"
        "print(len(study.tables.scores) > 0)\n",
        "utf-8",
    )
    env = {**os.environ, "MEDIALENS_THREADS": "2", "MEDIALENS_ENGINE": "auto"}
    command = [sys.executable, str(script)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True, timeout=120)
    assert done.stdout.split() == ["True"]


def test_few_batches_and_scorers_of_ones_own_stay_here(monkeypatch):
    class Mine:
        name = "mine"

    monkeypatch.setenv("MEDIALENS_THREADS", "2")
    target = get_scorer("target")
    assert engines.get_engine(2, target) is engines.in_turn
    assert engines.get_engine(200, target) is engines.in_processes
    assert engines.get_engine(200, Mine()) is engines.in_turn
    monkeypatch.setenv("MEDIALENS_THREADS", "1")
    assert engines.get_engine(200, target) is engines.in_turn


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ({"MEDIALENS_ENGINE": "spark"}, "choose one of auto, serial, processes, dask"),
        ({"MEDIALENS_ENGINE": "dask"}, "needs the scheduler's address"),
    ],
)
def test_what_cannot_be_is_said(monkeypatch, named, message):
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=message):
        engines.get_engine(1, get_scorer("vader_clause"))


def test_a_scheduler_that_is_not_there_is_named(corpus, monkeypatch):
    monkeypatch.setenv("MEDIALENS_ENGINE", "dask")
    monkeypatch.setenv("MEDIALENS_SCHEDULER", "tcp://127.0.0.1:9")
    monkeypatch.setattr(engines, "PATIENCE", "2s")
    begun = time.monotonic()
    with pytest.raises(SettingsError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        run_pipeline(corpus, scorer="vader_clause")
    assert time.monotonic() - begun < 20
