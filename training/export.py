"""The trained network as an ONNX file of 8-bit weights, and the vocabulary beside it.

The graph is written node by node: attention, normalization and the quantized products are the
fused operators of onnxruntime, whose CPU kernels are what makes the model fast. Sentences of one
batch have the same length, so that the graph needs no mask.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

Weights = dict[str, np.ndarray]
FUSED = "com.microsoft"
OPSET = 17
ROUNDS_TO = 64  # 2 * 255 * 64 fits 16 bits: processors without VNNI cut longer sums off


class Graph:
    """Nodes and constants in the order they are added; each method returns an output's name."""

    def __init__(self) -> None:
        self.nodes: dict[str, onnx.NodeProto] = {}
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, array: np.ndarray) -> str:
        """Add a constant."""
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], output: str, **options: object) -> str:
        """Add one of onnxruntime's fused nodes."""
        return self._add(helper.make_node(kind, inputs, [output], domain=FUSED, **options))

    def plain(self, kind: str, inputs: Sequence[str], output: str, **options: object) -> str:
        """Add a node of the ONNX standard."""
        return self._add(helper.make_node(kind, inputs, [output], **options))

    def split(self, x: str, outputs: Sequence[str]) -> list[str]:
        """Cut `x` into equal parts along its last axis."""
        node = helper.make_node("Split", [x], list(outputs), axis=-1)
        self.nodes[x + ".parts"] = node
        return list(outputs)

    def _add(self, node: onnx.NodeProto) -> str:
        self.nodes[node.output[0]] = node
        return node.output[0]

    def model(self, width: int) -> onnx.ModelProto:
        """Return the finished model: ``ids`` in, ``hidden`` out."""
        ids = helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"])
        shape = ["batch", "length", width]
        hidden = helper.make_tensor_value_info("hidden", TensorProto.FLOAT, shape)
        nodes = list(self.nodes.values())
        graph = helper.make_graph(nodes, "encoder", [ids], [hidden], self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name="medialens")
        model.ir_version = 9
        return model


Product = Callable[[Graph, str, str, np.ndarray, np.ndarray], str]


