"""From a trained network to the files of `medialens/models`: 8 bits, calibrated, checked."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from safetensors.numpy import save_file

from medialens.models import encoder as package
from medialens.score.target import Question, TargetScorer
from training.export import (
    encoder_graph,
    float_product,
    observed_ranges,
    static_product,
    weights_of,
    write_vocabulary,
)
from training.measures import fitted_temperature, macro_f1, softmax
from training.network import examples
from training.rows import LABELS, Row, read_rows

MODELS = Path(package.__file__).parent
UNCERTAIN_BELOW = 0.5  # no label is more probable than the two others together
N_HEADS = 12


def unpack(work: Path) -> None:
    """Write the packaged model as base and network `packaged`, for training to go on from it."""
    weights = weights_of(onnx.load(MODELS / "encoder.onnx"))
    folder = work / "base/packaged"
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = json.loads((MODELS / "vocabulary.json").read_text("utf-8"))
    config = json.loads((work / "base/minilm/config.json").read_text("utf-8"))
    pad = vocabulary["model"]["vocab"]["[PAD]"]
    config |= {"vocab_size": len(vocabulary["model"]["vocab"]), "pad_token_id": pad}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    (folder / "tokenizer.json").write_text(json.dumps(vocabulary), "utf-8")
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    state = {f"encoder.{key}": torch.tensor(weight) for key, weight in weights.items()}
    with np.load(MODELS / "target.npz") as head:
        for layer, name in ((1, "dense"), (4, "out")):
            state[f"head.{layer}.weight"] = torch.tensor(head[f"{name}_weight"].T)
            state[f"head.{layer}.bias"] = torch.tensor(head[f"{name}_bias"])
    (work / "networks").mkdir(exist_ok=True)
    torch.save(state, work / "networks/packaged.pt")


def pack(work: Path, name: str, base: str, *, date: str) -> None:
    """Write the network `name` as the packaged model."""
    state = torch.load(work / f"networks/{name}.pt", map_location="cpu")
    weights = {
        k.removeprefix(
            "encoder.",
        ): v.float().numpy()
        for k, v in state.items()
        if k.startswith("encoder.")
    }
    data, _ = examples(read_rows(work / "rows/fit.jsonl")[::20], work / "base" / base)
    plain = encoder_graph(weights, n_heads=N_HEADS, product=float_product)
    ranges = observed_ranges(plain, [np.array([one.ids]) for one in data.marked])
    model = encoder_graph(weights, n_heads=N_HEADS, product=static_product(ranges))
    (MODELS / "encoder.onnx").write_bytes(model.SerializeToString(deterministic=True))
    write_vocabulary(work / "base" / base / "tokenizer.json", MODELS / "vocabulary.json")
    head = {
        "dense_weight": state["head.1.weight"].float().numpy().T,
        "dense_bias": state["head.1.bias"].float().numpy(),
        "out_weight": state["head.4.weight"].float().numpy().T,
        "out_bias": state["head.4.bias"].float().numpy(),
    }
    np.savez(MODELS / "target.npz", **head)
    _write_settings(1.0, date)
    package.get_head.cache_clear()
    package._encoder.cache_clear()
    select = read_rows(work / "rows/select.jsonl")
    logits, gold = np.log(probabilities(select)), np.array([LABELS.index(r.label) for r in select])
    temperature = fitted_temperature(gold, logits)
    _write_settings(temperature, date)
    package.get_head.cache_clear()
    best = softmax(logits, temperature).argmax(1)
    print(f"temperature {temperature}, F1m on select {macro_f1(gold, best):.4f}")
    for path in sorted(MODELS.iterdir()):
        if path.suffix in {".onnx", ".npz", ".json"}:
            print(
                path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()[:16]
            )


def probabilities(rows: list[Row]) -> np.ndarray:
    """Return what the packaged model says of each row, shape (rows, 3)."""
    answers = TargetScorer().answers([Question(row.text, row.start, row.end) for row in rows])
    return np.array([answer[:3] for answer in answers])


def _write_settings(temperature: float, date: str) -> None:
    settings = {"temperature": temperature, "uncertain_below": UNCERTAIN_BELOW, "trained": date}
    (MODELS / "target.json").write_text(json.dumps(settings, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--base", default="minilm")
    parser.add_argument("--date", required=True, help="day of training, for the model card")
    given = parser.parse_args()
    pack(given.work, given.name, given.base, date=given.date)
