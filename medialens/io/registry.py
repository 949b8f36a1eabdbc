"""Readers: what they yield, and which one reads which file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from medialens.errors import ReadError, UnknownNameError, unknown_name
from medialens.io.source import (
    Source,
    check_regular,
    check_signature,
    check_text,
    known_kind,
    read_head,
)


@dataclass(frozen=True)
class Record:
    """One record of a file: its fields as text, by their own names.

    `odd` names the fields that were no text in the file and says what they were
    (``{"text": "a number"}``); their value is their plain spelling. `notes` say what the reader
    left out of the record or doubts about it (``("cookie notice removed",)``); the collection
    counts them.
    """

    fields: Mapping[str, str]
    source_file: str
    source_row: int | None = None
    odd: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reject:
    """One record, or one file, that could not be kept, and why."""

    source_file: str
    source_row: int | None
    field: str
    reason: str


@dataclass(frozen=True)
class Skip:
    """One record that is no article by rule, such as a web archive's record of an image."""

    source_file: str
    source_row: int | None
    rule: str
    note: str = ""


Outcome = Record | Reject | Skip


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
        Takes a `Source` and yields a `Record`, `Reject` or `Skip` for each unit, one at a time.
    signatures : tuple of bytes
        How files of the format begin, one of them each; empty for text formats.
    recognises : callable, optional
        Takes the first bytes of a text file and says whether they can be of this format only. It
        is asked before the suffix, so that a news database's export named ``.txt`` or ``.html``
        is known for what it is.
    is_table : bool
        Whether all records of a file have the same columns.
    is_markup : bool
        Whether a page of HTML or XML is what the reader expects.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source], Iterator[Outcome]]
    signatures: tuple[bytes, ...] = ()
    recognises: Callable[[bytes], bool] | None = None
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
        Name of a reader; by default the one that recognises the first bytes, else the one
        registered for the suffix.
    name : str, optional
        What to call the file in messages; its suffix counts. By default the file's own name.
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
    head = read_head(path, shown)
    reader = _named(format, shown) if format else _by_head(head) or _by_suffix(shown, head)
    if reader.signatures:
        check_signature(head, shown, reader.signatures, reader.name)
    else:
        check_text(head, shown, is_markup=reader.is_markup, encoding=encoding)
    return reader


def _named(format_name: str, shown: str) -> Reader:
    """Return the reader of a format, which may also be called by one of its suffixes."""
    if format_name in _READERS:
        return _READERS[format_name]
    for reader in _READERS.values():
        if f".{format_name}" in reader.suffixes:
            return reader
    raise UnknownNameError(f"{shown}: {unknown_name('format', format_name, reader_names())}")


def _by_head(head: bytes) -> Reader | None:
    return next((r for r in _READERS.values() if r.recognises and r.recognises(head)), None)


def _by_suffix(shown: str, head: bytes) -> Reader:
    name = shown.lower()
    for reader in _READERS.values():
        if name.endswith(reader.suffixes):
            return reader
    for reader in _READERS.values():
        if reader.signatures and head.startswith(reader.signatures):
            return reader
    suffix = Path(name).suffix
    if suffix in {".pkl", ".pickle", ".joblib"}:
        raise ReadError(
            f"{shown} is a pickle by its name; pickles can run code and are never opened: "
            "write the table as CSV or Parquet instead"
        )
    what = known_kind(head)
    if what:
        raise ReadError(f"{shown} is not read: it looks like {what}")
    error = unknown_name("format", suffix or "(no suffix)", _suffixes())
    raise UnknownNameError(f"{shown}: {error}; or name the format with format=")


def _suffixes() -> list[str]:
    return [suffix for reader in _READERS.values() for suffix in reader.suffixes]
