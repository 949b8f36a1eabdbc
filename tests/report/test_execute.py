"""A report is whole or not there; a notebook that fails says why and leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medialens.errors import LockedError, ParameterError, ReadError, ReportError
from medialens.io.lock import hold
from medialens.report.engine import Limits
from medialens.report.execute import Options, run_report

LOADED = "import medialens as ml\ncorpus = ml.load(collection)\nrun.corpus(corpus)"
FINISHED = "run.finish()"


@pytest.fixture
def out(tmp_path):
    """Return the folder of all reports."""
    return tmp_path / "reports"


def is_alive(process):
    """Whether a process runs; one that has ended and waits to be collected does not."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # a system without /proc, or ended just now
        return not Path("/proc").is_dir()
    return state.split()[0] != "Z"


def shelf_of(out, job="tiny"):
    return out / job / "harbour-news"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"outlt": "Post"}, "did you mean 'outlet'"),
        ({"collection": "x"}, "an argument of its own"),
    ],
)
def test_a_wrong_parameter_is_found_before_anything_is_touched(
    make_notebook, small_collection, out, parameters, message
):
    with pytest.raises(ParameterError, match=message):
        run_report(make_notebook(), str(small_collection), out=out, parameters=parameters)
    assert not out.exists()


def test_a_missing_collection_is_found_before_anything_is_touched(make_notebook, tmp_path, out):
    with pytest.raises(ReadError, match="nowhere"):
        run_report(make_notebook(), str(tmp_path / "nowhere"), out=out)
    assert not out.exists()


def test_a_notebook_that_takes_no_collection_is_refused(make_notebook, small_collection, out):
    notebook = make_notebook(declared="outlet: str | None = None")
    with pytest.raises(ParameterError, match="declares no parameter 'collection'"):
        run_report(notebook, str(small_collection), out=out)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"cells": [1]}', b"\xff\xfe", b"[" * 9999]
)
def test_a_file_that_is_no_notebook_is_refused(tmp_path, small_collection, out, content):
    path = tmp_path / "not.ipynb"
    path.write_bytes(content)
    with pytest.raises(ReportError, match=r"not\.ipynb is not a"):
        run_report(path, str(small_collection), out=out)


def test_a_second_writer_does_not_wait(make_notebook, small_collection, out):
    with hold(out), pytest.raises(LockedError, match=str(os.getpid())):
        run_report(make_notebook(), str(small_collection), out=out)


@pytest.mark.notebook
def test_a_report_is_rendered_published_and_then_left_alone(
    make_notebook, small_collection, out, tmp_path, monkeypatch
):
    """The folder holds what REPORTS promises, and no path of this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    cells = (LOADED, "import sys\nprint(sys.executable, collection)\nrun.metric('n', 4)", FINISHED)
    notebook = make_notebook(*cells)
    result = run_report(notebook, "harbour-news", out=out, parameters={"outlet": "007"})
    assert (result.status, result.message, result.exit_status) == ("ok", "", 0)
    files = {path.relative_to(result.folder).as_posix() for path in result.folder.rglob("*.*")}
    assert files == set(result.manifest["files"])
    assert {"report.html", "report.ipynb", "run.json", "log.txt"} <= files
    manifest = json.loads((result.folder / "run.json").read_text(encoding="utf-8"))
    assert manifest == result.manifest
    assert manifest["parameters"]["outlet"] == {"value": "007", "origin": "given"}
    assert manifest["collection"] == "harbour-news" and manifest["metrics"]["n"] == 4
    assert result.latest == shelf_of(out) / "latest.html"
    assert not [path.name for path in shelf_of(out).iterdir() if path.name.startswith(".")]
    for path in shelf_of(out).rglob("*.*"):
        assert str(tmp_path).encode() not in path.read_bytes(), path.name
        assert sys.prefix.encode() not in path.read_bytes(), path.name
    again = run_report(notebook, "harbour-news", out=out, parameters={"outlet": "007"})
    assert again.skipped and again.folder == result.folder
    result.latest.unlink()
    (shelf_of(out) / "history.jsonl").unlink()
    mended = run_report(notebook, "harbour-news", out=out, parameters={"outlet": "007"})
    assert mended.skipped and result.latest.is_file()
    assert (shelf_of(out) / "history.jsonl").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.notebook
def test_a_failing_cell_gives_one_line_and_keeps_the_last_good_report(
    make_notebook, small_collection, out
):
    failing = "if outlet:\n    corpus.check_outlet(outlet)"
    notebook = make_notebook(LOADED, failing, FINISHED)
    good = run_report(notebook, str(small_collection), out=out)
    before = good.latest.read_bytes()
    bad = run_report(notebook, str(small_collection), out=out, parameters={"outlet": "Pots"})
    assert bad.status == "failed" and bad.exit_status == 2
    assert "outlet 'Pots' is not known; did you mean 'Post'" in bad.message
    assert "\n" not in bad.message and "Traceback" not in bad.message
    assert bad.folder.name.endswith("-failed")
    assert "Traceback" in (bad.folder / "log.txt").read_text(encoding="utf-8")
    assert (bad.folder / "report.html").is_file() and (bad.folder / "report.ipynb").is_file()
    assert bad.latest == good.latest and good.latest.read_bytes() == before
    assert bad.manifest["error"]["type"] == "UnknownNameError"
    assert bad.manifest["error"]["cell"] == 5


@pytest.mark.notebook
@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("import sys\nsys.exit(0)", "SystemExit"),
        ("import os\nos.kill(os.getpid(), 9)", "DeadKernelError"),
        ("pass", "ReportError"),
        ("raise KeyError('a\\nb\x1b[31m')", "KeyError"),
    ],
)
def test_a_notebook_that_does_not_come_to_its_end_has_failed(
    make_notebook, small_collection, out, cell, kind
):
    """Papermill calls the first of these a success."""
    result = run_report(
        make_notebook(cell, started="", name="ends"), str(small_collection), out=out
    )
    assert result.status == "failed" and result.manifest["error"]["type"] == kind
    assert result.exit_status == 1 and result.message.isprintable()
    assert not (shelf_of(out, "ends") / "latest.html").exists()


@pytest.mark.notebook
def test_a_hanging_cell_that_swallows_interrupts_is_ended_with_all_it_started(
    make_notebook, small_collection, out, tmp_path
):
    pids = tmp_path / "pids"
    cell = f"""
