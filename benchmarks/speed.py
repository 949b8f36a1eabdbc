"""Sentences a second of the packaged model beside a RoBERTa-base forward pass, in one run.

The peer has random weights and the same sentences, in batches of like length, in the precision
that PyTorch runs by default. Both read targets of the challenge sets; tokenizing is counted for
the model and given to the peer for free.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from training.rows import Row, read_contrast

TRAINING = Path(__file__).parent.parent / "training"
N_PEER, N_OURS, ROUNDS = 128, 1024, 3
COLD = (
    "import time; t = time.perf_counter(); import pandas as pd\n"
    "s = time.perf_counter(); from medialens.score import get_scorer\n"
    "row = {'segment': 'Vann misled the court.', 'target_start': 0, 'target_end': 4}\n"
    "frame = pd.DataFrame([row]); m = time.perf_counter(); get_scorer('target')(frame)\n"
    "print(time.perf_counter() - m)"
)
LOADED = "import sys, medialens, medialens.score; print('onnxruntime' in sys.modules)"


def main() -> None:
    """Print one line per number of threads, then memory and cold start."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", default="1,2")
    given = parser.parse_args()
    some = rows()
    for threads in map(int, given.threads.split(",")):
        ours = max(_rate(our_work(some, threads=threads)) for _ in range(ROUNDS))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        works = (torch_work(some, threads=threads, batch=batch) for batch in (1, 8, 16))
        peer = max(map(_rate, works))
        print(
            f"{threads} thread(s): {ours:.0f} targets/s, RoBERTa-base {peer:.1f}/s, "
            f"ratio {ours / peer:.1f}; peak memory before the peer {memory:.0f} MB",
            flush=True,
        )
    cold = min(float(_python(COLD)) for _ in range(ROUNDS))
    print(f"cold start (load the model, score one sentence): {cold:.2f} s")
    print(f"onnxruntime loaded by importing medialens and its scorers: {_python(LOADED)}")


def _python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def rows() -> list[Row]:
    """Return the targets that are read."""
    return read_contrast(TRAINING / "contrast")[::8][:N_OURS]


def our_work(some: Sequence[Row], *, threads: int) -> Callable[[], int]:
    """Return what has the model answer all targets, and returns how many there are."""
    from medialens.score.target import Question, TargetScorer

    scorer = TargetScorer(threads=threads)
    questions = [Question(row.text, row.start, row.end) for row in some]
    scorer.answers(questions[:32])

    def work() -> int:
        scorer.answers(questions)
        return len(set(questions))

    return work


def batches(some: Sequence[Row], *, batch: int) -> Iterator[np.ndarray]:
    """Yield random word numbers, as many as the texts have pieces, in batches of like length."""
    from medialens.models.encoder import get_encoder

    encoder = get_encoder(1)
    lengths = sorted(len(encoder.pieces(row.text).ids) + 4 for row in some[:N_PEER])
    for at in range(0, len(lengths), batch):
        part = lengths[at : at + batch]
        yield np.random.default_rng(0).integers(5, 50_000, (len(part), max(part)))


def torch_work(some: Sequence[Row], *, threads: int, batch: int) -> Callable[[], int]:
    """Return a forward pass over some of the targets, which returns how many there are."""
    import torch
    from transformers import RobertaConfig, RobertaModel

    torch.set_num_threads(threads)
    peer = RobertaModel(RobertaConfig(vocab_size=50_265), add_pooling_layer=False).eval()
    drawn = [torch.from_numpy(ids) for ids in batches(some, batch=batch)]

    def work() -> int:
        with torch.inference_mode():
            for ids in drawn:
                peer(input_ids=ids)
        return sum(len(ids) for ids in drawn)

    with torch.inference_mode():
        peer(input_ids=torch.randint(5, 50_000, (batch, 32)))
    return work


def _rate(work: Callable[[], int]) -> float:
    start = time.perf_counter()
    return work() / (time.perf_counter() - start)


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    main()
