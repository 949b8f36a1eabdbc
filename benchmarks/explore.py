"""From a click to what it opens: the linked views in a real JupyterLab, in headless Chromium.

The collection is invented (that of `benchmarks.scale`) or brought along; a study that was saved
is opened instead. A time runs from the click until what was asked for stands there and has been
painted. Screenshots of every step are written for looking at.
"""

import argparse
import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.scale import articles
from benchmarks.timing import ROOT

TOKEN = "for-the-benchmark"
SHOW = "import medialens as ml\nml.open_study({study!r}).explore()"
WATCH = """(selector) => {
  let started = null;
  const start = () => { started ??= performance.now(); };
  const once = { once: true, capture: true };
  for (const kind of ["click", "keydown"]) addEventListener(kind, start, once);
  window.watched = new Promise((done) => {
    const painted = () => requestAnimationFrame(() => done((performance.now() - started) / 1000));
    const look = () => requestAnimationFrame(
      started !== null && document.querySelector(selector) ? painted : look);
    look();
  });
}"""
LIST = ".mlx-list:not([hidden]) .mlx-line"
ARTICLE = ".mlx-article:not([hidden]) .ml-found"
QUIET = '{"fetchNews": "false", "checkForUpdates": false}'
DARK = (
    "() => window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
)
CELL = ".mlx-grid [data-opens]"


