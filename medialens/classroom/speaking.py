"""Whose words are these: a sheet to code by hand, the machine's answers after one has committed."""

import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from medialens.classroom.exercise import Exercise, agrees, exercise
from medialens.compare.intervals import wilson
from medialens.errors import MedialensWarning
from medialens.study import Study

OUTLET = "outlet"
UNNAMED = "unnamed"
REVEALED = ["item", "passage", "you", "machine", "is_agreed", "why"]


def coding_sheet(study: Study, *, n: int = 8, seed: int = 1) -> pd.DataFrame:
    """Draw passages to code by hand, to say whose words each of them holds.

    Half of the passages are reported words and half are not, as the machine sees it; which are
    which is not said.

    Parameters
    ----------
    study : Study
        The analysis of the lesson's collection.
    n : int, default 8
        Passages to draw; fewer where the collection has fewer.
    seed : int, default 1
        Another seed draws other passages.

    Returns
    -------
    DataFrame
        One row per passage: ``item`` (from 1), ``outlet``, ``title``, ``sentence`` (to read) and
        ``passage`` (to judge).

    Notes
    -----
    The sheet holds nothing of the machine's answers: `reveal` finds them again from the passages.
    """
    pool = _passages(study)
    half = [
        group.sample(min(len(group), size), random_state=seed)
        for (_, group), size in zip(pool.groupby("is_own"), (n // 2, n - n // 2), strict=False)
    ]
    drawn = pd.concat(half).sample(frac=1, random_state=seed).reset_index(drop=True)
    drawn.insert(0, "item", range(1, len(drawn) + 1))
    return drawn[["item", "outlet", "title", "sentence", "passage"]]


def speaking_exercise(study: Study, *, n: int = 8, seed: int = 1) -> Exercise:
    """Draw passages to say whose words they hold, as an `Exercise`.

    The same passages as `coding_sheet`; answers are ``"outlet"``, ``"unnamed"`` or the name of a
    speaker.
    """
    pool = _passages(study)
    pool["end"] = pool["start"] + pool["passage"].str.len()
    what = ("speaking", "Whose words are these?", (OUTLET, UNNAMED))
    return exercise(study, what, pool.assign(kind=pool["is_own"]), n=n, seed=seed)


def reveal(study: Study, sheet: pd.DataFrame, answers: Mapping[int, str]) -> pd.DataFrame:
    """Show the machine's answers beside the student's, once every item has one.

    Parameters
    ----------
    study : Study
        The analysis that the sheet was drawn from.
    sheet : DataFrame
        The sheet, from `coding_sheet`.
    answers : mapping of int to str
        Item to answer: ``"outlet"`` for the outlet's own words, the speaker's name, or
        ``"unnamed"`` for a source without a name.

    Returns
    -------
    DataFrame
        One row per item: ``item``, ``passage``, ``you``, ``machine``, ``is_agreed`` and ``why``
        (the words the machine went by).

    Raises
    ------
    ValueError
        If an item has no answer yet: the machine's answers stay hidden until all are given.
    """
    open_items = [str(item) for item in sheet["item"] if not answers.get(int(item), "").strip()]
    if open_items:
        raise ValueError(
            f"no answer yet for item {', '.join(open_items)}; commit to one for each item, then "
            "the machine shows its own"
        )
    pool = _passages(study).drop_duplicates(["outlet", "title", "sentence", "passage"])
    table = sheet.merge(pool, on=["outlet", "title", "sentence", "passage"], how="left")
    table["you"] = [answers[int(item)].strip() for item in table["item"]]
    table["is_agreed"] = [
        agrees(you, accepted, (OUTLET, UNNAMED))
        for you, accepted in zip(table["you"], table["accepted"], strict=True)
    ]
    return table[REVEALED]


def reveal_if_committed(
    study: Study, sheet: pd.DataFrame, answers: Mapping[int, str]
) -> pd.DataFrame:
    """Reveal if every item has an answer; else return an empty table and say what is open.

    For notebooks that must run from top to bottom before a student has written anything.

    Examples
    --------
    In a lesson: ``revealed = reveal_if_committed(study, sheet, answers)``.
    """
    try:
        return reveal(study, sheet, answers)
    except ValueError as not_yet:
        warnings.warn(str(not_yet), MedialensWarning, stacklevel=2)
        return pd.DataFrame(columns=REVEALED)


def agreement(revealed: pd.DataFrame) -> str:
    """Say how often student and machine agree, with n and the 95 % Wilson interval.

    Examples
    --------
    >>> agreement(pd.DataFrame({"is_agreed": [True, True, True, False]}))
    'you and the machine agree on 3 of 4 passages (75 %, interval 30 % to 95 %)'
    """
    n, k = len(revealed), int(revealed["is_agreed"].sum())
    if n == 0:
        return "nothing to compare yet: the machine waits for your answers"
    low, high = (round(100 * float(bound)) for bound in wilson(k, n))
    return (
        f"you and the machine agree on {k} of {n} passages "
        f"({100 * k / n:.0f} %, interval {low} % to {high} %)"
    )


def _passages(study: Study) -> pd.DataFrame:
    """Return every passage with the machine's answer: reported spans, and sentences without any."""
    rows = [*_reported(study), *_own(study)]
    return pd.DataFrame(rows).sort_values(["article_id", "start"], ignore_index=True)


def _reported(study: Study) -> Iterator[dict[str, Any]]:
    """Yield the reported spans of the texts, each in its sentence or sentences."""
    sentences = study.tables.sentences.set_index(["article_id", "sentence_id"])
    titles, texts = _titles_and_texts(study)
    forms = study.tables.actors.set_index("actor_id")["aliases"].str.split(" | ", regex=False)
    for span in study.quotes().query("zone != 'headline'").to_dict("records"):
        where = sentences.loc[(span["article_id"], span["sentence_id"])]
        is_known = isinstance(span["actor"], str)
        speaker = span["actor"] if is_known else (span["source"] or UNNAMED)
        accepted = (speaker, *(forms[span["actor_id"]] if is_known else ()))
        is_unnamed = span["voice"] == "anonymous"
        stop = max(where["end"], span["end"])
        yield {
            "article_id": span["article_id"],
            "outlet": span["outlet"],
            "title": titles[span["article_id"]],
            "start": span["start"],
            "sentence": texts[span["article_id"]][where["start"] : stop],
            "passage": span["content"],
            "is_own": False,
            "machine": UNNAMED if is_unnamed else speaker,
            "accepted": (UNNAMED,) if is_unnamed else accepted,
            "why": f"cue “{span['cue']}”, source “{span['source']}”",
        }


def _own(study: Study) -> Iterator[dict[str, Any]]:
    """Yield the sentences of the texts that hold no reported words."""
    titles, texts = _titles_and_texts(study)
    outlets = dict(study.corpus.articles[["article_id", "outlet"]].to_numpy().tolist())
    taken: dict[str, list[tuple[int, int]]] = {}
    for span in study.tables.attributions.query("zone != 'headline'").to_dict("records"):
        taken.setdefault(span["article_id"], []).append((span["start"], span["end"]))
    for row in study.tables.sentences.query("zone != 'headline'").to_dict("records"):
        article_id, start, stop = row["article_id"], row["start"], row["end"]
        if any(first < stop and last > start for first, last in taken.get(article_id, [])):
            continue
        yield {
            "article_id": article_id,
            "outlet": outlets[article_id],
            "title": titles[article_id],
            "start": start,
            "sentence": texts[article_id][start:stop],
            "passage": texts[article_id][start:stop],
            "is_own": True,
            "machine": OUTLET,
            "accepted": (OUTLET,),
            "why": "no reporting word and no quotation in the sentence",
        }


def _titles_and_texts(study: Study) -> tuple[dict[str, str], dict[str, str]]:
    articles = study.corpus.articles
    titles, texts = (
        dict(zip(articles["article_id"], articles[column], strict=True))
        for column in ("title", "text")
    )
    return titles, texts
