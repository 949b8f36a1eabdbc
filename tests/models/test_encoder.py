"""The packaged encoder: loaded late and once, the same numbers in any company."""

import subprocess
import sys

import numpy as np
import pytest

from medialens.models.encoder import Encoder, get_encoder

TEXTS = [[5 + i * 7 % 900 + j for j in range(3 + i % 4)] for i in range(40)]


def vectors(encoder: Encoder, texts: list[list[int]]) -> list[np.ndarray]:
    """Vectors in the order of the texts."""
    found = dict(encoder.hidden(texts))
    return [found[i] for i in range(len(texts))]


def test_importing_the_package_loads_no_model():
    modules = "sys, medialens, medialens.score, medialens.study"
    code = f"import {modules}; print('onnxruntime' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_one_encoder_a_process():
    assert get_encoder(1) is get_encoder(1)


def test_every_text_comes_back_once_with_a_vector_per_piece():
    found = vectors(get_encoder(1), TEXTS)
    assert [len(v) for v in found] == [len(t) for t in TEXTS]


def test_what_is_read_beside_a_text_does_not_change_its_vectors():
    together = vectors(get_encoder(1), TEXTS)
    alone = [vectors(get_encoder(1), [text])[0] for text in TEXTS]
    assert all(np.array_equal(a, b) for a, b in zip(together, alone, strict=True))


def test_the_number_of_threads_does_not_change_the_vectors():
    one, two = vectors(get_encoder(1), TEXTS), vectors(get_encoder(2), TEXTS)
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))


def test_the_threads_setting_is_read_from_the_environment(monkeypatch):
    monkeypatch.setenv("MEDIALENS_THREADS", "3")
    assert get_encoder().threads == 3


@pytest.mark.parametrize("threads", [0, -1])
def test_no_threads_is_an_error(threads):
    with pytest.raises(ValueError, match="at least 1"):
        get_encoder(threads)
