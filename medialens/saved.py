"""A study in a folder: Parquet files that pandas and R read, and a manifest of what they are.

The folder appears whole under its name or not at all. Every file is named in ``study.json`` with
its rows and its SHA-256, so that damage is told and not computed with.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from medialens import __version__
from medialens.actor import Actor, Form
from medialens.corpus import Corpus
from medialens.errors import MedialensError, ReadError
from medialens.io.export import format_table
from medialens.pipeline import Tables
from medialens.schemas import (
    ACTORS,
    ARTICLES,
    ATTRIBUTIONS,
    COPIES,
    EVENTS,
    MENTIONS,
    REJECTS,
    SCORES,
    SENTENCES,
    SKIPS,
    UNITS,
    Schema,
)

MANIFEST = "study.json"
FORMAT, FORMAT_VERSION = "medialens study", 1
OF_CORPUS = {"articles": ARTICLES, "rejects": REJECTS, "skips": SKIPS}
OF_STUDY: dict[str, Schema] = {
    "sentences": SENTENCES,
    "actors": ACTORS,
    "mentions": MENTIONS,
    "attributions": ATTRIBUTIONS,
    "units": UNITS,
    "scores": SCORES,
}
DERIVED = {"copies": COPIES, "events": EVENTS}
SETTINGS = (
    *("name", "slug", "licence", "description", "language"),
    *("mapping", "notices", "n_unselected"),
)


@dataclass(frozen=True)
class Saved:
    """A study as it lies in a folder."""

    corpus: Corpus
    tables: Tables
    copies: pd.DataFrame
    events: pd.DataFrame
    scorer: str
    scorer_note: str
    made_by: str
    actors_sought: tuple[Actor, ...] | None


def write_saved(saved: Saved, folder: Path) -> Path:
    """Write a study into `folder`; one that was saved there before is replaced.

    Raises
    ------
    ValueError
        If there is something else under that name: nothing of others is ever replaced.
    """
    if folder.exists() and not (folder / MANIFEST).is_file() and not _is_empty(folder):
        raise ValueError(f"{folder} is there and holds no saved study; choose another folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-", suffix=".part"))
    try:
        work.chmod(0o755)
        _fill(work, saved)
        _put(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return folder


def read_saved(folder: Path) -> Saved:
    """Read a study that `write_saved` wrote.

    Raises
    ------
    ReadError
        If `folder` holds no saved study, one of another format version, or a damaged one; names
        what is wrong and what to do.
    """
    manifest = _manifest(folder)
    try:
        found = {
            name: _read(folder, name, schema, manifest["tables"][name])
            for name, schema in {**OF_CORPUS, **OF_STUDY, **DERIVED}.items()
        }
        settings: dict[str, Any] = {name: manifest["corpus"][name] for name in SETTINGS}
        settings["notices"] = tuple(settings["notices"])
        catalogue = tuple(map(_actor, manifest["corpus"]["actors"]))
        sought = manifest["actors_sought"]
        settings |= {name: found[name] for name in OF_CORPUS}
        corpus = Corpus(**settings, actors=catalogue)
        saved = Saved(
            corpus,
            Tables(**{name: found[name] for name in OF_STUDY}),
            **{name: found[name] for name in DERIVED},
            scorer=manifest["scorer"],
            scorer_note=manifest["scorer_note"],
            made_by=manifest["made_by"],
            actors_sought=None if sought is None else tuple(map(_actor, sought)),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReadError(f"{folder / MANIFEST} is damaged: {error!r}; save it again") from error
    if corpus.fingerprint != manifest.get("fingerprint"):
        raise ReadError(
            f"{folder}: the articles are not those that were saved (fingerprint "
            f"{corpus.fingerprint}, expected {manifest.get('fingerprint')}); save the study again"
        )
    return saved


def _fill(work: Path, saved: Saved) -> None:
    tables: dict[str, pd.DataFrame] = {
        **{name: getattr(saved.corpus, name) for name in OF_CORPUS},
        **{field.name: getattr(saved.tables, field.name) for field in fields(Tables)},
        "copies": saved.copies,
        "events": saved.events,
    }
    listed = {name: _write(work, name, table) for name, table in tables.items()}
    settings = {name: getattr(saved.corpus, name) for name in SETTINGS}
    sought = saved.actors_sought
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "medialens": __version__,
        "made_by": saved.made_by,
        "fingerprint": saved.corpus.fingerprint,
        "scorer": saved.scorer,
        "scorer_note": saved.scorer_note,
        "corpus": settings | {"actors": [asdict(actor) for actor in saved.corpus.actors]},
        "actors_sought": None if sought is None else [asdict(actor) for actor in sought],
        "tables": listed,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, default=date.isoformat)
    (work / MANIFEST).write_text(f"{text}\n", encoding="utf-8", errors="replace")


def _write(work: Path, name: str, table: pd.DataFrame) -> Mapping[str, Any]:
    content = format_table(table, "parquet")
    (work / f"{name}.parquet").write_bytes(content)
    return {"rows": len(table), "sha256": hashlib.sha256(content).hexdigest()}


def _put(work: Path, folder: Path) -> None:
    """Give `work` its name; what was saved there before comes back where that fails."""
    old = folder.with_name(f"{work.name}-old")
    is_old = folder.exists()
    if is_old:
        folder.rename(old)
    try:
        work.rename(folder)
    except BaseException:
        if is_old:
            with suppress(OSError):
                old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _manifest(folder: Path) -> Mapping[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise ReadError(f"{folder} holds no saved study: there is no {MANIFEST} in it")
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{path} is damaged, it is no JSON ({error}); save it again") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise ReadError(f"{path} is no manifest of a saved study")
    version = manifest.get("format_version")
    if version != FORMAT_VERSION:
        is_newer = isinstance(version, int) and version > FORMAT_VERSION
        what = "update medialens" if is_newer else "analyse the collection again and save it"
        raise ReadError(
            f"{folder} was saved by medialens {manifest.get('medialens')} in format version "
            f"{version}; this is medialens {__version__}, which reads version {FORMAT_VERSION}: "
            f"{what}. The Parquet files in it can be read as they are"
        )
    return manifest


def _read(folder: Path, name: str, schema: Schema, stated: Mapping[str, Any]) -> pd.DataFrame:
    path = folder / f"{name}.parquet"
    if not path.is_file():
        raise ReadError(f"{path} is missing; save the study again")
    if hashlib.sha256(path.read_bytes()).hexdigest() != stated["sha256"]:
        raise ReadError(f"{path} is damaged or was altered (SHA-256); save the study again")
    try:
        return schema.table(schema.check(pd.read_parquet(path)))
    except (MedialensError, ValueError, OSError) as error:
        raise ReadError(f"{path} is no {name} table of this version: {error}") from error


def _actor(stated: Mapping[str, Any]) -> Actor:
    forms = tuple(
        Form(
            form["text"],
            form["kind"],
            *(form[end] and date.fromisoformat(form[end]) for end in ("valid_from", "valid_to")),
        )
        for form in stated["forms"]
    )
    return Actor(**{**stated, "forms": forms, "apart": tuple(stated["apart"])})


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())
