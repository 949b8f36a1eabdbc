"""The report as one self-contained HTML page, and the page of a run that failed.

Nothing on a page runs or is fetched: the policy in its head forbids both, and what a notebook
displays has passed an allow-list before. The text reads the same on paper, in the dark and without
a pointer.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from medialens.report import numbers
from medialens.report.cells import Heading, read_story
from medialens.report.changes import sentences
from medialens.report.html import INSIDE_REPORT, plain, without_paths
from medialens.report.language import counted, period, say
from medialens.report.prose import basis, problem
from medialens.report.templates import render

FINDINGS_SHOWN = 3
OUTLETS_SHOWN = 8
LAST_SECTIONS = (
    ("method", "Method and limits"),
    ("cite", "To cite this report"),
    ("made", "How this report was made"),
)


def render_page(
    notebook: Mapping[str, Any], record: Mapping[str, Any], manifest: Mapping[str, Any]
) -> str:
    """Return an executed notebook as a page.

    Parameters
    ----------
    notebook : NotebookNode
        The executed notebook.
    record : dict
        What the recorder left, the content of ``record.json``.
    manifest : dict
        How the run went, the content of ``run.json``.

    Returns
    -------
    str
        An HTML document: what the collection is, what was found and what could not be computed;
        the notebook's prose and outputs in order, its code folded; method, limits, provenance.
    """
    from markupsafe import Markup

    question = record.get("question") or ""
    story = read_story(notebook, question=question)
    title = record.get("title") or story.title or manifest.get("notebook") or "Report"
    return render(
        "page.html",
        title=title,
        question=question or story.lead,
        story=Markup(story.html),
        contents=[*story.headings, *_last_sections(record)],
        collection=_collection(record.get("collection") or {}),
        findings=[
            {"evidence": None, **entry, "basis": basis(entry)}
            for entry in record.get("findings", ())
        ],
        n_open=FINDINGS_SHOWN,
        is_summarised=record.get("is_summarised", False),
        is_scored=bool(record.get("evidence")),
        n_coded=int(record.get("n_coded") or 0),
        changes=_changes(record.get("changes")),
        limits=list(record.get("limits", ())),
        alerts=list(record.get("alerts", ())),
        made=_made(manifest),
        methods=_paragraphs(record.get("methods") or ""),
    )


def _last_sections(record: Mapping[str, Any]) -> list[Heading]:
    """Return the headings below the story; what to cite only where there is anything."""
    shown = [one for one in LAST_SECTIONS if one[0] != "cite" or record.get("methods")]
    return [Heading(address, say(label)) for address, label in shown]


def render_failure(manifest: Mapping[str, Any], log_tail: str) -> str:
    """Return the page of a run that failed: what happened, in which cell, and what to do.

    Parameters
    ----------
    manifest : dict
        The content of ``run.json``; ``error`` has ``type`` and ``message`` and, where a cell
        failed, its number ``cell`` and its ``source``.
    log_tail : str
        The end of the run's log.

    Returns
    -------
    str
        An HTML document.
    """
    error = manifest.get("error") or {}
    return render(
        "failure.html",
        title=f"No report: {manifest.get('job') or manifest.get('notebook') or 'unnamed'}",
        status=manifest.get("status", "failed"),
        subject=manifest.get("collection") or "",
        error={
            "type": error.get("type") or "",
            "message": without_paths(plain(problem(error) or "no message was left")),
            "cell": error.get("cell"),
            "source": without_paths(plain(error.get("source") or "")),
        },
        advice=_advice(manifest.get("status", ""), str(error.get("type") or "")),
        log=without_paths(plain(log_tail)).strip(),
        made=_made(manifest),
    )


def _collection(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the collection's facts in the words of the first screen."""
    outlets = sorted((facts.get("outlets") or {}).items())
    return {
        "is_known": bool(facts),
        "name": facts.get("name") or say("not stated"),
        "articles": counted(facts.get("n_articles") or 0, "article"),
        "outlets": outlets[:OUTLETS_SHOWN],
        "more_outlets": outlets[OUTLETS_SHOWN:],
        "n_outlets": counted(len(outlets), "outlet"),
        "period": _period(facts.get("first"), facts.get("last")),
        "left_out": _left_out(facts.get("n_rejected") or 0, facts.get("n_skipped") or 0),
        "languages": ", ".join(
            f"{name} ({n:,})" for name, n in sorted((facts.get("languages") or {}).items())
        ),
        "licence": facts.get("licence") or say("not stated"),
        "fingerprint": facts.get("fingerprint") or "",
    }


def _changes(changes: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what changed since the last report, in words."""
    said = sentences(changes)
    return {"is_known": bool(said), "since": (changes or {}).get("since", ""), "said": said}


def _period(first: str | None, last: str | None) -> str:
    if not first or not last:
        return say("No dates")
    return period(first, last)


def _left_out(n_rejected: int, n_skipped: int) -> str:
    if not n_rejected and not n_skipped:
        return say("No record was left out.")
    said = []
    if n_rejected:
        said.append(say("{records} could not be read", records=counted(n_rejected, "record")))
    if n_skipped:
        said.append(say("{records} left out by rule", records=counted(n_skipped, "record")))
    return f"{', '.join(said)}."


def _made(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Return how the report was made, for the last section."""
    seconds = manifest.get("seconds")
    lasted = "" if seconds is None else numbers.number(float(seconds))
    return {
        "job": manifest.get("job") or "",
        "notebook": manifest.get("notebook") or "",
        "sha256": manifest.get("notebook_sha256") or "",
        "finished": manifest.get("finished") or manifest.get("started") or "",
        "seconds": say("{seconds} seconds", seconds=lasted) if lasted else "",
        "key": manifest.get("key") or "",
        "seed": manifest.get("seed"),
        "parameters": [
            {
                "name": name,
                "value": without_paths(_shown(given.get("value"))),
                "origin": "given" if given.get("origin") == "given" else "default",
            }
            for name, given in sorted((manifest.get("parameters") or {}).items())
        ],
        "versions": sorted((manifest.get("versions") or {}).items()),
        "files": list(_files(manifest.get("files") or ())),
    }


def _paragraphs(text: str) -> dict[str, Any]:
    """Return the methods paragraph, and the works that it cites line by line."""
    paragraph, _, listed = text.partition("\n\nReferences\n")
    return {"paragraph": paragraph.strip(), "works": listed.strip().splitlines()}


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or say("none")
    return say("none") if value is None or value == "" else str(value)


def _files(names: Iterable[str]) -> Iterable[dict[str, Any]]:
    for name in sorted(names):
        yield {"name": name, "is_link": bool(INSIDE_REPORT.fullmatch(name))}


def _advice(status: str, error: str) -> str:
    if status == "cancelled":
        return "The run was ended from outside. Start it again; nothing has to be cleaned up."
    if "Parameter" in error:
        return "Mend the parameter that the message names and start the run again."
    if "Timeout" in error:
        return "Give the run more time, or a smaller collection, and start it again."
    if "Died" in error or "Dead" in error or "Kernel" in error:
        return "The notebook’s process ended, often for want of memory: try a smaller collection."
    return (
        "Open report.ipynb in this folder, run it up to this step and look at the values; or mend "
        "what the message names. A report that succeeded before is still in its place."
    )
