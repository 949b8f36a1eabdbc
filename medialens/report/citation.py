"""What to cite of a report: its methods as a paragraph, and the literature as BibTeX.

Everything comes from the report's manifest and record. A method is named only where a table that
rests on it holds rows; the tables of other people's notebooks tell nothing of how they were made.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medialens.report import numbers
from medialens.report.html import one_line, without_paths
from medialens.report.literature import WORKS, Work, entry, tex, work_entry

LONGEST = 12  # outlets named one by one


@dataclass(frozen=True)
class Method:
    """A method, and the tables of the bundled notebooks that rest on it.

    Parameters
    ----------
    text : str
        A sentence with the keys of works in brackets.
    tables : mapping
        Notebook to the names of its tables, one of which must hold rows.
    n_articles, n_outlet : int
        Articles of the collection, and of its largest outlet, below which the method is not used.
    is_drawn : bool
        Whether it draws at random.
    """

    text: str
    tables: Mapping[str, frozenset[str]]
    n_articles: int = 0
    n_outlet: int = 0
    is_drawn: bool = False


def _in(**tables: str) -> dict[str, frozenset[str]]:
    return {notebook: frozenset(names.split()) for notebook, names in tables.items()}


SCORED = _in(
    actors="profile bounds differences corrected",
    compare="profiles differences",
    voices="edges replies",
    validate="accuracy corrected",
)
CODED = _in(validate="accuracy")
METHODS = (
    Method(
        "Articles with nearly the same text were grouped by the Jaccard similarity of their "
        "five-word sequences (.80 and more) and by passages taken from earlier articles "
        "[broder1997]; such a group counts once where distinct articles are named.",
        _in(
            actors="profile speaking",
            compare="profiles voices by-voice",
            coverage="outlets",
            keywords="keyness",
            validate="strata",
            voices="voices cues",
        ),
    ),
    Method(
        "Reported words were told from the outlets' own by rules.",
        _in(
            actors="profile speaking", compare="profiles voices", voices="voices", validate="sheet"
        ),
    ),
    Method(
        "Shares of articles have 95 % Wilson intervals [wilson1927].",
        _in(actors="speaking", compare="speaking", voices="speaking replies cues cue-profile"),
    ),
    Method(
        "Means are those of an outlet's distinct articles about an actor, with 95 % Student t "
        "intervals from five distinct articles on.",
        _in(actors="profile", compare="profiles"),
        n_outlet=5,
    ),
    Method(
        "Means were also taken with the wording of indirect speech counted as the outlet's own.",
        _in(actors="bounds"),
    ),
    Method(
        "Gaps between outlets of at least ten distinct articles each have Welch's intervals "
        "[welch1947] and p values from 4,999 exchanges of whole articles between the two "
        "(studentized permutation) [janssen1997]; q is the false-discovery rate over all of them "
        "[benjamini1995].",
        _in(actors="differences", compare="differences"),
        is_drawn=True,
    ),
    Method(
        "Events were found by the likeness of the articles' weighted words within a few days "
        "[salton1988].",
        _in(actors="same-events", compare="events selection"),
    ),
    Method(
        "Where two outlets share at least five events, gaps were also compared within them and "
        "split into selection and presentation.",
        _in(actors="same-events", compare="selection"),
    ),
    Method(
        "An outlet's shares of words and of statements have 95 % percentile intervals from its "
        "distinct articles drawn again [cameron2008], from 40 distinct articles on.",
        _in(compare="voices", voices="voices"),
        n_outlet=40,
        is_drawn=True,
    ),
    Method(
        "Voice ratios and shares over all outlets have 95 % percentile intervals from distinct "
        "articles drawn again [cameron2008], from 40 distinct articles on.",
        _in(voices="hearing unnamed"),
        n_articles=40,
        is_drawn=True,
    ),
    Method(
        "Keywords rest on G² [dunning1993], with p from shuffles of whole articles between the two "
        "sides [lijffijt2016] and q as the false-discovery rate over the tested words "
        "[benjamini1995].",
        _in(compare="by-voice", keywords="keyness"),
        is_drawn=True,
    ),
    Method(
        "Their effect is the Log Ratio [hardie2014], its 95 % interval from distinct articles "
        "drawn again; dispersion is DPnorm [gries2008, lijffijt2012]; the table's file also holds "
        "weighted log-odds [monroe2008].",
        _in(keywords="keyness"),
        is_drawn=True,
    ),
    Method(
        "Loaded wordings were listed by rules and word lists [recasens2013].",
        _in(compare="loaded"),
    ),
    Method(
        "The distinct articles to code were drawn at random within outlet and actor.",
        _in(validate="strata"),
        is_drawn=True,
    ),
    Method(
        "Means with the machine's errors taken out were estimated from the coded articles by "
        "prediction-powered inference [angelopoulos2023].",
        _in(actors="corrected", validate="corrected"),
    ),
)
SCORERS = {
    "target": "a small neural network taught on NewsMTSC and other sentences [hamborg2021]: the "
    "probability of a favorable portrayal less that of an unfavorable one",
    "vader_clause": "VADER's compound score of the clause with the actor [hutto2014]",
    "vader_sentence": "VADER's compound score of the sentence [hutto2014]",
    "textblob": "TextBlob's polarity of the sentence",
}

OTHERS = "The notebook is none of medialens's own reports: name its measures and tests here."

_CITED = re.compile(r"\[(\w+(?:, \w+)*)\]")


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
        _collection(record.get("collection") or {}),
        _analysis(manifest),
        *(_CITED.sub(_labels, method.text) for method in methods),
        *_validation(manifest, record),
        *_computing(manifest, is_drawn=any(method.is_drawn for method in methods)),
    ]
    references = [work.reference for work in _cited(methods)]
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
    entries += [work_entry(work) for work in _cited(_methods(manifest, record))]
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
        yield Method(_scoring(_scorer(manifest)), SCORED)
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


def _scoring(scorer: str) -> str:
    if not scorer:
        return "Sentences about actors were scored from −1 to +1 by medialens's default scorer."
    what = SCORERS.get(scorer)
    by = f"the scorer {scorer}, {what}" if what else f"the scorer {scorer}, none of medialens's own"
    return f"Sentences about actors were scored from −1 to +1 by {by}."


def _collection(facts: Mapping[str, Any]) -> str:
    if not facts:
        return "The report does not state its collection."
    outlets = facts.get("outlets") or {}
    listed = "; ".join(f"{name}: {n:,}" for name, n in sorted(outlets.items()))
    first, last = facts.get("first"), facts.get("last")
    parts = [
        f"The collection “{facts.get('name') or 'unnamed'}”",
        f"(fingerprint {facts['fingerprint']})" if facts.get("fingerprint") else "",
        f"as analyzed holds {numbers.count(int(facts.get('n_articles') or 0), 'article')}",
        f"of {numbers.count(len(outlets), 'outlet')}",
        f"({listed})" if 0 < len(outlets) <= LONGEST else "",
        f"dated {numbers.period(first, last)}" if first and last else "without dates",
    ]
    left_out = int(facts.get("n_rejected") or 0) + int(facts.get("n_skipped") or 0)
    told = f"; {numbers.count(left_out, 'record')} of its files left out" if left_out else ""
    return f"{' '.join(filter(None, parts))}{told}."


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


def _cited(methods: Iterable[Method]) -> list[Work]:
    found = (keys for method in methods for keys in _CITED.findall(method.text))
    keys = {key for listed in found for key in listed.split(", ")}
    return [WORKS[key] for key in sorted(keys)]


def _labels(found: re.Match[str]) -> str:
    return f"({'; '.join(WORKS[key].label for key in found[1].split(', '))})"


BUNDLED = frozenset(name for method in METHODS for name in method.tables)
