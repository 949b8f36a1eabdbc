"""A sheet of each shape, and a JupyterLab of one's own with a browser in front of it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import nbformat.v4 as nbf
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "for-the-test"


@pytest.fixture
def passages():
    """Twenty passages as the classroom draws them, the first of them hostile."""
    texts = [
        f"The ferry will sail at {n}, said Ada Lorn. <b>No</b> one else spoke." for n in range(20)
    ]
    return pd.DataFrame(
        {
            "item": range(1, 21),
            "outlet": "Quay Post",
            "title": "A ferry 🛳 <script>alert(1)</script>",
            "sentence": texts,
            "passage": [text.split(",")[0] for text in texts],
        }
    )


@pytest.fixture
def sentences():
    """Two rows as the validation sample has them; the second has no words of the outlet's own."""
    return pd.DataFrame(
        {
            "item": ["i001", "i002"],
            "actor": "Ada Lorn",
            "sentences": ["Brave [[Ada Lorn]] spoke.\n[[Lorn]] left.", '"[[Lorn]] fled," he said.'],
            "own_words": ["Brave [[Ada Lorn]] spoke.\n[[Lorn]] left.", ""],
            "quoted_words": ["", "[[Lorn]] fled"],
            "portrayal": "",
            "own_stance": ["", "none"],
            "note": "",
        }
    )


@pytest.fixture
def lab(tmp_path):
    """Start a JupyterLab that knows nothing of this machine's settings; return its address."""
    folder = tmp_path / "work"
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    private = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    private += ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    own = {name: str(tmp_path / name.lower()) for name in private}
    environment = {**os.environ, **own, "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg"}
    options = [
        f"--port={port}",
        "--ip=127.0.0.1",
        "--no-browser",
        f"--IdentityProvider.token={TOKEN}",
    ]
    options += ["--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}", "--allow-root"]
    options += [
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    log = (tmp_path / "lab.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options],
        cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True,
    )  # fmt: skip
    try:
        _await(f"http://127.0.0.1:{port}/api?token={TOKEN}", server)
        yield folder, f"http://127.0.0.1:{port}"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        log.close()


def _await(address, server):
    for _ in range(240):
        assert server.poll() is None, "the server ended; see lab.log"
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.25)
    raise AssertionError("the server did not answer in a minute")


@pytest.fixture
def run_in_lab(lab, browser):
    """Open a notebook of one cell, run it, and return the tab once its widget stands there."""
    folder, address = lab
    contexts = []

    def run(source, selector, *, width=1200, height=900, **options):
        notebook = nbf.new_notebook(cells=[nbf.new_code_cell(source)])
        notebook["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        (folder / "n.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        contexts.append(context)
        tab = context.new_page()
        tab.asked = []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.goto(f"{address}/lab/tree/n.ipynb?token={TOKEN}")
        tab.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        tab.locator(".jp-Cell .cm-content").first.click()
        _run_cell(tab)
        tab.locator(selector).wait_for(timeout=60_000)
        return tab

    yield folder, address, run
    for context in contexts:
        context.close()


def _run_cell(tab):
    """Press the keys until they reach a kernel that is there."""
    for _ in range(12):
        tab.keyboard.press("Control+Enter")
        for _ in range(25):
            tab.wait_for_timeout(200)
            if tab.locator(".jp-InputPrompt").first.inner_text().strip() != "[ ]:":
                return
    raise AssertionError("the cell did not run")
