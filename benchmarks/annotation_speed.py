"""Words a second of finding actors and voices, beside a pipeline of spaCy on the same texts.

FILES are JSON Lines (also gzipped) with a text in `text`. MODEL is the name or the folder of an
installed spaCy pipeline. Both read the same articles on one core, the better of some rounds
counts; ours covers sentences, discovery, mentions and attributions.
"""

import argparse
import os
import time
from collections.abc import Callable, Mapping, Sequence
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
    ours = _words_a_second(our_work(records))
    print(f"{len(texts)} articles, {n_words:,} words; actors and voices {ours:,.0f} words/s")
    if given.spacy:
        peer = _words_a_second(spacy_work(given.spacy, texts))
        print(f"spaCy {peer:,.0f} words/s; ratio {ours / peer:.1f}")


def our_work(records: Sequence[Mapping[str, Any]]) -> Callable[[], int]:
    """Return what finds actors and voices in all records, and returns the number of words."""
    n_words = sum(len(record["text"].split()) for record in records)
    annotated(records[:5])

    def work() -> int:
        annotated(records)
        return n_words

    return work


def spacy_work(model: str, texts: Sequence[str]) -> Callable[[], int]:
    """Return what sends all texts through a pipeline, and returns the number of words."""
    import spacy

    n_words = sum(len(text.split()) for text in texts)
    pipeline = spacy.load(model)
    pipeline(texts[0])

    def work() -> int:
        for _ in pipeline.pipe(texts):
            pass
        return n_words

    return work


def _words_a_second(work: Callable[[], int]) -> float:
    def speed() -> float:
        began = time.perf_counter()
        return work() / (time.perf_counter() - began)

    return max(speed() for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
