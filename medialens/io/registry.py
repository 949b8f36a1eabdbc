"""Readers: what they yield, and which one reads which file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from medialens.errors import ReadError, UnknownNameError, unknown_name
from medialens.io.source import Source, check_regular, check_signature, check_text


@dataclass(frozen=True)
class Record:
    """One record of a file: its fields as text, by their own names.

    `odd` names the fields that were no text in the file and says what they were
    (``{"text": "a number"}``); their value is their plain spelling.
    """

    fields: Mapping[str, str]
    source_file: str
    source_row: int | None = None
    odd: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reject:
    """One record, or one file, that could not be kept, and why."""

    source_file: str
    source_row: int | None
    field: str
    reason: str


@dataclass(frozen=True)
class Reader:
    """How one format is read.

    Parameters
    ----------
    name : str
        The format's name, as ``format=`` takes it.
    suffixes : tuple of str
        File endings in lower case, with the dot.
    read : callable
        Takes a `Source` and yields `Record` and `Reject`, one at a time.
    signature : bytes
        How every file of the format begins; empty for text formats.
    is_table : bool
        Whether all records of a file have the same columns.
    is_markup : bool
        Whether a page of HTML or XML is what the reader expects.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source], Iterator[Record | Reject]]
    signature: bytes = b""
    is_table: bool = False
    is_markup: bool = False


_READERS: dict[str, Reader] = {}


def register_reader(reader: Reader) -> None:
    """Make `reader` known by its name and its suffixes."""
    _READERS[reader.name] = reader


def reader_names() -> list[str]:
    """Return the names of the registered readers, sorted."""
    return sorted(_READERS)


def check_format(format_name: str | None, shown: str) -> None:
    """Raise ``UnknownNameError`` if a `format_name` is given for `shown` and no reader has it."""
    if format_name:
        _named(format_name, shown)


def reader_for(
    path: Path,
    format: str | None = None,
    *,
    name: str | None = None,
    encoding: str | None = None,
) -> Reader:
    """Return the reader of the file `path`, after a look at its first bytes.

    Parameters
    ----------
    path : Path
        A regular file.
    format : str, optional
        Name of a reader; by default the one registered for the suffix.
    name : str, optional
        What to call the file in messages; by default its file name.
    encoding : str, optional
        The encoding that is stated; without it, bytes that look like no UTF-8 text are refused.

    Returns
    -------
    Reader
        The reader.

    Raises
    ------
    UnknownNameError
        If no reader has this name or suffix.
    ReadError
        If the file is missing, empty or no regular file, or its bytes are of another kind.
    """
    shown = name or path.name
    check_regular(path, shown)
    reader = _named(format, shown) if format else _by_suffix(path, shown)
    if reader.signature:
        check_signature(path, shown, reader.signature, reader.name)
    else:
        check_text(path, shown, is_markup=reader.is_markup, encoding=encoding)
    return reader


def _named(format_name: str, shown: str) -> Reader:
    """Return the reader of a format, which may also be called by one of its suffixes."""
    if format_name in _READERS:
        return _READERS[format_name]
    for reader in _READERS.values():
        if f".{format_name}" in reader.suffixes:
            return reader
    raise UnknownNameError(f"{shown}: {unknown_name('format', format_name, reader_names())}")


def _by_suffix(path: Path, shown: str) -> Reader:
    suffix = path.suffix.lower()
    for reader in _READERS.values():
        if suffix in reader.suffixes:
            return reader
    if suffix in {".pkl", ".pickle", ".joblib"}:
        raise ReadError(
            f"{shown} is a pickle by its name; pickles can run code and are never opened: "
            "write the table as CSV or Parquet instead"
        )
    if suffix in {".gz", ".zip", ".xz", ".bz2", ".zst"}:
        raise ReadError(f"{shown} is packed; unpack it and give the file inside")
    error = unknown_name("format", suffix or "(no suffix)", _suffixes())
    raise UnknownNameError(f"{shown}: {error}; or name the format with format=")


def _suffixes() -> list[str]:
    return [suffix for reader in _READERS.values() for suffix in reader.suffixes]
