"""What to cite of a study: its methods as a paragraph, and the literature as BibTeX."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from medialens.citing.literature import entry, tex, work_entry
from medialens.citing.methods import (
    METHODS,
    SCORED,
    SCORED_QUESTIONS,
    Method,
    cited,
    collection_told,
    labelled,
    scoring,
)
from medialens.text.plain import one_line

PUBLISHED = "2026"  # the version's year, as CITATION.cff has it


class Passage(str):
    """A text that shows itself as it reads, not as a quoted string."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Facts:
    """What a study's paragraph rests on.

    Parameters
    ----------
    collection : mapping
        From `medialens.citing.provenance.collection_facts`, with ``n_unselected``.
    made_by : str
        Name and version of what annotated and scored.
    scorer : str
        Name of the scorer.
    scorer_note : str
        What it says of itself.
    n_actors : int
        Actors looked for.
    is_catalogue : bool
        Whether a person listed them.
    versions : mapping
        Package to version.
    """

    collection: Mapping[str, Any]
    made_by: str
    scorer: str
    scorer_note: str
    n_actors: int
    is_catalogue: bool
    versions: Mapping[str, str]


def methods_of(facts: Facts, questions: Sequence[str]) -> Passage:
    """Return how a study was made and its `questions` were answered, as a paragraph to cite.

    Returns
    -------
    Passage
        Plain text; after a blank line ``References`` and one work a line, if any is named.
    """
    methods = _methods(facts, questions)
    said = [
        collection_told(facts.collection),
        *_selection(facts),
        f"It was analyzed with {facts.made_by}.",
        _actors(facts),
        *(labelled(method.text) for method in methods),
        *_scorer(facts, questions),
        *_untold(questions),
        *_computing(facts, is_drawn=any(method.is_drawn for method in methods)),
    ]
    references = [work.reference for work in cited(methods)]
    listed = ["", "References", *references] if references else []
    return Passage("\n".join([one_line(" ".join(said)), *listed]))


def citation_of(facts: Facts, questions: Sequence[str]) -> Passage:
    """Return BibTeX entries: the software, and the works that `methods_of` names."""
    notes = [f"Version {facts.made_by.removeprefix('medialens ')}"]
    notes.append(f"collection fingerprint {facts.collection.get('fingerprint')}")
    if SCORED_QUESTIONS & set(questions):
        notes.append(f"sentiment scorer {facts.scorer}")
    software = {
        "author": "{The medialens developers}",
        "title": "{medialens: comparative media analysis in Jupyter}",
        "year": PUBLISHED,
        "note": tex("; ".join(notes)),
    }
    works = [work_entry(work) for work in cited(_methods(facts, questions))]
    return Passage("\n".join([entry("misc", "medialens", software), *works]).rstrip())


def _methods(facts: Facts, questions: Sequence[str]) -> list[Method]:
    asked = set(questions)
    n_articles = int(facts.collection["n_articles"])
    n_outlet = max(facts.collection["outlets"].values(), default=0)
    found = [
        method
        for method in METHODS
        if asked & method.questions
        and n_articles >= method.n_articles
        and n_outlet >= method.n_outlet
    ]
    if asked & SCORED_QUESTIONS:
        found.insert(0, Method(scoring(facts.scorer.translate(_NO_BRACKETS)), SCORED))
    return found


_NO_BRACKETS = str.maketrans("", "", "[]")  # a scorer's name must not pass for a citation


def _selection(facts: Facts) -> Iterator[str]:
    left_out = int(facts.collection.get("n_unselected") or 0)
    if left_out:
        yield f"{left_out:,} other articles of the collection were not selected."


def _actors(facts: Facts) -> str:
    n = f"{facts.n_actors:,} actor{'' if facts.n_actors == 1 else 's'}"
    if facts.is_catalogue:
        return f"Mentions of {n} of a catalogue were found by rules."
    return f"{n} were found by rules, from the names that the articles use."


def _scorer(facts: Facts, questions: Sequence[str]) -> Iterator[str]:
    """Yield what a scorer of somebody else says of itself, and that nobody checked the values."""
    if SCORED_QUESTIONS & set(questions):
        if "none of medialens's own" in scoring(facts.scorer):
            yield f"It says of itself: {facts.scorer_note}"
        if not {"corrected", "corrected_differences"} & set(questions):
            yield "The scores were not validated by people on this collection."


def _untold(questions: Sequence[str]) -> Iterator[str]:
    """Yield the questions that no sentence here describes: nothing is passed over."""
    told = frozenset().union(*(method.questions for method in METHODS))
    rest = [question for question in questions if question not in told]
    if rest:
        yield f"For {', '.join(rest)} see the page on methods in medialens's documentation."


def _computing(facts: Facts, *, is_drawn: bool) -> Iterator[str]:
    if is_drawn:
        yield "Random draws have fixed seeds, so that the same input gives the same numbers."
    listed = ", ".join(f"{name} {facts.versions[name]}" for name in sorted(facts.versions))
    yield f"Software: {listed}."
