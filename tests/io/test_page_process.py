"""The process that reads pages: one for all of them, ended in time, never left behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medialens.io.page_content import Hints
from medialens.io.page_encoding import NoPageError
from medialens.io.page_process import PageProcess

pytest.importorskip("trafilatura")

TEXT = "The council of Stell voted on Monday to rebuild the old bridge after two years of talks."
PAGE = f"<html><body><article><h1>Bridge</h1><p>{TEXT}</p></article></body></html>".encode()
SLOW = b"<html><body><article>" + b"<p>a <b>b</b> c</p>" * 200_000


@pytest.fixture
def pages():
    process = PageProcess()
    yield process
    process.close()


def _pid(pages):
    return pages._process.pid


def test_one_process_serves_all_pages(pages):
    first = pages.read(PAGE, Hints())
    pid = _pid(pages)
    assert pages.read(PAGE, Hints()) == first
    assert _pid(pages) == pid


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_read():
    pages = PageProcess(seconds=1)
    with pytest.raises(NoPageError, match="takes over 1 seconds"):
        pages.read(SLOW, Hints())
    assert TEXT in pages.read(PAGE, Hints()).fields["text"]
    pages.close()


def test_a_page_that_takes_too_much_memory_is_given_up():
    pytest.importorskip("resource")
    pages = PageProcess(seconds=20, memory=400 << 20)
    with pytest.raises(NoPageError):
        pages.read(b"<html><body><article>" + b"<p>a<p>b" * 600_000, Hints())
    assert TEXT in pages.read(PAGE, Hints()).fields["text"]
    pages.close()


def test_a_process_that_died_is_replaced(pages):
    pages.read(PAGE, Hints())
    pages._process.kill()
    pages._process.wait()
    assert TEXT in pages.read(PAGE, Hints()).fields["text"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_no_process_is_left_when_the_asking_one_is_killed():
    code = (
        "from medialens.io.page_process import PageProcess\n"
        "from medialens.io.page_content import Hints\n"
        "import sys, time\n"
        "pages = PageProcess()\n"
        "try: pages.read(b'<p>x', Hints())\n"
        "except ValueError: print(pages._process.pid, flush=True)\n"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as asking:
        pid = int(asking.stdout.readline())
        asking.kill()
    until = time.monotonic() + 10
    while _is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _is_running(pid)


def _is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_module_beside_the_pages_is_never_run(tmp_path, monkeypatch):
    (tmp_path / "lxml.py").write_text("raise SystemExit('run')")
    (tmp_path / "medialens.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    pages = PageProcess()
    assert TEXT in pages.read(PAGE, Hints()).fields["text"]
    pages.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_starts_a_worker_of_its_own():
    code = (
        "import os\n"
        "from medialens.io import page_process\n"
        "from medialens.io.page_content import Hints\n"
        f"page = {PAGE!r}\n"
        "page_process.page_of(page, Hints())\n"
        "first = page_process._PROCESS._process.pid\n"
        "if os.fork() == 0:\n"
        "    page_process.page_of(page, Hints())\n"
        "    own = page_process._PROCESS._process.pid != first\n"
        "    page_process._PROCESS.close()\n"
        "    os._exit(0 if own else 1)\n"
        "status = os.wait()[1]\n"
        "page_process.page_of(page, Hints())\n"
        "assert page_process._PROCESS._process.pid == first\n"
        "raise SystemExit(os.waitstatus_to_exitcode(status))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