def main() -> None:
    """Make the study, show it, click through it, and print what each click took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--path", type=Path, help="a collection in place of the invented one")
    parser.add_argument("--study", type=Path, help="a saved study in place of a collection")
    parser.add_argument("--articles", type=int, default=1590)
    parser.add_argument("--rounds", type=int, default=15, help="cells, sentences and words clicked")
    parser.add_argument("--pictures", type=Path, default=Path("pictures"))
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    given.pictures.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        study = given.study or made(given, folder)
        _notebook(folder / "n.ipynb", SHOW.format(study=str(study.resolve())))
        with lab(folder) as address:
            times = clicked(address, given)
    for step, seconds in times.items():
        print(
            f"{step}: {len(seconds)} times, median {statistics.median(seconds):.3f} s, "
            f"longest {max(seconds):.3f} s"
        )


def made(given: argparse.Namespace, folder: Path) -> Path:
    """Load and analyze the collection, say how long it took, and return the saved study."""
    import medialens as ml

    path = given.path
    if path is None:
        path = folder / "press.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in articles(given.articles, 700))
    started = time.perf_counter()
    study = ml.analyse(ml.load(str(path)))
    study.save(folder / "study")
    taken = time.perf_counter() - started
    print(f"loaded, analyzed and saved {len(study.corpus):,} articles: {taken:.0f} s", flush=True)
    return folder / "study"


@contextlib.contextmanager
def lab(folder: Path) -> Iterator[str]:
    """Start a JupyterLab that knows nothing of this machine's settings; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    private = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")
    private += ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "MEDIALENS_CACHE")
    own = {name: str(folder / name.lower()) for name in private}
    options = [f"--port={port}", "--ip=127.0.0.1", "--no-browser", "--allow-root"]
    options += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}"]
    options += ["--LabApp.expose_app_in_browser=True"]
    settings = folder / "jupyter_config_dir" / "lab" / "user-settings" / "@jupyterlab"
    settings = settings / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(QUIET, encoding="utf-8")
    with (folder / "lab.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], cwd=folder, stdout=log, stderr=log,
            env={**os.environ, **own, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            _await(f"{address}/api?token={TOKEN}", server)
            yield address
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)
            server.wait(30)


def clicked(address: str, given: argparse.Namespace) -> dict[str, list[float]]:
    """Return the seconds of every click, by what it opens."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1200, "height": 1900})
        tab.goto(f"{address}/lab/tree/n.ipynb?token={TOKEN}")
        tab.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=120_000)
        started = time.perf_counter()
        _run_cell(tab)
        tab.locator(CELL).first.wait_for(timeout=300_000)
        tab.keyboard.press("Control+b")  # the sidebar away
        print(f"study opened and shown: {time.perf_counter() - started:.1f} s", flush=True)
        step = _Steps(tab, given)
        step.walk_actors()
        step.walk_words()
        step.look_narrow_and_dark()
        browser.close()
    return step.times


class _Steps:
    """What a reader does, with the time of each click."""

    def __init__(self, tab: Any, given: argparse.Namespace) -> None:  # noqa: ANN401
        self.tab, self.given = tab, given
        self.times: dict[str, list[float]] = {}

    def timed(self, name: str, act: Callable[[], None], selector: str) -> None:
        """Do something, and note the seconds from the event until what it opens is painted."""
        self.tab.evaluate(WATCH, selector)
        act()
        self.times.setdefault(name, []).append(self.tab.evaluate("window.watched"))

    def picture(self, name: str) -> None:
        """Take a picture of the lab."""
        self.tab.screenshot(path=self.given.pictures / f"{name}.png")

    def walk_actors(self) -> None:
        """Go from cells to sentences to articles and back."""
        self.picture("1-matrix")
        cells = self.tab.locator(CELL)
        for n in range(min(self.given.rounds, cells.count())):
            self.timed("cell to sentences", cells.nth(n).click, LIST)
            lines = self.tab.locator(".mlx-line")
            line = lines.nth(n % lines.count())
            if n == 0:
                self.picture("2-sentences")
            self.timed("sentence to article", line.click, ARTICLE)
            if n == 0:
                self.picture("3-article")
            self.tab.keyboard.press("Escape")
            self.tab.keyboard.press("Escape")

    def walk_words(self) -> None:
        """Go from words to their lines."""
        tabs = self.tab.locator(".mlx [role=tab]")
        self.timed("two outlets to their words", tabs.nth(1).click, ".mlx-point")
        tabs.nth(0).click()
        self.tab.locator("[data-tested=true]").wait_for(state="attached", timeout=120_000)
        tabs.nth(1).click()
        self.picture("4-words")
        points = self.tab.locator(".mlx-point")
        for n in range(min(self.given.rounds, points.count())):
            points.nth(n).focus()
            press = self.tab.keyboard.press
            self.timed("word to lines", lambda press=press: press("Enter"), LIST)
            if n == 0:
                self.picture("5-lines")
            self.tab.keyboard.press("Escape")

    def look_narrow_and_dark(self) -> None:
        """Take pictures at the width of a telephone, and in the dark theme."""
        tab = self.tab
        tab.set_viewport_size({"width": 390, "height": 1400})
        tab.wait_for_timeout(800)
        self.picture("6-words-390")
        tab.locator(".mlx [role=tab]").nth(0).click(force=True)
        tab.locator(CELL).first.click()
        tab.locator(".mlx-line").first.click()
        tab.locator(".mlx-article .ml-found").first.wait_for()
        self.picture("7-article-390")
        tab.set_viewport_size({"width": 1200, "height": 1900})
        tab.evaluate(DARK)
        tab.wait_for_timeout(1500)
        self.picture("8-article-dark")


def _notebook(path: Path, source: str) -> None:
    import nbformat
    import nbformat.v4 as nbf

    notebook = nbf.new_notebook(cells=[nbf.new_code_cell(source)])
    notebook["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    path.write_text(nbformat.writes(notebook), encoding="utf-8")


def _run_cell(tab: Any) -> None:  # noqa: ANN401
    """Press the keys until they reach a kernel that is there."""
    for _ in range(20):
        tab.locator(".jp-Cell .cm-content").first.click()
        tab.keyboard.press("Control+Enter")
        tab.wait_for_timeout(3000)
        if tab.locator(".jp-InputPrompt").first.inner_text().strip() != "[ ]:":
            return
    raise RuntimeError("the cell did not run")


def _await(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError("JupyterLab ended")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.25)
    raise RuntimeError("JupyterLab did not answer in a minute")


if __name__ == "__main__":
    main()
