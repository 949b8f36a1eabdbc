"""Break the tool: counter-examples that a class finds, kept as a file and run again each time.

A case is a sentence, what a person says of it, and why the tool should fall for it. The file is a
regression file: the pass rate of tomorrow's version is measured on the cases of today.
"""

import json
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.annotate.discovery import discover_actors
from medialens.classroom.cases import CASE, Case, parse_case, starter_cases
from medialens.classroom.speaking import OUTLET, UNNAMED
from medialens.compare.intervals import wilson
from medialens.errors import MedialensWarning, ReadError
from medialens.io.atomic import write_text_atomic
from medialens.schemas import ARTICLES
from medialens.score import get_scorer
from medialens.score.explain import located
from medialens.text.sentences import split_sentences

SCORERS = ("target", "vader_sentence", "vader_clause", "textblob")
SPEAKER = "attributions"  # what answers the cases of who speaks
UNSURE, NOT_SCORED = "unsure", "not scored"
RESULT = [*CASE, "scorer", "machine", "value", "is_passed"]
RATE = ["n", "n_passed", "rate", "low", "high"]


def add_case(
    path: str | Path,
    sentence: str,
    target: str,
    *,
    human: str,
    kind: str,
    why: str = "",
    task: str = "stance",
) -> bool:
    """Add a counter-example to a file of cases.

    Parameters
    ----------
    path : str or Path
        The file, ``.jsonl``; made if it is missing, replaced whole or not at all.
    sentence : str
        The sentence, invented by whoever writes it.
    target : str
        For stance the words that name who is judged; for speaker the words whose speaker is asked.
        They must stand in the sentence.
    human : str
        What a person says: negative, neutral or positive; for speaker a name, ``"outlet"`` or
        ``"unnamed"``.
    kind : str
        What should fool the tool, such as irony, denial, nested quote.
    why : str, optional
        Why it should.
    task : {"stance", "speaker"}
        What is asked.

    Returns
    -------
    bool
        Whether it was added; not if it is there already, which a `MedialensWarning` tells.

    Raises
    ------
    ValueError
        If the case is not valid, or the file says something else of the same words.
    """
    case = Case(sentence.strip(), target.strip(), human.strip(), kind.strip(), why.strip(), task)
    known = _read(Path(path)) if Path(path).exists() else []
    for line, other in enumerate(known, 1):
        if case.question != other.question:
            continue
        if case.human != other.human:
            raise ValueError(
                f"{Path(path).name} line {line} says {other.human!r} of the same words, this case "
                f"{case.human!r}; settle it first, two answers to one question test nothing"
            )
        said = f"{Path(path).name} line {line} has this case already; nothing was added"
        warnings.warn(said, MedialensWarning, stacklevel=2)
        return False
    lines = [json.dumps(one.as_dict(), ensure_ascii=False) for one in [*known, case]]
    write_text_atomic(Path(path), "\n".join(lines) + "\n")
    return True


def read_cases(path: str | Path | None = None) -> pd.DataFrame:
    """Return a file of cases: columns task, kind, sentence, target, human, why.

    Parameters
    ----------
    path : str or Path, optional
        The file; by default the cases that come with the package.

    Raises
    ------
    ReadError
        If a line is no valid case; the message names it.
    """
    found = _read(starter_cases() if path is None else Path(path))
    return pd.DataFrame([case.as_dict() for case in found], columns=CASE)


def run_cases(
    cases: str | Path | pd.DataFrame | None = None, *, scorers: Sequence[str] = SCORERS
) -> pd.DataFrame:
    """Ask the machine about every case.

    Parameters
    ----------
    cases : str, Path or DataFrame, optional
        A file of cases, or a table of them from `collect_cases` or `read_cases`; by default those
        that come with the package.
    scorers : sequence of str
        Names of registered scorers for the cases of stance. Those of who speaks are answered by
        the attributions, whatever the scorer.

    Returns
    -------
    DataFrame
        One row per case and scorer: the case, ``scorer`` ("attributions" for who speaks),
        ``machine``, ``value`` (-1 to +1; missing for who speaks) and ``is_passed``.

    Notes
    -----
    Each case stands alone: the scorer reads the one sentence whole. In an article it reads only
    the words of one voice, so a sentence with quoted words can come out otherwise there. The sign
    of a word list's value is its answer. An answer that the scorer is too unsure of to count
    ("unsure"), and none at all ("not scored"), are not passed.
    """
    cases = cases if isinstance(cases, pd.DataFrame) else read_cases(cases)
    stance = cases[cases["task"] == "stance"]
    parts = [_scored(stance, scorer) for scorer in scorers] if len(stance) else []
    parts.append(_attributed(cases[cases["task"] == "speaker"]))
    table = pd.concat([part for part in parts if len(part)] or parts).sort_index(kind="stable")
    return table[RESULT].reset_index(drop=True)


