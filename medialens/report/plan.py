"""A plan: all that can be known of a report before a kernel starts, checked.

What is wrong with a notebook, a parameter or a collection is found here, where nothing has been
touched yet.
"""

import functools
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from medialens.citing.provenance import collection_facts, versions
from medialens.errors import ParameterError
from medialens.io.bytes_digest import bytes_digest
from medialens.io.cache import open_cache
from medialens.io.named import is_partitioned, path_of, several
from medialens.report.folder import key_of, slug
from medialens.report.jobfile import AlertRule
from medialens.report.language import current_language
from medialens.report.notebooks import Notebook
from medialens.report.parameters import coerce_parameters, declared_parameters

COLLECTION = "collection"

_PACKAGE = Path(__file__).parents[1]
_NO_CODE = {"__pycache__", "_packaged"}


@dataclass(frozen=True)
class Source:
    """A collection that was found to load.

    Parameters
    ----------
    label : str
        Its name as given, or the last part of its path: what a report may show.
    address : str
        What the kernel loads: an absolute path, or a bundled name. Never written to a report.
    slug : str
        Its folder among the reports.
    facts : dict
        What the collection is; part of the key.
    """

    label: str
    address: str
    slug: str
    facts: Mapping[str, Any]

    @property
    def places(self) -> dict[Path | str, str]:
        """Its private paths, with what a report may call them."""
        return {str(one): label_of(str(one)) for one in several(self.address)}


@dataclass(frozen=True)
class Plan:
    """A report to render: which notebook, on what, with which parameters, where.

    ``values`` holds all declared parameters but the collection, ``given`` the names of those that
    did not keep their default.
    """

    job: str
    notebook: Notebook
    source: Source
    values: Mapping[str, object]
    given: frozenset[str]
    out: Path
    rules: tuple[AlertRule, ...] = ()

    @property
    def shelf(self) -> Path:
        """The folder of all runs of this job on this collection."""
        return self.out / slug(self.job) / self.source.slug

    @cached_property
    def key(self) -> str:
        """8 hex digits; the same as long as notebook, parameters, collection and code are."""
        return key_of(
            {
                "notebook": self.notebook.sha256,
                "parameters": {name: repr(value) for name, value in self.values.items()},
                "collection": [self.source.label, self.source.facts],
                "versions": versions(),
                "code": code_digest(),
                "language": current_language(),
                "watched": [repr(rule.model_copy(update={"command": None})) for rule in self.rules],
            }
        )

    def injected(self, address: str) -> dict[str, object]:
        """Return the values that the notebook must be given, with `address` as collection."""
        given = {name: value for name, value in self.values.items() if name in self.given}
        return {COLLECTION: address, **given}

    def manifest(self) -> dict[str, Any]:
        """Return the part of ``run.json`` that is known before the run."""
        shown = {COLLECTION: self.source.label, **self.values}
        given = self.given | {COLLECTION}
        return {
            "job": self.job,
            "notebook": self.notebook.name,
            "collection": self.source.label,
            "key": self.key,
            "parameters": {
                name: {"value": value, "origin": "given" if name in given else "default"}
                for name, value in shown.items()
            },
            "fingerprint": self.source.facts["fingerprint"],
            "n_articles": self.source.facts["n_articles"],
            "notebook_sha256": self.notebook.sha256,
            "versions": versions(),
            "seed": self.values.get("seed"),
        }


def read_source(collection: str) -> Source:
    """Load `collection` once, to know that it loads and what it is.

    Raises
    ------
    MedialensError
        If it can't be found or read, or nothing in it can be kept.
    """
    addresses = [
        str(Path(one).absolute()) if Path(one).exists() else str(one) for one in several(collection)
    ]
    name, facts = _facts(collection)
    return Source(
        label=label_of(collection),
        address=json.dumps(addresses) if len(addresses) > 1 else addresses[0],
        slug=slug(name),
        facts=facts,
    )


def _facts(collection: str) -> tuple[str, dict[str, Any]]:
    """Return the name of the collection and what it is; known, as long as no byte has changed."""
    paths = [path_of(one).expanduser() for one in several(collection)]
    if len(paths) == 1 and is_partitioned(paths[0]):
        from medialens.partitioned import Partitioned

        corpus = Partitioned(paths[0]).corpus
        return corpus.slug, {**collection_facts(corpus), "notices": list(corpus.notices)}
    bytes_of = [(path.name, path.resolve().name, bytes_digest(path)) for path in paths]
    cache = open_cache() if all(digest for _, _, digest in bytes_of) else None
    known_by = json.dumps(["source", bytes_of, code_digest(), versions()])
    key = hashlib.sha256(known_by.encode("utf-8", "replace")).hexdigest()
    if cache and (known := cache.get([key])):
        name, facts = json.loads(known[key])
        return name, facts
    from medialens.datasets import load

    corpus = load(collection)
    facts = {**collection_facts(corpus), "notices": list(corpus.notices)}
    if cache:
        cache.put({key: json.dumps([corpus.slug, facts])})
    return corpus.slug, facts


def label_of(collection: str) -> str:
    """Return what a report may show of the `collection` given: its name, not where it lies."""
    parts = several(collection)
    if len(parts) > 1:
        return " and ".join(label_of(str(part)) for part in parts)
    return Path(collection).name or Path(collection).resolve().name or "collection"


def make_plan(
    notebook: Notebook,
    source: Source,
    *,
    parameters: Mapping[str, object],
    out: Path,
    job: str | None = None,
    rules: Sequence[AlertRule] = (),
) -> Plan:
    """Check `parameters` against what `notebook` declares, and return the plan.

    Raises
    ------
    ParameterError
        If a parameter is not declared or not of its type, or the notebook takes no collection.
    """
    declared = check_parameters(notebook, parameters)
    values = coerce_parameters(declared, parameters)
    del values[COLLECTION]
    return Plan(
        job=job or Path(notebook.name).stem,
        notebook=notebook,
        source=source,
        values=values,
        given=frozenset(parameters),
        out=out,
        rules=tuple(rules),
    )


def check_parameters(notebook: Notebook, parameters: Mapping[str, object]) -> dict[str, Any]:
    """Return what `notebook` declares; raise ``ParameterError`` unless `parameters` fit."""
    try:
        declared = declared_parameters(notebook.content)
    except ParameterError as error:
        raise ParameterError(f"{notebook.name}: {error}") from error
    if COLLECTION not in declared:
        raise ParameterError(
            f"{notebook.name} declares no parameter 'collection'; add "
            '`collection: str = "..."` to its parameters cell'
        )
    if COLLECTION in parameters:
        raise ParameterError("the collection is an argument of its own, not a parameter")
    coerce_parameters(declared, parameters)
    return declared


def code_digest() -> str:
    """Return a hash of the package's own files, so that changed code means a new report."""
    files = []
    for folder, inside, names in os.walk(_PACKAGE):
        inside[:] = [name for name in inside if name not in _NO_CODE]
        for path in (Path(folder, name) for name in names):
            facts = path.stat()
            files.append((str(path), facts.st_size, facts.st_mtime_ns))
    return _digest(tuple(sorted(files)))


@functools.lru_cache(maxsize=1)
def _digest(files: tuple[tuple[str, int, int], ...]) -> str:
    """Return the hash of these files; they are read again only where one has changed."""
    digest = hashlib.sha256()
    for name, _, _ in files:
        path = Path(name)
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
