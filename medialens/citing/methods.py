"""The methods of medialens, each as a sentence to cite, and the tables that rest on it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from medialens.citing.literature import WORKS, Work
from medialens.text import numbers

LONGEST = 12  # outlets named one by one
_CITED = re.compile(r"\[(\w+(?:, \w+)*)\]")


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
    questions : frozenset of str
        Methods of a `Study` whose tables rest on it.
    """

    text: str
    tables: Mapping[str, frozenset[str]]
    n_articles: int = 0
    n_outlet: int = 0
    is_drawn: bool = False
    questions: frozenset[str] = frozenset()


def _in(**tables: str) -> dict[str, frozenset[str]]:
    return {notebook: frozenset(names.split()) for notebook, names in tables.items()}


def _of(names: str) -> frozenset[str]:
    return frozenset(names.split())


SCORED_QUESTIONS = _of(
    "profile bounds differences compare change trends shifts edges replies corrected "
    "corrected_differences shrunk mixed evidence by_article"
)
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
        questions=_of(
            "profile differences compare change speaking voices "
            "cues coverage keywords bounds hearing replies edges"
        ),
    ),
    Method(
        "Reported words were told from the outlets' own by rules.",
        _in(
            actors="profile speaking", compare="profiles voices", voices="voices", validate="sheet"
        ),
        questions=_of(
            "profile differences compare change speaking voices quotes cues "
            "distance hearing replies edges evidence bounds by_article read"
        ),
    ),
    Method(
        "Shares of articles have 95 % Wilson intervals [wilson1927].",
        _in(actors="speaking", compare="speaking", voices="speaking replies cues cue-profile"),
        questions=_of("speaking replies cues"),
    ),
    Method(
        "Means are those of an outlet's distinct articles about an actor, with 95 % Student t "
        "intervals from five distinct articles on.",
        _in(actors="profile", compare="profiles"),
        n_outlet=5,
        questions=_of("profile bounds"),
    ),
    Method(
        "Means were also taken with the wording of indirect speech counted as the outlet's own.",
        _in(actors="bounds"),
        questions=_of("bounds"),
    ),
    Method(
        "Gaps between outlets of at least ten distinct articles each have Welch's intervals "
        "[welch1947] and p values from 4,999 exchanges of whole articles between the two "
        "(studentized permutation) [janssen1997]; q is the false-discovery rate over all of them "
        "[benjamini1995].",
        _in(actors="differences", compare="differences"),
        is_drawn=True,
        questions=_of("differences compare"),
    ),
    Method(
        "Events were found by the likeness of the articles' weighted words within a few days "
        "[salton1988].",
        _in(actors="same-events", compare="events selection"),
        questions=_of("differences compare omissions mixed events"),
    ),
    Method(
        "Where two outlets share at least five events, gaps were also compared within them and "
        "split into selection and presentation.",
        _in(actors="same-events", compare="selection"),
        questions=_of("differences compare"),
    ),
    Method(
        "An outlet's shares of words and of statements have 95 % percentile intervals from its "
        "distinct articles drawn again [cameron2008], from 40 distinct articles on.",
        _in(compare="voices", voices="voices"),
        n_outlet=40,
        is_drawn=True,
        questions=_of("voices"),
    ),
    Method(
        "Voice ratios and shares over all outlets have 95 % percentile intervals from distinct "
        "articles drawn again [cameron2008], from 40 distinct articles on.",
        _in(voices="hearing unnamed"),
        n_articles=40,
        is_drawn=True,
        questions=_of("hearing"),
    ),
    Method(
        "Keywords rest on G² [dunning1993], with p from shuffles of whole articles between the two "
        "sides [lijffijt2016] and q as the false-discovery rate over the tested words "
        "[benjamini1995].",
        _in(compare="by-voice", keywords="keyness"),
        is_drawn=True,
        questions=_of("keywords"),
    ),
    Method(
        "Their effect is the Log Ratio [hardie2014], its 95 % interval from distinct articles "
        "drawn again; dispersion is DPnorm [gries2008, lijffijt2012]; the table's file also holds "
        "weighted log-odds [monroe2008].",
        _in(keywords="keyness"),
        is_drawn=True,
        questions=_of("keywords"),
    ),
    Method(
        "Loaded wordings were listed by rules and word lists [recasens2013].",
        _in(compare="loaded"),
        questions=_of("loaded loaded_rates"),
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
        questions=_of("corrected corrected_differences"),
    ),
)
SCORERS = {
    "target": "a small neural network taught on NewsMTSC and other sentences [hamborg2021]: the "
    "probability of a favorable portrayal less that of an unfavorable one",
    "vader_clause": "VADER's compound score of the clause with the actor [hutto2014]",
    "vader_sentence": "VADER's compound score of the sentence [hutto2014]",
    "textblob": "TextBlob's polarity of the sentence",
}


def scoring(scorer: str) -> str:
    """Say by what sentences about actors were scored."""
    if not scorer:
        return "Sentences about actors were scored from −1 to +1 by medialens's default scorer."
    what = SCORERS.get(scorer)
    by = f"the scorer {scorer}, {what}" if what else f"the scorer {scorer}, none of medialens's own"
    return f"Sentences about actors were scored from −1 to +1 by {by}."


def collection_told(facts: Mapping[str, Any]) -> str:
    """Say what a collection holds, from `medialens.citing.provenance.collection_facts`."""
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


def cited(methods: Iterable[Method]) -> list[Work]:
    """Return the works that the methods name, in order of their keys."""
    found = (keys for method in methods for keys in _CITED.findall(method.text))
    keys = {key for listed in found for key in listed.split(", ")}
    return [WORKS[key] for key in sorted(keys)]


def labelled(text: str) -> str:
    """Return a method's sentence with authors and years for the keys of works."""
    return _CITED.sub(_labels, text)


def _labels(found: re.Match[str]) -> str:
    return f"({'; '.join(WORKS[key].label for key in found[1].split(', '))})"
