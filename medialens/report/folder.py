"""The folder of a report: its name, how it appears whole or not at all, what stays and what goes.

A run works in a hidden folder beside its target and gets its final name last. Whoever is killed on
the way leaves hidden files only, which the next run removes; what such a run had finished is then
found by its key and only published.
"""

import hashlib
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

FINISHED = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
UNFINISHED = re.compile(FINISHED.pattern + r"-(failed|cancelled)")
WORK = ".work-"
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")
LONGEST_SLUG = 60


def slug(name: str) -> str:
    """Return `name` as a folder's name: ``[a-z0-9-]``, short, and no other name's by accident.

    A name that loses more than case, blanks and punctuation gets a few digits of its hash.

    Examples
    --------
    >>> slug("First lesson"), slug("../etc/passwd"), slug("Café")
    ('first-lesson', 'etc-passwd', 'cafe-73473d')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if name.isascii() and 0 < len(short) <= LONGEST_SLUG and not DEVICES.fullmatch(short):
        return short
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{short[: LONGEST_SLUG - 7].strip('-')}-{digest}".lstrip("-")


def key_of(facts: Mapping[str, Any]) -> str:
    """Return 8 hex digits that change when anything in `facts` does."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def free_name(shelf: Path, started: datetime, key: str) -> str:
    """Return the name of a run that started at `started`, one that nothing on `shelf` has."""
    while True:
        name = f"{started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{key}"
        if not any(shelf.glob(f"{name}*")):
            return name
        started += timedelta(seconds=1)


def open_work(shelf: Path, name: str) -> Path:
    """Make the hidden folder in which a run works; remove what killed runs left."""
    shelf.mkdir(parents=True, exist_ok=True)
    clear_leftovers(shelf)
    work = shelf / f"{WORK}{name}"
    work.mkdir()
    return work


def clear_leftovers(folder: Path) -> None:
    """Remove the hidden files and folders that a killed run left directly in `folder`."""
    for left in [*sorted(folder.glob(f"{WORK}*")), *sorted(folder.glob(".*.part"))]:
        remove(left)


def close_work(work: Path, final: Path) -> Path:
    """Give a finished run its final name, after all of it has reached the disk."""
    for path in sorted(work.rglob("*")):
        if not path.is_symlink():
            _sync(path)
    _sync(work)
    work.replace(final)
    _sync(final.parent)
    return final


def remove(path: Path) -> None:
    """Remove a folder or a file, under a hidden name first, so that no half folder is seen."""
    hidden = path if path.name.startswith(".") else path.with_name(f"{WORK}{path.name}")
    if hidden != path:
        path.replace(hidden)
    if hidden.is_dir() and not hidden.is_symlink():
        shutil.rmtree(hidden)
    else:
        hidden.unlink()


def last_good(shelf: Path) -> tuple[Path, dict[str, Any]] | None:
    """Return the newest finished run on `shelf` and its manifest, or None."""
    for folder in sorted(_runs(shelf, FINISHED), reverse=True):
        manifest = read_manifest(folder)
        if manifest.get("status") == "ok" and (folder / "report.html").is_file():
            return folder, manifest
    return None


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return a run's ``run.json``, empty where there is none that can be read."""
    try:
        found = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def prune(shelf: Path, keep: int) -> None:
    """Remove all but the newest `keep` finished and the newest `keep` unfinished runs."""
    for pattern in (FINISHED, UNFINISHED):
        for folder in sorted(_runs(shelf, pattern), reverse=True)[keep:]:
            remove(folder)


def listed_files(folder: Path) -> list[str]:
    """Return the files below `folder`, as relative paths with forward slashes."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def _runs(shelf: Path, pattern: re.Pattern[str]) -> Iterator[Path]:
    for path in shelf.iterdir() if shelf.is_dir() else ():
        if pattern.fullmatch(path.name) and path.is_dir():
            yield path


def _sync(path: Path) -> None:
    if os.name != "posix" or not (path.is_dir() or path.is_file()):
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
