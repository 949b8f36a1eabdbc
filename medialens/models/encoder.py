"""The packaged encoder: word pieces in, one vector per piece out, on the CPU."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from medialens.models.cores import cores
from medialens.models.marking import Marks, Pieces, pieces_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FILES = resources.files("medialens.models")
BATCH = 16  # texts of one length read together
AHEAD = 32  # batches whose vectors wait to be taken
WIDTH = 384  # numbers in a vector

Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


class Encoder:
    """Reads word pieces in their context.

    Nothing is loaded before the first text; `get_encoder` shares one encoder per process, so that
    it is loaded once. Texts of one length are read together, without padding: what is read beside
    a text does not change its vectors by a bit, and neither does the number of threads.

    Parameters
    ----------
    threads : int
        Processor cores to use.
    """

    def __init__(self, threads: int) -> None:
        self.threads = threads

    @cached_property
    def tokenizer(self) -> "Tokenizer":
        """The vocabulary."""
        from tokenizers import Tokenizer

        return Tokenizer.from_str((FILES / "vocabulary.json").read_text("utf-8"))

    @cached_property
    def marks(self) -> Marks:
        """The ids of the special pieces."""
        ids = self.tokenizer.get_vocab()
        return Marks(ids["[CLS]"], ids["[SEP]"], ids["[unused0]"], ids["[unused1]"])

    @cached_property
    def session(self) -> "InferenceSession":
        """The network."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # batches run side by side instead; see `hidden`
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            (FILES / "encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )

    def pieces(self, text: str) -> Pieces:
        """Return the word pieces of `text`, without special ones."""
        return pieces_of(self.tokenizer, text)

    def hidden(self, texts: Sequence[Sequence[int]]) -> Iterator[tuple[int, Array]]:
        """Yield position in `texts` and vectors, shape (pieces, width), in order of length."""
        batches = _batches(texts)
        with ThreadPoolExecutor(self.threads) as pool:
            for at in range(0, len(batches), AHEAD):
                some = batches[at : at + AHEAD]
                read = pool.map(lambda chosen: self._read([texts[i] for i in chosen]), some)
                for chosen, vectors in zip(some, read, strict=True):
                    yield from zip(chosen, vectors, strict=True)

    def _read(self, texts: Sequence[Sequence[int]]) -> Array:
        [hidden] = self.session.run(["hidden"], {"ids": np.array(texts, dtype=np.int64)})
        return hidden


def _batches(texts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the positions of texts in batches of one length, short ones first."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for position, ids in enumerate(texts):
        by_length[len(ids)].append(position)
    return [
        positions[at : at + BATCH]
        for _, positions in sorted(by_length.items())
        for at in range(0, len(positions), BATCH)
    ]


class Head:
    """What is read off the vectors: mean over the target, a layer, three probabilities.

    Parameters
    ----------
    name : str
        Name of the head's files in the package.
    """

    def __init__(self, name: str) -> None:
        self.settings = json.loads((FILES / f"{name}.json").read_text("utf-8"))
        with (FILES / f"{name}.npz").open("rb") as file, np.load(file) as arrays:
            self._arrays = {key: arrays[key] for key in arrays.files}

    def __call__(self, pooled: Array) -> Array:
        """Return calibrated probabilities, shape (targets, 3), for the targets' mean vectors.

        The sums run in one order (`_row_by_row`): a target's probabilities don't hang on those
        beside it.
        """
        layer = np.tanh(
            _row_by_row(pooled, self._arrays["dense_weight"]) + self._arrays["dense_bias"]
        )
        logits = _row_by_row(layer, self._arrays["out_weight"]) + self._arrays["out_bias"]
        scaled = logits.astype(np.float64) / self.settings["temperature"]
        exps = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
        return exps / exps.sum(axis=-1, keepdims=True)


def _row_by_row(rows: Array, weights: Array) -> Array:
    """Return `rows` times `weights`, not through BLAS, which adds in an order that varies."""
    return np.einsum("nd,dk->nk", rows, weights)


def get_encoder(threads: int | None = None) -> Encoder:
    """Return the process's encoder.

    Parameters
    ----------
    threads : int, optional
        Processor cores to use, by default `medialens.models.cores.cores`. Results are the same
        with any number.

    Returns
    -------
    Encoder
        The same object for the same number of threads.

    Raises
    ------
    ValueError
        If the number is not a positive integer.
    """
    if threads is None:
        threads = cores()
    if threads < 1:
        raise ValueError(f"threads={threads!r} must be at least 1")
    return _encoder(threads)


@lru_cache(maxsize=4)
def _encoder(threads: int) -> Encoder:
    return Encoder(threads)


@lru_cache(maxsize=4)
def get_head(name: str) -> Head:
    """Return the head of that name; it is read once."""
    return Head(name)
