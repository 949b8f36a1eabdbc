"""One loop that trains teachers and students alike."""

import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.network import Examples, TargetNetwork


@dataclass(frozen=True)
class Settings:
    """What a run of the loop depends on.

    ``agreement`` weighs the divergence between two passes with different dropout (Liang et al.
    2021, R-Drop); ``layer_decay`` multiplies the learning rate from each layer to the one below;
    ``frozen`` keeps the word vectors and so many of the lowest layers as they are.
    """

    seed: int = 0
    epochs: float = 4
    batch: int = 32
    rate: float = 3e-5
    head_rate: float = 3e-4
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warmup: float = 0.1
    agreement: float = 0.0
    smoothing: float = 0.0
    frozen: int = 0


def fit(network: TargetNetwork, data: Examples, settings: Settings, *, device: str) -> None:
    """Train `network` in place on the wanted probabilities of `data`."""
    torch.manual_seed(settings.seed)
    network.to(device).train()
    optimizer = torch.optim.AdamW(
        _groups(network, settings), weight_decay=settings.weight_decay, fused=True
    )
    batches = list(_batches(data, settings))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _slope(len(batches), settings.warmup))
    began, total = time.monotonic(), 0.0
    for step, chosen in enumerate(batches, 1):
        with precision(device):
            loss = _loss(network, data.batch(chosen, device), settings)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0, foreach=True)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 20 == 0 or step == len(batches):
            total = float(loss.detach())
            seconds = time.monotonic() - began
            print(f"  step {step}/{len(batches)} loss {total:.3f} {seconds:.0f} s", flush=True)
    network.eval()


def predict(network: TargetNetwork, data: Examples, *, device: str, batch: int = 256) -> np.ndarray:
    """Return the logits of every example, shape (examples, 3)."""
    network.to(device).eval()
    order = sorted(range(len(data)), key=lambda i: len(data.marked[i].ids))
    logits = np.zeros((len(data), 3), dtype=np.float32)
    with torch.inference_mode(), precision(device):
        for at in range(0, len(order), batch):
            chosen = order[at : at + batch]
            ids, mask, target, *_ = data.batch(chosen, device)
            logits[chosen] = network(ids, mask, target).float().cpu().numpy()
    return logits


def precision(device: str) -> AbstractContextManager:
    """Return the context for a forward pass: bfloat16 where the processor has it."""
    has_it = device == "cuda" or torch.backends.mkldnn.is_available()
    return torch.autocast(device, torch.bfloat16) if has_it else nullcontext()


def _loss(network: TargetNetwork, batch: tuple[Tensor, ...], settings: Settings) -> Tensor:
    ids, mask, target, wanted, weight = batch
    wanted = wanted * (1 - settings.smoothing) + settings.smoothing / wanted.shape[1]
    if not settings.agreement:
        return _cross_entropy(network(ids, mask, target), wanted, weight)
    twice = [torch.cat([x, x]) for x in (ids, mask, target)]
    one, two = network(*twice).float().chunk(2)
    both = (_cross_entropy(one, wanted, weight) + _cross_entropy(two, wanted, weight)) / 2
    return both + settings.agreement * (_divergence(one, two) + _divergence(two, one)) / 2


def _cross_entropy(logits: Tensor, wanted: Tensor, weight: Tensor) -> Tensor:
    each = -(wanted * functional.log_softmax(logits.float(), -1)).sum(-1)
    return (each * weight).sum() / weight.sum()


def _divergence(one: Tensor, two: Tensor) -> Tensor:
    return functional.kl_div(
        functional.log_softmax(one, -1), functional.log_softmax(two, -1),
        log_target=True, reduction="batchmean",
    )  # fmt: skip


def _batches(data: Examples, settings: Settings) -> Iterator[list[int]]:
    """Yield batches of about the same length, shuffled, for all epochs."""
    rng = random.Random(settings.seed)
    left = round(len(data) * settings.epochs)
    while left > 0:
        order = list(range(len(data)))
        rng.shuffle(order)
        order = order[:left]
        left -= len(order)
        span = settings.batch * 40
        for at in range(0, len(order), span):
            pool = sorted(order[at : at + span], key=lambda i: len(data.marked[i].ids))
            cuts = [pool[b : b + settings.batch] for b in range(0, len(pool), settings.batch)]
            rng.shuffle(cuts)
            yield from cuts


def _groups(network: TargetNetwork, settings: Settings) -> list[dict]:
    """Return the parameters by learning rate and decay; those of frozen layers are switched off."""
    n_layers = network.encoder.config.num_hidden_layers
    groups: dict[tuple[float, float], list] = {}
    for name, parameter in network.named_parameters():
        level = _level(name, n_layers)
        if settings.frozen and level <= settings.frozen:
            parameter.requires_grad_(False)
            continue
        rate = settings.rate * settings.layer_decay ** (n_layers - level)
        rate = settings.head_rate if level > n_layers else rate
        decay = settings.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": p, "lr": rate, "weight_decay": w} for (rate, w), p in groups.items()]


def _level(name: str, n_layers: int) -> int:
    """Return how high a parameter sits: 0 word vectors, 1 the lowest layer, above all the head."""
    if name.startswith("head"):
        return n_layers + 1
    if "relative_attention_bias" in name:
        return n_layers
    found = re.search(r"\.layer\.(\d+)\.", name)
    return int(found[1]) + 1 if found else 0


def _slope(n_steps: int, warmup: float) -> Callable[[int], float]:
    rise = max(1, round(n_steps * warmup))
    return lambda step: min((step + 1) / rise, max(0.0, (n_steps - step) / max(1, n_steps - rise)))
