"""The network: an encoder, the mean over the marked target, a small head."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

from medialens.models.marking import Marked, Marks, marked, pieces_of
from training.rows import LABELS, Row

LONGEST = 96  # pieces of a training sentence, 1 in 100 is cropped


class TargetNetwork(nn.Module):
    """Logits of negative, neutral, positive for one marked target in each text."""

    def __init__(self, base: Path, *, n_layers: int | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        config = AutoConfig.from_pretrained(base)
        config.hidden_dropout_prob, config.attention_probs_dropout_prob = dropout, 0.0
        if n_layers:
            config.num_hidden_layers = n_layers
        self.encoder = AutoModel.from_config(config, add_pooling_layer=False).float()
        weights = load_file(base / "model.safetensors")
        weights = {k: v.float() for k, v in weights.items() if not k.startswith("pooler.")}
        missing, _ = self.encoder.load_state_dict(weights, strict=False)
        if [name for name in missing if "position_ids" not in name]:
            raise ValueError(f"{base} lacks weights of the encoder: {missing}")
        width = config.hidden_size
        self.head = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(width, width), nn.Tanh(), nn.Dropout(dropout),
            nn.Linear(width, len(LABELS)),
        )  # fmt: skip

    def forward(self, ids: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        """Return logits, one row per text; `target` is 1 on the pieces to take the mean of."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        weight = target.unsqueeze(-1).to(hidden.dtype)
        return self.head((hidden * weight).sum(1) / weight.sum(1))


def read_tokenizer(base: Path) -> tuple[Tokenizer, Marks]:
    """Return a base's tokenizer and the ids of its special pieces."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    vocab = tokenizer.get_vocab()
    begin, end = ("<s>", "</s>") if "<s>" in vocab else ("[CLS]", "[SEP]")
    marks = Marks(vocab[begin], vocab[end], vocab["[unused0]"], vocab["[unused1]"])
    return tokenizer, marks


@dataclass(frozen=True)
class Examples:
    """Rows as the network reads them, with the probabilities it is to give."""

    marked: list[Marked]
    wanted: np.ndarray
    weight: np.ndarray
    pad: int

    def __len__(self) -> int:
        return len(self.marked)

    def batch(self, chosen: Sequence[int], device: str) -> tuple[Tensor, ...]:
        """Return ids, mask, target, wanted and weight of some examples, padded."""
        longest = max(len(self.marked[i].ids) for i in chosen)
        ids = np.full((len(chosen), longest), self.pad, dtype=np.int64)
        target = np.zeros_like(ids)
        for row, i in enumerate(chosen):
            one = self.marked[i]
            ids[row, : len(one.ids)] = one.ids
            target[row, one.first : one.last] = 1
        arrays = (ids, (ids != self.pad).astype(np.int64), target)
        floats = (self.wanted[chosen], self.weight[chosen])
        return tuple(torch.from_numpy(a).to(device) for a in (*arrays, *floats))


def examples(
    rows: Sequence[Row],
    base: Path,
    *,
    wanted: np.ndarray | None = None,
    weight: float = 1.0,
    is_marked: bool = True,
) -> tuple[Examples, list[int]]:
    """Return rows as examples, and which rows they are (a target without pieces is left out).

    Without marks the network knows the target only by the mean that is taken, and a sentence
    could be read once for all its targets.
    """
    tokenizer, marks = read_tokenizer(base)
    pad = json.loads((base / "config.json").read_text())["pad_token_id"]
    found, kept, seen = [], [], {}
    for i, row in enumerate(rows):
        pieces = seen.get(row.text) or seen.setdefault(row.text, pieces_of(tokenizer, row.text))
        one = marked(pieces, row.start, row.end, marks=marks, max_pieces=LONGEST)
        if one:
            found.append(one if is_marked else _unmarked(one))
            kept.append(i)
    if wanted is None:
        wanted = one_hot(rows)
    weights = np.full(len(kept), weight, dtype=np.float32)
    return Examples(found, wanted[kept].astype(np.float32), weights, pad), kept


def _unmarked(one: Marked) -> Marked:
    first, last = one.first, one.last - 1
    ids = [*one.ids[:first], *one.ids[first + 1 : last], *one.ids[last + 1 :]]
    return one._replace(ids=ids, last=last - 1)


def one_hot(rows: Sequence[Row]) -> np.ndarray:
    """Return the rows' labels as probabilities, shape (rows, 3); all zero without a label."""
    wanted = np.zeros((len(rows), len(LABELS)), dtype=np.float32)
    for i, row in enumerate(rows):
        if row.label is not None:
            wanted[i, LABELS.index(row.label)] = 1.0
    return wanted
