"""Words a second of finding actors and voices, beside a pipeline of spaCy on the same texts.

FILES are JSON Lines (also gzipped) with a text in `text`. MODEL is the name or the folder of an
installed spaCy pipeline. Both read the same articles on one core, the better of some rounds
counts; ours covers sentences, discovery, mentions and attributions.
"""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from benchmarks.attribution import articles_of
from medialens.annotate.actors import actors_table, find_mentions
from medialens.annotate.attributions import find_attributions
from medialens.annotate.discovery import discover_actors
from medialens.text.sentences import split_sentences
from training.rows import json_lines

ROUNDS = 3


def main() -> None:
    """Print both speeds and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--spacy", help="name or folder of a spaCy pipeline")
    given = parser.parse_args()
    records = [record for path in given.files for record in json_lines(path)]
    articles = articles_of(records)
    texts = articles["text"].tolist()
    n_words = sum(len(text.split()) for text in texts)
    _annotate(articles.head(5))
    ours = n_words / min(_seconds(_annotate, articles) for _ in range(ROUNDS))
    print(f"{len(texts)} articles, {n_words:,} words; actors and voices {ours:,.0f} words/s")
    if given.spacy:
        peer = n_words / min(_spacy_seconds(given.spacy, texts) for _ in range(ROUNDS))
        print(f"spaCy {peer:,.0f} words/s; ratio {ours / peer:.1f}")


def _seconds(step: Callable[[pd.DataFrame], None], articles: pd.DataFrame) -> float:
    began = time.perf_counter()
    step(articles)
    return time.perf_counter() - began


def _annotate(articles: pd.DataFrame) -> None:
    sentences = split_sentences(articles)
    actors = discover_actors(articles, sentences)
    mentions = find_mentions(articles, sentences, actors)
    find_attributions(articles, sentences, mentions, actors_table(actors))


def _spacy_seconds(model: str, texts: Sequence[str]) -> float:
    import spacy

    pipeline = spacy.load(model)
    pipeline(texts[0])
    began = time.perf_counter()
    for _ in pipeline.pipe(texts):
        pass
    return time.perf_counter() - began


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
