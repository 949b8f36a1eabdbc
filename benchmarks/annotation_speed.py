"""Words a second of finding actors and voices, beside a pipeline of spaCy on the same texts.

FILES are JSON Lines (also gzipped) with a text in `text`. MODEL is the name or the folder of an
installed spaCy pipeline. Both read the same articles on one core, the better of some rounds
counts; ours covers sentences, discovery, mentions and attributions.
"""

import argparse
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.mentions import annotated
from training.rows import json_lines

ROUNDS = 3


def main() -> None:
    """Print both speeds and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--spacy", help="name or folder of a spaCy pipeline")
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):  # not on macOS and Windows
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    records = [record for path in given.files for record in json_lines(path)]
    texts = [record["text"] for record in records]
    n_words = sum(len(text.split()) for text in texts)
    annotated(records[:5])
    ours = n_words / min(_seconds(records) for _ in range(ROUNDS))
    print(f"{len(texts)} articles, {n_words:,} words; actors and voices {ours:,.0f} words/s")
    if given.spacy:
        peer = n_words / min(_spacy_seconds(given.spacy, texts) for _ in range(ROUNDS))
        print(f"spaCy {peer:,.0f} words/s; ratio {ours / peer:.1f}")


def _seconds(records: Sequence[Mapping[str, Any]]) -> float:
    began = time.perf_counter()
    annotated(records)
    return time.perf_counter() - began


def _spacy_seconds(model: str, texts: Sequence[str]) -> float:
    import spacy

    pipeline = spacy.load(model)
    pipeline(texts[0])
    began = time.perf_counter()
    for _ in pipeline.pipe(texts):
        pass
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
