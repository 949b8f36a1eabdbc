"""The report on paper: its page printed by the Chromium that is installed, as a tagged PDF.

The browser has a profile of its own for each page, no network, and a limit of time. The dates that
it writes into the file are left out and its numbers of nodes are counted anew, so that a page gives
the same bytes whenever it is printed by the same browser.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from medialens.errors import ReadError, ReportError
from medialens.io.atomic import write_bytes_atomic

NAMED = "MEDIALENS_CHROMIUM"
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # small in containers
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-breakpad",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",  # nobody answers there; addresses need no resolver
    "--proxy-bypass-list=<-loopback>",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)
SAID = 300  # characters of the browser's last words in an error

_DATE = re.compile(rb"/(?:Creation|Mod)Date \(D:[^()]*\)")
_NODE = re.compile(rb"\(node(\d{8})\)")  # names of table cells, counted by the browser


def write_pdf(page: Path, target: Path, *, timeout: float = 60) -> Path | None:
    """Print a report's page to `target`, if a browser is installed.

    Parameters
    ----------
    page : Path
        The report as HTML, one self-contained file.
    target : Path
        The PDF; it appears whole or not at all.
    timeout : float
        Seconds after which the browser is ended.

    Returns
    -------
    Path or None
        `target`; None where neither ``MEDIALENS_CHROMIUM`` names a browser nor one is on the path.

    Raises
    ------
    ReadError
        If there is no such page.
    ReportError
        If the browser fails, or takes longer than `timeout`.

    Notes
    -----
    Tagged for screen readers, with the headings as outline. The file's own dates are blanked; other
    versions of the browser or other fonts give other bytes, so keep PDFs out of what is compared
    across computers.
    """
    if not page.is_file():
        raise ReadError(f"{page}: no such page")
    browser = find_browser()
    if browser is None:
        return None
    with tempfile.TemporaryDirectory(prefix="medialens-pdf-", ignore_cleanup_errors=True) as name:
        content = _print(browser, page, Path(name), timeout)
    write_bytes_atomic(target, _renumbered(_undated(content)))
    return target


def find_browser() -> str | None:
    """Return the browser that ``MEDIALENS_CHROMIUM`` names, or the first on the path, or None.

    Raises
    ------
    ReportError
        If the one that is named is no program.
    """
    named = os.environ.get(NAMED)
    if not named:
        return next(filter(None, map(shutil.which, BROWSERS)), None)
    if found := shutil.which(named):
        return found
    raise ReportError(f"{NAMED}={named!r} is no program; name a Chromium or Chrome, or unset it")


def _print(browser: str, page: Path, private: Path, timeout: float) -> bytes:
    """Return the printed page; everything that the browser keeps lies in `private`."""
    printed, log = private / "page.pdf", private / "said.txt"
    command = [
        browser,
        *FLAGS,
        *(["--no-sandbox"] if _is_root() else []),
        f"--user-data-dir={private / 'profile'}",
        f"--print-to-pdf={printed}",
        page.resolve().as_uri(),
    ]
    with log.open("wb") as said:
        status = _run(command, private, said.fileno(), timeout)
    if status is None:
        raise ReportError(f"{page.name} was not printed within {timeout:g} seconds by {browser}")
    content = printed.read_bytes() if printed.is_file() else b""
    if status or not content.startswith(b"%PDF-") or b"%%EOF" not in content[-32:]:
        last = " ".join(log.read_text("utf-8", "replace").split())[-SAID:]
        raise ReportError(f"{page.name} was not printed by {browser} (status {status}): {last}")
    return content


def _run(command: list[str], private: Path, said: int, timeout: float) -> int | None:
    """Return the exit status, None for one that took too long; no process is left behind."""
    kept = {"XDG_CONFIG_HOME": str(private), "XDG_CACHE_HOME": str(private)}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        env={**os.environ, **kept},
        start_new_session=True,
    ) as process:
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            return None
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the browser and the processes that it started in its group."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _is_root() -> bool:
    """Whether this is root, for whom Chromium's sandbox does not start."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _undated(content: bytes) -> bytes:
    r"""Return the file with its dates blanked, everything else at its place.

    Examples
    --------
    >>> _undated(b"<</Title (a)\n/ModDate (D:20260101000000+00'00')>>\nendobj")[:16]
    b'<</Title (a)\n   '
    """
    facts, end, rest = content.partition(b"endobj")
    return _DATE.sub(lambda found: b" " * len(found[0]), facts) + end + rest


def _renumbered(content: bytes) -> bytes:
    r"""Return the file with its nodes numbered from 1 in their order, everything else at its place.

    Where the browser starts counting hangs on what it did before.

    Examples
    --------
    >>> _renumbered(b"/ID (node00000131) /Headers [(node00000155) (node00000131)]")
    b'/ID (node00000001) /Headers [(node00000002) (node00000001)]'
    """
    nodes = sorted(set(_NODE.findall(content)))
    numbers = {node: f"(node{number:08})".encode() for number, node in enumerate(nodes, 1)}
    return _NODE.sub(lambda found: numbers[found[1]], content)
