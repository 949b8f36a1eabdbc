"""What a shelf shows of its runs: the latest good report, and a line for each run.

Both follow from the run folders and can be written again at any time: a run that was killed
between its last rename and these files is completed by the next one.
"""

import json
import posixpath
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from medialens.io.atomic import write_text_atomic

HISTORY, LATEST = "history.jsonl", "latest.html"
REMEMBERED = (
    "status",
    "started",
    "finished",
    "seconds",
    "key",
    "fingerprint",
    "n_articles",
    "metrics",
    "alerts",
)
LINK = re.compile(
    r"""(?P<head><(?:a|img|link|source)\b[^<>]*?\s(?:href|src)=)(?P<quote>["'])(?P<path>[^"']+)\2"""
)
ELSEWHERE = re.compile(r"[#/?]|[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def record_run(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Add the run in `folder` to the history of its shelf, unless it stands there already."""
    path = folder.parent / HISTORY
    lines = _lines(path)
    if any(entry.get("run") == folder.name for entry in lines):
        return
    error = manifest.get("error") or {}
    told = {name: manifest.get(name) for name in REMEMBERED}
    lines.append({"run": folder.name, **told, "error": error.get("message")})
    text = "".join(json.dumps(entry) + "\n" for entry in lines)
    write_text_atomic(path, text)


def publish(folder: Path, manifest: Mapping[str, Any]) -> Path:
    """Make the good run in `folder` the latest of its shelf; return the path of that page.

    ``latest.html`` is a copy of the report, so that it can be sent and kept by itself; its links
    lead into the run's folder.
    """
    latest = folder.parent / LATEST
    page = moved((folder / "report.html").read_text(encoding="utf-8"), folder.name)
    if not latest.is_file() or latest.read_bytes() != page.encode():
        write_text_atomic(latest, page)
    record_run(folder, manifest)
    return latest


def moved(page: str, name: str) -> str:
    """Return `page`, taken out of the folder `name` to the one above, with its links mended.

    Examples
    --------
    >>> moved('<a href="tables/a.csv">x</a> <a href="#b">y</a> <a href="../../../">z</a>', "run")
    '<a href="run/tables/a.csv">x</a> <a href="#b">y</a> <a href="../../">z</a>'
    """
    return LINK.sub(partial(_mended, name), page)


def _mended(name: str, found: re.Match[str]) -> str:
    path, quote = found["path"], found["quote"]
    if not ELSEWHERE.match(path):
        slash = "/" if path.endswith("/") else ""
        path = posixpath.normpath(posixpath.join(name, path)) + slash
    return f"{found['head']}{quote}{path}{quote}"


def _lines(path: Path) -> list[dict[str, Any]]:
    """Return the entries of a history; a line that is none is left out."""
    if not path.is_file():
        return []
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        found += [entry] if isinstance(entry, dict) else []
    return found
