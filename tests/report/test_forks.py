"""A forked kernel is a kernel: the same report, the same failures, nothing left behind."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import pytest

from medialens.errors import SettingsError
from medialens.report.execute import Options, render
from medialens.report.forks import Forks, forks
from medialens.report.jobs import render_reports
from medialens.report.notebooks import read_notebook
from medialens.report.plan import make_plan, read_source

pytestmark = [
    pytest.mark.notebook,
    pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="forks need Linux"),
]

LOADED = "import medialens as ml\ncorpus = ml.load(collection)\nrun.corpus(corpus)"
FINISHED = "run.finish()"
# What a kernel gives back in all its ways, and what a process knows of itself.
SPOKEN = """
import os, sys, warnings
import pandas as pd
import matplotlib.pyplot as plt
from IPython.display import HTML, display, clear_output
print("out"); print("err", file=sys.stderr)
warnings.warn("careful")
display(pd.DataFrame({"a": [1, 2]}), HTML("<b>bold</b>"))
handle = display("before", display_id="x"); handle.update("after")
plt.plot([1, 2]); plt.show()
"""
KNOWN = """
import os, sys, locale, __main__
own = ("MEDIALENS", "IPYTHON", "JPY")
print(sorted(name for name in os.environ if not name.startswith(own)))
print(sys.path, sys.argv[0].rpartition("/")[2].removesuffix(".py"), __main__.__name__)
print(hash("a"), locale.getlocale(), sys.flags.hash_randomization, os.getpid() == os.getpgid(0))
"""


@pytest.fixture
def kernels():
    """Kernels to be forked; the server is ended with the test."""
    made = Forks()
    yield made
    made.close()


@pytest.fixture
def render_one(make_notebook, small_collection, tmp_path):
    """Render a notebook of these cells, by a process of its own or by a fork."""

    def make(*cells, forked=None, out="reports", **options):
        plan = make_plan(
            read_notebook(make_notebook(*cells)),
            read_source(str(small_collection)),
            parameters={},
            out=tmp_path / out,
        )
        return render(plan, Options(forks=forked, **options))

    return make


def outputs(result):
    """The outputs of every cell, without what differs between any two runs."""
    text = (result.folder / "report.ipynb").read_text("utf-8")
    notebook = json.loads(re.sub(r"ipykernel_\d+", "ipykernel", text))
    return [cell.get("outputs") for cell in notebook["cells"]]


def left_of(pid):
    """The processes that run in the group of `pid`."""
    found = []
    for process in psutil.process_iter():
        with suppress(ProcessLookupError, psutil.Error):
            if os.getpgid(process.pid) == pid and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
    return found


def test_a_fork_says_what_a_process_of_its_own_says(render_one, kernels):
    cells = (LOADED, SPOKEN, KNOWN, FINISHED)
    own = render_one(*cells, out="own")
    forked = render_one(*cells, forked=kernels, out="forked")
    assert (own.status, forked.status) == ("ok", "ok")
    assert outputs(forked) == outputs(own)


def test_the_data_files_of_a_report_are_the_same(render_one, kernels, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    scored = "scores = ml.analyse(corpus).tables.scores\nrun.table('scores', scores, caption='All')"
    cells = (LOADED, scored, FINISHED)
    own = render_one(*cells, out="own")
    forked = render_one(*cells, forked=kernels, out="forked")
    for path in own.folder.rglob("*"):
        if path.is_file() and path.name not in ("log.txt", "run.json"):
            twin = forked.folder / path.relative_to(own.folder)
            assert twin.read_bytes() == path.read_bytes(), path.name


def test_one_report_leaves_nothing_in_the_next(render_one, kernels):
    render_one(
        "import medialens, os\nmedialens.left = 1\nos.environ['LEFT'] = '1'",
        FINISHED,
        forked=kernels,
    )
    seen = "import medialens, os\nprint(hasattr(medialens, 'left'), 'LEFT' in os.environ)"
    result = render_one(LOADED, seen, FINISHED, forked=kernels, force=True)
    assert "False False" in json.dumps(outputs(result))


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("import os\nos.kill(os.getpid(), 9)", "DeadKernelError"),
        ("raise SystemExit(0)", "SystemExit"),
        ("1 / 0", "ZeroDivisionError"),
        ("import time\ntime.sleep(60)", "TimeoutError"),
        ("held = b'a' * 900_000_000\nimport time\ntime.sleep(60)", "MemoryError"),
    ],
)
def test_a_fork_fails_as_a_kernel_does(render_one, kernels, cell, error):
    limits = {"timeout": 90, "cell_timeout": 10 if error == "TimeoutError" else 60, "memory": 800}
    own = render_one(LOADED, cell, FINISHED, out="own", **limits)
    forked = render_one(LOADED, cell, FINISHED, out="forked", forked=kernels, **limits)
    assert forked.status == own.status == "failed"
    said = [result.manifest["error"] for result in (own, forked)]
    assert said[0] == said[1]
    assert said[0]["type"] == error


def test_a_child_of_the_notebook_ends_with_it(render_one, kernels, tmp_path):
    noted = tmp_path / "pid"
    cell = (
        "import os, subprocess\nsubprocess.Popen(['sleep', '600'])\n"
        f"open({str(noted)!r}, 'w').write(str(os.getpid()))\n1 / 0"
    )
    render_one(LOADED, cell, forked=kernels)
    assert left_of(int(noted.read_text())) == []


def test_where_the_server_has_ended_another_is_started(render_one, kernels):
    assert render_one(LOADED, FINISHED, forked=kernels).status == "ok"
    kernels._server._process.kill()
    kernels._server._process.wait()
    again = render_one(LOADED, FINISHED, forked=kernels, force=True)
    assert again.status == "ok"
    assert "the kernel did not start (attempt 1)" in (again.folder / "log.txt").read_text("utf-8")


def test_another_environment_has_another_server(render_one, kernels, monkeypatch):
    render_one(LOADED, FINISHED, forked=kernels)
    first = kernels._server
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    result = render_one(
        LOADED, "import time\nprint(time.tzname)", FINISHED, forked=kernels, force=True
    )
    assert "JST" in json.dumps(outputs(result))
    assert kernels._server is not first
    assert first._process.poll() is not None


def test_nothing_is_left_when_the_batch_is_killed(make_notebook, small_collection, tmp_path):
    """Not even by a signal that nobody can catch."""
    noted = tmp_path / "pids"
    cell = (
        "import os, time\n"
        f"open({str(noted)!r}, 'w').write(f'{{os.getppid()}} {{os.getpid()}}')\ntime.sleep(600)"
    )
    notebook = make_notebook(LOADED, cell, FINISHED)
    command = [sys.executable, "-m", "medialens.cli", "report", str(small_collection)]
    command += ["-n", str(notebook), "-o", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as batch:
        wait_until(lambda: noted.is_file() and len(noted.read_text().split()) == 2)
        batch.send_signal(signal.SIGKILL)
    server, kernel = map(int, noted.read_text().split())
    wait_until(lambda: not left_of(kernel) and not left_of(server))


def test_the_engine_is_chosen_by_name(monkeypatch):
    for name, has_forks in {"": True, "auto": True, "fork": True, "own": False}.items():
        monkeypatch.setenv("MEDIALENS_KERNELS", name)
        with forks() as kernels:
            assert (kernels is not None) is has_forks
    monkeypatch.setenv("MEDIALENS_KERNELS", "docker")
    with pytest.raises(SettingsError, match="choose one of auto, own, fork"), forks():
        pass


def test_a_batch_without_work_starts_nothing(
    make_notebook, small_collection, tmp_path, monkeypatch
):
    notebook, out = make_notebook(LOADED, FINISHED), tmp_path / "out"
    render_reports([str(small_collection)], notebooks=[str(notebook)], out=out)
    monkeypatch.setattr("medialens.report.forks._Server", None)
    (again,) = render_reports([str(small_collection)], notebooks=[str(notebook)], out=out)
    assert again.skipped


def wait_until(is_so, seconds=30):
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "not within the time"
        time.sleep(0.05)
