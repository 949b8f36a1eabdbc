"""The report on paper: tagged, the same bytes each time, and no process or half a file left."""

import os
import re
import signal
import socketserver
import threading
import time
from pathlib import Path

import pytest

from medialens.errors import ReadError, ReportError
from medialens.report.page import render_page
from medialens.report.pdf import NAMED, write_pdf

posix = pytest.mark.skipif(os.name != "posix", reason="a script stands for the browser")


@pytest.fixture
def page(tmp_path, told, manifest):
    """Write a small report in a folder with blanks."""
    path = tmp_path / "my reports #1" / "report.html"
    path.parent.mkdir()
    path.write_text(render_page(*told, manifest), "utf-8")
    return path


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Have a script stand for the browser."""

    def make(script):
        path = tmp_path / "browser"
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)
        monkeypatch.setenv(NAMED, str(path))

    return make


@pytest.fixture
def target(tmp_path):
    """Where the PDF goes."""
    return tmp_path / "report.pdf"


@pytest.mark.browser
def test_the_pdf_is_tagged_titled_and_has_an_outline(chromium, monkeypatch, page, target):
    monkeypatch.setenv(NAMED, chromium)
    assert write_pdf(page, target) == target
    content = target.read_bytes()
    assert re.search(rb"/MarkInfo\s*<</Type /MarkInfo\s*/Marked true", content)
    assert b"/StructTreeRoot" in content
    assert b"/Outlines" in content
    assert b"(Who speaks well of the council?" in content
    assert b"/Lang (en)" in content


@pytest.mark.browser
def test_a_page_printed_later_gives_the_same_bytes(chromium, monkeypatch, page, target):
    monkeypatch.setenv(NAMED, chromium)
    first = write_pdf(page, target).read_bytes()
    time.sleep(1.1)  # the dates in the file are whole seconds
    assert write_pdf(page, target).read_bytes() == first
    assert b"Date (D:" not in first


@pytest.mark.browser
def test_printing_asks_the_network_for_nothing(chromium, monkeypatch, tmp_path, target):
    """Not even this computer, by name or number."""
    asked = []

    class Note(socketserver.BaseRequestHandler):
        def handle(self):
            asked.append(self.request)

    with socketserver.TCPServer(("127.0.0.1", 0), Note) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        hosts = ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]")
        images = "".join(f'<img src="http://{host}:{port}/a.png">' for host in hosts)
        path = tmp_path / "loud.html"
        path.write_text(f"<!DOCTYPE html><title>Loud</title><p>text</p>{images}", "utf-8")
        monkeypatch.setenv(NAMED, chromium)
        assert write_pdf(path, target) == target
        server.shutdown()
    assert asked == []


def test_without_a_browser_nothing_is_written(monkeypatch, page, target, tmp_path):
    monkeypatch.delenv(NAMED, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert write_pdf(page, target) is None
    assert not target.exists()


def test_a_named_browser_that_is_none_is_an_error(monkeypatch, page, target):
    monkeypatch.setenv(NAMED, "/nowhere/chromium")
    with pytest.raises(ReportError, match="/nowhere/chromium"):
        write_pdf(page, target)


def test_a_page_that_is_not_there_is_an_error(tmp_path, target):
    with pytest.raises(ReadError, match="no such page"):
        write_pdf(tmp_path / "none.html", target)


@posix
def test_a_browser_that_hangs_is_ended_with_what_it_started(stand_in, page, target, tmp_path):
    stand_in(f"sleep 60 & echo $! > '{tmp_path}/child'; wait")
    started = time.monotonic()
    with pytest.raises(ReportError, match=r"within 0\.5 seconds"):
        write_pdf(page, target, timeout=0.5)
    assert time.monotonic() - started < 10
    assert not target.exists()
    assert has_ended(int((tmp_path / "child").read_text()))


@posix
@pytest.mark.parametrize("script", ["echo no display >&2; exit 1", "echo no display", "kill -9 $$"])
def test_a_browser_that_prints_nothing_leaves_the_last_pdf(stand_in, page, target, script):
    target.write_bytes(b"the last one")
    stand_in(script)
    with pytest.raises(ReportError, match=r"report\.html was not printed"):
        write_pdf(page, target)
    assert target.read_bytes() == b"the last one"


@posix
def test_half_a_file_is_none(stand_in, page, target):
    """The browser was ended while it wrote, for want of room."""
    stand_in(
        'for word; do case $word in --print-to-pdf=*) echo %PDF-1.4 > "${word#*=}";; esac; done'
    )
    with pytest.raises(ReportError, match="was not printed"):
        write_pdf(page, target)
    assert not target.exists()


@posix
def test_nothing_lies_about_afterwards(stand_in, page, target, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    Path(tmp_path / "temporary").mkdir()
    stand_in("exit 1")
    with pytest.raises(ReportError):
        write_pdf(page, target)
    assert list((tmp_path / "temporary").iterdir()) == []


def has_ended(pid):
    """Whether the process is gone, or waits for its parent to notice."""
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    return False
