"""Lessons as pages that need no installation: one HTML file each, and an index.

A page is made from the lesson's notebook and from the functions that make its sheet; it runs in
any browser, opened from a disk, and fetches nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from medialens.classroom import templates
from medialens.classroom.editions import student_edition
from medialens.classroom.exercise import counted_answers
from medialens.classroom.lesson_story import tell_lesson
from medialens.classroom.page_exercise import PageExercise
from medialens.classroom.page_items import clues_in, clues_of, told
from medialens.classroom.page_plan import Plan
from medialens.classroom.page_sections import Layout, lay_out
from medialens.classroom.plan_roles import ROLES
from medialens.classroom.plan_speaking import SPEAKING
from medialens.classroom.plan_verbs import VERBS
from medialens.classroom.sealing import sealed
from medialens.classroom.speaking import agreement
from medialens.report.html import TAG_NAMES
from medialens.report.notebooks import find_notebook, read_notebook

PLANS = (SPEAKING, VERBS, ROLES)
INDEX = "index.html"
ETHICS = (
    "The machine’s answers describe wording and sourcing in the listed articles. They do not say "
    "whether a statement is so, how accurate an article is, or what its writers meant to do. "
    "A view that is quoted is not the outlet’s view."
)


def write_pages(
    folder: Path | str,
    *,
    lessons: Sequence[str] | None = None,
    given: Mapping[str, object] | None = None,
) -> list[Path]:
    """Write lessons as HTML pages, with an index.

    Parameters
    ----------
    folder : Path or str
        Where to; it is made if it is not there.
    lessons : sequence of str, optional
        Names of the notebooks, such as ``"01_who_is_speaking"``; all that can be pages by default.
    given : mapping, optional
        Values of the notebooks' parameters, such as ``{"collection": "my_press/"}``.

    Returns
    -------
    list of Path
        The pages in the order of the lessons, the index last.

    Raises
    ------
    UnknownNameError
        If a lesson can't be a page.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    entries = []
    for plan in _chosen(lessons):
        page, entry = make_page(plan, given)
        entries.append(entry)
        made.append(_write(folder / entry["file"], page))
    index = templates.render("lessons.html", title="Lessons", lessons=entries, is_scripted=False)
    return [*made, _write(folder / INDEX, index)]


def make_page(plan: Plan, given: Mapping[str, object] | None = None) -> tuple[str, dict[str, Any]]:
    """Return a lesson's page, and its entry in the index.

    Parameters
    ----------
    plan : Plan
        Which lesson.
    given : mapping, optional
        Values of the notebook's parameters.

    Returns
    -------
    page : str
        An HTML document.
    entry : dict
        ``file``, ``kicker``, ``name``, ``summary``, ``minutes``, ``n_items``, ``collection``.
    """
    story = tell_lesson(_reworded(plan), given)
    layout = lay_out(story, plan)
    kicker, _, name = story.title.partition(": ")
    n, licence = len(layout.exercise.sheet), story.names["corpus"].licence
    entry = {
        "file": f"{plan.notebook}.html",
        "kicker": kicker,
        "name": name or kicker,
        "summary": plan.summary,
        "minutes": sum(section.minutes for section in layout.sections),
        "n_items": n,
        "collection": story.names["corpus"].name,
    }
    page = templates.render(
        "lesson.html",
        title=story.title,
        kicker=kicker,
        name=entry["name"],
        lead=Markup(layout.lead),
        sections=layout.sections,
        plan=_open_part(plan, n),
        sealed=sealed(_closed_part(layout)),
        ethics=ETHICS,
        about=f"Articles: {entry['collection']}{f', {licence}' if licence else ''}.",
        is_scripted=True,
    )
    return page, entry


def _chosen(lessons: Sequence[str] | None) -> list[Plan]:
    from medialens.errors import unknown_name

    by_name = {plan.notebook: plan for plan in PLANS}
    for name in lessons or ():
        if name not in by_name:
            raise unknown_name("lesson", name, by_name)
    return [plan for name, plan in by_name.items() if lessons is None or name in lessons]


def _reworded(plan: Plan) -> dict[str, Any]:
    """Return the lesson's notebook, its prose said for a page."""
    kept = read_notebook(find_notebook(plan.notebook)).content
    notebook = student_edition(kept)
    cells = [dict(cell) for cell in notebook["cells"]]
    prose = [cell for cell in cells if cell["cell_type"] == "markdown"]
    for text, instead in plan.reworded.items():
        holders = [cell for cell in prose if text in _one_spaced(cell["source"])]
        if not holders:
            raise ValueError(f"notebook {plan.notebook!r} no longer says {text!r}; see its plan")
        for cell in holders:
            cell["source"] = _one_spaced(cell["source"]).replace(text, instead)
    return {**notebook, "cells": cells}


def _one_spaced(source: str) -> str:
    """Return Markdown with each paragraph on one line, so that a text can be found in it."""
    import re

    return re.sub(r"(?<=\S)\n(?=[^\n#\-*\d>|])", " ", source)


def _open_part(plan: Plan, n: int) -> dict[str, Any]:
    """Return what the page's script may know from the start: nothing of the answers."""
    tables = [pd.DataFrame({"is_agreed": [at < k for at in range(n)]}) for k in range(n + 1)]
    lines = [agreement(table) for table in tables]
    return {
        "lesson": plan.notebook,
        "agreement": [f"{line[0].upper()}{line[1:]}." for line in lines],
        "shown": dict(plan.asked.shown),
        "isBlind": plan.is_blind,
        "tags": TAG_NAMES.split(),
    }


def _closed_part(layout: Layout) -> dict[str, Any]:
    """Return what the page keeps back until the answers are committed."""
    return {
        "items": dict(_answers(layout.exercise)),
        "blocks": layout.blocks,
        "shuffle": layout.shuffle.as_json() if layout.shuffle else None,
    }


def _answers(exercise: PageExercise) -> Iterator[tuple[str, dict[str, Any]]]:
    table = exercise.machine.merge(exercise.sheet, on="item", validate="one_to_one")
    for row in table.to_dict("records"):
        answer = {
            "machine": row["machine"],
            "counted": sorted(counted_answers(row["accepted"], exercise.choices)),
            "why": told(row["why"]),
            "from": f"{row['outlet']}, “{row['title']}”" if row["title"] else row["outlet"],
            "clues": clues_of(row["sentence"], row["passage"], clues_in(row["why"])),
        }
        yield str(row["item"]), answer


def _write(path: Path, page: str) -> Path:
    path.write_text(page, encoding="utf-8", newline="\n")
    return path
