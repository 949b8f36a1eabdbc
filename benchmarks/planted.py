"""What was planted in Valdory, and how much of it comes out: precision and recall per effect.

Valdory's articles were written with an answer key, ``truth.json``. For each effect that was
planted, the pipeline's own tables are compared with the key; nothing is set for it. Beside it
stands VADER on the whole sentences that name an actor (compound of .05 and more to either side, as
its authors advise): what it gives has no voice, so it answers a question on own words and one on
quoted words alike. To most questions it has no answer at all.

Precision is the share of what was found that was planted, recall the share of what was planted
that was found. Only articles whose key is complete count. What was found and not planted need not
be wrong: the authors marked what they put in, and a word of doubt may stand elsewhere too.
"""

from collections.abc import Iterable

import pandas as pd

import medialens as ml
from benchmarks.planted_effects import (
    Effect,
    by_sentence,
    copied,
    gaps,
    judged,
    marked,
    missed,
    of_family,
    omitted,
    said,
    verbs,
    whole_sentences,
)
from benchmarks.planted_key import Keys, Truth, places, read_truth
from medialens.compare.intervals import wilson
from medialens.io.packaged import packaged_folder
from medialens.questions.annotated import Measure

VOICES: tuple[Measure, ...] = ("own_stance", "voiced_stance")  # of the first two effects
COLUMNS = ["effect", "planted", "found", "right", "precision", "recall"]


def main() -> None:
    """Print a row per effect, the pipeline's and VADER's."""
    study = ml.analyse(ml.load("valdory"))
    path = packaged_folder("corpora") / "valdory" / "truth.json"
    found = effects(study, read_truth(study, path))
    with pd.option_context("display.width", 160, "display.max_rows", 99):
        print(compared(found).to_string(index=False))
    for effect, measure in zip(found[:2], VOICES, strict=True):
        told = ", ".join(f"{why} {n}" for why, n in missed(study, effect, measure).items())
        print(f"{effect.name}, not found: {told}")


def effects(study: ml.Study, truth: Truth) -> list[Effect]:
    """Return every effect of the key with what was found of it."""
    whole = whole_sentences(study)
    statements, speakers = said(study, truth)
    loaded = study.loaded()
    spans = study.tables.attributions
    doubt = study.certainty().query("kind == 'hedge'")
    return [
        judged(study, truth, "own", whole),
        judged(study, truth, "quoted", whole),
        gaps(study, truth, "own_stance", whole),
        gaps(study, truth, "quoted_slant", whole),
        statements,
        speakers,
        verbs(truth, spans),
        marked(truth, "relay", "passed on by another outlet", by_sentence(study, spans, "relay")),
        marked(truth, "scare_quote", "scare quotes", of_family(loaded, "scare quotes")),
        marked(truth, "label", "label of two", of_family(loaded, "label")),
        marked(truth, "hedge", "left open (recall only)", doubt, is_exhaustive=False),
        marked(truth, "hedge_drop", "hedge dropped", of_family(loaded, "hedge drop")),
        Effect("wire copy", set(truth["copies"].items()), copied(study)),
        *omitted(study, truth),
        Effect("error corrected later", places(truth, "corrected")),
    ]


def compared(found: Iterable[Effect]) -> pd.DataFrame:
    """Return the table that is printed: an effect's row, and VADER's where it has an answer."""
    rows = []
    for one in found:
        rows.append({"effect": one.name, **_rates(one.planted, one.found)})
        if one.vader is not None:
            rows.append({"effect": "  VADER, whole sentences", **_rates(one.planted, one.vader)})
    return pd.DataFrame(rows, columns=COLUMNS)


def _rates(planted: Keys, found: Keys | None) -> dict[str, object]:
    if found is None:
        return {"planted": len(planted), "found": "not looked for"} | dict.fromkeys(
            ["right", "precision", "recall"], ""
        )
    right = len(planted & found)
    return {
        "planted": len(planted),
        "found": len(found),
        "right": right,
        "precision": _share(right, len(found)),
        "recall": _share(right, len(planted)),
    }


def _share(k: int, n: int) -> str:
    """Return a share with its 95 % interval; nothing where there is nothing to share."""
    if n == 0:
        return "-"
    low, high = wilson(k, n)
    return f"{k / n:.2f} [{low:.2f}, {high:.2f}]"


if __name__ == "__main__":
    main()
