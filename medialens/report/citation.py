"""What to cite of a report: its methods as a paragraph, and the literature as BibTeX.

Everything comes from the report's manifest and record. A method is named only where a table that
rests on it holds rows; the tables of other people's notebooks tell nothing of how they were made.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from medialens.citing.literature import entry, tex, work_entry
from medialens.citing.methods import (
    CODED,
    METHODS,
    SCORED,
    Method,
    cited,
    collection_told,
    labelled,
    scoring,
)
from medialens.report import numbers
from medialens.report.html import one_line, without_paths

OTHERS = "The notebook is none of medialens's own reports: name its measures and tests here."


def methods_paragraph(manifest: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    """Return how a report was made, as a paragraph to cite, and the works it names.

    Parameters
    ----------
    manifest : dict
        How the run went, the content of ``run.json``.
    record : dict
        What the recorder left, the content of ``record.json``.

    Returns
    -------
    str
        A paragraph of plain text; after a blank line ``References`` and one work a line, if any
        is named. A method that no table of the report rests on is not named.
    """
    methods = list(_methods(manifest, record))
    said = [
        collection_told(record.get("collection") or {}),
        _analysis(manifest),
        *(labelled(method.text) for method in methods),
        *_validation(manifest, record),
        *_computing(manifest, is_drawn=any(method.is_drawn for method in methods)),
    ]
    references = [work.reference for work in cited(methods)]
    listed = ["", "References", *references] if references else []
    return "\n".join([one_line(" ".join(said)), *listed, ""])


def bibtex(manifest: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    """Return BibTeX entries: the software, and the works that `methods_paragraph` names.

    Parameters
    ----------
    manifest : dict
        How the run went, the content of ``run.json``.
    record : dict
        What the recorder left, the content of ``record.json``.

    Returns
    -------
    str
        Entries in ASCII for LaTeX wherever the values allow it, values escaped.
    """
    version = _version(manifest)
    notes = [f"Version {version}" if version else "", f"report {manifest.get('key') or ''}"]
    if _rests_on(SCORED, manifest, record):
        notes.append(f"sentiment scorer {_scorer(manifest) or 'default'}")
    software = {
        "author": "{The medialens developers}",
        "title": "{medialens: comparative media analysis in Jupyter}",
        "year": str(manifest.get("finished") or "")[:4],
        "note": tex("; ".join(filter(None, notes))),
    }
    entries = [entry("misc", "medialens", software)]
    entries += [work_entry(work) for work in cited(_methods(manifest, record))]
    return "\n".join(entries)


def _methods(manifest: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[Method]:
    """Yield what the report used."""
    if _notebook(manifest) not in BUNDLED:
        yield Method(OTHERS, {})
        return
    facts = record.get("collection") or {}
    n_articles = int(facts.get("n_articles") or 0)
    n_outlet = max((facts.get("outlets") or {}).values(), default=0)
    if _rests_on(SCORED, manifest, record):
        yield Method(scoring(_scorer(manifest)), SCORED)
    for method in METHODS:
        is_enough = n_articles >= method.n_articles and n_outlet >= method.n_outlet
        if is_enough and _rests_on(method.tables, manifest, record):
            yield method


def _rests_on(
    tables: Mapping[str, frozenset[str]], manifest: Mapping[str, Any], record: Mapping[str, Any]
) -> bool:
    """Whether the report has rows in one of `tables`."""
    filled = {table["name"] for table in record.get("tables") or () if table.get("rows")}
    return bool(filled & tables.get(_notebook(manifest), frozenset()))


def _notebook(manifest: Mapping[str, Any]) -> str:
    return Path(str(manifest.get("notebook") or "")).stem


def _version(manifest: Mapping[str, Any]) -> str:
    return str((manifest.get("versions") or {}).get("medialens") or "")


def _scorer(manifest: Mapping[str, Any]) -> str:
    """Return the scorer that the parameters name, without what could pass for a citation."""
    given = (manifest.get("parameters") or {}).get("scorer") or {}
    return re.sub(r"[\[\]]", "", str(given.get("value") or ""))


def _analysis(manifest: Mapping[str, Any]) -> str:
    made = manifest.get("finished") or manifest.get("started")
    sha256 = str(manifest.get("notebook_sha256") or "")[:12]
    parts = [
        f"It was analyzed with medialens {_version(manifest)}".rstrip(),
        f"on {numbers.day(made)}" if made else "",
        f"by the notebook {manifest.get('notebook') or 'unnamed'}",
        f"(SHA-256 {sha256}…)" if sha256 else "",
        _given(manifest.get("parameters") or {}),
    ]
    return f"{' '.join(filter(None, parts))}."


def _given(parameters: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the parameters that did not keep their default; places of files are left out."""
    listed = ", ".join(
        f"{name} = {without_paths(str(given.get('value')))}"
        for name, given in sorted(parameters.items())
        if given.get("origin") == "given" and name not in ("collection", "gold")
    )
    return f"with {listed}" if listed else ""


def _validation(manifest: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[str]:
    """Yield whether people checked the machine's values, where the report has any."""
    n_coded = int(record.get("n_coded") or 0)
    if n_coded:
        yield f"People coded {numbers.count(n_coded, 'article')} of the collection."
    elif _rests_on(CODED, manifest, record):
        yield "The scores were compared with people's codes."
    elif record.get("evidence") or _rests_on(SCORED, manifest, record):
        yield "The scores were not validated by people on this collection."


def _computing(manifest: Mapping[str, Any], *, is_drawn: bool) -> Iterator[str]:
    if manifest.get("seed") is not None:
        yield f"The seed was {manifest['seed']}."
    elif is_drawn:
        yield "Random draws have fixed seeds, so that the same input gives the same numbers."
    versions = manifest.get("versions") or {}
    listed = ", ".join(f"{name} {versions[name]}" for name in sorted(versions))
    if listed:
        yield f"Software: {listed}."


BUNDLED = frozenset(name for method in METHODS for name in method.tables)
