"""A graph of RoBERTa-base's forward pass with random weights, for where PyTorch is not installed.

Twelve layers of 768 with twelve heads, as the published model has; the vocabulary is smaller, since
looking up a word costs the same in any.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

LAYERS, WIDTH, HEADS, INNER, WORDS, PLACES = 12, 768, 12, 3072, 1000, 514


class _Graph:
    """Nodes and weights, added in the order of the computation."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self.rng = np.random.default_rng(1)

    def weight(self, *shape: int) -> str:
        drawn = self.rng.normal(0, 0.02, shape).astype(np.float32)
        return self.constant(drawn)

    def constant(self, values: np.ndarray) -> str:
        from onnx import numpy_helper

        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(values, name))
        return name

    def add(self, kind: str, *inputs: str, **attributes: int | list[int]) -> str:
        from onnx import helper

        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def linear(self, x: str, n_in: int, n_out: int) -> str:
        return self.add("Add", self.add("MatMul", x, self.weight(n_in, n_out)), self.weight(n_out))

    def norm(self, x: str) -> str:
        return self.add("LayerNormalization", x, self.weight(WIDTH), self.weight(WIDTH), axis=-1)

    def heads(self, x: str) -> str:
        shape = self.constant(np.array([0, 0, HEADS, WIDTH // HEADS]))
        return self.add("Transpose", self.add("Reshape", x, shape), perm=[0, 2, 1, 3])

    def attention(self, x: str) -> str:
        query, key, value = (self.heads(self.linear(x, WIDTH, WIDTH)) for _ in range(3))
        scale = self.constant(np.array((WIDTH / HEADS) ** -0.5, dtype=np.float32))
        alike = self.add("MatMul", query, self.add("Transpose", key, perm=[0, 1, 3, 2]))
        weights = self.add("Softmax", self.add("Mul", alike, scale), axis=-1)
        mixed = self.add("Transpose", self.add("MatMul", weights, value), perm=[0, 2, 1, 3])
        return self.add("Reshape", mixed, self.constant(np.array([0, 0, WIDTH])))

    def layer(self, x: str) -> str:
        x = self.norm(self.add("Add", x, self.linear(self.attention(x), WIDTH, WIDTH)))
        inner = self.add("Gelu", self.linear(x, WIDTH, INNER))
        return self.norm(self.add("Add", x, self.linear(inner, INNER, WIDTH)))


def session(*, threads: int) -> Callable[[np.ndarray], object]:
    """Return what runs the graph on rows of word numbers."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = threads
    running = onnxruntime.InferenceSession(_model(), options, ["CPUExecutionProvider"])
    return lambda ids: running.run(
        None, {"ids": ids % WORDS, "places": np.arange(2, 2 + ids.shape[1], dtype=np.int64)}
    )


def _model() -> bytes:
    from onnx import TensorProto, helper

    graph = _Graph()
    words = graph.add("Gather", graph.weight(WORDS, WIDTH), "ids")
    places = graph.add("Gather", graph.weight(PLACES, WIDTH), "places")
    x = graph.norm(graph.add("Add", words, places))
    for _ in range(LAYERS):
        x = graph.layer(x)
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["rows", "words"]),
        helper.make_tensor_value_info("places", TensorProto.INT64, ["words"]),
    ]
    outputs = [helper.make_tensor_value_info(x, TensorProto.FLOAT, ["rows", "words", WIDTH])]
    made = helper.make_graph(graph.nodes, "roberta", inputs, outputs, graph.weights)
    opset = [helper.make_opsetid("", 20)]
    return helper.make_model(made, opset_imports=opset, ir_version=10).SerializeToString()