def float_product(graph: Graph, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
    """Add ``x @ weight + bias`` in 32-bit numbers, to compare with."""
    product = graph.plain("MatMul", [x, graph.constant(f"{name}.w", weight)], f"{name}.p")
    return graph.plain("Add", [product, graph.constant(f"{name}.b", bias)], name)


def dynamic_product(graph: Graph, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
    """Add the product in 8 bits; the range of `x` is taken from each batch as it comes."""
    whole, scale = quantized(weight)
    names = [
        graph.constant(f"{name}.w", whole),
        graph.constant(f"{name}.s", scale),
        graph.constant(f"{name}.z", np.zeros(len(scale), dtype=np.int8)),
        graph.constant(f"{name}.b", bias),
    ]
    return graph.node("DynamicQuantizeMatMul", [x, *names], name)


def static_product(ranges: dict[str, tuple[float, float]]) -> Product:
    """Return a product in 8 bits whose input ranges are known before.

    A sentence then scores the same whatever stands beside it in the batch.
    """

    def product(graph: Graph, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        if f"{x}.q" not in graph.nodes:
            low, high = ranges[x]
            step = max(high - low, 1e-6) / 255
            zero = np.uint8(np.clip(round(-low / step), 0, 255))
            graph.constant(f"{x}.step", np.array(step, dtype=np.float32))
            graph.constant(f"{x}.zero", np.array(zero, dtype=np.uint8))
            graph.plain("QuantizeLinear", [x, f"{x}.step", f"{x}.zero"], f"{x}.q")
        whole, scale = quantized(weight)
        names = [
            graph.constant(f"{name}.w", whole),
            f"{x}.step",
            graph.constant(f"{name}.s", scale),
            f"{x}.zero",
            graph.constant(f"{name}.z", np.zeros(len(scale), dtype=np.int8)),
            graph.constant(f"{name}.b", bias),
        ]
        return graph.node("MatMulIntegerToFloat", [f"{x}.q", *names], name)

    return product


def encoder_graph(weights: Weights, *, n_heads: int, product: Product) -> onnx.ModelProto:
    """Return the encoder: ``ids`` (batch, length) in, ``hidden`` (batch, length, width) out.

    A head is a little arithmetic on top of it, outside the graph, so that several can share it.
    """
    graph = Graph()
    x = _embedded(graph, weights)
    layers = {key.split(".")[2] for key in weights if key.startswith("encoder.layer.")}
    for layer in range(len(layers)):
        x = _layer(graph, x, f"encoder.layer.{layer}", weights, n_heads, product)
    graph.plain("Identity", [x], "hidden")
    return graph.model(weights["embeddings.LayerNorm.weight"].shape[0])


def _embedded(graph: Graph, weights: Weights) -> str:
    """Add the word pieces' vectors, one byte a number, and those of their positions."""
    whole, scale = quantized(weights["embeddings.word_embeddings.weight"].T)
    graph.constant("words", whole.T)
    graph.constant("words.scale", scale.reshape(-1, 1))
    rows = graph.plain("Gather", ["words", "ids"], "words.int")
    floats = graph.plain("Cast", [rows], "words.float", to=TensorProto.FLOAT)
    scales = graph.plain("Gather", ["words.scale", "ids"], "words.scales")
    words = graph.plain("Mul", [floats, scales], "words.vectors")
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    graph.constant("places", weights["embeddings.position_embeddings.weight"] + kind)
    graph.constant("zero", np.array([0], dtype=np.int64))
    length = graph.plain("Shape", ["ids"], "length", start=1, end=2)
    places = graph.plain("Slice", ["places", "zero", length, "zero"], "places.used")
    total = graph.plain("Add", [words, places], "embedded")
    return _normalized(graph, total, "embeddings.LayerNorm", weights)


def _normalized(graph: Graph, x: str, key: str, weights: Weights) -> str:
    """Add a layer normalization; onnxruntime's fused one with the sum in it is far slower."""
    names = [
        graph.constant(f"{key}.{part}", weights[f"{key}.{part}"]) for part in ("weight", "bias")
    ]
    return graph.plain("LayerNormalization", [x, *names], key, axis=-1, epsilon=1e-12)


def _layer(graph: Graph, x: str, key: str, weights: Weights, n_heads: int, product: Product) -> str:
    def dense(source: str, part: str) -> str:
        weight, bias = weights[f"{key}.{part}.weight"], weights[f"{key}.{part}.bias"]
        return product(graph, source, f"{key}.{part}", weight.T, bias)

    parts = [f"{key}.attention.self.{part}" for part in ("query", "key", "value")]
    together = np.concatenate([weights[f"{part}.weight"] for part in parts]).T
    bias = np.concatenate([weights[f"{part}.bias"] for part in parts])
    asked = product(graph, x, f"{key}.attention.self", together, bias)
    heads = graph.split(asked, parts)
    seen = graph.node("MultiHeadAttention", heads, f"{key}.attention", num_heads=n_heads)
    told = dense(seen, "attention.output.dense")
    total = graph.plain("Add", [told, x], f"{key}.attended")
    middle = _normalized(graph, total, f"{key}.attention.output.LayerNorm", weights)
    wide = graph.node("Gelu", [dense(middle, "intermediate.dense")], f"{key}.wide")
    total = graph.plain("Add", [dense(wide, "output.dense"), middle], f"{key}.total")
    return _normalized(graph, total, f"{key}.output.LayerNorm", weights)


def quantized(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return `weight` (inputs, outputs) as integers and the step of each output."""
    step = np.abs(weight).max(0) / ROUNDS_TO
    step[step == 0] = 1.0
    whole = np.clip(np.rint(weight / step), -ROUNDS_TO, ROUNDS_TO).astype(np.int8)
    return whole, step.astype(np.float32)


def unquantized(whole: np.ndarray, step: np.ndarray) -> np.ndarray:
    """Return the weights that `quantized` rounded."""
    return whole.astype(np.float32) * step


def weights_of(model: onnx.ModelProto) -> Weights:
    """Return the encoder's weights of a packaged graph, as far as 8 bits kept them."""
    held = {c.name: numpy_helper.to_array(c) for c in model.graph.initializer}
    weights = {name: held[name] for name in held if name.endswith((".weight", ".bias"))}
    words = unquantized(held["words"], held["words.scale"])
    weights["embeddings.word_embeddings.weight"] = words
    weights["embeddings.position_embeddings.weight"] = held["places"]  # the kind is added in
    weights["embeddings.token_type_embeddings.weight"] = np.zeros((2, words.shape[1]), np.float32)
    for name in [name.removesuffix(".w") for name in held if name.endswith(".w")]:
        weight, bias = unquantized(held[f"{name}.w"], held[f"{name}.s"]).T, held[f"{name}.b"]
        parts = ("query", "key", "value") if name.endswith(".self") else ("",)
        for part, w, b in zip(
            parts, np.split(weight, len(parts)), np.split(bias, len(parts)), strict=True
        ):
            key = f"{name}.{part}".removesuffix(".")
            weights[f"{key}.weight"], weights[f"{key}.bias"] = w, b
    return weights


def observed_ranges(
    model: onnx.ModelProto, batches: Sequence[np.ndarray], *, share: float = 1.0
) -> dict[str, tuple[float, float]]:
    """Return the lowest and highest number seen at the input of every product of a float model.

    With `share` below 1, that share of each batch's numbers lies inside; the ends are averaged.
    """
    inputs = sorted({node.input[0] for node in model.graph.node if node.op_type == "MatMul"})
    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    for name in inputs:
        probe.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(probe.SerializeToString())
    seen = [session.run(inputs, {"ids": batch}) for batch in batches]
    cuts = ((1 - share) / 2, (1 + share) / 2)
    ranges = {}
    for name, found in zip(inputs, zip(*seen, strict=True), strict=True):
        ends = np.array([np.quantile(x, cuts) for x in found])
        low, high = ends.mean(0) if share < 1 else (ends[:, 0].min(), ends[:, 1].max())
        ranges[name] = (float(min(low, 0)), float(max(high, 0)))
    return ranges


def write_vocabulary(tokenizer: Path, out: Path) -> None:
    """Write a tokenizer in the fewest bytes."""
    compact = json.dumps(json.loads(tokenizer.read_text("utf-8")), separators=(",", ":"))
    out.write_text(compact, "utf-8")
