"""Sidecar: a table beside text files that says who published which file, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from medialens.errors import ReadError
from medialens.io.files import Found
from medialens.io.mapping import map_columns, plain_name
from medialens.io.registry import Record, Reject, reader_for
from medialens.io.source import Source

# A table of this name, with a column that names files, belongs to the files beside it.
NAMES = frozenset(("metadata.csv", "metadata.tsv", "metadata.xlsx", "metadata.jsonl"))
_FILE_COLUMNS = ("file", "filename", "file_name", "path", "filepath", "file_path", "source_file")


@dataclass
class Sidecar:
    """What a table says of the files of a folder.

    Parameters
    ----------
    name : str
        The table's own name.
    rows : dict
        Row number and fields by the name of the file they are about.
    rejects : list of Reject
        Rows of the table that name no file, or one that an earlier row named.
    """

    name: str = ""
    rows: dict[str, tuple[int | None, Mapping[str, str]]] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def joined(self, record: Record) -> Record:
        """Return the record of a file with what the table says of it; the table wins.

        The table names a file by its path below the folder, by its name, or by its name without
        the suffix.
        """
        path = PurePosixPath(record.source_file)
        for key in (path.as_posix(), path.name, path.stem):
            if key in self.rows:
                self.used.add(key)
                said = {name: value for name, value in self.rows[key][1].items() if value.strip()}
                taken = {plain_name(name) for name in said}
                kept = {n: v for n, v in record.fields.items() if plain_name(n) not in taken}
                return replace(record, fields={**kept, **said})
        if not self.rows:
            return record
        return replace(record, notes=(*record.notes, f"not named in {self.name}"))

    def unused(self) -> Iterator[Reject]:
        """Yield a reject for each row whose file was not there, and for each row at fault."""
        yield from self.rejects
        for key, (row, _) in self.rows.items():
            if key not in self.used:
                yield Reject(self.name, row, "file", f"no text was read from a file {key!r}")


def read_sidecar(found: Found, encoding: str | None, *, is_stated: bool) -> Sidecar | None:
    """Read the table `found`, or return nothing if it names no files.

    Parameters
    ----------
    found : Found
        The table: CSV, TSV, Excel, JSON Lines or any format whose records have columns.
    encoding : str, optional
        The collection's encoding.
    is_stated : bool
        Whether ``collection.toml`` states that this table is the sidecar.

    Raises
    ------
    ReadError
        If it cannot be read; if it is stated and has no column that names files.
    """
    sidecar = Sidecar(found.name)
    reader = reader_for(found.path, name=found.name, encoding=encoding)
    for outcome in reader.read(Source(found.path, found.name, encoding)):
        if isinstance(outcome, Record):
            column = _file_column(outcome.fields)
            if not is_stated and "text" in map_columns(list(outcome.fields), {}):
                return None  # a table of articles that happens to have this name
            if column is None:
                if is_stated:
                    raise ReadError(
                        f"{found.name} has no column that names files; expected one of "
                        f"{', '.join(_FILE_COLUMNS)}"
                    )
                return None
            _add(sidecar, outcome, column)
        elif isinstance(outcome, Reject):
            sidecar.rejects.append(outcome)
    return sidecar


def _file_column(columns: Mapping[str, str]) -> str | None:
    plain = {plain_name(column): column for column in columns}
    return next((plain[name] for name in _FILE_COLUMNS if name in plain), None)


def _add(sidecar: Sidecar, record: Record, column: str) -> None:
    key = record.fields[column].strip().replace("\\", "/").removeprefix("./")
    place = (record.source_file, record.source_row)
    if not key:
        sidecar.rejects.append(Reject(*place, column, "names no file"))
    elif key in sidecar.rows:
        sidecar.rejects.append(Reject(*place, column, f"names {key!r} a second time"))
    else:
        others = {name: value for name, value in record.fields.items() if name != column}
        sidecar.rows[key] = (record.source_row, others)