import os, subprocess, time
child = subprocess.Popen(["sleep", "60"])
open({str(pids)!r}, "w").write(f"{{os.getpid()}} {{child.pid}}")
while True:
    try:
        time.sleep(60)
    except KeyboardInterrupt:
        pass
"""
    notebook = make_notebook(cell, started="", name="hangs")
    options = Options(cell_timeout=2, retries=1)
    result = run_report(notebook, str(small_collection), out=out, options=options)
    assert result.manifest["error"]["type"] == "TimeoutError"
    assert "the limit of a cell is 2 s" in result.message
    assert not any(is_alive(int(pid)) for pid in pids.read_text().split())
    assert len(list(shelf_of(out, "hangs").glob("*-failed"))) == 2


@pytest.mark.notebook
def test_the_limit_of_the_whole_run_holds_across_cells(make_notebook, small_collection, out):
    notebook = make_notebook(*["import time\ntime.sleep(1)"] * 5, started="", name="slow")
    options = Options(timeout=2.5)
    result = run_report(notebook, str(small_collection), out=out, options=options)
    assert "the limit of a report is 2.5 s" in result.message


@pytest.mark.notebook
def test_output_is_cut_where_it_grows_too_long(make_notebook, small_collection, out):
    """A print of 50 MB must not make a notebook of 50 MB."""
    notebook = make_notebook("print('x' * 50_000_000)", LOADED, FINISHED, name="loud")
    result = run_report(notebook, str(small_collection), out=out)
    assert result.status == "ok"
    text = (result.folder / "report.ipynb").read_text(encoding="utf-8")
    assert "the rest is left out" in text
    assert len(text) < Limits().cell_output + 100_000


@pytest.mark.notebook
def test_a_run_that_is_told_to_end_records_that_and_leaves_no_kernel(
    make_notebook, small_collection, out, tmp_path
):
    pid = tmp_path / "pid"
    cell = f"import os, time\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    notebook = make_notebook(cell, started="", name="ended")
    program = (
        "import signal, sys\nfrom pathlib import Path\n"
        "from medialens.report.execute import run_report\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n"
        f"run_report(Path({str(notebook)!r}), {str(small_collection)!r}, out=Path({str(out)!r}))\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE) as process:
        for _ in range(300):
            if pid.is_file() and pid.read_text():
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 143 and told == b""
    assert not is_alive(int(pid.read_text()))
    (folder,) = shelf_of(out, "ended").glob("*-cancelled")
    manifest = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert manifest["status"] == "cancelled"
    assert not list(shelf_of(out, "ended").glob(".work-*"))