def pass_rates(results: pd.DataFrame, *, by: Sequence[str] = ("scorer", "kind")) -> pd.DataFrame:
    """Return how many cases are passed, with n and the 95 % Wilson interval.

    Parameters
    ----------
    results : DataFrame
        From `run_cases`.
    by : sequence of str, default scorer and kind
        What to count by; ``["scorer"]`` for all kinds together.

    Returns
    -------
    DataFrame
        One row per group: `by`, n, n_passed, rate, low, high.

    Notes
    -----
    The cases were written to fool the tool. Their pass rate is no accuracy on news, and two rates
    compare only over the same cases.

    Examples
    --------
    >>> table = pd.DataFrame({"scorer": ["x", "x"], "is_passed": [True, False]})
    >>> pass_rates(table, by=["scorer"])["rate"].item()
    0.5
    """
    groups = results.groupby(list(by), sort=False)["is_passed"]
    table = groups.agg(n="size", n_passed="sum").reset_index()
    table["rate"] = table["n_passed"] / table["n"]
    bounds = [wilson(k, n) for k, n in zip(table["n_passed"], table["n"], strict=True)]
    table["low"] = [float(low) for low, _ in bounds]
    table["high"] = [float(high) for _, high in bounds]
    return table[[*by, *RATE]]


def _read(path: Path) -> list[Case]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: {error}") from error
    cases = [parse_case(line, f"{path.name} line {at}") for at, line in enumerate(lines, 1)]
    first: dict[tuple[str, ...], int] = {}
    for at, case in enumerate(cases, 1):
        if first.setdefault(case.question, at) != at:
            raise ReadError(f"{path.name} line {at} repeats line {first[case.question]}")
    return cases


def _scored(cases: pd.DataFrame, scorer: str) -> pd.DataFrame:
    spans = [located(*row) for row in zip(cases["sentence"], cases["target"], strict=True)]
    units = pd.DataFrame(spans, columns=["target_start", "target_end"], index=cases.index)
    result = get_scorer(scorer)(units.assign(segment=cases["sentence"], language="en"))
    machine = result["label"].astype(object).where(result["label"].notna(), NOT_SCORED)
    machine = machine.mask(result["is_uncertain"], UNSURE)
    return cases.assign(
        scorer=scorer,
        machine=machine,
        value=result["value"],
        is_passed=machine == cases["human"],
    )


def _attributed(cases: pd.DataFrame) -> pd.DataFrame:
    said = [_speakers(*row) for row in zip(cases["sentence"], cases["target"], strict=True)]
    passed = [_is_one(human, forms) for human, forms in zip(cases["human"], said, strict=True)]
    return cases.assign(
        scorer=SPEAKER,
        machine=pd.Series([forms[0] for forms in said], index=cases.index, dtype=object),
        value=np.nan,
        is_passed=pd.Series(passed, index=cases.index, dtype=bool),
    )


def _speakers(sentence: str, words: str) -> list[str]:
    """Return whose words these are, as the machine has it: its name, then its other forms."""
    start, end = located(sentence, words)
    articles = ARTICLES.table([{"article_id": "case", "outlet": "case", "language": "en",
        "title": "", "text": sentence, "url": ""}])  # fmt: skip
    sentences = split_sentences(articles)
    actors = discover_actors(articles, sentences)
    mentions = find_mentions(articles, sentences, actors)
    spans = find_attributions(articles, sentences, mentions, actors_table(actors))
    inside = spans[(spans["start"] < end) & (spans["end"] > start)]
    if inside.empty:
        return [OUTLET]
    overlap = inside["end"].clip(upper=end) - inside["start"].clip(lower=start)
    best = inside.assign(overlap=overlap).sort_values(["overlap", "depth"]).iloc[-1]
    if best["voice"] == "anonymous":
        return [UNNAMED]
    names = [actor.name for actor in actors if actor.actor_id == best["actor_id"]]
    return [*names, *_source(best)] or [UNNAMED]


def _source(span: "pd.Series[Any]") -> list[str]:
    return [span["source"]] if isinstance(span["source"], str) and span["source"] else []


def _is_one(human: str, forms: Sequence[str]) -> bool:
    """Tell whether the machine's speaker is the person's: the name, or words of it."""
    wanted = set(human.casefold().split())
    return any(wanted <= set(form.casefold().replace(",", " ").split()) for form in forms)
