"""Packed files: gzip, zip, tar and their relatives, unpacked within limits."""

import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from medialens.errors import ReadError
from medialens.io.files import Found, is_skipped
from medialens.io.packing import DAMAGE, STREAMS, stated_packing
from medialens.io.registry import Reject, Skip
from medialens.io.source import read_head, shown_name

DEPTH_LIMIT = 2  # packed files within packed files
UNPACKED_LIMIT = 4_000_000_000  # bytes of all members together
RATIO_LIMIT = 300  # they may have so many times the packed file's bytes, or 100 MB
MEMBER_LIMIT = 100_000
_BLOCK = 1 << 16
_NAME_LIMIT = 300  # characters of a member's name that are shown


class _LimitError(Exception):
    """The unpacked bytes pass the limit."""


class _Budget:
    """How many bytes may still be unpacked."""

    def __init__(self, packed: int) -> None:
        self.limit = min(UNPACKED_LIMIT, max(100_000_000, packed * RATIO_LIMIT))
        self.left = self.limit

    def copy(self, member: Any, path: Path) -> None:  # noqa: ANN401
        """Write the member to `path`, or raise if the limit is passed."""
        with path.open("wb") as out:
            while block := member.read1(_BLOCK):  # what comes before a damage is not lost
                self.left -= len(block)
                if self.left < 0:
                    raise _LimitError
                out.write(block)


def unpack(found: Found, packing: str, folder: Path) -> Iterator[Found | Reject | Skip]:
    """Yield the members of a packed file, one after the other, each as a file in `folder`.

    Parameters
    ----------
    found : Found
        The packed file.
    packing : {"gz", "bz2", "xz", "zip", "tar"}
        What `packing_of` says.
    folder : Path
        An empty folder. A member is written under a name of ours and removed before the next.

    Yields
    ------
    Found, Reject or Skip
        The member under the name ``bundle.zip/inner/name.csv``; or why it is not unpacked.

    Raises
    ------
    ReadError
        If nothing can be unpacked, or the members have far more bytes than the packed file.
    """
    budget = _Budget(found.path.stat().st_size)
    n_members = 0
    walk = {"zip": _zip_members, "tar": _tar_members}.get(packing, _single)
    try:
        for member in walk(found, budget, folder, packing):
            n_members += 1
            if n_members > MEMBER_LIMIT:
                raise ReadError(f"{found.name} has over {MEMBER_LIMIT:,} members; split it")
            yield member
    except _LimitError:
        raise ReadError(f"{found.name} unpacks to over {budget.limit:,} bytes") from None
    except DAMAGE as error:
        if not n_members:
            raise ReadError(f"{found.name} is a damaged {packing} file: {error}") from error
        yield Reject(found.name, None, "", f"the {packing} file is damaged after this: {error}")


def _single(
    found: Found, budget: _Budget, folder: Path, packing: str
) -> Iterator[Found | Reject | Skip]:
    """Yield the one file of gzip, bzip2 or xz; of a damaged one what comes before the damage."""
    name = found.name
    for suffix in (f".{packing}", f".{packing[:-1]}", ".gzip"):
        name = name.removesuffix(suffix)
    path = folder / "member"
    damage: Exception | None = None
    with STREAMS[packing](found.path, "rb") as packed:
        try:
            budget.copy(packed, path)
        except DAMAGE as error:
            damage = error
    if damage and not path.stat().st_size:
        raise ReadError(f"{found.name} is a damaged {packing} file: {damage}") from damage
    yield Found(path, name)
    if damage:
        yield Reject(found.name, None, "", f"the {packing} file is damaged: {damage}")


def _zip_members(
    found: Found, budget: _Budget, folder: Path, packing: str
) -> Iterator[Found | Reject | Skip]:
    path, seen = folder / "member", set()
    with zipfile.ZipFile(found.path) as archive:
        for member in archive.infolist():
            if member.filename.endswith("/"):
                continue
            name = _inner(found, member.filename)
            flaw = _flaw(member.filename) or ("two members have this name" * (name in seen))
            if member.flag_bits & 1:
                flaw = "the member is encrypted; unpack it with its password"
            seen.add(name)
            if flaw:
                yield Reject(name, None, "", flaw)
            elif is_skipped(member.filename):
                yield Skip(name, None, "no article by its name")
            else:
                try:
                    with archive.open(member) as packed:
                        budget.copy(packed, path)
                except DAMAGE as error:
                    yield Reject(name, None, "", f"the member is damaged: {error}")
                    continue
                yield Found(path, name)


def _tar_members(
    found: Found, budget: _Budget, folder: Path, packing: str
) -> Iterator[Found | Reject | Skip]:
    path = folder / "member"
    with _Limited(found.path, budget) as stream, _opened(stream) as archive:
        for member in archive:
            if member.isdir():
                continue
            name = _inner(found, member.name)
            flaw = _flaw(member.name)
            if not member.isfile():
                flaw = "a link or a device, which is not followed"
            packed = None if flaw or is_skipped(member.name) else archive.extractfile(member)
            if flaw:
                yield Reject(name, None, "", flaw)
            elif packed is None:
                yield Skip(name, None, "no article by its name")
            else:
                budget.copy(packed, path)
                yield Found(path, name)


def _opened(stream: Any) -> tarfile.TarFile:  # noqa: ANN401
    return tarfile.open(fileobj=stream, mode="r|")


class _Limited:
    """A tar file's own bytes, unpacked, with what a header may hide counted against the limit."""

    def __init__(self, path: Path, budget: _Budget) -> None:
        packing = stated_packing(read_head(path, path.name))
        self._file: IO[bytes] = STREAMS[packing](path, "rb") if packing else path.open("rb")
        self._left = 2 * budget.limit

    def __enter__(self) -> "_Limited":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def read(self, n_bytes: int) -> bytes:
        """Return the next bytes."""
        self._left -= n_bytes
        if self._left < 0:
            raise _LimitError
        return self._file.read(n_bytes)


def _inner(found: Found, member: str) -> str:
    """Return the name of a member as tables show it."""
    shown = shown_name(member.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    if len(shown) > _NAME_LIMIT:
        shown = f"…{shown[-_NAME_LIMIT:]}"
    return f"{found.name}/{shown.replace(chr(0), chr(0xFFFD)).lstrip('/')}"


def _flaw(member: str) -> str:
    """Return why a member of this name is not unpacked, or an empty string."""
    if not member:
        return "the member has no name"
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or member[1:2] == ":":
        return "the member's name leads outside the archive"
    return ""
