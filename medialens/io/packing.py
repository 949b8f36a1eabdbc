"""Packing: whether and how a file is packed, told by its bytes."""

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from medialens.io.files import Found
from medialens.io.source import check_regular, read_head
from medialens.io.web_archive import is_web_archive

PACKINGS = ("gz", "bz2", "xz", "zip", "tar")
_OFFICE = ("[Content_Types].xml", "mimetype")  # members that make a zip a document
_SIGNATURES = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz", b"PK\x03\x04": "zip"}
# What opens the plain packings, and whatever a damaged packed file makes them raise.
STREAMS: dict[str, Callable[..., Any]] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open}
DAMAGE = (
    OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError,
    RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip
_TAR_MAGIC = slice(257, 262)


def packing_of(found: Found) -> str:
    """Return how a file is packed, one of `PACKINGS`, or an empty string.

    Office documents and web archives are no packed files: their readers take them as they are.
    """
    check_regular(found.path, found.name)
    head = read_head(found.path, found.name)
    packing = stated_packing(head)
    if packing == "zip":
        return "" if _is_office(found.path) else "zip"
    if packing == "gz" and is_web_archive(head):
        return ""
    if packing and _is_tar(_unpacked_head(found.path, packing)):
        return "tar"
    return "tar" if not packing and _is_tar(head) else packing


def stated_packing(head: bytes) -> str:
    """Return the packing that a file's first bytes state, or an empty string."""
    return next((kind for sign, kind in _SIGNATURES.items() if head.startswith(sign)), "")


def _is_office(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name in _OFFICE for name in archive.namelist()[:100])
    except DAMAGE:
        return False


def _unpacked_head(path: Path, packing: str) -> bytes:
    try:
        with STREAMS[packing](path, "rb") as packed:
            return packed.read(512)
    except DAMAGE:
        return b""


def _is_tar(head: bytes) -> bool:
    return head[_TAR_MAGIC] == b"ustar"
