"""Targets a second of the packaged model on one thread, beside what else scores sentences.

All read targets of the project's contrast sets. RoBERTa-base has random weights, which cost what
trained ones do; its sentences come tokenized and in batches of like length.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.speed import batches, our_work, rows, torch_work

N_RULES = 1024


def ours(_: Path) -> Callable[[], int]:
    """Return the packaged model's answers."""
    return our_work(rows(), threads=1)


def torch(_: Path) -> Callable[[], int]:
    """Return a forward pass of RoBERTa-base by PyTorch."""
    return torch_work(rows(), threads=1, batch=8)


def onnxruntime(_: Path) -> Callable[[], int]:
    """Return a forward pass of RoBERTa-base by ONNX Runtime."""
    from benchmarks.peers.roberta import session

    run, drawn = session(threads=1), list(batches(rows(), batch=8))
    run(drawn[0])

    def work() -> int:
        for ids in drawn:
            run(ids)
        return sum(len(ids) for ids in drawn)

    return work


def vader(_: Path) -> Callable[[], int]:
    """Return VADER's scores of the sentences."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    score = SentimentIntensityAnalyzer().polarity_scores
    return lambda: sum(1 for text in _texts() if score(text))


def textblob(_: Path) -> Callable[[], int]:
    """Return TextBlob's scores of the sentences."""
    from textblob import TextBlob

    return lambda: sum(1 for text in _texts() if TextBlob(text).sentiment is not None)


def _texts() -> Iterator[str]:
    return (row.text for row in rows()[:N_RULES])
